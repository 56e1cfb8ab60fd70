package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/ui/view"
)

// linkForm says where a printer is.
type linkForm struct{ plainForm }

func (linkForm) task() task { return taskPrinter }

func (linkForm) title(s Model) string { return s.printerTitle(s.Desk.Printer.role) }

func (linkForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = s.word(words.PrinterWhere), s.word(words.PrinterLinks)
}

func (linkForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	return s.hands(f, PrinterCommand{Role: s.Desk.Printer.role, Parts: &printerParts{settings.PartLink: f.Value(fieldLink)}})
}

func (linkForm) back(s Model, _ form, now time.Time) (Model, Command) {
	return s.openPrinter(s.Desk.Printer.role, now), nil
}

func (k linkForm) problem(f form, failure *fault.Error) Said {
	if failure.Code == fault.SettingInvalid {
		return Said{Code: fault.PrinterLink, args: []any{f.Value(fieldLink)}}
	}
	return k.plainForm.problem(f, failure)
}

// drawerForm opens the drawer without a sale.
type drawerForm struct{ wordForm }

func (drawerForm) task() task { return taskDrawer }

func (drawerForm) title(s Model) string { return s.printerTitle(s.Desk.Printer.role) }

func (drawerForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = s.word(words.PrinterDrawer), s.word(words.DrawerAdvice)
}

func (drawerForm) review(s Model, f form, v *view.Desk) {
	v.Text, v.Facts[0] = s.word(words.WillDrawer, f.Value(fieldReason)), ""
}

func (drawerForm) command(_ Model, f form) Command {
	return DrawerCommand{f.Value(fieldReason), f.word()}
}

func (drawerForm) back(s Model, f form, now time.Time) (Model, Command) {
	return linkForm{}.back(s, f, now)
}
