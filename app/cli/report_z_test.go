package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/facts"
)

// hasZ makes a shop's first Z report: of a shop without staff, or of Srey's.
func hasZ(t *testing.T, psar apptest.Program, dir string, staffed bool) {
	t.Helper()
	if !staffed {
		apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
		apptest.Psar(t, psar, dir, "sell", "250", "USD", "--cash")
		apptest.Psar(t, psar, dir, "close")
		return
	}
	hire(t, psar, dir)
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n", "--as", "Srey", "close"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
}

// readsOfZ reads the first Z in every way, from the screen to a file, and returns what the audit
// tells of it: what was done, by whom, and where to.
func readsOfZ(t *testing.T, psar apptest.Program, dir string, as ...string) (told []string) {
	t.Helper()
	run := func(args ...string) string {
		t.Helper()
		pin := strings.Repeat("918273\n", len(as)/2)
		out, errs, exit := apptest.Run(t, psar, dir, pin, slices.Concat(as, args)...)
		if exit != exitOK || out == "" && errs == "" {
			t.Errorf("%v: exit %d\n%s", args, exit, errs)
		}
		return out
	}
	file := filepath.Join(t.TempDir(), "z.pdf")
	for _, args := range [][]string{{}, {"--json"}, {"--csv", "-"}} {
		if out := run(append([]string{"report", "--z", "1"}, args...)...); !strings.Contains(out, "250.00") {
			t.Errorf("%v says\n%s", args, out)
		}
	}
	run("report", "--z", "1", "--pdf", file)
	run("report") // is no copy
	run("report", "--shift")
	if info, err := os.Stat(file); err != nil || info.Size() == 0 {
		t.Errorf("the file: %v", err)
	}
	return toldOfZ(t, run("report", "--audit", "--json"))
}

// toldOfZ is what an audit tells of the first Z.
func toldOfZ(t *testing.T, audit string) (told []string) {
	t.Helper()
	var read jsonout.Audit
	if err := json.Unmarshal([]byte(audit), &read); err != nil {
		t.Fatalf("%v\n%s", err, audit)
	}
	for _, e := range read.Events {
		if e.What == "Z 1" {
			told = append(told, strings.Join(strings.Fields(string(e.Kind)+" "+e.By+" "+e.To), " "))
		}
	}
	return told
}

// Whoever reads a Z report by a command, or writes it into a file, is in the audit, whether a till
// is open or not, and the next Z counts it. Other reports leave nothing.
func TestReadsOfZReportsAreInTheAudit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ staffed, open bool }{
		"without staff": {}, "without staff, beside a till": {open: true},
		"with staff": {staffed: true}, "with staff, beside a till": {staffed: true, open: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			hasZ(t, psar, dir, c.staffed)
			if c.open {
				openBeside(t, dir)
			}
			by, as := "", []string(nil)
			if c.staffed {
				by, as = " Srey", []string{"--as", "Srey"}
			}
			looked := string(facts.ReceiptViewed) + by
			want := []string{looked, looked, looked, string(facts.ReceiptCopied) + by + " z.pdf"}
			if got := readsOfZ(t, psar, dir, as...); !slices.Equal(got, want) {
				t.Errorf("told %q, want %q", got, want)
			}
			next, errs, exit := apptest.Run(t, psar, dir, strings.Repeat("918273\n", len(as)/2), append(as, "report", "--shift")...)
			if exit != exitOK {
				t.Errorf("exit %d\n%s", exit, errs)
			}
			for _, says := range []string{"Receipt or Z looked at 3", "Receipt or Z copied elsewhere 1"} {
				if !strings.Contains(strings.Join(strings.Fields(next), " "), says) {
					t.Errorf("no %q in\n%s", says, next)
				}
			}
			apptest.Psar(t, psar, dir, "journal", "verify")
		})
	}
}

// A Z that there is not, and one that a cashier may not see, leave no row.
func TestNoZLeavesNoTrace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hasZ(t, psar, dir, false)
	if _, errs, exit := apptest.Run(t, psar, dir, "", "report", "--z", "7"); exit != exitFailed || !strings.Contains(errs, "7") {
		t.Errorf("exit %d\n%s", exit, errs)
	}
	if told := toldOfZ(t, apptest.Psar(t, psar, dir, "report", "--audit", "--json")); len(told) > 0 {
		t.Errorf("told %q", told)
	}
	owned := t.TempDir()
	hasZ(t, psar, owned, true)
	if _, errs, exit := apptest.Run(t, psar, owned, "918273\n7294\n", "staff", "add", "Sok", "--role", "cashier", "--by", "Srey"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
	before := apptest.Psar(t, psar, owned, "journal", "verify")
	for _, as := range [][]string{{}, {"--as", "Sok"}} {
		if _, errs, exit := apptest.Run(t, psar, owned, "7294\n", append(as, "report", "--z", "1")...); exit != exitFailed {
			t.Errorf("%v: exit %d\n%s", as, exit, errs)
		}
	}
	if now := apptest.Psar(t, psar, owned, "journal", "verify"); now != before {
		t.Errorf("refused, and written: %s, before %s", now, before)
	}
}

// A copy of the folder is read and not written: one that this computer knows as such, one on a
// computer that knows nothing of the shop, and the shop itself beside a till in training.
func TestReadsOfZReportsWhereNothingIsTold(t *testing.T) {
	t.Parallel()
	for _, staffed := range []bool{false, true} {
		dir, copied := t.TempDir(), t.TempDir()
		here, other := ringed(t, func() {}), ringed(t, func() {})
		hasZ(t, here, dir, staffed)
		data, whole := copyDatabase(t, dir, copied)
		programs := map[string]apptest.Program{"a copy": here}
		if !staffed { // the owner's PIN needs the keyring
			programs["elsewhere"] = other
		}
		for name, psar := range programs {
			as := []string(nil)
			if staffed {
				as = []string{"--as", "Srey"}
			}
			if told := readsOfZ(t, psar, copied, as...); len(told) > 0 {
				t.Errorf("%s: told %q", name, told)
			}
			if now, err := os.ReadFile(data); err != nil || string(now) != string(whole) {
				t.Errorf("%s was written: %v", name, err)
			}
		}
	}
	dir := t.TempDir()
	hasZ(t, psar, dir, false)
	openBeside(t, dir, "--training")
	if told := readsOfZ(t, psar, dir); len(told) > 0 {
		t.Errorf("beside training: told %q", told)
	}
}
