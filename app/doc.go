// Package app wires the program: it opens a shop (the till, its database and the
// workers around it, for real or in training) and gives the windows what they need from
// outside.
//
// It promises that Close stops the workers before it closes what they use, that training
// never touches the real database or a real gateway, and that WriteWhole leaves a whole
// file or none.
//
// It holds no rule of the shop (package pos does) and parses no command line (package
// app/cli does).
package app
