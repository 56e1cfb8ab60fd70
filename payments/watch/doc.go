// Package watch verifies payment attempts at the gateway. A Watcher decides which
// call is due, makes it, and hands the answer to the Till as an event.
//
// It promises that an attempt is polled until its watch ends, through restarts,
// outages and full disks, and that a paid attempt is rechecked, because some
// codes can be paid twice. All calls of a till share one rate limiter; no attempt
// starves, and hints from outside can't crowd out the polls.
//
// It does not decide what is paid or unmatched (package payment does) and stores
// nothing itself.
package watch
