package storage

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

func TestRowsRoundTrip(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	b := paid(1, 7, khr(14000), noon)
	b.Settings = settings.Values{settings.ShopName: "ហាងកាហ្វេ", settings.TillNumber: "1"}
	b.Sales[0].Training, b.Sales[0].NoReceipt = true, true
	b.Sales[0].Change, b.Sales[0].Rounding = []money.Money{usd(100), khr(2000)}, khr(-50)
	b.Sales[0].Z, b.Sales[0].Terms = 4, money.TaxTerms{Mode: money.TaxAdded, Percent: 10}
	b.Sales[0].Discount, b.Sales[0].Taxable, b.Sales[0].Tax = khr(800), khr(12_728), khr(1272)
	b.Sales[0].Lines[0] = sale.Line{
		Item: "i1", Name: "Coffee", NameKhmer: "កាហ្វេ", Category: "ភេសជ្ជៈ", Quantity: 2, Price: khr(7000), List: usd(150),
		Discount: khr(500), Share: khr(300), Tax: khr(1272), Exempt: true, Note: "គ្មានស្ករ", Total: khr(14_000),
	}
	b.Sales[0].Tenders[0].Name, b.Sales[0].Tenders[0].ByHand = "Voucher", "Dara"
	b.Attempts[0].Z, b.Attempts[0].OutcomeZ, b.Attempts[0].MoneyZ, b.Attempts[0].ByHand = 4, 5, 6, "Dara"
	b.Sales[0].Cashier = "Sok"
	_, ended := charged(2, khr(14000), noon)
	ended.Sale = ""
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Attempts: []payment.Attempt{ended}})
	b.Attempts[0].Problem, b.Attempts[0].Detail, b.Attempts[0].Watched = fault.PaymentMismatch, "more", true
	b.Attempts[0].Replaces, b.Attempts[0].Channel, b.Attempts[0].SuccessURL = ended.ID, payment.ChannelLink, "https://shop.example/ok"
	b.Attempts[0].Resolved = khr(4000)
	b.Resolutions = []payment.Resolution{{
		ID: 1, Payment: b.Attempts[0].ID, Kind: payment.ResolveRefund, Money: khr(4000), Receipt: b.Sales[0].Receipt,
		Reference: "FT1", Note: "ប្រគល់វិញ", By: "Dara", At: noon,
	}}
	b.Alerts = []payment.Alert{{
		Kind: payment.AlertPaidUnclear, Payment: b.Attempts[0].ID, Currency: money.KHR, Money: khr(14000), Expected: "shop@bank",
		Found: b.Attempts[0].Payee, Differs: "15: 1 → 2", Raised: noon, Last: noon, Times: 2, Read: noon, ReadBy: "Dara",
		Actual: "J7-0123456789abcdef", Reason: "restored",
	}}
	// A field added to pos must get a column: every field here has a value.
	for _, row := range []any{b.Sales[0], b.Sales[0].Lines[0], b.Sales[0].Tenders[0], b.Attempts[0], b.Attempts[0].Payee} {
		v := reflect.ValueOf(row)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%T.%s is empty and proves nothing", row, v.Type().Field(i).Name)
			}
		}
	}
	done := mustCommit(t, db, b)
	b.Alerts[0].ID = done.AlertIDs[0]
	for _, row := range []any{b.Resolutions[0], b.Alerts[0]} {
		v := reflect.ValueOf(row)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%T.%s is empty and proves nothing", row, v.Type().Field(i).Name)
			}
		}
	}
	resolutions, err := db.Resolutions(ctx, b.Attempts[0].ID)
	if diff := cmp.Diff(b.Resolutions, resolutions); err != nil || diff != "" {
		t.Errorf("settlements: %v\n%s", err, diff)
	}
	alerts, err := db.Alerts(ctx, false)
	if diff := cmp.Diff(b.Alerts, alerts); err != nil || diff != "" {
		t.Errorf("alarms: %v\n%s", err, diff)
	}
	if unread, err := db.Alerts(ctx, true); err != nil || len(unread) != 0 {
		t.Errorf("unread: %v (%v)", unread, err)
	}

	sale, err := db.Sale(ctx, b.Sales[0].ID)
	if diff := cmp.Diff(b.Sales[0], sale); err != nil || diff != "" {
		t.Errorf("sale: %v\n%s", err, diff)
	}
	sale, err = db.SaleByReceipt(ctx, b.Sales[0].Receipt)
	if diff := cmp.Diff(b.Sales[0], sale); err != nil || diff != "" {
		t.Errorf("sale by receipt: %v\n%s", err, diff)
	}
	attempt, err := db.Attempt(ctx, b.Attempts[0].ID)
	if diff := cmp.Diff(b.Attempts[0], attempt); err != nil || diff != "" {
		t.Errorf("attempt: %v\n%s", err, diff)
	}
	jobs, err := db.PrintJobs(ctx, queue.Queued, queue.Failed)
	if diff := cmp.Diff(done.Prints, jobs); err != nil || diff != "" {
		t.Errorf("print jobs: %v\n%s", err, diff)
	}
	settings, err := readSettings(ctx, db.read) // Settings goes by the journal
	if diff := cmp.Diff(b.Settings, settings); err != nil || diff != "" {
		t.Errorf("settings: %v\n%s", err, diff)
	}
}

func TestMissingRows(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	_, err := db.Attempt(ctx, "11773550800001")
	wantCode(t, err, fault.PaymentUnknown, "")
	_, err = db.Attempt(ctx, "not a number")
	wantCode(t, err, fault.PaymentUnknown, "")
	_, err = db.Sale(ctx, "none")
	wantCode(t, err, fault.Internal, "")
	_, err = db.SaleByReceipt(ctx, id.Receipt{Till: 1, Year: 2026, Sequence: 1})
	wantCode(t, err, fault.ReceiptUnknown, "")
	if last, err := db.LastPaymentID(ctx, 1); err != nil || last != "" {
		t.Errorf("last payment id %q (%v), want none", last, err)
	}
	if last, err := db.LastReceipt(ctx, 1, 2026); err != nil || last != 0 {
		t.Errorf("last receipt %d (%v), want none", last, err)
	}
	if jobs, err := db.PrintJobs(ctx); err != nil || len(jobs) != 0 {
		t.Errorf("jobs in no state: %v (%v)", jobs, err)
	}
}

func TestLastNumbers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	for _, n := range []int{5, 9, 7} {
		mustCommit(t, db, paid(n, n, usd(100), noon))
	}
	// Till 12's ids have one more digit and are not ids of till 1.
	_, other := charged(1, usd(100), noon)
	other.ID, other.Sale = "121773550800000", ""
	mustCommit(t, db, pos.Batch{At: noon, Till: 12, Attempts: []payment.Attempt{other}})
	for till, want := range map[int]id.Payment{1: paymentID(9), 12: "121773550800000", 2: ""} {
		if got, err := db.LastPaymentID(ctx, till); err != nil || got != want {
			t.Errorf("till %d: last payment id %q (%v), want %q", till, got, err, want)
		}
	}
	for year, want := range map[int]int{2026: 9, 2025: 0} {
		if got, err := db.LastReceipt(ctx, 1, year); err != nil || got != want {
			t.Errorf("%d: last receipt %d (%v), want %d", year, got, err, want)
		}
	}
}

func TestAttemptFilters(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	at := map[int]time.Time{1: noon.Add(2 * time.Hour), 2: noon, 3: noon.Add(-24 * time.Hour), 4: noon.Add(time.Hour),
		5: noon.Add(3 * time.Hour), 6: noon.Add(4 * time.Hour), 7: noon.Add(5 * time.Hour)}
	rows := map[id.Payment]payment.Attempt{}
	change := map[int]func(*payment.Attempt){
		1: func(a *payment.Attempt) {},
		2: func(a *payment.Attempt) { a.State, a.Received, a.Watched = payment.Unmatched, usd(100), false },
		3: func(a *payment.Attempt) { a.State = payment.Expired },
		// Paid, and the gateway reported another amount later.
		4: func(a *payment.Attempt) { a.State, a.Received, a.Watched = payment.Paid, usd(120), false },
		// The same, with the rest resolved, and verified for the last time.
		5: func(a *payment.Attempt) {
			a.State, a.Received, a.Resolved, a.Watched = payment.Paid, usd(120), usd(20), false
			a.LastVerify = a.Expires.Add(payment.RecheckFor)
		},
		// Paid, with a code that names no expiry.
		6: func(a *payment.Attempt) {
			a.State, a.Received, a.Watched, a.Expires = payment.Paid, usd(100), false, time.Time{}
			a.LastVerify = a.Created.Add(payment.AssumedLife + payment.RecheckFor - time.Millisecond)
		},
		7: func(a *payment.Attempt) {
			a.State, a.Received, a.Watched, a.Expires = payment.Paid, usd(100), false, time.Time{}
			a.LastVerify = a.Created.Add(payment.AssumedLife + payment.RecheckFor)
		},
	}
	for n := 1; n <= len(change); n++ {
		s, attempt := charged(n, usd(100), at[n])
		change[n](&attempt)
		rows[attempt.ID] = attempt
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt}})
	}
	tests := map[string]struct {
		filter payment.Filter
		want   []int
	}{
		"All":              {payment.Filter{}, []int{3, 2, 4, 1, 5, 6, 7}},
		"Watched":          {payment.Filter{Watched: true}, []int{3, 1}},
		"Unclaimed":        {payment.Filter{Unmatched: true}, []int{2, 4}},
		"Recheck":          {payment.Filter{Recheck: true}, []int{2, 4, 6}},
		"Day":              {payment.Filter{Day: noonDay}, []int{2, 4, 1, 5, 6, 7}},
		"WatchedOfDay":     {payment.Filter{Watched: true, Day: noonDay}, []int{1}},
		"WatchedUnclaimed": {payment.Filter{Watched: true, Unmatched: true}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			found, err := db.Attempts(context.Background(), tt.filter)
			// The Store selects what the rule in package payment says.
			for _, a := range found {
				if _, again := a.NextRecheck(); tt.filter.Recheck && !again || tt.filter.Unmatched && a.Unmatched().Minor == 0 {
					t.Errorf("%s does not belong here", a.ID)
				}
			}
			var got, want []id.Payment
			for _, a := range found {
				got = append(got, a.ID)
			}
			for _, n := range tt.want {
				want = append(want, paymentID(n))
			}
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}
