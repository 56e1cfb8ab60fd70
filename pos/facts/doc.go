// Package facts names the kinds of facts that the journal holds, and the payload
// that each is written with where that is no type of its own.
//
// Kinds and JSON keys are stored for as long as the shop keeps its journal: add,
// never rename, and a changed meaning is a new kind. No secret ever stands in a
// payload: of a PIN there is a print that no PIN can be tried on.
//
// The chain that the facts stand in is psar/pos/journal; when which is written is
// pos.Till's.
package facts
