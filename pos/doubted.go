package pos

import (
	"context"
	"slices"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// checkPrint refuses a stored hash that is not the one that the journal tells of: somebody
// replaced it in the database, so that it proves nobody's name. The first time it is a fact
// and an alert. The error's code is fault.PINDoubted with the name.
func (a *authority) checkPrint(person staff.Person, hash string, now time.Time) error {
	if a.told.OfPIN(person.ID, hash) {
		return nil
	}
	refused := fault.New(fault.PINDoubted, person.Name)
	found := facts.StoredPrint(hash)
	before, known := a.told.Doubted[person.ID]
	if known && before == found {
		return refused
	}
	a.told.Doubted[person.ID] = found // before the alarm, whose snapshot says whether anybody could sign in
	err := a.alarm(
		raised(pinRow(person.Name), now),
		journal.Fact{Kind: facts.PINDoubted, Payload: facts.DoubtedPIN{Staff: person.ID, Name: person.Name, Print: found}},
	)
	switch {
	case err == nil:
		a.doubtOthers(now)
	case known:
		a.told.Doubted[person.ID] = before
	default:
		delete(a.told.Doubted, person.ID)
	}
	return refused.Because(err)
}

// doubtOthers looks at everybody's PIN once one was changed: whether anybody could still sign in
// must not wait until each has tried.
func (a *authority) doubtOthers(now time.Time) {
	for _, p := range a.roster.Active() {
		if hash, err := a.people.PINHash(context.Background(), p.ID); err == nil {
			_ = a.checkPrint(p, hash, now)
		}
	}
}

// canSignIn reports whether anybody could: the PIN of one who works here is not known to have
// been changed in the database. Where nobody can, no sign-in is asked for: cash sells on.
func (a *authority) canSignIn() bool {
	return slices.ContainsFunc(a.roster.Active(), a.undoubted)
}

// undoubted reports that a person has a PIN that is not known to have been changed in the database.
func (a *authority) undoubted(person staff.Person) bool {
	_, doubted := a.told.Doubted[person.ID]
	return a.told.Prints[person.ID] != "" && !doubted
}

// keepPrints remembers the PINs of a commit.
func (a *authority) keepPrints(pins []staff.PIN) {
	for _, p := range pins {
		a.told.Prints[p.Staff] = facts.PINPrint(p.Hash)
		delete(a.told.Doubted, p.Staff)
	}
}

// doubtPeople holds the rows of people against the journal, when the till opens and before each Z
// report. Rows that were changed behind its back are put back as the journal tells; the change stays as a fact
// and an alert. Where they can't be put back the till goes by the journal all the same.
func (t *Till) doubtPeople(ctx context.Context) error {
	now := t.now()
	switch doubt := t.authority.told.Doubt; {
	case doubt.None():
	case doubt.RowsAsTold(): // facts alone: their alert is doubtRows'
		if err := t.record(now, journal.Fact{Kind: facts.StaffDoubted, Payload: doubt}); err != nil {
			return err
		}
		t.authority.told.Doubt = facts.DoubtedStaff{}
	default:
		doubt.Restored = true
		alert := raised(staffRows(doubt), now)
		if t.raiseAbout(ctx, alert, journal.Fact{Kind: facts.StaffDoubted, Payload: doubt}, doubt.PutRight()...) != nil {
			doubt.Restored = false
			if err := t.raiseAbout(ctx, alert, journal.Fact{Kind: facts.StaffDoubted, Payload: doubt}); err != nil {
				return err
			}
		}
		t.authority.told.Doubt = facts.DoubtedStaff{}
	}
	for _, person := range t.authority.roster.Active() {
		hash, err := t.store.PINHash(ctx, person.ID)
		if err != nil {
			return err
		}
		// What it refuses is told when somebody uses the PIN; here only the alert counts.
		_ = t.authority.checkPrint(person, hash, now)
	}
	return t.doubtRecovery(ctx)
}

// raiseAbout makes an alert durable, with the fact that it is about and rows of people.
func (t *Till) raiseAbout(ctx context.Context, alert payment.Alert, told journal.Fact, rows ...staff.Person) error {
	return t.raiseWith(ctx, Batch{Staff: rows}, alert, told)
}

// raiseWith makes an alert durable together with the fact that it is about and the rows of a batch.
func (t *Till) raiseWith(ctx context.Context, batch Batch, alert payment.Alert, told journal.Fact) error {
	batch.At, batch.Alerts = alert.Raised, []payment.Alert{alert}
	batch.Facts = []journal.Fact{told, {Kind: facts.AlertRaised, Payload: alert}}
	done, err := t.commit(ctx, batch)
	if err != nil {
		return err
	}
	alert.ID = done.AlertIDs[0]
	t.attempts.keepAlert(alert)
	return nil
}

// alarm is raiseAbout on the loop, for what a command finds.
func (t *Till) alarm(alert payment.Alert, told journal.Fact) error {
	err := t.raiseAbout(context.Background(), alert, told)
	if err == nil {
		t.publish()
	}
	return err
}

// listed is people as an alert names them.
func listed(people []staff.Person) string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Name + " (" + string(p.Role) + ")"
		if !p.Active {
			names[i] = p.Name + " (–)"
		}
	}
	return strings.Join(names, ", ")
}

// DoubtsOfPeople are the alerts about rows of people that are not as the journal tells, as a till
// raises them when it opens. It changes nothing. The error is the port's.
func DoubtsOfPeople(ctx context.Context, from People) (all []payment.Alert, err error) {
	people, err := from.People(ctx)
	if err != nil {
		return nil, err
	}
	if doubt := people.Doubt; !doubt.RowsAsTold() {
		doubt.Told, doubt.Rows = named(doubt.Told, people.Names), named(doubt.Rows, people.Names)
		all = append(all, staffRows(doubt))
	}
	for _, person := range people.Roster.Active() {
		hash, err := from.PINHash(ctx, person.ID)
		if err != nil {
			return nil, err
		}
		if !people.OfPIN(person.ID, hash) {
			all = append(all, pinRow(person.Name))
		}
	}
	hash, err := from.RecoveryHash(ctx)
	if err == nil && facts.StoredPrint(hash) != people.Recovery {
		all = append(all, payment.Alert{Kind: payment.AlertRecoveryRow})
	}
	return all, err
}

func staffRows(doubt facts.DoubtedStaff) payment.Alert {
	return payment.Alert{Kind: payment.AlertStaffRows, Expected: listed(doubt.Told), Actual: listed(doubt.Rows)}
}

func pinRow(name string) payment.Alert {
	return payment.Alert{Kind: payment.AlertPINRow, Expected: name}
}

// raised is an alert as it is raised now.
func raised(a payment.Alert, now time.Time) payment.Alert {
	a.Raised, a.Last, a.Times = now, now, 1
	return a
}

// named is people as they are shown.
func named(people []staff.Person, as staff.Names) []staff.Person {
	people = slices.Clone(people)
	for i := range people {
		people[i].Name = as.Of(people[i].Name)
	}
	return people
}
