package storage

import (
	"context"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/staff"
)

// cheapPINs returns PINs with the least cost: tests hash many.
func cheapPINs() *PINs { return &PINs{Memory: 64, Passes: 1, Lanes: 1} }

func TestPINs(t *testing.T) {
	t.Parallel()
	pins := cheapPINs()
	one, err := pins.Hash("2468", false)
	if err != nil || !strings.HasPrefix(one, "$argon2id$v=19$m=64,t=1,p=1$") || strings.Contains(one, "2468") {
		t.Fatalf("%q, %v", one, err)
	}
	if again, err := pins.Hash("2468", false); err != nil || again == one {
		t.Errorf("two hashes of one PIN are the same: %q (%v)", again, err)
	}
	for pin, want := range map[string]bool{"2468": true, "2469": false, "": false, "24680": false} {
		// Any PINs can check a hash: the hash carries its cost.
		if ok, err := (&PINs{}).Matches(t.Context(), one, pin); ok != want || err != nil {
			t.Errorf("%q: %v, %v", pin, ok, err)
		}
	}
	if ok, err := pins.Matches(t.Context(), "", ""); ok || err != nil {
		t.Errorf("the hash of nobody: %v, %v", ok, err)
	}
}

// A test vector of the reference implementation: argon2 -id with the password "password" and
// the salt "somesalt" at 64 MiB, two passes and one lane (phc-winner-argon2, src/test.c,
// version 0x13).
func TestPINsMatchReferenceVector(t *testing.T) {
	t.Parallel()
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for pin, want := range map[string]bool{"password": true, "passwore": false} {
		if ok, err := (&PINs{}).Matches(t.Context(), hash, pin); ok != want || err != nil {
			t.Errorf("%q: %v, %v", pin, ok, err)
		}
	}
}

func TestPINHashRefused(t *testing.T) {
	t.Parallel()
	good, err := cheapPINs().Hash("2468", false)
	if err != nil {
		t.Fatal(err)
	}
	for name, hash := range map[string]string{
		"Text":      "2468",
		"Other":     strings.Replace(good, "argon2id", "argon2i", 1),
		"Version":   strings.Replace(good, "v=19", "v=16", 1),
		"Cost":      strings.Replace(good, "m=64,t=1,p=1", "m=64", 1),
		"Memory":    strings.Replace(good, "m=64,", "m=4194304,", 1), // 4 GiB
		"Passes":    strings.Replace(good, "t=1,", "t=1000000,", 1),
		"NoLanes":   strings.Replace(good, "p=1", "p=0", 1),
		"ShortSalt": "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$" + good[strings.LastIndex(good, "$")+1:],
		"ShortTag":  good[:len(good)-8],
		"Cut":       good[:strings.LastIndex(good, "$")],
	} {
		if ok, err := cheapPINs().Matches(t.Context(), hash, "2468"); ok || err != nil { // the journal says that it was replaced
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
}

// addStaff adds an owner and a cashier, as the till writes them: rows 1 to 4 of the journal;
// row 5 makes the cashier a manager.
func addStaff(t *testing.T, db *DB) {
	t.Helper()
	type added struct {
		Staff staff.Person `json:"staff"`
	}
	type pin struct {
		Staff id.Person `json:"staff_id"`
		Print string    `json:"print"`
	}
	srey := staff.Person{ID: 1, Name: "Srey", Role: staff.Owner, Active: true}
	sok := staff.Person{ID: 2, Name: "Sok", Role: staff.Cashier, Active: true}
	for _, s := range []staff.Person{srey, sok} {
		hash, err := cheapPINs().Hash("2468", false)
		if err != nil {
			t.Fatal(err)
		}
		mustCommit(t, db, pos.Batch{Staff: []staff.Person{s}, PINs: []staff.PIN{{Staff: s.ID, Hash: hash}}, Facts: []journal.Fact{
			{Kind: facts.StaffAdded, Payload: added{s}}, {Kind: facts.PINSet, Payload: pin{s.ID, facts.PINPrint(hash)}},
		}})
	}
	sok.Role = staff.Manager
	mustCommit(t, db, pos.Batch{Staff: []staff.Person{sok}, Facts: []journal.Fact{{Kind: facts.StaffChanged, Payload: added{sok}}}})
}

// A change of the staff tables beside the journal is detected.
func TestStaffAgrees(t *testing.T) {
	t.Parallel()
	withStaff := copiesOf(func(db *DB) { addStaff(t, db) })
	if check, err := withStaff(t).VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Fatalf("untouched: %+v (%v)", check, err)
	}
	for name, tt := range map[string]struct {
		sql string
		bad int64
	}{
		"RoleRaised":  {"UPDATE staff SET role = 'owner' WHERE id = 2", 5},
		"OwnerAway":   {"UPDATE staff SET active = 0 WHERE id = 1", 1},
		"Renamed":     {"UPDATE staff SET name = 'Srei' WHERE id = 1", 1},
		"SlippedIn":   {"INSERT INTO staff VALUES (3, 'Mallory', 'owner', 1)", 5},
		"Copied":      {"UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 2) WHERE staff_id = 1", 2},
		"PINAway":     {"DELETE FROM staff_pins WHERE staff_id = 2", 4},
		"PersonAway":  {"DELETE FROM staff_pins WHERE staff_id = 2; DELETE FROM staff WHERE id = 2", 5},
		"EverybodyAs": {"UPDATE staff_pins SET hash = '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$x'", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := withStaff(t)
			execRaw(t, db, strings.Split(tt.sql, "; ")...)
			if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != tt.bad {
				t.Errorf("check %+v (%v), want first bad row %d", check, err, tt.bad)
			}
		})
	}
}

// What every start reads about people comes from an index of these facts alone.
func TestPeopleUseTheirIndex(t *testing.T) {
	t.Parallel()
	if plan := planOf(t, mustOpenEmpty(t), peopleFacts); !strings.Contains(plan, "INDEX journal_people") {
		t.Errorf("plan %q: every start would read the whole journal", plan)
	}
}

// A change of the approvals beside the journal is detected.
func TestApprovalsAgree(t *testing.T) {
	t.Parallel()
	said := copiesOf(func(db *DB) {
		a := staff.Approved{Z: 1, Day: "2026-11-22", At: noon, Action: staff.ActionNoSale, By: "Dara"}
		mustCommit(t, db, pos.Batch{At: noon, Approvals: []staff.Approved{a}, Facts: []journal.Fact{{Kind: facts.Approved, Payload: a}}})
	})
	if check, err := said(t).VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Fatalf("untouched: %+v (%v)", check, err)
	}
	for name, sql := range map[string]string{
		"By":     "UPDATE approvals SET said_by = 'Sok'",
		"Action": "UPDATE approvals SET action = 'refund'",
		"Period": "UPDATE approvals SET z = 2",
		"Day":    "UPDATE approvals SET day = '2026-11-23'",
		"Time":   "UPDATE approvals SET at_ms = at_ms + 1",
		"Taken":  "DELETE FROM approvals",
		"Added":  "INSERT INTO approvals SELECT 2, z, day, at_ms, action, said_by FROM approvals",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := said(t)
			execRaw(t, db, sql)
			if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != 1 {
				t.Errorf("check %+v (%v), want first bad row 1", check, err)
			}
		})
	}
}

// The schema keeps names unique, people and PINs undeleted, and hashes well formed.
func TestStaffSchema(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	addStaff(t, db)
	for name, sql := range map[string]string{
		"Same name":  "INSERT INTO staff VALUES (3, 'SREY', 'cashier', 1)",
		"Role":       "INSERT INTO staff VALUES (3, 'Dara', 'boss', 1)",
		"Deleted":    "DELETE FROM staff WHERE id = 2",
		"Another ID": "UPDATE staff SET id = 9 WHERE id = 2",
		"PIN away":   "DELETE FROM staff_pins WHERE staff_id = 2",
		"Plain PIN":  "UPDATE staff_pins SET hash = '2468' WHERE staff_id = 2",
	} {
		if _, err := db.write.conn.ExecContext(context.Background(), sql); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// Wrong PINs are counted by name, and only the last fact of each name counts.
func TestManagerTries(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	for _, f := range []journal.Fact{
		{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: "Sok", Wrong: 1}},
		{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: "Dara", Wrong: 1}},
		{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: "Sok", Wrong: 2}},
		{Kind: facts.ManagerKnown, Payload: facts.ManagerTries{By: "Dara"}},
	} {
		mustCommit(t, db, pos.Batch{At: time.UnixMilli(1), Facts: []journal.Fact{f}})
	}
	got, err := db.ManagerTries(context.Background())
	if err != nil || len(got) != 2 || got[0].By != "Sok" || got[0].Wrong != 2 || got[1].By != "Dara" || got[1].Wrong != 0 || got[1].At.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
	var plan []string
	rows, err := db.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+lastTries)
	err = each(rows, err, func(scan func(...any) error) error {
		var id, parent, unused int
		var detail string
		err := scan(&id, &parent, &unused, &detail)
		plan = append(plan, detail)
		return err
	})
	if err != nil || !strings.Contains(strings.Join(plan, "; "), "INDEX journal_manager") {
		t.Errorf("plan %q (%v): every start would read the whole journal", plan, err)
	}
}
