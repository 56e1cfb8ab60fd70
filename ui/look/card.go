package look

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Card draws the payment card from its parts: header, folded corner, name,
// amount, dashed rule and the code. It looks the same in every theme, since
// customers know it by its look, and keeps 20 to 29 in any room.
type Card struct {
	widget.BaseWidget
	view    view.Card
	modules QR
	least   fyne.Size
}

// NewCard returns an empty card that asks for a height, in
// device-independent pixels.
func NewCard(height float32) *Card {
	c := &Card{least: fyne.NewSize(height*20/29, height)}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows another code. The error says that the payload doesn't fit a QR
// code; then the card is empty.
func (c *Card) Set(v view.Card) error {
	if c.view == v && c.modules != nil {
		return nil
	}
	modules, err := NewQR(v.Payload)
	if err != nil {
		v, modules = view.Card{}, nil
	}
	c.view, c.modules = v, modules
	c.Refresh()
	return err
}

// Proportions of the card: heights in parts of its height, widths in parts of
// its width.
const (
	cardHeader  = 0.12
	cardFold    = 0.08 // of the width
	cardRadius  = 0.045
	cardLeft    = 0.10 // of the width
	cardName    = 0.18 // middle of the line
	cardSum     = 0.262
	cardRule    = 0.35
	cardDash    = 0.021 // of the width
	cardDashGap = 0.014 // of the width
	cardMiddle  = 0.655 // of the code

	cardCodeRoom = 0.80 // of the width: the code never reaches into the margins
	cardCode     = 0.49 // the code's side, as near as whole pixels come to it
	nameSize     = 0.033
	sumSize      = 0.068
	headerSize   = 0.052
)

var (
	cardWhite = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF}
	cardBlack = color.NRGBA{A: 0xFF}
	cardGrey  = color.NRGBA{R: 0xB4, G: 0xB4, B: 0xB4, A: 0xFF}
)

func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	red := tokens[colorKHQR].light
	ground := NewFrame()
	header := &canvas.Rectangle{FillColor: red}
	fold := canvas.NewRaster(func(w, h int) image.Image { return drawFold(w, h, red) })
	rule := canvas.NewRaster(func(w, h int) image.Image { return drawDashes(w, h, cardGrey) })
	code := canvas.NewRaster(func(w, h int) image.Image { return c.modules.draw(w, h) })
	var word []Figure // letter by letter: the wordmark is spaced
	for _, letter := range "KHQR" {
		f := NewFigure(string(letter), 20, Bold)
		f.Color = cardWhite
		word = append(word, f)
	}
	name, sum := NewFigure("", 12, Regular), NewFigure("", 12, Bold)
	currency, sign := NewFigure("", 12, Regular), NewFigure("", 12, Bold)
	name.Color, sum.Color, currency.Color, sign.Color = cardBlack, cardBlack, cardBlack, cardWhite

	p := &Parts{Shapes: append(ground.Objects(), header, fold, rule, code, name.Text, sum.Text, currency.Text, sign.Text)}
	for _, f := range word {
		p.Shapes = append(p.Shapes, f.Text)
	}
	p.Min = func() fyne.Size { return c.least }
	p.Place = func(size fyne.Size) {
		// Whole units, so that parts which end at the same edge do so on screen.
		h := Floor(min(size.Height, size.Width*29/20))
		w := Floor(h * 20 / 29)
		x, y := Floor((size.Width-w)/2), Floor((size.Height-h)/2)
		ground.Place(fyne.NewPos(x, y), fyne.NewSize(w, h), Hairline, cardRadius*h)
		head := Floor(cardHeader * h)
		header.TopLeftCornerRadius, header.TopRightCornerRadius = cardRadius*h, cardRadius*h
		header.Move(fyne.NewPos(x, y))
		header.Resize(fyne.NewSize(w, head))
		leg := Floor(cardFold * w)
		fold.Move(fyne.NewPos(x+w-leg, y+head))
		fold.Resize(fyne.NewSquareSize(leg))
		placeSpaced(word, x+w/2, y+cardHeader*h/2, headerSize*h)

		left, room := x+cardLeft*w, w*(1-2*cardLeft)
		name.TextSize = nameSize * h
		name.Fit(c.view.Name, room)
		name.PutMiddle(left, y+cardName*h, fyne.TextAlignLeading)
		sum.TextSize, currency.TextSize = sumSize*h, nameSize*h
		baseline := y + cardSum*h + sum.capital()/2
		sum.put(left, baseline, fyne.TextAlignLeading)
		currency.put(left+sum.width()+GapLarge*h/725, baseline, fyne.TextAlignLeading)

		rule.Move(fyne.NewPos(x, y+cardRule*h))
		rule.Resize(fyne.NewSize(w, max(1, h*2/725)))
		side := float32(cardCodeRoom) * w
		code.Move(fyne.NewPos(x+(w-side)/2, y+cardMiddle*h-side/2))
		code.Resize(fyne.NewSquareSize(side))
		// The riel's sign is drawn small in this font.
		sign.TextSize = cardCode * h * qrBadgeDisc * 0.72
		if c.view.Sign == "៛" {
			sign.TextSize *= 1.25
		}
		sign.PutMiddle(x+w/2, y+cardMiddle*h, fyne.TextAlignCenter)
	}
	p.Paint = func() {
		ground.fill(cardWhite, Tint(c, ColorLine))
		sum.Say(c.view.Amount)
		currency.Say(c.view.Currency)
		sign.Say(c.view.Sign)
		name.Say(c.view.Name)
		code.Hidden, sign.Hidden = c.modules == nil, c.modules == nil
	}
	return p.Start()
}

func Floor(v float32) float32 { return float32(math.Floor(float64(v))) }

// placeSpaced centres letters on a point with space between them.
func placeSpaced(letters []Figure, x, y, size float32) {
	const spacing = 0.12
	total := -spacing * size
	for _, f := range letters {
		f.TextSize = size
		total += f.width() + spacing*size
	}
	x -= total / 2
	for _, f := range letters {
		f.PutMiddle(x, y, fyne.TextAlignLeading)
		x += f.width() + spacing*size
	}
}

// drawFold fills the upper right half of a square.
func drawFold(w, h int, c color.NRGBA) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			// How far the pixel's middle lies above the diagonal, in pixels.
			over := float32(x)*float32(h)/float32(w) - float32(y)
			cover := min(max(over+.5, 0), 1)
			img.SetNRGBA(x, y, color.NRGBA{R: c.R, G: c.G, B: c.B, A: uint8(cover * 255)})
		}
	}
	return img
}

// drawDashes draws dashes along the whole width.
func drawDashes(w, h int, c color.NRGBA) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	dash, period := cardDash*float32(w), (cardDash+cardDashGap)*float32(w)
	for x := range w {
		if at := float32(x); at-float32(int(at/period))*period >= dash {
			continue
		}
		for y := range h {
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}
