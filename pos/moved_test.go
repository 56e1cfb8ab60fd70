package pos_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/staff"
	"psar/storage/storagetest"
)

// The folder is worked on on another computer, where an owner hires somebody, while a copy of it is
// worked on here; it is brought back. Who was here has their rights as before, though the first owner's
// facts are not signed. Who was hired there has none, until an owner hires them again; what else is
// told of it the owner clears.
func TestFolderWorkedOnElsewhere(t *testing.T) {
	t.Parallel()
	for name, locked := range map[string]bool{"the keyring answers": false, "it is locked on return": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.hire()
			ring := s.getsKey()
			second := staff.Approval{By: "Bopha", PIN: "918275"}
			if _, err := s.till.AddStaff(t.Context(), second.By, staff.Owner, second.PIN, sreyOwner); err != nil {
				t.Fatal(err)
			}
			was := s.toldPeople().Roster
			s.close()
			taken := t.TempDir()
			if err := os.CopyFS(taken, os.DirFS(s.dir)); err != nil {
				t.Fatal(err)
			}
			s.open()
			s.sellFor(money.Cents(100))
			s.close()
			here := s.outside
			s.outside, s.ring = t.TempDir(), storagetest.NewRing()
			if err := errors.Join(os.RemoveAll(s.dir), os.CopyFS(s.dir, os.DirFS(taken))); err != nil {
				t.Fatal(err)
			}
			s.open()
			vann, rith := staff.Approval{By: "Vann", PIN: "33445"}, staff.Approval{By: "Rith", PIN: "55778"}
			for _, p := range []staff.Approval{vann, rith} {
				if _, err := s.till.AddStaff(t.Context(), p.By, staff.Cashier, p.PIN, sreyOwner); err != nil {
					t.Fatal(err)
				}
			}
			for range 6 {
				s.sellFor(money.Cents(100))
			}
			s.close()
			s.outside, s.ring = here, ring
			if locked {
				ring.Lock(errors.New("locked"))
			}
			s.open()
			if locked {
				ring.Lock(nil)
				s.awaitPepper()
			}
			awaited := func() bool {
				unknown := func(p staff.Person) bool { return p.Name == vann.By || p.Name == rith.By }
				return slices.Equal(s.toldPeople().Roster, was) && len(s.alertsOf(payment.AlertPayFacts)) == 1 &&
					!slices.ContainsFunc(s.till.Snapshot().StaffList, unknown)
			}
			s.until(awaited)
			if got := s.alertsOf(payment.AlertJournalBeside); len(got) != 1 {
				t.Errorf("%+v", s.records())
			}
			if all := s.alertsOf(payment.AlertPayFacts); len(all) != 1 || strings.Contains(all[0].Expected, "+") {
				t.Errorf("what only the key could judge is told beside what it says: %+v", all)
			}
			for _, owner := range []staff.Approval{sreyOwner, second} {
				if got := s.refundBy(owner); got != "" {
					t.Errorf("%s: %q", owner.By, got)
				}
			}
			if got := s.refundBy(vann); got != fault.PINWrong {
				t.Errorf("who was hired elsewhere: %q", got)
			}
			s.clearRecords(sreyOwner)
			for _, p := range []staff.Approval{rith, vann} { // in another order than there
				if _, err := s.till.AddStaff(t.Context(), p.By, staff.Cashier, p.PIN, sreyOwner); err != nil {
					t.Fatalf("%s is hired again: %v", p.By, err)
				}
			}
			if got := s.refundBy(vann); got != fault.PermissionMissing {
				t.Errorf("who was hired again: %q", got)
			}
			s.staysRight(s.toldPeople().Roster)
		})
	}
}

// until waits for what the keyring's late answer brings.
func (s *testShop) until(is func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(postest.Patience); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%+v, %+v", s.toldPeople(), s.records())
		}
	}
}
