// Package words holds every sentence that a person reads, in English and
// Khmer: on both windows, on paper, and for each error its message and what to
// do next.
//
// It promises that each key has both languages and the same verbs in both.
// It formats no money and no dates: those come as ready strings. Every number
// that is told has Arabic digits, in Khmer too, since it is compared with keys,
// paper and the bank's app. It breaks no lines; that is psar/assets/khmer's
// work.
package words
