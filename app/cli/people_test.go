package cli

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// sqlOn runs SQL on the file of a closed shop, as the sqlite3 command line does.
func sqlOn(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// staffedFolder is a shop with an owner and a cashier, in which nobody has to sign in before they
// sell.
func staffedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.sign_in", "false")
	for _, c := range []struct {
		stdin string
		args  []string
	}{
		{"918273\n", []string{"add", "Srey", "--role", "owner"}},
		{"918273\n7294\n", []string{"add", "Sok", "--role", "cashier", "--by", "Srey"}},
	} {
		if _, errs, exit := apptest.Run(t, psar, dir, c.stdin, append([]string{"staff"}, c.args...)...); exit != exitOK {
			t.Fatalf("staff %v: exit %d\n%s", c.args, exit, errs)
		}
	}
	return dir
}

// The staff are taken away by SQL: nobody becomes an owner, nothing is given back "by" one,
// cash sells at once, and the alarm says what was done.
func TestStaffTakenAwayBySQL(t *testing.T) {
	t.Parallel()
	dir := staffedFolder(t)
	apptest.Psar(t, psar, dir, "sell", "250", "USD", "--cash")
	sqlOn(t, dir, "PRAGMA foreign_keys = OFF", "DROP TRIGGER staff_stay", "DROP TRIGGER staff_pins_stay", "DELETE FROM staff_pins", "DELETE FROM staff")
	receipt := apptest.Sales(t, psar, dir)[0].Receipt
	for name, c := range map[string]struct {
		stdin, says string
		args        []string
	}{
		"given back by the owner": {"918273\n", "The stored PIN of Srey was changed outside Psar", []string{"refund", receipt, "--reason", "torn", "--by", "Srey"}},
		"by nobody":               {"", "--by NAME", []string{"staff", "add", "Mallory", "--role", "owner"}},
		"by the name alone":       {"918274\n729418\n", "The stored PIN of Srey was changed outside Psar", []string{"staff", "add", "Mallory", "--role", "owner", "--by", "Srey"}},
	} {
		if out, errs, exit := apptest.Run(t, psar, dir, c.stdin, c.args...); exit != exitFailed || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d\n%s%s", name, exit, out, errs)
		}
	}
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash")
	if list := apptest.Psar(t, psar, dir, "alarms"); strings.Count(list, "The list of the staff was changed outside Psar") != 1 || strings.Count(list, "changed outside Psar: it counts no more") != 2 {
		t.Errorf("the alarms:\n%s", list)
	}
	if list := apptest.Psar(t, psar, dir, "staff"); !strings.Contains(list, "Srey") || !strings.Contains(list, "Sok") {
		t.Errorf("the staff:\n%s", list)
	}
}

// Two commands that run at once count wrong PINs together, and so does the next one.
func TestWrongPINsOfTwoProcessesCountTogether(t *testing.T) {
	t.Parallel()
	dir := staffedFolder(t)
	program := apptest.Process(t)
	for tries, runs := 0, 0; tries < 5; runs++ {
		if runs == 30 { // a command that finds the folder held by the other one tries nothing
			t.Fatalf("%d tries of %d were told", tries, 2*runs)
		}
		pair := []*apptest.Running{}
		for range 2 {
			pair = append(pair, apptest.Start(t, program, dir, "1112\n8361\n", "staff", "pin", "Sok"))
		}
		for _, r := range pair {
			if r.Exit() == exitFailed && strings.Contains(r.Errs.String(), "PIN is wrong") {
				tries++
			}
		}
	}
	if _, errs, exit := apptest.Run(t, program, dir, "7294\n8361\n", "staff", "pin", "Sok"); exit != exitFailed || !strings.Contains(errs, "Wait") {
		t.Errorf("the right PIN after five wrong ones: exit %d\n%s", exit, errs)
	}
	if list := apptest.Psar(t, program, dir, "alarms"); strings.Count(list, "Wrong PINs were typed for “Sok”") != 1 {
		t.Errorf("the alarms:\n%s", list)
	}
}
