// Package control is the control socket of an open till: by it, a command that is typed in a
// terminal is carried out by the process that has the shop open.
//
// It promises that only programs of the same account of the system are answered, that a
// command ends within a bounded time where the till is gone or hangs, and that nothing of
// what a till that was killed left behind stands in the way of the next one.
//
// The socket is a file of the data folder, or a named pipe on Windows. On it go frames, each
// the length of a JSON value in four bytes, most significant first, and that value: see
// message. The command says Hello, the till answers that it is welcome or why not, and then
// carries it out: it sends what the command prints, and calls the command for what only it
// has (its input, its files), until it sends the exit code. Till and command must be the same
// program, because a frame means what this version says. Only Hello's version, and Failure,
// may never change their names.
//
// It knows no command and no shop.
package control
