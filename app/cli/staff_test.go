package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/sale"
	"psar/pos/staff"
)

// Staff by commands: PINs are read from standard input and never printed.
func TestStaffByCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct {
		name, stdin, says string
		exit              int
		args              []string
	}{
		{"a cashier first", "3471\n", "first of the staff is an owner", exitFailed, []string{"add", "Sok", "--role", "cashier"}},
		{"a short PIN", "111\n", "six digits at least", exitFailed, []string{"add", "Srey", "--role", "owner"}},
		{"no PIN", "", "six digits at least", exitFailed, []string{"add", "Srey", "--role", "owner"}},
		{"a role of nowhere", "918273\n", "“boss” is not a role", exitFailed, []string{"add", "Srey", "--role", "boss"}},
		{"the owner", "918273\n", "Srey works here now: Owner.", exitOK, []string{"add", "Srey", "--role", "owner"}},
		{"nobody lets them", "827364\n", "--by NAME", exitFailed, []string{"add", "Dara", "--role", "manager"}},
		{"a wrong PIN", "99999\n827364\n", "PIN is wrong", exitFailed, []string{"add", "Dara", "--role", "manager", "--by", "Srey"}},
		{"a manager", "918273\n827364\n", "Dara works here now: Manager.", exitOK, []string{"add", "Dara", "--role", "manager", "--by", "srey"}},
		{"a cashier", "918273\n33334\n", "Sok works here now: Cashier.", exitOK, []string{"add", "Sok", "--role", "cashier", "--by", "Srey"}},
		{"by a manager", "827364\n44445\n", "Dara may not do this", exitFailed, []string{"add", "Bopha", "--role", "cashier", "--by", "Dara"}},
		{"the same name", "918273\n44445\n", "Somebody is called “Sok” already", exitFailed, []string{"add", "sok", "--role", "cashier", "--by", "Srey"}},
		{"nothing to change", "", "--role, --rename, --active", exitUsage, []string{"set", "Sok", "--by", "Srey"}},
		{"nobody of the name", "918273\n", "Nobody here is called “Bopha”", exitFailed, []string{"set", "Bopha", "--role", "manager", "--by", "Srey"}},
		{"a new role", "918273\n", "Sok: Manager.", exitOK, []string{"set", "Sok", "--role", "manager", "--by", "Srey"}},
		{"the last owner", "918273\n", "no owner any more", exitFailed, []string{"set", "Srey", "--active=false", "--by", "Srey"}},
		{"gone", "918273\n", "Sok works here no more", exitOK, []string{"set", "Sok", "--active=false", "--by", "Srey"}},
		{"one's own PIN", "827364\n556718\n", "Dara has a new PIN.", exitOK, []string{"pin", "Dara"}},
		{"the PIN of before", "827364\n667819\n", "PIN is wrong", exitFailed, []string{"pin", "Dara"}},
		{"by the owner", "918273\n778921\n", "Dara has a new PIN.", exitOK, []string{"pin", "Dara", "--by", "Srey"}},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, c.stdin, append([]string{"staff"}, c.args...)...)
		if exit != c.exit || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
		for _, pin := range strings.Fields(c.stdin) {
			if strings.Contains(out+errs, pin) {
				t.Errorf("%s: a PIN is said:\n%s", c.name, errs)
			}
		}
	}
	want := []staff.Person{
		{ID: 1, Name: "Srey", Role: staff.Owner, Active: true}, {ID: 2, Name: "Dara", Role: staff.Manager, Active: true},
		{ID: 3, Name: "Sok", Role: staff.Manager},
	}
	if list := apptest.ReadJSON[[]staff.Person](t, psar, dir, "staff"); len(list) != 2 || list[0] != want[0] || list[1] != want[1] {
		t.Errorf("who works here: %+v", list)
	}
	if list := apptest.ReadJSON[[]staff.Person](t, psar, dir, "staff", "list", "--all"); len(list) != 3 || list[2] != want[2] {
		t.Errorf("all: %+v", list)
	}
	if text := apptest.Psar(t, psar, dir, "staff", "list", "--all"); !strings.Contains(text, "Sok") || !strings.Contains(text, "no more") {
		t.Errorf("the list:\n%s", text)
	}
	if f := checksOf(t, dir)["manager_pin"]; !f.OK || !strings.Contains(f.Detail, "people: 2, of whom owners: 1") {
		t.Errorf("doctor: %+v", f)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// In a shop with an owner, settings need a manager, those of payments need the owner, and
// the till's appearance needs nobody.
func TestSettingsByStaff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House") // before there is an owner
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	for _, c := range []struct{ stdin, name, role, by string }{
		{"2468\n918273\n", "Srey", "owner", "Anybody"}, {"918273\n827364\n", "Dara", "manager", "Srey"},
	} {
		if _, errs, exit := apptest.Run(t, psar, dir, c.stdin, "staff", "add", c.name, "--role", c.role, "--by", c.by); exit != exitOK {
			t.Fatalf("%s: exit %d\n%s", c.name, exit, errs)
		}
	}
	for _, c := range []struct {
		name, stdin, says string
		exit              int
		args              []string
	}{
		{"how it looks", "", "", exitOK, []string{"till.theme", "dark"}},
		{"the rate by nobody", "", "--by NAME", exitFailed, []string{"rate.khr_per_usd", "4100"}},
		{"the rate by the shop's PIN of before", "2468\n", "PIN is wrong", exitFailed, []string{"rate.khr_per_usd", "4100", "--by", "Anybody"}},
		{"the rate by a manager", "827364\n", "", exitOK, []string{"rate.khr_per_usd", "4100", "--by", "Dara"}},
		{"the gateway by a manager", "827364\n", "Dara may not do this", exitFailed, []string{"gateway.usd.account", "mallory@aclb", "--by", "Dara"}},
		{"the gateway by the owner", "918273\n", "", exitOK, []string{"gateway.usd.account", "sokha@aclb", "--by", "Srey"}},
		{"a secret by the owner", "918273\nd0c5f00ddeadbeef\n", "", exitOK, []string{"gateway.usd.profile_key", "--by", "Srey"}},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, c.stdin, append([]string{"settings", "set"}, c.args...)...)
		if exit != c.exit || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// The person of --as is the cashier of a sale; what needs a manager works if they are
// one.
func TestCommandsAsSomebody(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct{ stdin, name, role string }{
		{"918273\n", "Srey", "owner"}, {"918273\n827364\n", "Dara", "manager"}, {"918273\n33334\n", "Sok", "cashier"},
	} {
		if _, errs, exit := apptest.Run(t, psar, dir, c.stdin, "staff", "add", c.name, "--role", c.role, "--by", "Srey"); exit != exitOK {
			t.Fatalf("%s: exit %d\n%s", c.name, exit, errs)
		}
	}
	as := func(pin, name string, args ...string) (string, int) {
		t.Helper()
		out, errs, exit := apptest.Run(t, psar, dir, pin+"\n", append([]string{"--as", name}, args...)...)
		if strings.Contains(out+errs, pin) {
			t.Errorf("%v says a PIN:\n%s%s", args, out, errs)
		}
		return errs, exit
	}
	if errs, exit := as("33335", "Sok", "sell", "5.00", "USD", "--cash"); exit != exitFailed || !strings.Contains(errs, "PIN is wrong") {
		t.Errorf("a wrong PIN: exit %d\n%s", exit, errs)
	}
	if errs, exit := as("33334", "sok", "shift", "open", "--count-usd", "20.00"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
	if errs, exit := as("33334", "sok", "sell", "5.00", "USD", "--cash"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
	if sold := apptest.ReadJSON[[]sale.Sale](t, psar, dir, "sales"); len(sold) != 1 || sold[0].Cashier != "Sok" {
		t.Errorf("sales: %+v", sold)
	}
	if errs, exit := as("33334", "Sok", "settings", "set", "rate.khr_per_usd", "4100"); exit != exitFailed || !strings.Contains(errs, "--by NAME") {
		t.Errorf("the rate as a cashier: exit %d\n%s", exit, errs)
	}
	if errs, exit := as("827364", "Dara", "settings", "set", "rate.khr_per_usd", "4100"); exit != exitOK {
		t.Errorf("the rate as a manager: exit %d\n%s", exit, errs)
	}
	if errs, exit := as("918273", "Srey", "settings", "set", "gateway.usd.account", "sokha@aclb"); exit != exitFailed || !strings.Contains(errs, "--by NAME") {
		t.Errorf("the gateway without the PIN for it: exit %d\n%s", exit, errs)
	}
	if _, errs, exit := apptest.Run(t, psar, dir, "", "close", "--count-usd", "25.00"); exit != exitNotClosed || !strings.Contains(errs, "Nobody has signed in") {
		t.Errorf("Sok's drawer by nobody: exit %d\n%s", exit, errs)
	}
	if errs, exit := as("33334", "Sok", "close", "--count-usd", "25.00"); exit != exitOK {
		t.Errorf("his own drawer: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// Training has staff, and a refund there needs the manager's PIN.
func TestTrainingStaff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash", "--training")
	list := apptest.ReadJSON[[]staff.Person](t, psar, dir, "staff", "--training")
	if len(list) != 3 || list[0].Role != staff.Owner || list[1].Role != staff.Manager || list[2].Role != staff.Cashier {
		t.Fatalf("staff: %+v", list)
	}
	number := apptest.ReadJSON[[]apptest.Sale](t, psar, dir, "sales", "--training")[0].Receipt
	refund := func(pin, by string) int {
		_, _, exit := apptest.Run(t, psar, dir, pin+"\n", "refund", number, "--reason", "torn", "--by", by, "--training")
		return exit
	}
	if refund("3333", "Cashier") != exitFailed || refund("2222", "Cashier") != exitFailed || refund("2222", "Manager") != exitOK {
		t.Error("the refund goes by no manager's PIN")
	}
	apptest.Psar(t, psar, dir, "journal", "verify", "--training")
}

// Somebody who left becomes a number in what the commands show and export, after a question,
// and the name comes back as documented. The journal is whole all the while.
func TestForgetSomebodyWhoLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	run := func(stdin string, args ...string) string {
		t.Helper()
		out, errs, exit := apptest.Run(t, psar, dir, stdin, args...)
		if exit != exitOK {
			t.Fatalf("%v: exit %d\n%s%s", args, exit, out, errs)
		}
		return out + errs
	}
	refused := func(stdin, says string, args ...string) {
		t.Helper()
		if out, errs, exit := apptest.Run(t, psar, dir, stdin, args...); exit == exitOK || !strings.Contains(errs, says) {
			t.Errorf("%v: exit %d\n%s%s", args, exit, out, errs)
		}
	}
	run("918273\n", "staff", "add", "Srey", "--role", "owner")
	run("918273\n4826\n", "staff", "add", "Sokunthea", "--role", "cashier", "--by", "Srey")
	run("4826\n", "--as", "Sokunthea", "sell", "5.00", "USD", "--cash")
	receipt := apptest.ReadJSON[[]sale.Sale](t, psar, dir, "sales")[0].Receipt.String()
	refused("918273\n", "works here", "staff", "set", "Sokunthea", "--forget", "--yes", "--by", "Srey")
	run("918273\n", "staff", "set", "Sokunthea", "--active=false", "--by", "Srey")
	refused("918273\n", "--yes", "staff", "set", "Sokunthea", "--forget", "--by", "Srey")
	refused("918273\n", "goes alone", "staff", "set", "Sokunthea", "--forget", "--yes", "--active", "--by", "Srey")
	shown := func() (all string) {
		for _, args := range [][]string{
			{"report"}, {"report", "--json"}, {"report", "--csv", "-"}, {"sales", "--json"}, {"staff", "list", "--all"}, {"staff", "list", "--all", "--json"}, {"report", "--audit", "--json"},
		} {
			all += run("918273\n", append([]string{"--as", "Srey"}, args...)...)
		}
		return all
	}
	if all := shown(); strings.Contains(all, "No. 2") || !strings.Contains(all, "Sokunthea") {
		t.Errorf("by name:\n%s", all)
	}
	run("918273\n", "staff", "set", "Sokunthea", "--forget", "--yes", "--by", "Srey")
	if all := shown(); strings.Contains(all, "Sokunthea") || strings.Count(all, "No. 2") < 6 {
		t.Errorf("as a number:\n%s", all)
	}
	if said := run("", "journal", "verify"); !strings.Contains(said, "whole") {
		t.Errorf("%s", said)
	}
	run("918273\n", "--as", "Srey", "receipt", receipt, "--png", filepath.Join(t.TempDir(), "copy.png"))
	run("918273\n", "staff", "set", "No. 2", "--forget=false", "--by", "Srey")
	if all := shown(); strings.Contains(all, "No. 2") || !strings.Contains(all, "Sokunthea") {
		t.Errorf("by name again:\n%s", all)
	}
}
