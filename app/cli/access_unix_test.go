//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// A shop in a folder that others can read sells on; the command and doctor say by which
// command it is closed to them. What can be closed is closed without a word.
func TestFolderThatOthersCanRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	command := "chmod -R go-rwx '" + dir + "'"
	for _, folder := range []struct {
		mode, left os.FileMode
		said       bool
	}{
		{0o755, 0o700, false},
		{0o777 | os.ModeSticky, 0o777 | os.ModeSticky, true}, // as /tmp: not the shop's to close
		{0o700, 0o700, false},
	} {
		if err := os.Chmod(dir, folder.mode); err != nil {
			t.Fatal(err)
		}
		check := checksOf(t, dir)["data"]
		if open := folder.mode.Perm() != 0o700; check.OK == open || strings.Contains(check.Detail, command) != open {
			t.Errorf("%v: doctor says %+v", folder.mode, check)
		}
		_, said, exit := apptest.Run(t, psar, dir, "", "sell", "1.50", "USD", "--cash")
		if exit != exitOK || strings.Contains(said, command) != folder.said {
			t.Errorf("%v: exit %d: %s", folder.mode, exit, said)
		}
		if info, err := os.Stat(dir); err != nil || info.Mode() != os.ModeDir|folder.left {
			t.Errorf("%v became %v, %v", folder.mode, info.Mode(), err)
		}
	}
	if sales := apptest.Sales(t, psar, dir); len(sales) != 3 {
		t.Errorf("%d sales, want 3", len(sales))
	}
}

// A new shop is not made where others can read it.
func TestNewFolderThatOthersCanRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"settings", "set", "shop.name", "Sokha Coffee House"},
		{"--training", "sell", "1.50", "USD", "--cash"},
	} {
		_, said, exit := apptest.Run(t, psar, dir, "", args...)
		if exit != exitFailed || !strings.Contains(said, "chmod -R go-rwx '"+dir+"'") {
			t.Errorf("%v: exit %d: %s", args, exit, said)
		}
	}
	if made, err := os.ReadDir(dir); err != nil || len(made) > 0 {
		t.Errorf("made %v, %v", made, err)
	}
}

// A lock that is a link ends in one sentence, and what it points at stays.
func TestLockThatIsALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	letters, lock := filepath.Join(t.TempDir(), "letters"), filepath.Join(dir, "psar.lock")
	if err := os.WriteFile(letters, []byte("12"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(letters, lock); err != nil {
		t.Fatal(err)
	}
	_, said, exit := apptest.Run(t, psar, dir, "", "sell", "1.50", "USD", "--cash")
	if exit != exitFailed || !strings.Contains(said, lock) || !strings.Contains(said, "does not follow it") {
		t.Errorf("exit %d: %s", exit, said)
	}
	if data, err := os.ReadFile(letters); err != nil || string(data) != "12" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}
