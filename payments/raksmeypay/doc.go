// Package raksmeypay is a Go SDK for the RaksmeyPay QR payment API: create a
// KHQR, verify a payment, build the link to the payment page, judge the success
// URL and the webhook, make the HTML of a shop's web page, and compute every
// hash. It imports the standard library only and is usable alone. A Client is
// safe for concurrent use.
//
// It promises that a request carries byte for byte what the vendor's PHP SDK
// would send (testdata/php-golden.jsonl was made by it); that an answer is
// believed only when it is the expected JSON, whole, with no name twice and with
// the id and amount that were asked; and that every other outcome is an *Error
// which says whether the call's effect is known. The profile key, the API key and
// the hashes made with them stand in no error and no log.
//
// It does not look inside the QR (a caller must, before showing it), retries
// nothing, polls nothing, logs nothing, and never fetches the image URLs of an
// answer. Amounts are decimal text from end to end: no number here passes through
// a float. Only Verify says that money came: the success URL and the webhook are
// reasons to ask it.
//
// # Failures of a call
//
// What a call's *Error says of its effect at the gateway, in Known, by Kind:
//
//	BadRequest    known    refused here, nothing was sent
//	Refused       known    the gateway said no: Code says why
//	AlreadyPaid   known    CodeAlreadyPaid: no new code; verify, then record
//	Unreachable   known    if no connection was made; else unknown
//	Timeout       unknown
//	Canceled      unknown  the caller gave the call up
//	RateLimited   unknown  429; RetryAfter if the gateway said it
//	ServerError   unknown  5xx
//	Redirected    unknown  3xx, not followed
//	NotJSON       unknown  a page, a warning in front of JSON, or noise
//	Cut           unknown  the body is empty or ends early
//	TooLarge      unknown  the body exceeds MaxBody
//	Unexpected    unknown  JSON, but not the answer of this call
//	WrongEcho     unknown  the answer is for another id or amount
//
// A create whose effect is unknown is asked again with the same id and amount:
// the gateway gives the same code again. The Code of a refusal:
//
//	1  CodeProfileNotFound  the profile id is wrong
//	2  CodeProfileInactive  the vendor has to activate the profile
//	3  CodeNoAccount        the profile has no Bakong account yet
//	4  CodeWrongHash        the profile key is wrong
//	5  CodeBelowMinimum     a KHR amount below 100
//	6  CodeOverLimit        ask for less, or in two payments
//	7  CodeDailyLimit       ask again tomorrow
//	8  CodeAlreadyPaid      verify, then record
//	0                       a verify that was refused in words alone
//	…                       not documented: show the message
//
// # Disbelief
//
// Why CheckSuccess (s), ParseWebhook (w) and CheckAPIKey (k) do not believe what
// came in, by the Reason of their *Distrust:
//
//	Missing       s w k  a parameter is absent or empty
//	Malformed     s w k  not of the documented form, or a name stands twice
//	WrongAPIKey   k      X-Api-Key is not the shop's
//	WrongProfile  w      profile_id is not one of the shop's
//	WrongHash     s w    not made with the profile key, or of other values
//	TooOld        s      SuccessFor has passed
//	InFuture      s      one of the two clocks is wrong
package raksmeypay
