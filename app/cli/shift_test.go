package cli

import (
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/drawer"
	"psar/pos/report"
	"psar/pos/sale"
)

// A day by commands: float, sales, a cash drop, a handover, a refund, and the Z report,
// which is then read again as it was stored.
func TestShiftByCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "settings", "set", "rate.khr_per_usd", "4000")
	if text := apptest.Psar(t, psar, dir, "shift"); !strings.Contains(text, "No shift is open") {
		t.Errorf("before: %s", text)
	}
	shift := apptest.ReadJSON[drawer.Shift](t, psar, dir, "shift", "open", "--count-usd", "50.00", "--count-khr", "100000", "--by", "Sok")
	if !shift.Open || shift.Z != 1 {
		t.Errorf("%+v", shift)
	}
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash", "--given-usd", "5.00")
	s := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "8000", "KHR", "--cash")
	apptest.Psar(t, psar, dir, "shift", "drop", "20", "USD", "--reason", "to the safe", "--by", "Sok")
	apptest.Psar(t, psar, dir, "shift", "in", "40000", "KHR", "--reason", "change from the bank")
	apptest.Psar(t, psar, dir, "shift", "out", "8000", "KHR", "--reason", "ice")
	apptest.Psar(t, psar, dir, "shift", "handover", "--by", "Sok", "--to", "Srey", "--count-usd", "34", "--count-khr", "138000")
	refund := apptest.ReadJSON[sale.Refund](t, psar, dir, "refund", s.Receipt.String(), "--reason", "sour", "--by", "Dara")
	if refund.Total.Display() != "8,000 ៛" || refund.Number.Sequence != 3 {
		t.Errorf("%+v", refund)
	}
	if text := apptest.Psar(t, psar, dir, "shift"); !strings.Contains(text, "$34.00 + 130,000 ៛") || !strings.Contains(text, "Srey") {
		t.Errorf("after the refund: %s", text)
	}
	live := apptest.Psar(t, psar, dir, "report", "--shift")
	z := apptest.ReadJSON[report.Report](t, psar, dir, "close", "--count-usd", "34", "--count-khr", "129500", "--by", "Srey", "--reason", "a torn note")
	if z.Z.Number != 1 || z.Drawer[1].Over.Display() != "-500 ៛" || z.Z.ClosedBy != "Srey" {
		t.Errorf("%+v", z.Z)
	}
	stored := apptest.Psar(t, psar, dir, "report", "--z", "1")
	for _, want := range []string{"Z report 1", "Sales after refunds", "Short", "500 ៛", "Dropped to the safe", "a torn note", z.Z.Hash[:16]} {
		if !strings.Contains(stored, want) {
			t.Errorf("the Z report does not say %q:\n%s", want, stored)
		}
	}
	if !strings.Contains(live, "X report") || strings.Contains(live, "Counted") {
		t.Errorf("the X report:\n%s", live)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestShiftByCommandsRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	sale := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "5.00", "USD", "--cash")
	apptest.Psar(t, psar, dir, "refund", sale.Receipt.String(), "--reason", "sour", "--by", "Dara")
	refunded, unknown := sale.Receipt, sale.Receipt
	refunded.Sequence, unknown.Sequence = 2, 99
	for _, tt := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"refund", sale.Receipt.String(), "--reason", "again", "--by", "Dara"}, exitFailed, "At most $0.00"},
		{[]string{"refund", refunded.String(), "--reason", "x", "--by", "Dara"}, exitFailed, "the paper of a refund"},
		{[]string{"refund", unknown.String(), "--reason", "x", "--by", "Dara"}, exitFailed, "No receipt"},
		{[]string{"refund", sale.Receipt.String(), "--line", "x", "--reason", "x", "--by", "Dara"}, exitUsage, "LINE=QUANTITY"},
		{[]string{"refund", sale.Receipt.String(), "--line", "1=1", "--void", "--reason", "x"}, exitUsage, "void"},
		{[]string{"refund", sale.Receipt.String(), "--line", "9=1", "--reason", "x", "--by", "Dara"}, exitFailed, "line 9"},
		{[]string{"shift", "out", "5", "USD", "--reason", "ice"}, exitFailed, "Only $0.00"},
		{[]string{"shift", "in", "0", "USD", "--reason", "ice"}, exitFailed, "zero"},
		{[]string{"shift", "handover", "--by", "Sok", "--to", "Srey"}, exitFailed, "No shift is open"},
		{[]string{"report", "--z", "7"}, exitFailed, "no Z report 7"},
		{[]string{"close", "--count-usd", "x"}, exitFailed, "not an amount"},
	} {
		if _, said, exit := apptest.Run(t, psar, dir, "", tt.args...); exit != tt.exit || !strings.Contains(said, tt.says) || strings.Contains(said, "To approve") {
			t.Errorf("%v: exit %d: %s", tt.args, exit, said)
		}
	}
	apptest.Psar(t, psar, dir, "close")
	if _, said, exit := apptest.Run(t, psar, dir, "", "close"); exit != exitNotClosed || !strings.Contains(said, "Nothing happened") {
		t.Errorf("closed twice: exit %d: %s", exit, said)
	}
}

// A cashier closes the drawer of another with a manager's word: --by is whoever says so, also
// where somebody has signed in.
func TestCloseByAnother(t *testing.T) {
	t.Parallel()
	dir := peopleFolder(t)
	stdin, args := by("Dara", "shift", "open", "--count-usd", "10")
	if _, errs, exit := apptest.Run(t, psar, dir, stdin, args...); exit != exitOK {
		t.Fatalf("%v: exit %d\n%s", args, exit, errs)
	}
	closing := []string{"close", "--count-usd", "10"}
	for _, c := range []struct {
		by, pin string
		exit    int
	}{{"Sok", "", exitNotClosed}, {"Dara", "000111\n", exitNotClosed}, {"Dara", pinOf["Dara"] + "\n", exitOK}} {
		stdin, args := by("Sok", append(closing, "--by", c.by)...)
		if _, errs, exit := apptest.Run(t, psar, dir, stdin+c.pin, args...); exit != c.exit {
			t.Errorf("by %s: exit %d, want %d\n%s", c.by, exit, c.exit, errs)
		}
	}
}

// A name that somebody who has signed in gives with --by counts with its PIN or not at all.
func TestMoveByAnother(t *testing.T) {
	t.Parallel()
	dir := peopleFolder(t)
	moving := []string{"shift", "in", "5", "USD", "--reason", "change"}
	for _, c := range []struct {
		by, pin string
		exit    int
	}{{"Dara", "", exitFailed}, {"Dara", pinOf["Dara"] + "\n", exitOK}, {"Sok", "", exitOK}} {
		stdin, args := by("Sok", append(moving, "--by", c.by)...)
		if _, errs, exit := apptest.Run(t, psar, dir, stdin+c.pin, args...); exit != c.exit {
			t.Errorf("by %s: exit %d, want %d\n%s", c.by, exit, c.exit, errs)
		}
	}
}
