// Package payments takes payment attempts to the RaksmeyPay gateway and asks
// after them. Gateway makes one call at a time and turns its answer into an
// event of pos; Watcher decides which call is due, and hands the events to Till;
// Listener takes the gateway's webhooks and the customers whom its payment page
// sends back.
//
// It promises that a code reaches Till as accepted only when it passed every
// check before show, that VerifiedPaid is said only where Verify said SUCCESS
// with an amount that is a decimal number, that an answer which was not
// understood is an unknown outcome and never a no, that an attempt is asked after
// until its watch ends, through restarts, outages and full disks, and that one
// that has money is asked after again, since some codes can be paid twice. All
// calls of a till go through one limiter; none starves, and what comes in from
// outside can't crowd them out.
//
// It keeps no facts of its own. What comes in by Listener is a reason to verify
// and proof of nothing; it may be lost, forged or come twice. What is paid and
// what is unclaimed is judged by pos alone.
package payments
