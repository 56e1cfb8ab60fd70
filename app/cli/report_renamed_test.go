package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// Who was renamed is in one line of reports as text and as a table: paper and pages are made of the same.
func TestRenamedCashierIsOneLine(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	run := func(stdin string, args ...string) string {
		t.Helper()
		said, errs, exit := apptest.Run(t, psar, dir, stdin, args...)
		if exit != exitOK {
			t.Fatalf("%v: exit %d\n%s%s", args, exit, said, errs)
		}
		return said
	}
	const owner = "729418\n"
	run("", "settings", "set", "printer.link", "paper:")
	run(owner, "staff", "add", "Srey", "--role", "owner")
	run(owner+"4826\n", "staff", "add", "Sok", "--role", "cashier", "--by", "Srey")
	name := "Sok"
	for _, next := range []string{"Sok Dara", "Sokha Chan"} {
		run("4826\n", "--as", name, "sell", "3.50", "USD", "--cash")
		run(owner, "staff", "set", name, "--rename", next, "--by", "Srey")
		name = next
	}
	run("4826\n", "--as", name, "sell", "3.50", "USD", "--cash")
	table := filepath.Join(out, "day.csv")
	run(owner, "--as", "Srey", "report", "--csv", table)
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{
		"the day": run(owner, "--as", "Srey", "report"), "the table": string(data),
		"the period": run(owner, "--as", "Srey", "report", "--shift"),
	} {
		_, list, _ := strings.Cut(text, "By cashier")
		list, _, _ = strings.Cut(list, "By hour")
		if strings.Count(list, "Sok") != 1 || !strings.Contains(list, "Sokha Chan") {
			t.Errorf("%s:\n%s", what, text)
		}
	}
}
