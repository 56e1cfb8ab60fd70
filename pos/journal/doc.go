// Package journal is the hash chain of the shop's facts: each entry's hash covers the
// entry and, through the hash of the entry before it, everything earlier.
//
// The stored bytes are hashed, never a value that was marshalled again, so an entry
// written by an older version stays valid. Every Z report prints the last hash: a chain
// that was cut and rebuilt does not match the paper.
//
// The package knows no kinds of facts: psar/pos/facts does. It detects that something
// was changed, not what it was before.
package journal
