//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// TestWindowShift follows the drawer through a shift, by keys alone.
func TestWindowShift(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("printer.link", "paper:") })
	float := func(st *stage, fives string) { // counts a float of so many $5 notes
		st.t.Helper()
		st.keys("Down", "Down", "Down", "Down", fives)
		st.changes("F2")
	}
	drawer := func(st *stage, usd int64) {
		st.t.Helper()
		st.until("the drawer", func() bool { s := st.shift(); return s.Open && s.Drawer[0].Minor == usd })
	}
	st.scene("a shift opens with the float", func(st *stage) {
		st.changes("F12")
		st.changes("1")
		float(st, "8")
		st.fill("Srey")
		st.keys("F4")
		drawer(st, 4000)
		st.keys("Return")
	})
	st.scene("pay in, pay out, drop", func(st *stage) {
		for _, m := range []struct {
			key, amount, why string
			left             int64
		}{{"2", "20.00", "change from the bank", 6000}, {"3", "1.50", "ice", 5850}, {"4", "30.00", "safe", 2850}} {
			st.changes("F12")
			st.changes(m.key)
			st.fill(m.amount, m.why, "")
			st.keys("F4")
			drawer(st, m.left)
			st.keys("Return")
		}
	})
	st.scene("the drawer is handed over", func(st *stage) {
		st.changes("F12")
		st.changes("5")
		st.keys("Down", "Down", "Down", "Down", "5", "Down", "3")
		st.changes("F2") // $25 and 3 of $1: 50 cents short
		st.fill("", "Vanna")
		st.keys("F4")
		st.until("the hand-over", func() bool { return st.shift().By == "Vanna" })
		st.keys("Return")
	})
	st.close()
}

// TestWindowZ follows reports through a day and into the next.
func TestWindowZ(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.set("printer.link", "paper:")
		apptest.Psar(st.t, st.bin, st.dir, "shift", "open", "--count-usd", "25.00", "--by", "Vanna")
	})
	st.scene("a shift does not end while a code is out", func(st *stage) {
		st.keys("3", "0", "0", "Return")
		code := st.shown("3.00")
		st.changes("F12")
		st.keys("1", "Escape")
		if s := st.shift(); s.Z != 1 || !s.Open {
			st.t.Fatalf("%+v", s)
		}
		st.pay(code)
		st.sold(0)
		st.keys("Return")
	})
	st.scene("the X report is read and written as a table", func(st *stage) {
		st.changes("x")
		st.changes("1")
		st.looks("report-x", st.cashier)
		st.keys("e", "1")
		var files []string
		st.until("the table", func() bool {
			files, _ = filepath.Glob(filepath.Join(st.dir, "reports", "*.csv"))
			return len(files) == 1
		})
		if table, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(table), "3.00") {
			st.t.Errorf("%v in\n%s", err, table)
		}
		st.keys("Escape", "Escape", "Escape")
	})
	st.scene("two Zs, one after the other, chained", func(st *stage) {
		closes := func(z int) {
			st.t.Helper()
			st.changes("F12")
			if z == 1 {
				st.changes("1")
			} else {
				st.changes("2") // without an open shift it is the second choice
			}
			st.keys("Down", "Down", "Down", "Down", "5")
			st.changes("F2")
			st.fill("", "")
			st.keys("F4")
			st.until("the Z report", func() bool { return st.shift().Z == z+1 })
			st.keys("Return")
		}
		closes(1)
		st.keys("4", "0", "0", "F9", "Return")
		st.sold(1)
		st.keys("0")
		closes(2)
		one, two := st.report("--z", "1"), st.report("--z", "2")
		if one.Z.Hash == "" || two.Z.PrevHash != one.Z.Hash {
			st.t.Errorf("Z 2 follows %q, and Z 1 is %q", two.Z.PrevHash, one.Z.Hash)
		}
	})
	st.close()
}
