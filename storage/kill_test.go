package storage

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"psar/pos/journal"
	"psar/pos/postest"
	"psar/pos/sale"
)

// These variables name the folder in which the test binary, started as a child, writes until
// it is killed.
const (
	killedIn         = "PSAR_STORAGE_KILLED_IN"
	killedStockingIn = "PSAR_STORAGE_KILLED_STOCKING_IN"
)

func TestMain(m *testing.M) {
	for variable, work := range map[string]func(dir string) error{killedIn: sellUntilKilled, killedStockingIn: stockUntilKilled} {
		if dir := os.Getenv(variable); dir != "" {
			if err := work(dir); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
			os.Exit(1)
		}
	}
	postest.InMemory()
	os.Exit(m.Run())
}

// marked are a folder's options, with its mark beside it.
func marked(dir string) Options {
	o := options(dir)
	o.State = dir + ".state"
	return o
}

// sellUntilKilled completes sales without end and prints each one's number once it is
// committed.
func sellUntilKilled(dir string) error {
	ctx := context.Background()
	db, err := Open(ctx, marked(dir))
	if err != nil {
		return err
	}
	for {
		last, err := db.LastReceipt(ctx, 1, 2026)
		if err != nil {
			return err
		}
		if _, err := db.Commit(ctx, paid(last+1, last+1, usd(100), noon)); err != nil {
			return err
		}
		if _, err := fmt.Println(last + 1); err != nil {
			return err
		}
	}
}

// A till that is killed at any instant loses no sale that it reported as committed, and
// stores none in part.
func TestKilledWhileSelling(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(postest.OnDisk(t), "shop")
	said := 0
	for round := range 8 {
		until := said + 1 + rand.IntN(40)
		said = workAndKill(t, killedIn, dir, until)
		wantReadable(t, dir, said)
		db, err := Open(context.Background(), marked(dir))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(db.Reports()); n > 0 {
			t.Errorf("round %d: after a kill the store reports %+v", round, <-db.Reports())
		}
		sales, err := db.Sales(context.Background(), noonDay)
		if err != nil || len(sales) < said {
			t.Fatalf("round %d: %d sales (%v), %d were acknowledged", round, len(sales), err, said)
		}
		for i, s := range sales {
			if s.Receipt.Sequence != i+1 || len(s.Tenders) != 1 || len(s.Lines) != 1 || s.State != sale.Completed {
				t.Fatalf("round %d: sale %d is %+v", round, i+1, s)
			}
		}
		wantState(t, db, journal.Head{}, len(sales))
		wantCodes(t, db)
		if err := db.Check(context.Background()); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		said = len(sales)
	}
}

// workAndKill returns the last number that the child acknowledged.
func workAndKill(t *testing.T, variable, dir string, until int) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), variable+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := 0
	lines := bufio.NewScanner(out)
	for killed := false; lines.Scan(); {
		if last, err = strconv.Atoi(lines.Text()); err != nil {
			t.Errorf("child said %q", lines.Text())
		}
		if last >= until && !killed {
			killed = true
			if err := child.Process.Kill(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := child.Wait(); err == nil || last < until {
		t.Fatalf("the child ended by itself (%v) at %d, before %d", err, last, until)
	}
	return last
}

// wantReadable reads the database of a killed till before any till has recovered it.
func wantReadable(t *testing.T, dir string, said int) {
	t.Helper()
	db, err := OpenReadOnly(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	sales, err := db.Sales(context.Background(), noonDay)
	if err != nil || len(sales) < said {
		t.Errorf("reading only: %d sales (%v), %d were acknowledged", len(sales), err, said)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
