package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	"psar/payments/sandbox"
	"psar/pos"
	"psar/printer"
	"psar/storage"
)

// systemClock is the clock of the machine.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// dataDir is the folder of --data, of PSAR_DATA, or the user's own for Psar.
func dataDir(flag string) (string, error) {
	if flag != "" {
		return filepath.Abs(flag)
	}
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", pos.Fault(pos.CodeDataUnwritable, "~").Because(err)
		}
		base = filepath.Join(home, ".local", "share")
	}
	if config := os.Getenv("LOCALAPPDATA"); config != "" {
		base = config
	}
	return filepath.Join(base, "psar"), nil
}

// shop is the whole house, wired: the till and the workers around it.
type shop struct {
	dir      string
	clock    pos.Clock
	db       *storage.DB
	secrets  pos.Secrets
	till     *pos.Till
	gateway  *payments.Gateway
	watcher  *payments.Watcher
	queue    *printer.Queue
	listener *payments.Listener // nil until serve
	training *sandbox.Server    // nil in real work

	forgotten int // payments of an earlier training that the gateway has forgotten

	notClosed func(error) // says what close could not close

	stop    context.CancelFunc
	working sync.WaitGroup
}

// openShop opens the data folder for writing. The caller closes the shop.
func openShop(ctx context.Context, dir string, training bool, clock pos.Clock) (s *shop, err error) {
	s = &shop{dir: dir, clock: clock, stop: func() {}, notClosed: sayNotClosed(os.Stderr, words.English)}
	defer func() {
		if err != nil {
			s.close()
			s = nil
		}
	}()
	s.db, err = storage.Open(ctx, storage.Options{Dir: dir, Training: training, Clock: clock})
	if err != nil {
		return s, err
	}
	if training {
		if err = s.startTraining(ctx); err != nil {
			return s, err
		}
	} else if s.secrets, err = storage.OpenSecrets(dir, "psar", nil); err != nil {
		return s, err
	}
	s.till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: s.db, Clock: clock, Secrets: s.secrets, PINs: &storage.PINs{}, NewID: newSaleID,
		Training: training, Version: version,
	})
	if err != nil {
		return s, err
	}
	if training {
		if s.forgotten, err = endEarlierTraining(ctx, s.till); err != nil {
			return s, err
		}
		if err = seedTraining(ctx, s.till); err != nil {
			return s, err
		}
	}
	s.gateway = payments.NewGateway(payments.GatewayConfig{
		Settings: s.gatewaySettings, Secrets: s.secrets, Clock: clock,
	})
	s.watcher = payments.NewWatcher(payments.WatcherConfig{
		Till: s.till, Gateway: s.gateway, Clock: clock,
	})
	s.queue = printer.NewQueue(printer.QueueConfig{
		Till: s.till, Clock: clock, PaperDir: paperDir(dir),
	})
	return s, s.till.SetPrinter(ctx, s.queue)
}

// paperDir is where the virtual printer puts its sheets.
func paperDir(dir string) string { return filepath.Join(dir, "paper") }

func newSaleID() (pos.SaleID, error) {
	id, err := uuid.NewV7()
	return pos.SaleID(id.String()), err
}

// work starts the workers: the watcher of payments and the print queue.
func (s *shop) work() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.working.Go(func() { _ = s.watcher.Run(ctx) })
	s.working.Go(func() { _ = s.queue.Run(ctx) })
	return ctx
}

// serve starts the workers and, where the settings want it, the listener for
// webhooks and customers who come back: what stays open for long has an address.
func (s *shop) serve(log *slog.Logger) {
	s.listener = payments.NewListener(payments.ListenerConfig{
		Till: s.till, Settings: s.gatewaySettings, Secrets: s.secrets, Clock: s.clock,
		CheckNow: s.watcher.CheckNow, Log: log.Info,
	})
	ctx := s.work()
	s.working.Go(func() { _ = s.listener.Run(ctx) })
}

// rest ends the workers, so that nothing is written to a log any more.
func (s *shop) rest() {
	s.stop()
	s.working.Wait()
}

// close ends the workers first, then the till, then what they stand on. What it
// can't close it says: the command that ends here has its own result.
func (s *shop) close() {
	s.rest()
	if s.till != nil {
		s.till.Close()
	}
	var errs []error
	if s.training != nil {
		errs = append(errs, s.training.Close())
	}
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if err := errors.Join(errs...); err != nil {
		s.notClosed(err)
	}
}

// sayNotClosed says in one sentence what could not be closed.
func sayNotClosed(w io.Writer, lang words.Language) func(error) {
	return func(err error) {
		cause := strings.ReplaceAll(err.Error(), "\n", "; ") // joined errors take a line each
		fmt.Fprintln(w, "psar:", words.Text(lang, words.CLINotClosed, cause))
	}
}

// gatewaySettings are the till's, but in training the gateway's address is
// that of the server in this process, which is another at each start.
func (s *shop) gatewaySettings() pos.Settings {
	settings := s.till.Snapshot().Settings
	if s.training == nil {
		return settings
	}
	settings = maps.Clone(settings)
	settings[pos.SettingBaseURL] = s.training.URL
	return settings
}

// managerPIN reports that a manager's word needs a PIN. Where that can't be read
// one is asked for, and the till says why it can't be compared.
func (s *shop) managerPIN() bool {
	needed, err := s.till.ManagerPINSet()
	return needed || err != nil
}

// isSetUp reports whether a data folder holds a shop with a bank profile. A
// folder without a database is not set up; a database that can't be read is an
// error: it must never end in training by accident.
func (s *session) isSetUp(dir string) (bool, error) {
	db, err := storage.OpenReadOnly(s, storage.Options{Dir: dir, Clock: s.clock})
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer db.Close()
	settings, err := db.Settings(s)
	if err != nil {
		return false, err
	}
	return settings.HasProfile(pos.USD) || settings.HasProfile(pos.KHR), nil
}

// openShop opens the data folder of the flags for writing.
func (s *session) openShop() (*shop, error) {
	dir, err := dataDir(s.flags.Data)
	if err != nil {
		return nil, err
	}
	if !s.flags.Training {
		// Only set-up makes a shop: a slip in --data must not begin another one.
		if err := storage.Exists(dir); err != nil {
			return nil, err
		}
	}
	return s.makeShop(dir)
}

// makeShop is openShop where there may be no shop yet.
func (s *session) makeShop(dir string) (*shop, error) {
	shop, err := openShop(s, dir, s.flags.Training, s.clock)
	if err != nil {
		return nil, err
	}
	shop.notClosed = sayNotClosed(s.err, s.lang)
	if shop.forgotten > 0 {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLITrainingClosed, shop.forgotten))
	}
	if err := s.signIn(shop); err != nil {
		shop.close()
		return nil, err
	}
	return shop, nil
}
