package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// ReadAlert marks an alert as read, by a manager's approval with the alert's Figures, and
// takes it off the screens. The error's code is fault.AlertUnknown, one of authorize's, or
// the Store's.
func (t *Till) ReadAlert(ctx context.Context, id int64, approval staff.Approval) error {
	checked, err := t.checkApproval(ctx, staff.ActionAlert, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		i := -1
		for n, a := range t.attempts.alerts {
			if a.ID == id {
				i = n
			}
		}
		if i < 0 {
			return fault.New(fault.AlertUnknown, id)
		}
		alert := t.attempts.alerts[i]
		grant, err := t.authorize(staff.ActionAlert, checked, alert.Figures())
		if err != nil {
			return err
		}
		alert.Read, alert.ReadBy = t.now(), grant.by
		if _, err := t.commit(ctx, Batch{
			At: alert.Read, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: alert}},
		}, grant); err != nil {
			return err
		}
		t.attempts.keepAlert(alert)
		t.publish()
		return nil
	})
}
