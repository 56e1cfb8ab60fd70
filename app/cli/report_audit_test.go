package cli

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/storage"
)

// kindsOf are the kinds of an audit's events, in their order, without the settings.
func kindsOf(a jsonout.Audit) (kinds []journal.Kind) {
	for _, e := range a.Events {
		if e.Kind != facts.SettingChanged {
			kinds = append(kinds, e.Kind)
		}
	}
	return kinds
}

// A copy into a file or to another printer, a copy on paper and a test page are in the audit,
// in every format of it.
func TestCopiesAreInTheAudit(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "paper:")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	number := apptest.Sales(t, psar, dir)[0].Receipt
	apptest.Psar(t, psar, dir, "receipt", number, "--png", filepath.Join(out, "copy.png"))
	apptest.Psar(t, psar, dir, "receipt", number, "--to", "file:"+filepath.Join(out, "copy.bin"))
	apptest.Psar(t, psar, dir, "receipt", number)
	apptest.Psar(t, psar, dir, "printer", "test", "--to", "file:"+filepath.Join(out, "test.bin"))
	audit := apptest.ReadJSON[jsonout.Audit](t, psar, dir, "report", "--audit")
	want := []journal.Kind{facts.ReceiptCopied, facts.ReceiptCopied, facts.ReceiptReprinted, facts.PrinterTested}
	if got := kindsOf(audit); !slices.Equal(got, want) || len(audit.People) < 3 {
		t.Errorf("%v, %+v", got, audit.People)
	}
	if first := audit.Events[1]; first.What != number || first.To != "copy.png" { // behind the setting
		t.Errorf("%+v", first)
	}
	text := apptest.Psar(t, psar, dir, "report", "--audit")
	for _, says := range []string{"Audit", "Nobody signed in", "Receipt copied elsewhere", number, "Test page printed", "Journal"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q in\n%s", says, text)
		}
	}
	for _, format := range []string{"csv", "xlsx", "pdf"} {
		apptest.Psar(t, psar, dir, "--lang", "km", "report", "--audit", "--"+format, filepath.Join(out, "audit."+format))
	}
	data, err := os.ReadFile(filepath.Join(out, "audit.csv"))
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || !slices.ContainsFunc(records, func(r []string) bool {
		return r[1] == "ចម្លងវិក្កយបត្រ ឬ Z ទៅកន្លែងផ្សេង" && r[2] == "2"
	}) {
		t.Errorf("%v\n%s", err, data)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// A copy that is refused, because something else is in the file's place, was not made: nobody is told
// of it.
func TestRefusedCopiesAreNotToldOf(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	apptest.Psar(t, psar, dir, "close", "--count-usd", "3.50", "--by", "Sok")
	number := apptest.Sales(t, psar, dir)[0].Receipt
	file := filepath.Join(out, "mine")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"report", "--z", "1", "--csv", file}, {"report", "--z", "1", "--pdf", filepath.Join(dir, "psar.db"), "--force"},
		{"receipt", number, "--png", file}, {"receipt", number, "--to", "file:" + file}, {"printer", "test", "--to", "file:" + file}} {
		if said, errs, exit := apptest.Run(t, psar, dir, "", args...); exit != exitFailed {
			t.Errorf("%q: exit %d\n%s%s", args, exit, said, errs)
		}
	}
	if got := kindsOf(apptest.ReadJSON[jsonout.Audit](t, psar, dir, "report", "--audit")); len(got) != 0 {
		t.Errorf("told of %v", got)
	}
}

// While a till is open a command makes no copy and prints no test page that nobody would know
// of: it says that the till is open, and leaves nothing.
func TestNoCopyBesideAnOpenTill(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	number := apptest.Sales(t, psar, dir)[0].Receipt
	db, err := storage.Open(t.Context(), storage.Options{Dir: dir, Clock: app.SystemClock{}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for name, args := range map[string][]string{
		"png":  {"receipt", number, "--png", filepath.Join(out, "png")},
		"to":   {"receipt", number, "--to", "file:" + filepath.Join(out, "to")},
		"test": {"printer", "test", "--to", "file:" + filepath.Join(out, "test")},
	} {
		said, errs, exit := apptest.Run(t, psar, dir, "", args...)
		if exit != exitFailed || said != "" || !strings.Contains(errs, "open") || !strings.Contains(errs, "Another Psar has this data open") {
			t.Errorf("%s: exit %d\n%s%s", name, exit, said, errs)
		}
		if _, err := os.Stat(filepath.Join(out, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: there is a file (%v)", name, err)
		}
	}
	audit := apptest.ReadJSON[jsonout.Audit](t, psar, dir, "report", "--audit") // of a shop without staff, which anybody may read
	if kinds := kindsOf(audit); len(kinds) > 0 {                                // the setting is left out
		t.Errorf("the audit tells of %v", kinds)
	}
}

// In a shop with staff the audit is for managers and the owner.
func TestAuditIsForManagers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct{ stdin, name, role string }{{"918273\n", "Srey", "owner"}, {"918273\n827364\n", "Dara", "manager"}, {"918273\n736455\n", "Sok", "cashier"}} {
		if _, errs, exit := apptest.Run(t, psar, dir, c.stdin, "staff", "add", c.name, "--role", c.role, "--by", "Srey"); exit != exitOK {
			t.Fatal(errs)
		}
	}
	for _, c := range []struct {
		name, stdin, as, says string
		exit                  int
	}{
		{"nobody", "", "", "manager", exitFailed},
		{"the cashier", "736455\n", "Sok", "Sok may not do this", exitFailed},
		{"a wrong PIN", "99999\n", "Dara", "PIN is wrong", exitFailed},
		{"the manager", "827364\n", "Dara", "", exitOK},
		{"the owner", "918273\n", "Srey", "", exitOK},
	} {
		args := []string{"report", "--audit"}
		if c.as != "" {
			args = append([]string{"--as", c.as}, args...)
		}
		out, errs, exit := apptest.Run(t, psar, dir, c.stdin, args...)
		if exit != c.exit || !strings.Contains(strings.ToLower(errs), strings.ToLower(c.says)) || (out != "") != (exit == exitOK) {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
		if exit == exitOK && !strings.Contains(out, "Wrong PIN") {
			t.Errorf("%s: the wrong PIN is not in\n%s", c.name, out)
		}
	}
	if _, errs, exit := apptest.Run(t, psar, dir, "", "report", "--audit", "--shift"); exit != exitUsage {
		t.Errorf("an audit of a shift: exit %d\n%s", exit, errs)
	}
}
