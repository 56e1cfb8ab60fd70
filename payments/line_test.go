package payments_test

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments"
	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
)

// line is the training gateway behind a wire of this process, so that it lives
// in a bubble's time: real HTTP on both ends, and no network between.
type line struct {
	*sandbox.Sandbox
	client *http.Client

	mu    sync.Mutex
	calls []time.Time
}

// wire is a net.Listener whose other end dials in this process.
type wire struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

func (w *wire) Addr() net.Addr { return &net.IPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (w *wire) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case w.conns <- there:
		return here, nil
	case <-w.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// newLine starts a gateway with the two profiles of training.
func newLine(t *testing.T) *line {
	t.Helper()
	l := &line{Sandbox: sandbox.New(sandbox.Config{Profiles: sandbox.DefaultProfiles()})}
	w := &wire{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{
		Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			l.mu.Lock()
			l.calls = append(l.calls, time.Now())
			l.mu.Unlock()
			l.ServeHTTP(rw, r)
		}),
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(w)
	}()
	transport := &http.Transport{DialContext: w.dial}
	l.client = &http.Client{Transport: transport}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		<-served
	})
	return l
}

func (l *line) made() []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.calls)
}

// payment is what the gateway knows of an id.
func (l *line) payment(id id.Payment) (sandbox.Payment, bool) {
	payments := l.State().Payments
	i := slices.IndexFunc(payments, func(p sandbox.Payment) bool { return p.TransactionID == string(id) })
	if i < 0 {
		return sandbox.Payment{}, false
	}
	return payments[i], true
}

// received is the money that the gateway holds for an id, in minor units.
func (l *line) received(t testing.TB, id id.Payment) (sum int64) {
	t.Helper()
	p, _ := l.payment(id)
	for _, r := range p.Received {
		m, err := money.Parse(r.Amount, money.Currency(p.Currency))
		if err != nil {
			t.Fatal(err)
		}
		sum += m.Minor
	}
	return sum
}

func (l *line) pays(t testing.TB, id id.Payment) {
	t.Helper()
	if err := l.Pay(string(id)); err != nil {
		t.Fatal(id, err)
	}
}

// again lets the customer of a paid code pay it a second time.
func (l *line) again(t testing.TB, id id.Payment) {
	t.Helper()
	l.fails(t, sandbox.Fault{Kind: sandbox.DoublePayment, Step: sandbox.StepPay, TransactionID: string(id)})
	l.pays(t, id)
}

func (l *line) fails(t testing.TB, f sandbox.Fault) {
	t.Helper()
	if err := l.SetFault(f); err != nil {
		t.Fatal(err)
	}
}

// shopOn opens a shop at a line's gateway, without a watcher. Every commit of
// its is audited.
func shopOn(t *testing.T, l *line) (*shop, *audit) {
	t.Helper()
	s := newShop(t, settings.Values{
		settings.BaseURL: "http://127.0.0.1:1", settings.PollPerSecond: "20",
		settings.LinkSuccessURL: "https://shop.example/thanks",
	})
	for _, p := range sandbox.DefaultProfiles() {
		id, key, account := settings.ProfileKeys(money.Currency(p.Currency))
		s.Set(id, p.ID)
		s.Set(key, p.Key)
		s.Set(account, p.Account)
	}
	a := &audit{
		t: t, line: l, said: make(map[id.Payment]int64),
		shown: make(map[id.Payment]bool), problems: make(map[id.Payment][]fault.Code),
	}
	s.Refuse = a.see
	return s, a
}

// reach is the shop's way to a line's gateway.
func (s *shop) reach(l *line) *payments.Gateway {
	return payments.NewGateway(payments.GatewayConfig{
		Settings: func() settings.Values { return s.Till.Snapshot().Settings },
		Secrets:  s.Secrets, Clock: paytest.Wall{}, HTTP: l.client, Timeout: 5 * time.Second,
	})
}

// onLine runs a test of a shop whose watcher runs at a training gateway.
func onLine(t *testing.T, f func(t *testing.T, s *shop, l *line, a *audit)) {
	t.Helper()
	paytest.InBubble(t, func(t *testing.T) {
		l := newLine(t)
		s, a := shopOn(t, l)
		s.watch(s.reach(l))
		f(t, s, l, a)
		synctest.Wait()
		a.check(s)
	})
}
