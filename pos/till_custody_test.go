package pos_test

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/staff"
)

// byAnotherProgram changes the database beside the till.
func (s *testShop) byAnotherProgram(statements ...string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			s.t.Fatal(err)
		}
	}
}

// records returns the unread alerts about the shop's records.
func (s *testShop) records() (found []payment.Alert) {
	for _, a := range s.till.Snapshot().Alerts {
		if a.Kind.OfRecords() {
			found = append(found, a)
		}
	}
	return found
}

// writtenByOthers has another program write, and returns the alert of it.
func (s *testShop) writtenByOthers() payment.Alert {
	s.t.Helper()
	s.byAnotherProgram("CREATE TABLE scratch (x)", "DROP TABLE scratch")
	s.sellFor(money.Cents(100)) // the next commit notices
	return s.wantAlert(payment.AlertOtherWriter)
}

// wantAlert waits for an alert of a kind, and for no other about records.
func (s *testShop) wantAlert(kind payment.AlertKind) payment.Alert {
	s.t.Helper()
	deadline := time.Now().Add(postest.Patience)
	for {
		found := s.records()
		if i := slices.IndexFunc(found, func(a payment.Alert) bool { return a.Kind == kind }); i >= 0 && len(found) == 1 {
			return found[i]
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("alerts %+v, want one of %s", found, kind)
		}
		time.Sleep(time.Millisecond)
	}
}

// A row that another program writes while the till is open is an alert at the next commit,
// counted when it happens again, and cleared by a name with a reason only.
func TestAnotherProgramWrites(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.writtenByOthers()
	s.writtenByOthers()
	s.close()
	s.open()
	again := s.wantAlert(payment.AlertOtherWriter)
	if again.ID != first.ID || again.Times != 2 || !again.Raised.Equal(first.Raised) {
		t.Errorf("%+v after %+v", again, first)
	}
	for want, refused := range map[fault.Code]error{
		fault.ReasonMissing: s.till.ReadAlert(t.Context(), first.ID, "  ", dara),
		fault.TextInvalid:   s.till.ReadAlert(t.Context(), first.ID, "a\nb", dara),
		fault.ManagerNeeded: s.till.ReadAlert(t.Context(), first.ID, "a tool", staff.Approval{}),
		fault.AlertUnknown:  s.till.ReadAlert(t.Context(), first.ID+1, "a tool", dara),
	} {
		if got := fault.CodeOf(refused); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if err := s.till.ReadAlert(t.Context(), first.ID, " a tool ", dara); err != nil {
		t.Fatal(err)
	}
	all, err := s.disk.Alerts(t.Context(), false)
	if err != nil || len(all) != 1 || all[0].Reason != "a tool" || all[0].ReadBy != "Dara" || len(s.records()) != 0 {
		t.Errorf("%+v (%v)", all, err)
	}
	s.wantJournal()
}
