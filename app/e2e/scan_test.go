//go:build e2e

package e2e

import (
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/pos/sale"
)

// labelled is a shop with items whose barcodes are house labels of letters and signs, and
// one with a real barcode.
func labelled(t *testing.T) *stage {
	t.Helper()
	return openStage(t, func(st *stage) {
		var lines []string
		for i, code := range []string{"1001", "1000017", "FG-100", "K-2201", "BTL-0042", "8850999320007"} {
			lines = append(lines, "Item "+code+",,"+code+","+strconv.Itoa(i+1)+".00,USD")
		}
		st.items(lines...)
	})
}

// burst is a scanner that types a code and then the keys ends, gap ms apart, by one call
// of xdotool: between separate calls a busy machine would stretch the gaps.
func (st *stage) burst(code, gap string, ends ...string) {
	st.t.Helper()
	args := []string{"type", "--delay", "0", "--args", "1", code}
	for _, key := range ends {
		args = append(args, "sleep", "0."+gap, "key", key)
	}
	st.xdo(args...)
	time.Sleep(600 * time.Millisecond) // until a further Enter no longer belongs to the scan
	st.settled()
}

// sells scans an item. If the machine is too busy to recognise a short code as a scan, the
// till asks to scan again; the customer's window shows when the item is on the bill.
func (st *stage) sells(code, gap string, ends ...string) {
	st.t.Helper()
	before := st.picture(st.customer)
	for range 5 {
		dropped := st.notTaken()
		st.burst(code, gap, ends...)
		if st.notTaken() == dropped && differs(before, st.picture(st.customer)) {
			return
		}
		st.t.Logf("%s is scanned again", code)
	}
	st.t.Fatalf("%s is not taken", code)
}

// TestWindowScans scans the codes of shops as scanners send them: each is taken once, and
// none of its keys does anything else.
func TestWindowScans(t *testing.T) {
	st := labelled(t)
	st.scene("each label once", func(st *stage) {
		st.sells("1001", "004", "Return")
		st.sells("1000017", "004", "Tab")
		st.sells("FG-100", "004", "Return")
		st.sells("K-2201", "004", "Return", "Return")
		st.sells("BTL-0042", "004")
		st.takes("1 × Item 1001 $1.00, 1 × Item 1000017 $2.00, 1 × Item FG-100 $3.00, 1 × Item K-2201 $4.00, 1 × Item BTL-0042 $5.00")
	})
	st.scene("with 9.00 on the bill", func(st *stage) {
		st.keys("9", "0", "0", "plus")
		st.sells("FG-100", "004", "Return")
		st.sells("8850999320007", "012", "Return", "Return")
		st.sells("8850999320007", "120", "Return", "Return")
		st.takes("1 ×  $9.00, 1 × Item FG-100 $3.00, 2 × Item 8850999320007 $6.00")
	})
	st.scene("while notes are taken", func(st *stage) {
		st.keys("3", "5", "0", "F9")
		st.burst("1001", "004", "Return")
		if n := len(st.sales()); n != 2 {
			st.t.Fatalf("%d sales: a scan took notes", n)
		}
		st.keys("Return")
		if sale := st.sold(2); sale.Total != dollars(350) {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("Escape")
	})
	st.scene("held for half a second after six digits", func(st *stage) {
		st.xdo("type", "--delay", "0", "885099")
		process := st.till.cmd.Process
		if err := process.Signal(syscall.SIGSTOP); err != nil {
			st.t.Fatal(err)
		}
		st.xdo("type", "--delay", "0", "--args", "1", "9320007", "key", "Return")
		time.Sleep(500 * time.Millisecond)
		if err := process.Signal(syscall.SIGCONT); err != nil {
			st.t.Fatal(err)
		}
		time.Sleep(time.Second)
		st.keys("1", "0", "0", "plus")
		st.takes("1 ×  $1.00", "1 × Item 8850999320007 $6.00, 1 ×  $1.00") // refused, or taken
	})
	st.scene("no prefix of a barcode among the items", func(st *stage) {
		st.changes("i")
		st.burst("1000", "004", "Return")
		st.keys("Escape")
		st.keys("1", "0", "0", "plus")
		st.takes("1 ×  $1.00")
	})
	st.scene("our own typing", func(st *stage) {
		st.xdo("key", "--delay", "80", "1", "2", "3", "4", "5", "0", "0", "plus")
		st.settled()
		st.takes("1 ×  $12,345.00")
	})
	if asked := st.gw.State(t); len(asked) != 0 {
		t.Errorf("a scan has asked for money: %+v", asked)
	}
	st.close()
}

// TestLongScans scans 200 times beside 10 busy loops: no scan does anything but add its
// item, and hardly one has to be repeated.
func TestLongScans(t *testing.T) {
	st := labelled(t)
	for range 10 {
		loop := exec.Command("sh", "-c", "while :; do :; done")
		if err := loop.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = loop.Process.Kill(); _ = loop.Wait() })
	}
	for range 200 {
		st.xdo("type", "--delay", "0", "--args", "1", "8850999320007", "key", "Return")
		time.Sleep(1200 * time.Millisecond) // the cashier takes the next item
	}
	st.settled()
	st.keys("F9")
	st.settled()
	st.keys("Return")
	s := st.sold(0)
	if len(s.Lines) != 1 || s.Lines[0].Price != dollars(600) || s.Lines[0].Quantity < 195 {
		t.Errorf("of 200 scans came %+v", s.Lines)
	}
	t.Logf("%d of 200 scans were taken", s.Lines[0].Quantity)
	if asked := st.gw.State(t); len(asked) != 0 {
		t.Errorf("a scan has asked for money: %+v", asked)
	}
	if all := apptest.ReadJSON[[]sale.Sale](t, st.bin, st.dir, "sales"); len(all) != 1 {
		t.Errorf("%d sales", len(all))
	}
}
