package storage

import (
	"context"
	"testing"

	"psar/pos"
	"psar/pos/id"
)

// BenchmarkHistory measures pages of the history in a database of 2,000,000 sales: the
// first, one in the middle, one of an amount, one of a state that no sale is in.
func BenchmarkHistory(b *testing.B) {
	ctx := context.Background()
	db := mustOpen(b, oldShop(b))
	middle := pos.HistoryMark{Day: "2025-07-20", Sale: "sale-01000000"}
	for name, f := range map[string]pos.HistoryFilter{
		"First":    {},
		"Middle":   {After: middle},
		"Receipt":  {Receipt: id.Receipt{Till: 1, Year: 2025, Sequence: 1_000_000}},
		"Amount":   {Amount: usd(1230), After: middle},
		"Days":     {From: "2025-07-01", To: "2025-07-31", State: pos.PastPaid},
		"Refunded": {State: pos.PastRefunded},
	} {
		f.Most = 10
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				found, err := db.History(ctx, f)
				if want := map[string]int{"Receipt": 1, "Refunded": 0}; err != nil || len(found) != 10 && len(found) != want[name] {
					b.Fatalf("%d sales, %v", len(found), err)
				}
			}
		})
	}
}
