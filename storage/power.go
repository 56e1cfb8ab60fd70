package storage

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Doubts holds the rows that mean power against the journal's last fact of each, the schema
// first. It reads few rows, all by an index, however much a shop has sold.
func (db *DB) Doubts(ctx context.Context) (found pos.Doubts, err error) {
	key := db.ownKey()
	if db.custody == nil {
		if key, _, err = db.rowKey(ctx); err != nil {
			return pos.Doubts{}, failure(db.path, err)
		}
	}
	err = db.judging(ctx, key, func(q querier, j judgement) error {
		d := db.doubter(q, j)
		if err := d.all(ctx); err != nil {
			return err
		}
		found.Restore = d.restore
		found.Alerts, err = d.uncleared(ctx)
		return err
	})
	return found, err
}

// ownKey is the key of an open till; nil while it has none, and for who only reads. Nobody
// waits for the keyring.
func (db *DB) ownKey() *rowKey {
	if db.custody == nil {
		return nil
	}
	return db.custody.signature().key
}

// judging runs f on one snapshot of the database, with what its rows are judged by.
func (db *DB) judging(ctx context.Context, key *rowKey, f func(q querier, j judgement) error) error {
	return db.reading(ctx, func(q querier) error {
		j, err := newJudgement(ctx, q, key)
		if err != nil {
			return err
		}
		return f(q, j)
	})
}

// open returns the disputes that wait for the owner, and the number of the last row that was
// found.
func (c *custody) open() ([]dispute, int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.disputed, c.found.Seq
}

// doubter looks for rows in doubt, on one snapshot.
type doubter struct {
	q querier
	judgement
	disputed []dispute
	opened   int64 // the last row that this process found

	alerts  []payment.Alert
	restore settings.Values
	facts   []string // rows of the journal in doubt, as an alert names them
	pay     []string // those of whom codes pay, and of people
}

func (db *DB) doubter(q querier, j judgement) *doubter {
	d := &doubter{q: q, judgement: j}
	if db.custody != nil {
		d.disputed, d.opened = db.custody.open()
	}
	return d
}

func (d *doubter) all(ctx context.Context) error {
	for _, look := range []func(context.Context) error{d.schema, d.settings, d.lastZ, d.people, d.payees} {
		if err := look(ctx); err != nil {
			return err
		}
	}
	d.alert(payment.AlertFacts, listed(d.facts), "")
	d.alert(payment.AlertPayFacts, listed(d.pay), "")
	return nil
}

func (d *doubter) alert(kind payment.AlertKind, expected, actual string) {
	if expected+actual != "" {
		d.alerts = append(d.alerts, payment.Alert{Kind: kind, Expected: expected, Actual: actual})
	}
}

// mostListed bounds what an alert names.
const mostListed = 4

func listed(names []string) string {
	if more := len(names) - mostListed; more > 0 {
		return fmt.Sprintf("%s, +%d", strings.Join(names[:mostListed], ", "), more)
	}
	return strings.Join(names, ", ")
}

func (d *doubter) schema(ctx context.Context) error {
	text, err := schemaText(ctx, d.q)
	if err == nil {
		lacks, has := schemaDiffers(text)
		found := listed(has)
		if found != "" { // an object that is changed again keeps its name
			found += " #" + shortSum(strings.Join(onlyIn(text, programSchema), ""))
		}
		d.alert(payment.AlertSchema, listed(lacks), found)
	}
	return err
}

// paying reports whether a setting says whom codes pay.
func paying(key settings.Key) bool {
	return strings.HasPrefix(string(key), "gateway.")
}

func (d *doubter) settings(ctx context.Context) error {
	stored, err := readSettings(ctx, d.q)
	if err != nil {
		return err
	}
	all, err := readToldSettings(ctx, d.q, &d.judgement)
	if err != nil {
		return err
	}
	told, found := all.differing(stored)
	var says, has []string
	for _, key := range slices.Sorted(maps.Keys(told)) {
		says, has = append(says, settingAs(key, told[key])), append(has, settingAs(key, found[key]))
	}
	d.restore = told
	d.alert(payment.AlertSettingRows, listed(says), listed(has))
	for _, key := range slices.Sorted(maps.Keys(all.last)) {
		d.fact(all.last[key].row, string(key), paying(key))
	}
	if all.damaged != nil {
		d.fact(*all.damaged, "?", true)
	}
	return nil
}

// settingAs is a setting as an alert names it.
func settingAs(key settings.Key, value string) string {
	const most = 40
	if short := []rune(value); len(short) > most {
		value = string(short[:most]) + "…"
	}
	if value == "" {
		value = "–"
	}
	return string(key) + " = " + value
}

// wrong judges a row. One that can't be judged now is no doubt, unless the journal around
// it is: then only the key's signature counts.
func (d *doubter) wrong(r signedRow) bool {
	state := d.of(r)
	return state == rowWrong || state == rowUnknown && d.forged(r)
}

// fact judges a fact's own row.
func (d *doubter) fact(r signedRow, about string, pays bool) {
	if !d.wrong(r) {
		return
	}
	name := journal.Head{Seq: r.Seq, Hash: r.Hash}.Code().String() + " " + about
	if pays {
		d.pay = append(d.pay, name)
		return
	}
	d.facts = append(d.facts, name)
}

// forged reports whether a row stands where the journal is not as it was marked: it was added
// while the till was closed, or the journal is another one. A journal that ends early is a
// copy that was put back, and its rows are what they were, unless it does not name the key
// where the mark knows that it was named.
func (d *doubter) forged(r signedRow) bool {
	return r.Seq <= d.opened && slices.ContainsFunc(d.disputed, func(one dispute) bool {
		switch one.Kind {
		case payment.AlertJournalGrew:
			return r.Seq > one.Was.Seq
		case payment.AlertJournalBeside:
			return true
		case payment.AlertJournalBehind:
			return one.Named.Seq > 0 && one.Named.Seq <= d.opened && !d.names(one.Named)
		}
		return false
	})
}

// names reports whether the journal names a key at the row where a mark knows of it.
func (d *doubter) names(key markedKey) bool {
	return slices.ContainsFunc(d.named, func(k namedKey) bool { return k.seq == key.Seq && strings.HasPrefix(k.print, key.Print) })
}

// lastZ compares the newest Z report with the last fact of one.
func (d *doubter) lastZ(ctx context.Context) error {
	var last signedRow
	err := eachSigned(ctx, d.q, "SELECT "+signedColumns+" FROM journal WHERE "+journalPower+
		" AND kind = 'shift.closed' ORDER BY seq DESC LIMIT 1", func(r signedRow) { last = r })
	if err != nil {
		return err
	}
	z, stored, err := readZReport(ctx, d.q, "true")
	if err != nil {
		return err
	}
	is := ""
	switch {
	case stored && z.Intact():
		is = zAs(z.Number, z.Hash)
	case stored: // its own hash says nothing
		is = zAs(z.Number, shortSum(string(z.Text)))
	}
	if last.Seq == 0 {
		d.alert(payment.AlertZRow, "", is)
		return nil
	}
	d.fact(last, "Z", false)
	told, err := facts.ClosedOf(last.Version, last.Payload)
	if err != nil {
		d.facts = append(d.facts, journal.Head{Seq: last.Seq, Hash: last.Hash}.Code().String()+" Z")
		return nil
	}
	if says := zAs(told.Number, told.Hash); says != is || z.Version != told.Version {
		d.alert(payment.AlertZRow, says, is)
	}
	return nil
}

// shortSum tells one text from another one.
func shortSum(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:8] }

func zAs(number int, hash string) string { return fmt.Sprintf("Z %d %.8s", number, hash) }

func (d *doubter) people(ctx context.Context) error {
	return eachSigned(ctx, d.q, "SELECT "+signedColumns+" FROM journal WHERE "+journalPeople+" ORDER BY seq", func(r signedRow) {
		d.fact(r, string(r.Kind), true)
	})
}

func (d *doubter) payees(ctx context.Context) error {
	return eachSigned(ctx, d.q, "SELECT "+signedColumns+" FROM journal WHERE kind = 'payee.fields' ORDER BY seq", func(r signedRow) {
		d.fact(r, string(r.Kind), true)
	})
}

// uncleared returns the alerts that the owner has not cleared. A clearing counts as any fact
// does: an owner who cleared an alert while the keyring was away, or on the computer of
// before, is not asked again each morning.
func (d *doubter) uncleared(ctx context.Context) (open []payment.Alert, err error) {
	if len(d.alerts) == 0 {
		return nil, nil
	}
	var read []signedRow
	err = eachSigned(ctx, d.q, alertsRead, func(r signedRow) {
		if !d.wrong(r) {
			read = append(read, r)
		}
	})
	for _, a := range d.alerts {
		cleared := a.Kind != payment.AlertSettingRows && // those are put back: a new one is a new change
			slices.ContainsFunc(read, func(r signedRow) bool { return r.clears(a) })
		if !cleared {
			open = append(open, a)
		}
	}
	return open, err
}
