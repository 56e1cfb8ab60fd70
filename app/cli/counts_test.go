package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/money"
	"psar/pos/report"
)

// Cash that is missing between two shifts, or at a handover, stands in every report with who
// counted and whose drawer it was; what was paid out stands there with its reason. Who counts
// is told none of it.
func TestReportsTellWhatIsMissing(t *testing.T) {
	t.Parallel()
	dir := peopleFolder(t)
	run := func(name, more string, args ...string) string {
		t.Helper()
		stdin, args := by(name, args...)
		said, errs, exit := apptest.Run(t, psar, dir, stdin+more, args...)
		if exit != exitOK {
			t.Fatalf("%v: exit %d\n%s", args, exit, errs)
		}
		return said + strings.ReplaceAll(errs, "The PIN is read from standard input.\n", "")
	}
	run("Sok", "", "shift", "open", "--count-usd", "74")
	run("Sok", "", "close", "--count-usd", "74")
	if said := run("Sok", "", "shift", "open", "--count-usd", "54"); strings.Contains(said, "$74") || strings.Contains(said, "$20") {
		t.Errorf("who opened is told: %s", said)
	}
	run("Sok", "", "sell", "3", "USD", "--cash")
	if said := run("Sok", "", "shift", "out", "2", "USD", "--reason", "ice"); said != "Paid out $2.00: ice\n" {
		t.Errorf("a paid-out says %q", said)
	}
	if said := run("Sok", pinOf["Dara"]+"\n", "shift", "handover", "--to", "Dara", "--count-usd", "54"); strings.Contains(said, "$55") || strings.Contains(said, "$1.00") {
		t.Errorf("who handed over is told: %s", said)
	}
	z := run("Dara", "", "close", "--count-usd", "54")
	wanted := []string{"Opened · Sok", "-$20.00", "expected $74.00, counted $54.00", "Handed over · Sok", "-$1.00", "expected $55.00, counted $54.00", "Paid out · Sok", "-$2.00", "· ice"}
	for name, said := range map[string]string{
		"the Z": z, "the Z again": run("Dara", "", "report", "--z", "2"), "the day": run("Dara", "", "report"),
		"the Z as CSV": run("Dara", "", "report", "--z", "2", "--csv", "-"), "the day as CSV": run("Dara", "", "report", "--csv", "-"),
	} {
		if strings.Contains(name, "CSV") {
			said = strings.NewReplacer(",-20.00", " -$20.00", ",-1.00", " -$1.00", ",-2.00", " -$2.00").Replace(said)
		}
		for _, want := range wanted {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not say %q:\n%s", name, want, said)
			}
		}
	}
	audit := run("Srey", "", "report", "--audit")
	for _, want := range []string{"Sok · Float not as the last shift left it · expected $74.00, counted $54.00", "Sok · Over or short at a handover", "Sok · Paid out · ice"} {
		if !strings.Contains(audit, want) {
			t.Errorf("the audit does not say %q:\n%s", want, audit)
		}
	}
	var made report.Report
	if err := json.Unmarshal([]byte(run("Dara", "", "report", "--z", "2", "--json")), &made); err != nil {
		t.Fatal(err)
	}
	var over []money.Money
	for _, d := range made.OverShort {
		over = append(over, d.Over)
	}
	if !slices.Equal(over, []money.Money{money.Cents(-2000), money.Cents(-100)}) || len(made.Moves) != 1 || made.Moves[0].Reason != "ice" || made.Moves[0].By != "Sok" {
		t.Errorf("the Z's JSON: %+v %+v", made.OverShort, made.Moves)
	}
}
