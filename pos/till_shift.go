package pos

import (
	"context"
	"strings"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// period is the number that the next Z report will have.
func (t *Till) period() int { return t.shift.Z }

// OpenShift begins a shift with the float that was counted. The error's code is
// fault.ShiftOpen, fault.ClockBack, one of the count's, or the Store's.
func (t *Till) OpenShift(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	return t.count(ctx, drawer.CountOpen, r)
}

// HandOver gives the drawer from one cashier to the next: it is counted, and the
// shift goes on. The error's code is fault.ShiftNone, fault.TextInvalid where nobody
// takes it, one of the count's or of the manager's word, or the Store's.
func (t *Till) HandOver(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	if strings.TrimSpace(r.To) == "" {
		return drawer.Shift{}, fault.New(fault.TextInvalid, "to")
	}
	return t.count(ctx, drawer.CountHandover, r)
}

func (t *Till) count(ctx context.Context, kind drawer.CountKind, r drawer.CountRequest) (drawer.Shift, error) {
	sums, err := r.Sums()
	if err != nil {
		return drawer.Shift{}, err
	}
	said, err := t.hear(ctx, staff.ActionShiftOther, r.Approval)
	if err != nil {
		return drawer.Shift{}, err
	}
	var after drawer.Shift
	err = t.do(ctx, func() error {
		if _, err := t.authorize(staff.ActionShift, word{}, ""); err != nil && !said.named() { // whose word it is does instead
			return err
		}
		now := t.now()
		switch {
		case kind == drawer.CountOpen && t.shift.Open:
			return fault.New(fault.ShiftOpen, t.shift.Z)
		case kind == drawer.CountHandover && !t.shift.Open:
			return fault.New(fault.ShiftNone)
		}
		if err := t.afterZ(now); err != nil {
			return err
		}
		grant, err := t.authorizeCount(said)
		if err != nil {
			return err
		}
		r = t.countedBy(r, grant)
		count := t.counted(kind, r, sums, now)
		if _, err := t.commit(ctx, Batch{At: now, Counts: []drawer.Count{count}, Facts: []journal.Fact{{Kind: facts.Counted, Payload: count}}}, grant); err != nil {
			return err
		}
		t.shift = t.shift.After(count)
		t.publish()
		after = t.shift
		return nil
	})
	return after, err
}

// authorizeCount asks for a manager's word where a drawer is counted that another
// has opened or taken over, by the shift's Figures. One's own, and nobody's, is
// counted by whoever stands at the till, or by the word of somebody who works here.
func (t *Till) authorizeCount(said word) (*Grant, error) {
	action := staff.ActionShift
	if t.authority.staffed() && t.shift.Open && t.shift.By != "" && text.Fold(t.shift.By) != text.Fold(t.authority.signedIn().Name) {
		action = staff.ActionShiftOther
	}
	return t.authorize(action, said, t.shift.Figures())
}

// countedBy is the count of who has signed in, or else of whose word it is: a name
// alone proves nothing once the shop has an owner.
func (t *Till) countedBy(r drawer.CountRequest, grant *Grant) drawer.CountRequest {
	switch in := t.authority.signedIn(); {
	case in.ID != 0:
		r.By = in.Name
	case t.authority.staffed() && grant.word:
		r.By = grant.by
	}
	return r
}

// counted is a count against what should be in the drawer.
func (t *Till) counted(kind drawer.CountKind, r drawer.CountRequest, sums []money.Money, now time.Time) drawer.Count {
	count := drawer.Count{
		Z: t.shift.Z, Kind: kind, Day: money.DayOf(now, t.settings.Int(settings.CutoffHour)), At: now,
		By: strings.TrimSpace(r.By), To: strings.TrimSpace(r.To), Notes: r.Notes,
		Counted: sums, Expected: t.shift.Drawer, Reason: strings.TrimSpace(r.Reason),
	}
	if kind == drawer.CountOpen { // what the last shift left; what came since is beside it
		count.Expected = []money.Money{money.Cents(money.MinorOf(t.shift.Left, money.USD)), money.Riel(money.MinorOf(t.shift.Left, money.KHR))}
	}
	return count
}

// afterZ refuses a clock that stands before the last Z report: what happens
// would be filed before what was closed.
func (t *Till) afterZ(now time.Time) error {
	wrong := t.settings.Int(settings.ClockWrongZ) == t.shift.Z-1 // the owner's word: it says nothing
	if now.Before(t.shift.LastZ) && !wrong {
		return fault.New(fault.ClockBack, money.Local(t.shift.LastZ))
	}
	return nil
}

// MoveRequest is notes that pass through the drawer without a sale.
type MoveRequest struct {
	Kind   drawer.MoveKind
	Amount money.Money
	Reason string // 1 to 200 characters
	By     string // at most 40 characters; who has signed in, where somebody has
}

// MoveCash records notes that came into the drawer or left it without a sale, and
// opens it. The error's code is one of money.Money.CheckSale's, fault.ReasonMissing,
// fault.TextInvalid with the field, fault.DrawerShort when so much can't be in it, or
// fault.DrawerLess to whom that must not say how much there should be,
// fault.ClockBack, or the Store's.
func (t *Till) MoveCash(ctx context.Context, r MoveRequest) (drawer.Move, error) {
	r.Reason, r.By = strings.TrimSpace(r.Reason), strings.TrimSpace(r.By)
	switch {
	case r.Reason == "":
		return drawer.Move{}, fault.New(fault.ReasonMissing)
	case text.Check(r.Reason) != nil:
		return drawer.Move{}, fault.New(fault.TextInvalid, "reason")
	case text.CheckLine(r.By, 40) != nil:
		return drawer.Move{}, fault.New(fault.TextInvalid, "by")
	case r.Kind != drawer.CashIn && r.Kind != drawer.CashOut && r.Kind != drawer.CashDrop:
		return drawer.Move{}, fault.New(fault.Internal)
	}
	if err := r.Amount.CheckSale(); err != nil {
		return drawer.Move{}, err
	}
	var made drawer.Move
	err := t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionCashMove, word{}, "")
		if err != nil {
			return err
		}
		now := t.now()
		if err := t.afterZ(now); err != nil {
			return err
		}
		if in := t.authority.signedIn(); in.ID != 0 {
			r.By = in.Name
		}
		if r.Kind != drawer.CashIn {
			if err := t.inDrawer(r.Amount, t.authority.may(staff.ActionXReport)); err != nil {
				return err
			}
		}
		made = drawer.Move{
			Z: t.period(), Kind: r.Kind, Day: money.DayOf(now, t.settings.Int(settings.CutoffHour)), At: now,
			Amount: r.Amount, Reason: r.Reason, By: r.By,
		}
		m := move{now: now}
		m.batch.CashMoves, m.batch.Facts = []drawer.Move{made}, []journal.Fact{{Kind: facts.CashMoved, Payload: made}}
		if t.settings.OpensForNotes() {
			m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Reason: r.Reason, By: r.By}})
		}
		return t.commitMoves(ctx, []move{m}, grant)
	})
	return made, err
}

// inDrawer refuses notes that can't be in the drawer. What should be in it is said to
// whom an X report tells it: whoever counts blind must not learn it by asking for more.
func (t *Till) inDrawer(m money.Money, told bool) error {
	held := money.MinorOf(t.shift.Drawer, m.Currency)
	switch {
	case m.Minor <= held:
		return nil
	case !told:
		return fault.New(fault.DrawerLess, m.Display())
	}
	return fault.New(fault.DrawerShort, money.Of(max(0, held), m.Currency).Display())
}

// keepShift takes what a committed batch did to the drawer into memory. It comes
// before the sales that were paid in part are renewed.
func (t *Till) keepShift(batch Batch) {
	for _, sale := range batch.Sales {
		for _, m := range t.parts[sale.ID].InDrawer() {
			t.shift = t.shift.Plus(m.Negative())
		}
		t.shift = t.shift.Plus(sale.InDrawer()...)
	}
	for _, r := range batch.Refunds {
		for _, tender := range r.Paid {
			if tender.Kind.Cash() {
				t.shift = t.shift.Plus(tender.Amount.Negative())
			}
		}
	}
	for _, m := range batch.CashMoves {
		t.shift = t.shift.Plus(m.Signed())
	}
}
