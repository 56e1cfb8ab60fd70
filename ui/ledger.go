package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ledgerKind says how a row of a ledger stands out.
type ledgerKind int

const (
	ledgerLine ledgerKind = iota
	ledgerHead            // the name of what follows
	ledgerMain            // what the rows above come to
	ledgerPart            // of the row above
)

// ledgerRow is a name on the left, a count in the middle and an amount on the
// right, with a second line where there is more to say.
type ledgerRow struct {
	kind                     ledgerKind
	left, middle, right, sub string
}

// ledgerShown is how many rows a ledger draws at once at the most.
const ledgerShown = 44

// Heights of the rows, and what stands around them.
const (
	ledgerStep    = 29
	ledgerSub     = 21 // more, for a second line
	ledgerHeadGap = 13 // more, over a head that is not the first row
	ledgerEdge    = 14 // right of the amounts: the thumb
)

// ledger is a list of names and amounts that is as long as it is. What is longer
// than its place is moved by keys, by the wheel or by a finger.
type ledger struct {
	widget.BaseWidget
	rows []ledgerRow
	top  int
	rest float32 // of a drag, less than a row
}

var (
	_ fyne.Scrollable = (*ledger)(nil)
	_ fyne.Draggable  = (*ledger)(nil)
)

func newLedger() *ledger {
	l := &ledger{}
	l.ExtendBaseWidget(l)
	return l
}

// set changes the rows. Other ones are read from their top; where some came to
// those that stood there, the eye stays where it was.
func (l *ledger) set(rows []ledgerRow) {
	if slices.Equal(l.rows, rows) {
		return
	}
	if n := len(l.rows); n == 0 || len(rows) < n || !slices.Equal(rows[:n], l.rows) {
		l.top = 0
	}
	l.rows = rows
	l.Refresh()
}

// roll moves the rows by so many.
func (l *ledger) roll(n int) {
	to := max(0, min(l.top+n, l.last()))
	if to != l.top {
		l.top = to
		l.Refresh()
	}
}

// Scrolled moves the rows by the wheel.
func (l *ledger) Scrolled(e *fyne.ScrollEvent) { l.drag(-e.Scrolled.DY) }

// Dragged moves them with the finger.
func (l *ledger) Dragged(e *fyne.DragEvent) { l.drag(-e.Dragged.DY) }

// DragEnd leaves them where they are.
func (l *ledger) DragEnd() { l.rest = 0 }

func (l *ledger) drag(by float32) {
	l.rest += by
	n := int(l.rest / ledgerStep)
	l.rest -= float32(n) * ledgerStep
	l.roll(n)
}

// height is what a row takes; the first one that is drawn needs no gap above it.
func (l *ledger) height(i int, first bool) float32 {
	h := float32(ledgerStep)
	if l.rows[i].sub != "" {
		h += ledgerSub
	}
	if l.rows[i].kind == ledgerHead && !first {
		h += ledgerHeadGap
	}
	return h
}

// last is the first row of the last page: from there on all rows can be seen.
func (l *ledger) last() int {
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
func (l *ledger) longer() bool { return l.last() > 0 }

func (l *ledger) CreateRenderer() fyne.WidgetRenderer {
	type line struct {
		left, middle, right, sub figure
		rule                     *canvas.Rectangle
	}
	lines := make([]line, ledgerShown)
	r := &parts{min: func() fyne.Size { return fyne.NewSize(200, 2*ledgerStep) }}
	for i := range lines {
		lines[i] = line{
			newFigure("", sizeBar, regular), newFigure("", sizeBar, regular), newFigure("", sizeBar, semibold),
			newFigure("", sizeHint, regular), &canvas.Rectangle{},
		}
		n := &lines[i]
		r.objects = append(r.objects, n.rule, n.left.Text, n.middle.Text, n.right.Text, n.sub.Text)
	}
	thumb := &canvas.Rectangle{CornerRadius: thumbWidth / 2}
	r.objects = append(r.objects, thumb)
	show := func(n *line, on bool) {
		n.left.Hidden, n.middle.Hidden, n.right.Hidden, n.sub.Hidden, n.rule.Hidden = !on, !on, !on, !on, !on
	}
	r.place = func(size fyne.Size) {
		l.top = max(0, min(l.top, l.last()))
		width, y := size.Width-ledgerEdge, float32(0)
		for i := range lines {
			n, at := &lines[i], l.top+i
			fits := at < len(l.rows) && y+l.height(at, i == 0) <= size.Height+0.5
			show(n, fits)
			if !fits {
				for j := range lines[i:] {
					show(&lines[i+j], false)
				}
				break
			}
			row := l.rows[at]
			middle := y + ledgerStep/2 - 1
			if row.kind == ledgerHead && i > 0 {
				middle += ledgerHeadGap
			}
			x := float32(0)
			if row.kind == ledgerPart {
				x = 16
			}
			name, sum := regular, semibold
			switch row.kind {
			case ledgerHead, ledgerMain:
				name, sum = semibold, bold
			case ledgerPart:
				sum = regular
			}
			n.left.weigh(name)
			n.middle.weigh(name)
			n.right.weigh(sum)
			n.right.fit(row.right, width)
			n.right.putMiddle(width, middle, fyne.TextAlignTrailing)
			n.middle.fit(row.middle, width)
			column := width * 0.62 // counts stand under each other
			n.middle.putMiddle(column, middle, fyne.TextAlignTrailing)
			room := width - n.right.width() - gap - x
			if row.middle != "" {
				room = min(room, column-n.middle.width()-gap-x)
			}
			n.left.TextSize = fitting(row.left, sizeBar, name, room)
			n.left.fit(row.left, room)
			n.left.putMiddle(x, middle, fyne.TextAlignLeading)
			n.sub.TextSize = fitting(row.sub, sizeHint, regular, width-x)
			n.sub.fit(row.sub, width-x)
			n.sub.putMiddle(x, middle+ledgerSub-2, fyne.TextAlignLeading)
			y += l.height(at, i == 0)
			n.rule.Hidden = row.kind == ledgerHead
			n.rule.Move(fyne.NewPos(0, floor(y)-1))
			n.rule.Resize(fyne.NewSize(width, hairline))
		}
		thumb.Hidden = !l.longer()
		if length := max(thumbLowest, size.Height*size.Height/(size.Height+float32(l.last())*ledgerStep)); !thumb.Hidden {
			thumb.Resize(fyne.NewSize(thumbWidth, length))
			thumb.Move(fyne.NewPos(size.Width-thumbWidth, (size.Height-length)*float32(l.top)/float32(l.last())))
		}
	}
	r.paint = func() {
		thumb.FillColor = tint(l, colorMuted)
		for i, n := range lines {
			at := l.top + i
			if at >= len(l.rows) {
				break
			}
			ink := colorInk
			if l.rows[at].kind == ledgerPart {
				ink = colorMuted
			}
			n.left.Color, n.middle.Color, n.right.Color = tint(l, ink), tint(l, colorMuted), tint(l, ink)
			n.sub.Color, n.rule.FillColor = tint(l, colorMuted), tint(l, colorLine)
		}
	}
	return r.start()
}
