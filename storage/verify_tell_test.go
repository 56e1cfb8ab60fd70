package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/pos/finding"
	"psar/pos/payment"
)

// The whole journal is verified beside the open till: what does not fit is an alert, once the
// owner has cleared it no more.
func TestVerifyAndTell(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.byCommandLine("UPDATE sales SET cashier = 'Mallory' WHERE receipt_seq = 1")
	g.want()
	verify := func() {
		t.Helper()
		if _, err := g.db.VerifyAndTell(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		g.heed()
	}
	verify()
	g.wantKinds(payment.AlertJournalBroken)
	if f, ok := finding.Parse(g.alerts[0].Actual); !ok || f.Kind != finding.Differs || f.Table != finding.Sales || f.ID != "01/2026/000001" || f.Found != "cashier = Mallory" {
		t.Errorf("%+v", g.alerts)
	}
	g.clear()
	verify()
	g.wantKinds()
	var steps []int64
	if _, err := g.db.VerifySteps(context.Background(), func(done, of int64) { steps = append(steps, done, of) }); err != nil || len(steps) != 0 {
		t.Errorf("%v (%v) of a few rows", steps, err)
	}
	g.close()
}

// rowOf is the first row of the journal with a condition.
func (g *guarded) rowOf(where string) (seq int64) {
	g.t.Helper()
	if err := g.db.read.QueryRowContext(context.Background(), "SELECT min(seq) FROM journal WHERE "+where).Scan(&seq); err != nil {
		g.t.Fatal(err)
	}
	return seq
}

// rowsOf is what a query selects.
func (g *guarded) rowsOf(query string) (all []string) {
	g.t.Helper()
	rows, err := g.db.read.Query(query)
	err = each(rows, err, func(scan func(...any) error) error {
		var one string
		err := scan(&one)
		all = append(all, one)
		return err
	})
	if err != nil {
		g.t.Fatal(err)
	}
	return all
}

// verified looks at the whole journal, and at the causes of the alerts that stand then.
func (g *guarded) verified(want ...string) {
	g.t.Helper()
	if _, err := g.db.VerifyAndTell(context.Background(), nil); err != nil {
		g.t.Fatal(err)
	}
	g.heed()
	var causes []string
	for _, a := range g.alerts {
		causes = append(causes, a.Expected)
	}
	if !slices.Equal(causes, want) {
		g.t.Errorf("causes %q, want %q: %+v", causes, want, g.alerts)
	}
}

// A row that the journal does not tell of is one alert, however long the till goes on, and once
// cleared no more. It hides no other table's, and a break of the chain hides no table's.
func TestVerifyAndTellOfEachTable(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.want()
	tax, sold := g.rowOf("payload LIKE '%tax.mode%'"), g.rowOf("kind = 'sale.completed'")
	g.close()
	verified := g.verified
	g.byCommandLine("INSERT INTO outcomes SELECT payment_id, 'refused', z, day, at_ms, amount_minor, currency FROM outcomes LIMIT 1")
	g.want()
	added := "outcomes " + g.rowsOf("SELECT payment_id || ' refused Z1' FROM outcomes LIMIT 1")[0]
	verified(added)
	g.clear()
	g.sell(1)
	verified()
	g.close()
	g.want()
	g.sell(1)
	verified()
	g.close()
	g.byCommandLine("UPDATE settings SET value = 'none' WHERE key = 'tax.mode'")
	g.want()
	verified(fmt.Sprintf("J%d", tax))
	g.clear()
	g.close()
	g.byCommandLine("UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 3",
		"UPDATE sales SET cashier = 'Mallory' WHERE receipt_seq = 1", "UPDATE journal SET payload = '{' WHERE kind IN ('attempt.reserved', 'attempt.moved')")
	g.want()
	breaks := []string{"J3"}
	breaks = append(breaks, g.rowsOf("SELECT 'J' || seq FROM journal WHERE payload = '{' ORDER BY seq")...)
	breaks = append(breaks, fmt.Sprintf("J%d", sold))
	// What the facts that can't be read told of is told of no more.
	breaks = append(breaks, g.rowsOf("SELECT 'attempts ' || id FROM attempts ORDER BY id")...)
	verified(append(breaks, g.rowsOf("SELECT 'outcomes ' || payment_id || ' ' || kind || ' Z1' FROM outcomes WHERE kind = 'paid' ORDER BY payment_id")...)...)
	g.clear()
	verified()
	g.close()
}

// A break of the chain that the owner has cleared hides no other one, before it, behind it or
// beside it; rows one behind the other with the same fault are one, and many are told together.
func TestVerifyAndTellOfEachBreak(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.day(30)
	broken := func(rows string, want ...string) {
		t.Helper()
		g.byCommandLine("UPDATE journal SET payload = payload || ' ' WHERE seq IN (" + rows + ")")
		g.want()
		for range 2 { // once cleared, no more
			if _, err := g.db.VerifyAndTell(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			g.heed()
			var causes []string
			for _, a := range g.alerts {
				cause, _, _ := strings.Cut(a.Expected, " #")
				causes = append(causes, cause)
			}
			if !slices.Equal(causes, want) {
				t.Errorf("%s: causes %q, want %q", rows, causes, want)
			}
			g.clear()
			want = nil
		}
		g.close()
	}
	broken("20", "J20")
	broken("30", "J30")
	broken("10", "J10")
	broken("21, 22", "J20–J22")
	var many []string
	for row := 40; row < 76; row += 2 {
		many = append(many, fmt.Sprint(row))
	}
	told := []string{}
	for _, row := range many[:mostBreaks-3] {
		told = append(told, "J"+row)
	}
	broken(strings.Join(many, ", "), append(told, "journal +5")...)
	broken("80", "journal +6")
}

// Of several altered rows of one table each is an alert. One that the owner has cleared hides
// none of the others, nor the same row once it is altered again; a clearing by a program that
// kept a sentence counts for what it named.
func TestVerifyAndTellOfSeveralRows(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.want()
	g.sell(2)
	sold := g.rowsOf("SELECT 'J' || seq FROM journal WHERE kind = 'sale.completed' ORDER BY seq")
	g.close()
	verified := func(want ...string) {
		t.Helper()
		g.want()
		g.verified(want...)
	}
	mallory := func(receipts string) {
		g.byCommandLine("UPDATE sales SET cashier = cashier || 'Mallory' WHERE receipt_seq IN (" + receipts + ")")
	}
	mallory("1, 2")
	verified(sold[0], sold[1])
	g.clear()
	g.close()
	verified()
	g.close()
	mallory("4")
	verified(sold[3])
	g.clear()
	g.close()
	mallory("1")
	verified(sold[0])
	const old = "the sale of receipt 01/2026/000001 is not as row 8 tells"
	id := g.alerts[0].ID
	g.alerts[0].Actual = old
	g.clear()
	g.close()
	g.byCommandLine(fmt.Sprintf("UPDATE alarms SET actual = '%s' WHERE id = %d", old, id))
	mallory("1")
	verified()
	g.close()
}

// What is told of a journal in which nothing fits waits for the till in whole.
func TestVerifyAndTellOfNothingThatFits(t *testing.T) {
	t.Parallel()
	if most := mostBreaks + 1 + (len(finding.Tables())-1)*(mostFindings+1); most > maxReports {
		t.Errorf("%d findings, and %d wait for the till", most, maxReports)
	}
	var found, other findings
	for n := range int64(1000) {
		f := finding.Finding{Kind: finding.Differs, Table: finding.Sales, ID: "x"}
		f.Row = n + 1
		found.differs(f.Table, f.ID, f.Row, n, -n)
		f.Row = 1000 - n
		other.differs(f.Table, f.ID, f.Row, f.Row-1, 1-f.Row)
	}
	all := found.all()
	if len(all) != mostFindings+1 || all[0].Row != 1 || all[mostFindings].Count != 1000-mostFindings {
		t.Errorf("%+v", all)
	}
	if again := other.all(); !slices.Equal(again, all) {
		t.Errorf("in another order %+v, want %+v", again, all)
	}
	other.gone(finding.Sales, "y", 2000)
	if again := other.all(); again[mostFindings].Cause() == all[mostFindings].Cause() {
		t.Errorf("one more has the cause %s too", again[mostFindings].Cause())
	}
}
