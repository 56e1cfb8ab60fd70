package cli

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos"
	records "psar/pos/finding" // the doctor has findings of its own
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/sale"
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

// unguarded opens a closed shop's database, whose triggers are dropped.
func unguarded(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	var drop string
	if err := db.QueryRow("SELECT coalesce(group_concat('DROP TRIGGER ' || name, ';'), '') FROM sqlite_schema WHERE type = 'trigger'").Scan(&drop); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(drop); err != nil {
		t.Fatal(err)
	}
	return db
}

// thief takes the second sale out of a closed shop and computes the chain again, as who has
// the folder and this program's source can.
func thief(t *testing.T, dir string) {
	t.Helper()
	db := unguarded(t, dir)
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
	var sale string
	if err := db.QueryRow("SELECT id FROM sales WHERE receipt_seq = 2").Scan(&sale); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"tenders", "sale_lines"} {
		do("DELETE FROM "+table+" WHERE sale_id = ?", sale)
	}
	do("DELETE FROM sales WHERE id = ?", sale)
	do("DELETE FROM journal WHERE payload ->> '$.sale_id' = ? OR payload ->> '$.receipt_number' LIKE '%/000002'", sale)
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
	var numbers []string
	for _, amount := range []string{"3.50", "5.00", "7.25"} {
		sold := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", amount, "USD", "--cash")
		numbers = append(numbers, sold.Receipt.String())
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
	for _, number := range numbers {
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

// Everything that was altered in a table is told, to people in their language and to programs by
// kind, table and id; the reason stays a sentence in English.
func TestJournalVerifyTellsAllThatIsAltered(t *testing.T) {
	t.Parallel()
	dir, psar := t.TempDir(), psarAt(noonOfTheDay)
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	for _, amount := range []string{"1", "2", "3", "4"} {
		apptest.Psar(t, psar, dir, "sell", amount, "USD", "--cash")
	}
	db := unguarded(t, dir)
	if _, err := db.Exec("UPDATE sales SET cashier = 'Mallory' WHERE receipt_seq IN (2, 4); UPDATE sales SET remark = 'x' WHERE receipt_seq = 3"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	out, _, exit := apptest.Run(t, psar, dir, "", "journal", "verify", "--json")
	var found jsonout.Journal
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatalf("%q: %v", out, err)
	}
	var ids []string
	for _, f := range found.Findings {
		if f.Kind != records.Differs || f.Table != records.Sales || f.Row == 0 {
			t.Errorf("%+v", f)
		}
		ids = append(ids, f.ID)
	}
	if exit != exitJournalBroken || found.OK || found.Bad != found.Findings[0].Row || !slices.Equal(ids, []string{"01/2026/000002", "01/2026/000003", "01/2026/000004"}) ||
		!strings.HasPrefix(found.Reason, "the sale 01/2026/000002 is not as row ") || found.Findings[1].Found != "remark = x" {
		t.Errorf("exit %d, %s", exit, out)
	}
	for lang, want := range map[string][]string{
		"en": {"the sale 01/2026/000002 is not as row", "the sale 01/2026/000003 is not as row", "the sale 01/2026/000004 is not as row", "now: cashier = Mallory"},
		"km": {"ការលក់ 01/2026/000002 មិនដូចជួរ", "ការលក់ 01/2026/000003 មិនដូចជួរ", "ការលក់ 01/2026/000004 មិនដូចជួរ", "ឥឡូវ៖ cashier = Mallory"},
	} {
		_, errs, exit := apptest.Run(t, psar, dir, "", "--lang", lang, "journal", "verify")
		if exit != exitJournalBroken {
			t.Errorf("exit %d", exit)
		}
		for _, part := range want {
			if !strings.Contains(errs, part) {
				t.Errorf("%s: %q lacks %q", lang, errs, part)
			}
		}
	}
}

// An alert that keeps a finding is a sentence in the reader's language, and for programs the
// finding itself; what an older program kept stays as it is.
func TestAlertOfAFinding(t *testing.T) {
	t.Parallel()
	text, err := records.Finding{Kind: records.Gone, Table: records.Sales, ID: "01/2026/000002", Row: 7}.Text()
	if err != nil {
		t.Fatal(err)
	}
	const old = "the sale of receipt 01/2026/000002 is not as row 7 tells"
	alert := payment.Alert{Kind: payment.AlertJournalBroken, Expected: "J7", Actual: text}
	if said := alertSentence(words.Khmer, alert); !strings.HasSuffix(said, "រកឃើញ៖ បាត់ការលក់ 01/2026/000002 ដែលជួរ 7 ប្រាប់") {
		t.Error(said)
	}
	if out := alertJSON(alert); out.Finding == nil || out.Finding.Row != 7 || out.Actual != "the sale 01/2026/000002 of which row 7 tells is missing" {
		t.Errorf("%+v", out)
	}
	alert.Actual = old
	if said := alertSentence(words.Khmer, alert); !strings.HasSuffix(said, old) {
		t.Error(said)
	}
	if out := alertJSON(alert); out.Finding != nil || out.Actual != old {
		t.Errorf("%+v", out)
	}
}
