package cli

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"psar/app"
	"psar/app/control"
	"psar/pos"
	"psar/pos/fault"
)

// hosted is the open till that carries out a command which was typed in another process.
type hosted struct {
	shop     *app.Shop
	language string // of the other process
}

// pingTime is how long a command may wait until the till has finished what it is at.
const pingTime = 10 * time.Second

// host carries out the commands of other processes in an open shop whose workers run, until
// the returned func is called. Without a socket, where the disk has none, a command says that
// the folder is in use.
func (s *session) host(shop *app.Shop, logger *slog.Logger) (stop func()) {
	listener, err := control.Listen(shop.Dir)
	if err != nil {
		logger.Warn("no control socket: commands can't be carried out by this till", "err", err)
		missing := fault.New(fault.ControlMissing, shop.Dir).Because(err)
		shop.Noted(missing)
		fmt.Fprint(s.err, sentence(s.lang, missing))
		return func() {}
	}
	ctx, cancel := context.WithCancel(s)
	done := make(chan struct{})
	go func() {
		defer close(done)
		control.Server{
			Accept: func(ctx context.Context, hello control.Hello) error { return accept(ctx, shop, hello) },
			Run:    func(ctx context.Context, c *control.Command) int { return s.carryOut(ctx, shop, c) },
			Log:    func(message string, args ...any) { logger.Warn(message, args...) },
		}.Serve(ctx, listener)
	}()
	return func() {
		cancel()
		<-done
	}
}

// accept refuses the command of another program, one for a shop beside this one, and every
// command while the till hangs.
func accept(ctx context.Context, shop *app.Shop, hello control.Hello) error {
	switch {
	case hello.Version != programVersion():
		return fault.New(fault.TillVersion, programVersion(), hello.Version)
	case hello.Training && !shop.InTraining():
		return fault.New(fault.DataLocked, shop.Dir, os.Getpid(), "real")
	case !hello.Training && shop.InTraining():
		return fault.New(fault.DataLocked, shop.Dir, os.Getpid(), "training")
	}
	ctx, cancel := context.WithTimeout(ctx, pingTime)
	defer cancel()
	if err := shop.Till.Ping(ctx); err != nil {
		return fault.New(fault.TillSilent).Because(err)
	}
	return nil
}

// carryOut runs a command as its own process would, in this one's shop. Who has signed in at
// the windows is nobody to it.
func (s *session) carryOut(ctx context.Context, shop *app.Shop, c *control.Command) int {
	return run(pos.WithOwnSignIn(ctx), c.Args, environment{
		streams: farStreams(c), clock: s.clock, toolkit: s.toolkit, keyring: s.keyring, state: s.state,
		named: farFiles{c}, hosted: &hosted{shop, c.Language},
	})
}
