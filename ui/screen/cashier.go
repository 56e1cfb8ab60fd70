package screen

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"psar/ui/look"
	"psar/ui/view"
)

// Cashier is the cashier's window: the bar, the large panel over the
// amount, the tray, and the keypad.
type Cashier struct {
	Root    *fyne.Container
	Ground  *look.Panel
	head    *head
	banner  *look.Stripes
	notices [view.Bars]*noticeBar
	card    *look.Panel
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
	said    *look.Say
	amount  *look.Amount
	foot    *foot
	pad     *keypad
	sheets  *paperPane
	help    *helpPane

	View  view.Cashier
	shape cashierShape
}

// cashierShape is what the places of the parts depend on.
type cashierShape struct {
	banner  bool
	notices [view.Bars]view.Notice
	typing  bool
	wide    bool // a page lies over panel and keypad
}

func NewCashier(name string, do func(view.Action), fault func(error)) *Cashier {
	s := &Cashier{
		Ground: look.NewGround(look.ColorPaper, "", 0, 0), head: newHead(name, do), banner: look.NewStripes(""),
		card: look.NewPanel(), sale: newSalePane(do), payment: newPaymentPane(do, fault), ended: newEndedPane(do),
		link: newLinkPane(do, fault), desk: newDeskPane(do), printer: newPrintersPane(do), bill: newBillPane(do), cash: newCashPane(do), count: newCountPane(do), history: newHistoryPane(do), story: newDetailsPane(do), report: newReportPane(do),
		said: look.NewSay(), amount: look.NewAmount(), foot: newFoot(do), pad: newKeypad(do), sheets: newPaperPane(do), help: newHelpPane(do),
	}
	s.banner.Hide()
	s.desk.elsewhere = s.history.line
	objects := []fyne.CanvasObject{s.Ground, s.head.root, s.banner, s.card, s.sale.root, s.payment.root, s.ended.root, s.link.root, s.desk.root, s.printer.root, s.bill.root, s.cash.root, s.count.root, s.amount, s.foot.root, s.pad.root, s.sheets.root, s.history.root, s.story.root, s.report.root, s.said.Root}
	for i := range s.notices {
		s.notices[i] = newNoticeBar(do)
		objects = append(objects, s.notices[i].root)
	}
	objects = append(objects, s.help.root)
	s.Root = container.New(look.Area{Place: s.place, Least: fyne.NewSize(960, 680)}, objects...)
	return s
}

// TypesTo says who gets the keys of the lines before they do.
func (s *Cashier) TypesTo(keys look.Keyboard) {
	for _, e := range s.desk.entries {
		e.Keys = keys
	}
	s.history.find.Keys = keys
}

const footHeight = 54

func (s *Cashier) place(size fyne.Size) {
	look.Put(s.Ground, 0, 0, size.Width, size.Height)
	look.Put(s.head.root, 0, 0, size.Width, headHeight)
	top := float32(headHeight)
	if s.shape.banner {
		look.Put(s.banner, 0, top, size.Width, look.StripesHeight)
		top += look.StripesHeight
	}
	top += look.PanelGap
	bottom := size.Height - look.PanelGap

	pad := min(max(size.Width*0.337, 372), 560)
	look.Put(s.pad.root, size.Width-look.PanelGap-pad, top, pad, bottom-top)
	look.Put(s.sheets.root, size.Width-look.PanelGap-pad, top, pad, bottom-top)
	look.Put(s.help.root, look.PanelGap, top, size.Width-2*look.PanelGap, bottom-top)

	left, width := look.PanelGap, size.Width-pad-3*look.PanelGap
	whole := width
	if s.shape.wide {
		whole = size.Width - 2*look.PanelGap
	}
	look.Put(s.foot.root, left, bottom-footHeight, whole, footHeight)
	bottom -= footHeight + look.PanelGap
	if s.shape.typing {
		look.Put(s.amount, left, bottom-look.AmountHeight, width, look.AmountHeight)
		bottom -= look.AmountHeight + look.PanelGap
	}
	for _, n := range s.notices {
		if n.root.Visible() {
			height := n.height(whole)
			look.Put(n.root, left, top, whole, height)
			top += height + look.GapSmall
		}
	}
	for _, o := range []fyne.CanvasObject{s.card, s.sale.root, s.payment.root, s.ended.root, s.link.root, s.desk.root, s.printer.root, s.bill.root, s.cash.root, s.count.root} {
		look.Put(o, left, top, width, bottom-top)
	}
	for _, o := range []fyne.CanvasObject{s.history.root, s.story.root, s.report.root} {
		look.Put(o, left, top, whole, bottom-top)
	}
	const inset = 8
	// In a low panel a sentence would cover the foot of the card: it keeps clear.
	if foot := float32(look.SayHeight + inset); bottom-top < cardSmall+2*(foot+inset) {
		look.Put(s.payment.root, left, top, width, bottom-top-foot)
	}
	if s.shape.wide { // what a wide page has on its right stays readable
		width = whole / 2
	}
	look.Put(s.said.Root, left+inset, bottom-inset-look.SayHeight, width-2*inset, look.SayHeight)
}

// Set shows another view and reports whether it is another one.
func (s *Cashier) Set(v view.Cashier) bool {
	if reflect.DeepEqual(s.View, v) {
		return false
	}
	s.View = v
	s.head.set(v.Head)
	s.banner.Set(v.Banner)
	look.Show(s.banner, v.Banner != "")
	var bars [view.Bars]view.Notice
	copy(bars[:], v.Notices)
	for i, n := range s.notices {
		n.set(bars[i])
	}
	s.sale.set(v.Panel)
	s.payment.set(v.Panel)
	s.ended.set(v.Panel)
	s.link.set(v.Panel)
	s.desk.set(v.Desk)
	s.printer.set(v.Printer)
	s.bill.set(v.Panel)
	s.cash.set(v.Cash)
	s.count.set(v.Count)
	s.history.set(v.History)
	s.story.set(v.Details)
	s.report.set(v.Report)
	s.said.Set(v.Panel.Said)
	s.amount.Set(v.Amount)
	// Its blue edge would shimmer through the soft edge of the help.
	typing := v.Panel.Kind == view.PanelSale || v.Panel.Kind == view.PanelBill
	look.Show(s.amount, typing && v.Help == nil)
	s.foot.set(v.Waiting, v.Today, v.Tray)
	s.pad.set(v.Pad)
	s.sheets.set(v.Sheets)
	wide := v.History.On || v.Details.On || v.Report.On
	look.Show(s.pad.root, !v.Sheets.Open && !wide) // a touch would go through to it
	s.help.set(v.HelpTop, v.Closing, v.Help)
	shape := cashierShape{v.Banner != "", bars, typing, wide}
	if s.shape != shape {
		s.shape = shape
		look.Again(s.Root)
	}
	return true
}

// Focus says how a line gets what is typed; nil takes it away.
func (s *Cashier) Focus(f func(fyne.Focusable)) { s.desk.focus(f) }

// KeepFocus brings the focus back to the line that is typed into.
func (s *Cashier) KeepFocus() { s.desk.keepFocus() }

// Scroll moves the paper in view by a key's steps.
func (s *Cashier) Scroll(steps int) { s.sheets.sheet.Step(steps) }

// Roll moves the rows of the page in view by so many.
func (s *Cashier) Roll(rows int) {
	if s.story.view.On {
		s.story.roll(rows)
		return
	}
	s.report.rows.Roll(rows)
}
