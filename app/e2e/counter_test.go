//go:build e2e

package e2e

import (
	"testing"

	"psar/app/apptest"
	"psar/pos/catalogue"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

func dollars(minor int64) money.Money { return money.Cents(minor) }
func riels(n int64) money.Money       { return money.Riel(n) }

// TestWindowCounter makes cash sales at the counter, by keys alone. $1 is 4,000 riel.
func TestWindowCounter(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.items("Jasmine rice,អង្ករ,8847100010018,6.20,USD", "Fish sauce,ទឹកត្រី,8847100020017,9800,KHR")
	})
	change := func(st *stage, sale sale.Sale, want ...money.Money) {
		st.t.Helper()
		if len(sale.Change) != len(want) {
			st.t.Fatalf("change %v, not %v", sale.Change, want)
		}
		for i, m := range want {
			if sale.Change[i] != m {
				st.t.Errorf("change %v, not %v", sale.Change, want)
			}
		}
	}
	st.scene("the exact sum: F9 and Enter", func(st *stage) {
		st.keys("3", "5", "0", "F9", "Return")
		sale := st.sold(0)
		change(st, sale)
		st.keys("0")
	})
	st.scene("change in dollars and riel", func(st *stage) {
		st.keys("8", "1", "0", "F9", "1", "0", "0", "0", "Return")
		change(st, st.sold(1), dollars(100), riels(3600)) // $1.90: one dollar, and 90 cents in riel
		st.keys("0")
	})
	st.scene("the same in riel alone", func(st *stage) {
		st.keys("8", "1", "0", "F9", "1", "0", "0", "0", "Down", "Return")
		change(st, st.sold(2), riels(7600))
		st.keys("0")
	})
	st.scene("riel given for a price in dollars", func(st *stage) {
		st.keys("2", "3", "0", "F9", "slash", "1", "0", "0", "0", "0", "Return")
		s := st.sold(3) // 9,200 of 10,000 riel
		change(st, s, riels(800))
		if s.Tenders[0].Kind != sale.TenderCashKHR {
			st.t.Errorf("%+v", s.Tenders)
		}
		st.keys("0")
	})
	st.scene("a bill: quantity, price, discount, a line taken off", func(st *stage) {
		st.keys("3", "asterisk", "1", "5", "0", "plus") // 3 × $1.50
		st.keys("1", "0", "minus", "2")                 // 10 % off that line
		st.keys("2", "0", "0", "plus", "BackSpace", "F4")
		st.keys("F9", "Return")
		sale := st.sold(4)
		if sale.Total.Minor != 405 || sale.Discount.Minor != 45 || len(sale.Lines) != 1 || sale.Lines[0].Quantity != 3 {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("0")
	})
	st.scene("a note on a line", func(st *stage) {
		st.keys("1", "5", "0", "plus")
		st.changes("m")
		st.fill("no sugar", "")
		st.keys("F9", "Return")
		if sale := st.sold(5); sale.Lines[0].Note != "no sugar" {
			st.t.Errorf("sold %+v", sale.Lines)
		}
		st.keys("0")
	})
	st.scene("an item by name, more of it by a scan", func(st *stage) {
		st.changes("i")
		st.write("sauce")
		st.changes("Return")
		st.scan("8847100020017")
		st.keys("F9", "Return")
		sale := st.sold(6)
		if len(sale.Lines) != 1 || sale.Lines[0].Quantity != 2 || sale.Total != riels(19600) {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("0")
	})
	st.scene("a barcode that nobody knows becomes an item, and is sold", func(st *stage) {
		st.scan("8847100030016")
		st.changes("i")
		st.write("8847100030016")
		st.changes("F3")
		st.fill("Palm sugar", "", "", "1.75", "", "", "")
		st.until("the item", func() bool {
			return len(apptest.ReadJSON[[]catalogue.Item](st.t, st.bin, st.dir, "items", "--search", "Palm")) == 1
		})
		st.keys("Escape")
		st.scan("8847100030016")
		st.keys("F9", "Return")
		if sale := st.sold(7); sale.Lines[0].Name != "Palm sugar" || sale.Total.Minor != 175 {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("0")
	})
	st.scene("a sale is voided before its Z", func(st *stage) {
		st.changes("F7")
		st.write("1")
		st.changes("Return")
		st.changes("F2")
		st.fill("rung up twice", "Dara")
		st.keys("F4")
		st.until("the void", func() bool {
			r := st.report()
			return r.Voids[0] == report.Tally{Count: 1, Sum: dollars(350)}
		})
		st.keys("Return")
	})
	st.scene("a bill put aside outlives the till", func(st *stage) {
		st.scan("8847100010018")
		st.keys("2", "5", "plus")
		st.changes("h")
		st.close()
		st.open()
		st.changes("h")
		st.changes("Return")
		st.keys("F9", "Return")
		if sale := st.sold(8); sale.Total.Minor != 645 || len(sale.Lines) != 2 {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("0")
		st.close()
	})
}
