package model

import (
	"image"
	"slices"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/ui/view"
)

// printerDesk is the part of the desk where a printer is set up.
type printerDesk struct {
	role  settings.PrintRole
	saw   [len(testedParts)]bool // what came out of the test page so far
	asked int                    // which of testedParts is asked about

	drawn   printerLook // what picture shows, or is being drawn
	Picture image.Image // nil while it is on its way
}

// printerLook is everything that a preview depends on.
type printerLook struct {
	setup settings.PrinterSetup
	shop  settings.Shop
	logo  string
	rate  money.Rate
	lang  string
	Role  settings.PrintRole
	Test  bool // the test page, as it should come out
}

// testedParts are the numbered things of the test page, in its order.
var testedParts = [...]struct {
	part settings.PrinterPart
	name words.Key
}{
	{settings.PartCodePage, words.TestCodePage},
	{settings.PartNativeQR, words.TestNativeQR},
	{settings.PartRaster, words.TestRaster},
	{settings.PartCutter, words.TestCutter},
}

// openPrinter shows a role's printer, how it is and what its paper looks like.
func (s Model) openPrinter(role settings.PrintRole, now time.Time) Model {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing)
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PagePrinter, Printer: printerDesk{role: role}}
	return s
}

// printerSetup is the setup of the printer on the desk: of a role without one,
// the receipts' stands in, and is set up in its own place.
func (s Model) printerSetup() (setup settings.PrinterSetup, own bool) {
	role := s.Desk.Printer.role
	own = role == settings.RoleReceipt || s.Snap.Settings.Get(settings.PrinterKey(role, settings.PartLink)) != ""
	return s.Snap.Settings.Printer(role), own
}

func (s Model) atPrinter(a view.Action, now time.Time) (Model, Command) {
	role := s.Desk.Printer.role
	setup, own := s.printerSetup()
	s.Said = Said{}
	switch a.Verb {
	case view.DoPrinter: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closeDesk(), nil
	case view.DoUp:
		s.Desk.Printer = printerDesk{role: nextRole(role, -1)}
		return s, nil
	case view.DoDown:
		s.Desk.Printer = printerDesk{role: nextRole(role, 1)}
		return s, nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	case view.DoDigits:
		if a.Text == "4" {
			return s.openForm(form{of: linkForm{}, Fields: []field{{fieldLink, s.Snap.Settings.Get(settings.PrinterKey(role, settings.PartLink))}}})
		}
		if !own && strings.Contains("1236", a.Text) {
			return s.Say(now, view.StatusNone, words.PrinterStandsIn), nil
		}
		if setup.Link == "" {
			return s.SayError(now, fault.PrinterMissing), nil
		}
		switch a.Text {
		case "1":
			return s, TestPageCommand{role}
		case "2":
			next := settings.PrinterProfiles()
			i := slices.Index(next, setup.Profile)
			return s, PrinterCommand{Role: role, Parts: &printerParts{settings.PartProfile: next[(i+1)%len(next)]}}
		case "3":
			return s, PrinterCommand{Role: role, Parts: &printerParts{settings.PartWidth: otherWidth(setup.WidthMM)}}
		case "5":
			return s.openForm(form{of: drawerForm{}, Fields: []field{{Kind: fieldReason}}})
		case "6":
			return s.askWhatCameOut(), nil
		}
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// nextRole is the role some steps after another one, in turn.
func nextRole(role settings.PrintRole, step int) settings.PrintRole {
	roles := settings.PrintRoles()
	return roles[(slices.Index(roles, role)+step+len(roles))%len(roles)]
}

func otherWidth(mm int) string {
	if mm == 58 {
		return "80"
	}
	return "58"
}

// askWhatCameOut begins the questions about the test page.
func (s Model) askWhatCameOut() Model {
	s.Desk.Page = view.PageSaw
	s.Desk.Printer = printerDesk{role: s.Desk.Printer.role}
	return s
}

// atSaw takes an answer about the test page. Nothing is kept before the last.
func (s Model) atSaw(a view.Action, now time.Time) (Model, Command) {
	p := &s.Desk.Printer
	s.Said = Said{}
	switch a.Verb {
	case view.DoEscape:
		return s.openPrinter(p.role, now), nil
	case view.DoYes, view.DoNo:
		p.saw[p.asked] = a.Verb == view.DoYes
		if p.asked++; p.asked < len(testedParts) {
			return s, nil
		}
		parts := printerParts{}
		for i, t := range testedParts {
			value := settings.Unable
			if p.saw[i] {
				value = settings.Able
			}
			parts[t.part] = string(value)
		}
		return s.openPrinter(p.role, now), PrinterCommand{Role: p.role, Parts: &parts}
	case view.DoBackspace, view.DoUp:
		p.asked = max(0, p.asked-1)
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// look is what the preview has to show now.
func (s Model) look() (printerLook, bool) {
	if s.Page() != view.PagePrinter && s.Page() != view.PageSaw {
		return printerLook{}, false
	}
	values := s.Snap.Settings
	return printerLook{
		setup: values.Printer(s.Desk.Printer.role), shop: values.Shop(), logo: values.Get(settings.ShopLogo),
		rate: values.Rate(), lang: values.Get(settings.TillLanguage), Role: s.Desk.Printer.role, Test: s.Page() == view.PageSaw,
	}, true
}

// wantsPreview asks for the picture of a paper that is not drawn yet.
func (s Model) wantsPreview() (Model, Command) {
	look, ok := s.look()
	if !ok || look == s.Desk.Printer.drawn {
		return s, nil
	}
	s.Desk.Printer.drawn = look
	return s, PreviewCommand{look, &s.Snap.Settings}
}
