package storage

import (
	"fmt"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/sale"
)

// Rows of somebody else's at the highest id that is given, and beside it, keep no row from being
// written; nor does a highest id of the past that is one of those.
func TestNextIDIsFree(t *testing.T) {
	t.Parallel()
	const most = 1<<53 - 1
	for name, c := range map[string]struct {
		ids  []int64
		past int64 // 0: the table's own
		want []int64
	}{
		"none":                {nil, 0, []int64{1, 2, 3}},
		"some":                {[]int64{4, 7}, 0, []int64{8, 9, 10}},
		"some are gone":       {[]int64{4, 7}, 9, []int64{10, 11, 12}},
		"three are left":      {[]int64{4, most - 3}, 0, []int64{most - 2, most - 1, most}},
		"two are left":        {[]int64{4, most - 2}, 0, []int64{most - 1, most, 5}},
		"one is left":         {[]int64{4, most - 1}, 0, []int64{most, 5, 6}},
		"the highest":         {[]int64{4, most}, 0, []int64{5, 6, 7}},
		"all three":           {[]int64{4, most - 1, most, most + 1}, 0, []int64{5, 6, 7}},
		"above":               {[]int64{4, most + 1}, 0, []int64{5, 6, 7}},
		"the highest of all":  {[]int64{4, 1<<63 - 1}, 0, []int64{5, 6, 7}},
		"the past is highest": {[]int64{4}, most, []int64{5, 6, 7}},
		"the past is below":   {[]int64{4, most}, most - 1, []int64{5, 6, 7}},
		"below nothing":       {[]int64{-7}, 0, []int64{1, 2, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			execRaw(t, db, "CREATE TABLE odd (id INTEGER PRIMARY KEY AUTOINCREMENT)")
			for _, id := range c.ids {
				execRaw(t, db, fmt.Sprintf("INSERT INTO odd VALUES (%d)", id))
			}
			if c.past != 0 {
				execRaw(t, db, fmt.Sprintf("UPDATE sqlite_sequence SET seq = %d WHERE name = 'odd'", c.past))
			}
			for range c.want {
				execRaw(t, db, "INSERT INTO odd VALUES ("+nextID("odd")+")")
			}
			var got []int64
			rows, err := db.read.QueryContext(t.Context(), "SELECT id FROM odd")
			err = each(rows, err, func(scan func(...any) error) error {
				var id int64
				err := scan(&id)
				if got = append(got, id); slices.Contains(c.ids, id) {
					got = got[:len(got)-1]
				}
				return err
			})
			want := slices.Sorted(slices.Values(c.want))
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("given %v, want %v (%v)", got, want, err)
			}
		})
	}
}

// The same of receipts, of sales and refunds.
func TestLastReceiptHasANextOne(t *testing.T) {
	t.Parallel()
	const most = 999_999_999
	for name, c := range map[string]struct {
		sales, refunds []int
		want           int
	}{
		"a refund is last":     {[]int{1, 2}, []int{3}, 3},
		"the highest":          {[]int{1, most}, []int{2}, 2},
		"of a refund":          {[]int{1, 2}, []int{most}, 2},
		"those below":          {[]int{1, most - 1, most - 3}, []int{2, most, most - 2}, 2},
		"above":                {[]int{1, most + 1}, []int{2}, 2},
		"one is left":          {[]int{1, most - 1}, []int{2}, most - 1},
		"one is left, a free":  {[]int{1, most - 1}, []int{2, most + 1}, most - 1},
		"nothing but the last": {[]int{most}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			for i, n := range c.sales {
				b := paid(i+1, n, usd(100), noon)
				mustCommit(t, db, b)
				if i < len(c.refunds) {
					mustCommit(t, db, pos.Batch{At: noon, Till: 1, Refunds: []sale.Refund{refundOf(b.Sales[0], sale.RefundGiven, c.refunds[i])}})
				}
			}
			if last, err := db.LastReceipt(t.Context(), 1, 2026); err != nil || last != c.want {
				t.Errorf("%d (%v), want %d", last, err, c.want)
			}
		})
	}
}
