package model

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/view"
)

func (p sawPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Printer
	part := testedParts[min(p.asked, len(testedParts)-1)]
	n := func(i int) string { return strconv.Itoa(i) }
	v.Page, v.Picture = view.PageSaw, p.Picture
	v.Title = s.word(words.SawTitle)
	v.Text = s.word(words.SawQuestion, n(p.asked+1), s.word(part.name))
	v.Hint = s.word(words.SawHint)
	v.Caption = s.word(words.SawCaption)
	v.Buttons[0] = s.own(view.DoYes).First()
	v.Buttons[1] = s.own(view.DoNo)
	v.Buttons[6] = s.back()
}

func (p printerPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Printer
	v.Page, v.Picture, v.Title = view.PagePrinter, p.Picture, s.printerTitle(p.role)
	v.Buttons[6] = s.closes()
	setup, own := p.setup(s)
	v.Status, v.Text = p.how(s, setup)
	digit := func(n int, off bool, key words.Key, args ...any) view.Button {
		return numbered(s.word(key, args...), n).OffIf(off)
	}
	missing := setup.Link == ""
	v.Buttons[0] = digit(1, missing || !own, words.PrinterTest)
	v.Buttons[0].Primary = own && !missing
	v.Buttons[1] = digit(2, missing || !own, words.PrinterOtherKind)
	v.Buttons[2] = digit(3, missing || !own, words.PrinterOtherWidth, otherWidth(setup.WidthMM))
	v.Buttons[3] = digit(4, false, words.PrinterWhere)
	v.Buttons[3].Primary = missing
	v.Buttons[4] = digit(5, missing, words.PrinterDrawer)
	v.Buttons[5] = digit(6, missing || !own, words.PrinterSaw)
	v.Buttons[7] = keyed(s.printerTitle(nextRole(p.role, 1)), view.DoDown)
	v.Buttons[8] = p.receiptsButton(s)
	if missing {
		return
	}
	v.Caption = s.word(words.PrinterPreview)
	v.Names = [4]string{s.word(words.PrinterWhere), s.word(words.PrinterKind), s.word(words.PrinterPaper), s.word(words.PrinterCan)}
	v.Values = [4]string{setup.Link, setup.Profile, strconv.Itoa(setup.WidthMM) + " mm", s.printerCan(setup)}
	if !own {
		v.Values[0] = s.word(words.PrinterSameAs)
	}
}

// printerTitle names the printer of a role.
func (s Model) printerTitle(role settings.PrintRole) string {
	title, _ := words.PrinterOf(string(role))
	return s.word(title)
}

// how says how a printer is, and what to do where it does not print.
func (p printerPage) how(s Model, setup settings.PrinterSetup) (view.Status, string) {
	is, ok := s.Snap.Printer(p.role)
	switch {
	case !ok || setup.Link == "":
		return view.StatusAttention, s.word(words.PrinterNowhere)
	case is.Problem != "":
		return view.StatusAttention, errorText(s.Language, is.Problem)
	case is.PaperLow:
		return view.StatusAttention, s.word(words.PrinterPaperLow, s.printerName(is))
	case !is.Known:
		return view.StatusNone, s.word(words.PrinterUntried)
	}
	return view.StatusGood, s.word(words.PrinterReady)
}

// printerCan says what the owner saw on the test page.
func (s Model) printerCan(setup settings.PrinterSetup) string {
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
