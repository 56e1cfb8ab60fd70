package pos_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"testing"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
)

// folded is what the journal alone says about a period: its sums, computed without any code
// of the till.
type folded struct {
	sales, gross, discounts, discounted, tax, taxable map[money.Currency]int64
	count                                             map[money.Currency]int
	tenders, paidBack                                 map[sale.TenderKind]report.Tally
	change                                            map[money.Currency]report.Tally
	refunds, voids                                    map[money.Currency]report.Tally
	rounding                                          report.Tally
	float, in, ins, outs, drops, back                 map[money.Currency]int64
	receipts                                          []int
	asked                                             map[id.Payment]bool
	became                                            map[string]map[id.Payment]bool // in the period, by outcome
	late                                              map[id.Payment]bool            // payments with unmatched money received in the period
	known                                             map[id.Payment]payment.Attempt // by id, from any period
	unresolved                                        map[id.Payment]money.Money     // at the end of the period
	dropped                                           map[id.Sale]bool
	parts                                             map[id.Sale]sale.Sale
	items                                             map[string]int64
	cashiers                                          map[string]map[money.Currency]report.Tally
	approvals                                         map[string]int
	counted, left                                     []money.Money            // by the close, and by the one before
	before                                            map[money.Currency]int64 // cash of the period that the float holds
	opened                                            bool
	traces                                            map[journal.Kind]int // what was done beside the sales
	closed                                            bool
}

func newFold(known map[id.Payment]payment.Attempt) *folded {
	amounts := func() map[money.Currency]int64 { return map[money.Currency]int64{} }
	tallies := func() map[money.Currency]report.Tally { return map[money.Currency]report.Tally{} }
	return &folded{
		sales: amounts(), gross: amounts(), discounts: amounts(), discounted: amounts(), tax: amounts(), taxable: amounts(),
		count: map[money.Currency]int{}, tenders: map[sale.TenderKind]report.Tally{}, paidBack: map[sale.TenderKind]report.Tally{},
		change: tallies(), refunds: tallies(), voids: tallies(),
		float: amounts(), in: amounts(), ins: amounts(), outs: amounts(), drops: amounts(), back: amounts(), before: amounts(),
		asked: map[id.Payment]bool{}, became: map[string]map[id.Payment]bool{}, late: map[id.Payment]bool{}, unresolved: map[id.Payment]money.Money{},
		known: known, dropped: map[id.Sale]bool{}, parts: map[id.Sale]sale.Sale{}, items: map[string]int64{},
		cashiers: map[string]map[money.Currency]report.Tally{}, approvals: map[string]int{}, traces: map[journal.Kind]int{},
	}
}

func more(t report.Tally, m money.Money) report.Tally {
	return report.Tally{Count: t.Count + 1, Sum: money.Of(t.Sum.Minor+m.Minor, m.Currency)}
}

// fold reads a shop's journal from its first row and returns its periods in order; the last
// one is still open.
func fold(t testing.TB, dir string) []*folded {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT kind, payload FROM journal ORDER BY seq")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	known := map[id.Payment]payment.Attempt{}
	periods := []*folded{newFold(known)}
	for rows.Next() {
		var kind journal.Kind
		var payload []byte
		if err := rows.Scan(&kind, &payload); err != nil {
			t.Fatal(err)
		}
		f := periods[len(periods)-1]
		f.take(t, kind, payload)
		if f.closed {
			periods = append(periods, newFold(known))
			periods[len(periods)-1].left = f.counted
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return periods
}

func into[T any](t testing.TB, payload []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(payload, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func (f *folded) take(t testing.TB, kind journal.Kind, payload []byte) {
	t.Helper()
	switch kind {
	case "setting.changed", "manager.refused", "clock.changed", "bill.line_removed", "bill.cleared", "bill.held", "bill.held_cleared", "bill.given_up", "bill.price_changed",
		"bill.quantity_lowered", "bill.quantity_raised", "bill.discount_changed", "receipt.viewed", "receipt.copied", "printer.tested", "till.was_closed":
		f.traces[kind]++
	case facts.SalePart:
		s := into[sale.Sale](t, payload)
		f.parts[s.ID] = s
		delete(f.dropped, s.ID) // a manager resolved its money
	case facts.SaleCompleted:
		s := into[sale.Sale](t, payload)
		delete(f.parts, s.ID)
		delete(f.dropped, s.ID)
		f.sale(s)
	case facts.SaleDropped:
		s := into[sale.Sale](t, payload)
		delete(f.parts, s.ID)
		f.dropped[s.ID] = true
	case facts.SaleReopened:
		delete(f.dropped, into[sale.Sale](t, payload).ID)
	case facts.Refunded:
		f.refund(into[sale.Refund](t, payload))
	case facts.CashMoved:
		m := into[drawer.Move](t, payload)
		map[drawer.MoveKind]map[money.Currency]int64{
			drawer.CashIn: f.ins, drawer.CashOut: f.outs, drawer.CashDrop: f.drops,
		}[m.Kind][m.Amount.Currency] += m.Amount.Minor
	case facts.Counted:
		switch c := into[drawer.Count](t, payload); c.Kind {
		case drawer.CountOpen:
			f.opened = true
			for _, m := range c.Counted {
				f.float[m.Currency] += m.Minor
				f.before[m.Currency] = f.cash(m.Currency)
			}
		case drawer.CountClose:
			f.counted = c.Counted
		}
	case facts.AttemptReserved:
		a := into[payment.Attempt](t, payload)
		f.asked[a.ID] = true
	case facts.AttemptMoved:
		moved := into[struct {
			From    payment.State
			Attempt payment.Attempt
		}](t, payload)
		f.moved(moved.From, moved.Attempt)
	case facts.Unmatched: // unmatched money has a fact of its own
		a := into[payment.Attempt](t, payload)
		f.late[a.ID] = true
		f.happened("late", a.ID)
	case facts.UnmatchedResolved:
		f.happened("settled", into[payment.Resolution](t, payload).Payment)
	case facts.Approved:
		f.approvals[into[staff.Approved](t, payload).By]++
	case facts.ShiftClosed:
		f.closed = true
	}
	for id := range f.late {
		f.unresolved[id] = left(f.known[id])
	}
}

func (f *folded) happened(what string, paymentID id.Payment) {
	if f.became[what] == nil {
		f.became[what] = map[id.Payment]bool{}
	}
	f.became[what][paymentID] = true
}

// moved applies a change of a payment's state or money.
func (f *folded) moved(from payment.State, a payment.Attempt) {
	if from != a.State && a.State != payment.Resolved { // resolved money has a fact of its own, whatever the state
		f.happened(string(a.State), a.ID)
	}
	if f.known[a.ID].Received != a.Received && a.Received != a.Amount {
		f.happened("another amount", a.ID)
	}
	f.known[a.ID] = a
}

// left returns the unmatched money of a payment.
func left(a payment.Attempt) money.Money {
	rest := a.Received.Minor - a.Resolved.Minor
	if a.State == payment.Paid && a.Received.Currency == a.Amount.Currency {
		rest -= a.Amount.Minor
	}
	return money.Of(max(0, rest), a.Received.Currency)
}

func (f *folded) sale(s sale.Sale) {
	c := s.Total.Currency
	f.count[c]++
	if f.cashiers[s.Cashier] == nil {
		f.cashiers[s.Cashier] = map[money.Currency]report.Tally{}
	}
	f.cashiers[s.Cashier][c] = more(f.cashiers[s.Cashier][c], s.Total)
	f.sales[c] += s.Total.Minor
	f.tax[c] += s.Tax.Minor
	f.taxable[c] += s.Taxable.Minor
	var off int64
	for _, l := range s.Lines {
		gross := l.Total.Minor + l.Discount.Minor + l.Share.Minor
		if s.Terms.Mode == money.TaxAdded {
			gross -= l.Tax.Minor
		}
		f.gross[c] += gross
		off += l.Discount.Minor + l.Share.Minor
		f.items[l.Name] += l.Quantity
	}
	f.discounts[c] += off
	if off > 0 {
		f.discounted[c]++
	}
	for _, t := range s.Tenders {
		f.tenders[t.Kind] = more(f.tenders[t.Kind], t.Amount)
		if t.Kind == sale.TenderCashUSD || t.Kind == sale.TenderCashKHR {
			f.in[t.Amount.Currency] += t.Amount.Minor
		}
	}
	for _, m := range s.Change {
		f.change[m.Currency] = more(f.change[m.Currency], m)
	}
	if s.Rounding.Minor != 0 {
		f.rounding = more(f.rounding, s.Rounding)
	}
	f.receipts = append(f.receipts, s.Receipt.Sequence)
}

func (f *folded) refund(r sale.Refund) {
	c := r.Total.Currency
	if r.Kind == sale.RefundVoid {
		f.voids[c] = more(f.voids[c], r.Total)
	} else {
		f.refunds[c] = more(f.refunds[c], r.Total)
	}
	for _, t := range r.Paid {
		f.paidBack[t.Kind] = more(f.paidBack[t.Kind], t.Amount)
		if t.Kind == sale.TenderCashUSD || t.Kind == sale.TenderCashKHR {
			f.back[t.Amount.Currency] += t.Amount.Minor
		}
	}
	if r.Rounding.Minor != 0 {
		f.rounding = more(f.rounding, money.Riel(-r.Rounding.Minor))
	}
	f.receipts = append(f.receipts, r.Number.Sequence)
}

// cashIn is the cash received for sales, those paid in part too.
func (f *folded) cashIn(c money.Currency) int64 {
	in := f.in[c]
	for _, s := range f.parts {
		for _, t := range s.Tenders {
			if t.Kind == sale.CashTender(c) {
				in += t.Amount.Minor
			}
		}
	}
	return in
}

// cash is what the period's cash adds up to, without the float.
func (f *folded) cash(c money.Currency) int64 {
	return f.cashIn(c) - f.change[c].Sum.Minor - f.back[c] + f.ins[c] - f.outs[c] - f.drops[c]
}

// differs lists where a report differs from the journal.
func (f *folded) differs(r report.Report) []string {
	var all []string
	is := func(what string, got, want any) {
		if got != want {
			all = append(all, what+": "+text(got)+" in the report, "+text(want)+" in the journal")
		}
	}
	for i, c := range money.Currencies() {
		t, name := r.Totals[i], string(c)
		is(name+" sales", t.Count, f.count[c])
		is(name+" total", t.Total.Minor, f.sales[c])
		is(name+" tally", r.Sales[i].Sum.Minor, f.sales[c])
		is(name+" gross", t.Gross.Minor, f.gross[c])
		is(name+" discounts", t.Discounts.Sum.Minor, f.discounts[c])
		is(name+" discounted", int64(t.Discounts.Count), f.discounted[c])
		is(name+" tax", t.Tax.Minor, f.tax[c])
		is(name+" taxable", t.Taxable.Minor, f.taxable[c])
		is(name+" refunds", asTally(r.Refunds[i]), asTally(f.refunds[c]))
		is(name+" voids", asTally(r.Voids[i]), asTally(f.voids[c]))
		is(name+" change", asTally(r.Change[i]), asTally(f.change[c]))
		d := r.Drawer[i]
		is(name+" float", d.Float.Minor, f.float[c])
		is(name+" cash in", d.CashIn.Minor, f.cashIn(c))
		is(name+" cash change", d.Change.Minor, f.change[c].Sum.Minor)
		is(name+" cash back", d.Refunds.Minor, f.back[c])
		is(name+" pay-ins", d.PayIns.Minor, f.ins[c])
		is(name+" pay-outs", d.PayOuts.Minor, f.outs[c])
		is(name+" drops", d.Drops.Minor, f.drops[c])
		left := int64(0)
		if !f.opened {
			left = money.MinorOf(f.left, c)
		}
		is(name+" left", d.Left.Minor, left)
		is(name+" before the float", d.Before.Minor, f.before[c])
		expected := f.float[c] + left + f.cash(c) - f.before[c]
		is(name+" expected", d.Expected.Minor, expected)
		if f.closed {
			is(name+" counted", d.Counted.Minor, f.counted[i].Minor)
			is(name+" over", d.Over.Minor, f.counted[i].Minor-expected)
		}
		var hours, items int64
		for _, g := range r.ByHour {
			hours += g.Sums[i].Minor
		}
		for _, g := range r.ByItem {
			items += g.Sums[i].Minor
		}
		is(name+" by hour", hours, f.sales[c])
		is(name+" by item", items, f.sales[c])
	}
	for i, kind := range sale.TenderKinds() {
		is(string(kind), asTally(r.Tenders[i].Tally), asTally(f.tenders[kind]))
		is(string(kind)+" back", asTally(r.PaidBack[i].Tally), asTally(f.paidBack[kind]))
	}
	is("rounding", asTally(r.Rounding), asTally(f.rounding))
	for _, g := range r.ByItem {
		is("sold of "+g.Name, g.Count, f.items[g.Name])
	}
	cashiers := len(f.cashiers)
	if _, nobody := f.cashiers[""]; nobody && cashiers == 1 {
		cashiers = 0 // nobody signed in: the report leaves them out
	}
	is("cashiers", len(r.ByCashier), cashiers)
	for _, g := range r.ByCashier {
		var sales int64
		for i, c := range money.Currencies() {
			is("sold by "+g.Name+" in "+string(c), g.Sums[i].Minor, f.cashiers[g.Name][c].Sum.Minor)
			sales += int64(f.cashiers[g.Name][c].Count)
		}
		is("sales by "+g.Name, g.Count, sales)
	}
	is("who approved", len(r.Approvals), len(f.approvals))
	for _, a := range r.Approvals {
		is("approved by "+a.By, a.Count, f.approvals[a.By])
	}
	is("given up", r.Corrections.Dropped, len(f.dropped))
	is("kinds of traces", len(r.Traces), len(f.traces))
	for _, trace := range r.Traces {
		is(string(trace.Kind), trace.Count, f.traces[trace.Kind])
	}
	is("asked", r.QR.Asked, len(f.asked))
	f.codes(r.QR, is)
	if len(f.receipts) > 0 {
		is("first receipt", r.FirstReceipt.Sequence, f.receipts[0])
		is("last receipt", r.LastReceipt.Sequence, f.receipts[len(f.receipts)-1])
	}
	return all
}

// codes compares the outcomes of payments and the unmatched money: each outcome once a
// period, whatever followed it.
func (f *folded) codes(qr report.QRControl, is func(what string, got, want any)) {
	unmatched := map[money.Currency]report.Tally{}
	for _, rest := range f.unresolved {
		if rest.Minor > 0 {
			unmatched[rest.Currency] = more(unmatched[rest.Currency], rest)
		}
	}
	for what, n := range map[string]int{
		"paid": qr.Paid, "cancelled": qr.Cancelled, "expired": qr.Expired, "refused": qr.Refused,
		"late": qr.Late, "settled": qr.Resolved, "unknown": qr.Unknown, "another amount": qr.Mismatch,
	} {
		is("payments "+what, n, len(f.became[what]))
	}
	for i, c := range money.Currencies() {
		is("unclaimed in "+string(c), asTally(qr.Unmatched[i]), asTally(unmatched[c]))
	}
}

func asTally(t report.Tally) [2]int64 { return [2]int64{int64(t.Count), t.Sum.Minor} }

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "?"
	}
	return string(b)
}
