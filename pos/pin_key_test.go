package pos_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage/storagetest"
)

// ringShop is a shop with people and a keyring, whose key the journal names.
func ringShop(t *testing.T) (*testShop, *storagetest.Ring) {
	t.Helper()
	s := newShop(t)
	ring := storagetest.NewRing()
	s.close()
	s.ring = ring
	s.open()
	s.hire()
	s.awaitPepper()
	return s, ring
}

// awaitPepper waits until the journal names the keyring's key.
func (s *testShop) awaitPepper() {
	s.t.Helper()
	for {
		pepper, err := s.disk.Pepper(s.t.Context(), time.Minute)
		if err != nil {
			s.t.Fatal(err)
		}
		if !pepper.IsZero() {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// asksSignIn has nobody sell without signing in.
func (s *testShop) asksSignIn() {
	s.t.Helper()
	s.signIn(sreyOwner)
	s.set(settings.SignIn, "true")
	if err := s.till.SignOut(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// keyed reports whose stored hashes have the keyring's pepper in them.
func (s *testShop) keyed() string {
	s.t.Helper()
	var names []string
	for _, p := range s.till.people() {
		hash, err := s.disk.PINHash(s.t.Context(), p.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		if strings.Contains(hash, ",keyid=") {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, " ")
}

func (s *testShop) signsIn(who staff.Approval) fault.Code {
	_, err := s.till.SignIn(s.t.Context(), who.By, who.PIN)
	return fault.CodeOf(err)
}

// An owner's and a manager's PIN get the keyring's pepper at their next use, once there is a
// recovery code; a cashier's never.
func TestPINsAreStrengthenedAtTheirNextUse(t *testing.T) {
	t.Parallel()
	s, _ := ringShop(t)
	everybody := []staff.Approval{sreyOwner, daraMan, sokCashier}
	for _, who := range everybody {
		s.signIn(who)
	}
	if got := s.keyed(); got != "" {
		t.Errorf("without a recovery code %s could be locked out by another PC", got)
	}
	if _, err := s.till.MakeRecovery(t.Context(), sreyOwner); err != nil {
		t.Fatal(err)
	}
	for _, who := range everybody {
		s.signIn(who)
	}
	if got, want := s.keyed(), sreyOwner.By+" "+daraMan.By; got != want {
		t.Errorf("keyed: %q, want %q", got, want)
	}
	for range 2 { // and again after a restart
		for _, who := range everybody {
			if got := s.signsIn(who); got != "" {
				t.Errorf("%s: %q", who.By, got)
			}
			if got := s.signsIn(staff.Approval{By: who.By, PIN: "830517"}); got != fault.PINWrong {
				t.Errorf("%s by another PIN: %q", who.By, got)
			}
			s.clock.Add(time.Hour)
		}
		if got := s.refundBy(daraMan); got != "" {
			t.Errorf("an approval: %q", got)
		}
		s.close()
		s.open()
		s.awaitPepper()
	}
	renewed := 0
	for _, f := range s.facts(facts.PINSet) {
		if strings.Contains(f, `"renewed":true`) {
			renewed++
		}
	}
	if renewed != 2 {
		t.Errorf("%d facts say that a PIN is in another hash", renewed)
	}
	if alerts := s.alertsOf(payment.AlertPINRow); len(alerts) != 0 {
		t.Errorf("%+v", alerts)
	}
	s.wantJournal()
}

// While the keyring is locked an owner's PIN can't be checked, and says so; the cashier's can,
// and cash sells, also where nobody else is there to sign in. It is asked again at each try.
func TestLockedKeyringStopsNoCash(t *testing.T) {
	t.Parallel()
	s, ring := ringShop(t)
	s.asksSignIn()
	if _, err := s.till.MakeRecovery(t.Context(), sreyOwner); err != nil {
		t.Fatal(err)
	}
	s.signIn(sreyOwner)
	s.close()
	ring.Lock(errors.New("locked"))
	s.open()
	sells := func() fault.Code {
		_, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(150)})
		return fault.CodeOf(err)
	}
	if got := sells(); got != fault.SignInFirst {
		t.Errorf("before anybody came: %q", got)
	}
	if got := s.signsIn(sokCashier); got != "" {
		t.Errorf("the cashier: %q", got)
	}
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.signsIn(sreyOwner); got != fault.PINKeyring {
		t.Errorf("the owner: %q", got)
	}
	if got := sells(); got != "" || !s.till.Snapshot().Unsigned {
		t.Errorf("cash: %q", got)
	}
	if got := s.refundBy(sreyOwner); got != fault.PINKeyring {
		t.Errorf("a refund: %q", got)
	}
	if got := s.facts(facts.ManagerRefused); len(got) != 1 || !strings.Contains(got[0], `"unchecked":"pin_keyring"`) {
		t.Errorf("the audit has %q", got)
	}
	own := pos.WithOwnSignIn(t.Context())
	if _, err := s.till.PayCash(own, pos.CashRequest{Amount: money.Cents(150)}); fault.CodeOf(err) != fault.SignInFirst {
		t.Errorf("a command beside it: %v", err)
	}
	s.commandsSell(sreyOwner)
	ring.Lock(nil)
	s.awaitPepper()
	if got := sells(); got != fault.SignInFirst {
		t.Errorf("the keyring answers, and nobody has signed in: %q", got)
	}
	if got := s.signsIn(sreyOwner); got != "" || s.till.Snapshot().Unsigned {
		t.Errorf("the keyring is back: %q", got)
	}
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := sells(); got != fault.SignInFirst {
		t.Errorf("nobody is signed in again: %q", got)
	}
	s.wantJournal()
}

// commandsSell has a command take cash by somebody whose PIN can't be checked: in nobody's name, and
// in the audit as at the windows. Another command, or the next one, gets nothing of it.
func (s *testShop) commandsSell(who staff.Approval) {
	s.t.Helper()
	signIn := func(cash bool) context.Context {
		own := pos.WithOwnSignIn(s.t.Context())
		if cash {
			pos.SellsCash(own)
		}
		if _, err := s.till.SignIn(own, who.By, who.PIN); fault.CodeOf(err) != fault.PINKeyring || s.till.SnapshotUnder(own).Unsigned != cash {
			s.t.Errorf("%s by a command, for cash %v: %v", who.By, cash, err)
		}
		return own
	}
	sells := func(own context.Context) (sale.Sale, fault.Code) {
		sold, err := s.till.PayCash(own, pos.CashRequest{Amount: money.Cents(150)})
		return sold, fault.CodeOf(err)
	}
	tries := len(s.facts(facts.ManagerRefused))
	if _, code := sells(signIn(false)); code != fault.SignInFirst || len(s.facts(facts.ManagerRefused)) != tries {
		s.t.Errorf("a command that takes no cash: %q", code)
	}
	if sold, code := sells(signIn(true)); code != "" || sold.Cashier != "" {
		s.t.Errorf("cash by a command: %q, by %q", code, sold.Cashier)
	}
	if got := s.facts(facts.ManagerRefused); len(got) != tries+1 || !strings.Contains(got[tries], `"unchecked":"pin_keyring"`) {
		s.t.Errorf("the audit has %q", got)
	}
	if _, code := sells(pos.WithOwnSignIn(s.t.Context())); code != fault.SignInFirst {
		s.t.Errorf("the next command: %q", code)
	}
	if !s.till.Snapshot().Unsigned {
		s.t.Error("the windows ask for a sign-in again")
	}
}

// On another computer the keyring has no such key: the owner takes a new PIN by the recovery
// code, and everything else follows from it.
func TestAnotherComputersPINs(t *testing.T) {
	t.Parallel()
	s, _ := ringShop(t)
	code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
	if err != nil {
		t.Fatal(err)
	}
	s.signIn(sreyOwner)
	s.signIn(daraMan)
	s.close()
	s.ring = storagetest.NewRing()
	s.open()
	if got := s.signsIn(sreyOwner); got != fault.PINElsewhere {
		t.Errorf("the owner's old PIN: %q", got)
	}
	if s.till.Snapshot().Unsigned {
		t.Error("a cashier can sign in, and nobody has to")
	}
	if got := s.signsIn(sokCashier); got != "" {
		t.Errorf("the cashier: %q", got)
	}
	srey := staff.Approval{By: sreyOwner.By, PIN: "918274"}
	if err := s.till.UseRecovery(t.Context(), srey.By, code, srey.PIN); err != nil {
		t.Fatal(err)
	}
	if got := s.signsIn(srey); got != "" {
		t.Errorf("the owner's new PIN: %q", got)
	}
	if got := s.keyed(); got != daraMan.By {
		t.Errorf("keyed: %q", got)
	}
	missing := s.alertsOf(payment.AlertKeyringMissing)
	if len(missing) != 1 {
		t.Fatalf("%+v", missing)
	}
	if _, err := s.till.MakeRecovery(t.Context(), srey); err != nil {
		t.Fatal(err)
	}
	if err := s.till.ReadAlert(t.Context(), missing[0].ID, "a new computer", srey); err != nil {
		t.Fatal(err)
	}
	s.awaitPepper()
	s.signIn(srey)
	if got, want := s.keyed(), srey.By+" "+daraMan.By; got != want {
		t.Errorf("keyed: %q, want %q", got, want)
	}
	s.wantJournal()
}

// Where the only PIN that needs no keyring was changed in the database, nobody could sign in on
// another computer: cash sells there too.
func TestAnotherComputerWithoutAPIN(t *testing.T) {
	t.Parallel()
	s, _ := ringShop(t)
	if _, err := s.till.MakeRecovery(t.Context(), sreyOwner); err != nil {
		t.Fatal(err)
	}
	s.signIn(sreyOwner)
	s.set(settings.SignIn, "true")
	s.signIn(daraMan)
	s.close()
	s.attack("UPDATE staff_pins SET hash = substr(hash, 1, length(hash) - 3) || 'AAA' WHERE staff_id = 3")
	s.ring = storagetest.NewRing()
	s.open()
	cash := pos.CashRequest{Amount: money.Cents(150)}
	if _, err := s.till.PayCash(t.Context(), cash); fault.CodeOf(err) != fault.SignInFirst {
		t.Errorf("before anybody came: %v", err)
	}
	if got := s.signsIn(sokCashier); got != fault.PINDoubted {
		t.Errorf("the cashier: %q", got)
	}
	if got := s.signsIn(daraMan); got != fault.PINElsewhere {
		t.Errorf("the manager: %q", got)
	}
	if _, err := s.till.PayCash(t.Context(), cash); err != nil || !s.till.Snapshot().Unsigned {
		t.Errorf("cash: %v", err)
	}
}

// A key that somebody writes into a PIN's row opens nothing: the sign-in stays asked for.
func TestForeignKeyInARowOpensNothing(t *testing.T) {
	t.Parallel()
	s, _ := ringShop(t)
	s.asksSignIn()
	hash, err := s.disk.PINHash(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	s.attack("UPDATE staff_pins SET hash = '" + strings.Replace(hash, "p=1$", "p=1,keyid=AAAAAAAAAAA$", 1) + "' WHERE staff_id = 1")
	if got := s.signsIn(sreyOwner); got != fault.PINDoubted {
		t.Errorf("%q", got)
	}
	if s.till.Snapshot().Unsigned {
		t.Error("nobody has to sign in any more")
	}
}
