package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/settings"
	"psar/storage/storagetest"
)

// storeLink writes a printer's link past the till, as an older version stored any.
func storeLink(t *testing.T, dir, link string) {
	t.Helper()
	if err := storagetest.Set(t.Context(), testPlace(dir).Options(false, app.SystemClock{}), settings.PrinterLink, link); err != nil {
		t.Fatal(err)
	}
}

// A shop whose stored link leads out of its folder sells on; where it prints, and in doctor,
// it says that the link is not used, and nothing is written there.
func TestStoredFileElsewhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	profile := filepath.Join(t.TempDir(), "profile")
	if err := os.WriteFile(profile, []byte("\x1b@as if printed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said, exit := apptest.Run(t, psar, dir, "", "settings", "set", "printer.link", "file:"+profile); exit == exitOK || !strings.Contains(said, "outside the shop’s data folder") {
		t.Errorf("exit %d: %s", exit, said)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "paper:")
	storeLink(t, dir, "file:"+profile)
	if _, said, exit := apptest.Run(t, psar, dir, "", "sell", "3.50", "USD", "--cash"); exit != exitOK {
		t.Errorf("the sale: exit %d: %s", exit, said)
	}
	for _, args := range [][]string{{"printer", "test"}, {"printer", "status"}, {"report", "--print"}, {"receipt", apptest.Sales(t, psar, dir)[0].Receipt}} {
		if _, said, exit := apptest.Run(t, psar, dir, "", args...); exit != exitPrinter || !strings.Contains(said, "outside the shop’s data folder") {
			t.Errorf("%v: exit %d: %s", args, exit, said)
		}
	}
	if check := checksOf(t, dir)["printer"]; check.OK || !strings.Contains(check.Detail, "outside the shop’s data folder") || !strings.Contains(check.Detail, profile) {
		t.Errorf("doctor: %+v", check)
	}
	if data, err := os.ReadFile(profile); err != nil || string(data) != "\x1b@as if printed" {
		t.Errorf("it holds %q, %v", data, err)
	}
}

// A shop's own printer file takes job after job, and asks nothing that would be written into
// it; one that became a link is refused.
func TestStoredFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "file:out/printed.bin")
	path := filepath.Join(dir, "out", "printed.bin")
	var sizes []int
	for range 2 {
		apptest.Psar(t, psar, dir, "report", "--print")
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), "\x1b@") || strings.Contains(string(data), "\x10\x04") {
			t.Fatalf("%.8q, %v", data, err)
		}
		sizes = append(sizes, len(data))
	}
	if sizes[1] != 2*sizes[0] {
		t.Errorf("%d bytes, then %d", sizes[0], sizes[1])
	}
	apptest.Psar(t, psar, dir, "printer", "test")
	real := filepath.Join(t.TempDir(), "printed.bin")
	if err := os.Rename(path, real); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(real)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, path); err != nil {
		t.Skip(err) // on Windows only administrators may
	}
	for _, args := range [][]string{{"printer", "test"}, {"report", "--print"}} {
		if _, said, exit := apptest.Run(t, psar, dir, "", args...); exit != exitPrinter || !strings.Contains(said, "a file that Psar did not make") {
			t.Errorf("%v: exit %d: %s", args, exit, said)
		}
	}
	if after, err := os.ReadFile(real); err != nil || string(after) != string(before) {
		t.Errorf("%d bytes became %d, %v", len(before), len(after), err)
	}
}

// A file of --to is one that a person named: anywhere, whole, behind what was printed into it,
// and nothing else is replaced.
func TestPrintToAFile(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	receipt := apptest.Sales(t, psar, dir)[0].Receipt
	path, script := filepath.Join(out, "printed"), filepath.Join(out, "script")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var held []string
	for _, args := range [][]string{{"receipt", receipt}, {"printer", "test"}, {"receipt", receipt}} {
		apptest.Psar(t, psar, dir, append(args, "--to", "file:"+path)...)
		data, err := os.ReadFile(path)
		if err != nil || len(held) > 0 && !strings.HasPrefix(string(data), held[len(held)-1]) || !strings.HasPrefix(string(data), "\x1b@") {
			t.Fatalf("%v: %.8q, %v", args, data, err)
		}
		held = append(held, string(data))
	}
	if strings.Contains(held[2], "\x10\x04") {
		t.Error("questions were written into the file")
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 && filepath.Separator == '/' {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	refuse := func(says string, args ...string) {
		t.Helper()
		if _, said, exit := apptest.Run(t, psar, dir, "", args...); exit != exitFailed || !strings.Contains(said, says) {
			t.Errorf("%v: exit %d: %s", args, exit, said)
		}
	}
	refuse("holds something else", "receipt", receipt, "--to", "file:"+script)
	refuse("holds something else", "printer", "test", "--to", "file:"+script)
	link := filepath.Join(out, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err) // on Windows only administrators may
	}
	refuse("is a link", "receipt", receipt, "--to", "file:"+link, "--force")
	apptest.Psar(t, psar, dir, "receipt", receipt, "--to", "file:"+script, "--force")
	if data, err := os.ReadFile(script); err != nil || string(data) != held[0] {
		t.Errorf("by --force it holds %.8q, %v", data, err)
	}
	if left, err := os.ReadDir(out); err != nil || len(left) != 3 {
		t.Errorf("left: %v, %v", left, err)
	}
}
