// Package listen receives the gateway's webhooks and the customers whom its
// payment page sends back, at the address in the setting webhook.listen.
//
// It promises that what comes in is only a reason to verify an attempt, never proof
// of a payment, since it may be lost, forged or repeated; that requests without a
// valid hash never reach the till; that answers never wait for the till; and that
// connections, hints and log lines are bounded.
//
// It does not verify (package watch does) and keeps nothing: a hint that is lost
// costs time, because the polls find the payment.
package listen
