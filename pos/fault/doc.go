// Package fault is the error of the whole program: a code for programs, what its
// sentence names, and the cause for the log.
//
// The words for people, in both languages and with what to do next, are found under
// the same code in psar/assets/words; nothing here is shown as it stands. Codes are
// printed by the commands as JSON and are a contract: add, never rename.
//
// A fault is returned, never logged as well, and it never holds a secret: what
// stands in Args is shown to whoever is at the till. It knows no other package of
// Psar.
package fault
