package ui

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"psar/assets/words"
)

// paint renders an object at a size, with the theme's paper behind it, as the
// software painter does it: the same primitives as on the screen.
func paint(t *testing.T, th fyne.Theme, size fyne.Size, o fyne.CanvasObject) image.Image {
	t.Helper()
	test.ApplyTheme(t, th)
	c := software.NewCanvas()
	c.SetPadded(false)
	paper := canvas.NewRectangle(th.Color(theme.ColorNameBackground, theme.VariantLight))
	c.SetContent(container.NewStack(paper, o))
	c.Resize(size)
	return c.Capture()
}

// at places objects at positions with their smallest size, or a given one.
type placed struct {
	o    fyne.CanvasObject
	x, y float32
	size fyne.Size
}

func board(items ...placed) fyne.CanvasObject {
	box := container.NewWithoutLayout()
	for _, i := range items {
		if i.size.IsZero() {
			i.size = i.o.MinSize()
		}
		i.o.Resize(i.size)
		i.o.Move(fyne.NewPos(i.x, i.y))
		box.Add(i.o)
	}
	return box
}

func TestWidgetsLookAsDesigned(t *testing.T) {
	key := func(kind keyKind, label, hint string, off bool) *key {
		k := newKey(kind, label, hint, nil)
		k.enable(!off)
		return k
	}
	square, wide := fyne.NewSize(108, 84), fyne.NewSize(150, 64)
	ringAt := func(side float32, left time.Duration) *ring {
		r := newRing(side)
		r.set(left, 10*time.Minute)
		return r
	}
	amount := func(v amountView) *amountField {
		a := newAmountField()
		a.set(v)
		return a
	}
	row := fyne.NewSize(864, amountHeight)
	keys := func() fyne.CanvasObject {
		return board(
			placed{key(keyDigit, "7", "", false), 10, 10, square},
			placed{key(keyDigit, "000", "", false), 128, 10, square},
			placed{key(keyFunction, "×", words.Text(words.Khmer, words.Quantity)+" *", false), 246, 10, square},
			placed{key(keyFunction, "−%", words.Text(words.Khmer, words.Discount)+" -", false), 364, 10, square},
			placed{key(keyFunction, "$ / ៛", "USD / KHR /", true), 482, 10, square},
			placed{key(keyPrimary, "KHQR", "Enter", false), 10, 104, fyne.NewSize(226, 150)},
			placed{key(keyPrimary, "KHQR", "Enter", true), 246, 104, fyne.NewSize(226, 150)},
			placed{key(keyFunction, words.Text(words.Khmer, words.Cash), "F9", false), 482, 104, fyne.NewSize(108, 150)},
			placed{newAction(keyFunction, words.Text(words.Khmer, words.CheckNow), "F5", nil), 10, 264, wide},
			placed{newAction(keyFunction, words.Text(words.Khmer, words.PrintQR), "P", nil), 170, 264, wide},
			placed{newAction(keyFunction, words.Text(words.English, words.Refund), "F7", nil), 330, 264, wide},
		)
	}
	status := func() fyne.CanvasObject {
		return board(
			placed{newChip(statusGood, words.Text(words.Khmer, words.BankLink)), 10, 10, fyne.Size{}},
			placed{newChip(statusAttention, words.Text(words.Khmer, words.BackupAge, "២ ម៉ោង")), 150, 10, fyne.Size{}},
			placed{newChip(statusBad, words.Text(words.English, words.PrinterDown, "Printer")), 330, 10, fyne.Size{}},
			placed{newChip(statusNone, words.Text(words.English, words.PrinterNone)), 500, 10, fyne.Size{}},
			placed{newMark(statusGood, 184), 10, 60, fyne.Size{}},
			placed{newMark(statusAttention, 184), 210, 60, fyne.Size{}},
			placed{newMark(statusBad, 184), 410, 60, fyne.Size{}},
			placed{ringAt(80, 8*time.Minute+12*time.Second), 10, 260, fyne.Size{}},
			placed{ringAt(108, 38*time.Second), 110, 260, fyne.Size{}},
			placed{newTrayEntry(trayView{amount: "$4.20", at: "14:29", left: 161 * time.Second, whole: 10 * time.Minute}, nil), 240, 260, fyne.Size{}},
			placed{newTrayEntry(trayView{amount: "30,000 ៛", at: "14:27", left: 38 * time.Second, whole: 10 * time.Minute}, nil), 420, 260, fyne.Size{}},
			placed{newTrayEntry(trayView{amount: "$1.00", at: "14:20", status: statusAttention}, nil), 240, 320, fyne.Size{}},
			placed{newTrayEntry(trayView{amount: "$10.21", at: "14:32", status: statusGood}, nil), 420, 320, fyne.Size{}},
			placed{newStripes(words.Text(words.English, words.TrainingBanner)), 0, 384, fyne.NewSize(640, stripesHeight)},
		)
	}
	amounts := func() fyne.CanvasObject {
		return board(
			placed{amount(amountView{caption: "Amount", currency: "USD", amount: "$3.50", note: "≈ 14,350 ៛ · 4,100"}), 10, 10, row},
			placed{amount(amountView{caption: words.Text(words.Khmer, words.Amount), currency: "KHR", amount: "14,000 ៛", note: "≈ $3.41 · 4,100"}), 10, 152, row},
			placed{amount(amountView{caption: "Amount", currency: "USD", amount: "$9,999,999.99", locked: true}), 10, 294, fyne.NewSize(480, amountHeight)},
		)
	}
	text := func() fyne.CanvasObject {
		panel := newPanel()
		return board(
			placed{panel, 10, 10, fyne.NewSize(580, 330)},
			placed{newLabel("សូមស្កេនដើម្បីបង់ប្រាក់", 44, bold, colorInk), 30, 20, fyne.Size{}},
			placed{newLabel("ខ្ញុំ ម៉ាស៊ីនបោះពុម្ព ស្ត្រី ញ៉ាំ ជ្រើស", sizeTitle, regular, colorInk), 30, 95, fyne.Size{}},
			placed{newLabel("កាហ្វេទឹកដោះគោទឹកកក", sizeList, regular, colorInk).cuttable(), 30, 145, fyne.NewSize(120, 28)},
			placed{newLabel("$3.00", sizeList, semibold, colorInk).aligned(fyne.TextAlignTrailing), 400, 145, fyne.NewSize(170, 28)},
			placed{newRule(colorLine, hairline), 30, 180, fyne.NewSize(540, 1)},
			placed{newLabel("ទឹកសុទ្ធ 500 ml", sizeList, regular, colorMuted), 30, 185, fyne.Size{}},
			placed{newRule(colorInk, totalRule), 30, 225, fyne.NewSize(540, 2)},
			placed{newLabel("សរុប", sizeList, regular, colorMuted), 30, 250, fyne.Size{}},
			placed{newLabel("$6.71", sizeTotal, bold, colorInk).aligned(fyne.TextAlignTrailing), 400, 238, fyne.NewSize(170, 54)},
		)
	}
	for _, c := range []struct {
		name string
		dark bool
		size fyne.Size
		draw func() fyne.CanvasObject
	}{
		{"keys-light", false, fyne.NewSize(600, 338), keys},
		{"keys-dark", true, fyne.NewSize(600, 338), keys},
		{"status-light", false, fyne.NewSize(640, 410), status},
		{"status-dark", true, fyne.NewSize(640, 410), status},
		{"amount-light", false, fyne.NewSize(884, 440), amounts},
		{"text-dark", true, fyne.NewSize(600, 350), text},
		{"text-light", false, fyne.NewSize(600, 350), text},
	} {
		t.Run(c.name, func(t *testing.T) {
			// The app has to run before a widget asks for its theme.
			app := test.NewTempApp(t)
			app.Settings().SetTheme(Theme{Dark: c.dark})
			test.AssertImageMatches(t, c.name+".png", paint(t, Theme{Dark: c.dark}, c.size, c.draw()))
		})
	}
}
