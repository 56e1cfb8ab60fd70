package ui

import (
	"context"
	"image"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/view"
)

// inLanes is how many commands wait in each lane.
type inLanes [model.Lanes]int

func (u *UI) waiting() (n inLanes) {
	for i, l := range u.lanes {
		n[i] = len(l)
	}
	return n
}

func (n inLanes) sum() (all int) {
	for _, waiting := range n {
		all += waiting
	}
	return all
}

// A charge is answered while a search, the past, what is looked up for a page or its
// picture still waits for a disk.
func TestChargeWaitsForNoSearch(t *testing.T) {
	wait := func(ctx context.Context, until chan struct{}) {
		select {
		case <-until:
		case <-ctx.Done():
		}
	}
	for name, keys := range map[string][]string{
		"a search": {"i", "Escape"}, "the past": {"t", "Escape"}, "the printer's picture": {"r", "Escape"},
	} {
		t.Run(name, func(t *testing.T) {
			asked, release := make(chan struct{}, 1), make(chan struct{})
			slow := func(ctx context.Context) {
				asked <- struct{}{}
				wait(ctx, release)
			}
			c := openCounter(t, Deps{
				Items:   func(ctx context.Context, _ string) ([]catalogue.Item, error) { slow(ctx); return nil, nil },
				Barcode: func(context.Context, string) ([]catalogue.Item, error) { return nil, nil },
				History: func(ctx context.Context, _ pos.HistoryFilter) ([]pos.PastSale, error) { slow(ctx); return nil, nil },
				SaleDetails: func(context.Context, id.Sale) (pos.SaleDetails, error) {
					return pos.SaleDetails{}, nil
				},
				Preview: func(settings.Values, settings.PrintRole, bool) (image.Image, error) {
					slow(t.Context())
					return nil, nil
				},
			})
			for _, k := range keys {
				c.press(c.ui.cashier, k)
				c.clock.Add(model.SettleFor)
			}
			<-asked
			c.press(c.ui.cashier, "3", "5", "0", "Return")
			c.settle()
			if c.ui.state.Front == "" || len(c.till.Snapshot().Attempts) != 1 {
				t.Errorf("front %q, charging %v", c.ui.state.Front, c.ui.state.Charging)
			}
			close(release)
			c.settle() // the search's answer, for a page that is closed
			if c.ui.state.Front == "" || c.ui.state.Page() != view.PageClosed {
				t.Errorf("front %q, page %d", c.ui.state.Front, c.ui.state.Page())
			}
		})
	}
}

// Nor does a charge wait for a report that is written for the printer.
func TestChargeWaitsForNoReport(t *testing.T) {
	c := standCounter(t, Deps{})
	t.Cleanup(c.ui.Stop)
	if _, err := c.till.OpenShift(t.Context(), drawer.CountRequest{By: "Sok"}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	for _, k := range []string{"F12", "p", "Escape"} {
		c.press(c.ui.cashier, k)
		c.clock.Add(model.SettleFor)
	}
	c.press(c.ui.cashier, "3", "5", "0", "Return")
	if n := c.ui.waiting(); n[model.LaneLong] != 1 || n[model.LaneTill] != 1 {
		t.Fatalf("waiting %v, said %+v", n, c.ui.state.Said)
	}
	c.ui.run(c.handed())
	c.answer()
	if len(c.till.Snapshot().Attempts) != 1 {
		t.Errorf("charging %v", c.ui.state.Charging)
	}
}
