package pos_test

import (
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// linkOf is a payment link for an amount of dollars.
func linkOf(cents int64) pos.ChargeRequest {
	return pos.ChargeRequest{Amount: money.Cents(cents), Channel: payment.ChannelLink, SuccessURL: "https://shop.example/thanks"}
}

// With its first person a shop begins to sell by name: the setting is in the commit that makes
// it a staffed one. Links are made, and payments watched, without anybody at the till.
func TestFirstPersonTurnsSignInOn(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	before := s.head().Seq
	if _, _, err := s.till.AddOwner(t.Context(), "Srey", sreyOwner.PIN, staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	snap := s.till.Snapshot()
	if told := s.facts(facts.SettingChanged); !snap.Settings.Bool(settings.SignIn) || snap.AsksSignIn || !strings.Contains(told[len(told)-1], `"till.sign_in"`) {
		t.Errorf("the till has %q, asks %t; the journal says %s", snap.Settings[settings.SignIn], snap.AsksSignIn, told[len(told)-1])
	}
	// The person, the PIN, the recovery code, the setting.
	rows := s.journal()[before:]
	if len(rows) != 4 || rows[0].Kind != facts.StaffAdded || rows[3].Kind != facts.SettingChanged && rows[2].Kind != facts.SettingChanged {
		t.Errorf("%d rows: %+v", len(rows), rows)
	}
	sells := func(want fault.Code) {
		t.Helper()
		if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); fault.CodeOf(err) != want {
			t.Errorf("cash: %v, want %q", err, want)
		}
		a, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(100)})
		if fault.CodeOf(err) != want {
			t.Errorf("a code: %v, want %q", err, want)
		}
		if err == nil {
			s.giveUp(a)
		}
	}
	sells(fault.SignInFirst)
	link, err := s.till.Charge(t.Context(), linkOf(250))
	if err != nil {
		t.Fatalf("a link: %v", err)
	}
	s.happened(link.ID, payment.CancelledByCashier{})
	if link, err = s.till.ChargeAgain(t.Context(), link.ID); err != nil {
		t.Fatalf("a link again: %v", err)
	}
	s.happened(link.ID, payment.Sending{})
	if paid := s.happened(link.ID, payment.VerifiedPaid{Received: link.Amount}); paid.State != payment.Paid {
		t.Errorf("the link is %s", paid.State)
	}
	s.signIn(sreyOwner)
	sells("")
	s.close()
	s.open()
	sells(fault.SignInFirst)
	if _, err := s.till.AddStaff(t.Context(), "Dara", staff.Manager, daraMan.PIN, sreyOwner); err != nil {
		t.Fatal(err)
	}
	s.signIn(daraMan)
	if err := s.till.SetSetting(t.Context(), settings.SignIn, "false"); fault.CodeOf(err) != fault.ManagerNeeded { // it is the owner's word
		t.Errorf("a manager takes the rule away: %v", err)
	}
	s.signIn(sreyOwner)
	s.set(settings.SignIn, "false")
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	sells("")
	s.wantJournal()
}

// What a shop has said itself stays; a shop that had its people before is asked, until it says
// one or the other; training needs no sign-in.
func TestSignInIsAskedOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if s.till.Snapshot().AsksSignIn {
		t.Error("a shop without staff is asked")
	}
	s.set(settings.SignIn, "false")
	if _, err := s.till.AddStaff(t.Context(), "Srey", staff.Owner, sreyOwner.PIN, staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	if now := s.till.Snapshot(); now.Settings.Bool(settings.SignIn) || now.AsksSignIn {
		t.Errorf("the setting is %q, asked %t", now.Settings[settings.SignIn], now.AsksSignIn)
	}
	s.sellFor(money.Cents(100))
	for _, answer := range []string{"false", "true"} {
		s.setOwned(settings.SignIn, "") // as a shop of before has it
		for _, when := range []string{"open", "opened again"} {
			if now := s.till.Snapshot(); !now.AsksSignIn || now.Settings.Bool(settings.SignIn) {
				t.Errorf("%s: asked %t, the setting is %q", when, now.AsksSignIn, now.Settings[settings.SignIn])
			}
			s.close()
			s.open()
		}
		s.signIn(sreyOwner)
		s.set(settings.SignIn, answer)
		s.close()
		s.open()
		if now := s.till.Snapshot(); now.AsksSignIn || now.Settings.Get(settings.SignIn) != answer {
			t.Errorf("after %q: asked %t, the setting is %q", answer, now.AsksSignIn, now.Settings.Get(settings.SignIn))
		}
	}
	s.wantJournal()
}

// Where every PIN was changed outside the till nobody could sign in: cash sells on, in nobody's
// name. While one PIN is whole, the till waits for it.
func TestCashSellsWhereNobodyCanSignIn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql  string
		want fault.Code
	}{
		"one PIN is away":     {"DELETE FROM staff_pins WHERE staff_id = 3", fault.SignInFirst},
		"the PINs are away":   {"DELETE FROM staff_pins", ""},
		"one PIN of all":      {"UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3)", fault.SignInFirst},
		"the PINs are others": {"UPDATE staff_pins SET hash = hash || 'x'", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.set(settings.SignIn, "true")
			s.hire()
			s.till.Close()
			if err := s.disk.Close(); err != nil {
				t.Fatal(err)
			}
			s.attack(c.sql)
			s.open()
			now := s.till.Snapshot()
			if nobody := c.want == ""; now.NobodySignsIn != nobody || len(s.alertsOf(payment.AlertPINRow)) == 0 {
				t.Errorf("nobody could sign in %t; %d alerts", now.NobodySignsIn, len(now.Alerts))
			}
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); fault.CodeOf(err) != c.want {
				t.Errorf("cash: %v, want %q", err, c.want)
			}
		})
		if strings.Contains(c.sql, "'x'") { // what is no hash is found when the till opens
			continue
		}
		t.Run(name+", the till is open", func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.set(settings.SignIn, "true")
			s.hire()
			s.attack(c.sql)
			for _, who := range []staff.Approval{sokCashier, sreyOwner} {
				_, _ = s.till.SignIn(t.Context(), who.By, who.PIN) // the first finds out
				if err := s.till.SignOut(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); fault.CodeOf(err) != c.want {
				t.Errorf("cash: %v, want %q", err, c.want)
			}
		})
	}
}
