// Package storage keeps the shop's facts in one SQLite file and its secrets in
// the operating system's keyring. It fulfils pos.Store and pos.Secrets.
//
// It promises that a commit is whole or absent and survives a power cut once
// it returned; that a completed sale and a journal row are never changed; that
// one program at a time writes in a data folder; and that a file which is not
// a Psar database is left byte for byte as it was.
//
// It does not promise secrecy: whoever may read the data folder may read it.
// The journal's chain shows a change, it does not prevent one, and whoever
// rewrites the whole chain is found out only by the heads that are on paper.
package storage
