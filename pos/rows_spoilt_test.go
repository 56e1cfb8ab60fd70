package pos_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/storage"
)

// spoilt is what is written into a column by somebody else: text where JSON or a number is
// expected, JSON of another shape, numbers that nothing can be added to, nothing, bytes, and a
// hash that costs gigabytes.
var spoilt = []string{
	"'x'", "9223372036854775807", "-9223372036854775808", "'null'", "'[]'", "'{}'", "'{\"a\":'", "-1", "NULL", "x'ff00'", "CAST(x'ff' AS TEXT)",
	"'$argon2id$v=19$m=4194304,t=3,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'",
}

// always is how many of them are written into every column; PSAR_SPOIL_ALL=1 writes all.
const always = 3

// core are the tables without which a shop's money and numbers would be given a second time. A
// shop whose core is gone or impossible says so in a sentence that ends in a backup.
var core = []string{
	"journal", "journal_head", "sales", "sale_lines", "tenders", "refunds", "refund_lines", "refund_tenders",
	"attempts", "till_ids", "settlements", "outcomes", "cash_moves", "counts", "z_reports",
}

// untold are the tables and columns of which nobody is told where they can be read, each with the
// reason: what they say is taken from elsewhere, or means the same.
var untold = map[string]string{
	"attempts":                "attempt.reserved says what one was: it was never sent, and is cancelled as its row says",
	"held_bills":              "bill.held says what was put aside",
	"standing_bill":           "bill.shown says the bill whose total was shown; of lines alone nothing is told",
	"till_alive":              "the state folder says until when the till was open",
	"till_ids":                "an id is above the journal's attempts, and the clock's",
	"schema_versions":         "the schema itself is compared",
	"prints.changed_ms":       "nothing is printed or asked by it: queued_ms decides, and that is held against the journal",
	"prints.problem":          "the sentence beside a job: print.ended says how it ended",
	"prints.detail":           "the sentence beside a job: print.ended says how it ended",
	"prints.code":             "what is no code is not printed; one that is must be that of the job's fact",
	"staff.active":            "what is not 0 means the same",
	"sale_lines.position":     "the order means the same",
	"tenders.position":        "the order means the same",
	"refund_tenders.position": "the order means the same",
	"recovery.one":            "the one row means the same",
	"journal_head.one":        "the one row means the same",
	"corrections.id":          "the order means the same",
	"journal.mac":             "without a keyring nobody signs; with one: TestCustody",
	"z_reports.first_day":     "the report's text says it, and is compared",
	"z_reports.last_day":      "the report's text says it, and is compared",
	"z_reports.made_ms":       "the report's text says it, and is compared",
	"items.key":               "the search's own, made of what is compared",
	"items.find_name":         "the search's own, made of what is compared",
	"items.find_km":           "the search's own, made of what is compared",
	"items.barcode_key":       "the search's own, made of what is compared",
}

// Each reason is of a table or a column that there is.
func TestUntoldAreThere(t *testing.T) {
	t.Parallel()
	tables := schemaTables(t, newShop(t).dir)
	for name := range untold {
		table, column, ofColumn := strings.Cut(name, ".")
		at := slices.IndexFunc(tables, func(s schemaTable) bool { return s.name == table })
		if at < 0 || ofColumn && !slices.Contains(tables[at].columns, column) {
			t.Errorf("there is no %s", name)
		}
	}
}

// parts are the tables whose rows are told of as those of another one.
var parts = map[string]finding.Table{
	"sale_lines": finding.Sales, "tenders": finding.Sales, "refund_lines": finding.Refunds, "refund_tenders": finding.Refunds,
	"journal_head": finding.Journal,
}

// ofTable is the table that an alert of a kind is about, where it keeps no finding.
var ofTable = map[payment.AlertKind]finding.Table{
	payment.AlertSettingRows: finding.Settings, payment.AlertStaffRows: finding.Staff, payment.AlertPINRow: finding.PINs,
	payment.AlertRecoveryRow: finding.Recovery, payment.AlertZRow: finding.ZReports, payment.AlertPrintRows: finding.Prints,
	payment.AlertFacts: finding.Journal, payment.AlertPayFacts: finding.Journal, payment.AlertFactsHidden: finding.Journal,
	payment.AlertJournalBehind: finding.Journal, payment.AlertJournalBeside: finding.Journal, payment.AlertJournalGrew: finding.Journal,
}

// A row, or a table, that somebody else has written while the till was closed keeps no cash from
// being taken: every table of the schema, every column, every kind of garbage.
func TestSpoiltRowsStopNoCash(t *testing.T) {
	t.Parallel()
	base := spoiltShop(t)
	copied := filepath.Join(t.TempDir(), "psar.db")
	if _, err := foreignDB(t, filepath.Join(base.dir, "psar.db")).Exec("VACUUM INTO ?", copied); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schemaTables(t, base.dir) {
		t.Run(table.name, func(t *testing.T) {
			t.Parallel()
			for _, one := range table.spoilings() {
				s := &testShop{t: t, outside: t.TempDir(), dir: t.TempDir(), kept: testSecrets{}, clock: base.clock, ids: 500}
				path := filepath.Join(s.dir, "psar.db")
				if err := os.WriteFile(path, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				if spoil(t, path, one.statement) {
					s.sellsThough(one)
				}
			}
		})
	}
}

// spoiltShop is a shop that has used every table.
func spoiltShop(t *testing.T) *testShop {
	t.Helper()
	s := staffedShop(t)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s.signIn(daraMan)
	must(s.till.OpenShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(5000)}}))
	must(nil, second(s.till.MakeRecovery(t.Context(), sreyOwner)))
	must(s.till.PutItem(t.Context(), catalogue.Item{Name: "Rice", Price: money.Cents(250), Barcode: "4006381333931", Tax: "standard"}, daraMan))
	sold := s.sellFor(money.Cents(500))
	must(s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Approval: daraMan}))
	must(s.till.MoveCash(t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(1000), Reason: "change"}))
	must(nil, s.till.Reprint(t.Context(), sold.Receipt))
	must(s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(6000)}}))
	must(s.till.OpenShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(5000)}}))
	s.sellFor(money.Cents(300))
	must(s.till.MoveCash(t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(1000), Reason: "change"}))
	bill := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 1, Price: money.Cents(100)}}}
	must(s.till.Hold(t.Context(), bill))
	must(s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(250)}))
	must(nil, s.till.Trace(t.Context(), nil, &sale.Standing{Bill: bill, Total: money.Cents(100), Shown: true}))
	return s
}

// foreignDB opens a database as any other program does: no key and no check holds.
func foreignDB(t *testing.T, path string) *sql.DB {
	t.Helper()
	u := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": {"foreign_keys(0)", "ignore_check_constraints(1)", "synchronous(0)"}}.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() }) // some are closed before
	return db
}

// schemaTable is a table and its columns.
type schemaTable struct {
	name    string
	columns []string
}

// schemaTables are all tables of a shop's database.
func schemaTables(t *testing.T, dir string) (all []schemaTable) {
	t.Helper()
	db := foreignDB(t, filepath.Join(dir, "psar.db"))
	defer db.Close()
	for _, name := range texts(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'items_text*' ORDER BY name") {
		all = append(all, schemaTable{name, texts(t, db, "SELECT name FROM pragma_table_info('"+name+"')")})
	}
	return all
}

func texts(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// A spoiling is what somebody else does to a table, or to a column of it.
type spoiling struct{ table, column, statement string }

func (s schemaTable) spoilings() []spoiling {
	all := []spoiling{
		{s.name, "", "DROP TABLE " + s.name}, {s.name, "", "DELETE FROM " + s.name},
		{s.name, "", "ALTER TABLE " + s.name + " ADD COLUMN more TEXT"},
	}
	for i, column := range s.columns {
		if i == 0 || os.Getenv("PSAR_SPOIL_ALL") != "" {
			all = append(all, spoiling{s.name, column, fmt.Sprintf("ALTER TABLE %s RENAME COLUMN %s TO other", s.name, column)})
		}
		others := slices.DeleteFunc(slices.Clone(s.columns), func(c string) bool { return c == column || c == "id" || c == "key" })
		for j, value := range spoilt {
			if j >= always && j%4 != i%4 && os.Getenv("PSAR_SPOIL_ALL") == "" { // each kind of garbage in some columns of each table
				continue
			}
			all = append(all, spoiling{s.name, column, fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s IS NOT %s", s.name, column, value, column, value)})
			if j < 2 && slices.Contains(s.columns, "id") { // a row too many, whose id is its own
				list := strings.Join(others, ", ")
				all = append(all, spoiling{s.name, column, fmt.Sprintf("INSERT INTO %s (%s, %s) SELECT %s, %s FROM %s LIMIT 1", s.name, column, list, value, list, s.name)})
			}
		}
	}
	return all
}

// spoil runs a statement on a closed database. Triggers that stand in its way are dropped and
// made again; false where the table itself refuses it.
func spoil(t *testing.T, path, statement string) bool {
	t.Helper()
	db := foreignDB(t, path)
	defer db.Close()
	if done, err := db.Exec(statement); err == nil {
		return changed(done, statement)
	}
	guards := texts(t, db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
	for _, name := range texts(t, db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
		if _, err := db.Exec("DROP TRIGGER " + name); err != nil {
			t.Fatal(err)
		}
	}
	done, refused := db.Exec(statement)
	for _, guard := range guards {
		if _, err := db.Exec(guard); err != nil && refused == nil && !strings.HasPrefix(statement, "DROP") {
			t.Fatal(err)
		}
	}
	return refused == nil && changed(done, statement)
}

// changed reports whether a statement found anything to change.
func changed(done sql.Result, statement string) bool {
	n, err := done.RowsAffected()
	return strings.HasPrefix(statement, "DROP") || strings.HasPrefix(statement, "ALTER") || err != nil || n > 0
}

// sellsThough opens the shop and sells for cash, and looks whether what was spoilt is named.
func (s *testShop) sellsThough(done spoiling) {
	s.t.Helper()
	db, err := storage.Open(s.t.Context(), storage.Options{Dir: s.dir, Clock: s.clock, State: s.outside})
	if err != nil {
		s.damaged(done, err)
		return
	}
	defer db.Close()
	till, err := pos.OpenTill(s.t.Context(), pos.TillConfig{
		Store: db, Clock: s.clock, Secrets: s.kept, Version: "test", Folder: s.dir, NewID: s.newID(),
		PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1, Peppers: db},
	})
	if err != nil {
		s.damaged(done, err)
		return
	}
	defer till.Close()
	_, _ = till.SignIn(s.t.Context(), sokCashier.By, sokCashier.PIN) // whose PIN may be the spoilt one
	if _, err := till.PayCash(s.t.Context(), pos.CashRequest{Amount: money.Cents(100)}); err != nil {
		s.t.Errorf("%s: cash is refused: %v", done.statement, err)
		return
	}
	check, err := db.VerifyJournal(s.t.Context())
	if err != nil {
		s.t.Errorf("%s: the journal can't be verified: %v", done.statement, err)
		return
	}
	alerts := till.Snapshot().Alerts
	if !names(done.table, alerts, check.Findings) && untold[done.table] == "" && untold[done.table+"."+done.column] == "" {
		s.t.Errorf("%s: nobody is told: %+v, %+v", done.statement, alerts, check.Findings)
	}
}

// names reports whether an alert, or what a verification found, is about a table.
func names(table string, alerts []payment.Alert, found []finding.Finding) bool {
	of := finding.Table(table)
	if whole, is := parts[table]; is {
		of = whole
	}
	for _, a := range alerts {
		if a.Kind == payment.AlertSchema && slices.Contains(strings.Split(a.Expected+", "+a.Actual, ", "), "table "+table) || ofTable[a.Kind] == of {
			return true
		}
		if f, is := finding.Parse(a.Actual); is {
			found = append(found, f)
		}
	}
	return slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Table == of })
}

// damaged allows the one sentence of a shop whose core is not there or can't be.
func (s *testShop) damaged(done spoiling, err error) {
	s.t.Helper()
	if fault.CodeOf(err) != fault.DatabaseDamaged || !slices.Contains(core, done.table) {
		s.t.Errorf("%s: the shop does not open: %v", done.statement, err)
	}
}

func (s *testShop) newID() func() (id.Sale, error) {
	return func() (id.Sale, error) {
		s.ids++
		return id.Sale(fmt.Sprintf("01993b5e-7a00-7000-8000-%012d", s.ids)), nil
	}
}
