package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// cashierScreen is the cashier's window: the bar, the large panel over the
// amount, the tray, and the keypad.
type cashierScreen struct {
	root    *fyne.Container
	ground  *panel
	head    *head
	banner  *stripes
	notices [maxNotices]*noticeBar
	card    *panel
	sale    *salePane
	payment *paymentPane
	ended   *endedPane
	link    *linkPane
	desk    *deskPane
	printer *printersPane
	bill    *billPane
	cash    *cashPane
	count   *countPane
	history *historyPane
	story   *storyPane
	report  *reportPane
	said    *sayBar
	amount  *amountField
	foot    *foot
	pad     *keypad
	sheets  *paperPane
	help    *helpPane

	view  cashierView
	shape cashierShape
}

// cashierShape is what the places of the parts depend on.
type cashierShape struct {
	banner  bool
	notices int
	typing  bool
	wide    bool // a page lies over panel and keypad
}

func newCashierScreen(name string, do func(action), fault func(error)) *cashierScreen {
	s := &cashierScreen{
		ground: newGround(colorPaper, "", 0, 0), head: newHead(name, do), banner: newStripes(""),
		card: newPanel(), sale: newSalePane(do), payment: newPaymentPane(do, fault), ended: newEndedPane(do),
		link: newLinkPane(do, fault), desk: newDeskPane(do), printer: newPrintersPane(do), bill: newBillPane(do), cash: newCashPane(do), count: newCountPane(do), history: newHistoryPane(do), story: newStoryPane(do), report: newReportPane(do),
		said: newSayBar(), amount: newAmountField(), foot: newFoot(do), pad: newKeypad(do), sheets: newPaperPane(do), help: newHelpPane(do),
	}
	s.banner.Hide()
	s.desk.elsewhere = s.history.line
	objects := []fyne.CanvasObject{s.ground, s.head.root, s.banner, s.card, s.sale.root, s.payment.root, s.ended.root, s.link.root, s.desk.root, s.printer.root, s.bill.root, s.cash.root, s.count.root, s.amount, s.foot.root, s.pad.root, s.sheets.root, s.history.root, s.story.root, s.report.root, s.said.root}
	for i := range s.notices {
		s.notices[i] = newNoticeBar(do)
		objects = append(objects, s.notices[i].root)
	}
	objects = append(objects, s.help.root)
	s.root = container.New(area{place: s.place, least: fyne.NewSize(960, 680)}, objects...)
	return s
}

// typesTo says who gets the keys of the lines before they do.
func (s *cashierScreen) typesTo(keys keyboard) {
	for _, e := range s.desk.entries {
		e.keys = keys
	}
	s.history.find.keys = keys
}

const footHeight = 54

func (s *cashierScreen) place(size fyne.Size) {
	put(s.ground, 0, 0, size.Width, size.Height)
	put(s.head.root, 0, 0, size.Width, headHeight)
	top := float32(headHeight)
	if s.shape.banner {
		put(s.banner, 0, top, size.Width, stripesHeight)
		top += stripesHeight
	}
	top += panelGap
	bottom := size.Height - panelGap

	pad := min(max(size.Width*0.337, 372), 560)
	put(s.pad.root, size.Width-panelGap-pad, top, pad, bottom-top)
	put(s.sheets.root, size.Width-panelGap-pad, top, pad, bottom-top)
	put(s.help.root, panelGap, top, size.Width-2*panelGap, bottom-top)

	left, width := panelGap, size.Width-pad-3*panelGap
	whole := width
	if s.shape.wide {
		whole = size.Width - 2*panelGap
	}
	put(s.foot.root, left, bottom-footHeight, whole, footHeight)
	bottom -= footHeight + panelGap
	if s.shape.typing {
		put(s.amount, left, bottom-amountHeight, width, amountHeight)
		bottom -= amountHeight + panelGap
	}
	for i := range s.shape.notices {
		put(s.notices[i].root, left, top, whole, noticeHeight)
		top += noticeHeight + panelGap
	}
	for _, o := range []fyne.CanvasObject{s.card, s.sale.root, s.payment.root, s.ended.root, s.link.root, s.desk.root, s.printer.root, s.bill.root, s.cash.root, s.count.root} {
		put(o, left, top, width, bottom-top)
	}
	for _, o := range []fyne.CanvasObject{s.history.root, s.story.root, s.report.root} {
		put(o, left, top, whole, bottom-top)
	}
	const inset = 8
	// In a low panel a sentence would cover the foot of the card: it keeps clear.
	if foot := float32(sayHeight + inset); bottom-top < cardSmall+2*(foot+inset) {
		put(s.payment.root, left, top, width, bottom-top-foot)
	}
	if s.shape.wide { // what a wide page has on its right stays readable
		width = whole / 2
	}
	put(s.said.root, left+inset, bottom-inset-sayHeight, width-2*inset, sayHeight)
}

// set shows another view and reports whether it is another one.
func (s *cashierScreen) set(v cashierView) bool {
	if reflect.DeepEqual(s.view, v) {
		return false
	}
	s.view = v
	s.head.set(v.head)
	s.banner.set(v.banner)
	show(s.banner, v.banner != "")
	for i, n := range s.notices {
		var bar noticeView
		if i < len(v.notices) {
			bar = v.notices[i]
		}
		n.set(bar)
	}
	s.sale.set(v.panel)
	s.payment.set(v.panel)
	s.ended.set(v.panel)
	s.link.set(v.panel)
	s.desk.set(v.desk)
	s.printer.set(v.printer)
	s.bill.set(v.panel)
	s.cash.set(v.cash)
	s.count.set(v.count)
	s.history.set(v.history)
	s.story.set(v.story)
	s.report.set(v.report)
	s.said.set(v.panel.said)
	s.amount.set(v.amount)
	// Its blue edge would shimmer through the soft edge of the help.
	typing := v.panel.kind == panelSale || v.panel.kind == panelBill
	show(s.amount, typing && v.help == nil)
	s.foot.set(v.waiting, v.today, v.tray)
	s.pad.set(v.pad)
	s.sheets.set(v.sheets)
	wide := v.history.on || v.story.on || v.report.on
	show(s.pad.root, !v.sheets.open && !wide) // a touch would go through to it
	s.help.set(v.helpTop, v.closing, v.help)
	shape := cashierShape{v.banner != "", min(len(v.notices), maxNotices), typing, wide}
	if s.shape != shape {
		s.shape = shape
		again(s.root)
	}
	return true
}

// focus says how a line gets what is typed; nil takes it away.
func (s *cashierScreen) focus(f func(fyne.Focusable)) { s.desk.focus(f) }

// keepFocus brings the focus back to the line that is typed into.
func (s *cashierScreen) keepFocus() { s.desk.keepFocus() }

// scroll moves the paper in view by a key's steps.
func (s *cashierScreen) scroll(steps int) { s.sheets.sheet.step(steps) }

// roll moves the rows of the page in view by so many.
func (s *cashierScreen) roll(rows int) {
	if s.story.view.on {
		s.story.roll(rows)
		return
	}
	s.report.rows.roll(rows)
}
