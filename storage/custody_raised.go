package storage

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// judgeRaised reports facts that give somebody the rights of an owner or a manager, behind the last row
// that is proven, and that nobody has signed. While there is a recovery code the owners' PINs have the
// keyring's secret in them, so that no owner can do that in a run that says the keyring was away; one
// that is added there, or behind an older copy, does. Where the record in the state folder was written
// with the key, and not before the keyring's, such a run is told of anyway: see judgeRuns, judgeEnd and
// takeVouched.
func (c *custody) judgeRaised(ctx context.Context, key *rowKey) error {
	c.mu.Lock()
	ring, state, found := c.keys.inRing, c.inState, c.found.Seq
	c.mu.Unlock()
	if key == nil || key.proves(state) && state.Mark.Seq >= ring.Mark.Seq {
		return nil
	}
	last, err := c.lastProven(ctx, key, ring, state)
	if err != nil {
		return err
	}
	j, err := newJudgement(ctx, c.read, key)
	if err != nil {
		return err
	}
	d := &doubter{q: c.read, judgement: j, outside: c.outside()}
	rows, err := d.factsOf(ctx, c.read, peopleFacts)
	if err == nil {
		err = d.mend(ctx, rows)
	}
	if err != nil {
		return err
	}
	rows = keep(rows, func(r signedRow) bool { return r.Seq <= found && !d.wrong(r) })
	unproven := keep(rows, func(r signedRow) bool { return r.Seq > last.Seq && d.of(r) != rowSigned })
	if last.IsZero() { // a copy that was put back, or no mark yet
		if unproven, err = unattested(ctx, c.read, key, unproven, found); err != nil {
			return err
		}
	}
	if len(unproven) == 0 {
		return nil
	}
	proven := toldWithout(rows, unproven, d)
	if !raised(proven, toldWithout(rows, nil, d)) {
		return nil
	}
	if may, err := c.mayBeOwners(ctx, proven, unproven); err != nil || may {
		return err
	}
	if last.IsZero() {
		last.Seq = unproven[0].Seq - 1
		if last.Hash, err = hashAt(ctx, c.read, last.Seq); err != nil {
			return err
		}
	}
	c.addedTo(ctx, last, key)
	return nil
}

// lastProven is the highest mark that the journal goes through, of those that need no proof or have one.
func (c *custody) lastProven(ctx context.Context, key *rowKey, records ...record) (last journal.Mark, err error) {
	for i, r := range records {
		if r.Mark.Seq <= last.Seq || i > 0 && !key.proves(r) {
			continue
		}
		there, err := hashAt(ctx, c.read, r.Mark.Seq)
		if err != nil {
			return last, err
		}
		if there == r.Mark.Hash {
			last = r.Mark
		}
	}
	return last, nil
}

// unattested leaves out the rows that a later signature of the key's proves. Where too many rows had
// to be read for that none is left.
func unattested(ctx context.Context, q querier, key *rowKey, rows []signedRow, found int64) ([]signedRow, error) {
	a := attesting{q: q, key: journal.NewSigner(key.key, key.shop), bounds: []int64{found}, left: mostAttesting}
	var from []int64
	for _, r := range rows {
		from = append(from, r.Seq)
	}
	if err := a.all(ctx, from); err != nil || a.left <= 0 {
		return nil, err
	}
	return keep(rows, func(r signedRow) bool {
		return !slices.ContainsFunc(a.spans, func(s span) bool { return s.from <= r.Seq && r.Seq <= s.to })
	}), nil
}

// toldWithout is what facts about people tell, but for some of them.
func toldWithout(rows, but []signedRow, d *doubter) told {
	rows = keep(rows, func(r signedRow) bool {
		return !slices.ContainsFunc(but, func(b signedRow) bool { return b.Seq == r.Seq })
	})
	return toldBy(voidBy(rows, d).without(rows))
}

// raised reports whether, while there is a recovery code, somebody has an owner's or a manager's rights
// by facts that came later, or another PIN that gives them, or another code.
func raised(before, later told) bool {
	if before.recovery == "" || !before.owned() {
		return false
	}
	if later.recovery != "" && later.recovery != before.recovery {
		return true
	}
	for of, is := range later.people {
		was := before.people[of]
		if !is.staff.Active || !is.staff.Role.Covers(staff.Manager) {
			continue
		}
		if !was.staff.Active || !was.staff.Role.Covers(is.staff.Role) || was.print != is.print {
			return true
		}
	}
	return false
}

// mayBeOwners reports whether an owner can have recorded facts while the keyring was away: by the
// recovery code, or by a PIN that was not used since there is one.
func (c *custody) mayBeOwners(ctx context.Context, before told, rows []signedRow) (bool, error) {
	for _, of := range slices.Sorted(maps.Keys(before.people)) {
		one := before.people[of]
		if !one.staff.Owns() || !one.staff.Active {
			continue
		}
		hash, err := readPIN(ctx, c.read, of)
		if err != nil {
			return false, err
		}
		if h, bad := parsePINHash(hash); bad == nil && h.keyID == "" && facts.PINPrint(hash) == one.print {
			return true, nil
		}
	}
	for _, r := range rows {
		var use facts.Recovery
		if r.Kind == facts.RecoverySet && json.Unmarshal(r.Payload, &use) == nil && use.Used &&
			(before.recoveryKey == "" || provesRecovery(before.recoveryKey, use.Proof, rows)) {
			return true, nil
		}
	}
	return false, nil
}

// provesRecovery reports whether a proof is that of a PIN which one of the rows sets.
func provesRecovery(key, proof string, rows []signedRow) bool {
	return slices.ContainsFunc(rows, func(r signedRow) bool {
		var set facts.PIN
		return r.Kind == facts.PINSet && json.Unmarshal(r.Payload, &set) == nil && staff.RecoveryProven(key, proof, set.Staff, set.Print)
	})
}

// addedTo reports that rows were added behind a mark, whatever a record without a proof says of that.
func (c *custody) addedTo(ctx context.Context, last journal.Mark, key *rowKey) {
	d := dispute{Kind: payment.AlertJournalGrew, Was: last, Actual: c.found.String()}
	alert := payment.Alert{Kind: d.Kind, Expected: last.String(), Actual: d.Actual}
	cleared := clearedInJournal(ctx, c.read, alert, key, c.found.Seq)
	c.mu.Lock()
	cleared = cleared || slices.ContainsFunc(c.cleared, func(m dispute) bool { return m.same(d) && !m.Asks && !m.hint })
	told := c.known[d.name()]
	if !cleared {
		c.known[d.name()] = true
		c.disputed = slices.DeleteFunc(slices.Clone(c.disputed), d.same)
		c.keep(d)
	}
	c.mu.Unlock()
	if !cleared && !told {
		c.alert(alert.Kind, alert.Expected, alert.Actual)
	}
}
