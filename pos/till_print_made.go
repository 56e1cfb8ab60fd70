package pos

import (
	"bytes"
	"context"
	"encoding/json"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/staff"
)

// PrintMade queues a report that a window shows, as it is: what was read on the screen is
// printed, and nothing is added up again. A Z report is marked as a copy, is told of, and must
// equal the stored one. The error's code is fault.ManagerNeeded or fault.PermissionMissing,
// depending on who has signed in, fault.ZUnknown, fault.PrinterMissing or the Store's.
func (t *Till) PrintMade(ctx context.Context, r report.Report) error {
	return t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
		if err != nil {
			return err
		}
		if r.IsZ() {
			stored, err := t.store.Z(ctx, r.Z.Number)
			if err != nil {
				return err
			}
			if r.Copy = false; !sameReport(stored, r) {
				return fault.New(fault.ZUnknown, r.Z.Number)
			}
			r.Copy = true
			return t.queueCopy(ctx, r, grant)
		}
		return t.queue(ctx, queue.Job{Kind: queue.KindReport, Report: &r}, grant)
	})
}

// sameReport reports whether two reports are equal as JSON.
func sameReport(a, b report.Report) bool {
	left, err := json.Marshal(a)
	right, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(left, right)
}
