package storage

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/staff"
)

// journalPeople is the condition of an index: see migration 28.
const journalPeople = "kind IN ('staff.added', 'staff.changed', 'staff.pin_set', 'staff.doubted', 'staff.pin_doubted', 'staff.recovery', 'staff.named')"

// peopleFacts selects what the journal tells of people, by an index of these rows alone.
const peopleFacts = "SELECT " + signedColumns + " FROM journal WHERE " + journalPeople + " ORDER BY seq"

// toldPerson is what the journal says about a person, and in which rows.
type toldPerson struct {
	staff  staff.Person
	seq    int64
	print  string // fingerprint of the PIN's stored hash
	pinSeq int64
	found  *string // another print that was found since

	names  []toldName // all that they ever had
	hidden bool       // they left, and are shown as a number
}

// told is what the journal says about people.
type told struct {
	people   map[id.Person]toldPerson
	doubt    facts.DoubtedStaff // the last one that was told
	nobodys  []staff.Person     // rows of nobody that were told
	recovery string             // the print of the recovery code's hash
	// recoveryKey is its public key, "" for one of an older program.
	recoveryKey string
	damaged     int64 // the first row about a person that can't be read; 0: none

	void   []id.Code // rows that are in doubt for good, and were not voided
	hidden bool      // facts tell nothing, and may be true

	recoverySeq int64 // the row that tells of the recovery code
}

// readTold reads the facts about people; with a nil doubter every fact tells that was not
// voided. One that can't be read tells nothing, but it tells that there were people.
func readTold(ctx context.Context, q querier, d *doubter) (told, error) {
	rows, err := d.factsOf(ctx, q, peopleFacts)
	if err == nil {
		err = d.mend(ctx, rows)
	}
	if err != nil {
		return told{}, err
	}
	return d.peopleOf(rows), nil
}

func toldBy(rows []signedRow) told {
	all := told{people: map[id.Person]toldPerson{}}
	for _, r := range rows {
		if all.learn(r) != nil && all.damaged == 0 {
			all.damaged = r.Seq
		}
	}
	return all
}

var errUnread = errors.New("a fact about a person that can't be read")

func (a *told) learn(r signedRow) error {
	seq, payload := r.Seq, r.Payload
	switch kind := string(r.Kind); kind {
	case string(facts.StaffDoubted):
		a.doubt = facts.DoubtedStaff{}
		if err := json.Unmarshal(payload, &a.doubt); err != nil {
			return err
		}
		for _, row := range a.doubt.Rows {
			if _, known := a.people[row.ID]; !known {
				a.nobodys = append(a.nobodys, row)
			}
		}
	case string(facts.RecoverySet):
		var fact facts.Recovery
		if err := json.Unmarshal(payload, &fact); err != nil {
			return err
		}
		a.recovery, a.recoveryKey, a.recoverySeq = fact.Print, fact.Key, seq
	case string(facts.StaffAdded), string(facts.StaffChanged):
		var fact facts.Staff
		if err := json.Unmarshal(payload, &fact); err != nil || fact.Staff.ID <= 0 {
			return errUnread
		}
		now := a.people[fact.Staff.ID]
		now.staff, now.seq = fact.Staff, seq
		now.names = append(now.names, toldName{fact.Staff.Name, seq, r.At.UnixMilli()})
		now.hidden = now.hidden && !fact.Staff.Active
		a.people[fact.Staff.ID] = now
	default:
		return a.learnOfPerson(seq, kind, payload)
	}
	return nil
}

// learnOfPerson learns what is told of somebody who is known: how they are shown, and their PIN.
func (a *told) learnOfPerson(seq int64, kind string, payload []byte) error {
	switch kind {
	case string(facts.StaffNamed):
		var fact facts.Named
		if err := json.Unmarshal(payload, &fact); err != nil || fact.Staff <= 0 {
			return errUnread
		}
		now := a.people[fact.Staff]
		now.hidden = fact.AsNumber && !now.staff.Active
		a.people[fact.Staff] = now
	case string(facts.PINSet):
		var fact facts.PIN
		if err := json.Unmarshal(payload, &fact); err != nil || fact.Staff <= 0 {
			return errUnread
		}
		now := a.people[fact.Staff]
		now.print, now.pinSeq, now.found = fact.Print, seq, nil
		a.people[fact.Staff] = now
	case string(facts.PINDoubted):
		var fact facts.DoubtedPIN
		if err := json.Unmarshal(payload, &fact); err != nil || fact.Staff <= 0 {
			return errUnread
		}
		now := a.people[fact.Staff]
		now.found = &fact.Print
		a.people[fact.Staff] = now
	}
	return nil
}

// hiddenNames are the names of people who are shown as numbers, but for those that somebody
// else has now.
func (a told) hiddenNames() staff.Names {
	hidden := staff.Names{}
	for of, one := range a.people {
		for _, n := range one.names {
			if one.hidden {
				hidden.Hide(n.name, of)
			}
		}
	}
	for _, one := range a.people {
		if !one.hidden {
			hidden.Show(one.staff.Name)
		}
	}
	return hidden
}

// tellsNobody reports whether a row is one of nobody that was told, as it was or as it was put right.
func (a told) tellsNobody(row staff.Person) bool {
	return slices.ContainsFunc(a.nobodys, func(n staff.Person) bool { return row == n || row == staff.Nobody(n) })
}

// People returns who works or worked here. The journal decides: a row that is not as its
// last fact tells that is not in doubt is left out of the roster, and is in Doubt.
func (db *DB) People(ctx context.Context) (people facts.People, err error) {
	err = db.judgingRows(ctx, func(q querier, j judgement) error {
		people, err = readPeople(ctx, q, db.doubter(ctx, q, j))
		return err
	})
	return people, err
}

func readPeople(ctx context.Context, q querier, d *doubter) (facts.People, error) {
	all, err := readTold(ctx, q, d)
	if err != nil {
		return facts.People{}, err
	}
	rows, err := readStaff(ctx, q)
	if err != nil {
		return facts.People{}, err
	}
	p := facts.People{
		Told:     len(all.people) > 0 || all.damaged > 0 || all.hidden,
		Recovery: all.recovery, Names: all.hiddenNames(),
		Prints: map[id.Person]string{}, Doubted: map[id.Person]string{},
	}
	for of, one := range all.people {
		if one.seq > 0 {
			p.Roster = p.Roster.With(one.staff)
		}
		p.Prints[of] = one.print
		if one.found != nil {
			p.Doubted[of] = *one.found
		}
	}
	stored := staff.Roster(rows)
	for _, person := range p.Roster {
		if row, known := stored.ByID(person.ID); !known || row != person {
			p.Doubt.Told = append(p.Doubt.Told, person)
		}
	}
	for _, row := range rows {
		person, known := p.Roster.ByID(row.ID)
		if !known && all.tellsNobody(row) {
			continue // it stays, because no row of a person can be deleted
		}
		if row != person {
			p.Doubt.Rows = append(p.Doubt.Rows, row)
		}
	}
	if !all.doubt.Restored && slices.Equal(p.Doubt.Told, all.doubt.Told) && slices.Equal(p.Doubt.Rows, all.doubt.Rows) {
		p.Doubt = facts.DoubtedStaff{}
	}
	p.Doubt.Void = all.void
	return p, nil
}

// Staff returns everybody who works or worked in the shop, by ID, as the journal tells.
func (db *DB) Staff(ctx context.Context) ([]staff.Person, error) {
	people, err := db.People(ctx)
	if !db.hides {
		return people.Roster, err
	}
	shown := slices.Clone(people.Roster)
	for i := range shown {
		shown[i].Name = people.Names.Of(shown[i].Name)
	}
	return shown, err
}
