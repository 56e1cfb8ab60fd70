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

// OpenShift opens a shift with the float counted. The error's code is fault.ShiftOpen,
// fault.ClockBack, fault.PINMissing with the name that was typed without a PIN, one of the
// count's or of authorize's, or the Store's.
func (t *Till) OpenShift(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	return t.count(ctx, drawer.CountOpen, r)
}

// HandOver hands the drawer from one cashier to the next: it is counted, and the shift goes
// on. Once the shop has staff, who takes it is proven as who counts is. Whoever has signed in at
// the windows stands there no longer: see relieved. The error's code is
// fault.ShiftNone, fault.TextInvalid without a name in To, fault.ClockBack,
// fault.PINMissing with the name that was typed without a PIN, also that of To, one of the
// count's or of authorize's, or the Store's.
func (t *Till) HandOver(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	if text.Fold(r.To) == "" {
		return drawer.Shift{}, fault.New(fault.TextInvalid, "to")
	}
	return t.count(ctx, drawer.CountHandover, r)
}

func (t *Till) count(ctx context.Context, kind drawer.CountKind, r drawer.CountRequest) (drawer.Shift, error) {
	sums, err := r.Sums()
	if err != nil {
		return drawer.Shift{}, err
	}
	checked, err := t.checkApproval(ctx, staff.ActionShiftOther, r.Approval)
	if err != nil {
		return drawer.Shift{}, err
	}
	takes := checkedApproval{}
	if kind == drawer.CountHandover && r.ToPIN != "" {
		if takes, err = t.checkApproval(ctx, staff.ActionShift, staff.Approval{By: r.To, PIN: r.ToPIN}); err != nil {
			return drawer.Shift{}, err
		}
	}
	var after drawer.Shift
	err = t.do(ctx, func() error {
		if _, err := t.authorize(staff.ActionShift, checkedApproval{}, ""); err != nil && !checked.given() { // an approval may stand in for signing in
			return err
		}
		now := t.now()
		if err := t.drawer.checkCount(kind); err != nil {
			return err
		}
		if err := t.checkClock(now); err != nil {
			return err
		}
		grant, err := t.authorizeCount(checked)
		if err != nil {
			return err
		}
		if r.By, err = t.recordedName(r.By, grant); err != nil {
			return err
		}
		grants, to := []*Grant{grant}, taker{}
		if kind == drawer.CountHandover {
			if to, err = t.takerOf(r.To, takes, grant); err != nil {
				return err
			}
			if r.To = to.name; to.grant != nil {
				grants = append(grants, to.grant)
			}
		}
		count := t.drawer.newCount(kind, r, sums, t.day(now), now)
		relieved := t.relieved(count, to)
		told := append([]journal.Fact{{Kind: facts.Counted, Payload: count}}, relieved.told...)
		if _, err := t.commit(ctx, Batch{At: now, Counts: []drawer.Count{count}, Facts: told}, grants...); err != nil {
			return err
		}
		t.drawer.keepCount(count)
		after = t.blind(t.drawer.shift) // as whoever counted may know it, before another stands there
		t.authority.relieve(relieved)
		t.publish()
		return nil
	})
	return after, err
}

// Shift returns the period that runs, without the cash expected for whoever counts blind. The
// error is the context's.
func (t *Till) Shift(ctx context.Context) (now drawer.Shift, err error) {
	err = t.do(ctx, func() error {
		now = t.blind(t.drawer.shift)
		return nil
	})
	return now, err
}

// blind is a shift as who gave the command may know it.
func (t *Till) blind(s drawer.Shift) drawer.Shift {
	if !t.knowsCash() {
		s.Drawer, s.Left = nil, nil
	}
	return s
}

// knowsCash reports whether who gave the command may know the cash expected: who may print an
// X report. The others count blind.
func (t *Till) knowsCash() bool {
	_, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
	return err == nil
}

// authorizeCount authorizes a count, with the shift's Figures. A drawer that somebody else
// opened or took over needs a manager. One's own, or nobody's, may be counted by whoever
// has signed in, or by the approval of anybody who works here; without a sign-in the
// approval says whose drawer it is.
func (t *Till) authorizeCount(checked checkedApproval) (*Grant, error) {
	action, stands, shift := staff.ActionShift, t.authority.signedIn().Name, t.drawer.shift
	if stands == "" {
		stands = checked.By
	}
	if t.authority.staffed() && shift.Open && shift.By != "" && text.Fold(shift.By) != text.Fold(stands) {
		action = staff.ActionShiftOther
	}
	return t.authorize(action, checked, shift.Figures())
}

// recordedName returns the name to record for a count or cash movement: who has signed
// in, or else who approved it. Once the shop has an owner, a name that was only typed is
// refused with fault.PINMissing. "" is nobody's.
func (t *Till) recordedName(typed string, grant *Grant) (string, error) {
	typed = text.Name(typed)
	switch in := t.authority.signedIn(); {
	case in.ID != 0:
		return in.Name, nil
	case !t.authority.staffed(), typed == "" && !grant.approved:
		return typed, nil
	case grant.approved:
		return grant.by, nil
	}
	return "", fault.New(fault.PINMissing, typed)
}

// checkClock is cashDrawer.checkClock with the setting day.clock_wrong_z.
func (t *Till) checkClock(now time.Time) error {
	return t.drawer.checkClock(now, t.settings.Int(settings.ClockWrongZ))
}

// MoveRequest is a paid-in, paid-out or cash drop.
type MoveRequest struct {
	Kind   drawer.MoveKind
	Amount money.Money
	Reason string // 1 to 200 characters
	By     string // at most 40 characters; who has signed in takes precedence

	// Approval has the amount's Figures. Once the shop has staff and nobody has signed
	// in, a name counts only with the approval of its owner.
	Approval staff.Approval
}

func (r MoveRequest) check() error {
	switch {
	case r.Reason == "":
		return fault.New(fault.ReasonMissing)
	case text.Check(r.Reason) != nil:
		return fault.New(fault.TextInvalid, "reason")
	case text.CheckStored(strings.TrimSpace(r.By), 40) != nil:
		return fault.New(fault.TextInvalid, "by")
	case r.Kind != drawer.CashIn && r.Kind != drawer.CashOut && r.Kind != drawer.CashDrop:
		return fault.New(fault.Internal)
	}
	return r.Amount.CheckSale()
}

// MoveCash records a paid-in, paid-out or cash drop, and opens the drawer. The error's code
// is one of money.Money.CheckSale's; fault.ReasonMissing; fault.TextInvalid with the
// field; fault.DrawerShort when the drawer holds less, or fault.DrawerLess for
// somebody who may not see the cash expected; fault.ClockBack; fault.PINMissing with the
// name that was typed without a PIN; one of authorize's; or the Store's.
func (t *Till) MoveCash(ctx context.Context, r MoveRequest) (drawer.Move, error) {
	r.Reason = text.Tidy(r.Reason)
	if err := r.check(); err != nil {
		return drawer.Move{}, err
	}
	checked, err := t.checkApproval(ctx, staff.ActionCashMove, r.Approval)
	if err != nil {
		return drawer.Move{}, err
	}
	var made drawer.Move
	err = t.do(ctx, func() error {
		if _, err := t.authorize(staff.ActionCashMove, checkedApproval{}, ""); err != nil && !checked.given() { // an approval may stand in for signing in
			return err
		}
		now := t.now()
		if err := t.checkClock(now); err != nil {
			return err
		}
		if r.Kind != drawer.CashIn {
			if err := t.drawer.checkHolds(r.Amount, t.knowsCash()); err != nil {
				return err
			}
		}
		grant, err := t.authorize(staff.ActionCashMove, checked, staff.FiguresOf(r.Amount))
		if err != nil {
			return err
		}
		if r.By, err = t.recordedName(r.By, grant); err != nil {
			return err
		}
		made = drawer.Move{
			Z: t.drawer.period(), Kind: r.Kind, Day: t.day(now), At: now,
			Amount: r.Amount, Reason: r.Reason, By: r.By,
		}
		m := move{now: now}
		m.batch.CashMoves, m.batch.Facts = []drawer.Move{made}, []journal.Fact{{Kind: facts.CashMoved, Payload: made}}
		if t.settings.OpensForCash() {
			m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Reason: r.Reason, By: r.By}})
		}
		return t.commitMoves(ctx, []move{m}, grant)
	})
	return made, err
}
