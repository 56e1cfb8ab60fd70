// Package facts names the kinds of facts in the journal, and defines the payload of each
// kind that has no type of its own elsewhere.
//
// Kinds and JSON keys are stored for as long as the shop keeps its journal: add, never
// rename; a changed meaning is a new kind. A payload never holds a secret: of a PIN it
// holds a fingerprint on which no PIN can be tried.
//
// psar/pos/journal is the chain that holds the facts; pos.Till decides which to write.
package facts
