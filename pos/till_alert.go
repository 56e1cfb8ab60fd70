package pos

import (
	"context"
	"strings"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/pos/text"
)

// ReadAlert marks an alert as read, by an approval with the alert's Figures, and takes it
// off the screens. One about the shop's records is cleared by an owner, with a reason of 1
// to 200 characters; for the others reason is "". The error's code is fault.AlertUnknown,
// fault.ReasonMissing, fault.TextInvalid, one of authorize's, or the Store's.
func (t *Till) ReadAlert(ctx context.Context, id int64, reason string, approval staff.Approval) error {
	alert, err := unreadAlert(t.Snapshot().Alerts, id)
	if err != nil {
		return err
	}
	action := staff.ActionAlert
	if reason = strings.TrimSpace(reason); alert.Kind.OfRecords() {
		action = staff.ActionRecords
		switch {
		case reason == "":
			return fault.New(fault.ReasonMissing)
		case text.Check(reason) != nil:
			return fault.New(fault.TextInvalid, "reason")
		}
	}
	checked, err := t.checkApproval(ctx, action, approval)
	if err != nil {
		return err
	}
	err = t.do(ctx, func() error {
		alert, err := unreadAlert(t.attempts.alerts, id)
		if err != nil {
			return err
		}
		grant, err := t.authorize(action, checked, alert.Figures())
		if err != nil {
			return err
		}
		if alert.Read, alert.ReadBy = t.now(), grant.by; alert.Kind.OfRecords() {
			alert.Reason = reason
		}
		if _, err := t.commit(ctx, Batch{
			At: alert.Read, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: alert}},
		}, grant); err != nil {
			return err
		}
		t.attempts.keepAlert(alert)
		t.publish()
		return nil
	})
	if err == nil && alert.Kind == payment.AlertSecretFiles {
		return t.setSecretsAside(ctx)
	}
	return err
}

func unreadAlert(alerts []payment.Alert, id int64) (payment.Alert, error) {
	for _, a := range alerts {
		if a.ID == id {
			return a, nil
		}
	}
	return payment.Alert{}, fault.New(fault.AlertUnknown, id)
}
