package ui

import (
	"context"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/ui/model"
	"psar/ui/uitest"
)

// atPace types keys at a hand's pace, each of them known before the next one comes.
func (c *counter) atPace(keys ...string) {
	for _, k := range keys {
		c.clock.Add(200*time.Millisecond - quietDigits - time.Millisecond)
		c.strokeAtFocus(k)
		c.quiet()
	}
}

// A figure whose first key came while the till was at something goes as a whole: its
// tail is no amount, however the commit ends.
func TestFigureBegunDuringACommit(t *testing.T) {
	for name, tt := range map[string]struct {
		begin  []string
		failed bool
	}{
		"notes":         {begin: []string{"5", "0", "0", "F9"}},
		"notes, failed": {begin: []string{"5", "0", "0", "F9"}, failed: true},
		"KHQR":          {begin: []string{"5", "0", "0"}},
		"KHQR, failed":  {begin: []string{"5", "0", "0"}, failed: true},
	} {
		t.Run(name, func(t *testing.T) {
			c := standCounter(t, Deps{})
			t.Cleanup(c.ui.Stop)
			c.press(c.ui.cashier, tt.begin...)
			c.clock.Add(model.SettleFor)
			entry := c.ui.state.Entry
			c.stroke(c.ui.cashier, "Return")
			c.clock.Add(hand)
			c.stroke(c.ui.cashier, "3")
			c.clock.Add(hand / 2)
			asked := c.handed()
			if tt.failed {
				answer := asked.Run(context.Background(), refusing{err: fault.New(fault.DiskFull, "/srv/psar")})
				c.ui.state = c.ui.state.Done(answer, c.clock.Now())
			} else {
				c.ui.run(asked)
				c.answer()
				entry = c.ui.state.Entry
			}
			c.quiet()
			if got := c.ui.state.Said.Key; got != words.TypeAgain {
				t.Errorf("said %q", got)
			}
			page, front := c.ui.state.Page(), c.ui.state.Front
			c.atPace("5", "0", "Return")
			s := c.ui.state
			if s.Charging || s.Page() != page || s.Cash().Busy() || s.Entry != entry || s.Front != front {
				t.Errorf("the tail was taken: page %d, typed %v, charging %v, busy %v", s.Page(), s.Entry, s.Charging, s.Cash().Busy())
			}
			if !c.shows(words.Text(words.English, words.KeysDropped)) {
				t.Error("nothing says that the keys were dropped")
			}
		})
	}
}

// After a figure that could not be told from a scan its tail is dropped aloud, at a
// hand's pace too; after a pause the figure is typed anew.
func TestTailOfWhatCouldNotBeTold(t *testing.T) {
	for name, more := range map[string]int{"the stall alone": 0, "keys that go on in a lump": 20} {
		t.Run(name, func(t *testing.T) {
			c := openCounter(t, Deps{})
			machine := uitest.Noon
			c.ui.machine = func() time.Time { return machine }
			pass := func(d time.Duration) {
				for ; d > 0; d -= 20 * time.Millisecond {
					machine = machine.Add(20 * time.Millisecond)
					c.clock.Add(20 * time.Millisecond)
					c.ui.beat()
				}
			}
			typed := func(keys ...string) {
				for _, k := range keys {
					pass(200 * time.Millisecond)
					c.stroke(c.ui.cashier, k)
				}
				pass(200 * time.Millisecond)
			}
			c.ui.beat()
			typed("5", "0", "0", "+")
			machine = machine.Add(500 * time.Millisecond) // the windows stand still
			c.clock.Add(500 * time.Millisecond)
			for _, k := range []string{"1", "2", "3", "4"} {
				c.stroke(c.ui.cashier, k)
			}
			pass(200 * time.Millisecond)
			if got := c.ui.state.Said.Key; got != words.TypeAgain {
				t.Fatalf("said %q", got)
			}
			for range more {
				pass(40 * time.Millisecond)
				c.stroke(c.ui.cashier, "1")
			}
			typed("5", "0", "Return")
			if s := c.ui.state; s.Charging || !s.Entry.Empty() || s.Said.Key != words.KeysDropped {
				t.Fatalf("the tail was taken: typed %v, charging %v, said %q", s.Entry, s.Charging, s.Said.Key)
			}
			pass(600 * time.Millisecond)
			typed("3", "5", "0")
			if got := c.ui.state.Total(); got != uitest.USD(850) {
				t.Errorf("typed anew it asks for %v", got)
			}
		})
	}
}

// refusing is a till that sells nothing.
type refusing struct {
	model.Port
	err error
}

func (r refusing) Charge(context.Context, pos.ChargeRequest) (payment.Attempt, error) {
	return payment.Attempt{}, r.err
}

func (r refusing) PayCash(context.Context, pos.CashRequest) (sale.Sale, error) {
	return sale.Sale{}, r.err
}
