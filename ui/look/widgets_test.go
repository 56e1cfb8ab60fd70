package look

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/ui/uitest"
	"psar/ui/view"
)

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
	key := func(kind KeyKind, label, hint string, off bool) *Key {
		k := NewKey(kind, label, hint, nil)
		k.enable(!off)
		return k
	}
	square, wide := fyne.NewSize(108, 84), fyne.NewSize(150, 64)
	ringAt := func(side float32, left time.Duration) *Ring {
		r := NewRing(side)
		r.Set(left, 10*time.Minute)
		return r
	}
	amount := func(v view.Amount) *Amount {
		a := NewAmount()
		a.Set(v)
		return a
	}
	row := fyne.NewSize(864, AmountHeight)
	keys := func() fyne.CanvasObject {
		return board(
			placed{key(KeyDigit, "7", "", false), 10, 10, square},
			placed{key(KeyDigit, "000", "", false), 128, 10, square},
			placed{key(KeyFunction, "×", words.Text(words.Khmer, words.Quantity)+" *", false), 246, 10, square},
			placed{key(KeyFunction, "−%", words.Text(words.Khmer, words.Discount)+" -", false), 364, 10, square},
			placed{key(KeyFunction, "$ / ៛", "USD / KHR /", true), 482, 10, square},
			placed{key(KeyPrimary, "KHQR", "Enter", false), 10, 104, fyne.NewSize(226, 150)},
			placed{key(KeyPrimary, "KHQR", "Enter", true), 246, 104, fyne.NewSize(226, 150)},
			placed{key(KeyFunction, words.Text(words.Khmer, words.Cash), "F9", false), 482, 104, fyne.NewSize(108, 150)},
			placed{newAction(KeyFunction, words.Text(words.Khmer, words.CheckNow), "F5", nil), 10, 264, wide},
			placed{newAction(KeyFunction, words.Text(words.Khmer, words.PrintQR), "P", nil), 170, 264, wide},
			placed{newAction(KeyFunction, words.Text(words.English, words.Refund), "F7", nil), 330, 264, wide},
		)
	}
	status := func() fyne.CanvasObject {
		return board(
			placed{NewChip(view.StatusGood, words.Text(words.Khmer, words.BankLink)), 10, 10, fyne.Size{}},
			placed{NewChip(view.StatusAttention, words.Text(words.Khmer, words.BackupAge, "២ ម៉ោង")), 150, 10, fyne.Size{}},
			placed{NewChip(view.StatusBad, words.Text(words.English, words.PrinterDown, "Printer")), 330, 10, fyne.Size{}},
			placed{NewChip(view.StatusNone, words.Text(words.English, words.PrinterNone)), 500, 10, fyne.Size{}},
			placed{NewMark(view.StatusGood, 184), 10, 60, fyne.Size{}},
			placed{NewMark(view.StatusAttention, 184), 210, 60, fyne.Size{}},
			placed{NewMark(view.StatusBad, 184), 410, 60, fyne.Size{}},
			placed{ringAt(80, 8*time.Minute+12*time.Second), 10, 260, fyne.Size{}},
			placed{ringAt(108, 38*time.Second), 110, 260, fyne.Size{}},
			placed{NewTray(view.Tray{Amount: "$4.20", At: "14:29", Left: 161 * time.Second, Whole: 10 * time.Minute}, nil), 240, 260, fyne.Size{}},
			placed{NewTray(view.Tray{Amount: "30,000 ៛", At: "14:27", Left: 38 * time.Second, Whole: 10 * time.Minute}, nil), 420, 260, fyne.Size{}},
			placed{NewTray(view.Tray{Amount: "$1.00", At: "14:20", Status: view.StatusAttention}, nil), 240, 320, fyne.Size{}},
			placed{NewTray(view.Tray{Amount: "$10.21", At: "14:32", Status: view.StatusGood}, nil), 420, 320, fyne.Size{}},
			placed{NewStripes(words.Text(words.English, words.TrainingBanner)), 0, 384, fyne.NewSize(640, StripesHeight)},
		)
	}
	amounts := func() fyne.CanvasObject {
		return board(
			placed{amount(view.Amount{Caption: "Amount", Currency: "USD", Amount: "$3.50", Note: "≈ 14,350 ៛ · 4,100"}), 10, 10, row},
			placed{amount(view.Amount{Caption: words.Text(words.Khmer, words.Amount), Currency: "KHR", Amount: "14,000 ៛", Note: "≈ $3.41 · 4,100"}), 10, 152, row},
			placed{amount(view.Amount{Caption: "Amount", Currency: "USD", Amount: "$9,999,999.99", Locked: true}), 10, 294, fyne.NewSize(480, AmountHeight)},
		)
	}
	text := func() fyne.CanvasObject {
		panel := NewPanel()
		return board(
			placed{panel, 10, 10, fyne.NewSize(580, 330)},
			placed{NewLabel("សូមស្កេនដើម្បីបង់ប្រាក់", 44, Bold, ColorInk), 30, 20, fyne.Size{}},
			placed{NewLabel("ខ្ញុំ ម៉ាស៊ីនបោះពុម្ព ស្ត្រី ញ៉ាំ ជ្រើស", SizeTitle, Regular, ColorInk), 30, 95, fyne.Size{}},
			placed{NewLabel("កាហ្វេទឹកដោះគោទឹកកក", SizeList, Regular, ColorInk).Cuttable(), 30, 145, fyne.NewSize(120, 28)},
			placed{NewLabel("$3.00", SizeList, Semibold, ColorInk).Aligned(fyne.TextAlignTrailing), 400, 145, fyne.NewSize(170, 28)},
			placed{NewRule(ColorLine, Hairline), 30, 180, fyne.NewSize(540, 1)},
			placed{NewLabel("ទឹកសុទ្ធ 500 ml", SizeList, Regular, ColorMuted), 30, 185, fyne.Size{}},
			placed{NewRule(ColorInk, totalRule), 30, 225, fyne.NewSize(540, 2)},
			placed{NewLabel("សរុប", SizeList, Regular, ColorMuted), 30, 250, fyne.Size{}},
			placed{NewLabel("$6.71", SizeTotal, Bold, ColorInk).Aligned(fyne.TextAlignTrailing), 400, 238, fyne.NewSize(170, 54)},
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
			uitest.AssertPicture(t, c.name+".png", uitest.Paint(t, Theme{Dark: c.dark}, c.size, c.draw()))
		})
	}
}
