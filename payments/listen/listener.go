// Package listen takes the gateway's webhooks and the customers whom its payment
// page sends back. What comes in is a reason to verify and proof of nothing; it
// may be lost, forged or come twice.
package listen

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"golang.org/x/time/rate"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/settings"
)

// Listener takes the gateway's webhooks and the customers whom its payment page
// sends back, where the setting webhook.listen says so. Both are but a reason to
// verify at once: nothing that comes in here is proof of a payment. Its methods
// are safe for use by several goroutines.
type Listener struct {
	cfg   Config
	keys  keys
	hints *hints
	looks *rate.Limiter // attempts fetched for what comes in
	lines *rate.Limiter // lines written to the log

	mu     sync.Mutex
	status Status
}

// Config is what a Listener is made of.
type Config struct {
	Till     *pos.Till
	Settings func() settings.Values // the newest
	Secrets  pos.Secrets
	Clock    pos.Clock
	CheckNow func(id.Payment)              // Watcher's: it must not block
	Log      func(msg string, args ...any) // as slog's; nil: nothing is logged. Never told a secret
}

// Status is what became of the setting webhook.listen. The zero status
// is that of a till which does not listen.
type Status struct {
	// Address is where it listens, with the port that it got; "" while it
	// doesn't.
	Address string
	// Problem is what the owner has to mend, nil when all is well: fault.PortInUse
	// with the address, which is tried again, fault.SettingInvalid with
	// webhook.listen for an address that this machine does not have, or
	// fault.WebhookNoKey while no API key is set, or fault.ProfileMissing while no
	// profile is, without which no webhook is taken. Or it is that of Secrets,
	// while keys can't be read.
	Problem *fault.Error
}

// New makes a Listener. Nothing listens and no secret is read before Run.
func New(cfg Config) *Listener {
	if cfg.Log == nil {
		cfg.Log = func(string, ...any) {}
	}
	return &Listener{
		cfg: cfg, hints: newHints(), keys: keys{secrets: cfg.Secrets, clock: cfg.Clock},
		looks: rate.NewLimiter(10, 20), lines: rate.NewLimiter(1, 20),
	}
}

// Status tells how the listener stands.
func (l *Listener) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

func (l *Listener) setStatus(s Status) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.status = s
}

// bindAgain is how long an address that can't be had waits for the next try.
const bindAgain = 5 * time.Second

// Run follows the setting until ctx ends, and returns nil when the last
// connection is closed.
func (l *Listener) Run(ctx context.Context) error {
	snapshots, unsubscribe := l.cfg.Till.Subscribe()
	defer unsubscribe()
	var handing sync.WaitGroup
	defer handing.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	handing.Go(func() { l.hints.run(ctx, l.cfg.CheckNow) })
	var s *serving
	defer func() {
		s.close()
		l.setStatus(Status{})
	}()
	again := time.NewTimer(bindAgain)
	defer again.Stop()
	for {
		s = l.follow(ctx, s)
		again.Reset(bindAgain)
		select {
		case <-ctx.Done():
			return nil
		case <-snapshots:
		case <-again.C:
		case <-s.ended():
			s.close()
			s = nil
		}
	}
}

// follow listens where the settings say, and tells how that went.
func (l *Listener) follow(ctx context.Context, s *serving) *serving {
	values := l.cfg.Settings()
	address := values.Get(settings.WebhookListen)
	if s != nil && s.address != address {
		s.close()
		s = nil
	}
	if address == "" {
		l.setStatus(Status{})
		return nil
	}
	if s == nil {
		s = l.bind(ctx, address)
	} else if s.listener == nil && !l.cfg.Clock.Now().Before(s.again) {
		s = l.bind(ctx, address)
	}
	if s.listener == nil {
		l.setStatus(Status{Problem: s.problem})
		return s
	}
	status := Status{Address: s.listener.Addr().String()}
	switch k, err := l.keys.of(values); {
	case err != nil:
		status.Problem = asFault(err)
	case k.api == "":
		status.Problem = fault.New(fault.WebhookNoKey)
	default:
		if err := k.webhook().Check(); err != nil {
			status.Problem = fault.New(fault.ProfileMissing).Because(err)
		}
	}
	l.setStatus(status)
	return s
}

// asFault is an error as people read it.
func asFault(err error) *fault.Error {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e
	}
	return fault.New(fault.Internal).Because(err)
}

// serving is one address and what came of it.
type serving struct {
	address  string
	problem  *fault.Error // why nothing listens
	again    time.Time    // when that is tried again
	listener net.Listener // nil: nothing listens
	server   *http.Server
	done     chan struct{}
}

func (l *Listener) bind(ctx context.Context, address string) *serving {
	s := &serving{address: address}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		s.again = l.cfg.Clock.Now().Add(bindAgain)
		s.problem = fault.New(fault.SettingInvalid, settings.WebhookListen).Because(err)
		if inUse(err) {
			s.problem = fault.New(fault.PortInUse, address).Because(err)
		}
		return s
	}
	s.listener = limitConns(listener, connsMost)
	s.done = make(chan struct{})
	s.server = &http.Server{
		Handler:           l.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		// What strangers do wrong is no news, and could fill the disk.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	go func() {
		defer close(s.done)
		_ = s.server.Serve(s.listener) // ends by close, or is bound anew
	}()
	return s
}

// windowsInUse is WSAEADDRINUSE, for which package syscall has no name that is
// there on every system.
const windowsInUse = syscall.Errno(10048)

func inUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}

// ended is closed when a server ends by itself; nil where none serves.
func (s *serving) ended() <-chan struct{} {
	if s == nil {
		return nil
	}
	return s.done
}

// farewell is how long answers under way may take when the listener closes.
const farewell = time.Second

// close ends the server, its connections with it.
func (s *serving) close() {
	if s == nil || s.server == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		_ = s.server.Close() // they had their time
	}
	<-s.done
}
