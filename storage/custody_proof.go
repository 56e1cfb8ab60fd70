package storage

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"psar/pos/journal"
	"psar/pos/payment"
)

// seal is what proves that a program that held the key wrote a record of the state folder, which
// anybody may write who can write the data folder: the first MACSize bytes of HMAC-SHA-256 over
// "psar record 1", a line feed, and the record without its seal, as JSON.
func (k rowKey) seal(r record) string {
	r.MAC, r.Hidden = "", nil // these are noted before there is a key
	mac := hmac.New(sha256.New, k.key)
	mac.Write([]byte("psar record 1\n"))
	_ = json.NewEncoder(mac).Encode(r) // neither fails
	return hex.EncodeToString(mac.Sum(nil)[:journal.MACSize])
}

// proves reports whether a record of the state folder counts whole. One that was written while the
// key was away, by an older program, or by somebody else is a hint, once the key is at hand: its
// mark and its disputes raise alerts, but it settles none for good.
func (k *rowKey) proves(r record) bool {
	return k == nil || hmac.Equal([]byte(r.MAC), []byte(k.seal(r)))
}

// learn takes over what the records tell of matters that were noticed and settled. What the state
// folder told while there was no key is judged again with it.
func (c *custody) learn(ctx context.Context, key *rowKey) error {
	c.mu.Lock()
	ring, state := c.keys.inRing, c.inState
	c.mu.Unlock()
	proven := key.proves(state)
	if !proven {
		read, err := c.readAlerts(ctx, key)
		if err != nil {
			return err
		}
		state.Settled = provenOf(state.Settled, read)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !proven {
		c.cleared = slices.DeleteFunc(slices.Clone(c.cleared), func(d dispute) bool { return d.hint })
	}
	c.takeSettled(ring, false)
	c.takeSettled(state, key == nil)
	return nil
}

// takeSettled takes over what a record tells. Called with mu held.
func (c *custody) takeSettled(r record, hint bool) {
	c.matters = max(c.matters, r.Matters)
	for _, d := range r.Settled {
		if !slices.ContainsFunc(c.cleared, d.same) {
			d.hint = hint
			c.settled(d)
		}
	}
}

// readAlert is an alert that was read, and whether the key has signed that.
type readAlert struct {
	payment.Alert
	signed bool
}

// readAlerts are those that the journal tells of, as it was found, by rows that are not wrong.
func (c *custody) readAlerts(ctx context.Context, key *rowKey) (all []readAlert, err error) {
	j, err := newJudgement(ctx, c.read, key)
	if err != nil {
		return nil, err
	}
	rows, err := j.rows(ctx, c.read, alertsRead)
	for _, r := range rows {
		var a payment.Alert
		if r.Seq <= c.found.Seq && json.Unmarshal(r.Payload, &a) == nil && !a.Unread() && j.of(r) != rowWrong {
			all = append(all, readAlert{a, j.of(r) == rowSigned})
		}
	}
	return all, err
}

// provenOf is what counts of the matters that an unproven record calls settled: those that the journal
// tells of too. Where no signature proves that the owner is asked again; where one does the record may
// still call the matter a larger one.
func provenOf(settled []dispute, read []readAlert) (all []dispute) {
	for _, d := range settled {
		at := slices.IndexFunc(read, func(a readAlert) bool { return a.signed && d.readAs(a.Alert) })
		switch {
		case at >= 0:
			d.From, d.Asks = 0, false
		case slices.ContainsFunc(read, func(a readAlert) bool { return d.readAs(a.Alert) }):
			d.Asks = true
		default:
			continue
		}
		all = append(all, d)
	}
	return all
}

// askAgain raises the alerts again that were settled by nothing that the key proves, once it is there.
func (c *custody) askAgain(ctx context.Context, key *rowKey) error {
	c.mu.Lock()
	asked := slices.DeleteFunc(slices.Clone(c.cleared), func(d dispute) bool { return !d.Asks || c.known["asked "+d.name()] })
	c.mu.Unlock()
	if key == nil || len(asked) == 0 {
		return nil
	}
	read, err := c.readAlerts(ctx, key)
	if err != nil {
		return err
	}
	for _, d := range asked {
		c.mu.Lock()
		c.known["asked "+d.name()] = true
		c.mu.Unlock()
		for _, a := range read {
			if d.readAs(a.Alert) {
				c.alert(a.Kind, a.Expected, a.Actual)
				break
			}
		}
	}
	return nil
}

// readAs reports whether an alert, which was read, is about a dispute of which its rows alone are
// kept.
func (d dispute) readAs(a payment.Alert) bool {
	code := d.Was.Code().String()
	return a.Kind == d.Kind && (a.Expected == code || strings.HasPrefix(a.Expected, code+" "))
}
