package storage

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// tillDays is a shop whose days the till itself makes, one like the other: what it commits is
// what a shop's database holds.
type tillDays struct {
	testing.TB
	o     Options
	clock *postest.Clock
	begin time.Time // of the next day
	db    *recordingStore
	till  *pos.Till
	ids   int
}

// recordingStore keeps the batches that the till commits, as they were before.
type recordingStore struct {
	*DB
	batches []pos.Batch
}

func (s *recordingStore) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	s.batches = append(s.batches, shift{}.batch(b))
	return s.DB.Commit(ctx, b)
}

// firstMorning is when these shops open for the first time: a year of days fits behind it.
var firstMorning = time.Date(2026, 1, 1, 1, 0, 0, 0, time.UTC)

// newTillDays returns a shop before its first day, set up for cash, codes and paper. The keyring
// signs its rows, with the key that it has or a new one.
func newTillDays(tb testing.TB, ring *ringInMemory) *tillDays {
	tb.Helper()
	return tillDaysIn(tb, ring, tb.TempDir(), firstMorning)
}

// tillDaysIn is newTillDays in a folder, whatever is in it, from a morning on.
func tillDaysIn(tb testing.TB, ring *ringInMemory, dir string, begin time.Time) *tillDays {
	tb.Helper()
	d := &tillDays{TB: tb, o: marked(dir), clock: postest.NewClock(begin), begin: begin}
	d.o.Clock, d.o.Keyring = d.clock, ring
	d.open()
	d.keyNamed()
	for _, set := range [][2]string{
		{string(settings.ShopName), "Sokha Mart"}, {string(settings.ShopNameKhmer), "ហាង សុខា"}, {string(settings.Rate), "4100"},
		{string(settings.USDProfileID), "9a0b977717b87db68d46a479be987745"}, {string(settings.PrinterLink), "paper:"},
		{string(settings.BaseURL), "http://127.0.0.1:1"}, // on this machine: payees need no confirmation
	} {
		d.must(d.till.SetSetting(context.Background(), settings.Key(set[0]), set[1]))
	}
	return d
}

func (d *tillDays) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *tillDays) open() {
	d.Helper()
	db, err := Open(context.Background(), d.o)
	d.must(err)
	d.db = &recordingStore{DB: db}
	d.till, err = pos.OpenTill(context.Background(), pos.TillConfig{
		Store: d.db, Clock: d.clock, Secrets: noSecrets{}, Version: "test",
		NewID: func() (id.Sale, error) {
			d.ids++
			return id.Sale(fmt.Sprintf(saleIDs, d.ids)), nil
		},
	})
	d.must(err)
}

// saleIDs has the number in front: the end of an id is on its receipt.
const saleIDs = "%08d-0000-7000-8000-0123456789ab"

// close closes till and database.
func (d *tillDays) close() {
	d.Helper()
	d.till.Close()
	d.must(d.db.Close())
}

// keyNamed waits until the journal names the keyring's key: every row behind it is signed.
func (d *tillDays) keyNamed() {
	d.Helper()
	for deadline := time.Now().Add(postest.Patience); ; time.Sleep(time.Millisecond) {
		var named int
		d.must(d.db.read.QueryRowContext(context.Background(), "SELECT count(*) FROM journal WHERE kind = ?", facts.KeyringHolds).Scan(&named))
		switch {
		case named == 2:
			return
		case time.Now().After(deadline):
			d.Fatal("the journal does not name the key")
		}
	}
}

// day is a day of so many sales, every second one paid by KHQR, from the first count to the
// Z report, with a refund and a paid-out. It ends 24 hours after it began.
func (d *tillDays) day(sales int) {
	d.Helper()
	ctx := context.Background()
	float := []money.Money{usd(50_000_00), khr(10_000_000)}
	_, err := d.till.OpenShift(ctx, drawer.CountRequest{Counted: float, By: "Sok"})
	d.must(err)
	var last sale.Sale
	var cancelled []id.Payment
	for n := range sales {
		d.clock.Add(10 * time.Second)
		if bill := billOf(n); n%2 == 0 {
			last, err = d.till.PayCash(ctx, pos.CashRequest{Bill: bill, Received: []money.Money{usd(100_00)}, Confirmed: true})
			d.must(err)
		} else {
			paid := n%25 != 1
			a := d.payByCode(bill, paid)
			if !paid {
				cancelled = append(cancelled, a)
			}
		}
		d.print()
	}
	d.clock.Add(10 * time.Minute)
	for _, a := range cancelled {
		for _, e := range []payment.Event{payment.VerifiedUnpaid{}, payment.WatchEnded{}} {
			_, err := d.till.Happened(ctx, a, e)
			d.must(err)
		}
	}
	_, err = d.till.Refund(ctx, pos.RefundRequest{Receipt: last.Receipt, Reason: "stale",
		Approval: staff.Approval{By: "Dara", Shown: staff.FiguresOf(last.Total)}})
	d.must(err)
	_, err = d.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashOut, Amount: usd(100), Reason: "ice", By: "Sok"})
	d.must(err)
	d.print()
	_, err = d.till.CloseShift(ctx, drawer.CountRequest{Counted: float, By: "Sok", Reason: "counted twice"})
	d.must(err)
	d.print()
	d.begin = d.begin.Add(24 * time.Hour)
	d.clock.Add(d.begin.Sub(d.clock.Now()))
}

// billOf is the bill of a day's n-th sale.
func billOf(n int) sale.Bill {
	b := sale.Bill{Currency: money.USD}
	for i := range 1 + n%3 {
		item := (n*7 + i*31) % 300
		b.Lines = append(b.Lines, sale.BillLine{
			Name: fmt.Sprintf("Mekong green tea %d ml", item), NameKhmer: fmt.Sprintf("តែបៃតង មេគង្គ %d", item),
			Category: fmt.Sprintf("Category %d", item%12), Quantity: int64(1 + (n+i)%3), Price: usd(int64(50 + item*5%900)),
		})
	}
	return b
}

// payByCode sells by KHQR, or cancels the code where nobody pays it.
func (d *tillDays) payByCode(bill sale.Bill, paid bool) id.Payment {
	d.Helper()
	ctx := context.Background()
	a, err := d.till.Charge(ctx, pos.ChargeRequest{Bill: bill})
	d.must(err)
	events := []payment.Event{
		payment.Sending{},
		payment.CodeAccepted{
			QR:    strings.Repeat("00020101021229170013", 12)[:238], // as long as the gateway's
			Payee: payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara", City: "Phnom Penh"}, Expires: d.clock.Now().Add(5 * time.Minute),
		},
		payment.VerifiedPaid{Received: a.Amount},
	}
	if !paid {
		events[2] = payment.CancelledByCashier{}
	}
	for _, e := range events {
		d.clock.Add(3 * time.Second)
		_, err := d.till.Happened(ctx, a.ID, e)
		d.must(err)
	}
	return a.ID
}

// print prints what waits for the printer.
func (d *tillDays) print() {
	d.Helper()
	ctx := context.Background()
	for {
		j, found, err := d.till.TakePrintJob(ctx, "paper:")
		d.must(err)
		if !found {
			return
		}
		d.must(d.till.PrintEnded(ctx, j.ID, queue.Result{State: queue.Printed}))
	}
}

// recordedDay is day, and returns what the till committed on it and the numbers that it used.
func (d *tillDays) recordedDay(sales int) ([]pos.Batch, numbers) {
	d.Helper()
	before := d.numbers()
	d.db.batches = nil
	d.day(sales)
	now := d.numbers()
	return d.db.batches, numbers{now.ids - before.ids, now.receipts - before.receipts}
}

// numbers are how many ids and receipts a shop has used.
type numbers struct{ ids, receipts int }

func (d *tillDays) numbers() numbers {
	d.Helper()
	receipts, err := d.db.LastReceipt(context.Background(), 1, firstMorning.Year())
	d.must(err)
	return numbers{d.ids, receipts}
}
