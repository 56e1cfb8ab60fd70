package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// After a handover nothing is sold in the name of whoever gave the drawer away: at the windows
// stands who took it, where it was handed over there, and nobody, where a command took it from
// who stood there. A handover among others changes nothing at the windows.
func TestHandoverRelievesTheWindows(t *testing.T) {
	t.Parallel()
	nobody := staff.Approval{}
	sok, dara, srey := sokCashier, daraMan, sreyOwner
	for name, c := range map[string]struct {
		opened, windows, command staff.Approval // whose drawer it is, and who has signed in where
		approval, to             staff.Approval
		elsewhere                bool // by a command
		stands                   string
	}{
		"at the windows":                          {opened: sok, windows: sok, to: dara, stands: "Dara"},
		"at the windows, by who approved it":      {opened: sok, windows: sok, approval: dara, to: staff.Approval{By: "Dara"}, stands: "Dara"},
		"at the windows, another's drawer":        {opened: sok, windows: dara, approval: dara, to: srey, stands: "Srey"},
		"at the windows, to who stands there":     {opened: dara, windows: sok, approval: dara, to: staff.Approval{By: "Sok"}, stands: "Sok"},
		"at the windows, where nobody stands":     {opened: sok, windows: nobody, approval: sok, to: dara, stands: ""},
		"by a command of who stands there":        {opened: sok, windows: sok, command: sok, elsewhere: true, to: dara, stands: ""},
		"by a command, a manager's":               {opened: sok, windows: sok, command: dara, approval: dara, elsewhere: true, to: srey, stands: ""},
		"by a command with a PIN alone":           {opened: sok, windows: sok, approval: sok, elsewhere: true, to: dara, stands: ""},
		"by a command, nobody's drawer":           {opened: nobody, windows: sok, command: sok, elsewhere: true, to: dara, stands: ""},
		"by a command, to who stands there":       {opened: sok, windows: dara, command: sok, elsewhere: true, to: dara, stands: "Dara"},
		"by a command, among others":              {opened: sok, windows: srey, command: sok, elsewhere: true, to: dara, stands: "Srey"},
		"by a command, where nobody stands there": {opened: sok, windows: nobody, command: sok, elsewhere: true, to: dara, stands: ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			if c.opened != nobody {
				s.signIn(c.opened)
			}
			if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{}); err != nil {
				t.Fatal(err)
			}
			if err := s.till.SignOut(t.Context()); err != nil {
				t.Fatal(err)
			}
			if c.windows != nobody {
				s.signIn(c.windows)
			}
			ctx := t.Context()
			if c.elsewhere {
				ctx = pos.WithOwnSignIn(ctx)
			}
			if c.command != nobody {
				if _, err := s.till.SignIn(ctx, c.command.By, c.command.PIN); err != nil {
					t.Fatal(err)
				}
			}
			if c.approval != nobody {
				c.approval = withFigures(c.approval, s.till.Snapshot().Shift.Figures())
			}
			outs, ins := len(s.facts(facts.SignedOut)), len(s.facts(facts.SignedIn))
			shift, err := s.till.HandOver(ctx, drawer.CountRequest{To: c.to.By, ToPIN: c.to.PIN, Approval: c.approval})
			if err != nil || shift.By != c.to.By {
				t.Fatalf("handed to %q, %v", shift.By, err)
			}
			if in := s.till.Snapshot().SignedIn.Name; in != c.stands {
				t.Errorf("at the windows stands %q, want %q", in, c.stands)
			}
			if made, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); err != nil || made.Cashier != c.stands {
				t.Errorf("the next sale is %q's, %v", made.Cashier, err)
			}
			left, came := 0, 0
			if c.windows != nobody && c.stands != c.windows.By {
				left = 1
				if c.stands != "" {
					came = 1
				}
			}
			if out, in := len(s.facts(facts.SignedOut))-outs, len(s.facts(facts.SignedIn))-ins; out != left || in != came {
				t.Errorf("the journal has %d who left and %d who came, want %d and %d", out, in, left, came)
			}
			if in := s.till.SnapshotUnder(ctx).SignedIn.Name; c.elsewhere && in != c.command.By {
				t.Errorf("the command is %q's afterwards", in)
			}
			s.wantJournal()
		})
	}
}

// Where everybody has to sign in, a handover by a command leaves windows at which nobody sells
// before they have; one that is refused leaves them as they were.
func TestRefusedHandoverRelievesNobody(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.SignIn, "true")
	s.hire()
	s.signIn(sokCashier)
	if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	command := pos.WithOwnSignIn(t.Context())
	if _, err := s.till.SignIn(command, sokCashier.By, sokCashier.PIN); err != nil {
		t.Fatal(err)
	}
	sells := func() fault.Code {
		_, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)})
		return fault.CodeOf(err)
	}
	for _, pin := range []string{"", "99999"} {
		if _, err := s.till.HandOver(command, drawer.CountRequest{To: "Dara", ToPIN: pin}); err == nil {
			t.Errorf("by the PIN %q", pin)
		}
		if _, err := s.till.HandOver(t.Context(), drawer.CountRequest{To: "Dara", ToPIN: pin}); err == nil {
			t.Errorf("at the windows by the PIN %q", pin)
		}
	}
	if in := s.till.Snapshot().SignedIn.Name; in != "Sok" || sells() != "" {
		t.Errorf("refused, and at the windows stands %q", in)
	}
	if _, err := s.till.HandOver(command, drawer.CountRequest{To: "Dara", ToPIN: daraMan.PIN}); err != nil {
		t.Fatal(err)
	}
	if code := sells(); code != fault.SignInFirst {
		t.Errorf("a sale without a sign-in: %q", code)
	}
	s.wantJournal()
}
