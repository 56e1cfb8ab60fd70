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
		if err := t.drawer.mayCount(kind); err != nil {
			return err
		}
		if err := t.afterZ(now); err != nil {
			return err
		}
		grant, err := t.authorizeCount(said)
		if err != nil {
			return err
		}
		r = t.countedBy(r, grant)
		count := t.drawer.counted(kind, r, sums, t.day(now), now)
		if _, err := t.commit(ctx, Batch{At: now, Counts: []drawer.Count{count}, Facts: []journal.Fact{{Kind: facts.Counted, Payload: count}}}, grant); err != nil {
			return err
		}
		t.drawer.keepCount(count)
		t.publish()
		after = t.drawer.shift
		return nil
	})
	return after, err
}

// authorizeCount asks for a manager's word where a drawer is counted that another
// has opened or taken over, by the shift's Figures. One's own, and nobody's, is
// counted by whoever stands at the till, or by the word of somebody who works here.
func (t *Till) authorizeCount(said word) (*Grant, error) {
	action := staff.ActionShift
	if t.authority.staffed() && t.drawer.shift.Open && t.drawer.shift.By != "" && text.Fold(t.drawer.shift.By) != text.Fold(t.authority.signedIn().Name) {
		action = staff.ActionShiftOther
	}
	return t.authorize(action, said, t.drawer.shift.Figures())
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

// afterZ is cashDrawer.afterZ by the shop's settings.
func (t *Till) afterZ(now time.Time) error {
	return t.drawer.afterZ(now, t.settings.Int(settings.ClockWrongZ))
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
			if err := t.drawer.holds(r.Amount, t.authority.may(staff.ActionXReport)); err != nil {
				return err
			}
		}
		made = drawer.Move{
			Z: t.drawer.period(), Kind: r.Kind, Day: t.day(now), At: now,
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
