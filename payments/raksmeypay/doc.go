// Package raksmeypay is a client of the RaksmeyPay QR payment API: create a
// KHQR, verify a payment, build the link to the payment page, and compute the
// hashes of every call, the success URL and the webhook among them.
//
// It promises that a request carries byte for byte what the vendor's PHP SDK
// would send; that an answer is believed only when it is the expected JSON, whole,
// with no name twice and with the id and amount that were asked; and that every
// other outcome is an *Error which says whether the call's effect is known. The
// profile key and the hashes made with it stand in no error and no log.
//
// It does not look inside the QR (a caller must, before showing it), retries
// nothing, polls nothing, and never fetches the image URLs of an answer. Amounts
// are decimal text from end to end: no number here passes through a float.
//
// It imports the standard library only and is usable alone. A Client is safe for
// concurrent use.
package raksmeypay
