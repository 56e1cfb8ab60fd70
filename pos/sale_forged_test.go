package pos_test

import (
	"errors"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/storage/storagetest"
)

// A sale that was made dearer, with a fact behind it that has the right hash and chain but not the
// key, is not paid back and gets no copy: facts of a sale give as little as those of people.
func TestForgedFactsOfSalesPayNothingBack(t *testing.T) {
	t.Parallel()
	high := money.Cents(25000)
	for name, c := range map[string]struct {
		mac          string // what the thief writes in the key's place
		ring, killed bool
	}{
		"no MAC":                            {mac: "NULL", ring: true},
		"as while the keyring was away":     {mac: "x'00'", ring: true},
		"a false MAC":                       {mac: "randomblob(16)", ring: true},
		"killed, no MAC":                    {mac: "NULL", ring: true, killed: true},
		"killed, as of a key that was away": {mac: "x'00'", ring: true, killed: true},
		"killed, a false MAC":               {mac: "randomblob(16)", ring: true, killed: true},
		"no keyring, no MAC":                {mac: "NULL"},
		"no keyring":                        {mac: "x'00'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if c.ring {
				s.getsKey()
			}
			s.set(settings.PrinterLink, "paper:")
			sold := s.sellFor(money.Cents(350))
			dearer := sold
			dearer.Lines, dearer.Tenders = slices.Clone(sold.Lines), slices.Clone(sold.Tenders)
			dearer.Total, dearer.Lines[0].Total, dearer.Lines[0].Price, dearer.Tenders[0].Amount = high, high, high, high
			s.ends(c.killed)
			s.forge(c.mac, forged{[]journal.Fact{{Kind: facts.SaleCompleted, Payload: dearer}},
				[]string{"UPDATE sales SET total_minor = 25000", "UPDATE sale_lines SET price_minor = 25000, total_minor = 25000", "UPDATE tenders SET amount_minor = 25000"}})
			s.open()
			if _, _, _, err := s.till.Refundable(t.Context(), sold.Receipt); fault.CodeOf(err) != fault.SaleDoubted {
				t.Errorf("what can be refunded: %v", err)
			}
			if _, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Approval: dara}); fault.CodeOf(err) != fault.SaleDoubted {
				t.Errorf("a refund: %v", err)
			}
			if err := s.till.Reprint(t.Context(), sold.Receipt); fault.CodeOf(err) != fault.SaleDoubted {
				t.Errorf("a copy: %v", err)
			}
			s.sellFor(money.Cents(100)) // cash goes on
		})
	}
}

// What was sold while the keyring was locked is paid back, whether it answers by then or not,
// after a close and after a kill.
func TestSalesOfLockedHoursArePaidBack(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.close()
	ring := storagetest.NewRing()
	s.ring = ring
	s.open()
	s.namesKey()
	locked := errors.New("locked")
	for _, end := range []func(){s.close, s.kill} {
		for _, later := range []error{locked, nil} {
			s.close()
			ring.Lock(locked)
			s.open()
			sold := s.sellFor(money.Cents(350))
			end()
			ring.Lock(later)
			s.open()
			if _, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Approval: dara}); err != nil {
				t.Errorf("%v", err)
			}
		}
	}
}
