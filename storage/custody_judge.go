package storage

import (
	"context"
	"encoding/json"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// judge compares the journal, as it was found, with every mark that is known, and reports
// what does not fit and was not cleared. It is called again when the keyring answers late.
func (c *custody) judge(ctx context.Context) error {
	c.judging.Lock()
	defer c.judging.Unlock()
	c.mu.Lock()
	records := []record{c.inState, c.keys.inRing}
	shop, key := c.shop, c.keys.sig.key
	c.mu.Unlock()
	if c.files != "" {
		for _, other := range c.files.othersAt(c.folder, shop) {
			c.dispute(ctx, dispute{payment.AlertShopSwapped, other.Mark, c.found.String()}, key)
		}
	}
	var best journal.Mark // the highest that fits
	for _, r := range records {
		for _, d := range r.Disputed {
			c.dispute(ctx, d, key)
		}
		if r.Mark.IsZero() {
			continue
		}
		there, err := hashAt(ctx, c.read, r.Mark.Seq)
		if err != nil {
			return err
		}
		switch r.Mark.Against(c.found.Head, there) {
		case journal.StandsBehind:
			c.dispute(ctx, dispute{payment.AlertJournalBehind, r.Mark, c.found.String()}, key)
			continue
		case journal.StandsBeside:
			c.dispute(ctx, dispute{payment.AlertJournalBeside, r.Mark, c.found.String()}, key)
			continue
		}
		if r.Mark.Lost(c.found) {
			c.dispute(ctx, dispute{payment.AlertJournalBehind, r.Mark, c.found.String()}, key)
		}
		switch {
		case r.Mark.Seq > best.Seq:
			best = r.Mark
		case r.Mark.Seq == best.Seq:
			best.Clean = best.Clean && r.Mark.Clean
		}
	}
	if !best.Clean || best.Seq >= c.found.Seq {
		return nil
	}
	own, err := allSigned(ctx, c.read, key, best.Seq, c.found.Seq)
	if err != nil || own { // a till wrote them: the mark of that could not be kept
		return err
	}
	c.dispute(ctx, dispute{payment.AlertJournalGrew, best, c.found.String()}, key)
	return nil
}

// dispute reports a mark that the journal contradicts, unless the owner has cleared it.
func (c *custody) dispute(ctx context.Context, d dispute, key *rowKey) {
	c.mu.Lock()
	known := c.known[d.name()]
	c.known[d.name()] = true
	c.mu.Unlock()
	if known || key != nil && clearedInJournal(ctx, c.read, payment.Alert{Kind: d.Kind, Expected: d.Was.String(), Actual: d.Actual}, key, c.found.Seq) {
		return
	}
	if d.Kind != payment.AlertShopSwapped { // the other shop's own record is kept
		c.mu.Lock()
		c.keep(d)
		c.mu.Unlock()
	}
	c.alert(d.Kind, d.Was.String(), d.Actual)
}

// keep keeps a dispute beside the mark, until it is settled. Called with mu held.
func (c *custody) keep(d dispute) {
	c.disputed = append(slices.Clone(c.disputed), d)
	slices.SortStableFunc(c.disputed, func(a, b dispute) int { return int(b.Was.Seq - a.Was.Seq) })
	c.disputed = c.disputed[:min(len(c.disputed), maxDisputes)]
}

func (d dispute) name() string { return string(d.Kind) + " " + d.Was.String() }

// hashAt is the hash of a row, "" where there is none.
func hashAt(ctx context.Context, q querier, seq int64) (hash string, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce((SELECT hash FROM journal WHERE seq = ?), '')", seq).Scan(&hash)
	return hash, err
}

// mostSigned is how many rows allSigned reads at most: more are not of one run that ended
// without a mark.
const mostSigned = 100_000

// allSigned reports whether every row above first, up to last, is there and signed by the
// key.
func allSigned(ctx context.Context, q querier, key *rowKey, first, last int64) (bool, error) {
	if key == nil || last-first > mostSigned {
		return false, nil
	}
	next := first + 1
	rows, err := q.QueryContext(ctx, "SELECT seq, hash, mac FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq", first, last)
	err = each(rows, err, func(scan func(...any) error) error {
		var h journal.Head
		var mac []byte
		if err := scan(&h.Seq, &h.Hash, &mac); err != nil {
			return err
		}
		if h.Seq == next && key.signed(h, mac) {
			next++
		}
		return nil
	})
	return next == last+1, err
}

// clearedInJournal reports whether a row that the key has signed tells that the owner has
// cleared an alert: the program was killed before that was noted outside, or the keyring was
// away. A row that anybody could have written clears nothing.
func clearedInJournal(ctx context.Context, q querier, alert payment.Alert, key *rowKey, last int64) (cleared bool) {
	err := eachSigned(ctx, q, alertsRead, func(r signedRow) {
		if r.Seq <= last && r.clears(alert) && r.signedBy(key) {
			cleared = true
		}
	})
	return cleared && err == nil
}

// alertsRead selects the facts of alerts that were read, by an index of few rows.
const alertsRead = "SELECT " + signedColumns + " FROM journal WHERE kind IN ('keyring.holds', 'alarm.read') AND kind = 'alarm.read' ORDER BY seq"

// clears reports whether a row tells that an alert was cleared.
func (r signedRow) clears(alert payment.Alert) bool {
	var a payment.Alert
	return json.Unmarshal(r.Payload, &a) == nil && a.SameRecords(alert)
}

// settle notes that the owner has cleared an alert: from now on the folder counts as it is.
// It returns when that is on the disk of the state folder.
func (c *custody) settle(a payment.Alert) {
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
		c.mu.Lock()
		shop := c.shop
		c.mu.Unlock()
		for _, other := range c.files.othersAt(c.folder, shop) {
			if other.Mark.String() == a.Expected {
				other.Folder = ""
				_ = c.files.write(other) // where it can't be, the alert comes again
			}
		}
	default:
		c.mu.Lock()
		name := string(a.Kind) + " " + a.Expected
		c.known[name] = true
		c.disputed = slices.DeleteFunc(slices.Clone(c.disputed), func(d dispute) bool { return d.name() == name })
		c.mu.Unlock()
		_ = c.writeRecord(false) // where it can't be, the alert comes again
	}
}
