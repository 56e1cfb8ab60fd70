package cli

import (
	"strings"
	"testing"
)

// Help that is printed is a success. A command that could not be parsed is none, though
// its arguments look like a wish for help: a script would take the sale for paid.
func TestHelp(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		args []string
		exit int
		says string
	}{
		{"OfTheProgram", []string{"--help"}, exitOK, "Usage: psar"},
		{"OfACommand", []string{"sell", "-h"}, exitOK, "Usage: psar sell"},
		{"OfAGroup", []string{"printer", "--help"}, exitOK, "Usage: psar printer"},
		{"BesideArguments", []string{"sell", "5.00", "USD", "--help"}, exitOK, "Usage: psar sell"},
		{"AsAValue", []string{"sell", "5.00", "USD", "--remark", "-h"}, exitUsage, "--remark"},
		{"AsALongValue", []string{"sell", "5.00", "USD", "--cash", "--remark", "--help"}, exitUsage, "--remark"},
		{"OfNoCommand", []string{"sale", "--help"}, exitUsage, "sale"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, errs, exit := runHere(t, append([]string{"--data", t.TempDir()}, tt.args...)...)
			if exit != tt.exit || !strings.Contains(out+errs, tt.says) {
				t.Errorf("exit %d, want %d, saying %q:\n%s%s", exit, tt.exit, tt.says, out, errs)
			}
		})
	}
}
