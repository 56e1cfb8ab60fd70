package pos

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"maps"
)

// CloseShift ends the period: the drawer was counted, and what happened since the last
// Z report becomes the next one, numbered, chained to the one before and never
// changed. It is queued for paper where a printer is set up. The error's code is
// CodeShiftBusy with how many payments and part-paid sales are still open,
// CodeShiftEmpty when nothing happened, CodeClockBack, one of the count's or of the
// manager's word, or the Store's.
func (t *Till) CloseShift(ctx context.Context, r CountRequest) (Report, error) {
	sums, err := r.counted()
	if err != nil {
		return Report{}, err
	}
	said, err := t.wordIfAny(ctx, ActionShiftOther, r.Approval)
	if err != nil {
		return Report{}, err
	}
	var made Report
	err = t.do(ctx, func() (err error) {
		made, err = t.closeShift(ctx, r, sums, said)
		return err
	})
	return made, err
}

func (t *Till) closeShift(ctx context.Context, r CountRequest, sums []Money, said word) (Report, error) {
	now := t.now()
	if said.Approval == (Approval{}) { // a manager's word does instead
		if err := t.present(); err != nil {
			return Report{}, err
		}
	}
	if err := t.afterZ(now); err != nil {
		return Report{}, err
	}
	if n := unfinished(maps.Values(t.watching), maps.Values(t.parts)); n > 0 {
		return Report{}, Fault(CodeShiftBusy, n)
	}
	report, err := t.store.PeriodReport(ctx, t.period())
	if err != nil {
		return Report{}, err
	}
	if !t.shift.Open && report.empty() {
		return Report{}, Fault(CodeShiftEmpty)
	}
	before, err := t.store.LastZ(ctx)
	if err != nil {
		return Report{}, err
	}
	if r, err = t.ownDrawer(r, said); err != nil {
		return Report{}, err
	}
	report.Approvals = counted(report.Approvals, t.approvals) // whose word closes it
	count := t.counted(CountClose, r, sums, now)
	report.Made, report.Training, report.Version = now, t.training, t.version
	report.Shop, report.Till = t.settings.Shop(), t.settings.Int(SettingTillNumber)
	report.closeWith(count, before)
	fact := zFact{Number: report.Z.Number, Hash: report.Z.Hash, PrevHash: report.Z.PrevHash, Sales: report.Sales}
	m := move{now: now}
	m.batch.Counts, m.batch.Z = []Count{count}, &report
	m.batch.Facts = []Fact{{FactCounted, count}, {FactShiftClosed, fact}}
	if t.settings.HasPrinter(RoleReport) {
		m.print(PrintJob{Kind: PrintReport, Report: &report})
	}
	return report, t.commitMoves(ctx, []move{m})
}

// unfinished counts what must end before a period does: payments that the
// customer is expected to make, and sales that were paid in part.
func unfinished(attempts iter.Seq[Attempt], parts iter.Seq[Sale]) int {
	open := make(map[SaleID]bool)
	for sale := range parts {
		open[sale.ID] = true
	}
	n := len(open)
	for a := range attempts {
		if a.InProgress() && !open[a.Sale] {
			n++
		}
	}
	return n
}

// zFact is the payload of FactShiftClosed.
type zFact struct {
	Number   int     `json:"z_number"`
	Hash     string  `json:"hash"`
	PrevHash string  `json:"prev_hash"`
	Sales    []Tally `json:"sales"`
}

// closeWith makes a period's report the Z report that follows another one.
func (r *Report) closeWith(count Count, before Report) {
	z := *r.Z
	z.Closed, z.ClosedBy, z.PrevHash = count.At, count.By, GenesisHash
	z.Counts = append(z.Counts[:len(z.Counts):len(z.Counts)], count)
	if before.Z != nil {
		z.PrevHash = before.Z.Hash
	}
	r.Z = &z
	if r.First == "" {
		r.First = count.Day
	}
	r.Last = max(r.Last, count.Day)
	for i := range r.Drawer {
		d := &r.Drawer[i]
		counted := Money{MinorOf(count.Counted, d.Currency), d.Currency}
		d.Counted, d.Over = counted, Money{counted.Minor - d.Expected.Minor, d.Currency}
	}
	r.Z.Hash = r.zHash()
}

// zHash is SHA-256, in hex, over the report as JSON without its own hash: the hash
// of the report before stands in it.
func (r Report) zHash() string {
	z := *r.Z
	z.Hash = ""
	r.Z = &z
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // a report is numbers and text: this can't fail
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// ZIntact reports that a stored Z report has the hash of what it says.
func (r Report) ZIntact() bool { return r.Z != nil && r.Z.Hash == r.zHash() }

// ReprintZ queues a Z report again, as it was stored, marked as a copy. The
// error's code is CodeZUnknown, CodePrinterMissing or the Store's.
func (t *Till) ReprintZ(ctx context.Context, number int) error {
	return t.do(ctx, func() error {
		if err := t.allow(ActionXReport); err != nil {
			return err
		}
		report, err := t.store.Z(ctx, number)
		if err != nil {
			return err
		}
		report.Copy = true
		return t.queue(ctx, PrintJob{Kind: PrintReport, Report: &report})
	})
}
