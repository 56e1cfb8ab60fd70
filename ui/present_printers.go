package ui

import (
	"image"
	"slices"
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/settings"
)

// printersView is the printer's desk as text and shapes.
type printersView struct {
	page    deskPage // deskPrinter or deskSaw; else it is closed
	title   string
	status  status
	text    string // how the printer is, or the question
	names   [4]string
	values  [4]string
	hint    string
	picture image.Image
	caption string
	buttons [8]buttonView
}

func (s state) printersView() printersView {
	p := s.desk.printer
	if s.desk.page != deskPrinter && s.desk.page != deskSaw {
		return printersView{}
	}
	v := printersView{
		page: s.desk.page, picture: p.picture,
		title: s.printerTitle(p.role),
	}
	v.buttons[6] = s.back()
	if s.desk.page == deskSaw {
		part := testedParts[min(p.asked, len(testedParts)-1)]
		n := func(i int) string { return strconv.Itoa(i) }
		v.title = s.word(words.SawTitle)
		v.text = s.word(words.SawQuestion, n(p.asked+1), s.word(part.name))
		v.hint = s.word(words.SawHint)
		v.caption = s.word(words.SawCaption)
		v.buttons[0] = buttonView{label: s.word(words.SawYes), hint: "Y", action: action{verb: doYes}, primary: true}
		v.buttons[1] = buttonView{label: s.word(words.SawNo), hint: "N", action: action{verb: doNo}}
		return v
	}
	v.buttons[6].label = s.word(words.Close)
	setup, own := s.printerSetup()
	v.status, v.text = s.printerHow(setup)
	digit := func(n string, off bool, key words.Key, args ...any) buttonView {
		return buttonView{label: s.word(key, args...), hint: n, action: action{verb: doDigits, text: n}, off: off}
	}
	missing := setup.Link == ""
	v.buttons[0] = digit("1", missing || !own, words.PrinterTest)
	v.buttons[0].primary = own && !missing
	v.buttons[1] = digit("2", missing || !own, words.PrinterOtherKind)
	v.buttons[2] = digit("3", missing || !own, words.PrinterOtherWidth, otherWidth(setup.WidthMM))
	v.buttons[3] = digit("4", false, words.PrinterWhere)
	v.buttons[3].primary = missing
	v.buttons[4] = digit("5", missing, words.PrinterDrawer)
	v.buttons[5] = digit("6", missing || !own, words.PrinterSaw)
	v.buttons[7] = buttonView{label: s.printerTitle(nextRole(p.role, 1)), hint: "↓", action: action{verb: doDown}}
	if missing {
		return v
	}
	v.caption = s.word(words.PrinterPreview)
	v.names = [4]string{s.word(words.PrinterWhere), s.word(words.PrinterKind), s.word(words.PrinterPaper), s.word(words.PrinterCan)}
	v.values = [4]string{setup.Link, setup.Profile, strconv.Itoa(setup.WidthMM) + " mm", s.printerCan(setup)}
	if !own {
		v.values[0] = s.word(words.PrinterSameAs)
	}
	return v
}

// printerTitle names the printer of a role.
func (s state) printerTitle(role settings.PrintRole) string {
	return s.word(map[settings.PrintRole]words.Key{
		settings.RoleReceipt: words.PrinterOfReceipts, settings.RoleSlip: words.PrinterOfSlips, settings.RoleReport: words.PrinterOfReports,
	}[role])
}

// printerHow says how a printer is, and what to do where it does not print.
func (s state) printerHow(setup settings.PrinterSetup) (status, string) {
	p, ok := s.snap.Printer(s.desk.printer.role)
	switch {
	case !ok || setup.Link == "":
		return statusAttention, s.word(words.PrinterNowhere)
	case p.Problem != "":
		return statusAttention, errorText(s.language, p.Problem)
	case p.PaperLow:
		return statusAttention, s.word(words.PrinterPaperLow, s.printerName(p))
	case !p.Known:
		return statusNone, s.word(words.PrinterUntried)
	}
	return statusGood, s.word(words.PrinterReady)
}

// printerCan says what the owner saw on the test page.
func (s state) printerCan(setup settings.PrinterSetup) string {
	seen := []settings.Ability{setup.CodePage, setup.NativeQR, setup.Raster, setup.Cutter}
	if !slices.ContainsFunc(seen, func(a settings.Ability) bool { return a != settings.AsProfile }) {
		return s.word(words.PrinterUnseen)
	}
	var can []string
	for i, name := range []words.Key{words.CanLetters, words.CanQR, words.CanDouble, words.CanCut} {
		if seen[i] == settings.Able {
			can = append(can, s.word(name))
		}
	}
	if len(can) == 0 {
		return s.word(words.CanNothing)
	}
	return strings.Join(can, " · ")
}
