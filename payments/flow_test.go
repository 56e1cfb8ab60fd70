package payments

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"psar/payments/khqr"
	"psar/pos"
)

// ledger is a gateway that keeps codes and money, over HTTP. A code is made
// once for an id and given again.
type ledger struct {
	*remote
	t  testing.TB
	mu sync.Mutex

	codes   map[string]string
	paid    map[string]string // amounts as JSON numbers
	creates map[string]int
	lose    int // create answers that get lost after the code was made
}

func newLedger(t testing.TB) *ledger {
	l := &ledger{remote: newRemote(t), t: t,
		codes: map[string]string{}, paid: map[string]string{}, creates: map[string]int{}}
	l.create, l.verify = l.onCreate, l.onVerify
	return l
}

func (l *ledger) onCreate(w http.ResponseWriter, form map[string][]string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id, amount := form["transaction_id"][0], form["amount"][0]
	if l.codes[id] == "" {
		l.codes[id] = codeOf(l.t, func(c *khqr.Code) {
			c.Amount = amount
			if len(amount) < 3 || amount[len(amount)-3] != '.' {
				c.Currency = khqr.KHR
			}
			c.CreatedMS, c.ExpiresMS = time.Now().UnixMilli(), time.Now().Add(10*time.Minute).UnixMilli()
		})
	}
	l.creates[id]++
	if l.lose > 0 {
		l.lose--
		panic(http.ErrAbortHandler)
	}
	fmt.Fprintf(w, `{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":%q,"amount":%q,"qr":%q,"md5":%q}}`,
		id, amount, l.codes[id], khqr.MD5(l.codes[id]))
}

func (l *ledger) onVerify(w http.ResponseWriter, form map[string][]string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id := form["transaction_id"][0]
	switch {
	case l.codes[id] == "":
		fmt.Fprint(w, `{"status":0,"err_msg":"Payment not found"}`)
	case l.paid[id] == "":
		fmt.Fprint(w, `{"status":1,"payment_amount":0,"payment_status":"PENDING"}`)
	default:
		fmt.Fprintf(w, `{"status":1,"payment_amount":%s,"payment_status":"SUCCESS"}`, l.paid[id])
	}
}

func (l *ledger) pay(id pos.PaymentID, amount string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.paid[string(id)] = amount
}

// serve opens a shop that has both profiles at the ledger, and its watcher.
func (l *ledger) serve(t *testing.T) *shop {
	t.Helper()
	s := newShop(t, pos.Settings{
		pos.SettingBaseURL: l.URL, pos.SettingPollFresh: "200", pos.SettingPollPerSecond: "20",
		pos.SettingUSDProfileID: "0123456789abcdef", pos.SettingKHRProfileID: "fedcba9876543210",
	})
	s.set(pos.SettingUSDProfileKey, "dollar-key")
	s.set(pos.SettingKHRProfileKey, "riel-key-1")
	l.watchedBy(s)
	return s
}

func (l *ledger) watchedBy(s *shop) {
	s.watch(NewGateway(GatewayConfig{
		Settings: func() pos.Settings { return s.till.Snapshot().Settings },
		Secrets:  s.secrets, Clock: wall{}, Timeout: 2 * time.Second,
	}))
}

func TestSale(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money pos.Money
		paid  string
		state pos.AttemptState
		sales int
	}{
		{fiveDollars, "5", pos.AttemptPaid, 1},
		{pos.Money{Minor: 20_000, Currency: pos.KHR}, "20000.0", pos.AttemptPaid, 1},
		{pos.Money{Minor: 1, Currency: pos.USD}, "0.01", pos.AttemptPaid, 1},
		{fiveDollars, "4.99", pos.AttemptUnclaimed, 0},
		{fiveDollars, "500", pos.AttemptUnclaimed, 0},
	}
	for _, tt := range tests {
		t.Run(tt.money.String()+" paid "+tt.paid, func(t *testing.T) {
			t.Parallel()
			l := newLedger(t)
			s := l.serve(t)
			a := s.charge(tt.money)
			a = s.becomes(a.ID, pos.AttemptShown)
			if a.QR != l.codes[string(a.ID)] || a.Payee.Account != "shop@bank" {
				t.Errorf("shown: %+v", a)
			}
			l.pay(a.ID, tt.paid)
			s.becomes(a.ID, tt.state)
			if sales := s.sales(); len(sales) != tt.sales {
				t.Errorf("%d sales", len(sales))
			}
			_, _, pin := pos.ProfileKeys(tt.money.Currency)
			if got := s.till.Snapshot().Settings[pin]; got != "shop@bank" {
				t.Errorf("the first good code's account is not pinned: %q", got)
			}
		})
	}
}

// The answer to create is lost twice after the code was made: the same id is
// asked for again, the same code comes, and one sale follows.
func TestLostAnswerIsOneSale(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.lose = 2
	s := l.serve(t)
	a := s.charge(fiveDollars)
	s.becomes(a.ID, pos.AttemptShown)
	l.pay(a.ID, "5.00")
	s.becomes(a.ID, pos.AttemptPaid)
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.codes) != 1 || l.creates[string(a.ID)] < 3 || len(s.sales()) != 1 {
		t.Errorf("%d codes, %v calls, %d sales", len(l.codes), l.creates, len(s.sales()))
	}
}

// The till stops while a code is on the screen; the customer pays; cancelled
// attempts are found as well.
func TestPaidWhileOff(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	s := l.serve(t)
	a, b := s.charge(fiveDollars), s.charge(fiveDollars)
	s.becomes(a.ID, pos.AttemptShown)
	s.becomes(b.ID, pos.AttemptShown)
	s.happened(b.ID, pos.CancelledByCashier{})
	s.close()
	l.pay(a.ID, "5.00")
	l.pay(b.ID, "5.00")
	s.open()
	l.watchedBy(s)
	s.becomes(a.ID, pos.AttemptPaid)
	s.becomes(b.ID, pos.AttemptUnclaimed)
	if sales := s.sales(); len(sales) != 1 || sales[0].Receipt.Sequence != 1 {
		t.Errorf("sales: %+v", sales)
	}
	if n := s.till.Snapshot().Unclaimed; n != 1 {
		t.Errorf("%d unclaimed", n)
	}
}
