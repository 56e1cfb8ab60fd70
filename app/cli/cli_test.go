package cli

import (
	"os"
	"strings"
	"testing"

	"psar/app/apptest"
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
			out, errs, exit := apptest.Run(t, psar, t.TempDir(), "", tt.args...)
			if exit != tt.exit || !strings.Contains(out+errs, tt.says) {
				t.Errorf("exit %d, want %d, saying %q:\n%s%s", exit, tt.exit, tt.says, out, errs)
			}
		})
	}
}

// A flag whose value is empty, as that of a script's variable that was never set, is
// refused, where the command would do something else without it: pay a refund in cash
// that went by the bank, take any account for the shop's, sell in another shop.
func TestEmptyFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"refund", "01/2026/000001", "--reason", "sour", "--by", "Dara", "--reference", ""},
		{"refund", "01/2026/000001", "--reason", "sour", "--by", "Dara", "--reference", " "},
		{"unclaimed", "settle", "11790000000000", "--by", "Dara", "--note", "for Sok", "--receipt", ""},
		{"sell", "5.00", "USD", "--cash", "--given-usd", ""},
		{"sell", "20000", "KHR", "--cash", "--given-khr="},
		{"sell", "5.00", "USD", "--qr-file", ""},
		{"link", "5.00", "USD", "--success-url", ""},
		{"close", "--count-khr", "100000", "--count-usd", ""},
		{"shift", "open", "--count-khr", ""},
		{"khqr", "check", nbcStatic, "--static-ok", "--account", ""},
		{"khqr", "check", nbcStatic, "--static-ok", "--md5="},
		{"khqr", "check", nbcStatic, "--static-ok", "--amount", "5.00", "--currency", ""},
		{"payee", "confirm", "usd", "--by", "Dara", "--account", ""},
		{"report", "--to", "2026-11-23", "--from", ""},
		{"report", "--day="},
		{"report", "--csv", ""},
		{"sales", "--day", ""},
		{"payments", "--day", ""},
		{"receipt", "01/2026/000001", "--to", ""},
		{"receipt", "01/2026/000001", "--png", ""},
		{"printer", "status", "--to", ""},
		{"items", "--search", ""},
		{"staff", "set", "Sok", "--by", "Srey", "--active=false", "--rename", ""},
		{"version", "--as", ""},
		{"version", "--data", ""},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			flag := strings.TrimSuffix(args[len(args)-1], "=")
			if !strings.HasPrefix(flag, "--") {
				flag = args[len(args)-2]
			}
			out, errs, exit := apptest.Run(t, psar, dir, "", args...)
			if exit != exitUsage || out != "" || !strings.Contains(errs, flag+" is empty") {
				t.Errorf("exit %d, want %d for %s:\n%s%s", exit, exitUsage, flag, out, errs)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("in the data folder: %v, %v", left, err)
			}
		})
	}
	out, _, exit := apptest.Run(t, psar, t.TempDir(), "", "--lang", "km", "report", "--json", "--day", "")
	if e := errorOf(t, out); exit != exitUsage || e.Code != "usage" || !strings.Contains(e.Message, "--day ទទេ") {
		t.Errorf("exit %d: %s", exit, out)
	}
	if out, errs, exit := apptest.Run(t, psar, "", "", "khqr", "check", nbcStatic, "--static-ok"); exit != exitOK {
		t.Errorf("without flags: exit %d: %s%s", exit, out, errs)
	}
}

// Commands that no script runs say in a process of their own what they say in the test's,
// and end with the same exit code.
func TestInAProcess(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	for _, args := range [][]string{
		{"version"}, {"payments"}, {"payee", "--json"}, {"alarms"}, {"doctor", "--json", "--nonsense"},
		{"khqr", "check", nbcStatic, "--static-ok"}, {"khqr", "check", "000201"}, {"hash", "refund", "--transaction-id=1"},
		{"link", "5.00", "USD", "--success-url", "https://shop.example/"},
		{"webkit", "smm", "--profile", "../x"}, {"gateway", "--lifetime", "0s"},
	} {
		want, wantErrs, wantExit := apptest.Run(t, psar, dir, "", args...)
		if out, errs, exit := apptest.Run(t, apptest.Process(t), dir, "", args...); out != want || errs != wantErrs || exit != wantExit {
			t.Errorf("%v: exit %d\n%s%s\nin the test's process %d\n%s%s", args, exit, out, errs, wantExit, want, wantErrs)
		}
	}
}
