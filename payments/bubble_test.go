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

	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
)

// testGateway is the training gateway on an in-process connection, so that it runs in
// bubble time (testing/synctest): real HTTP on both ends, without a network.
type testGateway struct {
	*sandbox.Sandbox
	client *http.Client

	mu    sync.Mutex
	calls []time.Time
}

// wire is a net.Listener that is dialled in this process.
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

// newTestGateway starts a gateway with the two training profiles.
func newTestGateway(t *testing.T) *testGateway {
	t.Helper()
	l := &testGateway{Sandbox: sandbox.New(sandbox.Config{Profiles: sandbox.DefaultProfiles()})}
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

func (l *testGateway) made() []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.calls)
}

// payment returns the gateway's payment with an id.
func (l *testGateway) payment(id id.Payment) (sandbox.Payment, bool) {
	payments := l.State().Payments
	i := slices.IndexFunc(payments, func(p sandbox.Payment) bool { return p.TransactionID == string(id) })
	if i < 0 {
		return sandbox.Payment{}, false
	}
	return payments[i], true
}

// received is the money that the gateway received for an id, in minor units.
func (l *testGateway) received(t testing.TB, id id.Payment) (sum int64) {
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

func (l *testGateway) pays(t testing.TB, id id.Payment) {
	t.Helper()
	if err := l.Pay(string(id)); err != nil {
		t.Fatal(id, err)
	}
}

// again makes the customer of a paid code pay a second time.
func (l *testGateway) again(t testing.TB, id id.Payment) {
	t.Helper()
	l.fails(t, sandbox.Fault{Kind: sandbox.DoublePayment, Step: sandbox.StepPay, TransactionID: string(id)})
	l.pays(t, id)
}

func (l *testGateway) fails(t testing.TB, f sandbox.Fault) {
	t.Helper()
	if err := l.SetFault(f); err != nil {
		t.Fatal(err)
	}
}

// shopOn opens a shop at a testGateway, without a watcher. Every commit is audited.
func shopOn(t *testing.T, l *testGateway) (*shop, *audit) {
	t.Helper()
	s := &shop{Shop: paytest.NewShop(t, settings.Values{
		settings.BaseURL: "http://127.0.0.1:1", settings.PollPerSecond: "20",
		settings.LinkSuccessURL: "https://shop.example/thanks",
	})}
	s.SetProfiles()
	for _, p := range sandbox.DefaultProfiles() {
		_, _, account := settings.ProfileKeys(money.Currency(p.Currency))
		s.Set(account, p.Account)
	}
	a := &audit{
		t: t, gateway: l, said: make(map[id.Payment]int64),
		shown: make(map[id.Payment]bool), problems: make(map[id.Payment][]fault.Code),
	}
	s.Refuse = a.see
	return s, a
}

// withShop runs a test in bubble time, of a shop with a watcher at a training gateway.
func withShop(t *testing.T, f func(t *testing.T, s *shop, l *testGateway, a *audit)) {
	t.Helper()
	paytest.InBubble(t, func(t *testing.T) {
		l := newTestGateway(t)
		s, a := shopOn(t, l)
		s.watch(s.gatewayAt(l))
		f(t, s, l, a)
		synctest.Wait()
		a.check(s)
	})
}
