// Package payments takes payment attempts to the RaksmeyPay gateway and asks
// after them. Gateway makes one call at a time and turns its answer into an
// event of pos; Watcher decides which call is due, and hands the events to Till.
//
// It promises that a code reaches Till as accepted only when it passed every
// check before show, that VerifiedPaid is said only where Verify said SUCCESS
// with an amount that is a decimal number, that an answer which was not
// understood is an unknown outcome and never a no, and that an attempt is asked
// after until its watch ends, through restarts, outages and full disks.
//
// It keeps no facts of its own, draws nothing, and takes no webhooks. What is
// paid and what is unclaimed is judged by pos alone.
package payments
