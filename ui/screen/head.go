package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// head is the bar on top of the cashier's window: who this is, and how the
// things stand that a sale needs.
type head struct {
	root                 *fyne.Container
	ground, rule         *look.Panel
	name, till, clock    *look.Label
	money, bank, printer *look.Chip
	paper, language      *look.Chip
	view                 view.Head
}

const headHeight = 48

func newHead(name string, do func(view.Action)) *head {
	h := &head{
		ground: look.NewGround(look.ColorCard, "", 0, 0), rule: look.NewRule(look.ColorLine, look.Hairline),
		name: look.NewLabel(name, 18, look.Bold, look.ColorInk), till: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted),
		clock: look.NewLabel("", look.SizeBar, look.Semibold, look.ColorInk),
		money: look.NewChip(view.StatusAttention, ""), bank: look.NewChip(view.StatusNone, ""), printer: look.NewChip(view.StatusNone, ""),
		paper: look.NewTag(""), language: look.NewTag(""),
	}
	h.language.OnTap = func() { do(view.Action{Verb: view.DoLanguage}) }
	h.printer.OnTap = func() { do(view.Action{Verb: view.DoPrinter}) }
	h.paper.OnTap = func() { do(view.Action{Verb: view.DoSheets}) }
	h.paper.Hide()
	h.money.OnTap = func() { do(view.Action{Verb: view.DoUnmatched}) }
	h.root = look.NewArea(h.place, h.ground, h.rule, h.name, h.till, h.money, h.bank, h.printer, h.paper, h.language, h.clock)
	return h
}

func (h *head) place(size fyne.Size) {
	look.Put(h.ground, 0, 0, size.Width, headHeight)
	look.Put(h.rule, 0, headHeight-look.Hairline, size.Width, look.Hairline)
	const y = headHeight/2 - 0.5
	x := float32(16)
	for _, l := range []*look.Label{h.name, h.till} {
		w := l.MinSize().Width
		look.PutLine(l, x, y, w)
		x += w + 16
	}
	x = size.Width - 16
	w := h.clock.MinSize().Width
	look.PutLine(h.clock, x-w, y, w)
	x -= w + 16
	for _, c := range []*look.Chip{h.language, h.paper, h.printer, h.bank, h.money} {
		if !c.Visible() {
			continue
		}
		w := c.MinSize().Width
		look.Put(c, x-w, y-look.ChipHeight/2, w, look.ChipHeight)
		x -= w + 16
	}
}

func (h *head) set(v view.Head) {
	if h.view == v {
		return
	}
	h.view = v
	h.till.Set(v.Till)
	h.clock.Set(v.Clock)
	h.money.Set(v.Money.Status, v.Money.Text)
	look.Show(h.money, v.Money.Text != "")
	h.bank.Set(v.Bank.Status, v.Bank.Text)
	h.printer.Set(v.Printer.Status, v.Printer.Text)
	h.paper.Set(view.StatusNone, v.Paper)
	look.Show(h.paper, v.Paper != "")
	h.language.Set(view.StatusNone, v.Language)
	look.Again(h.root)
}
