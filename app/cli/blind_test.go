package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// peopleFolder is such a shop with a manager too.
func peopleFolder(t *testing.T) string {
	t.Helper()
	dir := staffedFolder(t)
	args := []string{"staff", "add", "Dara", "--role", "manager", "--by", "Srey"}
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n827364\n", args...); exit != exitOK {
		t.Fatalf("%v: exit %d\n%s", args, exit, errs)
	}
	return dir
}

// by is the command line of somebody of peopleFolder, and their PIN; "" is nobody.
func by(name string, args ...string) (stdin string, all []string) {
	if name == "" {
		return "", args
	}
	return pinOf[name] + "\n", append([]string{"--as", name}, args...)
}

// What should be in the drawer is said by no command to whoever counts it blind, in no form
// that a command writes; it is said to a manager. Once it was counted, the Z says it.
func TestCommandsKeepTheCountBlind(t *testing.T) {
	t.Parallel()
	dir := peopleFolder(t)
	for _, args := range [][]string{
		{"shift", "open", "--count-usd", "45.57"},
		{"sell", "12.34", "USD", "--cash"}, // 57.91, which no output of one row holds
		{"settings", "set", "printer.link", "paper:"},
	} {
		stdin, args := by("Dara", args...)
		if _, errs, exit := apptest.Run(t, psar, dir, stdin, args...); exit != exitOK {
			t.Fatalf("%v: exit %d\n%s", args, exit, errs)
		}
	}
	out := t.TempDir()
	file := func(name string) string { return filepath.Join(out, name) }
	for _, c := range []struct {
		args  []string
		file  string // what it writes
		plain bool   // it is no secret, and holds no figure of the drawer for anybody
		exit  int    // of who counts blind
	}{
		{args: []string{"shift", "show"}},
		{args: []string{"shift", "show", "--json"}},
		{args: []string{"report"}, exit: exitFailed},
		{args: []string{"report", "--shift"}, exit: exitFailed},
		{args: []string{"report", "--shift", "--json"}, exit: exitFailed},
		{args: []string{"report", "--shift", "--csv", file("x.csv")}, file: file("x.csv"), exit: exitFailed},
		{args: []string{"report", "--shift", "--csv", "-"}, exit: exitFailed},
		{args: []string{"report", "--shift", "--xlsx", file("x.xlsx")}, file: file("x.xlsx"), exit: exitFailed},
		{args: []string{"report", "--shift", "--pdf", file("x.pdf")}, file: file("x.pdf"), exit: exitFailed},
		{args: []string{"report", "--shift", "--print"}, exit: exitFailed},
		{args: []string{"report", "--audit"}, exit: exitFailed},
		{args: []string{"sales"}, plain: true},
		{args: []string{"sales", "--json"}, plain: true},
		{args: []string{"shift", "out", "900", "USD", "--reason", "ice"}, exit: exitFailed},
		{args: []string{"shift", "drop", "900", "USD", "--reason", "safe", "--json"}, exit: exitFailed},
		{args: []string{"shift", "in", "0.01", "USD", "--reason", "found"}}, // 57.92
		{args: []string{"shift", "out", "0.01", "USD", "--reason", "lost", "--json"}},
	} {
		for _, name := range []string{"", "Sok", "Dara"} {
			stdin, args := by(name, c.args...)
			said, errs, exit := apptest.Run(t, psar, dir, stdin, args...)
			knows := name == "Dara"
			if want := c.exit; !knows && exit != want || c.plain && exit != exitOK {
				t.Errorf("%q: %v: exit %d, want %d\n%s", name, c.args, exit, want, errs)
			}
			if told := strings.Contains(said+errs, "57.9"); told && (!knows || c.plain) {
				t.Errorf("%q: %v:\n%s%s", name, c.args, said, errs)
			}
			if _, err := os.Stat(c.file); c.file != "" && (err == nil) != knows {
				t.Errorf("%q: %v: the file: %v", name, c.args, err)
			}
		}
	}
	for _, args := range [][]string{{"shift", "show"}, {"shift", "show", "--json"}, {"report", "--shift"}, {"report", "--shift", "--json"}, {"shift", "out", "900", "USD", "--reason", "ice"}} {
		stdin, args := by("Dara", args...)
		if said, errs, _ := apptest.Run(t, psar, dir, stdin, args...); !strings.Contains(said+errs, "57.91") {
			t.Errorf("a manager: %v\n%s%s", args, said, errs)
		}
	}
	if papers, err := filepath.Glob(filepath.Join(dir, "paper", "*")); err != nil || len(papers) == 0 {
		t.Errorf("the manager's report is not on paper: %v", err)
	}
	stdin, args := by("Sok", "shift", "handover", "--to", "Sok", "--count-usd", "1", "--by", "Sok")
	if said, errs, exit := apptest.Run(t, psar, dir, stdin+"827364\n", args...); exit != exitFailed || strings.Contains(said+errs, "57.91") { // it is Dara's
		t.Errorf("a handover of another's drawer: exit %d\n%s%s", exit, said, errs)
	}
	for _, args := range [][]string{
		{"shift", "handover", "--by", "Dara", "--to", "Sok", "--json"},
		{"close", "--count-usd", "57.91", "--by", "Sok"},
	} {
		said, errs, exit := apptest.Run(t, psar, dir, map[string]string{"shift": "827364\n7294\n", "close": "7294\n"}[args[0]], args...)
		if closed := args[0] == "close"; exit != exitOK || strings.Contains(said+errs, "57.91") != closed {
			t.Errorf("%v: exit %d\n%s%s", args, exit, said, errs)
		}
	}
	for name, want := range map[string]int{"": exitFailed, "Sok": exitFailed, "Dara": exitOK} {
		stdin, args := by(name, "report", "--z", "1")
		if _, errs, exit := apptest.Run(t, psar, dir, stdin, args...); exit != want {
			t.Errorf("the Z again by %q: exit %d\n%s", name, exit, errs)
		}
	}
}
