package storage

import (
	"context"
	"slices"

	"psar/pos/journal"
)

// attested are the rows that this computer's own signatures prove, whatever stands behind them in a
// journal that is another one. A row's hash is over the hash of the row before it: a signature holds
// for all rows before its own, as they were when it was made, as far back as the chain goes.
//
// A till signs behind what it has found, forged or not. So of a dispute count only signatures that
// were there when it was noticed.
type attested struct {
	spans  []span // in no order
	bounds []int64
	whole  bool // all that may give a right was looked at, with the key
}

// span is rows from one to another, with both.
type span struct{ from, to int64 }

// has reports whether a row that was there when a dispute was noticed is attested.
func (a attested) has(one dispute, r signedRow) bool {
	return one.Found > 0 && slices.ContainsFunc(a.spans, func(s span) bool { return s.from <= r.Seq && r.Seq <= s.to })
}

// A till that opens with such a dispute reads at most mostAttesting rows, a second or two. From each
// row that may give a right it reads on to the next signature; behind that too as long as it has read
// fewer than quickAttesting.
const (
	mostAttesting  = 200_000
	quickAttesting = 20_000
	attestingStep  = 1000
)

// attest finds what the key's signatures prove, where the journal is disputed to be another one.
func (c *custody) attest(ctx context.Context, key *rowKey) error {
	c.mu.Lock()
	disputed, found, had := c.disputed, c.found.Seq, c.attested
	c.mu.Unlock()
	if key == nil {
		return nil
	}
	j, err := newJudgement(ctx, c.read, key)
	if err != nil || !slices.ContainsFunc(disputed, func(one dispute) bool { return j.another(one, found) }) {
		return err
	}
	a := attesting{q: c.read, key: journal.NewSigner(key.key, key.shop), quick: quickAttesting, left: mostAttesting}
	for _, one := range disputed {
		if one.Found > 0 {
			a.bounds = append(a.bounds, one.Found)
		}
	}
	slices.Sort(a.bounds)
	if had.whole && slices.Equal(had.bounds, a.bounds) {
		return nil
	}
	from, err := j.unproven(ctx, c.read)
	if err == nil {
		err = a.all(ctx, append([]int64{1}, from...))
	}
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.attested = attested{a.spans, a.bounds, a.left > 0}
	c.mu.Unlock()
	return nil
}

// unproven are the rows that may give a right, or say whom codes pay, and that have no signature which
// can be read, in their order.
func (j judgement) unproven(ctx context.Context, q querier) (all []int64, err error) {
	for _, query := range []string{peopleFacts, payeeFacts, settingFacts, secretFacts} {
		rows, err := j.rows(ctx, q, query)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if j.of(r) == rowUnknown {
				all = append(all, r.Seq)
			}
		}
	}
	slices.Sort(all)
	return all, nil
}

// attesting goes along the chain, from one row to the next signature of the key's.
type attesting struct {
	q      querier
	key    *journal.Signer
	bounds []int64 // no span goes over one: what was signed later proves nothing of what was found then
	quick  int64   // so many rows are read behind a signature too
	left   int64   // rows that may still be read

	spans []span
}

// all goes along from each of several rows, as long as it may read any.
func (a *attesting) all(ctx context.Context, from []int64) error {
	var reached int64
	for _, start := range from {
		bound := slices.IndexFunc(a.bounds, func(b int64) bool { return b >= start })
		if start <= reached || bound < 0 {
			continue // the way from there was gone already; or the till wrote it itself
		}
		var err error
		if reached, err = a.along(ctx, start, a.bounds[bound]); err != nil || a.left <= 0 {
			return err
		}
	}
	return nil
}

// along goes from a row to the next signature, or the last one while it may go on, and returns the
// last row of the chain that it has come to.
func (a *attesting) along(ctx context.Context, from, to int64) (reached int64, err error) {
	last, signed, done := journal.Head{Seq: from - 1}, int64(0), false
	for at := from; at <= to && at == last.Seq+1 && !done && a.left > 0 && err == nil; at += attestingStep {
		err = eachBetween(ctx, a.q, at, min(at+min(attestingStep, a.left)-1, to), func(r signedRow) {
			if done = done || r.Seq != last.Seq+1 || r.Seq > from && r.PrevHash != last.Hash; done {
				return
			}
			last = journal.Head{Seq: r.Seq, Hash: r.Sum()}
			a.left, a.quick = a.left-1, a.quick-1
			if len(r.mac) == journal.MACSize && a.key.Signed(last, r.mac) {
				signed, done = r.Seq, a.quick <= 0
			}
		})
	}
	if signed > 0 {
		a.spans = append(a.spans, span{from, signed})
	}
	return last.Seq, err
}
