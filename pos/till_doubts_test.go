package pos_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// whileClosed changes the database while the till is closed, without its triggers, which are
// then as before.
func (s *testShop) whileClosed(statements ...string) {
	s.t.Helper()
	s.close()
	s.altered(statements...)
	s.open()
}

// altered changes the closed database.
func (s *testShop) altered(statements ...string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	var before, after []string
	rows, err := db.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	for err == nil && rows.Next() {
		var name, text string
		err = rows.Scan(&name, &text)
		before, after = append(before, "DROP TRIGGER "+name), append(after, text)
	}
	for _, one := range slices.Concat(before, statements, after) {
		if err == nil {
			_, err = db.Exec(one)
		}
	}
	if closed := db.Close(); err != nil || closed != nil {
		s.t.Fatal(err, closed)
	}
}

// A setting that somebody writes into the table while the till is closed does not count: the
// till works on with the journal's, puts the row back, and says so until an owner has looked.
func TestSettingsOfTheTableDontCount(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	base, profile := s.till.Snapshot().Settings.Get(settings.BaseURL), s.till.Snapshot().Settings.Get(settings.USDProfileID)
	s.whileClosed("INSERT OR REPLACE INTO settings VALUES ('gateway.base_url', 'https://mallory.example'), ('gateway.usd.profile_id', 'mallory'), ('x.y', 'z')")
	alert := s.wantAlert(payment.AlertSettingRows)
	if !strings.Contains(alert.Expected, "gateway.usd.profile_id = "+profile) || !strings.Contains(alert.Actual, "gateway.usd.profile_id = mallory") {
		t.Errorf("%+v", alert)
	}
	now := s.till.Snapshot().Settings
	if now.Get(settings.BaseURL) != base || now.Get(settings.USDProfileID) != profile {
		t.Errorf("%v", now)
	}
	if a := s.charge(350, money.USD); a.Profile != profile || a.Gateway != base {
		t.Errorf("asked of %s, %s", a.Gateway, a.Profile)
	}
	s.whileClosed("UPDATE settings SET value = 'mallory' WHERE key = 'gateway.usd.profile_id'")
	if found := s.records(); len(found) != 2 || found[1].Actual != "gateway.usd.profile_id = mallory" {
		t.Errorf("%+v", found)
	}
}

// Rows that can't be put back, here for a trigger of somebody's, don't count either; the till
// opens and sells.
func TestSettingsThatCantBePutBackDontCount(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	profile := s.till.Snapshot().Settings.Get(settings.USDProfileID)
	s.whileClosed("UPDATE settings SET value = 'mallory' WHERE key = 'gateway.usd.profile_id'; " +
		"CREATE TRIGGER mallory BEFORE UPDATE ON settings BEGIN SELECT RAISE (ABORT, 'no'); END")
	kinds := map[payment.AlertKind]int{}
	for _, a := range s.records() {
		kinds[a.Kind]++
	}
	if len(kinds) != 2 || kinds[payment.AlertSettingRows] != 1 || kinds[payment.AlertSchema] != 1 {
		t.Errorf("%+v", s.records())
	}
	if a := s.charge(350, money.USD); a.Profile != profile {
		t.Errorf("asked of %s", a.Profile)
	}
	s.sellFor(money.Cents(100))
}

// The journal's own row about an account was changed: nobody is asked to pay until an owner
// has looked. Cash sells.
func TestCodesStopWhileFactsAreInDoubt(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.whileClosed("UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = (SELECT max(seq) FROM journal WHERE payload LIKE '%gateway.usd.profile_id%')")
	alert := s.wantAlert(payment.AlertPayFacts)
	request := pos.ChargeRequest{Amount: money.Cents(350)}
	if _, err := s.till.Charge(t.Context(), request); fault.CodeOf(err) != fault.PayFactsDoubted {
		t.Errorf("%v", err)
	}
	s.sellFor(money.Cents(350))
	if err := s.till.ReadAlert(t.Context(), alert.ID, "looked at the accounts", dara); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.Charge(t.Context(), request); err != nil {
		t.Errorf("%v", err)
	}
	s.close()
	s.open()
	if found := s.records(); len(found) != 0 {
		t.Errorf("cleared, and raised again: %+v", found)
	}
}

// The newest Z report is changed: the next one says so before it is made.
func TestZReportOfTheTable(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	closeShift := func() {
		t.Helper()
		if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(0)}}); err != nil {
			t.Fatal(err)
		}
	}
	s.sellFor(money.Cents(350))
	closeShift()
	s.sellFor(money.Cents(200))
	s.byAnotherProgram("DROP TRIGGER z_reports_no_update", "UPDATE z_reports SET report = replace(report, '3.50', '1.50')")
	closeShift()
	kinds := map[payment.AlertKind]bool{}
	for _, a := range s.records() {
		kinds[a.Kind] = true
	}
	if !kinds[payment.AlertZRow] || !kinds[payment.AlertSchema] { // the other writer is told a moment later
		t.Errorf("%+v", s.records())
	}
}

// A Z report that is changed once more after an owner has looked is an alert again, and one
// that waits for the owner hides no other.
func TestZReportOfTheTableAgain(t *testing.T) {
	t.Parallel()
	for name, cleared := range map[string]bool{"cleared": true, "unread": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(350))
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(0)}}); err != nil {
				t.Fatal(err)
			}
			s.whileClosed("UPDATE z_reports SET report = replace(report, '3.50', '1.50')")
			alert := s.wantAlert(payment.AlertZRow)
			want := 2
			if cleared {
				if err := s.till.ReadAlert(t.Context(), alert.ID, "looked at the paper", dara); err != nil {
					t.Fatal(err)
				}
				want = 1
			}
			s.close()
			s.open()
			if found := s.records(); len(found) != want-1 {
				t.Errorf("seen again: %+v", found)
			}
			s.whileClosed("UPDATE z_reports SET report = replace(report, '1.50', '2.50')")
			if found := s.records(); len(found) != want || found[want-1].Kind != payment.AlertZRow || found[want-1].Actual == alert.Actual {
				t.Errorf("%+v", found)
			}
		})
	}
}

// A sale, or a refund of it, that was changed, added or taken away beside the journal is not
// paid back and gets no copy.
func TestAlteredSalesPayNothingBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql  string
		want fault.Code
	}{
		"as it was":             {"SELECT 1", ""},
		"a dearer sale":         {"UPDATE sales SET total_minor = 25000", fault.SaleDoubted},
		"another tender":        {"UPDATE tenders SET amount_minor = 25000", fault.SaleDoubted},
		"no fact":               {"DELETE FROM journal WHERE kind = 'sale.completed'", fault.SaleDoubted},
		"another fact":          {"UPDATE journal SET payload = replace(payload, '3.50', '9.50') WHERE kind = 'sale.completed'", fault.SaleDoubted},
		"the refund away":       {"DELETE FROM refund_lines; DELETE FROM refund_tenders; DELETE FROM refunds", fault.SaleDoubted},
		"a smaller refund":      {"UPDATE refunds SET total_minor = 1", fault.SaleDoubted},
		"the refund's fact":     {"DELETE FROM journal WHERE kind = 'refund.given'", fault.SaleDoubted},
		"another sale's refund": {"UPDATE refunds SET sale_id = (SELECT max(id) FROM sales)", fault.SaleDoubted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.set(settings.PrinterLink, "paper:")
			sold := s.sellFor(money.Cents(350), sale.BillLine{Name: "Tea", Quantity: 2, Price: money.Cents(175)})
			s.sellFor(money.Cents(100))
			part := pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Lines: map[int]int64{1: 1}, Approval: dara}
			given, err := s.till.Refund(t.Context(), part)
			if err != nil {
				t.Fatal(err)
			}
			s.whileClosed(c.sql)
			if _, _, _, err := s.till.Refundable(t.Context(), sold.Receipt); fault.CodeOf(err) != c.want {
				t.Errorf("what can be refunded: %v", err)
			}
			if err := s.till.Reprint(t.Context(), sold.Receipt); fault.CodeOf(err) != c.want {
				t.Errorf("a copy: %v", err)
			}
			if _, err := s.till.CopyReceipt(t.Context(), sold.Receipt, "copy.png"); fault.CodeOf(err) != c.want {
				t.Errorf("a copy in a file: %v", err)
			}
			want := c.want
			if name == "the refund away" {
				want = fault.ReceiptUnknown
			}
			if err := s.till.Reprint(t.Context(), given.Number); fault.CodeOf(err) != want {
				t.Errorf("a copy of the refund's paper: %v", err)
			}
			if _, err := s.till.Refund(t.Context(), part); fault.CodeOf(err) != c.want {
				t.Errorf("a refund: %v", err)
			}
			s.sellFor(money.Cents(100)) // cash goes on
		})
	}
}

// A Z report adds its period up from the facts too, and says where a row that was changed,
// added or removed beside the journal makes a difference. It is made again byte for byte.
func TestZReportSaysWhatTheJournalTells(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql  string
		want []report.Difference
	}{
		"as it was": {"SELECT 1", nil},
		"a sale smaller": {"UPDATE sales SET total_minor = 50 WHERE total_minor = 350", []report.Difference{
			{Figure: report.FigureSales, Rows: report.Tally{Count: 2, Sum: money.Cents(250)}, Journal: report.Tally{Count: 2, Sum: money.Cents(550)}},
		}},
		"cash as a voucher": {"UPDATE tenders SET kind = 'other_usd' WHERE amount_minor = 350", []report.Difference{
			{Figure: "cash_usd", Rows: report.Tally{Count: 1, Sum: money.Cents(200)}, Journal: report.Tally{Count: 2, Sum: money.Cents(550)}},
			{Figure: "other_usd", Rows: report.Tally{Count: 1, Sum: money.Cents(350)}, Journal: report.Tally{Sum: money.Cents(0)}},
		}},
		"a paid-out larger": {"UPDATE cash_moves SET amount_minor = 150 WHERE kind = 'pay_out'", []report.Difference{
			{Figure: report.FigurePayOuts, Rows: report.Tally{Sum: money.Cents(150)}, Journal: report.Tally{Sum: money.Cents(100)}},
		}},
		"a refund away": {"DELETE FROM refund_lines; DELETE FROM refund_tenders; DELETE FROM refunds", []report.Difference{
			{Figure: report.FigureRefunds, Rows: report.Tally{Sum: money.Cents(0)}, Journal: report.Tally{Count: 1, Sum: money.Cents(200)}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.set(settings.TenderOther, "Voucher")
			s.sellFor(money.Cents(350))
			sold := s.sellFor(money.Cents(200))
			if _, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Approval: dara}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.till.MoveCash(t.Context(), pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(100), Reason: "ice"}); err != nil {
				t.Fatal(err)
			}
			s.whileClosed(c.sql)
			s.closesWith(money.Cents(250), c.want)
			s.sellFor(money.Cents(100))
			if z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(350)}}); err != nil || len(z.Differs) != 0 {
				t.Errorf("the next one: %+v (%v)", z.Differs, err)
			}
		})
	}
}

// countedOfEach does what a Z report only counts, each once: a reprint, a no sale, a sale that is
// given up, and a payment that a manager marks as paid; two of these need an approval.
func (s *testShop) countedOfEach() {
	s.t.Helper()
	ctx := s.t.Context()
	sold := s.sellFor(money.Cents(350))
	_, err := s.mark(s.shown(500, money.USD).ID)
	given := s.shown(200, money.USD)
	s.happened(given.ID, payment.CancelledByCashier{})
	s.set(settings.DrawerOpens, "never")
	if err := errors.Join(err, s.till.Reprint(ctx, sold.Receipt), s.till.OpenDrawer(ctx, "change", dara)); err != nil {
		s.t.Fatal(err)
	}
}

// What a Z report only counts is held against the journal too: each of its tables can be emptied by
// whoever writes the folder.
func TestZReportCountsWhatTheJournalTells(t *testing.T) {
	t.Parallel()
	differs := func(figure report.Figure, rows, journal int) []report.Difference {
		return []report.Difference{{Figure: figure, Rows: report.Tally{Count: rows}, Journal: report.Tally{Count: journal}}}
	}
	for name, c := range map[string]struct {
		sql  string
		want []report.Difference
	}{
		"as it was":          {"SELECT 1", nil},
		"a reprint away":     {"DELETE FROM corrections WHERE kind = 'reprint'", differs(report.FigureReprints, 0, 1)},
		"a no sale away":     {"DELETE FROM corrections WHERE kind = 'no_sale'", differs(report.FigureNoSale, 0, 1)},
		"another no sale":    {"UPDATE corrections SET kind = 'no_sale'", append(differs(report.FigureReprints, 0, 1), differs(report.FigureNoSale, 2, 1)...)},
		"a sale not dropped": {"DELETE FROM given_up", differs(report.FigureDropped, 0, 1)},
		"an approval away":   {"DELETE FROM approvals", differs(report.FigureApprovals, 0, 2)},
		"another price":      {"UPDATE sale_lines SET list_minor = 7, list_currency = 'USD' WHERE sale_id IN (SELECT id FROM sales WHERE state = 'completed')", differs(report.FigureOverrides, 2, 0)},
		"paid by the bank":   {"UPDATE tenders SET by_hand = '' WHERE by_hand <> ''", differs(report.FigureByHand, 0, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.countedOfEach()
			s.whileClosed(c.sql)
			s.closesWith(money.Cents(0), c.want)
		})
	}
}

// closesWith closes the first period with a count, and compares what its Z has otherwise than the
// journal with what is wanted. The Z can be made again from its rows.
func (s *testShop) closesWith(counted money.Money, want []report.Difference) {
	s.t.Helper()
	z, err := s.till.CloseShift(s.t.Context(), drawer.CountRequest{Counted: []money.Money{counted}})
	if err != nil || !slices.Equal(z.Differs, want) {
		s.t.Fatalf("%+v (%v), want %+v", z.Differs, err, want)
	}
	made, err := s.disk.RemakeZ(s.t.Context(), 1)
	stored, err2 := s.disk.ZReport(s.t.Context(), 1)
	if err != nil || err2 != nil || string(made.Text) != string(stored.Text) {
		s.t.Errorf("made again (%v, %v):\n%s\nwant\n%s", err, err2, made.Text, stored.Text)
	}
}
