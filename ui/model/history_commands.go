package model

import (
	"context"
	"slices"
	"time"

	"psar/assets/words"
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

// done puts the page's rows on it, also under the details of one of them.
func (c HistoryCommand) done(s Model, found []pos.PastSale, err error, now time.Time) Model {
	if !s.expects(c.turn) {
		return s
	}
	if p, ok := as[detailsPage](s); ok {
		p.list = c.filled(p.list, found, err)
		return s.open(p).orRefuse(err, now)
	}
	list, _ := as[historyPage](s)
	entered := list.opening
	list = c.filled(list, found, err)
	s = s.open(list)
	switch {
	case err != nil:
		return s.refuse(err, now)
	case entered && len(list.rows) > 1: // Enter was pressed before they stood there
		return s.Say(now, view.StatusAttention, words.JustCame)
	case entered:
		s.Said = Said{}
	}
	return s
}

// filled is the page with the answer. The sale that was chosen stays so where the same
// page was read anew.
func (c HistoryCommand) filled(p historyPage, found []pos.PastSale, err error) historyPage {
	p.Busy, p.reading = false, false
	if err != nil {
		p.rows, p.more, p.opening = nil, false, false
		return p
	}
	chosen := id.Sale("")
	if p.row < len(p.rows) {
		chosen = p.rows[p.row].Sale.ID
	}
	p.more = len(found) > view.PastRows
	p.rows = found[:min(len(found), view.PastRows)]
	p.row = min(p.row, max(0, len(p.rows)-1))
	p.opening = p.opening && len(p.rows) == 1
	if i := slices.IndexFunc(p.rows, func(q pos.PastSale) bool { return q.Sale.ID == chosen }); i >= 0 && c.again {
		p.row = i
	}
	return p
}

// DetailsCommand asks for all that is stored of a sale.
type DetailsCommand struct {
	turn  int
	Sale  id.Sale
	opens bool // somebody asked for it: that is written down
}

func (DetailsCommand) Name() string { return "sale of the past" }

func (DetailsCommand) lane() Lane { return LaneHistory }

func (c DetailsCommand) Run(ctx context.Context, p Port) Answer {
	details, err := p.SaleDetails(ctx, c.Sale)
	if err == nil && c.opens && !details.Sale.Receipt.IsZero() {
		err = p.ViewReceipt(ctx, details.Sale.Receipt)
	}
	return answerWith(c, details, err)
}

func (c DetailsCommand) done(s Model, details pos.SaleDetails, err error, now time.Time) Model {
	if !s.expects(c.turn) {
		return s
	}
	p, open := as[detailsPage](s)
	if list, ok := as[historyPage](s); ok && err == nil {
		p = detailsPage{list: list, told: list.told, stale: list.stale}
	}
	if err == nil {
		p.story = details
	}
	if p.reading = false; open || err == nil {
		s = s.open(p)
	}
	return s.orRefuse(err, now)
}
