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

// Listener receives the gateway's webhooks and returning customers at the address
// in the setting webhook.listen. Either is a reason to verify at once and never
// proof of a payment. Its methods are safe for concurrent use.
type Listener struct {
	cfg      Config
	keys     keys
	hints    *hints
	lookups  *rate.Limiter // attempts read from the database for requests
	logLines *rate.Limiter // lines written to the log
	limits   limits

	mu     sync.Mutex
	status Status
}

// Config configures a Listener. All but Log are required.
type Config struct {
	Till     *pos.Till
	Settings func() settings.Values // the current settings
	Secrets  pos.Secrets
	Clock    pos.Clock
	CheckNow func(id.Payment)              // Watcher.CheckNow: it must not block
	Log      func(msg string, args ...any) // as slog's Info; nil: nothing is logged. It gets no secrets
}

// Status is the state of the listener. The zero Status is that of a till that does
// not listen.
type Status struct {
	// Address is host:port with the actual port, "" while it does not listen.
	Address string
	// Problem is what the owner has to mend, nil for none:
	//   - fault.PortInUse with the address, which is tried again
	//   - fault.SettingInvalid with webhook.listen: this machine has no such address
	//   - fault.WebhookNoKey: no API key is set, so no webhook is accepted
	//   - fault.ProfileMissing: no profile is set, so no webhook is accepted
	//   - an error of Secrets, while the keys can't be read
	Problem *fault.Error
}

// New makes a Listener. It does not listen and reads no secret before Run.
func New(cfg Config) *Listener {
	if cfg.Log == nil {
		cfg.Log = func(string, ...any) {}
	}
	return &Listener{
		cfg: cfg, hints: newHints(), keys: keys{secrets: cfg.Secrets, clock: cfg.Clock},
		lookups: rate.NewLimiter(10, 20), logLines: rate.NewLimiter(1, 20),
		limits: usualLimits(),
	}
}

// Status returns the current state.
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

// rebindAfter is how long after a failure the address is tried again.
const rebindAfter = 5 * time.Second

// Run listens as the settings say until ctx ends, and returns nil once the last
// connection is closed. Only one Run may be active.
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
	again := time.NewTimer(rebindAfter)
	defer again.Stop()
	for {
		s = l.follow(ctx, s)
		again.Reset(rebindAfter)
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

// follow starts, keeps or replaces the server as the settings say, and records the Status.
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

// asFault returns the *fault.Error in err's chain, or wraps err in one.
func asFault(err error) *fault.Error {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e
	}
	return fault.New(fault.Internal).Because(err)
}

// serving is one address and its server.
type serving struct {
	address  string
	problem  *fault.Error // why it does not listen
	again    time.Time    // when the address is tried again
	listener net.Listener // nil: it does not listen
	server   *http.Server
	done     chan struct{}
}

func (l *Listener) bind(ctx context.Context, address string) *serving {
	s := &serving{address: address}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		s.again = l.cfg.Clock.Now().Add(rebindAfter)
		s.problem = fault.New(fault.SettingInvalid, settings.WebhookListen).Because(err)
		if inUse(err) {
			s.problem = fault.New(fault.PortInUse, address).Because(err)
		}
		return s
	}
	s.listener = limitConns(listener, l.limits)
	s.done = make(chan struct{})
	s.server = &http.Server{
		Handler:           l.Handler(),
		ReadHeaderTimeout: l.limits.header,
		ReadTimeout:       l.limits.request,
		WriteTimeout:      l.limits.answer,
		IdleTimeout:       l.limits.idle,
		MaxHeaderBytes:    16 << 10,
		// Errors that strangers cause are not worth a log line, and could fill the disk.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	go func() {
		defer close(s.done)
		_ = s.server.Serve(s.listener) // it ends by close, or follow starts another
	}()
	return s
}

// windowsInUse is WSAEADDRINUSE. Package syscall has no constant for it that
// exists on every system.
const windowsInUse = syscall.Errno(10048)

func inUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}

// ended is closed when the server ends; it is nil without one.
func (s *serving) ended() <-chan struct{} {
	if s == nil {
		return nil
	}
	return s.done
}

// closeTimeout is how long requests in progress may take when the listener closes.
const closeTimeout = time.Second

// close shuts the server down, and drops its connections after closeTimeout.
func (s *serving) close() {
	if s == nil || s.server == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		_ = s.server.Close() // requests had their time
	}
	<-s.done
}
