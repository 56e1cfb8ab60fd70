// Package payments makes payment attempts at the RaksmeyPay gateway. Gateway
// makes one call at a time and turns its answer into an event of package payment.
// Package watch decides which call is due and hands the events to the Till;
// package listen receives the gateway's webhooks and returning customers.
//
// It promises that a code becomes CodeAccepted only when it passed every check
// before show; that VerifiedPaid comes only from a Verify that answered SUCCESS
// with a decimal amount; and that an answer which was not understood is
// OutcomeUnknown, never a refusal or "not paid".
//
// It stores nothing. What is paid and what is unmatched is decided in package
// payment alone.
package payments
