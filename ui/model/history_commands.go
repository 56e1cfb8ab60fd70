package model

import (
	"context"
	"slices"
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/ui/view"
)

// HistoryCommand looks for sales of the past.
type HistoryCommand struct {
	turn   int
	Filter pos.HistoryFilter
	again  bool // the same page as before
}

func (HistoryCommand) Name() string { return "history" }

func (HistoryCommand) lane() Lane { return LaneHistory }

func (c HistoryCommand) Run(ctx context.Context, p Port) Answer {
	found, err := p.History(ctx, c.Filter)
	return answerWith(c, found, err)
}

func (c HistoryCommand) done(s Model, found []pos.PastSale, err error, now time.Time) Model {
	d, open := as[historyPage](s)
	if !open || c.turn != d.turn {
		return s
	}
	d.Busy = false
	if err != nil {
		d.rows, d.more, d.opening = nil, false, false
		return s.open(d).refuse(err, now)
	}
	chosen := id.Sale("")
	if d.row < len(d.rows) {
		chosen = d.rows[d.row].Sale.ID
	}
	d.more = len(found) > view.PastRows
	d.rows = found[:min(len(found), view.PastRows)]
	d.row = min(d.row, max(0, len(d.rows)-1))
	if i := slices.IndexFunc(d.rows, func(p pos.PastSale) bool { return p.Sale.ID == chosen }); i >= 0 && c.again {
		d.row = i
	}
	return s.open(d)
}

// DetailsCommand asks for all that is stored of a sale.
type DetailsCommand struct {
	turn int
	Sale id.Sale
}

func (DetailsCommand) Name() string { return "sale of the past" }

func (DetailsCommand) lane() Lane { return LaneHistory }

func (c DetailsCommand) Run(ctx context.Context, p Port) Answer {
	details, err := p.SaleDetails(ctx, c.Sale)
	return answerWith(c, details, err)
}

func (c DetailsCommand) done(s Model, details pos.SaleDetails, err error, now time.Time) Model {
	p, open := as[detailsPage](s)
	if list, ok := as[historyPage](s); ok {
		p, open = detailsPage{list: list, told: list.told, stale: list.stale}, true
	}
	switch {
	case !open, c.turn != p.told:
		return s
	case err != nil:
		return s.refuse(err, now)
	}
	p.story = details
	return s.open(p)
}
