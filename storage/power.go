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
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Doubts holds the rows that mean power against the journal's last fact of each, the schema
// first. It reads few rows, all by an index, however much a shop has sold.
func (db *DB) Doubts(ctx context.Context) (found pos.Doubts, err error) {
	err = db.judgingRows(ctx, func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		if err := d.all(ctx); err != nil {
			return err
		}
		found.Restore, found.Right = d.restore, d.right
		found.Alerts, err = d.uncleared(ctx)
		return err
	})
	return found, err
}

// ownKey is the key of an open till by which its rows are judged; nil while it has none, or has not
// yet found what that proves, and for who only reads. Nobody waits for the keyring.
func (db *DB) ownKey() *rowKey {
	if db.custody == nil {
		return nil
	}
	db.custody.mu.Lock()
	defer db.custody.mu.Unlock()
	return db.custody.judgedBy
}

// judgingRows is judging by the till's own key; who only reads asks the keyring, once.
func (db *DB) judgingRows(ctx context.Context, f func(q querier, j judgement) error) error {
	key := db.ownKey()
	if db.askKey != nil {
		var err error
		if key, err = db.askKey(); err != nil {
			return failure(db.path, err)
		}
	}
	return db.judging(ctx, key, f)
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

// outside is what custody knows of the rows that were found.
type outside struct {
	disputed []dispute // those that wait for the owner
	cleared  []dispute
	opened   int64 // the last row that this process found
	marked   int64 // the last one that is as it was marked; 0: none is known
	attested attested
	vouched  vouched
	nobodys  int64 // see custody
	hidden   []id.Code
}

func (c *custody) outside() outside {
	c.mu.Lock()
	defer c.mu.Unlock()
	return outside{c.disputed, c.cleared, c.found.Seq, c.fits, c.attested, c.vouched, c.nobodys, c.hidden}
}

// doubter looks for rows in doubt, on one snapshot.
type doubter struct {
	q querier
	judgement
	outside
	power []signedRow // all facts that mean power, where it looks at all

	alerts  []payment.Alert
	restore settings.Values
	right   []journal.Fact // say again what the facts without doubt tell
	facts   doubtedFacts   // rows of the journal in doubt
	pay     doubtedFacts   // those of whom codes pay, and of people
}

// doubtedFacts are rows of the journal in doubt, as an alert names them.
type doubtedFacts struct {
	names []string // their codes, and of a setting the value that counts
	say   []string // what those of settings say
}

func (db *DB) doubter(ctx context.Context, q querier, j judgement) *doubter {
	d := &doubter{q: q, judgement: j}
	if db.custody != nil {
		d.outside = db.custody.outside()
	} else {
		d.vouched = db.vouchedElsewhere(ctx, q)
		d.nobodys = d.vouched.Nobodys
	}
	return d
}

func (d *doubter) all(ctx context.Context) (err error) {
	if d.power, err = d.rows(ctx, d.q, powerRows(signedColumns), 0, d.last); err != nil {
		return err
	}
	for _, look := range []func(context.Context) error{d.schema, d.settings, d.lastZ, d.payees} {
		if err := look(ctx); err != nil {
			return err
		}
	}
	d.keys()
	d.lost()
	d.alert(payment.AlertFacts, listed(d.facts.names), listed(d.facts.say))
	d.alert(payment.AlertPayFacts, listed(d.pay.names), listed(d.pay.say))
	return nil
}

// among returns the facts of some kinds, in their order.
func (d *doubter) among(kinds ...journal.Kind) []signedRow {
	return keep(d.power, func(r signedRow) bool { return slices.Contains(kinds, r.Kind) })
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
	all, err := d.settingsOf(ctx, d.among(facts.SettingChanged, facts.PayeePinned))
	if err != nil {
		return err
	}
	told, found := all.differing(stored)
	var says, has []string
	for _, key := range slices.Sorted(maps.Keys(told)) {
		says, has = append(says, fieldAs(string(key), told[key])), append(has, fieldAs(string(key), found[key]))
	}
	d.restore, d.right = told, append(d.right, all.restated(d)...)
	d.alert(payment.AlertSettingRows, listed(says), listed(has))
	counts := all.values(stored)
	for _, key := range slices.Sorted(maps.Keys(all.last)) {
		if one := all.last[key]; d.fact(one.row, fieldAs(string(key), counts[key]), paying(key)) {
			about := d.about(paying(key))
			about.say = append(about.say, fieldAs(string(key), one.says))
		}
	}
	if all.damaged != nil {
		d.fact(*all.damaged, "?", true)
	}
	return nil
}

// fact judges a fact's own row, and reports whether that is in doubt.
func (d *doubter) fact(r signedRow, what string, pays bool) bool {
	wrong := d.wrong(r)
	if wrong {
		d.doubt(r, what, pays)
	}
	return wrong
}

// doubt has an alert name a row.
func (d *doubter) doubt(r signedRow, what string, pays bool) {
	about := d.about(pays)
	about.names = append(about.names, codeOf(r).String()+" "+what)
}

// about is what is in doubt: whom codes pay, or else.
func (d *doubter) about(pays bool) *doubtedFacts {
	if pays {
		return &d.pay
	}
	return &d.facts
}

// lastZ compares the newest Z report with the last fact of one.
func (d *doubter) lastZ(ctx context.Context) error {
	var last signedRow
	rows, err := d.rows(ctx, d.q, "SELECT "+signedColumns+" FROM journal WHERE "+journalPower+
		" AND kind = 'shift.closed' ORDER BY seq DESC LIMIT 1")
	if err != nil {
		return err
	}
	for _, r := range rows {
		last = r
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
	d.lacksZ(last.Seq)
	if last.Seq == 0 {
		d.alert(payment.AlertZRow, "", is)
		return nil
	}
	d.fact(last, "Z", false)
	told, err := facts.ClosedOf(last.Version, last.Payload)
	if err != nil {
		d.doubt(last, "Z", false)
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

// payees judges the facts of whom codes pay, and of who may say so.
func (d *doubter) payees(ctx context.Context) error {
	told := d.among(facts.PayeeFields)
	pins, err := d.pinsOf(ctx, told)
	d.right = append(d.right, pins.restated(d)...)
	for _, r := range append(d.among(peopleKinds...), told...) {
		d.fact(r, string(r.Kind), true)
	}
	return err
}

// keys judges the rows that name what the keyring holds. One in doubt changes nothing, but
// somebody tried.
func (d *doubter) keys() {
	for _, r := range d.among(facts.KeyringHolds) {
		if d.of(r) == rowWrong || d.added(r) {
			d.fact(r, string(r.Kind), true)
		}
	}
}

// uncleared returns the alerts that the owner has not cleared. A clearing counts as any fact
// does: an owner who cleared an alert while the keyring was away, or on the computer of
// before, is not asked again each morning.
func (d *doubter) uncleared(ctx context.Context) (open []payment.Alert, err error) {
	if len(d.alerts) == 0 {
		return nil, nil
	}
	read, err := d.rows(ctx, d.q, alertsRead)
	read = slices.DeleteFunc(read, d.wrong)
	for _, a := range d.alerts {
		cleared := a.Kind != payment.AlertSettingRows && // those are put back: a new one is a new change
			slices.ContainsFunc(read, func(r signedRow) bool { return r.clears(a) })
		if !cleared {
			open = append(open, a)
		}
	}
	return open, err
}
