package model

import (
	"maps"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// A sum that came by itself has to be read on the page, too, that a key opens right behind
// it: tax makes $5.50 of $5.00, and F9 and Enter would take it unseen.
func TestSumThatCameBeforeItsPage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		after time.Duration // from what came to Enter
		taken bool
	}{
		{"at once", 250 * time.Millisecond, false},
		{"just before it is over", SettleFor - time.Millisecond, false},
		{"read", SettleFor, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := typing(t, canned()).press("5 0 0 +").pause(time.Second)
			taxed := next(p.s)
			taxed.Settings = maps.Clone(taxed.Settings)
			taxed.Settings[settings.TaxPercent], taxed.Settings[settings.TaxMode] = "10", "added"
			p.s, _ = p.s.Apply(taxed, p.now)
			if p.s.Total() != uitest.USD(550) {
				t.Fatalf("total %v", p.s.Total())
			}
			s, _ := p.s.Act(ask(view.DoCash), p.now.Add(100*time.Millisecond))
			s, c := s.Act(ask(view.DoCharge), p.now.Add(tt.after))
			if _, taken := c.(GiveCommand); taken != tt.taken || !taken && s.Said.Key != words.JustCame {
				t.Errorf("%T, said %q", c, s.Said.Key)
			}
		})
	}
}

// The digit that opens a form which only asks whether a PIN is needed may be the first one
// that is typed there.
func TestDigitThatOpensAFormIsTypedThere(t *testing.T) {
	t.Parallel()
	p := typing(t, detailed(0)).pause(time.Second).press("2 2 0 7")
	if got := p.s.Form().value(fieldReceipt); got != "207" || p.s.Said.Key == words.KeysDropped {
		t.Errorf("typed %q, said %q", got, p.s.Said.Key)
	}
}

// A figure is no decision: on a page that just came it is taken whole. Were its first digit
// refused as unread, the rest would be another figure.
func TestFigureOnAPageThatJustCame(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("F7 1 Enter")
	p.answer(p.last, told{sale: soldBill, left: []sale.RefundLine{{Position: 1, Quantity: 15, Amount: uitest.USD(1500)}}}, nil)
	p.pause(typistPace).press("1 2")
	if r := p.s.refund(); len(r.quantity) != 1 || r.quantity[0] != 12 {
		t.Errorf("goes back %v, said %q", r.quantity, p.reads())
	}
	p = typing(t, shopOfItems())
	p.answer(p.scans("8847100010018"), told{items: []catalogue.Item{tea}}, nil)
	if p.press("- 1 5 0"); p.s.discount().figure.text() != "150" {
		t.Errorf("the discount is %q, said %q", p.s.discount().figure.text(), p.reads())
	}
	if p.press("Enter 3"); p.s.Cart.off.Amount != uitest.USD(150) {
		t.Errorf("%+v off, page %d, said %q", p.s.Cart.off, p.s.Page(), p.reads())
	}
}
