package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

var dara = staff.Approval{By: "Dara"}

// askingShop returns a shop whose gateway is not on this machine: the owner has to confirm the
// first code's payee.
func askingShop(t *testing.T) *testShop {
	s := newShop(t)
	s.set(settings.BaseURL, "https://gateway.example")
	return s
}

// heldCode charges and brings the attempt as far as the owner's question.
func (s *testShop) heldCode(minor int64, account string) payment.Attempt {
	s.t.Helper()
	a := s.charge(minor, money.USD)
	s.happened(a.ID, payment.Sending{})
	code := s.accepted()
	code.Payee.Account = account
	return s.happened(a.ID, code)
}

func (s *testShop) stored(id id.Payment) payment.Attempt {
	s.t.Helper()
	a, err := s.disk.Attempt(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func TestFirstCodeWaitsForConfirmation(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	a := s.heldCode(350, "sok_dara@aclb")
	if a.State != payment.Requested || !a.AwaitsPayee() || a.Problem != fault.PayeeUnconfirmed {
		t.Fatalf("a code of an account that nobody confirmed: %+v", a)
	}
	if err := s.till.PrintSlip(t.Context(), a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("its slip: %v", err)
	}
	want := pos.PayeeQuestion{Currency: money.USD, Payee: payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara"}, Payment: a.ID}
	if q := s.till.Snapshot().Questions; len(q) != 1 || q[0] != want {
		t.Fatalf("questions %+v, want %+v", q, want)
	}
	for name, tt := range map[string]struct {
		account string
		by      staff.Approval
		code    fault.Code
	}{
		"ErrNobody":       {"sok_dara@aclb", staff.Approval{By: " "}, fault.ManagerNeeded},
		"ErrOtherAccount": {"mallory@aclb", dara, fault.PayeeUnasked},
	} {
		if err := s.till.ConfirmPayee(t.Context(), money.USD, tt.account, tt.by); fault.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The question survives a restart.
	s.close()
	s.open()
	if len(s.till.Snapshot().Questions) != 1 {
		t.Fatal("the question did not outlive a restart")
	}
	if err := s.till.ConfirmPayee(t.Context(), money.USD, "sok_dara@aclb", dara); err != nil {
		t.Fatal(err)
	}
	if a := s.stored(a.ID); a.State != payment.Shown || a.QR == "" || a.Problem != "" {
		t.Errorf("after the confirmation: %+v", a)
	}
	if got := s.till.Snapshot(); got.Settings.Get(settings.USDAccount) != "sok_dara@aclb" || len(got.Questions) != 0 {
		t.Errorf("pinned %q, questions %+v", got.Settings.Get(settings.USDAccount), got.Questions)
	}
	// From now on nobody is asked, and codes for another account are refused.
	if b := s.heldCode(450, "sok_dara@aclb"); b.State != payment.Shown {
		t.Errorf("the next code: %s", b.State)
	}
	if c := s.heldCode(550, "mallory@aclb"); c.State != payment.Refused {
		t.Errorf("a stranger's code: %s", c.State)
	}
	s.wantJournal()
}

func TestOwnerDeniesThePayee(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	a, b := s.heldCode(350, "mallory@aclb"), s.heldCode(450, "mallory@aclb")
	other := s.heldCode(550, "sok_dara@aclb")
	if err := s.till.DenyPayee(t.Context(), money.USD, "mallory@aclb", dara); err != nil {
		t.Fatal(err)
	}
	for _, id := range []id.Payment{a.ID, b.ID} {
		if got := s.stored(id); got.State != payment.Refused || got.Problem != fault.QRAccount || !got.Watched {
			t.Errorf("denied: %+v", got)
		}
	}
	if !s.stored(other.ID).AwaitsPayee() {
		t.Error("the other account's code was answered too")
	}
	alerts := s.till.Snapshot().Alerts
	if len(alerts) != 1 || alerts[0].Found.Account != "mallory@aclb" || alerts[0].Times != 2 {
		t.Fatalf("alarms %+v, want one that happened twice", alerts)
	}
	// Setting the account answers the question too.
	s.set(settings.USDAccount, "sok_dara@aclb")
	if got := s.stored(other.ID); got.State != payment.Shown {
		t.Errorf("after the account was set: %s", got.State)
	}
	s.wantJournal()
}

func TestConfirmingOneDeniesTheOther(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	mine, theirs := s.heldCode(350, "sok_dara@aclb"), s.heldCode(450, "mallory@aclb")
	if err := s.till.ConfirmPayee(t.Context(), money.USD, "sok_dara@aclb", dara); err != nil {
		t.Fatal(err)
	}
	if a, b := s.stored(mine.ID), s.stored(theirs.ID); a.State != payment.Shown || b.State != payment.Refused {
		t.Errorf("mine %s, theirs %s", a.State, b.State)
	}
	if alerts := s.till.Snapshot().Alerts; len(alerts) != 1 || alerts[0].Expected != "sok_dara@aclb" {
		t.Errorf("alarms %+v", alerts)
	}
}

// A held code can expire: nobody saw it.
func TestHeldCodeExpires(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	a := s.heldCode(350, "sok_dara@aclb")
	s.clock.Add(6 * time.Minute)
	if got := s.happened(a.ID, payment.VerifiedUnpaid{Known: true}); got.State != payment.Expired {
		t.Errorf("state %s", got.State)
	}
	if q := s.till.Snapshot().Questions; len(q) != 0 {
		t.Errorf("still asking: %+v", q)
	}
}

// In training and with a gateway on this machine no money moves: nobody is asked.
func TestLoopbackGatewayNeedsNoConfirmation(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if a := s.heldCode(350, "sok_dara@aclb"); a.State != payment.Shown {
		t.Errorf("state %s", a.State)
	}
	always := newShop(t)
	always.set(settings.ConfirmPayee, "always")
	if a := always.heldCode(350, "sok_dara@aclb"); !a.AwaitsPayee() {
		t.Errorf("state %s, though asking is set", a.State)
	}
}

func TestAlertStaysUntilRead(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.USDAccount, "sok_dara@aclb")
	s.heldCode(350, "mallory@aclb")
	s.close()
	s.open()
	alerts := s.till.Snapshot().Alerts
	if len(alerts) != 1 || alerts[0].Expected != "sok_dara@aclb" || alerts[0].Found.Name != "Sok Dara" {
		t.Fatalf("after a restart: %+v", alerts)
	}
	id := alerts[0].ID
	for code, read := range map[fault.Code]func() error{
		fault.ManagerNeeded: func() error { return s.till.ReadAlert(t.Context(), id, "", staff.Approval{}) },
		fault.AlertUnknown:  func() error { return s.till.ReadAlert(t.Context(), id+1, "", dara) },
	} {
		if err := read(); fault.CodeOf(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	if err := s.till.ReadAlert(t.Context(), id, "", dara); err != nil {
		t.Fatal(err)
	}
	if n := len(s.till.Snapshot().Alerts); n != 0 {
		t.Errorf("%d alarms after it was read", n)
	}
	s.heldCode(450, "mallory@aclb")
	if again := s.till.Snapshot().Alerts; len(again) != 1 || again[0].ID == id || again[0].Times != 1 {
		t.Errorf("the next time: %+v", again)
	}
	s.wantJournal()
}

func TestManagerPIN(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	s.heldCode(350, "sok_dara@aclb")
	if set, err := s.till.ManagerPINSet(); set || err != nil {
		t.Fatal(set, err)
	}
	s.set(settings.ManagerPIN, "2468")
	try := func(pin string) fault.Code {
		return fault.CodeOf(s.till.DenyPayee(t.Context(), money.USD, "sok_dara@aclb", staff.Approval{By: "Dara", PIN: pin}))
	}
	for range 5 {
		if code := try("1111"); code != fault.PINWrong {
			t.Fatalf("a wrong PIN: %s", code)
		}
		s.close() // a restart does not reset the count
		s.open()
	}
	if code := try("2468"); code != fault.PINLocked {
		t.Errorf("right after five wrong ones: %q", code)
	}
	s.clock.Add(31 * time.Second)
	if code := try("1111"); code != fault.PINWrong {
		t.Errorf("after the wait: %q", code)
	}
	s.clock.Add(31 * time.Second)
	if code := try("2468"); code != fault.PINLocked {
		t.Errorf("the wait did not double: %q", code)
	}
	s.clock.Add(31 * time.Second)
	if code := try("2468"); code != "" {
		t.Errorf("the right PIN: %s", code)
	}
	// And the right one resets the count, for the next start as well.
	s.heldCode(450, "sok_dara@aclb")
	s.close()
	s.open()
	if code := try("1111"); code != fault.PINWrong {
		t.Errorf("the first wrong one after a right one: %q", code)
	}
	if code := try("2468"); code != "" {
		t.Errorf("the right one at once: %q", code)
	}
	s.wantJournal()
}

// A payment of unclear amount, and then an unknown outcome: one alert for each.
func TestUnclearPaymentRaisesAlerts(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	for range 3 {
		s.happened(a.ID, payment.PaidUnclear{Said: "5e0"})
	}
	if got := s.happened(a.ID, payment.WatchEnded{}); got.State != payment.Unknown {
		t.Errorf("at the end: %s", got.State)
	}
	s.close()
	s.open()
	alerts := s.till.Snapshot().Alerts
	if len(alerts) != 2 || alerts[0].Kind != payment.AlertPaidUnclear || alerts[1].Kind != payment.AlertOutcomeUnknown {
		t.Fatalf("alarms %+v", alerts)
	}
	for _, alert := range alerts {
		if alert.Payment != a.ID || alert.Money != a.Amount || alert.Times != 1 || alert.Expected != "" {
			t.Errorf("alarm %+v", alert)
		}
	}
	s.wantJournal()
}
