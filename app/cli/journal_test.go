package cli

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos"
	"psar/pos/journal"
)

// codeOnPaper is the code on a copy of a receipt, as a printer gets it.
func codeOnPaper(t *testing.T, dir, number string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.bin")
	apptest.Psar(t, psar, dir, "receipt", number, "--to", "file:"+path)
	paper, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`J[0-9]+-([0-9a-f]{4} ){3}[0-9a-f]{4}`).Find(paper)
	if code == nil {
		t.Fatalf("receipt %s has no code: %q", number, paper)
	}
	return string(code)
}

// thief takes the second sale out of a closed shop and computes the chain again, as who has
// the folder and this program's source can.
func thief(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	do := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(query, err)
		}
	}
	rows := func(query string, into func(scan func(...any) error) error) {
		t.Helper()
		r, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for r.Next() {
			if err := into(r.Scan); err != nil {
				t.Fatal(err)
			}
		}
	}
	var triggers []string
	rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'", func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		triggers = append(triggers, name)
		return err
	})
	for _, name := range triggers {
		do("DROP TRIGGER " + name)
	}
	var sale string
	if err := db.QueryRow("SELECT id FROM sales WHERE receipt_seq = 2").Scan(&sale); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"tenders", "sale_lines"} {
		do("DELETE FROM "+table+" WHERE sale_id = ?", sale)
	}
	do("DELETE FROM sales WHERE id = ?", sale)
	do("DELETE FROM journal WHERE payload ->> '$.sale_id' = ? OR payload ->> '$.receipt_number' = '01/2026/000002'", sale)
	var all []journal.Entry
	rows("SELECT seq, till, kind, version, at_ms, payload FROM journal ORDER BY seq", func(scan func(...any) error) error {
		var e journal.Entry
		var at int64
		err := scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload)
		e.At = time.UnixMilli(at)
		all = append(all, e)
		return err
	})
	prev := journal.GenesisHash
	for i, e := range all {
		was := e.Seq
		e.Seq, e.PrevHash = int64(i+1), prev
		prev = e.Sum()
		do("UPDATE journal SET seq = ?, prev_hash = ?, hash = ? WHERE seq = ?", e.Seq, e.PrevHash, prev, was)
	}
	do("UPDATE journal_head SET seq = ?, hash = ?", len(all), prev)
}

// Who has the folder can take a sale out and compute the chain again, but not the paper of
// that sale, nor those of all that came after it.
func TestOldPaperFindsAStolenSale(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	for _, amount := range []string{"3.50", "5.00", "7.25"} {
		apptest.Psar(t, psar, dir, "sell", amount, "USD", "--cash")
	}
	verdict := func(code string) pos.PaperVerdict {
		t.Helper()
		out, errs, exit := apptest.Run(t, psar, dir, "", "journal", "verify", "--expect", code, "--json")
		var found jsonout.Journal
		if err := json.Unmarshal([]byte(out), &found); err != nil || found.Expected == nil {
			t.Fatalf("%v: %s%s", err, out, errs)
		}
		if genuine := found.Expected.Verdict == pos.PaperGenuine; !genuine && (exit != exitJournalBroken || found.OK || !strings.Contains(errs, code)) {
			t.Errorf("exit %d for a code that is %s\n%s%s", exit, found.Expected.Verdict, out, errs)
		}
		return found.Expected.Verdict
	}
	var codes []string
	for _, number := range []string{"01/2026/000001", "01/2026/000002", "01/2026/000003"} {
		codes = append(codes, codeOnPaper(t, dir, number))
	}
	for i, code := range codes {
		if got := verdict(code); got != pos.PaperGenuine {
			t.Errorf("receipt %d of an honest shop is %s", i+1, got)
		}
	}
	thief(t, dir)
	want := []pos.PaperVerdict{pos.PaperGenuine, pos.PaperUnknown, pos.PaperUnknown}
	for i, code := range codes {
		if got := verdict(code); got != want[i] {
			t.Errorf("receipt %d after the theft is %s, want %s", i+1, got, want[i])
		}
	}
}
