package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// ReadAlarm takes a manager's word that an alarm was read: it leaves the
// screens. The approval carries the alarm's Figures. The error's code is
// fault.AlarmUnknown or one of authorize's.
func (t *Till) ReadAlarm(ctx context.Context, id int64, approval staff.Approval) error {
	said, err := t.hear(ctx, staff.ActionAlarm, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		i := -1
		for n, a := range t.attempts.alarms {
			if a.ID == id {
				i = n
			}
		}
		if i < 0 {
			return fault.New(fault.AlarmUnknown, id)
		}
		alarm := t.attempts.alarms[i]
		grant, err := t.authorize(staff.ActionAlarm, said, alarm.Figures())
		if err != nil {
			return err
		}
		alarm.Read, alarm.ReadBy = t.now(), grant.by
		if _, err := t.commit(ctx, Batch{
			At: alarm.Read, Alarms: []payment.Alarm{alarm}, Facts: []journal.Fact{{Kind: facts.AlarmRead, Payload: alarm}},
		}, grant); err != nil {
			return err
		}
		t.attempts.keepAlarm(alarm)
		t.publish()
		return nil
	})
}
