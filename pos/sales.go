package pos

import (
	"context"
	"maps"
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/report"
	"psar/pos/sale"
)

const (
	// maxHeld is the most held sales at a time.
	maxHeld = 50
	// recentSales is how many completed sales a snapshot holds.
	recentSales = 10
)

// sales is the till's part for the sales that it must know without reading: the held ones,
// the part-paid ones, the last completed ones, and the totals of the business day. All
// other sales are read from the Store.
type sales struct {
	held   []sale.Held           // oldest first; replaced, never modified: snapshots hold it
	parts  map[id.Sale]sale.Sale // open sales of which a part is paid
	recent []sale.Sale           // completed, newest first; replaced, never modified
	today  report.Report         // of the business day
}

// openSales loads the held and part-paid sales, and the last ones of a till number. The
// totals of the day are the caller's to load.
func openSales(ctx context.Context, stored Sales, till int) (s sales, err error) {
	parts, err := stored.PartPaid(ctx)
	if err != nil {
		return s, err
	}
	s.parts = make(map[id.Sale]sale.Sale, len(parts))
	for _, part := range parts {
		s.parts[part.ID] = part
	}
	if s.held, err = stored.Held(ctx); err != nil {
		return s, err
	}
	s.recent, err = stored.LastSales(ctx, till, recentSales)
	return s, err
}

// keep records the new state of a sale. A completed one counts in the day's totals, so it
// must be kept once only.
func (s *sales) keep(changed sale.Sale) {
	if delete(s.parts, changed.ID); changed.PartPaid() {
		s.parts[changed.ID] = changed
	}
	if changed.State != sale.Completed {
		return
	}
	s.today = s.today.WithSale(changed)
	s.recent = append([]sale.Sale{changed}, s.recent[:min(len(s.recent), recentSales-1)]...)
}

// partPaid lists the part-paid sales, oldest first.
func (s *sales) partPaid() []sale.Sale {
	return slices.SortedFunc(maps.Values(s.parts), func(a, b sale.Sale) int { return strings.Compare(string(a.ID), string(b.ID)) })
}

// checkRoom refuses to hold one sale more than fits, with fault.HeldMany.
func (s *sales) checkRoom() error {
	if len(s.held) >= maxHeld {
		return fault.New(fault.HeldMany, maxHeld)
	}
	return nil
}

// find returns a held sale. The error's code is fault.HeldUnknown.
func (s *sales) find(held id.Sale) (sale.Held, error) {
	for _, h := range s.held {
		if h.ID == held {
			return h, nil
		}
	}
	return sale.Held{}, fault.New(fault.HeldUnknown)
}

// keepHeld adds a held sale, or removes one that was recalled.
func (s *sales) keepHeld(changed sale.Held) {
	next := slices.DeleteFunc(slices.Clone(s.held), func(h sale.Held) bool { return h.ID == changed.ID })
	if changed.Taken.IsZero() {
		next = append(next, changed)
	}
	s.held = next
}
