package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
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
	"psar/pos/facts"
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

// uptimeOf is what a clock is compared with: nothing for one that is not the machine's.
func uptimeOf(clock pos.Clock) pos.Uptime {
	if _, own := clock.(SystemClock); own {
		return uptime
	}
	return nil
}

// DataDir is the data folder: of --data, of PSAR_DATA, or the user's own for Psar.
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

// Place is where a shop is.
type Place struct {
	Dir string // the data folder
	// State is the user's folder for what proves the data, "" for none; Keyring holds the
	// secrets, and proves it too. Neither is used in training.
	State   string
	Keyring storage.Keyring
	Brief   bool // a command opens it, and no till at the counter

	Held *storage.Hold // of the folder, not in training; nil: opening it locks it
}

// Options are those of the place's database.
func (p Place) Options(training bool, clock pos.Clock) storage.Options {
	o := storage.Options{Dir: p.Dir, Training: training, Clock: clock}
	if !training {
		o.State, o.Keyring, o.Held = p.State, p.Keyring, p.Held
	}
	return o
}

// StateDir is where marks of the shops on this machine are kept: in the user's folder for
// the state of programs, never in a data folder. "" where the user has none.
func StateDir() string {
	if base := os.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && base != "" {
		return filepath.Join(base, "psar-state") // names are told apart without regard to case there
	}
	if base := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "psar")
	}
	home, err := os.UserHomeDir()
	if err != nil { // an empty environment: the system knows the user all the same
		u, unknown := user.Current()
		if unknown != nil || u.HomeDir == "" {
			return ""
		}
		home = u.HomeDir
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "psar-state")
	}
	return filepath.Join(home, ".local", "state", "psar")
}

// Shop is an opened data folder with the till and its workers.
type Shop struct {
	Dir      string // the data folder
	DB       *storage.DB
	Secrets  pos.Secrets
	Till     *pos.Till
	Gateway  *payments.Gateway
	Watcher  *watch.Watcher
	Listener *listen.Listener // nil before Serve

	Forgotten int // attempts of an earlier training, whose gateway is gone

	NotClosed func(error) // reports what Close could not close; by default on standard error

	place    Place
	told     bool   // the journal of the folder's own shop tells of this training
	own      string // that shop: see storage.DB.Shop
	verified verification
	noticed  noticed
	use      *storage.FolderUse // nil where nobody keeps it
	clock    pos.Clock
	queue    *printer.Queue
	training *sandbox.Server // nil outside training
	stop     context.CancelFunc
	working  sync.WaitGroup
	lent     bool // to a command: see Lend
}

// Open opens a data folder for writing, and creates it if needed. The caller must Close
// the Shop.
func Open(ctx context.Context, at Place, training bool, clock pos.Clock) (s *Shop, err error) {
	dir := at.Dir
	s = &Shop{Dir: dir, place: at, clock: clock, stop: func() {}, NotClosed: SayNotClosed(os.Stderr, words.English)}
	defer func() {
		if err != nil {
			s.Close()
			s = nil
		}
	}()
	if training {
		s.DB, err = s.openTraining(ctx)
	} else {
		s.DB, err = storage.Open(ctx, at.Options(false, clock))
	}
	if err != nil {
		return s, err
	}
	s.use = storage.BeginUse(at.State, storage.InUse{Dir: dir, Training: training, Brief: at.Brief, InJournal: s.told, Shop: s.shopHere(training)}, clock.Now())
	if training {
		err = s.startTraining(ctx)
	} else {
		s.Secrets, err = storage.SecretsOf(s.DB, dir, "psar", at.Keyring)
	}
	if err != nil {
		return s, err
	}
	cfg := tillConfig(at, s.DB, s.Secrets, clock)
	cfg.Training = training
	cfg.LeftOpen, cfg.LeftExact = s.use.OpenBefore()
	if s.Till, err = pos.OpenTill(ctx, cfg); err != nil {
		return s, err
	}
	s.DB = s.DB.Shown() // the till reads the names
	if training {
		if s.Forgotten, err = endEarlierTraining(ctx, s.Till); err != nil {
			return s, err
		}
		if err = seedTraining(ctx, s.Till); err != nil {
			return s, err
		}
	}
	s.lookAtCertificates(ctx)
	s.Gateway = payments.NewGateway(payments.GatewayConfig{
		Settings: s.gatewaySettings, Secrets: s.Secrets, Clock: clock,
	})
	s.Watcher = watch.New(watch.Config{
		Till: s.Till, Gateway: s.Gateway, Clock: clock,
	})
	s.queue = printer.NewQueue(printer.QueueConfig{
		Till: s.Till, Clock: clock, Folder: dir, PaperDir: paperDir(dir),
	})
	return s, s.Till.SetPrinter(ctx, s.queue)
}

// tillConfig is what the till of a place needs.
func tillConfig(at Place, db *storage.DB, secrets pos.Secrets, clock pos.Clock) pos.TillConfig {
	return pos.TillConfig{
		Store: db, Clock: clock, Secrets: secrets, PINs: &storage.PINs{Peppers: db}, Codes: payments.Codes{}, NewID: newSaleID,
		Version: Version, Folder: at.Dir, Uptime: uptimeOf(clock), Brief: at.Brief,
		Used: func() []facts.Folder { return storage.UsedBeside(at.State, at.Dir, db.Shop()) },
	}
}

// shopHere tells the shop of the folder, which training is not.
func (s *Shop) shopHere(training bool) func() string {
	if training {
		return func() string { return s.own }
	}
	return s.DB.Shop
}

// paperDir is the folder of the virtual printer's pictures.
func paperDir(dir string) string { return filepath.Join(dir, "paper") }

func newSaleID() (id.Sale, error) {
	uid, err := uuid.NewV7()
	return id.Sale(uid.String()), err
}

// StartWorkers starts the watcher of payments and the print queue. The context ends with
// StopWorkers. Those of a lent shop run already.
func (s *Shop) StartWorkers() context.Context {
	if s.lent {
		return context.Background()
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.working.Go(func() { _ = s.Watcher.Run(ctx) })
	s.working.Go(func() { _ = s.queue.Run(ctx) })
	s.working.Go(func() { s.stayInUse(ctx) })
	return ctx
}

// useNoted is how often an open shop notes in the state folder that it is in use.
const useNoted = 5 * time.Minute

func (s *Shop) stayInUse(ctx context.Context) {
	ticker := time.NewTicker(useNoted)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			s.use.Until(s.clock.Now())
		case <-ctx.Done():
			return
		}
	}
}

// Serve starts the workers and, if the settings say so, the listener for webhooks and
// returning customers; and has the journal verified. For processes that run for long.
func (s *Shop) Serve(log *Log) {
	s.Listener = listen.New(listen.Config{
		Till: s.Till, Settings: s.gatewaySettings, Secrets: s.Secrets, Clock: s.clock,
		CheckNow: s.Watcher.CheckNow, Log: log.Info,
	})
	ctx := s.StartWorkers()
	s.working.Go(func() { _ = s.Listener.Run(ctx) })
	s.working.Go(func() { s.expiring(ctx, log) })
	s.working.Go(func() {
		ticker := time.NewTicker(noticeEvery)
		defer ticker.Stop()
		s.keepNotices(ctx, ticker.C)
	})
	s.working.Go(func() { keepVerified(ctx, verifyAfter, verifyEvery, s.verify, log.Logger) })
}

// StopWorkers stops the workers, so that nothing more is logged.
func (s *Shop) StopWorkers() {
	s.stop()
	s.working.Wait()
}

// Close stops the workers, then closes the till and what it uses. Errors go to
// NotClosed, because the command has its own result. A lent shop stays open.
func (s *Shop) Close() {
	if s.lent {
		return
	}
	s.StopWorkers()
	if s.Till != nil {
		s.Till.Close()
	}
	var errs []error
	if s.training != nil {
		errs = append(errs, s.training.Close())
	}
	s.use.End(s.clock.Now())
	errs = append(errs, s.closeDB())
	if err := errors.Join(errs...); err != nil {
		s.NotClosed(err)
	}
}

// SayNotClosed prints in one sentence what could not be closed.
func SayNotClosed(w io.Writer, lang words.Language) func(error) {
	return func(err error) {
		cause := strings.ReplaceAll(err.Error(), "\n", "; ") // joined errors are on separate lines
		fmt.Fprintln(w, "psar:", words.Text(lang, words.CLINotClosed, cause))
	}
}

// InTraining reports whether this is the training database with the built-in gateway.
func (s *Shop) InTraining() bool { return s.training != nil }

// gatewaySettings are the till's settings; in training with the address of the built-in
// gateway, which changes with each start.
func (s *Shop) gatewaySettings() settings.Values {
	values := s.Till.Snapshot().Settings
	if s.training == nil {
		return values
	}
	values = maps.Clone(values)
	values[settings.BaseURL] = s.training.URL
	return values
}

// ManagerPIN reports whether approvals need a PIN. If that can't be read it is true, and
// the till then says why the PIN can't be checked.
func (s *Shop) ManagerPIN() bool {
	needed, err := s.Till.ManagerPINSet()
	return needed || err != nil
}
