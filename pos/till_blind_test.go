package pos_test

import (
	"encoding/json"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
)

// blindFloat is counted into a drawer whose cash must not be told to who counts blind: with
// one sale of $12.34 it should hold $57.91.
const blindFloat = 4557

// Who may see no report learns from no answer and no refusal what should be in the drawer.
func TestBlindCounting(t *testing.T) {
	t.Parallel()
	nobody := staff.Approval{}
	for name, c := range map[string]struct {
		staffed bool
		signed  staff.Approval
		knows   bool
	}{
		"nobody": {true, nobody, false}, "a cashier": {true, sokCashier, false},
		"a manager": {true, daraMan, true}, "an owner": {true, sreyOwner, true},
		"without staff": {false, nobody, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if c.staffed {
				s.hire()
			}
			if c.signed.By != "" {
				s.signIn(c.signed)
			}
			ctx := t.Context()
			told := map[string]any{}
			say := func(what string, value any, err error) {
				if err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				told[what] = value
			}
			s.sellFor(money.Cents(5791)) // what the drawer should hold before its float is counted
			shift, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(blindFloat)}})
			if b, err := json.Marshal(shift); err != nil || strings.Contains(string(b), "57.91") {
				t.Errorf("a float: %s, %v", b, err)
			}
			say("a float", shift.Z, err)
			s.sellFor(money.Cents(1234))
			made, err := s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: "change"})
			say("a paid-in", made, err)
			made, err = s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashDrop, Amount: money.Cents(100), Reason: "safe"})
			say("a drop", made, err)
			shift, err = s.till.Shift(ctx)
			say("the shift", shift, err)
			_, err = s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(900_000), Reason: "ice"})
			refused := err.Error()
			shift, err = s.till.HandOver(ctx, drawer.CountRequest{To: "Sok", ToPIN: sokCashier.PIN, Approval: approvalFor(c.staffed, s)})
			say("a handover", shift, err)
			for what, value := range told {
				b, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				_, counts := value.(drawer.Shift)
				if says := strings.Contains(string(b), "57.91"); says != (c.knows && counts) {
					t.Errorf("%s: %s", what, b)
				}
			}
			if strings.Contains(refused, "57.91") != c.knows {
				t.Errorf("refused: %s", refused)
			}
		})
	}
}

// approvalFor is the owner's for a count, where there is one: the drawer may be another's.
func approvalFor(staffed bool, s *testShop) staff.Approval {
	if !staffed {
		return staff.Approval{}
	}
	return withFigures(sreyOwner, s.till.Snapshot().Shift.Figures())
}

// Who takes the drawer over is proven, as who counts it is: by a sign-in, an approval or a PIN
// of their own. Without staff any name is taken.
func TestTakerIsProven(t *testing.T) {
	t.Parallel()
	nobody := staff.Approval{}
	for name, c := range map[string]struct {
		alone            bool
		signed, approval staff.Approval
		to, pin          string
		want             fault.Code
		has              string // whose the drawer is then
	}{
		"a name alone":                 {to: "Dara", want: fault.PINMissing, has: ""},
		"a name of nobody here":        {to: "Mallory", want: fault.PINMissing},
		"nobody here, with a PIN":      {to: "Mallory", pin: daraMan.PIN, want: fault.PINWrong},
		"a wrong PIN":                  {to: "Dara", pin: "99999", want: fault.PINWrong},
		"another's PIN":                {to: "Dara", pin: sokCashier.PIN, want: fault.PINWrong},
		"their own PIN":                {to: " dara ", pin: daraMan.PIN, has: "Dara"},
		"who has signed in":            {signed: sokCashier, to: "sok", has: "Sok"},
		"another, by who is signed in": {signed: sokCashier, to: "Dara", want: fault.PINMissing},
		"who approves the count":       {approval: daraMan, to: "Dara", has: "Dara"},
		"the approver's friend":        {approval: daraMan, to: "Sok", want: fault.PINMissing},
		"without staff":                {alone: true, to: "Mallory", has: "Mallory"},
		"without staff, with a PIN":    {alone: true, to: "Mallory", pin: "1", has: "Mallory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if !c.alone {
				s.hire()
			}
			if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{}); err != nil {
				t.Fatal(err)
			}
			if c.signed != nobody {
				s.signIn(c.signed)
			}
			if c.approval != nobody {
				c.approval = withFigures(c.approval, s.till.Snapshot().Shift.Figures())
			}
			shift, err := s.till.HandOver(t.Context(), drawer.CountRequest{To: c.to, ToPIN: c.pin, Approval: c.approval})
			if fault.CodeOf(err) != c.want || shift.By != c.has {
				t.Errorf("%q has it, %v; want %q, %q", shift.By, err, c.has, c.want)
			}
			if is := s.till.Snapshot().Shift.By; is != c.has {
				t.Errorf("the drawer is %q's", is)
			}
			s.sellFor(money.Cents(100))
			s.wantJournal()
		})
	}
}
