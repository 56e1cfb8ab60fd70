// Package app puts the house together: it opens a shop, with the till and the
// workers around it, in earnest or in training, and gives the windows what they
// ask of outside. It holds no rule of the trade, and reads no command line.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"psar/assets/words"
	"psar/payments"
	"psar/payments/listen"
	"psar/payments/sandbox"
	"psar/payments/watch"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/settings"
	"psar/printer"
	"psar/storage"
)

// SystemClock is the clock of the machine.
type SystemClock struct{}

// Now implements pos.Clock.
func (SystemClock) Now() time.Time { return time.Now() }

// DataDir is the folder of --data, of PSAR_DATA, or the user's own for Psar.
func DataDir(flag string) (string, error) {
	if flag != "" {
		return filepath.Abs(flag)
	}
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fault.New(fault.DataUnwritable, "~").Because(err)
		}
		base = filepath.Join(home, ".local", "share")
	}
	if config := os.Getenv("LOCALAPPDATA"); config != "" {
		base = config
	}
	return filepath.Join(base, "psar"), nil
}

// Shop is the whole house, wired: the till and the workers around it.
type Shop struct {
	Dir      string // where the shop's data lies
	DB       *storage.DB
	Secrets  pos.Secrets
	Till     *pos.Till
	Gateway  *payments.Gateway
	Watcher  *watch.Watcher
	Listener *listen.Listener // nil until Serve

	Forgotten int // payments of an earlier training that the gateway has forgotten

	NotClosed func(error) // says what Close could not close; standard error, unless it is set

	clock    pos.Clock
	queue    *printer.Queue
	training *sandbox.Server // nil in real work
	stop     context.CancelFunc
	working  sync.WaitGroup
}

// Open opens the data folder for writing, or makes it. The caller closes the shop.
func Open(ctx context.Context, dir string, training bool, clock pos.Clock) (s *Shop, err error) {
	s = &Shop{Dir: dir, clock: clock, stop: func() {}, NotClosed: SayNotClosed(os.Stderr, words.English)}
	defer func() {
		if err != nil {
			s.Close()
			s = nil
		}
	}()
	s.DB, err = storage.Open(ctx, storage.Options{Dir: dir, Training: training, Clock: clock})
	if err != nil {
		return s, err
	}
	if training {
		if err = s.startTraining(ctx); err != nil {
			return s, err
		}
	} else if s.Secrets, err = storage.OpenSecrets(dir, "psar", nil); err != nil {
		return s, err
	}
	s.Till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: s.DB, Clock: clock, Secrets: s.Secrets, PINs: &storage.PINs{}, NewID: newSaleID,
		Training: training, Version: Version,
	})
	if err != nil {
		return s, err
	}
	if training {
		if s.Forgotten, err = endEarlierTraining(ctx, s.Till); err != nil {
			return s, err
		}
		if err = seedTraining(ctx, s.Till); err != nil {
			return s, err
		}
	}
	s.Gateway = payments.NewGateway(payments.GatewayConfig{
		Settings: s.gatewaySettings, Secrets: s.Secrets, Clock: clock,
	})
	s.Watcher = watch.New(watch.Config{
		Till: s.Till, Gateway: s.Gateway, Clock: clock,
	})
	s.queue = printer.NewQueue(printer.QueueConfig{
		Till: s.Till, Clock: clock, PaperDir: paperDir(dir),
	})
	return s, s.Till.SetPrinter(ctx, s.queue)
}

// paperDir is where the virtual printer puts its sheets.
func paperDir(dir string) string { return filepath.Join(dir, "paper") }

func newSaleID() (id.Sale, error) {
	uid, err := uuid.NewV7()
	return id.Sale(uid.String()), err
}

// Work starts the workers: the watcher of payments and the print queue.
func (s *Shop) Work() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.working.Go(func() { _ = s.Watcher.Run(ctx) })
	s.working.Go(func() { _ = s.queue.Run(ctx) })
	return ctx
}

// Serve starts the workers and, where the settings want it, the listener for
// webhooks and customers who come back: what stays open for long has an address.
func (s *Shop) Serve(log *slog.Logger) {
	s.Listener = listen.New(listen.Config{
		Till: s.Till, Settings: s.gatewaySettings, Secrets: s.Secrets, Clock: s.clock,
		CheckNow: s.Watcher.CheckNow, Log: log.Info,
	})
	ctx := s.Work()
	s.working.Go(func() { _ = s.Listener.Run(ctx) })
}

// Rest ends the workers, so that nothing is written to a log any more.
func (s *Shop) Rest() {
	s.stop()
	s.working.Wait()
}

// Close ends the workers first, then the till, then what they stand on. What it
// can't close it says: the command that ends here has its own result.
func (s *Shop) Close() {
	s.Rest()
	if s.Till != nil {
		s.Till.Close()
	}
	var errs []error
	if s.training != nil {
		errs = append(errs, s.training.Close())
	}
	if s.DB != nil {
		errs = append(errs, s.DB.Close())
	}
	if err := errors.Join(errs...); err != nil {
		s.NotClosed(err)
	}
}

// SayNotClosed says in one sentence what could not be closed.
func SayNotClosed(w io.Writer, lang words.Language) func(error) {
	return func(err error) {
		cause := strings.ReplaceAll(err.Error(), "\n", "; ") // joined errors take a line each
		fmt.Fprintln(w, "psar:", words.Text(lang, words.CLINotClosed, cause))
	}
}

// InTraining reports whether the shop works on the training database, with the
// gateway that this process has built in.
func (s *Shop) InTraining() bool { return s.training != nil }

// gatewaySettings are the till's, but in training the gateway's address is
// that of the server in this process, which is another at each start.
func (s *Shop) gatewaySettings() settings.Values {
	values := s.Till.Snapshot().Settings
	if s.training == nil {
		return values
	}
	values = maps.Clone(values)
	values[settings.BaseURL] = s.training.URL
	return values
}

// ManagerPIN reports that a manager's word needs a PIN. Where that can't be read
// one is asked for, and the till says why it can't be compared.
func (s *Shop) ManagerPIN() bool {
	needed, err := s.Till.ManagerPINSet()
	return needed || err != nil
}
