package cli

import (
	"bytes"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/assets/words"
)

// A shop with an owner and no recovery code is advised to make one: that is no fault.
func TestDoctorAdvisesARecoveryCode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	says := func(want string) {
		t.Helper()
		if f := checksOf(t, dir)["recovery_code"]; !f.OK || !strings.HasPrefix(f.Detail, want) {
			t.Errorf("%+v, want %q", f, want)
		}
	}
	says("not needed")
	for _, c := range []struct {
		in   string
		args []string
		want string
	}{
		{"729418\n", []string{"staff", "add", "Srey", "--role", "owner"}, "made"}, // the first one is made with the owner
		{"729418\n618293\n", []string{"staff", "add", "Sokha", "--role", "owner", "--by", "Srey"}, "made"},
		{"729418\n", []string{"staff", "set", "Sokha", "--active=false", "--by", "Srey"}, "none: an owner"}, // void: they may have its paper
		{"729418\n", []string{"staff", "recovery", "--by", "Srey"}, "made"},
	} {
		if _, said, code := apptest.Run(t, psar, dir, c.in, c.args...); code != exitOK {
			t.Fatalf("%v: %s", c.args, said)
		}
		says(c.want)
	}
}

// The doctor says which rows of people are not as the journal tells.
func TestDoctorNamesRowsOfPeople(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct {
		in   string
		args []string
	}{
		{"729418\n", []string{"staff", "add", "Srey", "--role", "owner"}},
		{"729418\n4826\n", []string{"staff", "add", "Sok", "--role", "cashier", "--by", "Srey"}},
	} {
		if _, said, code := apptest.Run(t, psar, dir, c.in, c.args...); code != exitOK {
			t.Fatalf("%v: %s", c.args, said)
		}
	}
	if f := checksOf(t, dir)["records_rows"]; !f.OK {
		t.Errorf("%+v", f)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err == nil {
		_, err = db.Exec("UPDATE staff SET role = 'owner' WHERE name = 'Sok'; UPDATE staff_pins SET hash = '$argon2id$x' WHERE staff_id = 1; UPDATE recovery SET hash = '$argon2id$y'")
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	f := checksOf(t, dir)["records_rows"]
	for _, want := range []string{"Sok (cashier). Found: Sok (owner)", "PIN of Srey", "recovery code"} {
		if f.OK || !strings.Contains(f.Detail, want) {
			t.Errorf("%q is not in %+v", want, f)
		}
	}
}

// What stands in the place of the till's socket, or a disk without any, keeps commands out of the
// open till: doctor says so, the till too, and it leaves nothing behind.
func TestNoSocketIsSaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	if f := checksOf(t, dir)["commands"]; !f.OK {
		t.Errorf("%+v", f)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "psar.sock*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
	if filepath.Separator != '/' {
		return // a pipe is in no folder
	}
	if err := os.WriteFile(filepath.Join(dir, "psar.sock"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const says = "can’t take commands in this folder"
	if f := checksOf(t, dir)["commands"]; f.OK || !strings.Contains(f.Detail, says) {
		t.Errorf("%+v", f)
	}
	shop, err := app.Open(t.Context(), testPlace(dir), false, app.SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	var said bytes.Buffer
	w := testEnvironment()
	w.streams.err = &said
	s := session{Context: t.Context(), environment: w, lang: words.English}
	s.host(shop, slog.New(slog.DiscardHandler))()
	if !strings.Contains(said.String(), says) {
		t.Errorf("the till says %q", said.String())
	}
}

// What could not be looked at is not said to be in order.
func TestDoctorSaysWhatItCouldNotSee(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	seen := checksOf(t, dir)
	for name, f := range seen {
		if f.Unread {
			t.Errorf("before there is a shop: %s: %+v", name, f)
		}
	}
	if f := seen["manager_pin"]; !strings.HasPrefix(f.Detail, "not set: ") {
		t.Errorf("before there is a shop: %+v", f)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	if err := os.WriteFile(filepath.Join(dir, "psar.db"), []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f := checksOf(t, dir)["data"]; f.OK {
		t.Errorf("data: %+v", f)
	}
	of := checksOf(t, dir)
	for _, name := range []string{
		"records_key", "records_mark", "records_rows", "gateway", "gateway_route", "webhook", "printer",
		"manager_pin", "recovery_code", "payees", "alarms", "unclaimed", "barcodes",
	} {
		if f := of[name]; f.OK || !f.Unread || f.Detail != "could not be looked at" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if said := apptest.Psar(t, psar, dir, "doctor"); !strings.Contains(said, "? Rows that mean power: could not be looked at") || strings.Contains(said, "✓ Alarms") {
		t.Errorf("said\n%s", said)
	}
}
