// Package storage keeps the shop's facts in one SQLite file, and its secrets in the
// operating system's keyring. It implements pos.Store and pos.Secrets.
//
// It promises: a commit is whole or absent, and survives a power cut once it returned; a
// completed sale and a journal row are never changed; only one program at a time writes
// in a data folder; a file that is not a Psar database is left byte for byte as it was;
// nobody else on the computer can read the folder, or Notice says so.
//
// It does not encrypt: whoever can read the data folder can read the data. The journal's
// chain detects changes, it does not prevent them. Somebody who rewrites the whole chain, or
// puts an old copy of the folder back, is found out by what is kept outside the folder: each
// row's MAC, whose key is in the keyring, and the mark of the last row, in the keyring and
// in the user's state folder (custody.go). Who can read that keyring can forge both.
package storage
