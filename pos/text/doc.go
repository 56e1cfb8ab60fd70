// Package text checks and compares what people type and other systems write: one
// line without control characters, digits, a PIN, names that look the same.
//
// Its errors are plain English for a cause; who asks makes a fault.Error of it, with
// a sentence for people. Lengths are characters, not bytes: a Khmer word has fewer
// than its bytes by a third.
//
// It does not mend what it refuses, and it lays nothing out: where a Khmer line may
// break is psar/assets/khmer's.
package text
