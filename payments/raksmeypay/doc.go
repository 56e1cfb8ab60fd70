// Package raksmeypay is a Go SDK for the RaksmeyPay QR payment API: create a
// KHQR, verify a payment, build the link to the payment page, judge the success
// URL and the webhook, make the HTML of a shop's web page, and compute every
// hash.
//
// It promises that a request carries byte for byte what the vendor's PHP SDK
// would send; that an answer is believed only when it is the expected JSON, whole,
// with no name twice and with the id and amount that were asked; and that every
// other outcome is an *Error which says whether the call's effect is known. The
// profile key and the hashes made with it stand in no error and no log.
//
// It does not look inside the QR (a caller must, before showing it), retries
// nothing, polls nothing, and never fetches the image URLs of an answer. Amounts
// are decimal text from end to end: no number here passes through a float. Only
// Verify says that money came: the success URL and the webhook are reasons to
// ask it.
//
// # Failures
//
// What a call's *Error says of its effect at the gateway, by Kind:
//
//	BadRequest    known    refused here, nothing was sent
//	Refused       known    the gateway said no: Code is CodeProfileNotFound to CodeDailyLimit, or undocumented
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
// the gateway gives the same code again.
//
// It imports the standard library only and is usable alone. A Client is safe for
// concurrent use.
package raksmeypay
