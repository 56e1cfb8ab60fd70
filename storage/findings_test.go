package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// wholeShop has rows in every table that is held against the journal.
func wholeShop(t *testing.T, db *DB) {
	t.Helper()
	addStaff(t, db) // rows 1 to 5
	hash, err := cheapPINs().Hash("13579135", false)
	if err != nil {
		t.Fatal(err)
	}
	items := differentItems(3)
	sums := map[string]any{"items": 0, "sha256": catalogue.Sum(nil)}
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Recovery: &hash, Items: items, Settings: settings.Values{settings.TaxMode: "included"}, Facts: []journal.Fact{
		{Kind: facts.RecoverySet, Payload: facts.Recovery{Print: facts.StoredPrint(hash), By: "Srey"}}, // 6
		{Kind: facts.ItemsImported, Payload: sums},
		{Kind: facts.ItemChanged, Payload: map[string]any{"item": items[0]}}, // 8 to 10
		{Kind: facts.ItemChanged, Payload: map[string]any{"item": items[1]}},
		{Kind: facts.ItemChanged, Payload: map[string]any{"item": items[2]}},
		{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.TaxMode, To: "included", By: "Srey"}}, // 11
	}})
	for n := 1; n <= 3; n++ { // 12 to 20: a payment, a sale and its paper each
		mustCommit(t, db, paid(n, n, usd(100*int64(n)), noon))
	}
	back := refundOf(paid(1, 1, usd(100), noon).Sales[0], sale.RefundGiven, 4)
	count := drawer.Count{Z: 1, Kind: drawer.CountOpen, Day: noonDay, At: noon, By: "Sok", Counted: []money.Money{usd(500), khr(0)}, Expected: []money.Money{usd(500), khr(0)}}
	moves := []drawer.Move{
		{Z: 1, Kind: drawer.CashIn, Day: noonDay, At: noon, Amount: usd(100), Reason: "change", By: "Sok"},
		{Z: 1, Kind: drawer.CashOut, Day: noonDay, At: noon, Amount: usd(200), Reason: "ice", By: "Sok"},
	}
	approved := staff.Approved{Z: 1, Day: noonDay, At: noon, Action: staff.ActionRefund, By: "Srey"}
	note := payment.Resolution{Payment: paymentID(2), Kind: payment.ResolveNote, Note: "called", By: "Srey", At: noon}
	alert := payment.Alert{Kind: payment.AlertOutcomeUnknown, Payment: paymentID(3), Currency: money.USD, Raised: noon, Last: noon, Times: 1}
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Refunds: []sale.Refund{back}, Counts: []drawer.Count{count}, CashMoves: moves,
		Approvals: []staff.Approved{approved}, Resolutions: []payment.Resolution{note}, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{
			{Kind: facts.Refunded, Payload: back}, // 21
			{Kind: facts.Counted, Payload: count}, {Kind: facts.CashMoved, Payload: moves[0]}, {Kind: facts.CashMoved, Payload: moves[1]},
			{Kind: facts.Approved, Payload: approved}, // 25
			{Kind: facts.UnmatchedNoted, Payload: note}, {Kind: facts.AlertRaised, Payload: alert},
		}})
	_, z := report.Report{Made: noon, Rounding: report.Tally{Sum: khr(0)}, Z: &report.ZHead{Number: 1}}.CloseWith(count, journal.GenesisHash)
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Z: &z, Facts: []journal.Fact{ // 28
		{Kind: facts.ShiftClosed, Payload: facts.Closed{Number: 1, Hash: z.Hash, PrevHash: z.PrevHash, Version: z.Version}},
	}})
	opening := drawer.Opening{Reason: "change", By: "Srey"}
	again := facts.ReceiptCopy{Receipt: paid(1, 1, usd(100), noon).Sales[0].Receipt, By: "Sok"}
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Corrections: []report.Correction{
		{Kind: report.CorrectionReprint, Z: 2, Day: noonDay, At: noon, By: again.By, Reason: again.Of()},
		{Kind: report.CorrectionNoSale, Z: 2, Day: noonDay, At: noon, By: opening.By, Reason: opening.Reason},
	}, Facts: []journal.Fact{{Kind: facts.ReceiptReprinted, Payload: again}, {Kind: facts.DrawerOpened, Payload: opening}}}) // 29 and 30
}

// wholeShopHead is the number of wholeShop's last row.
const wholeShopHead = 30

// brief is a finding without what it says of fields.
func brief(f finding.Finding) string {
	said := fmt.Sprintf("%s %s", f.Kind, f.Table)
	if f.ID != "" {
		said += " " + f.ID
	}
	if f.Row > 0 {
		said += fmt.Sprintf(" J%d", f.Row)
	}
	if f.To > 0 {
		said += fmt.Sprintf("–J%d", f.To)
	}
	if f.Count > 0 {
		said += fmt.Sprintf(" +%d", f.Count)
	}
	return said
}

// found verifies a database and returns what it finds, and of what kinds and tables.
func found(t *testing.T, db *DB) (all []string, check journal.Check) {
	t.Helper()
	check, err := db.VerifyJournal(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Findings {
		all = append(all, brief(f))
		for _, lang := range []words.Language{words.English, words.Khmer} {
			if said := words.Finding(lang, f); strings.Contains(said, "finding_") || strings.Contains(said, "%!") || strings.Contains(said, "found_") {
				t.Errorf("%+v: %q", f, said)
			}
		}
	}
	return all, check
}

// alterations are what somebody with the sqlite3 command line does, and all that is found of it.
var alterations = []struct {
	name string
	sql  string // statements by "; "
	want []string
}{
	{"RowZero", "UPDATE journal SET seq = 0 WHERE seq = 1", []string{"row_first journal", "row_missing journal J1", "untold staff Srey"}},
	{"RowTaken", "DELETE FROM journal WHERE seq = 17", []string{"row_missing journal J17", "untold prints 2"}},
	{"RowsCut", "DELETE FROM journal WHERE seq = 20", []string{"row_missing journal J20", "untold prints 3"}},
	{"Link", "UPDATE journal SET prev_hash = hash WHERE seq = 17", []string{"row_link journal J17"}},
	{"Contents", "UPDATE journal SET at_ms = at_ms + 1 WHERE seq IN (17, 18, 20)", []string{"row_hash journal J17–J18", "row_hash journal J20"}},
	{"Unsigned", "UPDATE journal SET mac = NULL WHERE seq = 17", []string{"mac_gone journal J17"}},
	{"OtherMAC", "UPDATE journal SET mac = randomblob(16) WHERE seq = 17", []string{"mac_unnamed journal J17"}},
	{"HeadTaken", "DELETE FROM journal_head", []string{"head_gone journal J30"}},
	{"HeadAhead", "UPDATE journal_head SET seq = 31", []string{"head_beyond journal J31"}},
	{"HeadBack", "UPDATE journal_head SET seq = 29", []string{"head_short journal J30"}},
	{"HeadHash", "UPDATE journal_head SET hash = (SELECT prev_hash FROM journal WHERE seq = 30)", []string{"head_hash journal J30"}},

	{"Sales", "UPDATE sales SET cashier = 'Mallory' WHERE receipt_seq = 1; UPDATE tenders SET amount_minor = 1 WHERE sale_id LIKE '%2'; DELETE FROM sales WHERE receipt_seq = 3; DELETE FROM sale_lines WHERE sale_id LIKE '%3'; DELETE FROM tenders WHERE sale_id LIKE '%3'; INSERT INTO sales (id, till, state, day, offset_minutes, opened_ms, total_minor, currency, rate, round_khr, remark, no_receipt, training) SELECT 'x', till, 'dropped', day, offset_minutes, opened_ms, total_minor, currency, rate, round_khr, remark, no_receipt, training FROM sales WHERE receipt_seq = 2",
		[]string{"differs sales 01/2026/000001 J13", "differs sales 01/2026/000002 J16", "gone sales 01/2026/000003 J19", "untold sales x"}},
	{"Payments", "UPDATE attempts SET payee_account = 'mallory@bank' WHERE id = 11773550800001; UPDATE attempts SET verified_ms = 9999999999999 WHERE id = 11773550800002; UPDATE attempts SET id = 7 WHERE id = 11773550800003; UPDATE alarms SET payment_id = 7",
		[]string{"differs attempts 11773550800001 J12", "gone attempts 11773550800003 J18", "ahead attempts 11773550800002", "untold attempts 7", "differs alarms 1 J27"}},
	{"Resolution", "UPDATE settlements SET note = 'never called'; INSERT INTO settlements SELECT 2, payment_id, kind, amount_minor, currency, receipt_till, receipt_year, receipt_seq, reference, note, 'Sok', at_ms FROM settlements",
		[]string{"differs settlements 11773550800002 J26", "untold settlements 11773550800002"}},
	{"ResolutionTaken", "DELETE FROM settlements", []string{"gone settlements 11773550800002 J26"}},
	{"Alarm", "UPDATE alarms SET times = 2; INSERT INTO alarms SELECT 2, 'x', payment_id, currency, expected, actual, account, name, name_km, city, amount, raised_ms, last_ms, times, read_ms, read_by, reason, differs FROM alarms",
		[]string{"differs alarms 1 J27", "untold alarms 2"}},
	{"AlarmTaken", "DELETE FROM alarms", []string{"gone alarms J27"}},
	{"Settings", "UPDATE settings SET value = 'none' WHERE key = 'tax.mode'; INSERT INTO settings VALUES ('gateway.allow_no_expiry', 'true')",
		[]string{"differs settings tax.mode J11", "untold settings gateway.allow_no_expiry"}},
	{"Refund", "UPDATE refunds SET reason = 'x'; UPDATE refunds SET said_by = 'Sok'", []string{"differs refunds 01/2026/000004 J21"}},
	{"RefundAnother", "UPDATE refund_lines SET refund_id = 'x'; UPDATE refund_tenders SET refund_id = 'x'; UPDATE refunds SET id = 'x'", []string{"gone refunds 01/2026/000004 J21", "untold refunds 01/2026/000004"}},
	{"Drawer", "UPDATE counts SET usd_minor = 1; DELETE FROM cash_moves WHERE id = 1; INSERT INTO cash_moves SELECT 3, z, kind, day, at_ms, 900, currency, reason, said_by FROM cash_moves WHERE id = 2",
		[]string{"differs counts 1 J22", "gone cash_moves J23", "untold cash_moves 3"}},
	{"Z", "UPDATE z_reports SET hash = prev_hash; INSERT INTO z_reports (number, version, made_ms, first_day, last_day, report, prev_hash, hash) SELECT 2, version, made_ms, first_day, last_day, report, prev_hash, hash FROM z_reports", []string{"differs z_reports 1 J28", "untold z_reports 2"}},
	{"ZTaken", "DELETE FROM z_reports", []string{"gone z_reports 1 J28"}},
	{"Items", "UPDATE items SET price_minor = 7 WHERE id = (SELECT min(id) FROM items); DELETE FROM items WHERE id = (SELECT max(id) FROM items)",
		[]string{"differs items Angkor Iced Coffee with Milk 0 J8", "gone items Angkor Jasmine Rice 2 J10"}},
	{"ItemAdded", "INSERT INTO items SELECT '9', 'x', name, name_km, '', 1, currency, category, tax, 0, 0, find_name, find_km, '' FROM items LIMIT 1", []string{"import items J7"}},
	{"ItemsUnimported", "DELETE FROM journal WHERE seq = 7; INSERT INTO items SELECT '9', 'x', name, name_km, '', 1, currency, category, tax, 0, 0, find_name, find_km, '' FROM items LIMIT 1",
		[]string{"row_missing journal J7", "untold items x"}},
	{"ItemFact", "UPDATE journal SET payload = replace(payload, '\"item\"', '\"before\":{},\"item\"') WHERE seq = 9; UPDATE journal SET payload = (SELECT payload FROM journal WHERE seq = 8) WHERE seq = 10",
		[]string{"row_hash journal J9–J10", "unlinked items Angkor Iced Coffee with Milk 0 J10"}},
	{"Staff", "UPDATE staff SET role = 'owner' WHERE id = 2; UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 2) WHERE staff_id = 1; DELETE FROM staff_pins WHERE staff_id = 2; INSERT INTO staff VALUES (3, 'Mallory', 'owner', 1); INSERT INTO staff_pins SELECT 3, hash FROM staff_pins WHERE staff_id = 1",
		[]string{"differs staff Sok J5", "untold staff Mallory", "differs staff_pins Srey J2", "gone staff_pins Sok J4", "untold staff_pins Mallory"}},
	{"StaffTaken", "DELETE FROM staff_pins; DELETE FROM staff", []string{"gone staff Srey J1", "gone staff Sok J5"}},
	{"Recovery", "UPDATE recovery SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 1)", []string{"differs recovery J6"}},
	{"Approval", "UPDATE approvals SET said_by = 'Sok'; INSERT INTO approvals SELECT 2, z, day, at_ms, action, 'Mallory' FROM approvals", []string{"differs approvals 1 J25", "untold approvals 2"}},
	{"Corrections", "UPDATE corrections SET z = 1 WHERE id = 1; DELETE FROM corrections WHERE id = 2; INSERT INTO corrections SELECT 3, z, kind, '2027-01-01', at_ms, said_by, reason FROM corrections",
		[]string{"differs corrections 1 J29", "differs corrections 3 J30"}},
	{"CorrectionsTaken", "DELETE FROM corrections", []string{"gone corrections J29", "gone corrections J30"}},
	{"CorrectionOfAnother", "UPDATE corrections SET said_by = 'Mallory' WHERE id = 2; UPDATE corrections SET day = '2026-11-20' WHERE id = 1", []string{"differs corrections 1 J29", "differs corrections 2 J30"}},
	{"Prints", "UPDATE prints SET state = 'printed' WHERE id = 1; UPDATE prints SET receipt = replace(receipt, '2.00', '95.00') WHERE id = 2; DELETE FROM prints WHERE id = 3; INSERT INTO prints (id, kind, state, receipt, queued_ms, changed_ms, problem, detail) SELECT 9, kind, 'queued', receipt, queued_ms, changed_ms, '', '' FROM prints WHERE id = 1",
		[]string{"differs prints 1 J14", "differs prints 2 J17", "gone prints J20", "untold prints 9"}},
	{"Outcomes", "UPDATE outcomes SET amount_minor = 1 WHERE payment_id = 11773550800001; DELETE FROM outcomes WHERE payment_id = 11773550800002; INSERT INTO outcomes SELECT payment_id, 'refused', z, day, at_ms, amount_minor, currency FROM outcomes WHERE payment_id = 11773550800003",
		[]string{"differs outcomes 11773550800001 paid Z1", "gone outcomes 11773550800002 paid Z1", "untold outcomes 11773550800003 refused Z1"}},
}

// unreadable are the rows whose facts are made unreadable, one of each table that has facts of its own.
var unreadable = map[int]finding.Table{
	5: finding.Staff, 9: finding.Items, 11: finding.Settings, 13: finding.Sales, 15: finding.Attempts, 21: finding.Refunds, 22: finding.Counts,
	23: finding.CashMoves, 25: finding.Approvals, 26: finding.Resolutions, 27: finding.Alerts, 28: finding.ZReports, 30: finding.Corrections,
}

// Every kind of finding comes from a real row that was altered, added or removed; all that was
// done to a table is told, of every table, and each has its sentence in both languages.
func TestFindingsOfEachKind(t *testing.T) {
	t.Parallel()
	shop := copiesOf(func(db *DB) { wholeShop(t, db) })
	if all, check := found(t, shop(t)); !check.OK || check.Rows != wholeShopHead {
		t.Fatalf("untouched: %q, %+v", all, check)
	}
	kinds, tables := map[finding.Kind]bool{}, map[finding.Table]bool{}
	altered := func(t *testing.T, db *DB, want []string) {
		t.Helper()
		all, check := found(t, db)
		if !slices.Equal(all, want) || check.OK {
			t.Errorf("found %q, want %q: %+v", all, want, check)
		}
		for _, f := range check.Findings {
			kinds[f.Kind], tables[f.Table] = true, true
		}
	}
	for _, tt := range alterations {
		t.Run(tt.name, func(t *testing.T) {
			db := shop(t)
			if err := tamper(db.path, strings.Split(tt.sql, "; ")...); err != nil {
				t.Fatal(err)
			}
			altered(t, db, tt.want)
		})
	}
	for row, table := range unreadable {
		t.Run("Unread "+string(table), func(t *testing.T) {
			db := shop(t)
			execRaw(t, db, fmt.Sprintf("UPDATE journal SET payload = '[]' WHERE seq = %d", row))
			all, check := found(t, db)
			if !slices.Contains(all, fmt.Sprintf("unread %s J%d", table, row)) {
				t.Errorf("found %q: %+v", all, check)
			}
			kinds[finding.Unread] = true
		})
	}
	t.Run("More", func(t *testing.T) {
		db := shop(t)
		execRaw(t, db, "INSERT INTO approvals SELECT a.id + n.value, z, day, at_ms, action, said_by FROM approvals a, json_each('[1,2,3,4,5,6,7,8]') n")
		altered(t, db, []string{"untold approvals 2", "untold approvals 3", "untold approvals 4", "untold approvals 5", "untold approvals 6", "more approvals +3"})
	})
	t.Run("Signatures", func(t *testing.T) {
		g := newGuarded(t)
		g.open()
		g.settled()
		g.sell(3)
		execRaw(t, g.db, "UPDATE journal SET mac = (SELECT mac FROM journal WHERE seq = 5) WHERE seq = 6", "UPDATE journal SET mac = x'00' WHERE seq = 8")
		altered(t, g.db, []string{"mac_wrong journal J6", "mac_withheld journal J8"})
		g.close()
	})
	for _, kind := range finding.Kinds() {
		if !kinds[kind] && kind != finding.Garbled { // told when it is passed over
			t.Errorf("no altered row gives a finding of the kind %s", kind)
		}
	}
	for _, table := range finding.Tables() {
		if passed := []finding.Table{finding.HeldBills, finding.Standing, finding.Alive, finding.Indexes}; !tables[table] && !slices.Contains(passed, table) {
			t.Errorf("no altered row gives a finding of the table %s", table)
		}
	}
}
