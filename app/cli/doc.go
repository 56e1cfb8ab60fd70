// Package cli is the program's command line. The shop that a command works on is opened by
// package app.
//
// It promises that command names, flags, JSON keys and exit codes are only added, never
// changed; that with --json standard output is one JSON document; that messages for
// people go to standard error; that the output is the same in any locale and time zone;
// and that a secret is neither an argument nor printed.
//
// It holds no rule of the shop: those are in package pos.
package cli
