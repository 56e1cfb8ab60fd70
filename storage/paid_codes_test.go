package storage

import (
	"context"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
)

// paidByCode is an attempt whose code was paid.
func paidByCode(n int, qr string) payment.Attempt {
	_, a := charged(n, usd(100), noon)
	a.Sale, a.State, a.Received, a.Watched = "", payment.Paid, usd(100), false
	a.Gateway, a.Profile, a.Payee, a.QR = "https://gateway.example", "profile", payment.Payee{Account: "shop@bank"}, qr
	return a
}

// moved stores an attempt with the fact that tells of it.
func moved(a payment.Attempt) pos.Batch {
	return pos.Batch{At: noon, Till: 1, Attempts: []payment.Attempt{a},
		Facts: []journal.Fact{{Kind: facts.AttemptMoved, Payload: facts.Moved{From: payment.Shown, Attempt: a}}}}
}

// Codes that Verify did not report as paid, and those of another profile, teach nothing.
func TestPaidCodes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	var like payment.Attempt
	for n, change := range []func(a *payment.Attempt){
		func(a *payment.Attempt) { like = *a },
		func(*payment.Attempt) {},
		func(a *payment.Attempt) { a.State, a.Received, a.Watched = payment.Shown, money.Money{}, true },
		func(a *payment.Attempt) { a.State = payment.Unmatched },
		func(a *payment.Attempt) { a.ByHand = "Dara" },
		func(a *payment.Attempt) { a.Profile = "another" },
		func(a *payment.Attempt) { a.Gateway = "https://another.example" },
		func(a *payment.Attempt) { a.Payee.Account = "another@bank" },
		func(a *payment.Attempt) { a.QR = "" },
		func(*payment.Attempt) {},
	} {
		a := paidByCode(n+1, string(rune('0'+n)))
		change(&a)
		mustCommit(t, db, moved(a))
	}
	for most, want := range map[int][]string{20: {"9", "1", "0"}, 2: {"9", "1"}} {
		got, err := db.PaidCodes(context.Background(), like, most)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%d: %q (%v), want %q", most, got, err, want)
		}
	}
	like.Amount.Currency = money.KHR
	if got, err := db.PaidCodes(context.Background(), like, 20); err != nil || len(got) != 0 {
		t.Errorf("of the other currency: %q (%v)", got, err)
	}
}

// A code that somebody wrote into a paid attempt's row teaches nothing, with or without a fact of
// their own behind it; nor does a fact that can't be judged before the keyring answers.
func TestChangedCodesTeachNothing(t *testing.T) {
	t.Parallel()
	const row = "UPDATE attempts SET qr = 'thief' WHERE qr = 'newest'"
	forged := func(g *guarded) { g.byAnotherTill(func() { mustCommit(g.t, g.db, moved(paidByCode(2, "thief"))) }) }
	sql := func(statements ...string) func(*guarded) { return func(g *guarded) { g.byCommandLine(statements...) } }
	for name, c := range map[string]struct {
		attack func(*guarded)
		want   []string
	}{
		"nothing":               {func(*guarded) {}, []string{"newest", "older"}},
		"the row":               {sql(row), []string{"older"}},
		"the row and its fact":  {sql(row, "UPDATE journal SET payload = replace(payload, 'newest', 'thief')"), []string{"older"}},
		"a fact behind the end": {forged, []string{"older"}},
		"the account":           {sql("UPDATE attempts SET payee_account = 'mallory@bank'"), []string{"newest", "older"}},
		"never paid":            {sql("UPDATE attempts SET state = 'paid', received_minor = 100, received_currency = 'USD' WHERE qr = 'unpaid'"), []string{"newest", "older"}},
		"the keyring is locked": {(*guarded).lock, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.open()
			g.settled()
			mustCommit(t, g.db, moved(paidByCode(1, "older")))
			mustCommit(t, g.db, moved(paidByCode(2, "newest")))
			unpaid := paidByCode(3, "unpaid")
			unpaid.State, unpaid.Received, unpaid.Watched = payment.Shown, money.Money{}, true
			mustCommit(t, g.db, moved(unpaid))
			g.close()
			c.attack(g)
			g.open()
			defer g.close()
			got, err := g.db.PaidCodes(context.Background(), paidByCode(1, ""), 20)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%q (%v), want %q", got, err, c.want)
			}
		})
	}
}
