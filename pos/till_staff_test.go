package pos_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

var (
	sreyOwner  = staff.Approval{By: "Srey", PIN: "918273"}
	daraMan    = staff.Approval{By: "Dara", PIN: "827364"}
	sokCashier = staff.Approval{By: "Sok", PIN: "33334"}
)

// staffedShop returns a shop with an owner, a manager and a cashier.
func staffedShop(t *testing.T) *testShop {
	t.Helper()
	s := newShop(t)
	s.hire()
	return s
}

// hire gives the shop its people; nobody has to sign in before they sell, unless the shop says so.
func (s *testShop) hire() {
	s.t.Helper()
	if s.till.Snapshot().Settings[settings.SignIn] == "" {
		s.set(settings.SignIn, "false")
	}
	for _, p := range []struct {
		word staff.Approval
		role staff.Role
	}{{sreyOwner, staff.Owner}, {daraMan, staff.Manager}, {sokCashier, staff.Cashier}} {
		if _, err := s.till.AddStaff(s.t.Context(), p.word.By, p.role, p.word.PIN, sreyOwner); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *testShop) signIn(who staff.Approval) {
	s.t.Helper()
	if _, err := s.till.SignIn(s.t.Context(), who.By, who.PIN); err != nil {
		s.t.Fatal(err)
	}
}

// journal reads every fact, oldest first.
func (s *testShop) journal() []journal.Entry {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT seq, kind, payload, hash FROM journal ORDER BY seq")
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	var all []journal.Entry
	for rows.Next() {
		var e journal.Entry
		if err := rows.Scan(&e.Seq, &e.Kind, &e.Payload, &e.Hash); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, e)
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// facts are the payloads of a kind, oldest first.
func (s *testShop) facts(kind journal.Kind) []string {
	s.t.Helper()
	var all []string
	for _, e := range s.journal() {
		if e.Kind == kind {
			all = append(all, string(e.Payload))
		}
	}
	return all
}

// While there is no owner a name is enough; the first person added is an owner.

func TestFirstOwner(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	add := func(role staff.Role, by staff.Approval) error {
		_, err := s.till.AddStaff(t.Context(), "Srey", role, "918273", by)
		return err
	}
	if code := fault.CodeOf(add(staff.Manager, staff.Approval{})); code != fault.OwnerFirst {
		t.Errorf("a manager first: %q", code)
	}
	if _, err := s.till.SignIn(t.Context(), "Srey", "918273"); fault.CodeOf(err) != fault.StaffNone {
		t.Errorf("sign in to a shop of nobody: %v", err)
	}
	if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Anybody"}); err != nil {
		t.Errorf("a manager's name alone: %v", err)
	}
	s.set(settings.ManagerPIN, "2468")
	for pin, want := range map[string]fault.Code{"": fault.PINWrong, "1357": fault.PINWrong} {
		if code := fault.CodeOf(add(staff.Owner, staff.Approval{By: "Srey", PIN: pin})); code != want {
			t.Errorf("the first owner with the shop's PIN %q: %q", pin, code)
		}
	}
	if err := add(staff.Owner, staff.Approval{By: "Srey", PIN: "2468"}); err != nil {
		t.Fatal(err)
	}
	// From now on manager.pin means nothing, set or not.
	for _, kept := range []string{"2468", ""} {
		s.kept[settings.ManagerPIN] = kept
		if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Anybody", PIN: "2468"}); fault.CodeOf(err) != fault.PINWrong {
			t.Errorf("manager.pin %q after the first owner: %v", kept, err)
		}
		if set, err := s.till.ManagerPINSet(); !set || err != nil {
			t.Errorf("manager.pin %q: no PIN is needed (%v)", kept, err)
		}
	}
	if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: " SREY ", PIN: "918273"}); err != nil {
		t.Errorf("the owner: %v", err)
	}
	s.wantJournal()
}

// Permissions by role, as is usual in the trade: written by hand, not read from
// staff.Permissions.

func TestPermissionsByRole(t *testing.T) {
	t.Parallel()
	const cashier, manager, owner = staff.Cashier, staff.Manager, staff.Owner
	want := map[staff.Action]staff.Role{
		staff.ActionSell: cashier, staff.ActionLink: cashier, staff.ActionShift: cashier, staff.ActionCashMove: cashier,
		staff.ActionShiftOther: manager, staff.ActionNoSale: manager, staff.ActionRefund: manager, staff.ActionVoid: manager,
		staff.ActionDiscount: manager, staff.ActionPrice: manager, staff.ActionXReport: manager, staff.ActionAudit: manager, staff.ActionResolve: manager, staff.ActionMarkPaid: manager,
		staff.ActionPayee: manager, staff.ActionAlert: manager, staff.ActionRecords: owner, staff.ActionSignInRule: owner, staff.ActionCatalogue: manager, staff.ActionRate: manager,
		staff.ActionSettings: manager, staff.ActionGuardedSettings: owner, staff.ActionStaff: owner,
		staff.ActionGiveBack: manager, staff.ActionOwnPIN: cashier,
	}
	may := map[staff.Role][]staff.Role{cashier: {cashier}, manager: {cashier, manager}, owner: {cashier, manager, owner}}
	if got := staff.Permissions(); len(got) != len(want) {
		t.Fatalf("%d actions in the table, want %d", len(got), len(want))
	}
	for action, least := range want {
		for role, covers := range may {
			allowed := false
			for _, c := range covers {
				allowed = allowed || c == least
			}
			if got := role.Covers(staff.PermissionOf(action).Least); got != allowed {
				t.Errorf("%s may %s: %v, want %v", role, action, got, allowed)
			}
		}
	}
	if p := staff.PermissionOf("no such thing"); p.Least != owner || !p.PIN {
		t.Errorf("what the table does not know: %+v", p)
	}
	if staff.Role("boss").Covers(cashier) || owner.Covers("boss") {
		t.Error("a role that does not exist covers something")
	}
}

// Each approval by everybody: who may give it, and the code of the refusal.

func TestApprovalsByRole(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	guarded := 29
	for name, c := range map[string]struct {
		least staff.Role
		do    func(staff.Approval) error
	}{
		"no sale": {staff.Manager, func(a staff.Approval) error { return s.till.OpenDrawer(t.Context(), "change", a) }},
		"refund": {staff.Manager, func(a staff.Approval) error {
			sale, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)})
			if err != nil {
				return err
			}
			_, err = s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sale.Receipt, Reason: "torn", Approval: a})
			return err
		}},
		"rate": {staff.Manager, func(a staff.Approval) error {
			guarded++
			return s.till.SetSettingBy(t.Context(), settings.Rate, "40"+string(rune('0'+guarded%10))+"0", a)
		}},
		"gateway": {staff.Owner, func(a staff.Approval) error {
			guarded++
			return s.till.SetSettingBy(t.Context(), settings.PollGraceFor, "3"+string(rune('0'+guarded%10)), a)
		}},
	} {
		for _, who := range []struct {
			staff.Approval
			role staff.Role
		}{{sreyOwner, staff.Owner}, {daraMan, staff.Manager}, {sokCashier, staff.Cashier}} {
			want := fault.PermissionMissing
			if who.role.Covers(c.least) {
				want = ""
			}
			if code := fault.CodeOf(c.do(who.Approval)); code != want {
				t.Errorf("%s by a %s: %q, want %q", name, who.role, code, want)
			}
		}
		if code := fault.CodeOf(c.do(staff.Approval{})); code != fault.ManagerNeeded {
			t.Errorf("%s by nobody: %q", name, code)
		}
		// Names cannot be found out: an unknown name and a wrong PIN have the same code.
		for _, a := range []staff.Approval{{By: "Mallory", PIN: "918273"}, {By: "Srey", PIN: "99999"}} {
			if code := fault.CodeOf(c.do(a)); code != fault.PINWrong {
				t.Errorf("%s by %s: %q", name, a.By, code)
			}
		}
		s.clock.Add(time.Hour) // past any throttle
	}
	if opened := s.facts(facts.DrawerOpened); len(opened) != 2 || !strings.Contains(opened[0], `"Srey"`) || !strings.Contains(opened[1], `"Dara"`) {
		t.Errorf("the journal names %v", opened)
	}
	s.wantJournal()
}

// What signing in allows without an approval, and what not.

// Each person has their own throttle, which survives a restart.

func TestChangeStaff(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	sok := staff.Person{ID: 3, Name: "Sok", Role: staff.Cashier, Active: true}
	with := func(change func(*staff.Person)) staff.Person {
		p := sok
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		staff staff.Person
		by    staff.Approval
		code  fault.Code
	}{
		"ErrByManager": {with(func(p *staff.Person) { p.Role = staff.Manager }), daraMan, fault.PermissionMissing},
		"ErrByNobody":  {with(func(p *staff.Person) { p.Role = staff.Manager }), staff.Approval{}, fault.ManagerNeeded},
		"ErrNameTaken": {with(func(p *staff.Person) { p.Name = "da\u200bra" }), sreyOwner, fault.StaffNameTaken},
		"ErrNoName":    {with(func(p *staff.Person) { p.Name = " \u200b " }), sreyOwner, fault.StaffName},
		"ErrLongName":  {with(func(p *staff.Person) { p.Name = strings.Repeat("ក", 41) }), sreyOwner, fault.StaffName},
		"ErrRole":      {with(func(p *staff.Person) { p.Role = "boss" }), sreyOwner, fault.RoleUnknown},
		"ErrUnknown":   {with(func(p *staff.Person) { p.ID = 9 }), sreyOwner, fault.StaffUnknown},
		"ErrLastOwner": {staff.Person{ID: 1, Name: "Srey", Role: staff.Manager, Active: true}, sreyOwner, fault.OwnerLast},
		"ErrOwnerLeft": {staff.Person{ID: 1, Name: "Srey", Role: staff.Owner}, sreyOwner, fault.OwnerLast},
	} {
		if _, err := s.till.ChangeStaff(t.Context(), c.staff, "", c.by); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if facts := s.facts(facts.StaffChanged); len(facts) != 0 {
		t.Fatalf("what was refused is journalled: %v", facts)
	}
	s.signIn(sokCashier)
	after, err := s.till.ChangeStaff(t.Context(), with(func(p *staff.Person) { p.Name, p.Role = "Sok  Dara", "Manager" }), "", sreyOwner)
	if err != nil || after.Name != "Sok Dara" || after.Role != staff.Manager {
		t.Fatalf("%+v, %v", after, err)
	}
	if in := s.till.Snapshot().SignedIn; in != (staff.SignedIn{ID: 3, Name: "Sok Dara", Role: staff.Manager}) {
		t.Errorf("signed in: %+v", in)
	}
	after.Active = false
	if _, err := s.till.ChangeStaff(t.Context(), after, "", sreyOwner); err != nil {
		t.Fatal(err)
	}
	if got := s.till.Snapshot(); got.SignedIn != (staff.SignedIn{}) || len(got.StaffList) != 2 || len(s.facts(facts.SignedOut)) != 1 {
		t.Errorf("who left stands at the till: %+v, %+v", got.SignedIn, got.StaffList)
	}
	if _, err := s.till.SignIn(t.Context(), "Sok Dara", "33334"); fault.CodeOf(err) != fault.PINWrong {
		t.Errorf("who left signs in: %v", err)
	}
	if _, err := s.till.AddStaff(t.Context(), "SOK DARA", staff.Cashier, "778921", sreyOwner); fault.CodeOf(err) != fault.StaffNameTaken {
		t.Errorf("the name of who left: %v", err)
	}
	// A second owner, and the first may go.
	if _, err := s.till.ChangeStaff(t.Context(), staff.Person{ID: 2, Name: "Dara", Role: staff.Owner, Active: true}, "", sreyOwner); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.ChangeStaff(t.Context(), staff.Person{ID: 1, Name: "Srey", Role: staff.Owner}, "", daraMan); err != nil {
		t.Error(err)
	}
	s.wantJournal()
	s.close()
	s.open()
	if list := s.till.Snapshot().StaffList; len(list) != 1 || list[0] != (staff.Person{ID: 2, Name: "Dara", Role: staff.Owner, Active: true}) {
		t.Errorf("after a restart: %+v", list)
	}
}

func TestSetPIN(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	for name, c := range map[string]struct {
		who, pin string
		by       staff.Approval
		code     fault.Code
	}{
		"ErrShort":      {"Sok", "123", sokCashier, fault.PINInvalid},
		"ErrLetters":    {"Sok", "12ab", sokCashier, fault.PINInvalid},
		"ErrOld":        {"Sok", "44445", staff.Approval{By: "Sok", PIN: "44445"}, fault.PINWrong},
		"ErrAnother":    {"Dara", "444451", sokCashier, fault.PermissionMissing},
		"ErrManagers":   {"Dara", "44445", sreyOwner, fault.PINShort},
		"ErrManager":    {"Sok", "44445", daraMan, fault.PermissionMissing},
		"ErrUnknown":    {"Mallory", "44445", sreyOwner, fault.StaffUnknown},
		"ErrNobodysOwn": {"Mallory", "44445", staff.Approval{By: "Mallory", PIN: "1"}, fault.PINWrong},
	} {
		if err := s.till.SetPIN(t.Context(), c.who, c.pin, c.by); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.signIn(sokCashier) // changes nothing
	if err := s.till.SetPIN(t.Context(), "SOK", "44445", sokCashier); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.SignIn(t.Context(), "Sok", sokCashier.PIN); fault.CodeOf(err) != fault.PINWrong {
		t.Errorf("the PIN of before: %v", err)
	}
	if _, err := s.till.SignIn(t.Context(), "Sok", "44445"); err != nil {
		t.Errorf("the new PIN: %v", err)
	}
	s.wantJournal()
}

// On a full disk nobody is added, changed or signed in.

func TestStaffOnAFullDisk(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	before := s.till.Snapshot()
	s.disk.full.Store(true)
	ctx := context.Background()
	for name, do := range map[string]func() error{
		"add": func() error { _, err := s.till.AddStaff(ctx, "Bopha", staff.Cashier, "778921", sreyOwner); return err },
		"change": func() error {
			_, err := s.till.ChangeStaff(ctx, staff.Person{ID: 3, Name: "Sok"}, "", sreyOwner)
			return err
		},
		"pin": func() error { return s.till.SetPIN(ctx, "Sok", "778921", sreyOwner) },
		"in":  func() error { _, err := s.till.SignIn(ctx, "Sok", "33334"); return err },
	} {
		want := fault.DiskFull
		if name == "change" {
			want = fault.RoleUnknown // refused earlier: it has no role
		}
		if err := do(); fault.CodeOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	after := s.till.Snapshot()
	if after.SignedIn != before.SignedIn || len(after.StaffList) != len(before.StaffList) {
		t.Errorf("something changed: %+v", after.StaffList)
	}
}

// A PIN is stored nowhere, and its hash only in its own table of the database.

// Each sale names who had signed in when it was rung up, on its receipt and in the report,
// even if its money arrives after they signed out.
