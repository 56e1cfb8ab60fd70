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

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl+C asks; from then on the next one ends whatever hangs.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], standardStreams())
	stop()
	os.Exit(code)
}
