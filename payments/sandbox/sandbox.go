package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"psar/payments/raksmeypay"
)

// DefaultLifetime is how long a code is good.
const DefaultLifetime = 5 * time.Minute

// maxForm bounds a request's body, in bytes.
const maxForm = 64 << 10

// Cambodia has one time zone and no summer time.
var phnomPenh = time.FixedZone("+07", 7*60*60)

// Config says who is known to the gateway, and how it keeps time.
type Config struct {
	Profiles []Profile
	Now      func() time.Time // nil: time.Now
	Lifetime time.Duration    // of a code; 0: DefaultLifetime
	Control  bool             // answer calls below /_control/
}

// Sandbox is the training gateway. It is an http.Handler, and safe for
// concurrent use.
type Sandbox struct {
	profiles map[string]Profile
	now      func() time.Time
	lifetime time.Duration
	mux      *http.ServeMux

	ctx     context.Context // of what is sent; ended by Close
	stop    context.CancelFunc
	client  *http.Client
	sending sync.WaitGroup

	mu         sync.Mutex
	ledger     ledger
	faults     []Fault
	deliveries []Delivery
}

// New makes a gateway without payments or faults. Where a profile has a webhook
// URL, Close ends what is being sent.
func New(config Config) *Sandbox {
	s := &Sandbox{
		profiles: map[string]Profile{}, now: config.Now, lifetime: config.Lifetime,
		mux: http.NewServeMux(), ledger: newLedger(),
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.lifetime <= 0 {
		s.lifetime = DefaultLifetime
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for _, p := range config.Profiles {
		s.profiles[p.ID] = p
	}
	s.mux.HandleFunc("POST /api/payment/qr-api/{profile}", s.serveCreate)
	s.mux.HandleFunc("POST /api/payment/verify/{profile}", s.serveVerify)
	s.mux.HandleFunc("GET /qr/{picture}", s.servePicture)
	s.mux.HandleFunc("GET /payment/request/{profile}", s.servePayment)
	s.mux.HandleFunc("POST /payment/request/{profile}/pay", s.servePaymentPay)
	s.mux.HandleFunc("GET /payment/request/{profile}/paid", s.servePaymentPaid)
	s.mux.HandleFunc("GET /payment/request/{profile}/state", s.servePaymentState)
	s.mux.HandleFunc("GET /payment/smm/{profile}", s.serveTopUp)
	s.mux.HandleFunc("POST /payment/smm/{profile}", s.serveTopUpAsk)
	s.mux.HandleFunc("GET "+raksmeypay.ModalScriptPath, asset("modal.js", "text/javascript; charset=utf-8"))
	s.mux.HandleFunc("GET /pages/page.js", asset("page.js", "text/javascript; charset=utf-8"))
	s.mux.HandleFunc("GET /pages/page.css", asset("page.css", "text/css; charset=utf-8"))
	if config.Control {
		s.routeControl()
	}
	return s
}

// ServeHTTP answers a call of the API, a picture, or a control call.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	s.mux.ServeHTTP(w, r)
}

// Close ends the webhooks that are being sent, and waits for them.
func (s *Sandbox) Close() error {
	s.stop()
	s.sending.Wait()
	s.client.CloseIdleConnections()
	return nil
}

// Pay is the customer paying the latest code with that id: its own amount, or
// the one given (at most one, decimal text; "" is the code's own). A code may be
// paid after its expiry, as banks let it happen; twice only by the fault
// DoublePayment. The error is ErrNotFound, ErrAlreadyPaid or ErrAmount.
func (s *Sandbox) Pay(transactionID string, amount ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.ledger.latest(transactionID)
	if p == nil {
		return ErrNotFound
	}
	paid := p.Amount
	if len(amount) > 0 && amount[0] != "" {
		paid = amount[0]
	}
	minor, ok := parseMinor(paid, p.Currency)
	if len(amount) > 1 || !ok || minor == 0 {
		return ErrAmount
	}
	if !s.pay(p, formatMinor(minor, p.Currency)) {
		return ErrAlreadyPaid
	}
	return nil
}

// pay books what a customer pays, with the faults of that step, and tells the
// shop. It reports false when the payment was made before. The lock is held.
func (s *Sandbox) pay(p *Payment, amount string) bool {
	now := s.now().UnixMilli()
	receipt := Receipt{Amount: amount, PaidMS: now, ShownMS: now}
	twice := s.take(call{step: StepPay, id: p.TransactionID, only: DoublePayment}).Kind == DoublePayment
	if len(p.Received) > 0 && !twice {
		return false
	}
	if s.take(call{step: StepPay, id: p.TransactionID, only: LatePayment}).Kind == LatePayment {
		receipt.ShownMS = max(now, p.ExpiresMS+1)
	}
	times := 1
	if twice && len(p.Received) == 0 {
		times = 2
	}
	for range times {
		receipt.BakongHash = bakongHash(p, len(p.Received))
		s.ledger.receive(p, receipt)
		s.tell(p, receipt)
	}
	return true
}

// State is a snapshot of every payment and of the faults that are still to come.
func (s *Sandbox) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	state := State{
		Payments: make([]Payment, 0, len(s.ledger.order)),
		Faults:   append([]Fault{}, s.faults...),
		Webhooks: append([]Delivery{}, s.deliveries...),
	}
	for _, p := range s.ledger.order {
		state.Payments = append(state.Payments, p.snapshot(now))
	}
	return state
}

// SetFault adds a fault behind those that are still to come. The error says
// what is wrong with it.
func (s *Sandbox) SetFault(f Fault) error {
	f, err := f.checked()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
	return nil
}

// Reset forgets every payment and every fault.
func (s *Sandbox) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ledger, s.faults, s.deliveries = newLedger(), nil, nil
}

// take removes one use of the first fault that matches a call; the zero Fault
// when none does. The lock is held.
func (s *Sandbox) take(c call) Fault {
	for i := range s.faults {
		f := s.faults[i]
		if !f.matches(c) {
			continue
		}
		if f.Skip > 0 {
			s.faults[i].Skip--
			continue
		}
		if f.Times > 0 {
			if s.faults[i].Times--; s.faults[i].Times == 0 {
				s.faults = slices.Delete(s.faults, i, i+1)
			}
		}
		return f
	}
	return Fault{}
}

func encode(answer any) []byte {
	b, err := json.Marshal(answer)
	if err != nil {
		// Every answer is a struct of texts and checked numbers.
		panic("sandbox: " + err.Error())
	}
	return b
}
