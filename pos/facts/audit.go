package facts

import (
	"encoding/json"
	"path/filepath"
	"strconv"

	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// AuditEventOf fills an audit's event, which has the kind, the time and the place of a fact,
// with what the fact's payload says. A payload that can't be read leaves it as it is: journal
// verify reports that.
func AuditEventOf(e report.AuditEvent, version int, payload []byte) report.AuditEvent {
	if fill, ok := audited[e.Kind]; ok {
		return fill(e, version, payload)
	}
	return e
}

// audited are the readers of the traces' payloads.
var audited = func() map[journal.Kind]func(e report.AuditEvent, version int, payload []byte) report.AuditEvent {
	type read = func(report.AuditEvent, int, []byte) report.AuditEvent
	all := map[journal.Kind]read{
		BillHeld: of(func(e *report.AuditEvent, h HeldBill) {
			e.By, e.Quantity, e.Amount, e.Seen = h.By, int64(len(h.Bill.Lines)), h.Total, h.Seen
		}),
		SaleDropped: of(func(e *report.AuditEvent, s sale.Sale) {
			e.By, e.Quantity, e.Amount = s.Cashier, int64(len(s.Lines)), s.Total
		}),
		ReceiptReprinted: func(e report.AuditEvent, version int, payload []byte) report.AuditEvent {
			if version == 1 {
				return of(func(e *report.AuditEvent, n id.Receipt) { e.What = n.String() })(e, version, payload)
			}
			return of(auditCopy)(e, version, payload)
		},
		ReceiptViewed: of(auditCopy),
		ReceiptCopied: of(auditCopy),
		DrawerOpened:  of(func(e *report.AuditEvent, o drawer.Opening) { e.By, e.What = o.By, o.Reason }),
		PrinterTested: of(func(e *report.AuditEvent, t PrinterTest) { e.By, e.What, e.To = t.By, string(t.Role), t.To }),
		SettingChanged: of(func(e *report.AuditEvent, s Setting) {
			e.By, e.What = s.By, string(s.Key)
			switch s.Key {
			case settings.ShopLogo: // a picture says nothing as text
			case settings.GatewayCAFile:
				e.From, e.To = settings.FileOf(s.From).String(), settings.FileOf(s.To).String()
			default:
				e.From, e.To = s.From, s.To
			}
		}),
		ManagerRefused: of(func(e *report.AuditEvent, m ManagerTries) {
			e.By, e.What, e.Quantity = m.SignedIn, m.By, int64(m.Wrong) // the name that was tried did nothing
			e.To = string(m.Unchecked)
		}),
		ClockChanged: of(func(e *report.AuditEvent, c Clock) {
			e.By, e.From, e.To = c.By, money.Local(c.From), money.Local(c.To)
		}),
		TillWasClosed: of(func(e *report.AuditEvent, c Closure) {
			e.From, e.To, e.Broken = money.Local(c.Since), money.Local(c.Until), c.Broken
			if c.Since.IsZero() {
				e.From = ""
			}
			if c.Broken && !c.Spell() {
				e.Kind, e.Broken = report.AuditBrokeOff, false // its name says it
			}
		}),
		TrainingBegun: of(func(e *report.AuditEvent, t Training) { e.What = t.Account }),
		TrainingEnded: of(func(e *report.AuditEvent, t Training) {
			e.What, e.From, e.To = t.Account, money.Local(t.Since), money.Local(t.Until)
		}),
		FolderUsed: of(func(e *report.AuditEvent, f Folder) {
			e.What, e.From, e.To = f.Folder, money.Local(f.Since), money.Local(f.Until)
		}),
	}
	for _, kind := range sale.TraceKinds() {
		all[BillKind(kind)] = of(func(e *report.AuditEvent, t BillTrace) { auditBill(e, kind, t) })
	}
	return all
}()

// of reads a payload of a type.
func of[T any](fill func(*report.AuditEvent, T)) func(report.AuditEvent, int, []byte) report.AuditEvent {
	return func(e report.AuditEvent, _ int, payload []byte) report.AuditEvent {
		var parsed T
		if json.Unmarshal(payload, &parsed) == nil {
			fill(&e, parsed)
		}
		return e
	}
}

func auditCopy(e *report.AuditEvent, c ReceiptCopy) {
	e.By, e.What, e.To, e.NotOut = c.By, c.Of(), c.To, c.NotOut
	if filepath.IsAbs(c.To) { // the folder is nobody's business on paper
		e.To = filepath.Base(c.To)
	}
}

// auditBill says what was done to a bill.
func auditBill(e *report.AuditEvent, kind sale.TraceKind, t BillTrace) {
	e.By, e.Seen, e.Broken, e.Amount, e.Quantity = t.By, t.Seen, t.Broken, t.Total, int64(len(t.Lines))
	if len(t.Lines) != 1 || kind == sale.TraceCleared || kind == sale.TraceGivenUp || kind == sale.TraceHeldCleared {
		if t.Off != nil {
			e.From, e.To = discountText(t.Off[0]), discountText(t.Off[1])
		}
		return
	}
	line := t.Lines[0]
	e.What, e.Quantity, e.Amount = lineName(line), line.Quantity, line.Price
	if t.After == nil {
		return
	}
	switch kind {
	case sale.TracePriceChanged:
		e.From, e.To = line.Price.Display(), t.After.Price.Display()
	case sale.TraceQuantityLowered, sale.TraceQuantityRaised:
		e.From, e.To = strconv.FormatInt(line.Quantity, 10), strconv.FormatInt(t.After.Quantity, 10)
	case sale.TraceDiscountChanged:
		e.From, e.To = discountText(line.Discount), discountText(t.After.Discount)
	}
}

// lineName is the name of an item as it was sold, "" for an amount alone.
func lineName(l sale.BillLine) string {
	if l.Name != "" {
		return l.Name
	}
	return l.NameKhmer
}

// discountText writes a discount as the amount or the part that it is, "0" for none.
func discountText(d sale.Discount) string {
	switch {
	case d.Part > 0:
		text := strconv.FormatInt(d.Part/100, 10)
		if rest := d.Part % 100; rest > 0 {
			text += "." + strconv.FormatInt(rest/10, 10) + strconv.FormatInt(rest%10, 10)
		}
		return text + " %"
	case d.Amount.Minor > 0:
		return d.Amount.Display()
	}
	return "0"
}
