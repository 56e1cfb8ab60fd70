// Package payment is the rule of payments by KHQR: an attempt, the events that can
// happen to it, and what follows. Attempt.Apply is pure, without time of its own or
// I/O, and every pair of state and event has one answer.
//
// An answer that was not understood never moves a state. Only Verify makes an attempt
// paid, or a manager by hand; only a Verify asked after the code's end makes it
// expired. What was cancelled or expired stays watched, and money that then comes is
// unmatched until a manager says what it was.
//
// It makes no call, and judges no code: psar/payments does, and says here what came
// of it as an event.
package payment
