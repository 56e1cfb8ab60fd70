package ui

import (
	"image"
	"maps"
	"slices"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// printerDesk is the part of the desk where a printer is set up.
type printerDesk struct {
	role  settings.PrintRole
	saw   [len(testedParts)]bool // what came out of the test page so far
	asked int                    // which of testedParts is asked about

	drawn   printerLook // what picture shows, or is being drawn
	picture image.Image // nil while it is on its way
}

// printerLook is everything that a preview depends on.
type printerLook struct {
	setup settings.PrinterSetup
	shop  settings.Shop
	logo  string
	rate  money.Rate
	lang  string
	role  settings.PrintRole
	test  bool // the test page, as it should come out
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

type (
	// printerCommand sets what is known of a role's printer.
	printerCommand struct {
		role  settings.PrintRole
		parts map[settings.PrinterPart]string
		word  staff.Approval
	}
	testPageCommand struct{ role settings.PrintRole }
	previewCommand  struct {
		look     printerLook
		settings settings.Values
	}
	drawerCommand struct {
		reason string
		word   staff.Approval
	}
)

// keys are the settings that the command changes, in the order of their names.
func (c printerCommand) keys() (keys []settings.Key) {
	for _, part := range slices.Sorted(maps.Keys(c.parts)) {
		keys = append(keys, settings.PrinterKey(c.role, part))
	}
	slices.Sort(keys)
	return keys
}

func (printerCommand) command()  {}
func (testPageCommand) command() {}
func (previewCommand) command()  {}
func (drawerCommand) command()   {}

// openPrinter shows a role's printer, how it is and what its paper looks like.
func (s state) openPrinter(role settings.PrintRole, now time.Time) state {
	if s.charging {
		return s.say(now, statusNone, words.Preparing)
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskPrinter, printer: printerDesk{role: role}}
	return s
}

// printerSetup is the setup of the printer on the desk: of a role without one,
// the receipts' stands in, and is set up in its own place.
func (s state) printerSetup() (setup settings.PrinterSetup, own bool) {
	role := s.desk.printer.role
	own = role == settings.RoleReceipt || s.snap.Settings.Get(settings.PrinterKey(role, settings.PartLink)) != ""
	return s.snap.Settings.Printer(role), own
}

func (s state) atPrinter(a action, now time.Time) (state, command) {
	role := s.desk.printer.role
	setup, own := s.printerSetup()
	s.said = said{}
	switch a.verb {
	case doPrinter: // it opened the page
		return s, nil
	case doEscape:
		return s.closeDesk(), nil
	case doUp:
		s.desk.printer = printerDesk{role: nextRole(role, -1)}
		return s, nil
	case doDown:
		s.desk.printer = printerDesk{role: nextRole(role, 1)}
		return s, nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	case doDigits:
		if a.text == "4" {
			return s.openForm(form{task: taskPrinter, fields: []field{{fieldLink, s.snap.Settings.Get(settings.PrinterKey(role, settings.PartLink))}}})
		}
		if !own && strings.Contains("1236", a.text) {
			return s.say(now, statusNone, words.PrinterStandsIn), nil
		}
		if setup.Link == "" {
			return s.sayError(now, fault.PrinterMissing), nil
		}
		switch a.text {
		case "1":
			return s, testPageCommand{role}
		case "2":
			next := settings.PrinterProfiles()
			i := slices.Index(next, setup.Profile)
			return s, printerCommand{role: role, parts: map[settings.PrinterPart]string{settings.PartProfile: next[(i+1)%len(next)]}}
		case "3":
			return s, printerCommand{role: role, parts: map[settings.PrinterPart]string{settings.PartWidth: otherWidth(setup.WidthMM)}}
		case "5":
			return s.openForm(form{task: taskDrawer, fields: []field{{kind: fieldReason}}})
		case "6":
			return s.askWhatCameOut(), nil
		}
		return s, nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
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
func (s state) askWhatCameOut() state {
	s.desk.page = deskSaw
	s.desk.printer = printerDesk{role: s.desk.printer.role}
	return s
}

// atSaw takes an answer about the test page. Nothing is kept before the last.
func (s state) atSaw(a action, now time.Time) (state, command) {
	p := &s.desk.printer
	s.said = said{}
	switch a.verb {
	case doEscape:
		return s.openPrinter(p.role, now), nil
	case doYes, doNo:
		p.saw[p.asked] = a.verb == doYes
		if p.asked++; p.asked < len(testedParts) {
			return s, nil
		}
		set := printerCommand{role: p.role, parts: map[settings.PrinterPart]string{}}
		for i, t := range testedParts {
			value := settings.Unable
			if p.saw[i] {
				value = settings.Able
			}
			set.parts[t.part] = string(value)
		}
		return s.openPrinter(p.role, now), set
	case doBackspace, doUp:
		p.asked = max(0, p.asked-1)
		return s, nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// doPrinterForm does what a form of the printer's desk says.
func (s state) doPrinterForm(f form) (state, command) {
	s.desk.form.busy = true
	return s, printerCommand{role: s.desk.printer.role, parts: map[settings.PrinterPart]string{settings.PartLink: f.value(fieldLink)}}
}

// printerDone takes what came of a command of the printer's desk.
func (s state) printerDone(c command, o outcome, err error, now time.Time) state {
	if c, ok := c.(previewCommand); ok {
		if err == nil && s.desk.printer.drawn == c.look {
			s.desk.printer.picture = o.picture
		}
		return s
	}
	open := s.desk.page == deskForm && (s.desk.form.task == taskPrinter || s.desk.form.task == taskDrawer) ||
		s.desk.page == deskReview && s.desk.form.task == taskDrawer
	s.desk.form.busy = false
	if set, ok := c.(printerCommand); ok && err != nil && wordWanted(err) {
		return s.askManager(set, err, now)
	}
	switch {
	case err != nil && open && s.desk.form.task == taskPrinter && fault.CodeOf(err) == fault.SettingInvalid:
		return s.turnedDown(fault.New(fault.PrinterLink, s.desk.form.value(fieldLink)), now)
	case err != nil && open:
		return s.turnedDown(err, now)
	case err != nil:
		return s.refuse(err, now)
	case open:
		s = s.openPrinter(s.desk.printer.role, now)
	}
	switch c := c.(type) {
	case testPageCommand:
		if s.desk.page == deskPrinter && s.desk.printer.role == c.role {
			s = s.askWhatCameOut()
		}
	case drawerCommand:
		return s.say(now, statusGood, words.DidDrawer)
	case printerCommand:
		if len(c.parts) > 1 {
			return s.say(now, statusGood, words.DidSaw)
		}
	}
	return s
}

// look is what the preview has to show now.
func (s state) look() (printerLook, bool) {
	if s.desk.page != deskPrinter && s.desk.page != deskSaw {
		return printerLook{}, false
	}
	values := s.snap.Settings
	return printerLook{
		setup: values.Printer(s.desk.printer.role), shop: values.Shop(), logo: values.Get(settings.ShopLogo),
		rate: values.Rate(), lang: values.Get(settings.TillLanguage), role: s.desk.printer.role, test: s.desk.page == deskSaw,
	}, true
}

// wantsPreview asks for the picture of a paper that is not drawn yet.
func (s state) wantsPreview() (state, command) {
	look, ok := s.look()
	if !ok || look == s.desk.printer.drawn {
		return s, nil
	}
	s.desk.printer.drawn = look
	return s, previewCommand{look, s.snap.Settings}
}
