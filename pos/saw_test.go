package pos_test

import (
	"context"
	"slices"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// lookingTill is a till whose people look before they approve: an approval without figures gets
// the current ones. What happens between a look and the approval is tested with the Till
// itself.
type lookingTill struct {
	*pos.Till
	people func() []staff.Person
}

// withFigures adds the figures shown to an approval; no approval stays none.
func withFigures(who staff.Approval, shown staff.Figures) staff.Approval {
	if who.Shown == "" && (who.By != "" || who.PIN != "") {
		who.Shown = shown
	}
	return who
}

func (l lookingTill) Resolve(ctx context.Context, r pos.ResolveRequest) (payment.Attempt, error) {
	a, _ := l.Attempt(ctx, r.Payment)
	r.Approval = withFigures(r.Approval, a.Figures())
	return l.Till.Resolve(ctx, r)
}

func (l lookingTill) MarkPaid(ctx context.Context, r pos.MarkRequest) (payment.Attempt, error) {
	a, _ := l.Attempt(ctx, r.Payment)
	r.Approval = withFigures(r.Approval, a.Figures())
	return l.Till.MarkPaid(ctx, r)
}

func (l lookingTill) Refund(ctx context.Context, r pos.RefundRequest) (sale.Refund, error) {
	_, left, _, _ := l.Refundable(ctx, r.Receipt)
	r.Approval = withFigures(r.Approval, staff.FiguresOf(sale.RefundTotal(left, r.Lines)))
	return l.Till.Refund(ctx, r)
}

func (l lookingTill) GiveBack(ctx context.Context, id id.Sale, who staff.Approval) (sale.Sale, error) {
	for _, sale := range l.Snapshot().PartPaid {
		if sale.ID == id {
			who = withFigures(who, sale.Figures())
		}
	}
	return l.Till.GiveBack(ctx, id, who)
}

func (l lookingTill) question(c money.Currency, account string) staff.Figures {
	for _, q := range l.Snapshot().Questions {
		if q.Currency == c && q.Payee.Account == account {
			return q.Figures()
		}
	}
	return ""
}

func (l lookingTill) ConfirmPayee(ctx context.Context, c money.Currency, account string, who staff.Approval) error {
	return l.Till.ConfirmPayee(ctx, c, account, withFigures(who, l.question(c, account)))
}

func (l lookingTill) DenyPayee(ctx context.Context, c money.Currency, account string, who staff.Approval) error {
	return l.Till.DenyPayee(ctx, c, account, withFigures(who, l.question(c, account)))
}

func (l lookingTill) ReadAlert(ctx context.Context, id int64, reason string, who staff.Approval) error {
	for _, a := range l.Snapshot().Alerts {
		if a.ID == id {
			who = withFigures(who, a.Figures())
		}
	}
	return l.Till.ReadAlert(ctx, id, reason, who)
}

func (l lookingTill) ChangeStaff(ctx context.Context, changed staff.Person, pin string, who staff.Approval) (staff.Person, error) {
	for _, p := range l.people() {
		if p.ID == changed.ID {
			who = withFigures(who, p.Figures())
		}
	}
	return l.Till.ChangeStaff(ctx, changed, pin, who)
}

func (l lookingTill) ShowAsNumber(ctx context.Context, id id.Person, asNumber bool, who staff.Approval) error {
	for _, p := range l.people() {
		if p.ID == id {
			who = withFigures(who, p.Figures())
		}
	}
	return l.Till.ShowAsNumber(ctx, id, asNumber, who)
}

func (l lookingTill) SetPIN(ctx context.Context, name, pin string, who staff.Approval) error {
	p, _ := l.StaffNamed(ctx, name)
	return l.Till.SetPIN(ctx, name, pin, withFigures(who, p.Figures()))
}

func (l lookingTill) PutItem(ctx context.Context, item catalogue.Item, who staff.Approval) (catalogue.Item, error) {
	if known, err := l.Item(ctx, item.ID); err == nil {
		who = withFigures(who, known.Figures())
	}
	return l.Till.PutItem(ctx, item, who)
}

func (l lookingTill) ArchiveItem(ctx context.Context, id id.Item, who staff.Approval) error {
	known, _ := l.Item(ctx, id)
	return l.Till.ArchiveItem(ctx, id, withFigures(who, known.Figures()))
}

func (l lookingTill) SetSettingBy(ctx context.Context, key settings.Key, value string, who staff.Approval) error {
	return l.Till.SetSettingBy(ctx, key, value, withFigures(who, l.Snapshot().Settings.Figures(key)))
}

func (l lookingTill) ConfirmRate(ctx context.Context, who staff.Approval) error {
	return l.Till.ConfirmRate(ctx, withFigures(who, l.Snapshot().Settings.Figures(settings.Rate)))
}

func (l lookingTill) OpenShift(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	r.Approval = withFigures(r.Approval, l.Snapshot().Shift.Figures())
	return l.Till.OpenShift(ctx, r)
}

func (l lookingTill) HandOver(ctx context.Context, r drawer.CountRequest) (drawer.Shift, error) {
	r.Approval = withFigures(r.Approval, l.Snapshot().Shift.Figures())
	return l.Till.HandOver(ctx, r)
}

func (l lookingTill) CloseShift(ctx context.Context, r drawer.CountRequest) (report.Report, error) {
	r.Approval = withFigures(r.Approval, l.Snapshot().Shift.Figures())
	return l.Till.CloseShift(ctx, r)
}

func (l lookingTill) MoveCash(ctx context.Context, r pos.MoveRequest) (drawer.Move, error) {
	r.Approval = withFigures(r.Approval, staff.FiguresOf(r.Amount))
	return l.Till.MoveCash(ctx, r)
}

// total returns the total of a bill as the customer sees it.
func (l lookingTill) total(b sale.Bill, shown money.Money, who staff.Approval) money.Money {
	if p, err := b.Price(sale.TermsOf(l.Snapshot().Settings)); err == nil && who.By != "" && shown == (money.Money{}) {
		return p.Total
	}
	return shown
}

func (l lookingTill) PayCash(ctx context.Context, r pos.CashRequest) (sale.Sale, error) {
	r.Shown = l.total(r.Bill, r.Shown, r.Approval)
	return l.Till.PayCash(ctx, r)
}

func (l lookingTill) Charge(ctx context.Context, r pos.ChargeRequest) (payment.Attempt, error) {
	r.Shown = l.total(r.Bill, r.Shown, r.Approval)
	return l.Till.Charge(ctx, r)
}

// person returns a person as stored; the zero Person for an unknown ID.
func (s *testShop) person(id id.Person) staff.Person {
	s.t.Helper()
	for _, p := range s.till.people() {
		if p.ID == id {
			return p
		}
	}
	return staff.Person{}
}

func (l lookingTill) ChangePrinter(ctx context.Context, role settings.PrintRole, parts map[settings.PrinterPart]string, who staff.Approval) error {
	var keys []settings.Key
	for part := range parts {
		keys = append(keys, settings.PrinterKey(role, part))
	}
	slices.Sort(keys)
	return l.Till.ChangePrinter(ctx, role, parts, withFigures(who, l.Snapshot().Settings.Figures(keys...)))
}
