// Package fault is the error type of the whole program: a code for programs, the
// arguments of the sentence that people read, and the cause for the log.
//
// The sentences, in both languages and with what to do next, are stored under the same
// code in psar/assets/words; Error.Error is for logs and is never shown to a cashier.
// The commands print codes as JSON: codes are a contract, add but never rename.
//
// A fault is returned or logged, never both. Args are shown to whoever stands at the
// till, so they never hold a secret. The package imports no other package of Psar.
package fault
