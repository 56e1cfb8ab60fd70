package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/payment"
	"psar/storage"
	"psar/storage/storagetest"
)

// ringed is the program on one computer: with its keyring and its state folder, whichever data
// folder a command is about. wrote is called when a command writes on its standard output.
func ringed(t *testing.T, wrote func()) apptest.Function {
	t.Helper()
	ring, state := storagetest.NewRing(), t.TempDir()
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		w := testEnvironment()
		w.streams, w.keyring, w.state = streams{in, noticing{out, wrote}, errs}, ring, func(string) string { return state }
		return run(ctx, args, w)
	}
}

type noticing struct {
	io.Writer
	wrote func()
}

func (n noticing) Write(b []byte) (int, error) {
	n.wrote()
	return n.Writer.Write(b)
}

// hire makes a shop's owner Srey, whose PIN is keyed, and a sale of hers.
func hire(t *testing.T, psar apptest.Program, dir string) {
	t.Helper()
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n", "staff", "add", "Srey", "--role", "owner"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n", "--as", "Srey", "sell", "250", "USD", "--cash"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, errs)
	}
}

// reads runs reading commands as the owner, and returns how the last one ended.
func reads(t *testing.T, psar apptest.Program, dir, pin string, args ...string) (said string, exit int) {
	t.Helper()
	out, errs, exit := apptest.Run(t, psar, dir, pin+"\n", append([]string{"--as", "Srey"}, args...)...)
	return out + errs, exit
}

// A report of a backup copy is read with the owner's PIN, and nothing is written in it, not even
// for a wrong one: at the till nothing is different afterwards.
func TestReadingACopyWritesNothing(t *testing.T) {
	t.Parallel()
	psar := ringed(t, func() {})
	dir, copied := t.TempDir(), t.TempDir()
	hire(t, psar, dir)
	data, whole := copyDatabase(t, dir, copied)
	for _, c := range []struct {
		pin, says string
		exit      int
		args      []string
	}{
		{"918273", "$250.00", exitOK, []string{"report"}},
		{"918273", "$250.00", exitOK, []string{"shift", "show"}},
		{"918273", "", exitOK, []string{"report", "--audit"}},
		{"918274", "PIN", exitFailed, []string{"report"}},
	} {
		if said, exit := reads(t, psar, copied, c.pin, c.args...); exit != c.exit || !strings.Contains(said, c.says) {
			t.Errorf("%v: exit %d\n%s", c.args, exit, said)
		}
	}
	if now, err := os.ReadFile(data); err != nil || string(now) != string(whole) {
		t.Errorf("the copy was written: %v", err)
	}
	if _, exit := reads(t, psar, dir, "918273", "sell", "1", "USD", "--cash"); exit != exitOK {
		t.Errorf("the till: exit %d", exit)
	}
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if said, _ := reads(t, psar, dir, "918273", "report", "--audit"); strings.Contains(said, copied) {
		t.Errorf("the copy counts as used:\n%s", said)
	}
}

// A wrong PIN for a report counts with all others, in the journal; the right one reads without a
// word in it.
func TestReadingCountsWrongPINs(t *testing.T) {
	t.Parallel()
	psar := ringed(t, func() {})
	dir := t.TempDir()
	hire(t, psar, dir)
	before := apptest.Psar(t, psar, dir, "journal", "verify")
	if said, exit := reads(t, psar, dir, "918273", "report"); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, said)
	}
	if now := apptest.Psar(t, psar, dir, "journal", "verify"); now != before {
		t.Errorf("the right PIN wrote: %s, before %s", now, before)
	}
	for _, args := range [][]string{{"report"}, {"shift", "show"}, {"sell", "1", "USD", "--cash"}, {"report", "--audit"}, {"report"}} {
		if said, exit := reads(t, psar, dir, "918274", args...); exit != exitFailed {
			t.Errorf("%v: exit %d\n%s", args, exit, said)
		}
	}
	if said, exit := reads(t, psar, dir, "918273", "report"); exit != exitFailed || !strings.Contains(said, "Wait") && !strings.Contains(said, "wait") {
		t.Errorf("the right PIN in the wait: exit %d\n%s", exit, said)
	}
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(list) != 1 || list[0].Kind != payment.AlertWrongPINs {
		t.Errorf("%+v", list)
	}
}

// While a report is written the folder is free: a till can be opened.
func TestReportHoldsNoFolder(t *testing.T) {
	t.Parallel()
	dir, free := t.TempDir(), 0
	psar := ringed(t, func() {
		if hold, err := storage.HoldFolder(dir); err == nil && hold.Release() == nil {
			free++
		}
	})
	hire(t, psar, dir)
	for _, args := range [][]string{{"report", "--csv", "-"}, {"shift", "show"}} {
		free = 0
		if said, exit := reads(t, psar, dir, "918273", args...); exit != exitOK || free == 0 {
			t.Errorf("%v: exit %d, the folder was free %d times\n%s", args, exit, free, said)
		}
	}
}

// Beside a till in training, which holds the folder, no PIN is compared: a wrong one could not be
// told, and the right one gets the same answer. Where nobody signs in, the shop's own reports are
// read there.
func TestReadingBesideATrainingTill(t *testing.T) {
	t.Parallel()
	dir, alone := t.TempDir(), t.TempDir()
	hire(t, psar, dir)
	apptest.Psar(t, psar, alone, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, alone, "sell", "250", "USD", "--cash")
	openBeside(t, dir, "--training")
	openBeside(t, alone, "--training")
	for _, args := range [][]string{{"report"}, {"report", "--json"}, {"shift", "show"}, {"report", "--audit"}} {
		for _, pin := range []string{"918274", "918273"} {
			said, exit := reads(t, psar, dir, pin, args...)
			if exit != exitFailed || !strings.Contains(said, "No PIN is checked beside a training till") || strings.Contains(said, "$250") {
				t.Errorf("%v by %s: exit %d\n%s", args, pin, exit, said)
			}
		}
		if _, errs, exit := apptest.Run(t, psar, alone, "", args...); exit != exitOK {
			t.Errorf("without staff: %v: exit %d\n%s", args, exit, errs)
		}
	}
}

// copyDatabase copies a shop's database alone into another folder, and returns its path there and
// what is in it.
func copyDatabase(t *testing.T, from, to string) (path string, whole []byte) {
	t.Helper()
	whole, err := os.ReadFile(filepath.Join(from, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(to, "psar.db")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, whole
}
