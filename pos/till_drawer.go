package pos

import (
	"context"
	"slices"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// OpenDrawer is a no sale: it queues the opening of the cash drawer by a manager's approval
// and journals it. reason has 1 to 200 characters. The error's code is
// fault.DrawerMissing, fault.TextInvalid for the reason, one of authorize's, or the
// Store's.
func (t *Till) OpenDrawer(ctx context.Context, reason string, approval staff.Approval) error {
	reason = text.Tidy(reason)
	if reason == "" || text.Check(reason) != nil {
		return fault.New(fault.TextInvalid, "reason")
	}
	checked, err := t.checkApproval(ctx, staff.ActionNoSale, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		if !t.settings.HasPrinter(settings.RoleReceipt) {
			return fault.New(fault.DrawerMissing)
		}
		grant, err := t.authorize(staff.ActionNoSale, checked, "")
		if err != nil {
			return err
		}
		opening := drawer.Opening{Reason: reason, By: grant.by}
		return t.queueCorrection(ctx, queue.Job{Kind: queue.KindDrawer, Opening: &opening}, report.Correction{
			Kind: report.CorrectionNoSale, By: grant.by, Reason: reason,
		}, journal.Fact{Kind: facts.DrawerOpened, Payload: opening}, grant)
	})
}

// opensFor reports whether the settings open the drawer for what is handed over now. Notes that
// were put away before open nothing: when the bank pays the rest, nobody stands at the drawer.
func opensFor(s settings.Values, now []sale.Tender) bool {
	cash := slices.ContainsFunc(now, func(t sale.Tender) bool { return t.Kind.Cash() })
	return s.OpensForCash() && (s.Get(settings.DrawerOpens) == "sale" || cash)
}
