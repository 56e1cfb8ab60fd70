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
	key, err := c.judgeMarks(ctx)
	if err == nil {
		err = c.againstRing(ctx)
	}
	if err != nil {
		return err
	}
	if err = c.attest(ctx, key); err != nil {
		return err
	}
	c.mu.Lock()
	c.judgedBy = key
	c.mu.Unlock()
	return nil
}

// judgeMarks is judge without what signatures attest; it returns the key that it judged by.
func (c *custody) judgeMarks(ctx context.Context) (*rowKey, error) {
	c.mu.Lock()
	records := []record{c.keys.inRing, c.inState} // in this order: what the keyring tells needs no proof
	shop, key := c.shop, c.keys.sig.key
	proven := key.proves(c.inState)
	c.mu.Unlock()
	if err := c.learn(ctx, key); err != nil {
		return key, err
	}
	if err := c.endClearing(ctx, key); err != nil {
		return key, err
	}
	if c.files != "" {
		for _, other := range c.files.othersAt(c.folder, shop) {
			c.dispute(ctx, contradiction{dispute{Kind: payment.AlertShopSwapped, Was: other.Mark, Actual: c.found.String()}, itself}, key)
		}
	}
	all, best, highest, err := c.contradictions(ctx, records, proven)
	if err != nil {
		return key, err
	}
	slices.SortStableFunc(all, func(a, b contradiction) int { return int(b.Was.Seq - a.Was.Seq) }) // the highest is told, for all
	for _, one := range all {
		c.dispute(ctx, one, key)
	}
	if err := c.askAgain(ctx, key); err != nil {
		return key, err
	}
	c.mu.Lock()
	c.fits = best.Seq
	c.mu.Unlock()
	switch {
	case best.Seq < highest: // that one took “closed clean” back
	case !best.Clean:
		err = c.judgeRuns(ctx, best, key)
	default:
		err = c.judgeEnd(ctx, best, key)
	}
	if err != nil {
		return key, err
	}
	if err = c.judgeStored(ctx, best, key); err != nil {
		return key, err
	}
	return key, c.judgeRaised(ctx, key)
}

// contradictions are what the records, the keyring's and the state folder's, tell of disputes, and where
// the journal contradicts their marks; best is the highest mark that fits, highest the row of any. What an
// unproven one of the state folder covers nobody knows: it tells of itself alone.
func (c *custody) contradictions(ctx context.Context, records []record, proven bool) (all []contradiction, best journal.Mark, highest int64, err error) {
	for i, r := range records {
		for _, d := range r.Disputed {
			if i > 0 && !proven {
				d.From = 0
			}
			all = append(all, contradiction{d, itself})
		}
		if r.Mark.IsZero() {
			continue
		}
		highest = max(highest, r.Mark.Seq)
		kind, fits, err := c.against(ctx, r.Mark)
		if err != nil {
			return nil, best, highest, err
		}
		if kind != "" {
			all = append(all, contradiction{dispute{Kind: kind, Was: r.Mark, Actual: c.found.String(), Named: r.Named}, r.Matters})
		}
		switch {
		case fits && r.Mark.Seq > best.Seq:
			best = r.Mark
		case fits && r.Mark.Seq == best.Seq:
			best.Clean = best.Clean && r.Mark.Clean
		}
	}
	return all, best, highest, nil
}

// judgeStored compares the journal's last row with the end that is stored apart from the rows,
// which every commit moves on with them, and reports where somebody has written to only one of
// the two. best is the highest mark that fits.
func (c *custody) judgeStored(ctx context.Context, best journal.Mark, key *rowKey) error {
	if c.stored == c.found.Head {
		return nil
	}
	there, err := hashAt(ctx, c.read, c.stored.Seq)
	if err != nil {
		return err
	}
	d := dispute{Was: journal.Mark{Head: c.stored}, Actual: c.found.String()}
	switch marked := best.Seq; {
	case marked == 0 || c.stored.Seq == c.found.Seq && marked < c.found.Seq: // nothing says which is right
		d.Kind = payment.AlertJournalBeside
	case c.stored.Seq >= marked && c.stored.Seq < c.found.Seq && there == c.stored.Hash: // rows stand behind the end
		d.Kind = payment.AlertJournalGrew
	case c.stored.Seq > c.found.Seq && marked < c.found.Seq: // rows are missing at the end
		d.Kind = payment.AlertJournalBehind
	default: // the rows are as they were marked
		d.Kind, d.Was = payment.AlertOtherWriter, best
	}
	c.mu.Lock()
	told := slices.ContainsFunc(c.disputed, d.same) || slices.ContainsFunc(c.cleared, d.same)
	c.mu.Unlock()
	if !told {
		c.dispute(ctx, contradiction{d, itself}, key)
	}
	return nil
}

// judgeEnd reports rows behind the last mark, where the till was closed in order there.
func (c *custody) judgeEnd(ctx context.Context, best journal.Mark, key *rowKey) error {
	if best.Seq >= c.found.Seq {
		return nil
	}
	own, err := allSigned(ctx, c.read, key, best.Seq, c.found.Seq)
	if err != nil || own { // a till wrote them: the mark of that could not be kept
		return err
	}
	behind, err := signedRows(ctx, c.read, "SELECT "+signedColumns+" FROM journal WHERE seq = ?", best.Seq+1)
	if err != nil {
		return err
	}
	kind := payment.AlertJournalGrew
	if len(behind) == 1 {
		kind = behind[0].grewAs()
	}
	c.dispute(ctx, contradiction{dispute{Kind: kind, Was: best, Actual: c.found.String()}, itself}, key)
	return nil
}

// grewAs is what to tell of a run that is not noted outside and begins with this row: whether it
// says itself that it could not be. Whoever adds rows may say so too: nothing of it counts either.
func (r signedRow) grewAs() payment.AlertKind {
	var begun facts.Opened
	if r.Kind == facts.TillOpened && json.Unmarshal(r.Payload, &begun) == nil && begun.Unnoted {
		return payment.AlertJournalUnnoted
	}
	return payment.AlertJournalGrew
}

// judgeRuns reports another run behind the one that was killed. A run notes its first row outside
// before it writes it: what begins later, and is not signed, is none of the till's.
func (c *custody) judgeRuns(ctx context.Context, best journal.Mark, key *rowKey) error {
	c.mu.Lock()
	last := c.inState
	c.mu.Unlock()
	if last.First == 0 || last.Mark.IsZero() || best.IsZero() {
		return nil
	}
	begun, err := signedRows(ctx, c.read, "SELECT "+signedColumns+" FROM journal NOT INDEXED WHERE seq > ? AND seq <= ? AND kind = 'till.opened' ORDER BY seq",
		max(last.First, best.Seq), c.found.Seq)
	for _, r := range begun {
		unread := key == nil && len(r.mac) == journal.MACSize // the keyring is asked again
		if unread || key != nil && r.signedBy(key) {
			continue
		}
		best.Head = journal.Head{Seq: r.Seq - 1, Hash: r.PrevHash}
		c.dispute(ctx, contradiction{dispute{Kind: r.grewAs(), Was: best, Actual: c.found.String()}, itself}, key)
		break
	}
	return err
}

// against compares the journal, as it was found, with a mark: what is to be told of it, ""
// for nothing, and whether the journal goes through it.
func (c *custody) against(ctx context.Context, m journal.Mark) (kind payment.AlertKind, fits bool, err error) {
	there, err := hashAt(ctx, c.read, m.Seq)
	if err != nil {
		return "", false, err
	}
	switch m.Against(c.found.Head, there) {
	case journal.StandsBehind:
		return payment.AlertJournalBehind, false, nil
	case journal.StandsBeside:
		return payment.AlertJournalBeside, false, nil
	}
	if m.Lost(c.found) {
		return payment.AlertJournalBehind, true, nil
	}
	return "", true, nil
}

// dispute reports a mark that the journal contradicts, unless that is known, or the owner has
// cleared it.
func (c *custody) dispute(ctx context.Context, d contradiction, key *rowKey) {
	c.mu.Lock()
	known := c.known[d.name()] || c.knows(d)
	if !known { // what a hint has settled is asked again with the key
		c.known[d.name()] = true
	}
	c.mu.Unlock()
	if known {
		return
	}
	if key != nil && clearedInJournal(ctx, c.read, payment.Alert{Kind: d.Kind, Expected: d.Was.String(), Actual: d.Actual}, key, c.found.Seq) {
		c.mu.Lock()
		c.settled(d.dispute)
		c.mu.Unlock()
		return
	}
	if d.Kind != payment.AlertShopSwapped { // the other shop's own record is kept
		c.mu.Lock()
		c.keep(d.dispute)
		c.mu.Unlock()
	}
	c.alert(d.Kind, d.Was.String(), d.Actual)
}

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
