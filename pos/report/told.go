package report

import (
	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

// Figure names a sum that a period's rows and its facts both give.
type Figure string

// The figures; the kinds of tenders are figures too.
const (
	FigureSales   Figure = "sales"
	FigureRefunds Figure = "refunds"
	FigureVoids   Figure = "voids"
	FigureChange  Figure = "change"
	FigurePayIns  Figure = Figure(drawer.CashIn)
	FigurePayOuts Figure = Figure(drawer.CashOut)
	FigureDrops   Figure = Figure(drawer.CashDrop)
)

// The figures that are counts alone: what was not a plain sale.
const (
	FigureDropped   Figure = "dropped"
	FigureReprints  Figure = "reprints"
	FigureNoSale    Figure = "no_sale"
	FigureOverrides Figure = "overrides"
	FigureByHand    Figure = "by_hand"
	FigureApprovals Figure = "approvals"
)

// place is a figure in a currency.
type place struct {
	figure   Figure
	currency money.Currency
}

// Told is what the journal's facts of a period add up to. The zero Told is that of no facts.
type Told struct {
	sums    map[place]Tally
	dropped map[id.Sale]bool
}

func (t *Told) add(figure Figure, m money.Money) {
	if t.sums == nil {
		t.sums = map[place]Tally{}
	}
	at := place{figure, m.Currency}
	sum := t.sums[at]
	t.sums[at] = Tally{sum.Count + 1, money.SumIn(m.Currency, sum.Sum, m)}
}

// Count adds what is counted alone.
func (t *Told) Count(figure Figure) { t.add(figure, money.Money{}) }

// Dropped adds the fact of a sale that was given up.
func (t *Told) Dropped(s sale.Sale) {
	if t.dropped == nil {
		t.dropped = map[id.Sale]bool{}
	}
	t.dropped[s.ID] = true
}

// TakenUp adds a later fact of a sale: it goes on.
func (t *Told) TakenUp(s sale.Sale) { delete(t.dropped, s.ID) }

// Sale adds the fact of a completed sale.
func (t *Told) Sale(s sale.Sale) {
	t.TakenUp(s)
	t.add(FigureSales, s.Total)
	for _, tender := range s.Tenders {
		t.add(Figure(tender.Kind), tender.Amount)
		if tender.ByHand != "" {
			t.Count(FigureByHand)
		}
	}
	for _, l := range s.Lines {
		if l.List.Minor > 0 {
			t.Count(FigureOverrides)
		}
	}
	for _, change := range s.Change {
		t.add(FigureChange, change)
	}
}

// Refund adds the fact of a refund or void.
func (t *Told) Refund(r sale.Refund) {
	figure := FigureRefunds
	if r.Kind == sale.RefundVoid {
		figure = FigureVoids
	}
	t.add(figure, r.Total)
}

// Move adds the fact of a paid-in, paid-out or cash drop.
func (t *Told) Move(m drawer.Move) { t.add(Figure(m.Kind), m.Amount) }

// Difference is a sum of a period's rows that its facts do not give.
type Difference struct {
	Figure  Figure `json:"figure"`
	Rows    Tally  `json:"rows"`
	Journal Tally  `json:"journal"`
}

// Against compares a period's report with its facts.
func (r Report) Against(told Told) (all []Difference) {
	compare := func(figure Figure, rows Tally, counted bool) {
		journal := told.sums[place{figure, rows.Sum.Currency}]
		journal.Sum.Currency = rows.Sum.Currency
		if !counted {
			journal.Count = rows.Count
		}
		if rows != journal {
			all = append(all, Difference{figure, rows, journal})
		}
	}
	for _, of := range []struct {
		figure Figure
		rows   []Tally
	}{{FigureSales, r.Sales}, {FigureRefunds, r.Refunds}, {FigureVoids, r.Voids}, {FigureChange, r.Change}} {
		for _, rows := range of.rows {
			compare(of.figure, rows, true)
		}
	}
	for _, rows := range r.Tenders {
		compare(Figure(rows.Kind), rows.Tally, true)
	}
	for _, d := range r.Drawer { // the drawer has no counts
		compare(FigurePayIns, Tally{Sum: d.PayIns}, false)
		compare(FigurePayOuts, Tally{Sum: d.PayOuts}, false)
		compare(FigureDrops, Tally{Sum: d.Drops}, false)
	}
	approvals := 0
	for _, a := range r.Approvals {
		approvals += a.Count
	}
	if n := len(told.dropped); n != r.Corrections.Dropped {
		all = append(all, Difference{FigureDropped, Tally{Count: r.Corrections.Dropped}, Tally{Count: n}})
	}
	for _, of := range []struct {
		figure Figure
		rows   int
	}{
		{FigureReprints, r.Corrections.Reprints}, {FigureNoSale, r.Corrections.NoSale},
		{FigureOverrides, r.Corrections.Overrides}, {FigureByHand, r.Corrections.ByHand}, {FigureApprovals, approvals},
	} {
		compare(of.figure, Tally{Count: of.rows}, true)
	}
	return all
}
