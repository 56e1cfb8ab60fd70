package cli

import (
	"strings"
	"testing"

	"psar/app/apptest"
)

// What a command says: who may do what it refuses, what it has set, and what was not typed.
func TestCommandsSayWhat(t *testing.T) {
	t.Parallel()
	dir := staffedFolder(t) // Srey owns it, Sok is a cashier
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n827364\n", "staff", "add", "Dara", "--role", "manager", "--by", "Srey"); exit != exitOK || strings.Contains(errs, "second owner") {
		t.Errorf("a shop with a recovery code: exit %d\n%s", exit, errs)
	}
	const keep, rate = "privacy.keep_days", "rate.khr_per_usd"
	for _, c := range []struct {
		name, stdin string
		says, never string
		exit        int
		args        []string
	}{
		{"an owner's setting", "", "needs the owner", "anager", exitFailed, []string{"settings", "set", keep, "30"}},
		{"in Khmer", "", "ត្រូវការម្ចាស់ហាង", "អ្នកគ្រប់គ្រង", exitFailed, []string{"--lang", "km", "settings", "set", keep, "30"}},
		{"by a manager", "827364\n", "Only the owner may", "anager", exitFailed, []string{"settings", "set", keep, "30", "--by", "Dara"}},
		{"by a manager, in Khmer", "827364\n", "មានតែម្ចាស់ហាងទេ", "អ្នកគ្រប់គ្រង", exitFailed, []string{"--lang", "km", "settings", "set", keep, "30", "--by", "Dara"}},
		{"people", "827364\n4712\n", "Only the owner may", "anager", exitFailed, []string{"staff", "add", "Bopha", "--role", "cashier", "--by", "Dara"}},
		{"people, by nobody", "", "needs the owner", "anager", exitFailed, []string{"staff", "add", "Bopha", "--role", "cashier"}},
		{"a recovery code", "", "needs the owner", "anager", exitFailed, []string{"staff", "recovery"}},
		{"a manager's setting", "", "needs a manager", "the owner", exitFailed, []string{"settings", "set", rate, "4050"}},
		{"by a cashier", "7294\n", "A manager or the owner", "Only", exitFailed, []string{"settings", "set", rate, "4050", "--by", "Sok"}},
		{"without a PIN", "\n", "No PIN was typed", "wrong", exitFailed, []string{"settings", "set", rate, "4050", "--by", "Dara"}},
		{"set", "827364\n", "Set: " + rate + "=4050\n", "", exitOK, []string{"settings", "set", rate, "4050", "--by", "Dara"}},
		{"set back", "827364\n", "Set: " + rate + "=", "4050\n", exitOK, []string{"settings", "set", rate, "", "--by", "Dara"}},
		{"a secret", "918273\nd0c5f00ddeadbeef\n", "Set: gateway.usd.profile_key=(set)\n", "d0c5", exitOK, []string{"settings", "set", "gateway.usd.profile_key", "--by", "Srey"}},
		{"no such alarm", "827364\n", "there never was one", "", exitFailed, []string{"alarms", "read", "2", "--by", "Dara"}},
		{"an alarm by a word", "", "there never was one", "strconv", exitFailed, []string{"alarms", "read", "two", "--by", "Dara"}},
		{"no such Z", "827364\n", "numbered from 1", "list", exitFailed, []string{"--as", "Dara", "report", "--z", "41"}},
	} {
		_, errs, exit := apptest.Run(t, psar, dir, c.stdin, c.args...)
		if said := strings.ReplaceAll(errs, "To approve: "+rate+"=4050\n", ""); exit != c.exit || !strings.Contains(errs, c.says) || c.never != "" && strings.Contains(said, c.never) {
			t.Errorf("%s: exit %d, want %q and no %q\n%s", c.name, exit, c.says, c.never, errs)
		}
	}
}

// A folder without a shop is named, and no cause of the system's behind it.
func TestNoShopYet(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"settings", "list"}, {"sales"}, {"sell", "5.00", "USD"}} {
		_, errs, exit := apptest.Run(t, psar, t.TempDir(), "", args...)
		if exit != exitFailed || !strings.Contains(errs, "no shop in this data folder") || strings.Contains(errs, "psar.db") {
			t.Errorf("%v: exit %d\n%s", args, exit, errs)
		}
	}
}
