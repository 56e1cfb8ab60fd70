package storage

import (
	"context"
	"slices"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
)

// takeVouched learns what is vouched for of the facts that mean power: what the state folder knows,
// and what stands behind that. A journal that ends before its mark is a copy that was put back: its
// facts are those that are known up to there. Where the state folder knows nothing, as behind an older
// program, or the journal goes beside its mark, which is told otherwise, the facts are taken as they are.
//
// Where the indexes lack some they are made anew: these may be there. What differs then is in doubt:
// see outside.vouch.
func (c *custody) takeVouched(ctx context.Context) error {
	base := vouched{}
	err := c.wereHidden(ctx)
	if err != nil {
		return err
	}
	kept, goes, err := vouchesFor(ctx, c.read, c.inState, c.found.Seq)
	c.nobodys = kept.Nobodys
	if err == nil && goes {
		if err = c.compare(ctx, kept); kept.listed() {
			base = kept
		}
	}
	if err == nil {
		c.vouched, err = base.readTo(ctx, c.read, c.found.Seq)
	}
	return err
}

// compare holds the facts that were found against what is known of them.
func (c *custody) compare(ctx context.Context, kept vouched) error {
	there, err := storedTo(ctx, c.read, c.found.Seq)
	if err != nil || kept.like(there) {
		return err
	}
	if lacks := there.lacks(kept); !kept.listed() || kept.Older > 0 || len(lacks) > 0 {
		c.noteHidden(lacks)
		if there, err = c.reindex(ctx, there); err != nil || kept.like(there) {
			return err
		}
	}
	if !kept.listed() {
		c.nobodys, c.lastSum = max(c.nobodys, kept.Seq), kept
		return nil
	}
	older, err := vouched{}.readTo(ctx, c.read, kept.OlderSeq)
	if older.Sum != kept.OlderSum {
		c.nobodys = max(c.nobodys, kept.OlderSeq)
	}
	return err
}

// vouchesFor is what a record vouches for in a journal that goes through its mark, or that ends before
// it and would go on to it.
func vouchesFor(ctx context.Context, q querier, r record, found int64) (vouched, bool, error) {
	if !r.Vouched.known() || r.Vouched.Seq > r.Mark.Seq {
		return vouched{}, false, nil
	}
	if r.Mark.Seq > found {
		to, ok := r.Vouched.upTo(found)
		if !ok || !r.Vouched.listed() {
			return vouched{}, false, nil
		}
		there, err := storedTo(ctx, q, found)
		if !there.has(to) {
			to.Parted = found
		}
		return to, err == nil, err
	}
	there, err := hashAt(ctx, q, r.Mark.Seq)
	return r.Vouched, there == r.Mark.Hash, err
}

// goesThrough reports whether a record vouches for facts, and the journal goes through its mark.
func (c *custody) goesThrough(ctx context.Context, r record) (bool, error) {
	if !r.Vouched.known() || r.Vouched.Seq > r.Mark.Seq || r.Mark.Seq > c.found.Seq {
		return false, nil
	}
	there, err := hashAt(ctx, c.read, r.Mark.Seq)
	return there == r.Mark.Hash, err
}

// reindex makes the indexes anew, and returns what there is by them, instead of before.
func (c *custody) reindex(ctx context.Context, before vouched) (vouched, error) {
	c.heal(ctx)
	there, err := storedTo(ctx, c.read, before.Seq)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, code := range before.lacks(there) {
		if !slices.Contains(c.hidden, code) {
			c.hidden = append(c.hidden, code)
		}
	}
	c.inState.Hidden = slices.Clone(c.hidden)
	return there, err
}

// againstRing compares what is vouched for with the sum in the keyring. Where that is of other facts
// the codes in the state folder are somebody's, or it has none: nothing up to there is vouched for.
func (c *custody) againstRing(ctx context.Context) error {
	c.mu.Lock()
	r := c.keys.inRing
	c.mu.Unlock()
	goes, err := c.goesThrough(ctx, r)
	if err != nil || !goes {
		return err
	}
	c.mu.Lock()
	c.nobodys = max(c.nobodys, r.Vouched.Nobodys)
	c.vouched.Nobodys = c.nobodys
	c.mu.Unlock()
	if c.likeRing(r) {
		return nil
	}
	if !c.inState.Vouched.known() { // the indexes were not looked at
		c.mu.Lock()
		had := c.vouched
		c.mu.Unlock()
		if _, err := c.reindex(ctx, had); err != nil {
			return err
		}
		all, err := vouched{}.readTo(ctx, c.read, had.Seq)
		c.mu.Lock()
		if err == nil && c.vouched.Seq == had.Seq { // else with the next opening
			c.vouched = all
		}
		c.mu.Unlock()
		if err != nil || c.likeRing(r) {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nobodys, c.lastSum = max(c.nobodys, r.Vouched.Seq), r.Vouched
	return nil
}

func (c *custody) likeRing(r record) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return r.Vouched.like(c.vouched)
}

// vouch adds the facts of a commit to those that are vouched for. Called with mu held.
func (c *custody) vouch(ctx context.Context, b pos.Batch, places []journal.Head) {
	last := places[len(places)-1].Seq
	if c.unsure { // one of before may be there all the same
		if all, err := c.vouched.readTo(ctx, c.read, last); err == nil {
			c.vouched = all
		}
		return
	}
	for i, place := range places {
		c.vouched = c.vouched.wrote(place.Code(), b.Facts[i])
	}
	c.vouched.Form, c.vouched.Seq = vouchedForm, last
}

// vouchedTo is what a record with a mark vouches for. Where the keyring's sum is of other facts that
// stays so, whatever is there now. Called with mu held.
func (c *custody) vouchedTo(mark int64) vouched {
	if c.lastSum.known() {
		return c.lastSum
	}
	if to, ok := c.vouched.upTo(mark); ok {
		return to
	}
	return c.inState.Vouched
}

// vouchedElsewhere is what the state folder vouches for, for who only reads.
func (db *DB) vouchedElsewhere(ctx context.Context, q querier) vouched {
	shop, err := shopOf(ctx, q)
	if err != nil || shop == "" || db.outside.State == "" {
		return vouched{}
	}
	r, err := markFiles(db.outside.State).read(shop)
	if err != nil {
		return vouched{} // the till tells that it can't be read
	}
	last, err := lastRow(ctx, q)
	if err != nil {
		return vouched{}
	}
	kept, goes, err := vouchesFor(ctx, q, r, last.Seq)
	if err != nil || !goes || !kept.listed() {
		return vouched{}
	}
	return kept
}

// reindexPower makes the indexes anew by which facts that mean power are read, as the program's schema
// says: one that was made with another condition lacks rows, also once its text was put back. Where it
// can't be, as on a full disk, they stay as they are.
func (db *DB) reindexPower(ctx context.Context) {
	_ = db.write.transact(ctx, func(tx transaction) error {
		made := journalIndexes()
		for _, index := range powerIndexes {
			for _, statement := range []string{"DROP INDEX IF EXISTS " + index, made[index]} {
				if _, err := tx.exec(statement); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// vouching is what is known outside the folder of a fact.
type vouching int

const (
	vouchedUnknown   vouching = iota // nothing
	vouchedFor                       // it is as it was
	vouchedElsewhere                 // the journal is another one: see doubter.elsewhere
	vouchedForOther                  // another one stood there
	vouchedForNone                   // none did
)

// vouch looks a fact up.
func (o *outside) vouch(r signedRow) vouching {
	if r.Kind == facts.ShiftClosed {
		return o.vouchZ(r)
	}
	if _, power := powerKinds[r.Kind]; !power || !o.vouched.known() || r.Seq > o.vouched.Seq {
		return vouchedUnknown
	}
	if r.Seq <= o.nobodys {
		return vouchedForOther
	}
	if r.Seq <= o.vouched.OlderSeq {
		return vouchedUnknown
	}
	there := vouchedForNone
	for _, codes := range [][]id.Code{o.vouched.People, o.vouched.Others} {
		if code, has := findCode(codes, r.Seq); has && code.Matches(r.Hash) {
			return vouchedFor
		} else if has {
			there = vouchedForOther
		}
	}
	if r.Seq <= o.vouched.Parted { // it may have had another number
		return vouchedElsewhere
	}
	return there
}

// lacksPeople reports whether facts about people are gone from the rows of them.
func (d *doubter) lacksPeople(rows []signedRow) bool {
	has := map[int64]bool{}
	for _, r := range rows {
		has[r.Seq] = true
	}
	return slices.ContainsFunc(d.vouched.People, func(c id.Code) bool { return !has[c.Seq] && c.Seq <= d.last })
}

func namesOf(codes []id.Code) (names []string) {
	for _, code := range codes {
		names = append(names, code.String())
	}
	return names
}

// lost looks for facts that are gone, or that the indexes hide.
func (d *doubter) lost() {
	d.alert(payment.AlertFactsHidden, listed(namesOf(d.hidden)), "")
	if !d.vouched.known() {
		return
	}
	there := vouched{Form: vouchedForm, Seq: min(d.vouched.Seq, d.last)}
	for _, r := range d.power {
		if r.Seq <= there.Seq {
			there = there.with(codeOf(r), powerKinds[r.Kind])
		}
	}
	if there.Sum == d.vouched.Sum {
		return
	}
	for _, name := range namesOf(there.lacks(d.vouched)) {
		d.pay.names = append(d.pay.names, name+" ?")
	}
}
