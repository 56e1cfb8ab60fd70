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

// printerPage is where a role's printer is set up.
type printerPage struct {
	plainPage
	role settings.PrintRole
	turn int // tells it from one of the same role that was open before
	preview
}

// sawPage asks what came out of the test page.
type sawPage struct {
	plainPage
	role  settings.PrintRole
	saw   [len(testedParts)]bool // what came out so far
	asked int                    // which of testedParts is asked about
	preview
}

// preview is the picture of a paper.
type preview struct {
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
	s, turn := s.asksAnew()
	return s.over(printerPage{role: role, turn: turn})
}

// printerTurn tells the page of a printer that is open from those before; 0 is none.
func (s Model) printerTurn() int {
	p, _ := as[printerPage](s)
	return p.turn
}

// setup is that of the page's printer: of a role without one, the receipts' stands in,
// and is set up in its own place.
func (p printerPage) setup(s Model) (setup settings.PrinterSetup, own bool) {
	own = p.role == settings.RoleReceipt || s.Snap.Settings.Get(settings.PrinterKey(p.role, settings.PartLink)) != ""
	return s.Snap.Settings.Printer(p.role), own
}

func (printerPage) name() view.Page { return view.PagePrinter }

func (p printerPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoPrinter: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closePage(), nil
	case view.DoUp:
		return s.openPrinter(nextRole(p.role, -1), now), nil
	case view.DoDown:
		return s.openPrinter(nextRole(p.role, 1), now), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	case view.DoDigits:
		return p.choose(s, a.Text, now)
	}
	return s.finishFirst(now)
}

// choose does what a digit stands for.
func (p printerPage) choose(s Model, digit string, now time.Time) (Model, Command) {
	setup, own := p.setup(s)
	switch {
	case digit == "4":
		return s.openForm(form{of: linkForm{role: p.role}, Fields: []field{{fieldLink, s.Snap.Settings.Get(settings.PrinterKey(p.role, settings.PartLink))}}})
	case digit == "7":
		return p.takeReceipts(s, now)
	case !own && strings.Contains("1236", digit):
		return s.Say(now, view.StatusNone, words.PrinterStandsIn), nil
	case setup.Link == "":
		return s.SayError(now, fault.PrinterMissing), nil
	}
	switch digit {
	case "1":
		return s, TestPageCommand{p.role, p.turn}
	case "2":
		next := settings.PrinterProfiles()
		i := slices.Index(next, setup.Profile)
		return s, PrinterCommand{Role: p.role, page: p.turn, Parts: &printerParts{settings.PartProfile: next[(i+1)%len(next)]}}
	case "3":
		return s, PrinterCommand{Role: p.role, page: p.turn, Parts: &printerParts{settings.PartWidth: otherWidth(setup.WidthMM)}}
	case "5":
		return s.openForm(form{of: drawerForm{role: p.role}, Fields: []field{{Kind: fieldReason}}})
	case "6":
		return s.open(sawPage{role: p.role}), nil
	}
	return s, nil
}

// receiptsHere is what 7 does about where receipts come out.
type receiptsHere struct {
	to    settings.PrintRole // of the printer that it has them come out of
	label words.Key          // "": they come out here anyway, and it does nothing
	why   words.Key          // why it can't be done now; "": it can
}

// receiptsHere says whether receipts come out of this printer from now on, or of their own one
// again. Whoever sells may choose so among the printers that were set up.
func (p printerPage) receiptsHere(s Model) receiptsHere {
	values := s.Snap.Settings
	r := receiptsHere{to: p.role, label: words.PrinterReceiptsHere}
	switch on := values.ReceiptsOn(); {
	case on == p.role:
		r.to, r.label = settings.RoleReceipt, words.PrinterReceiptsBack
	case on == "" && p.role == settings.RoleReceipt:
		return receiptsHere{}
	}
	switch {
	case values.OwnPrinter(r.to):
	case r.to == settings.RoleReceipt:
		r.why = words.PrinterReceiptsNone
	default:
		r.why = words.PrinterStandsIn
	}
	return r
}

func (p printerPage) takeReceipts(s Model, now time.Time) (Model, Command) {
	switch r := p.receiptsHere(s); {
	case r.label == "":
		return s, nil
	case r.why != "":
		return s.Say(now, view.StatusNone, r.why), nil
	default:
		return s, SettingCommand{settings.ReceiptsOn, string(r.to)}
	}
}

// receiptsButton offers takeReceipts; no button where receipts come out here anyway.
func (p printerPage) receiptsButton(s Model) view.Button {
	r := p.receiptsHere(s)
	if r.label == "" {
		return view.Button{}
	}
	return numbered(s.word(r.label), 7).OffIf(r.why != "")
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

func (sawPage) name() view.Page { return view.PageSaw }

// update takes an answer about the test page. Nothing is kept before the last.
func (p sawPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoEscape:
		return s.openPrinter(p.role, now), nil
	case view.DoYes, view.DoNo:
		p.saw[p.asked] = a.Verb == view.DoYes
		if p.asked++; p.asked < len(testedParts) {
			return s.open(p), nil
		}
		s = s.openPrinter(p.role, now)
		return s, PrinterCommand{Role: p.role, Parts: p.parts(), page: s.printerTurn()}
	case view.DoBackspace, view.DoUp:
		p.asked = max(0, p.asked-1)
		return s.open(p), nil
	}
	return s.finishFirst(now)
}

// parts are the answers as settings.
func (p sawPage) parts() *printerParts {
	parts := printerParts{}
	for i, t := range testedParts {
		value := settings.Unable
		if p.saw[i] {
			value = settings.Able
		}
		parts[t.part] = string(value)
	}
	return &parts
}

// look is what a preview has to show now.
func (s Model) look(role settings.PrintRole, test bool) printerLook {
	values := s.Snap.Settings
	return printerLook{
		setup: values.Printer(role), shop: values.Shop(), logo: values.Get(settings.ShopLogo),
		rate: values.Rate(), lang: values.Get(settings.TillLanguage), Role: role, Test: test,
	}
}

// wants asks for the picture of a paper that is not drawn yet.
func (p printerPage) wants(s Model) (Model, Command) {
	look := s.look(p.role, false)
	if look == p.drawn {
		return s, nil
	}
	p.drawn = look
	return s.open(p), PreviewCommand{look, &s.Snap.Settings}
}

func (p sawPage) wants(s Model) (Model, Command) {
	look := s.look(p.role, true)
	if look == p.drawn {
		return s, nil
	}
	p.drawn = look
	return s.open(p), PreviewCommand{look, &s.Snap.Settings}
}

// drew takes the picture of a paper, where it is wanted yet.
func (s Model) drew(look printerLook, picture image.Image) Model {
	switch p := s.page.(type) {
	case printerPage:
		if p.drawn == look {
			p.Picture = picture
			return s.open(p)
		}
	case sawPage:
		if p.drawn == look {
			p.Picture = picture
			return s.open(p)
		}
	}
	return s
}
