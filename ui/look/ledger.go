package look

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// ledgerShown is how many rows a ledger draws at once at the most.
const ledgerShown = 44

// Heights of the rows, and what stands around them.
const (
	ledgerStep    = 29
	ledgerSub     = 21 // more, for a second line
	ledgerHeadGap = 13 // more, over a head that is not the first row
	LedgerEdge    = 14 // right of the amounts: the thumb
)

// Ledger is a list of names and amounts that is as long as it is. What is longer
// than its place is moved by keys, by the wheel or by a finger.
type Ledger struct {
	widget.BaseWidget
	rows []view.LedgerRow
	top  int
	rest float32 // of a drag, less than a row
}

var (
	_ fyne.Scrollable = (*Ledger)(nil)
	_ fyne.Draggable  = (*Ledger)(nil)
)

func NewLedger() *Ledger {
	l := &Ledger{}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes the rows. Other ones are read from their top; where some came to
// those that stood there, the eye stays where it was.
func (l *Ledger) Set(rows []view.LedgerRow) {
	if slices.Equal(l.rows, rows) {
		return
	}
	if n := len(l.rows); n == 0 || len(rows) < n || !slices.Equal(rows[:n], l.rows) {
		l.top = 0
	}
	l.rows = rows
	l.Refresh()
}

// Roll moves the rows by so many.
func (l *Ledger) Roll(n int) {
	to := max(0, min(l.top+n, l.last()))
	if to != l.top {
		l.top = to
		l.Refresh()
	}
}

// Scrolled moves the rows by the wheel.
func (l *Ledger) Scrolled(e *fyne.ScrollEvent) { l.drag(-e.Scrolled.DY) }

// Dragged moves them with the finger.
func (l *Ledger) Dragged(e *fyne.DragEvent) { l.drag(-e.Dragged.DY) }

// DragEnd leaves them where they are.
func (l *Ledger) DragEnd() { l.rest = 0 }

func (l *Ledger) drag(by float32) {
	l.rest += by
	n := int(l.rest / ledgerStep)
	l.rest -= float32(n) * ledgerStep
	l.Roll(n)
}

// height is what a row takes; the first one that is drawn needs no gap above it.
func (l *Ledger) height(i int, first bool) float32 {
	h := float32(ledgerStep)
	if l.rows[i].Sub != "" {
		h += ledgerSub
	}
	if l.rows[i].Kind == view.LedgerHead && !first {
		h += ledgerHeadGap
	}
	return h
}

// last is the first row of the last page: from there on all rows can be seen.
func (l *Ledger) last() int {
	room, at := l.Size().Height, len(l.rows)
	for at > 0 && len(l.rows)-at < ledgerShown {
		if room -= l.height(at-1, false); room < 0 {
			break
		}
		at--
	}
	return at
}

// longer reports that not all of the rows can be seen.
func (l *Ledger) longer() bool { return l.last() > 0 }

func (l *Ledger) CreateRenderer() fyne.WidgetRenderer {
	lines := make([]ledgerLine, ledgerShown)
	r := &Parts{Min: func() fyne.Size { return fyne.NewSize(200, 2*ledgerStep) }}
	for i := range lines {
		lines[i] = ledgerLine{
			NewFigure("", SizeBar, Regular), NewFigure("", SizeBar, Regular), NewFigure("", SizeBar, Semibold),
			NewFigure("", SizeHint, Regular), &canvas.Rectangle{},
		}
		n := &lines[i]
		r.Shapes = append(r.Shapes, n.rule, n.left.Text, n.middle.Text, n.right.Text, n.sub.Text)
	}
	thumb := &canvas.Rectangle{CornerRadius: thumbWidth / 2}
	r.Shapes = append(r.Shapes, thumb)
	r.Place = func(size fyne.Size) {
		l.top = max(0, min(l.top, l.last()))
		y, full := float32(0), false
		for i := range lines {
			at := l.top + i
			full = full || at >= len(l.rows) || y+l.height(at, i == 0) > size.Height+0.5
			if lines[i].show(!full); full {
				continue
			}
			below := y + l.height(at, i == 0)
			lines[i].put(l.rows[at], i == 0, size.Width-LedgerEdge, y, below)
			y = below
		}
		thumb.Hidden = !l.longer()
		if length := max(thumbLowest, size.Height*size.Height/(size.Height+float32(l.last())*ledgerStep)); !thumb.Hidden {
			thumb.Resize(fyne.NewSize(thumbWidth, length))
			thumb.Move(fyne.NewPos(size.Width-thumbWidth, (size.Height-length)*float32(l.top)/float32(l.last())))
		}
	}
	r.Paint = func() {
		thumb.FillColor = Tint(l, ColorMuted)
		for i, n := range lines {
			at := l.top + i
			if at >= len(l.rows) {
				break
			}
			ink := ColorInk
			if l.rows[at].Kind == view.LedgerPart {
				ink = ColorMuted
			}
			n.left.Color, n.middle.Color, n.right.Color = Tint(l, ink), Tint(l, ColorMuted), Tint(l, ink)
			n.sub.Color, n.rule.FillColor = Tint(l, ColorMuted), Tint(l, ColorLine)
		}
	}
	return r.Start()
}

// ledgerLine draws one row.
type ledgerLine struct {
	left, middle, right, sub Figure
	rule                     *canvas.Rectangle
}

func (n *ledgerLine) show(on bool) {
	n.left.Hidden, n.middle.Hidden, n.right.Hidden, n.sub.Hidden, n.rule.Hidden = !on, !on, !on, !on, !on
}

// put lays a row between two heights; the first one needs no gap above a heading.
func (n *ledgerLine) put(row view.LedgerRow, first bool, width, y, below float32) {
	middle := y + ledgerStep/2 - 1
	if row.Kind == view.LedgerHead && !first {
		middle += ledgerHeadGap
	}
	x := float32(0)
	if row.Kind == view.LedgerPart {
		x = 16
	}
	name, sum := Regular, Semibold
	switch row.Kind {
	case view.LedgerHead, view.LedgerMain:
		name, sum = Semibold, Bold
	case view.LedgerPart:
		sum = Regular
	}
	n.left.weigh(name)
	n.middle.weigh(name)
	n.right.weigh(sum)
	n.right.Fit(row.Right, width)
	n.right.PutMiddle(width, middle, fyne.TextAlignTrailing)
	n.middle.Fit(row.Middle, width)
	column := width * 0.62 // counts stand under each other
	n.middle.PutMiddle(column, middle, fyne.TextAlignTrailing)
	room := width - n.right.width() - Gap - x
	if row.Middle != "" {
		room = min(room, column-n.middle.width()-Gap-x)
	}
	n.left.TextSize = Fitting(row.Left, SizeBar, name, room)
	n.left.Fit(row.Left, room)
	n.left.PutMiddle(x, middle, fyne.TextAlignLeading)
	n.sub.TextSize = Fitting(row.Sub, SizeHint, Regular, width-x)
	n.sub.Fit(row.Sub, width-x)
	n.sub.PutMiddle(x, middle+ledgerSub-2, fyne.TextAlignLeading)
	n.rule.Hidden = row.Kind == view.LedgerHead
	n.rule.Move(fyne.NewPos(0, Floor(below)-1))
	n.rule.Resize(fyne.NewSize(width, Hairline))
}
