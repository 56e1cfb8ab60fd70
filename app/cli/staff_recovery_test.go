package cli

import (
	"regexp"
	"strings"
	"testing"

	"psar/app/apptest"
)

// The first owner is shown a recovery code; it gives them a new PIN once, and no error holds
// it.
func TestRecoveryByCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, errs, exit := apptest.Run(t, psar, dir, "918273\n", "staff", "add", "Srey", "--role", "owner")
	code := regexp.MustCompile(`(?m)shown this once: ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})$`).FindStringSubmatch(errs)
	if exit != exitOK || code == nil {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
	for _, c := range []struct {
		name, stdin, says string
		exit              int
		args              []string
	}{
		{"a wrong code", "0000-0000-0000-0000\n729418\n", "recovery code is wrong", exitFailed, []string{"--use"}},
		{"no code", "0000\n729418\n", "sixteen letters and digits", exitFailed, []string{"--use"}},
		{"a weak PIN", code[1] + "\n123456\n", "only counts up or down", exitFailed, []string{"--use"}},
		{"the code", strings.ToLower(code[1]) + "\n729418\n", "Srey has a new PIN", exitOK, []string{"--use"}},
		{"again", code[1] + "\n729419\n", "no valid recovery code", exitFailed, []string{"--use"}},
		{"by the PIN of before", "918273\n", "PIN is wrong", exitFailed, []string{"--by", "Srey"}},
		{"by nobody", "", "--by NAME", exitFailed, nil},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, c.stdin, append([]string{"staff", "recovery"}, c.args...)...)
		if exit != c.exit || !strings.Contains(errs, c.says) || out != "" || strings.Contains(errs, code[1]) {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
	}
	if out, errs, exit := apptest.Run(t, psar, dir, "729418\n", "staff", "recovery", "--by", "Srey"); exit != exitOK || !strings.Contains(out, "shown this once: ") {
		t.Errorf("a new one: exit %d\n%s%s", exit, out, errs)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}
