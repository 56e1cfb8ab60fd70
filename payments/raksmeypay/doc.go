// Package raksmeypay is a Go SDK for the RaksmeyPay QR payment API: create a
// KHQR, verify a payment, build the link to the payment page, check the success
// URL and the webhook, make the HTML of a shop's web page, and compute every
// hash. It imports the standard library only and is usable alone. A Client is
// safe for concurrent use.
//
// It promises that a request equals byte for byte what the vendor's PHP SDK sends
// (testdata/php-golden.jsonl was made by it); that an answer is accepted only if it
// is the expected JSON, complete, without repeated names and with the requested id
// and amount; and that every other outcome is an *Error which says whether the
// call's effect is known. The profile key, the API key and the hashes made with
// them appear in no error and no log.
//
// It does not check the QR (the caller must, before showing it), does not retry,
// poll or log, and never fetches the image URLs of an answer. Amounts are decimal
// text throughout: no number here passes through a float. Only Verify proves a
// payment: the success URL and the webhook are reasons to call it.
//
// # Failures of a call
//
// The effect of a failed call at the gateway, by the Kind of its *Error:
//
//	BadRequest    known    refused here, nothing was sent
//	Refused       known    the gateway said no: Code says why
//	AlreadyPaid   known    CodeAlreadyPaid: no new code; call Verify, then record
//	Unreachable   known    if no connection was made; else unknown
//	Timeout       unknown
//	Canceled      unknown  the caller's context was cancelled
//	RateLimited   unknown  status 429; RetryAfter if the gateway sent it
//	ServerError   unknown  5xx
//	Redirected    unknown  3xx, not followed
//	NotJSON       unknown  an HTML page, a warning in front of JSON, or noise
//	Cut           unknown  the body is empty or truncated
//	TooLarge      unknown  the body exceeds MaxBody
//	Unexpected    unknown  JSON, but not the answer of this call
//	WrongEcho     unknown  the answer is for another id or amount
//
// Repeat a create call whose effect is unknown with the same id and amount: the
// gateway returns the same code. The Code of a refusal:
//
//	1  CodeProfileNotFound  the profile id is wrong
//	2  CodeProfileInactive  the vendor has to activate the profile
//	3  CodeNoAccount        the profile has no Bakong account yet
//	4  CodeWrongHash        the profile key is wrong
//	5  CodeBelowMinimum     a KHR amount below 100
//	6  CodeOverLimit        ask for less, or in two payments
//	7  CodeDailyLimit       ask again tomorrow
//	8  CodeAlreadyPaid      call Verify, then record the payment
//	0                       a refusal of verify that has a message only
//	…                       not documented: show the message
//
// # Requests that are not believed
//
// Why CheckSuccess (s), ParseWebhook (w) or CheckAPIKey (k) refused a request, by
// the Reason of its *Distrust:
//
//	Missing       s w k  a parameter is absent or empty
//	Malformed     s w k  not of the documented form, or a repeated name
//	WrongAPIKey   k      X-Api-Key is not the shop's
//	WrongProfile  w      profile_id is not one of the shop's
//	WrongHash     s w    made with another key, or of other values
//	TooOld        s      more than SuccessFor ago
//	InFuture      s      one of the two clocks is wrong
package raksmeypay
