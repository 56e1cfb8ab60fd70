package payments_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"psar/assets/words"
	"psar/payments/khqr"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// audit checks every batch before it is committed, and so before anybody sees
// it, against what the gateway holds.
type audit struct {
	t       *testing.T
	gateway *testGateway
	said    map[id.Payment]int64 // minor units that the gateway reported, where they differ from what it holds

	mu       sync.Mutex
	shown    map[id.Payment]bool         // attempts whose code was checked when it was first shown
	problems map[id.Payment][]fault.Code // problems recorded on each attempt, without repeats
}

// see checks a batch. It runs before every commit.
func (c *audit) see(b pos.Batch) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range b.Attempts {
		if a.Problem != "" && !slices.Contains(c.problems[a.ID], a.Problem) {
			c.problems[a.ID] = append(c.problems[a.ID], a.Problem)
		}
		p, _ := c.gateway.payment(a.ID)
		if a.State == payment.Shown && a.Channel == payment.ChannelQR && (a.QR != p.QR || p.Amount != a.Amount.Decimal()) {
			c.t.Errorf("%s: a code is shown that the gateway did not make for %v", a.ID, a.Amount)
		}
		c.passes(a)
		if a.State != payment.Shown && a.State != payment.Requested && a.QR != "" && a.QR != p.QR {
			c.t.Errorf("%s: a code is kept that the gateway did not make", a.ID)
		}
		if got := c.gateway.received(c.t, a.ID); a.State == payment.Paid && got < a.Amount.Minor {
			c.t.Errorf("%s: said to be paid, and the gateway holds %d of %v", a.ID, got, a.Amount)
		}
	}
	return nil
}

// passes checks a code when it is first shown, by the fields that a bank's app
// reads: account, amount, currency and expiry.
func (c *audit) passes(a payment.Attempt) {
	if a.State != payment.Shown || a.Channel != payment.ChannelQR || c.shown[a.ID] {
		return
	}
	c.shown[a.ID] = true
	want := khqr.Expect{Minor: a.Amount.Minor, HasAmount: true, Now: time.Now()}
	for _, p := range sandbox.DefaultProfiles() {
		if p.Currency == string(a.Amount.Currency) {
			want.Account = p.Account
		}
	}
	if want.Currency = khqr.USD; a.Amount.Currency == money.KHR {
		want.Currency = khqr.KHR
	}
	if _, err := khqr.Verify(a.QR, want); err != nil || want.Account == "" {
		c.t.Errorf("%s: a code is shown that fails a check: %v", a.ID, err)
	}
}

// moneyOf returns, in minor units, where the till has an attempt's money: in its
// sale, resolved, or unmatched.
func (s *shop) moneyOf(id id.Payment) (sold, resolved, unmatched int64) {
	s.T.Helper()
	a := s.Stored(id)
	bought, err := s.DB.Sale(context.Background(), a.Sale)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, tender := range bought.Tenders {
		if tender.PaymentID == id && bought.State == sale.Completed {
			sold += tender.Amount.Minor
		}
	}
	rest := a.Unmatched().Minor
	listed := slices.ContainsFunc(s.Till.Snapshot().Unmatched, func(u payment.Attempt) bool { return u.ID == id })
	if listed != (rest > 0) {
		s.T.Errorf("%s: unclaimed %d, and in the list: %v", id, rest, listed)
	}
	return sold, a.Resolved.Minor, rest
}

// alerted reports that an alert about a payment waits for a manager.
func (s *shop) alerted(id id.Payment) bool {
	s.T.Helper()
	return slices.ContainsFunc(s.Till.Snapshot().Alerts, func(a payment.Alert) bool { return a.Payment == id && a.Unread() })
}

// check compares the till with the gateway: all money received is in a sale,
// resolved, unmatched or the subject of an alert, none is counted twice, and every
// problem has a sentence in both languages.
func (c *audit) check(s *shop) {
	c.t.Helper()
	for _, p := range c.gateway.State().Payments {
		id := id.Payment(p.TransactionID)
		sold, resolved, unmatched := s.moneyOf(id)
		got := c.gateway.received(c.t, id)
		if said, ok := c.said[id]; ok {
			got = said
		}
		if s.Stored(id).State == payment.Unknown && s.alerted(id) {
			got = 0 // an alert asks a manager to look for it at the bank
		}
		if got != sold+resolved+unmatched {
			c.t.Errorf("%s: %d at the gateway, %d sold, %d settled, %d unclaimed", id, got, sold, resolved, unmatched)
		}
	}
	for id, codes := range c.seen() {
		for _, code := range codes {
			if wrong := unclearWords(code); wrong != "" {
				c.t.Errorf("%s: %s", id, wrong)
			}
		}
	}
}

func (c *audit) seen() map[id.Payment][]fault.Code {
	c.mu.Lock()
	defer c.mu.Unlock()
	told := make(map[id.Payment][]fault.Code, len(c.problems))
	for id, codes := range c.problems {
		told[id] = slices.Clone(codes)
	}
	return told
}

// jargon matches terms that a cashier can't be expected to know.
var jargon = regexp.MustCompile(`(?i)\b(https?|json|html|tcp|api|url|md5|crc|eof|null|nil|verify|webhook|sandbox|gateway|server|request|response|parse|invalid|error|exception|timeout|[45]\d\d)\b`)

// unclearWords returns what a cashier would not understand in the words of a fault
// code, "" if nothing.
func unclearWords(code fault.Code) string {
	if !words.HasError(string(code)) {
		return fmt.Sprintf("there are no words for %s", code)
	}
	for _, language := range []struct {
		words.Language
		stop string
	}{{words.English, "."}, {words.Khmer, "។"}} {
		message := words.ErrorMessage(language.Language, string(code))
		hint := words.ErrorHint(language.Language, string(code))
		switch khmer := regexp.MustCompile(`\p{Khmer}{8}`); {
		case strings.Contains(message+hint, string(code)) || jargon.MatchString(message+hint):
			return fmt.Sprintf("%s is told in a programmer's words: %q %q", code, message, hint)
		case language.Language == words.Khmer && (!khmer.MatchString(message) || !khmer.MatchString(hint)):
			return fmt.Sprintf("%s is hardly Khmer: %q %q", code, message, hint)
		case language.Language == words.English && len(strings.Fields(message)) < 3:
			return fmt.Sprintf("%s is no sentence: %q", code, message)
		case len([]rune(message+hint)) > 200 || !strings.HasSuffix(hint, language.stop):
			return fmt.Sprintf("%s does not say in short what to do: %q %q", code, message, hint)
		}
	}
	return ""
}

// The check of the words must find a programmer's terms.
func TestUnclearWords(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"HTTP 500", "The server's answer is no JSON.", "unexpected EOF", "Verify failed"} {
		if !jargon.MatchString(said) {
			t.Errorf("%q passes as a cashier's words", said)
		}
	}
	if wrong := unclearWords("brand_new"); wrong == "" {
		t.Error("a code without words passes")
	}
}
