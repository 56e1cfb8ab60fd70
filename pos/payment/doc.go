// Package payment holds the rules of KHQR payments: an attempt, the events that can
// happen to it, and the effects of each. Attempt.Apply is pure, without clock or I/O,
// and defines every pair of state and event.
//
// An answer that was not understood never changes a state. An attempt becomes paid only
// by Verify or by a manager who marks it, and expired only by a Verify that was sent
// after the code's end. A cancelled or expired attempt stays watched; money that arrives
// then is unmatched until a manager resolves it.
//
// The package makes no calls and checks no codes: psar/payments does, and reports the
// results here as events.
package payment
