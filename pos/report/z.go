package report

import (
	"encoding/json"
	"slices"

	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/sale"
)

// WithSale returns the report of a business day with one more completed sale; unchanged where
// the sale belongs to another day.
func (r Report) WithSale(s sale.Sale) Report {
	if s.Day != r.First {
		return r // the cutoff hour has passed: the new day's report is being read
	}
	r.Sales = slices.Clone(r.Sales)
	for i, tally := range r.Sales {
		if tally.Sum.Currency == s.Total.Currency {
			r.Sales[i] = Tally{tally.Count + 1, money.SumIn(s.Total.Currency, tally.Sum, s.Total)}
		}
	}
	return r
}

// CloseWith turns an open period's report into the Z report that follows the one with
// hash prevHash, and returns it also as it is to be stored.
func (r Report) CloseWith(count drawer.Count, prevHash string) (Report, ZReport) {
	r.OverShort = drawer.Differences(append(slices.Clip(r.Z.Counts), count))
	return r.seal(count, prevHash)
}

// seal is CloseWith, of a report that has OverShort where its version does.
func (r Report) seal(count drawer.Count, prevHash string) (Report, ZReport) {
	z := *r.Z
	z.Closed, z.ClosedBy, z.PrevHash, z.Hash = count.At, count.By, prevHash, ""
	z.Counts = append(z.Counts[:len(z.Counts):len(z.Counts)], count)
	r.Z = &z
	if r.First == "" {
		r.First = count.Day
	}
	r.Last = max(r.Last, count.Day)
	r.Drawer = append([]Drawer(nil), r.Drawer...)
	for i := range r.Drawer {
		d := &r.Drawer[i]
		d.Counted = money.SumIn(d.Currency, count.Counted...)
		d.Over, _ = d.Counted.Minus(d.Expected)
	}
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // only numbers and text: cannot fail
	}
	sealed := ZReport{
		Number: z.Number, Version: ZVersion, Made: r.Made, First: r.First, Last: r.Last,
		Text: text, PrevHash: prevHash, Hash: sumOf(text),
	}
	z.Hash = sealed.Hash
	return r, sealed
}
