package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Where no try can be recorded, the answer to a right PIN or code is that to a wrong one, however
// it is typed; what was tried counts in this run all the same, and a right one then tells no
// more. Once the disk has room the journal goes on as ever.
func TestUntoldTriesTellNothing(t *testing.T) {
	t.Parallel()
	wrong := map[string]string{"Sok": "99999", "Dara": "918274", "Srey": "918274"}
	for name, try := range map[string]func(s *testShop, who staff.Approval) error{
		"a sign-in": func(s *testShop, who staff.Approval) error {
			return second(s.till.SignIn(pos.WithOwnSignIn(s.t.Context()), who.By, who.PIN))
		},
		"a sign-in at the windows": func(s *testShop, who staff.Approval) error {
			return second(s.till.SignIn(s.t.Context(), who.By, who.PIN))
		},
		"an approval": func(s *testShop, who staff.Approval) error {
			return s.till.OpenDrawer(s.t.Context(), "change", who)
		},
		"a setting": func(s *testShop, who staff.Approval) error {
			return s.till.SetSettingBy(s.t.Context(), settings.PollGrace, "9000", who)
		},
		"a paid-in": func(s *testShop, who staff.Approval) error {
			return second(s.till.MoveCash(s.t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: "change", Approval: who}))
		},
		"a person who stays as they are": func(s *testShop, who staff.Approval) error {
			return second(s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 3, Name: "Sok", Role: staff.Cashier, Active: true}, "", who))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.disk.full.Store(true)
			for _, pin := range []string{sreyOwner.PIN, wrong["Srey"], sreyOwner.PIN, wrong["Srey"], sreyOwner.PIN} {
				if err := try(s, staff.Approval{By: "Srey", PIN: pin}); fault.CodeOf(err) != fault.DiskFull {
					t.Errorf("the PIN %s: %v", pin, err)
				}
			}
			s.disk.full.Store(false)
			if err := try(s, staff.Approval{By: "Srey", PIN: wrong["Srey"]}); fault.CodeOf(err) != fault.PINWrong {
				t.Errorf("with room again: %v", err)
			}
			s.clock.Add(20 * time.Minute)
			if err := try(s, sreyOwner); err != nil {
				t.Errorf("the right one: %v", err)
			}
			if tries := s.facts(facts.ManagerRefused); len(tries) != 1 {
				t.Errorf("the journal has %v", tries)
			}
			s.wantJournal()
		})
	}
}

func TestUntoldRecoveryCodesTellNothing(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
	if err != nil {
		t.Fatal(err)
	}
	use := func(code string) fault.Code {
		return fault.CodeOf(s.till.UseRecovery(t.Context(), "Srey", code, "729418"))
	}
	const other = "0123-4567-89AB-CDEF"
	s.disk.full.Store(true)
	for _, typed := range []string{code, other, code, other} {
		if got := use(typed); got != fault.DiskFull {
			t.Errorf("the code %s: %q", typed, got)
		}
	}
	s.disk.full.Store(false)
	if got := use(other); got != fault.RecoveryWrong {
		t.Errorf("with room again: %q", got)
	}
	if got := use(code); got != "" {
		t.Errorf("the right one: %q", got)
	}
	s.wantJournal()
}

// The one PIN of a shop without an owner is no other.
func TestUntoldShopPINsTellNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.ManagerPIN, "2468")
	s.disk.full.Store(true)
	for _, pin := range []string{"2468", "1357", "2468", "1357"} {
		if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Dara", PIN: pin}); fault.CodeOf(err) != fault.DiskFull {
			t.Errorf("the PIN %s: %v", pin, err)
		}
	}
}

// The first PIN that a process is told is no other: what it is for may be refused without a commit.
func TestUntoldFirstTryTellsNothing(t *testing.T) {
	t.Parallel()
	for name, try := range map[string]func(s *testShop, who staff.Approval) error{
		"the last owner": func(s *testShop, who staff.Approval) error {
			return second(s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 1, Name: "Srey", Role: staff.Cashier, Active: true}, "", who))
		},
		"a PIN of nobody": func(s *testShop, who staff.Approval) error {
			return s.till.SetPIN(s.t.Context(), "Bopha", "729418", who)
		},
		"more than is in the drawer": func(s *testShop, who staff.Approval) error {
			return second(s.till.MoveCash(s.t.Context(), pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(99_00), Reason: "ice", Approval: who}))
		},
	} {
		for _, pin := range []string{sreyOwner.PIN, "918274"} {
			s := staffedShop(t)
			s.close()
			s.open()
			s.disk.full.Store(true)
			if err := try(s, staff.Approval{By: "Srey", PIN: pin}); fault.CodeOf(err) != fault.DiskFull {
				t.Errorf("%s by the PIN %s: %v", name, pin, err)
			}
			s.disk.full.Store(false)
		}
	}
}
