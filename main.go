// Command psar is a desktop point of sale for shops in Cambodia: a till that
// takes KHQR payments, and the same till as commands for scripts and support.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Set when the program is linked.
var (
	version = "0.1.0"
	commit  = "unknown"
)

func main() { os.Exit(start(machine())) }

// start runs the command of this process, and returns its exit code.
func start(w world) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl+C asks; from then on the next one ends whatever hangs.
	context.AfterFunc(ctx, stop)
	defer stop()
	return run(ctx, os.Args[1:], w)
}
