package ui

import "fyne.io/fyne/v2"

// head is the bar on top of the cashier's window: who this is, and how the
// things stand that a sale needs.
type head struct {
	root                 *fyne.Container
	ground, rule         *panel
	name, till, clock    *label
	money, bank, printer *chip
	paper, language      *chip
	view                 headView
}

const headHeight = 48

func newHead(name string, do func(action)) *head {
	h := &head{
		ground: newGround(colorCard, "", 0, 0), rule: newRule(colorLine, hairline),
		name: newLabel(name, 18, bold, colorInk), till: newLabel("", sizeBar, regular, colorMuted),
		clock: newLabel("", sizeBar, semibold, colorInk),
		money: newChip(statusAttention, ""), bank: newChip(statusNone, ""), printer: newChip(statusNone, ""),
		paper: newTag(""), language: newTag(""),
	}
	h.language.onTap = func() { do(action{verb: doLanguage}) }
	h.printer.onTap = func() { do(action{verb: doPrinter}) }
	h.paper.onTap = func() { do(action{verb: doSheets}) }
	h.paper.Hide()
	h.money.onTap = func() { do(action{verb: doUnclaimed}) }
	h.root = newArea(h.place, h.ground, h.rule, h.name, h.till, h.money, h.bank, h.printer, h.paper, h.language, h.clock)
	return h
}

func (h *head) place(size fyne.Size) {
	put(h.ground, 0, 0, size.Width, headHeight)
	put(h.rule, 0, headHeight-hairline, size.Width, hairline)
	const y = headHeight/2 - 0.5
	x := float32(16)
	for _, l := range []*label{h.name, h.till} {
		w := l.MinSize().Width
		putLine(l, x, y, w)
		x += w + 16
	}
	x = size.Width - 16
	w := h.clock.MinSize().Width
	putLine(h.clock, x-w, y, w)
	x -= w + 16
	for _, c := range []*chip{h.language, h.paper, h.printer, h.bank, h.money} {
		if !c.Visible() {
			continue
		}
		w := c.MinSize().Width
		put(c, x-w, y-chipHeight/2, w, chipHeight)
		x -= w + 16
	}
}

func (h *head) set(v headView) {
	if h.view == v {
		return
	}
	h.view = v
	h.till.set(v.till)
	h.clock.set(v.clock)
	h.money.set(v.money.status, v.money.text)
	show(h.money, v.money.text != "")
	h.bank.set(v.bank.status, v.bank.text)
	h.printer.set(v.printer.status, v.printer.text)
	h.paper.set(statusNone, v.paper)
	show(h.paper, v.paper != "")
	h.language.set(statusNone, v.language)
	again(h.root)
}
