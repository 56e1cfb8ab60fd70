// Package text checks, tidies and compares what people type and other systems send: single
// lines without hidden characters, codes that can be seen whole, digits, PINs, names that
// look the same (Alike). It also says how a stored text is shown (Shown), and
// where a long one is cut (Cut).
//
// Errors are plain English, meant as the cause of a fault.Error: the caller chooses the
// code whose sentence people read. Lengths are in characters, not bytes (a Khmer
// character takes three bytes).
//
// It corrects nothing that it refuses, apart from names of people (Name), and lays nothing out: where a Khmer line may
// break is the business of psar/assets/khmer.
package text
