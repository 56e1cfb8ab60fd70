package storage

import (
	"context"
	"slices"
	"sync"
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
)

// custody keeps outside the data folder what proves its journal: the key that signs the
// rows, in the keyring; and the mark, in the keyring and in a file of the user's state
// folder. It compares the folder with them, and reports what does not fit.
//
// A commit never waits for it, but for one file that is written before the first commit of
// a run: the keyring and the later marks have goroutines of their own.
type custody struct {
	read    querier
	files   markFiles    // "": no state folder
	ring    *patientRing // nil: no keyring
	folder  string       // the database, as records name it
	found   journal.Mark // the journal as it was when it was opened, up to its last row
	stored  journal.Head // its end as it was stored apart from the rows
	inState record       // the record as it was then
	reports chan pos.CustodyReport
	heal    func(context.Context) // makes the indexes of powerIndexes anew

	stateWoken, ringWoken chan struct{}
	stopState, stopRing   context.CancelFunc
	stateDone, ringDone   chan struct{}
	ringAsked             chan struct{} // closed after the keyring's first answer, or its failure
	ringHurry             chan struct{} // somebody waits for a keyring that did not answer

	judging sync.Mutex // one comparison at a time
	writing sync.Mutex // one record at a time

	mu       sync.Mutex
	shop     string       // hash of the journal's first row; "" before it
	tip      journal.Mark // after the last commit of this process
	judged   bool         // the till may have read the rows
	judgedBy *rowKey      // the key by which all that it may read was compared; nil: none yet
	begun    bool         // "closed clean" is taken back
	dirty    bool         // something was committed
	unsure   bool         // a commit failed, and may be there all the same
	stateErr error        // why the last record could not be written or read
	disputed []dispute
	fits     int64           // the last row that is as it was marked; 0: none is known
	cleared  []dispute       // those that the owner has cleared
	attested attested        // rows that the till's own signatures prove
	vouched  vouched         // what is known of the facts that mean power
	nobodys  int64           // up to this row nothing is vouched for: the keyring's sum is of other facts
	lastSum  vouched         // that sum
	hidden   []id.Code       // facts that the indexes lacked
	matters  int             // how many disputes were noticed, over all runs
	clears   []clearing      // what the commit that is on its way clears
	named    markedKey       // as the journal names it first
	known    map[string]bool // disputes that were reported, or cleared, by name
	keys     ringState
	// ringRound is closed, and another put in its place, each time the keyring was asked.
	ringRound chan struct{}
}

// openPatience is how long opening a till waits for the keyring. The key may come later:
// until then rows are marked as written without it.
const openPatience = 300 * time.Millisecond

// closePatience is how long closing waits for the keyring to take the last mark. The one
// in the state folder is written by then.
const closePatience = time.Second

// maxReports is how many reports wait for the till: more than VerifyAndTell has findings.
const maxReports = 160

// openCustody compares an opened database with what is kept of it, and starts the workers.
func openCustody(ctx context.Context, db *DB, o Options) (*custody, error) {
	c := &custody{
		read: db.read, files: markFiles(o.State), folder: db.path,
		reports:    make(chan pos.CustodyReport, maxReports),
		stateWoken: make(chan struct{}, 1), ringWoken: make(chan struct{}, 1),
		stateDone: make(chan struct{}), ringDone: make(chan struct{}), ringAsked: make(chan struct{}),
		ringHurry: make(chan struct{}, 1), ringRound: make(chan struct{}),
		known: map[string]bool{},
	}
	if o.Keyring != nil {
		c.ring = newPatientRing(o.Keyring)
	}
	var err error
	if c.shop, err = shopOf(ctx, c.read); err != nil {
		return nil, err
	}
	if c.found, err = readMark(ctx, db); err != nil {
		return nil, err
	}
	if c.stored, err = readHead(ctx, c.read); err != nil {
		return nil, err
	}
	c.tip, c.heal = c.found, db.reindexPower
	if c.files != "" && c.shop != "" {
		c.inState, c.stateErr = c.files.read(c.shop)
	}
	if err = c.takeVouched(ctx); err != nil {
		return nil, err
	}
	state, stopState := context.WithCancel(context.WithoutCancel(ctx))
	ring, stopRing := context.WithCancel(context.WithoutCancel(ctx))
	c.stopState, c.stopRing = stopState, stopRing
	go func() {
		defer close(c.stateDone)
		paced(state, c.stateWoken, markIdle, markMost, func() { _ = c.writeRecord(false, false) })
	}()
	go func() {
		defer close(c.ringDone)
		c.keepRing(ring)
	}()
	select {
	case <-c.ringAsked:
	case <-time.After(openPatience):
	}
	err = c.judge(ctx)
	c.mu.Lock()
	c.judged = true
	c.mu.Unlock()
	return c, err
}

// shopOf is the hash of the journal's first row, which tells the shop from any other; ""
// before there is one.
func shopOf(ctx context.Context, q querier) (shop string, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce((SELECT hash FROM journal WHERE seq = 1 AND length(hash) = 64), '')").Scan(&shop)
	return shop, err
}

// readMark is the mark of the database as it is: of its last row, wherever its end is stored to be.
func readMark(ctx context.Context, db *DB) (m journal.Mark, err error) {
	if m.Head, err = lastRow(ctx, db.read); err != nil {
		return m, err
	}
	err = db.read.QueryRowContext(ctx, "SELECT coalesce(CAST(max(id) AS TEXT), ''), (SELECT coalesce(max(number), 0) FROM z_reports) FROM attempts").Scan(&m.Payment, &m.Z)
	if err != nil {
		return m, err
	}
	if m.Receipt, err = lastNumber(ctx, db.read, "sales"); err != nil {
		return m, err
	}
	m.Refund, err = lastNumber(ctx, db.read, "refunds")
	return m, err
}

// lastNumber is the last number in a table of the till's own.
func lastNumber(ctx context.Context, q querier, table string) (n id.Receipt, err error) {
	rows, err := q.QueryContext(ctx, "SELECT receipt_till, receipt_year, receipt_seq FROM "+table+
		" WHERE receipt_seq IS NOT NULL AND receipt_year IS NOT NULL AND receipt_till = CAST(coalesce((SELECT value FROM settings WHERE key = 'till.number'), '1') AS INTEGER)"+
		" ORDER BY receipt_year DESC, receipt_seq DESC LIMIT 1")
	err = each(rows, err, func(scan func(...any) error) error { return scan(&n.Till, &n.Year, &n.Sequence) })
	return n, err
}

// begin takes "closed clean" back, on the disk, before the first commit of a run: from then
// on the journal may go on behind the mark, also when the program is killed. Where that
// fails the next commit tries again: selling does not depend on it. It reports whether there is
// nothing left to do.
func (c *custody) begin() bool {
	c.mu.Lock()
	done := c.begun || c.files == "" || c.shop == ""
	c.mu.Unlock()
	if done {
		return true
	}
	if c.writeRecord(false, false) != nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.begun = true
	return true
}

// brokeOff reports whether the run before this one has ended without being closed, by the
// higher mark.
func (c *custody) brokeOff() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.inState
	if ring := c.keys.inRing; ring.Mark.Seq > last.Mark.Seq {
		last = ring
	}
	return !last.Mark.IsZero() && !last.Mark.Clean && !last.Closed
}

// signature is what signs the next commit.
func (c *custody) signature() signature {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.keys.sig
}

// committed notes what this process has committed, and has it marked.
func (c *custody) committed(ctx context.Context, b pos.Batch, places []journal.Head, s signature) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(places) == 0 {
		return // no facts
	}
	c.tip.Head, c.dirty = places[len(places)-1], true
	c.vouch(ctx, b, places)
	if slices.ContainsFunc(b.Alerts, func(a payment.Alert) bool { return a.Kind == payment.AlertFactsHidden }) {
		c.inState.Hidden = nil // it is told
	}
	for _, a := range b.Attempts {
		if c.tip.Payment.Before(a.ID) {
			c.tip.Payment = a.ID
		}
	}
	for _, s := range b.Sales {
		if !s.Receipt.IsZero() {
			c.tip.Receipt = s.Receipt
		}
	}
	for _, r := range b.Refunds {
		c.tip.Refund = r.Number
	}
	if b.Z != nil {
		c.tip.Z = b.Z.Number
	}
	c.keys.named(s)
	if c.shop == "" {
		c.shop, _ = shopOf(ctx, c.read) // it can't be read: the next commit tries again
		wake(c.ringWoken)
	}
	wake(c.stateWoken)
}

// failed notes a commit that ended with an error: the end of the journal is not known any
// more, so that it is not marked as clean.
func (c *custody) failed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unsure, c.clears = true, nil
}

// report passes something to the till, which records it. Where nobody listens it is
// dropped: what is of the folder is found again when it is opened.
func (c *custody) report(r pos.CustodyReport) {
	select {
	case c.reports <- r:
	default:
	}
}

func (c *custody) alert(kind payment.AlertKind, expected, actual string) {
	c.report(pos.CustodyReport{Alert: payment.Alert{Kind: kind, Expected: expected, Actual: actual}})
}

// writeRecord writes the record as it is now into the state folder, and has it written into
// the keyring.
func (c *custody) writeRecord(closed, clean bool) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.mu.Lock()
	if c.named == (markedKey{}) {
		if said, err := readSigning(context.Background(), c.read, ""); err == nil { // else with the next record
			c.named = said.first()
		}
	}
	r := record{Shop: c.shop, Folder: c.folder, Mark: c.tip, Named: c.named,
		Disputed: c.disputed, Settled: c.cleared, Matters: c.matters, Clears: c.clears, First: c.found.Seq + 1, Hidden: c.inState.Hidden}
	if !c.dirty && len(c.disputed) == 0 && !c.inState.Mark.IsZero() { // what was found is marked by whoever wrote it
		r.Mark = c.inState.Mark
	}
	r.Vouched = c.vouchedTo(r.Mark.Seq)
	r.Mark.Clean, r.Closed = clean, closed
	if key := c.keys.sig.key; key != nil {
		r.MAC = key.seal(r)
	}
	c.mu.Unlock()
	if r.Shop == "" || r.Mark.IsZero() {
		return nil
	}
	var err error
	if c.files != "" {
		err = c.files.write(r)
	}
	c.mu.Lock()
	c.stateErr = err
	c.keys.wants = r
	c.mu.Unlock()
	wake(c.ringWoken)
	return err
}

// close writes the last mark and ends the workers. Nothing is committed any more. others
// reports whether another program has written since the last commit: that is told when the
// folder is opened again.
func (c *custody) close(others bool) {
	if c == nil {
		return
	}
	c.stopState()
	<-c.stateDone
	c.mu.Lock()
	if others {
		c.keep(dispute{Kind: payment.AlertOtherWriter, Was: c.tip})
	}
	write := c.dirty || c.begun || others
	clean := !c.unsure && (c.dirty || c.inState.Mark.Clean)
	c.mu.Unlock()
	if write {
		_ = c.writeRecord(true, clean) // doctor says it where it can't be written
	}
	c.stopRing()
	select {
	case <-c.ringDone:
	case <-time.After(closePatience):
	}
}
