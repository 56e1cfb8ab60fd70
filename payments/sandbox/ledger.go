package sandbox

import (
	"errors"
	"slices"
	"time"

	"psar/payments/khqr"
)

// Errors of Pay.
var (
	ErrNotFound    = errors.New("sandbox: no such payment")
	ErrAlreadyPaid = errors.New("sandbox: already paid")
	ErrAmount      = errors.New("sandbox: not an amount of this currency")
)

// Statuses of a payment, as Verify returns them.
const (
	Pending = "PENDING"
	Success = "SUCCESS"
)

// Payment is one transaction id of one profile.
type Payment struct {
	ProfileID     string    `json:"profile_id"`
	TransactionID string    `json:"transaction_id"`
	Currency      string    `json:"currency"`
	Amount        string    `json:"amount"` // as first requested, and in the code
	Remark        string    `json:"remark"`
	QR            string    `json:"qr"`
	MD5           string    `json:"md5"`
	CreatedMS     int64     `json:"created_ms"` // Unix milliseconds
	ExpiresMS     int64     `json:"expires_ms"`
	Creates       int       `json:"creates"`  // create calls that reached it
	Verifies      int       `json:"verifies"` // verify calls that reached it
	Status        string    `json:"status"`
	Received      []Receipt `json:"received"`
}

// Receipt is one payment by the customer.
type Receipt struct {
	Amount  string `json:"amount"`
	PaidMS  int64  `json:"paid_ms"`
	ShownMS int64  `json:"shown_ms"` // Unix milliseconds from which Verify reports it
	// BakongHash imitates the bank's reference.
	BakongHash string `json:"bakong_hash"`
}

// State is a snapshot of the gateway.
type State struct {
	Payments []Payment  `json:"payments"` // by first create call
	Faults   []Fault    `json:"faults"`   // not used up
	Webhooks []Delivery `json:"webhooks"` // in the order of sending
}

// account identifies a payment: each profile has its own ids.
type account struct{ profile, id string }

// ledger holds every payment. Sandbox.mu guards it.
type ledger struct {
	payments map[account]*Payment
	codes    map[string]*Payment // by the MD5 of their code
	order    []*Payment
	days     map[day]int64 // received, in minor units
}

func newLedger() ledger {
	return ledger{payments: map[account]*Payment{}, codes: map[string]*Payment{}, days: map[day]int64{}}
}

func (l *ledger) add(p *Payment) {
	l.payments[account{p.ProfileID, p.TransactionID}] = p
	l.codes[p.MD5] = p
	l.order = append(l.order, p)
}

// recode gives a payment another code.
func (l *ledger) recode(p *Payment, qr string) {
	delete(l.codes, p.MD5)
	p.QR, p.MD5 = qr, khqr.MD5(qr)
	l.codes[p.MD5] = p
}

// latest is the newest payment with an id, of whatever profile.
func (l *ledger) latest(id string) *Payment {
	for _, p := range slices.Backward(l.order) {
		if p.TransactionID == id {
			return p
		}
	}
	return nil
}

// received is the sum that Verify reports at now, in minor units; paid is false when
// nothing is paid yet.
func (p *Payment) received(now time.Time) (minor int64, paid bool) {
	for _, r := range p.Received {
		if r.ShownMS <= now.UnixMilli() {
			n, _ := parseMinor(r.Amount, p.Currency)
			minor, paid = minor+n, true
		}
	}
	return minor, paid
}

// receive records a customer's payment.
func (l *ledger) receive(p *Payment, r Receipt) {
	p.Received = append(p.Received, r)
	n, _ := parseMinor(r.Amount, p.Currency)
	l.days[dayOf(p.ProfileID, time.UnixMilli(r.PaidMS))] += n
}

// day is a profile's calendar day in Phnom Penh.
type day struct{ profile, date string }

func dayOf(profile string, at time.Time) day {
	return day{profile, at.In(phnomPenh).Format(time.DateOnly)}
}

func (p *Payment) snapshot(now time.Time) Payment {
	c := *p
	c.Received = append([]Receipt{}, p.Received...)
	c.Status = Pending
	if _, paid := p.received(now); paid {
		c.Status = Success
	}
	return c
}
