package storage

import (
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/sale"
)

// A till that believed altered rows leaves a journal that contradicts itself: the tables are as its
// last facts tell, and verify names the fact that does not go on from the part that was paid.
func TestVerifyHoldsSalesAgainstTheirParts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		alter func(*sale.Sale)
		want  bool
	}{
		"as it was":     {func(*sale.Sale) {}, false},
		"cheaper":       {func(s *sale.Sale) { s.Total = usd(1100) }, true},
		"more was paid": {func(s *sale.Sale) { s.Tenders[0].Amount = usd(4500) }, true},
		"another line":  {func(s *sale.Sale) { s.Lines[0].Name = "Ice" }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			part := paid(1, 1, usd(5000), noon).Sales[0]
			part.State, part.Tenders = sale.Open, []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(1000)}}
			number, at := part.Receipt, part.Completed
			part.Receipt, part.Completed = sale.Sale{}.Receipt, sale.Sale{}.Completed
			mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{part}, Facts: []journal.Fact{{Kind: facts.SalePart, Payload: part}}})
			later := part
			later.Lines, later.Tenders = slices.Clone(part.Lines), append(slices.Clone(part.Tenders), sale.Tender{Kind: sale.TenderCashUSD, Amount: usd(4000)})
			c.alter(&later)
			later.State, later.Receipt, later.Completed = sale.Completed, number, at
			mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{later}, Facts: []journal.Fact{{Kind: facts.SaleCompleted, Payload: later}}})
			check, err := db.VerifyJournal(t.Context())
			found := slices.ContainsFunc(check.Findings, func(f finding.Finding) bool {
				return f.Kind == finding.Unlinked && f.Table == finding.Sales && f.Row == 2
			})
			if err != nil || found != c.want || !c.want && len(check.Findings) > 0 {
				t.Errorf("%+v %v", check.Findings, err)
			}
		})
	}
}
