package payments

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"psar/assets/words"
	"psar/pos"
)

// audit looks at everything that a shop makes durable, which is before anybody
// sees it, and compares it with what the gateway holds.
type audit struct {
	t    *testing.T
	line *line
	said map[pos.PaymentID]int64 // where the gateway said another sum than it holds

	mu       sync.Mutex
	problems map[pos.PaymentID][]pos.Code // told of an attempt, each once
}

// see stands before every commit.
func (c *audit) see(b pos.Batch) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range b.Attempts {
		if a.Problem != "" && !slices.Contains(c.problems[a.ID], a.Problem) {
			c.problems[a.ID] = append(c.problems[a.ID], a.Problem)
		}
		p, _ := c.line.payment(a.ID)
		if a.State == pos.AttemptShown && a.Channel == pos.ChannelQR && (a.QR != p.QR || p.Amount != a.Amount.Decimal()) {
			c.t.Errorf("%s: a code is shown that the gateway did not make for %v", a.ID, a.Amount)
		}
		if a.State != pos.AttemptShown && a.State != pos.AttemptRequested && a.QR != "" && a.QR != p.QR {
			c.t.Errorf("%s: a code is kept that the gateway did not make", a.ID)
		}
		if got := c.line.received(c.t, a.ID); a.State == pos.AttemptPaid && got < a.Amount.Minor {
			c.t.Errorf("%s: said to be paid, and the gateway holds %d of %v", a.ID, got, a.Amount)
		}
	}
	return nil
}

// home is where the till has the money of an id: in its sale, settled, or
// unclaimed.
func (s *shop) home(id pos.PaymentID) (sold, settled, unclaimed int64) {
	s.t.Helper()
	a := s.stored(id)
	sale, err := s.db.Sale(context.Background(), a.Sale)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, tender := range sale.Tenders {
		if tender.PaymentID == id && sale.State == pos.SaleCompleted {
			sold += tender.Amount.Minor
		}
	}
	rest := a.Unclaimed().Minor
	listed := slices.ContainsFunc(s.till.Snapshot().Unclaimed, func(u pos.Attempt) bool { return u.ID == id })
	if listed != (rest > 0) {
		s.t.Errorf("%s: unclaimed %d, and in the list: %v", id, rest, listed)
	}
	return sold, a.Settled.Minor, rest
}

// alarmed reports that an alarm about a payment waits for a manager.
func (s *shop) alarmed(id pos.PaymentID) bool {
	s.t.Helper()
	return slices.ContainsFunc(s.till.Snapshot().Alarms, func(a pos.Alarm) bool { return a.Payment == id && a.Unread() })
}

// check compares the till with the gateway: no money without a home or an
// alarm, none twice, and for every failure a sentence in both languages.
func (c *audit) check(s *shop) {
	c.t.Helper()
	for _, p := range c.line.State().Payments {
		id := pos.PaymentID(p.TransactionID)
		sold, settled, unclaimed := s.home(id)
		got := c.line.received(c.t, id)
		if said, ok := c.said[id]; ok {
			got = said
		}
		if s.stored(id).State == pos.AttemptUnknown && s.alarmed(id) {
			got = 0 // a manager is told to look for it at the bank
		}
		if got != sold+settled+unclaimed {
			c.t.Errorf("%s: %d at the gateway, %d sold, %d settled, %d unclaimed", id, got, sold, settled, unclaimed)
		}
	}
	for id, codes := range c.told() {
		for _, code := range codes {
			if wrong := unclearTo(code); wrong != "" {
				c.t.Errorf("%s: %s", id, wrong)
			}
		}
	}
}

func (c *audit) told() map[pos.PaymentID][]pos.Code {
	c.mu.Lock()
	defer c.mu.Unlock()
	told := make(map[pos.PaymentID][]pos.Code, len(c.problems))
	for id, codes := range c.problems {
		told[id] = slices.Clone(codes)
	}
	return told
}

// unclearTo says what of a code's sentences a cashier would not understand.
func unclearTo(code pos.Code) string {
	if !words.HasError(string(code)) {
		return fmt.Sprintf("there are no words for %s", code)
	}
	for _, say := range []func(words.Language, string, ...any) string{words.ErrorMessage, words.ErrorHint} {
		english, khmer := say(words.English, string(code)), say(words.Khmer, string(code))
		switch {
		case len(strings.Fields(english)) < 2 || strings.Contains(english, string(code)):
			return fmt.Sprintf("%s says %q", code, english)
		case !strings.ContainsFunc(khmer, func(r rune) bool { return unicode.Is(unicode.Khmer, r) }):
			return fmt.Sprintf("%s says %q in Khmer", code, khmer)
		}
	}
	return ""
}
