// Package quiet keeps the toolkit's messages out of a command's output: the toolkit reads
// the locale while the program is initialised, before any code of ours runs, and complains
// on standard error about C.UTF-8, which cron and containers use.
//
// It promises to be initialised before the toolkit: Go initialises, of the packages whose
// imports are all initialised, the first one by path. This package imports only the log,
// and its path sorts before text/template, which the toolkit's language package needs and
// which needs what the log needs. So import nothing more here.
// TestCommandsAreTheSameEverywhere checks it by running the program.
//
// It does not change the environment: that would need a list of every locale that the
// toolkit lacks, and would change the programs that we start. Nor does it start the
// program a second time: a script would wait for the wrong process.
package quiet
