package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"psar/payments/raksmeypay"
)

// DefaultLifetime is how long after its creation a code expires.
const DefaultLifetime = 5 * time.Minute

// maxForm is the longest request body, in bytes.
const maxForm = 64 << 10

// Cambodia has one time zone and no summer time.
var phnomPenh = time.FixedZone("+07", 7*60*60)

// Config is the configuration of a Sandbox.
type Config struct {
	Profiles []Profile
	Now      func() time.Time // nil: time.Now
	Lifetime time.Duration    // of a code; 0: DefaultLifetime
	Control  bool             // answer calls below /_control/
	Fonts    []Font           // of the pages, one per weight; nil: the browser's own
}

// Sandbox is the training gateway. It is an http.Handler, and safe for
// concurrent use.
type Sandbox struct {
	profiles map[string]Profile
	now      func() time.Time
	lifetime time.Duration
	mux      *http.ServeMux

	ctx     context.Context // of deliveries; ended by Close
	stop    context.CancelFunc
	client  *http.Client
	sending sync.WaitGroup

	mu         sync.Mutex
	ledger     ledger
	faults     []Fault
	deliveries []*Delivery
}

// New makes a gateway without payments or faults. Call Close if a profile has a
// webhook URL.
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
	s.mux.HandleFunc("POST /payment/smm/{profile}", s.serveTopUpPost)
	s.mux.HandleFunc("GET /payment/smm/{profile}/state", s.serveTopUpState)
	s.mux.HandleFunc("GET "+raksmeypay.ModalScriptPath, asset("modal.js", "text/javascript; charset=utf-8"))
	s.mux.HandleFunc("GET /pages/page.js", asset("page.js", "text/javascript; charset=utf-8"))
	s.serveFonts(config.Fonts)
	if config.Control {
		s.routeControl()
	}
	return s
}

// ServeHTTP answers API calls, pages, pictures and control calls.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	s.mux.ServeHTTP(w, r)
}

// Close cancels the webhooks in progress and waits for them. None is sent
// afterwards. It may be called more than once.
func (s *Sandbox) Close() error {
	s.mu.Lock()
	s.stop() // under the lock: no webhook starts while Wait runs
	s.mu.Unlock()
	s.sending.Wait()
	s.client.CloseIdleConnections()
	return nil
}

// Pay makes the customer pay the newest code with that id: its own amount, or the one
// given (at most one, decimal text; "" is the code's own). A code can be paid after
// its expiry, as happens at banks; it can be paid twice only with the fault
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

// pay records a customer's payment, with the faults of that step, and sends the
// webhook. It reports false if the payment was made before. s.mu must be held.
func (s *Sandbox) pay(p *Payment, amount string) bool {
	now := s.now().UnixMilli()
	receipt := Receipt{Amount: amount, PaidMS: now, ShownMS: now}
	twice := s.strikes(StepPay, p.TransactionID, DoublePayment)
	if len(p.Received) > 0 && !twice {
		return false
	}
	if s.strikes(StepPay, p.TransactionID, LatePayment) {
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

// State is a snapshot of payments, webhooks and remaining faults.
func (s *Sandbox) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	state := State{
		Payments: make([]Payment, 0, len(s.ledger.order)),
		Faults:   append([]Fault{}, s.faults...),
		Webhooks: make([]Delivery, 0, len(s.deliveries)),
	}
	for _, d := range s.deliveries {
		state.Webhooks = append(state.Webhooks, *d)
	}
	for _, p := range s.ledger.order {
		state.Payments = append(state.Payments, p.snapshot(now))
	}
	return state
}

// SetFault adds a fault after the remaining ones. The error says which value is
// invalid.
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

// Mend removes all faults. Payments stay.
func (s *Sandbox) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Reset removes all payments, webhooks and faults. Profiles stay.
func (s *Sandbox) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ledger, s.faults, s.deliveries = newLedger(), nil, nil
}

// take finds the faults of a call and uses each up once: the first that matches and
// is not a delay (the zero Fault if there is none), and the sum of the delays set
// before it. s.mu must be held.
func (s *Sandbox) take(c call) (found Fault, wait time.Duration) {
	kept := s.faults[:0]
	for _, f := range s.faults {
		switch {
		case found.Kind != "" || !f.matches(c):
		case f.Skip > 0:
			f.Skip--
		default:
			if f.Kind == Delay {
				wait += time.Duration(f.DelayMS) * time.Millisecond
			} else {
				found = f
			}
			if f.Times == 1 {
				continue
			}
			if f.Times > 1 {
				f.Times--
			}
		}
		kept = append(kept, f)
	}
	s.faults = kept
	return found, wait
}

// strikes reports whether a fault of the given kind strikes a customer's call. s.mu
// must be held.
func (s *Sandbox) strikes(step Step, id string, kind Kind) bool {
	f, _ := s.take(call{step: step, id: id, only: kind})
	return f.Kind == kind
}

func encode(answer any) []byte {
	b, err := json.Marshal(answer)
	if err != nil {
		// Answers are structs of strings and checked numbers.
		panic("sandbox: " + err.Error())
	}
	return b
}
