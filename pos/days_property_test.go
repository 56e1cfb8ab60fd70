package pos_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A walk is random days of a shop: what a cashier, a manager, the bank and a power cut may
// do, in any order.
type walk struct {
	*testShop
	r        *rand.Rand
	receipts []id.Receipt
	open     []payment.Attempt
	zs       int
	refused  map[fault.Code]int
	staffed  bool // the shop has an owner, a manager and a cashier
	ledger   ledger
}

// approval returns an approval where one may be needed: the manager's or, in a shop with staff,
// sometimes a cashier's, which is refused, or none.
func (w *walk) approval() staff.Approval {
	switch {
	case !w.staffed:
		return dara
	case w.coin(5):
		return sokCashier
	case w.coin(5):
		return staff.Approval{}
	}
	return daraMan
}

// countApproval returns the approval of whoever counts cash, once a typed name is not enough.
func (w *walk) countApproval() staff.Approval {
	if !w.staffed || w.coin(4) {
		return staff.Approval{}
	}
	return sokCashier
}

// signInSomebody lets somebody else sign in, or nobody.
func (w *walk) signInSomebody() {
	if w.coin(3) {
		w.checked(w.till.SignOut(w.t.Context()))
		return
	}
	who := []staff.Approval{sreyOwner, daraMan, sokCashier}[w.r.IntN(3)]
	if w.coin(10) {
		who.PIN = "0000"
	}
	w.checked(second(w.till.SignIn(w.t.Context(), who.By, who.PIN)))
}

func (w *walk) coin(one int) bool { return w.r.IntN(one) == 0 }

func (w *walk) price() money.Money {
	if w.coin(3) {
		return money.Riel(100 * (1 + w.r.Int64N(400)))
	}
	return money.Cents(1 + w.r.Int64N(2500))
}

func (w *walk) bill() sale.Bill {
	b := sale.Bill{Currency: money.Currencies()[w.r.IntN(2)]}
	discount := func() sale.Discount {
		switch w.r.IntN(6) {
		case 0:
			return sale.Discount{Part: 500 * (1 + w.r.Int64N(10))}
		case 1:
			return sale.Discount{Amount: money.Cents(1 + w.r.Int64N(200))}
		}
		return sale.Discount{}
	}
	for range 1 + w.r.IntN(4) {
		b.Lines = append(b.Lines, sale.BillLine{
			Name: string(rune('A' + w.r.IntN(6))), Category: string(rune('x' + w.r.IntN(2))),
			Quantity: 1 + w.r.Int64N(3), Price: w.price(), Discount: discount(), Exempt: w.coin(4),
		})
	}
	b.Discount = discount()
	return b
}

// checked checks the result of a step: a refusal is counted and must have words.
func (w *walk) checked(err error) bool {
	if err == nil {
		return true
	}
	code := fault.CodeOf(err)
	if code == fault.Internal {
		w.t.Fatalf("%v", err)
	}
	w.refused[code]++
	return false
}

func (w *walk) step() {
	ctx := w.t.Context()
	w.clock.Add(time.Duration(1+w.r.IntN(1200)) * time.Second)
	if w.staffed && w.coin(12) {
		w.signInSomebody()
	}
	if w.coin(6) {
		w.trace()
	}
	switch n := w.r.IntN(100); {
	case n < 30:
		given := []money.Money(nil)
		if w.coin(2) {
			given = []money.Money{w.price(), w.price()}
		}
		s, err := w.till.PayCash(ctx, pos.CashRequest{
			Bill: w.bill(), Received: given, ChangeIn: []money.ChangeIn{money.ChangeDollars, money.ChangeRiel}[w.r.IntN(2)], Part: w.coin(3),
			Approval: w.approval(),
		})
		if w.checked(err) {
			w.ledger.stands = false
			if s.State == sale.Completed {
				w.receipts = append(w.receipts, s.Receipt)
			}
		}
	case n < 55:
		a, err := w.till.Charge(ctx, pos.ChargeRequest{Bill: w.bill(), Currency: []money.Currency{"", money.USD, money.KHR}[w.r.IntN(3)], Approval: w.approval()})
		if w.checked(err) {
			w.ledger.stands = false
			w.open = append(w.open, a)
		}
	case n < 75:
		w.answer()
	case n < 80:
		w.finish()
	case n < 82:
		w.manage()
	case n < 88:
		w.refund()
	case n < 93:
		w.checked(second(w.till.MoveCash(ctx, pos.MoveRequest{
			Kind: []drawer.MoveKind{drawer.CashIn, drawer.CashOut, drawer.CashDrop}[w.r.IntN(3)], Amount: w.price(), Reason: "reason", By: "Sok", Approval: w.countApproval(),
		})))
	case n < 95:
		w.checked(second(w.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{w.price(), w.price()}[:1+w.r.IntN(2)], By: "Sok", Approval: w.countApproval()})))
	case n < 96:
		w.checked(w.till.SetSettingBy(ctx, settings.Rate, strconv.Itoa(3900+w.r.IntN(300)), w.approval()))
	case n < 97:
		w.checked(w.till.SetSettingBy(ctx, settings.TaxMode, []string{"none", "included", "added"}[w.r.IntN(3)], sreyOwner))
	case n < 98:
		w.restart()
	default:
		w.closeShift()
	}
}

func second[T any](_ T, err error) error { return err }

// answer is an answer of the bank, or of the cashier, about one of the open payments.
func (w *walk) answer() {
	if len(w.open) == 0 {
		return
	}
	i := w.r.IntN(len(w.open))
	a, err := w.till.Attempt(w.t.Context(), w.open[i].ID)
	if err != nil {
		w.t.Fatal(err)
	}
	happen := func(events ...payment.Event) {
		for _, e := range events {
			after, err := w.till.Happened(w.t.Context(), a.ID, e)
			w.checked(err)
			a = after
		}
	}
	if a.State == payment.Reserved {
		happen(payment.Sending{}, payment.CodeAccepted{QR: "0002", Payee: payment.Payee{Account: "shop@bank"}, Expires: w.clock.Now().Add(time.Hour)})
	}
	switch n := w.r.IntN(10); {
	case n < 6:
		happen(payment.VerifiedPaid{Received: a.Amount})
	case n < 8:
		happen(payment.CancelledByCashier{})
		return // it may still be paid
	case n < 9:
		happen(payment.VerifiedPaid{Received: a.Amount.Times(2)})
	default:
		_, err := w.till.ChargeAgain(w.t.Context(), a.ID)
		w.checked(err)
	}
	w.open = slices.Delete(w.open, i, i+1)
}

// manage resolves unmatched money, or marks a payment that the bank does not report.
func (w *walk) manage() {
	ctx := w.t.Context()
	if list := w.till.Snapshot().Unmatched; len(list) > 0 && w.coin(2) {
		a := list[w.r.IntN(len(list))]
		kinds := []payment.ResolutionKind{payment.ResolveSale, payment.ResolveRefund, payment.ResolveNote}
		w.checked(second(w.till.Resolve(ctx, pos.ResolveRequest{
			Payment: a.ID, Kind: kinds[w.r.IntN(len(kinds))], Reference: "FT2", Note: "note", Approval: w.approval(),
		})))
		return
	}
	if len(w.open) > 0 {
		a := w.open[w.r.IntN(len(w.open))]
		w.checked(second(w.till.MarkPaid(ctx, pos.MarkRequest{Payment: a.ID, Reference: "FT3", Approval: w.approval()})))
	}
}

// finish continues a part-paid sale.
func (w *walk) finish() {
	parts := w.till.Snapshot().PartPaid
	if len(parts) == 0 {
		return
	}
	ctx, sale := w.t.Context(), parts[w.r.IntN(len(parts))]
	switch w.r.IntN(3) {
	case 0:
		done, err := w.till.PayCash(ctx, pos.CashRequest{Sale: sale.ID})
		if w.checked(err) {
			w.receipts = append(w.receipts, done.Receipt)
		}
	case 1:
		a, err := w.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID})
		if w.checked(err) {
			w.open = append(w.open, a)
		}
	default:
		w.checked(second(w.till.GiveBack(ctx, sale.ID, staff.Approval{})))
	}
}

func (w *walk) refund() {
	if len(w.receipts) == 0 {
		return
	}
	r := pos.RefundRequest{
		Receipt: w.receipts[w.r.IntN(len(w.receipts))], Reason: "reason", Approval: w.approval(),
		ChangeIn: []money.ChangeIn{money.ChangeDollars, money.ChangeRiel}[w.r.IntN(2)],
	}
	switch w.r.IntN(4) {
	case 0:
		r.Kind = sale.RefundVoid
	case 1:
		r.Lines = map[int]int64{1: 1}
	case 2:
		r.Reference = "FT1"
	}
	w.checked(second(w.till.Refund(w.t.Context(), r)))
}

// closeShift ends everything that is open, and then the period.
func (w *walk) closeShift() {
	ctx := w.t.Context()
	for _, a := range w.till.Snapshot().Watching {
		if a.InProgress() && !w.coin(10) {
			w.checked(second(w.till.Happened(ctx, a.ID, payment.CancelledByCashier{})))
		}
	}
	for _, sale := range w.till.Snapshot().PartPaid {
		w.checked(second(w.till.PayCash(ctx, pos.CashRequest{Sale: sale.ID})))
	}
	notes := w.till.Snapshot().Shift.Drawer
	counted := []money.Money{money.Cents(max(0, notes[0].Minor-w.r.Int64N(3))), money.Riel(max(0, notes[1].Minor))}
	if w.checked(second(w.till.CloseShift(ctx, drawer.CountRequest{Counted: counted, By: "Sok", Approval: w.approval()}))) {
		w.zs++
	}
}

// Random days: whatever was done in whatever order, folding the journal alone gives every
// line of every Z report to the last riel; receipts and Z reports have no gaps; and the Z
// reports together are all sales.
func TestDaysAddUp(t *testing.T) {
	t.Parallel()
	days, steps := postest.Depth(4, 12), postest.Depth(600, 5000)
	if testing.Short() {
		days, steps = 2, 300
	}
	for seed := range days {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			w := &walk{testShop: newShop(t), r: rand.New(rand.NewPCG(uint64(seed), 5)), refused: map[fault.Code]int{}}
			w.set(settings.Rate, "4100")
			w.set(settings.TenderOther, "Voucher")
			if w.staffed = seed%2 == 0; w.staffed {
				w.hire()
			}
			for range steps {
				w.step()
			}
			w.checkAll()
		})
	}
}

func (w *walk) checkAll() {
	t, ctx := w.t, w.t.Context()
	periods := fold(t, w.dir)
	if len(periods) != w.zs+1 || w.zs == 0 {
		t.Fatalf("%d periods, of %d Z reports", len(periods), w.zs)
	}
	var receipts []int
	grand := map[money.Currency]int64{}
	prev := journal.GenesisHash
	for i, f := range periods {
		receipts = append(receipts, f.receipts...)
		for _, c := range money.Currencies() {
			grand[c] += f.sales[c] - f.refunds[c].Sum.Minor - f.voids[c].Sum.Minor
		}
		report, err := w.disk.PeriodReport(ctx, i+1)
		if f.closed {
			if report, err = w.disk.Z(ctx, i+1); err == nil {
				if len(report.Differs) > 0 {
					w.t.Errorf("Z %d is not as its facts: %+v", i+1, report.Differs)
				}
				stored, err := w.disk.ZReport(ctx, i+1)
				if err != nil || stored.PrevHash != prev || report.Z.PrevHash != prev || stored.Hash != report.Z.Hash || !stored.Intact() {
					t.Errorf("Z %d is not in the chain: %v", i+1, err)
				}
				// Whatever happened since, the rows still give the same report, byte for byte.
				made, err := w.disk.RemakeZ(ctx, i+1)
				if err != nil || !bytes.Equal(made.Text, stored.Text) || made.Hash != stored.Hash {
					t.Errorf("Z %d made again: %v\n%s\nwas stored as\n%s", i+1, err, made.Text, stored.Text)
				}
				prev = report.Z.Hash
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range f.differs(report) {
			t.Errorf("Z %d: %s", i+1, line)
		}
		w.checkTraces(i+1, report)
		for n, c := range money.Currencies() {
			if report.Z.Grand[n].Minor != grand[c] {
				t.Errorf("Z %d: a grand total of %v, %d in the journal", i+1, report.Z.Grand[n], grand[c])
			}
			if !f.closed && w.till.Snapshot().Shift.Drawer[n] != report.Drawer[n].Expected {
				t.Errorf("the drawer holds %v, the report expects %v", w.till.Snapshot().Shift.Drawer[n], report.Drawer[n].Expected)
			}
		}
	}
	for i, n := range receipts {
		if n != i+1 {
			t.Fatalf("receipt %d stands where %d belongs", n, i+1)
		}
	}
	if len(receipts) < 50 {
		t.Errorf("only %d receipts: this proves little (refused: %v)", len(receipts), w.refused)
	}
	w.checkAudit()
	w.wantJournal()
	w.checkPapers()
}
