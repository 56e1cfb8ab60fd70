//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/sale"
)

// Barcodes, amounts and payloads from public bug reports about other tills, in a real
// window: each is sold, asked about or refused as it should be.
func TestWindowCases(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.items(
			"Cola can,,04963406,0.80,USD", "Soup,,04252614,0.90,USD", "Bread,,00985234,1.10,USD",
			"Rice,,08850999320007,1.40,USD", "Tissue,,00036000291452,2.00,USD")
	})
	st.scene("UPC-E, and the UPC-A it is short for", func(st *stage) {
		for _, code := range []string{"04963406", "049000006346", "04252614", "042100005264", "00985234"} {
			st.sells(code, "004", "Return")
		}
		st.takes("2 × Cola can $0.80, 2 × Soup $0.90, 1 × Bread $1.10")
	})
	st.scene("GTIN-14, and what it holds", func(st *stage) {
		for _, code := range []string{"08850999320007", "8850999320007", "0108850999320007", "036000291452", "0036000291452"} {
			st.sells(code, "004", "Return")
		}
		st.takes("3 × Rice $1.40, 2 × Tissue $2.00")
	})
	st.scene("a payment code read from a poster", func(st *stage) {
		const poster = "00020101021130510016abaakhppxxx@abaa01151002003004005000208ABA Bank5204422453038405802KH5909RANG HANG6010PHNOM PENH992400134A71B09E20FD16803xyz6304C15B"
		apptest.Psar(st.t, st.bin, st.dir, "khqr", "check", "--static-ok", poster)
		st.keys("5", "0", "0", "plus")
		st.burst(poster, "004", "Return")
		st.changes("F9")
		st.burst(poster, "004", "Return")
		st.changes("Escape")
		st.takes("1 ×  $5.00")
	})
	st.scene("a discount given up", func(st *stage) {
		st.keys("5", "0", "0", "plus", "5", "0", "0", "minus", "Escape")
		st.asks("5.00")
	})
	st.scene("a discount that is refused", func(st *stage) {
		st.keys("5", "0", "0", "plus", "1", "0", "0", "0", "minus")
		st.changes("1")
		st.changes("Escape")
		st.asks("5.00")
	})
	st.scene("a dollar off the bill", func(st *stage) {
		st.keys("5", "0", "0", "plus", "1", "0", "0", "minus")
		st.changes("3")
		st.asks("4.00")
	})
	st.scene("a percentage with a point", func(st *stage) {
		st.keys("1", "0", "0", "0", "0", "plus", "5", "period", "5", "minus")
		st.changes("4")
		st.asks("94.50")
	})
	st.scene("an amount with a point", func(st *stage) {
		st.keys("3", "period", "5")
		st.asks("3.50")
	})
	st.close()
}

// takes pays the bill in cash, and checks that what was sold is one of the wanted.
func (st *stage) takes(wants ...string) {
	st.t.Helper()
	before := len(st.sales())
	st.changes("F9")
	st.keys("Return")
	got := linesOf(st.sold(before))
	st.keys("Escape")
	if !slices.Contains(wants, got) {
		st.t.Errorf("sold %s\nwant %s", got, strings.Join(wants, "\n  or "))
	}
}

// asks charges the bill by KHQR, and its customer pays.
func (st *stage) asks(amount string) {
	st.t.Helper()
	before := len(st.gw.State(st.t))
	st.changes("Return")
	var code apptest.Issued
	st.until("the code on the customer's screen", func() bool {
		all := st.gw.State(st.t)
		if len(all) == before {
			return false
		}
		code = all[before]
		return st.code(st.customer) == code.QR
	})
	if code.Amount != amount {
		st.t.Errorf("asked for %s, not %s", code.Amount, amount)
	}
	st.pay(code)
	st.keys("Escape") // or the paid card has gone by itself
}

// linesOf is the lines of a sale as text.
func linesOf(s sale.Sale) string {
	var all []string
	for _, l := range s.Lines {
		all = append(all, fmt.Sprintf("%d × %s %s", l.Quantity, l.Name, l.Price.Display()))
	}
	return strings.Join(all, ", ")
}
