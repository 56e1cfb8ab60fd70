package storage

import (
	"context"
	"math"
	"slices"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// contradiction is a dispute as a record tells of it, or as its mark gives it.
type contradiction struct {
	dispute
	told int // how many matters that record knew of when its mark was written
}

// itself is the told of a dispute that a record lists: it is a matter of its own.
const itself = math.MaxInt

// keep keeps a dispute beside the mark, until it is settled. Called with mu held.
func (c *custody) keep(d dispute) {
	if d.No == 0 {
		d = c.numbered(d)
	}
	c.disputed = append(slices.Clone(c.disputed), d)
	slices.SortStableFunc(c.disputed, func(a, b dispute) int { return int(b.Was.Seq - a.Was.Seq) })
	c.disputed = c.disputed[:min(len(c.disputed), mostMatters)]
}

// numbered gives a dispute its place among all that were noticed, and says which rows it is
// about. Called with mu held.
func (c *custody) numbered(d dispute) dispute {
	c.matters++
	d.No, d.Found = c.matters, c.found.Seq
	switch d.Kind {
	case payment.AlertJournalBehind:
		d.From = c.found.Seq
	case payment.AlertJournalBeside:
		d.From = 1 // nobody knows where it parts
	}
	return d
}

// settled keeps what of a dispute tells it again: a record that was written before it, as by a
// keyring that was locked meanwhile, must not bring it back. Called with mu held.
func (c *custody) settled(d dispute) {
	if d.No == 0 {
		d = c.numbered(d)
	}
	d.Was, d.Actual, d.Named = journal.Mark{Head: d.Was.Head}, "", markedKey{}
	c.cleared = append(slices.Clone(c.cleared), d)
	slices.SortStableFunc(c.cleared, func(a, b dispute) int { return a.No - b.No }) // an old record's put out no newer ones
	c.cleared = c.cleared[max(0, len(c.cleared)-mostMatters):]
}

// knows reports whether a contradiction is a matter that was told, or settled, already: the
// same mark, or a lower one in a record that was written before the matter was noticed. A
// record that was written later has a mark of what came after it. Called with mu held.
func (c *custody) knows(d contradiction) bool {
	return slices.ContainsFunc(c.cleared, func(m dispute) bool { return m.same(d.dispute) || d.told < m.No && m.covers(d.dispute) }) ||
		slices.ContainsFunc(c.disputed, func(m dispute) bool { return d.told < m.No && m.covers(d.dispute) })
}

// same reports whether two disputes are about the same mark. A journal that was behind it goes
// on beside it.
func (d dispute) same(other dispute) bool {
	return d.Was.Head == other.Was.Head && (d.Kind == other.Kind || d.ofRows() && other.ofRows())
}

// covers reports whether what another dispute misses is among what d misses.
func (d dispute) covers(other dispute) bool {
	switch {
	case d.From == 0 || !other.ofRows() || other.Was.Seq > d.Was.Seq:
		return false
	case d.Kind == payment.AlertJournalBehind && d.From < d.Was.Seq:
		return d.From < other.Was.Seq
	}
	return d.Kind == other.Kind // the rows are there, and others, or numbers are missing
}

// ofRows reports whether a dispute is about rows, or numbers, that are not there.
func (d dispute) ofRows() bool {
	return d.Kind == payment.AlertJournalBehind || d.Kind == payment.AlertJournalBeside
}

// ofAdded reports whether a dispute is about rows that were added, or may have been.
func (d dispute) ofAdded() bool {
	return d.Kind == payment.AlertJournalGrew || d.Kind == payment.AlertJournalUnnoted
}

// name tells a dispute from another one, as an alert does.
func (d dispute) name() string { return string(d.Kind) + " " + d.Was.String() }

// clearing is an alert that the owner clears in the next commit: noted outside before it, so
// that a kill right after it loses nothing, also where its row can't be signed.
type clearing struct {
	Kind     payment.AlertKind `json:"kind"`
	Expected string            `json:"expected"`
	After    int64             `json:"after"` // the last row before it
}

// clearings are the alerts about records outside the folder that a batch clears.
func clearings(b pos.Batch) (all []payment.Alert) {
	for _, a := range b.Alerts {
		switch a.Kind {
		case payment.AlertJournalBehind, payment.AlertJournalBeside, payment.AlertJournalGrew, payment.AlertJournalUnnoted, payment.AlertOtherWriter,
			payment.AlertShopSwapped, payment.AlertKeyringMissing, payment.AlertKeyringOther:
			if !a.Unread() {
				all = append(all, a)
			}
		}
	}
	return all
}

// clearsFacts reports whether in a batch somebody clears that facts are in doubt.
func clearsFacts(b pos.Batch) bool {
	return slices.ContainsFunc(b.Alerts, func(a payment.Alert) bool {
		return !a.Unread() && a.ReadBy != payment.ReadByNobody && (a.Kind == payment.AlertFacts || a.Kind == payment.AlertPayFacts)
	})
}

// intends notes that the next commit clears alerts. Where that can't be noted they may come
// again after a kill. Those about the keyring need no note: they are settled by their rows.
func (c *custody) intends(alerts []payment.Alert) {
	c.mu.Lock()
	c.clears = nil
	for _, a := range alerts {
		if a.Kind != payment.AlertKeyringMissing && a.Kind != payment.AlertKeyringOther {
			c.clears = append(c.clears, clearing{a.Kind, a.Expected, c.tip.Seq})
		}
	}
	write := len(c.clears) > 0
	c.mu.Unlock()
	if write {
		_ = c.writeRecord(false, false)
	}
}

// endClearing settles what the run before was clearing when it was killed, where its row is
// there.
func (c *custody) endClearing(ctx context.Context, key *rowKey) error {
	c.mu.Lock()
	begun, proven := c.inState.Clears, key.proves(c.inState)
	if key != nil { // else it is judged again with it
		c.inState.Clears = nil
	}
	c.mu.Unlock()
	if len(begun) == 0 {
		return nil
	}
	j, err := newJudgement(ctx, c.read, key)
	if err != nil {
		return err
	}
	read, err := j.rows(ctx, c.read, alertsRead)
	if err != nil {
		return err
	}
	for _, k := range begun {
		a := payment.Alert{Kind: k.Kind, Expected: k.Expected}
		asks := key != nil && !proven
		for _, r := range read {
			if r.Seq > k.After && r.clears(a) && j.of(r) != rowWrong {
				c.settleRows(a, asks && j.of(r) != rowSigned, key == nil)
			}
		}
	}
	return nil
}

// settle notes that the owner has cleared an alert, once that is committed: from now on the
// folder counts as it is. It returns when that is on the disk of the state folder.
func (c *custody) settle(a payment.Alert) {
	c.mu.Lock()
	c.clears = nil
	c.mu.Unlock()
	switch a.Kind {
	case payment.AlertKeyringMissing, payment.AlertKeyringOther:
		c.mu.Lock()
		c.keys.mayReplace = true
		key := c.keys.sig.key
		c.mu.Unlock()
		if key != nil && a.Expected != facts.HeldJournalMark {
			c.nameKey(*key) // it was back before the clearing, which is not for another one
		}
		wake(c.ringWoken)
	case payment.AlertShopSwapped:
		c.settleSwap(a)
	default:
		c.settleRows(a, false, false)
	}
}

// settleRows is settle of an alert about the journal's rows. asks: the owner is asked again; hint:
// what tells of it waits for the key.
func (c *custody) settleRows(a payment.Alert, asks, hint bool) {
	c.mu.Lock()
	name := string(a.Kind) + " " + a.Expected
	c.known[name] = !hint
	for _, d := range slices.Concat(c.disputed, c.inState.Disputed) {
		if d.name() == name && !slices.ContainsFunc(c.cleared, d.same) {
			d.Asks, d.hint = asks, hint
			c.settled(d)
		}
	}
	c.cleared = slices.Clone(c.cleared)
	for i, d := range c.cleared {
		if d.readAs(a) && !asks {
			c.cleared[i].Asks = false
		}
	}
	c.disputed = slices.DeleteFunc(slices.Clone(c.disputed), func(d dispute) bool { return d.name() == name })
	c.mu.Unlock()
	_ = c.writeRecord(false, false) // where it can't be, the alert comes again
}
