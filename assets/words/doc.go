// Package words holds every sentence that people read, in English and Khmer: in both
// windows, on paper, and for each error its message and what to do next.
//
// It promises that each key has both languages, with the same formatting verbs, and
// that digits are Arabic in Khmer too, since numbers are compared with keys, paper and
// the bank's app.
//
// It does not format money or dates, which are passed as strings, and does not break
// lines (psar/assets/khmer does).
package words
