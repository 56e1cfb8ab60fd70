package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/ui/view"
)

// linkForm says where a printer is.
type linkForm struct {
	plainForm
	role settings.PrintRole
}

func (linkForm) task() task { return taskPrinter }

func (k linkForm) title(s Model) string { return s.printerTitle(k.role) }

func (linkForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = s.word(words.PrinterWhere), s.word(words.PrinterLinks)
}

func (k linkForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	return s.hands(f, PrinterCommand{Role: k.role, Parts: &printerParts{settings.PartLink: f.value(fieldLink)}})
}

func (k linkForm) back(s Model, _ form, now time.Time) (Model, Command) {
	return s.openPrinter(k.role, now), nil
}

func (k linkForm) problem(f form, failure *fault.Error) Said {
	if failure.Code == fault.SettingInvalid {
		return Said{Code: fault.PrinterLink, args: []any{f.value(fieldLink)}}
	}
	return k.plainForm.problem(f, failure)
}

// drawerForm opens the drawer without a sale.
type drawerForm struct {
	wordForm
	role settings.PrintRole
}

func (drawerForm) task() task { return taskDrawer }

func (k drawerForm) title(s Model) string { return s.printerTitle(k.role) }

func (drawerForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = s.word(words.PrinterDrawer), s.word(words.DrawerAdvice)
}

func (drawerForm) review(s Model, f form, v *view.Desk) {
	v.Text, v.Facts[0] = s.word(words.WillDrawer, f.value(fieldReason)), ""
}

func (drawerForm) command(_ Model, f form) Command {
	return DrawerCommand{f.value(fieldReason), f.word()}
}

func (k drawerForm) back(s Model, _ form, now time.Time) (Model, Command) {
	return s.openPrinter(k.role, now), nil
}

// printer is the role that a form of the printers is about; false where it is another.
func (f form) printer() (settings.PrintRole, bool) {
	switch k := f.of.(type) {
	case linkForm:
		return k.role, true
	case drawerForm:
		return k.role, true
	}
	return "", false
}
