package pos

import (
	"context"
	"time"

	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// Reader decides who may read a shop's records where no till decides it: by the same rules, and
// without a commit. It is for one command.
type Reader struct {
	authority authority
	untold    bool
}

// NewReader returns a Reader for the people of a shop. Nobody has signed in. The error is the
// port's.
func NewReader(ctx context.Context, people People, pins PINs, training bool) (*Reader, error) {
	r := &Reader{}
	r.authority = authority{
		people: people, pins: pins, training: training,
		record: func(time.Time, journal.Fact) error { r.untold = true; return nil },
		alarm:  func(payment.Alert, journal.Fact) error { r.untold = true; return nil },
	}
	return r, r.authority.load(ctx)
}

// Staffed reports whether the shop has or had an owner, as Snapshot.Staffed does.
func (r *Reader) Staffed() bool { return r.authority.staffed() }

// SignIn is Till.SignIn for the command. untold: a till would have told the journal of this
// try, a wrong one or the right one after it, and nobody has yet.
func (r *Reader) SignIn(ctx context.Context, name, pin string, now time.Time) (untold bool, err error) {
	checked, staffed, waits := r.authority.prepareCheck(staff.Approval{By: name, PIN: pin}, now)
	if !staffed {
		return false, fault.New(fault.StaffNone)
	}
	by, err := checked.Name()
	if err != nil {
		return false, err
	}
	checked.keyed = pinAsIs // its hash is renewed where it can be stored
	if !waits {
		if checked, err = r.authority.comparePIN(ctx, checked, staffed); err != nil {
			return false, err
		}
	}
	person, err := r.authority.tryPIN(by, checked, now)
	if err != nil {
		return r.untold, err
	}
	r.authority.sign(person.ID)
	return r.untold, nil
}

// May returns why whoever gave the command may not do an action that only reads; nil where
// they may.
func (r *Reader) May(action staff.Action) error {
	_, err := r.authority.authorize(circumstances{}, action, checkedApproval{}, "")
	return err
}
