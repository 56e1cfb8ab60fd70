package pos_test

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage/storagetest"
)

// forged is what a thief writes into the journal, with the rows that go with it.
type forged struct {
	facts []journal.Fact
	rows  []string
}

// forge appends facts to the closed journal with the right numbers, hashes and head. mac is SQL:
// what the thief writes in the key's place.
func (s *testShop) forge(mac string, f forged) {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	var head journal.Head
	err = db.QueryRow("SELECT seq, hash FROM journal_head").Scan(&head.Seq, &head.Hash)
	if err := errors.Join(err, db.Close()); err != nil {
		s.t.Fatal(err)
	}
	statements := f.rows
	for _, fact := range f.facts {
		payload, err := json.Marshal(fact.Payload)
		if err != nil {
			s.t.Fatal(err)
		}
		e := journal.Entry{Seq: head.Seq + 1, Till: 1, Kind: fact.Kind, Version: 1, At: s.clock.Now().Truncate(time.Millisecond), Payload: payload, PrevHash: head.Hash}
		head = journal.Head{Seq: e.Seq, Hash: e.Sum()}
		statements = append(statements,
			fmt.Sprintf("INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash, mac) VALUES (%d, 1, '%s', 1, %d, '%s', '%s', '%s', %s)",
				e.Seq, e.Kind, e.At.UnixMilli(), payload, e.PrevHash, head.Hash, mac),
			fmt.Sprintf("UPDATE journal_head SET seq = %d, hash = '%s'", head.Seq, head.Hash))
	}
	s.altered(statements...)
}

// kill ends the program without a word: the mark outside is what it was.
func (s *testShop) kill() {
	s.t.Helper()
	before := s.t.TempDir()
	if err := os.CopyFS(before, os.DirFS(s.outside)); err != nil {
		s.t.Fatal(err)
	}
	if ring, ok := s.ring.(*storagetest.Ring); ok {
		ring.Lock(errors.New("killed"))
		defer ring.Lock(nil)
	}
	s.close()
	s.outside = before
}

// namesKey waits until the journal names the keyring's key, and the mark outside has that.
func (s *testShop) namesKey() {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(strings.Join(s.facts(facts.KeyringHolds), ""), facts.HeldJournalMark); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal("the keyring's key is not named")
		}
	}
}

// clearRecords is the owner who clears every alert about the records.
func (s *testShop) clearRecords(owner staff.Approval) {
	s.t.Helper()
	for _, a := range s.records() {
		owner.Shown = a.Figures()
		if err := s.till.Till.ReadAlert(s.t.Context(), a.ID, "looked at the staff", owner); err != nil {
			s.t.Fatalf("%+v: %v", a, err)
		}
	}
}

func (s *testShop) toldPeople() facts.People {
	s.t.Helper()
	people, err := s.disk.People(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return facts.People{Roster: people.Roster, Prints: people.Prints, Recovery: people.Recovery, Told: people.Told}
}

// forgeries are facts about people with what goes with them, and who tries to use them; ownerIn
// is how the true owner comes in all the same.
func forgeries(s *testShop) map[string]struct {
	forged
	thief staff.Approval
	want  fault.Code
	byPIN bool // else by the recovery code
} {
	sok, srey := s.person(3), s.person(1)
	hash, err := s.disk.PINHash(s.t.Context(), 3)
	if err != nil {
		s.t.Fatal(err)
	}
	owner, away, mallory := sok, srey, staff.Person{ID: 9, Name: "Mallory", Role: staff.Owner, Active: true}
	owner.Role, away.Active = staff.Owner, false
	pin := func(of staff.Person) journal.Fact {
		return journal.Fact{Kind: facts.PINSet, Payload: facts.PIN{Staff: of.ID, Name: of.Name, Print: facts.PINPrint(hash), By: "Srey"}}
	}
	recovery := journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{Print: facts.PINPrint(hash), By: "Srey"}}
	void := journal.Fact{Kind: facts.StaffDoubted, Payload: facts.DoubtedStaff{Void: s.peopleCodes()}}
	owned := journal.Fact{Kind: facts.StaffChanged, Payload: facts.Staff{Before: &sok, Staff: owner, By: "Srey"}}
	key := journal.Fact{Kind: facts.KeyringHolds, Payload: facts.Held{Name: facts.HeldJournalKey, Print: strings.Repeat("5a", 32)}}
	cleared := journal.Fact{Kind: facts.AlertRead, Payload: payment.Alert{ID: 1, Kind: payment.AlertKeyringMissing, Expected: facts.HeldJournalKey,
		Raised: s.clock.Now(), Last: s.clock.Now(), Times: 1, Read: s.clock.Now(), ReadBy: "Srey", Reason: "repaired"}}
	const copied = "REPLACE INTO staff_pins SELECT %d, hash FROM staff_pins WHERE staff_id = 3"
	return map[string]struct {
		forged
		thief staff.Approval
		want  fault.Code
		byPIN bool
	}{
		"a cashier becomes owner": {forged{[]journal.Fact{owned},
			[]string{"UPDATE staff SET role = 'owner' WHERE id = 3"}}, sokCashier, fault.PermissionMissing, true},
		"the same without a row": {forged{[]journal.Fact{owned},
			nil}, sokCashier, fault.PermissionMissing, true},
		"somebody is added": {forged{[]journal.Fact{{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: mallory, By: "Srey"}}, pin(mallory)},
			[]string{"INSERT INTO staff VALUES (9, 'Mallory', 'owner', 1)", fmt.Sprintf(copied, 9)}},
			staff.Approval{By: "Mallory", PIN: sokCashier.PIN}, fault.PINWrong, true},
		"the owner leaves": {forged{[]journal.Fact{{Kind: facts.StaffChanged, Payload: facts.Staff{Before: &srey, Staff: away, By: "Srey"}}},
			[]string{"UPDATE staff SET active = 0 WHERE id = 1"}}, sokCashier, fault.PermissionMissing, true},
		"the owner's PIN is the cashier's": {forged{[]journal.Fact{pin(srey)}, []string{fmt.Sprintf(copied, 1)}},
			staff.Approval{By: "Srey", PIN: sokCashier.PIN}, fault.PINDoubted, false},
		"the owner's PIN, without a row": {forged{[]journal.Fact{pin(srey)}, nil}, staff.Approval{By: "Srey", PIN: sokCashier.PIN}, fault.PINWrong, true},
		"another recovery code": {forged{[]journal.Fact{recovery}, []string{"UPDATE recovery SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3)"}},
			sokCashier, fault.PermissionMissing, true},
		"another recovery code, without a row": {forged{[]journal.Fact{recovery}, nil}, sokCashier, fault.PermissionMissing, false},
		"the owner's code is void":             {forged{[]journal.Fact{{Kind: facts.RecoverySet, Payload: facts.Recovery{By: "Srey"}}}, nil}, sokCashier, fault.PermissionMissing, false},
		"what was found is void": {forged{[]journal.Fact{{Kind: facts.StaffDoubted, Payload: facts.DoubtedStaff{Told: []staff.Person{owner}, Restored: true}}},
			nil}, sokCashier, fault.PermissionMissing, true},
		"all facts about people are void": {forged{[]journal.Fact{void}, nil}, sokCashier, fault.PermissionMissing, true},
		"they are, and a cashier is owner": {forged{[]journal.Fact{void, owned},
			[]string{"UPDATE staff SET role = 'owner' WHERE id = 3"}}, sokCashier, fault.PermissionMissing, true},
		"the thief names a key, and a cashier is owner": {forged{[]journal.Fact{key, owned},
			[]string{"UPDATE staff SET role = 'owner' WHERE id = 3"}}, sokCashier, fault.PermissionMissing, true},
		"the thief clears that the key is missing, names one, and a cashier is owner": {forged{[]journal.Fact{cleared, key, owned},
			[]string{"UPDATE staff SET role = 'owner' WHERE id = 3"}}, sokCashier, fault.PermissionMissing, true},
	}
}

// peopleCodes are the codes of all facts about people.
func (s *testShop) peopleCodes() (all []id.Code) {
	for _, e := range s.journal() {
		if strings.HasPrefix(string(e.Kind), "staff.") {
			all = append(all, journal.Head{Seq: e.Seq, Hash: e.Hash}.Code())
		}
	}
	return all
}

// Facts about people that a thief has written into the journal, with the right hash and chain but
// without the key, give nobody a right and take none: the last fact without doubt decides. The
// true owner comes in, clears the alerts, and finds the staff as it was; and nothing of it
// counts later, whatever becomes of the keyring.
func TestForgedFactsGiveNoRights(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]struct {
		mac               string
		ring, killed, run bool // run: a run of the thief's own
		unnoted           bool // which says that it could not be noted outside
	}{
		"no MAC":                             {mac: "NULL", ring: true},
		"as while the keyring was away":      {mac: "x'00'", ring: true},
		"a false MAC":                        {mac: "randomblob(16)", ring: true},
		"killed, no MAC":                     {mac: "NULL", ring: true, killed: true},
		"killed, as of a key that was away":  {mac: "x'00'", ring: true, killed: true},
		"killed, a false MAC":                {mac: "randomblob(16)", ring: true, killed: true},
		"killed, another run":                {mac: "x'00'", ring: true, killed: true, run: true},
		"no keyring, no MAC":                 {mac: "NULL"},
		"no keyring":                         {mac: "x'00'"},
		"no keyring, killed, another run":    {mac: "x'00'", killed: true, run: true},
		"no keyring, killed, an unnoted run": {mac: "x'00'", killed: true, run: true, unnoted: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for what := range forgeries(staffedShop(t)) {
				t.Run(what, func(t *testing.T) {
					t.Parallel()
					s := newShop(t)
					if how.ring {
						s.getsKey()
					}
					s.hire()
					code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
					if err != nil {
						t.Fatal(err)
					}
					f := forgeries(s)[what]
					was := s.toldPeople()
					if how.run {
						f.facts = append([]journal.Fact{{Kind: facts.TillOpened, Payload: facts.Opened{Unnoted: how.unnoted}}}, f.facts...)
					}
					s.ends(how.killed)
					s.forge(how.mac, f.forged)
					s.open()
					if got := s.toldPeople(); !reflect.DeepEqual(got.Roster, was.Roster) || !reflect.DeepEqual(got.Prints, was.Prints) {
						t.Errorf("%+v, was %+v", got, was)
					}
					if got := s.refundBy(f.thief); got != f.want { // and cash was sold
						t.Errorf("the thief: %q, want %q", got, f.want)
					}
					if _, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(350)}); fault.CodeOf(err) != fault.PayFactsDoubted {
						t.Errorf("a code: %v", err)
					}
					owner := sreyOwner
					if !f.byPIN {
						owner.PIN = "918274"
						if err := s.till.UseRecovery(t.Context(), "Srey", code, owner.PIN); err != nil {
							t.Fatalf("by the recovery code: %v", err)
						}
					}
					if got := s.refundBy(owner); got != "" {
						t.Fatalf("the owner: %q", got)
					}
					s.clearRecords(owner)
					if _, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(350)}); err != nil {
						t.Errorf("a code, after the owner has looked: %v", err)
					}
					s.staysRight(was.Roster)
				})
			}
		})
	}
}

// staysRight opens the shop again, with its keyring and with it locked: the staff is as it was,
// and nobody is alarmed again.
func (s *testShop) staysRight(was staff.Roster) {
	s.t.Helper()
	prints := s.toldPeople().Prints
	for _, locked := range []error{nil, errors.New("locked"), nil} {
		s.close()
		if ring, ok := s.ring.(*storagetest.Ring); ok {
			ring.Lock(locked)
		}
		s.open()
		if got := s.toldPeople(); !reflect.DeepEqual(got.Roster, was) || !reflect.DeepEqual(got.Prints, prints) {
			s.t.Errorf("later: %+v %v, was %+v %v", got.Roster, got.Prints, was, prints)
		}
		for _, a := range s.records() {
			s.t.Errorf("later: %+v", a)
		}
		if n := len(s.alertsOf(payment.AlertStaffRows)); n > 1 {
			s.t.Errorf("%d alerts about the staff", n)
		}
	}
}

// forgedAndLocked is a shop whose cashier became owner, and whose tax went, by facts with a false
// signature; it is open, and its keyring is locked.
func forgedAndLocked(t *testing.T) (*testShop, *storagetest.Ring) {
	t.Helper()
	s := newShop(t)
	ring := s.getsKey()
	s.set(settings.TaxMode, "included")
	s.hire()
	f := forgeries(s)["a cashier becomes owner"]
	f.facts = append(f.facts, journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.TaxMode, From: "included", To: "none", By: "Srey"}})
	f.rows = append(f.rows, "UPDATE settings SET value = 'none' WHERE key = 'tax.mode'")
	s.kill()
	s.forge("randomblob(16)", f.forged)
	ring.Lock(errors.New("locked"))
	s.open()
	return s, ring
}

// getsKey opens the shop anew with a keyring, and has the journal name the key that it keeps there.
func (s *testShop) getsKey() *storagetest.Ring {
	s.t.Helper()
	s.close()
	ring := storagetest.NewRing()
	s.ring = ring
	s.open()
	s.namesKey()
	return ring
}

// ends closes the till, or kills it.
func (s *testShop) ends(killed bool) {
	s.t.Helper()
	if killed {
		s.kill()
		return
	}
	s.close()
}

// While the keyring is locked a false signature can't be told from a true one, and is no doubt. Once
// the keyring answers, the rights that it gave are gone, without another start.
func TestForgedFactsCountNoMoreOnceTheKeyringAnswers(t *testing.T) {
	t.Parallel()
	s, ring := forgedAndLocked(t)
	if got := s.refundBy(sokCashier); got != "" || len(s.records()) != 0 {
		t.Errorf("while the keyring is locked: %q, %+v", got, s.records())
	}
	ring.Lock(nil)
	s.awaitPepper()
	for deadline := time.Now().Add(time.Minute); !s.till.Snapshot().CodesStopped(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%+v", s.records())
		}
	}
	if got := s.refundBy(sokCashier); got != fault.PermissionMissing {
		t.Errorf("with the key: %q", got)
	}
	if got := s.till.Snapshot().Settings.Get(settings.TaxMode); got != "included" {
		t.Errorf("tax.mode = %s", got)
	}
	if got := s.refundBy(sreyOwner); got != "" {
		t.Errorf("the owner: %q", got)
	}
}

// While the keyring is locked nobody can say whether a row that voids all facts about people is
// the till's. A shop of nobody, whose first owner needs no approval, is never the answer.
func TestForgedVoidLeavesNoShopWithoutOwner(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.close()
	ring := storagetest.NewRing()
	s.ring = ring
	s.open()
	s.namesKey()
	s.hire()
	f := forgeries(s)["all facts about people are void"]
	s.kill()
	s.forge("randomblob(16)", f.forged)
	ring.Lock(errors.New("locked"))
	s.open()
	if got := s.refundBy(sokCashier); got == "" {
		t.Error("a name was enough")
	}
	if p, err := s.till.AddStaff(t.Context(), "Mallory", staff.Owner, "918273", staff.Approval{}); err == nil {
		t.Errorf("a first owner again: %+v", p)
	}
	ring.Lock(nil)
	s.awaitPepper()
	for deadline := time.Now().Add(time.Minute); s.refundBy(sreyOwner) != ""; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the owner: %+v", s.records())
		}
	}
}
