// Package payments takes payment attempts to the RaksmeyPay gateway and asks
// after them. Gateway makes one call at a time and turns its answer into an
// event of pos. Which call is due is decided by package watch, which hands the
// events to Till; package listen takes the gateway's webhooks and the customers
// whom its payment page sends back.
//
// It promises that a code reaches Till as accepted only when it passed every
// check before show, that VerifiedPaid is said only where Verify said SUCCESS
// with an amount that is a decimal number, and that an answer which was not
// understood is an unknown outcome and never a no.
//
// It keeps no facts of its own. What is paid and what is unmatched is judged by
// pos alone.
package payments
