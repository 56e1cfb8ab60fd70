package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// keypad is the touch keys: the numpad's picture, the one main action under it,
// and a row of what belongs to later versions and to help.
type keypad struct {
	root   *fyne.Container
	digits [12]*look.Key
	side   [4]*look.Button // × −% + $⇄៛
	charge *look.Button
	link   *look.Button
	cash   *look.Button
	split  *look.Button
	bottom [3]*look.Button // refund, reports, keys
	view   view.Pad
}

// padDigits are the keys row by row.
var padDigits = [12]string{"7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", "000"}

func newKeypad(do func(view.Action)) *keypad {
	p := &keypad{charge: look.NewButton(do), link: look.NewButton(do), cash: look.NewButton(do), split: look.NewButton(do)}
	p.charge.TextSize = look.SizeTitle + 2
	var objects []fyne.CanvasObject
	for i, d := range padDigits {
		p.digits[i] = look.NewKey(look.KeyDigit, d, "", func() { do(view.Action{Verb: view.DoDigits, Text: d}) })
		objects = append(objects, p.digits[i])
	}
	for i := range p.side {
		p.side[i] = look.NewButton(do)
		objects = append(objects, p.side[i].Key)
	}
	for i := range p.bottom {
		p.bottom[i] = look.NewButton(do)
		objects = append(objects, p.bottom[i].Key)
	}
	objects = append(objects, p.charge.Key, p.link.Key, p.cash.Key, p.split.Key)
	p.root = look.NewArea(p.place, objects...)
	return p
}

func (p *keypad) place(size fyne.Size) {
	const gapX, gapY, bottom = 10, 10, 58
	w := (size.Width - 3*gapX) / 4
	h := max(84, size.Height*0.12)
	at := func(i int) float32 { return float32(i) * (w + gapX) }
	for i, k := range p.digits {
		look.Put(k, at(i%3), float32(i/3)*(h+gapY), w, h)
	}
	for i, b := range p.side {
		look.Put(b.Key, at(3), float32(i)*(h+gapY), w, h)
	}
	y := 4*(h+gapY) + 2
	rest := size.Height - y - bottom - look.Gap
	cash := w * 1.21
	look.Put(p.charge.Key, 0, y, size.Width-cash-gapX, rest)
	half := (rest - gapY) / 2
	look.Put(p.link.Key, size.Width-cash, y, cash, half)
	look.Put(p.cash.Key, size.Width-cash, y+half+gapY, cash, half)
	look.Put(p.split.Key, 0, size.Height-bottom, w, bottom)
	for i, b := range p.bottom {
		look.Put(b.Key, at(i+1), size.Height-bottom, w, bottom)
	}
}

func (p *keypad) set(v view.Pad) {
	p.charge.Set(v.Charge)
	p.link.Set(v.Link)
	if p.view == v {
		return
	}
	p.view = v
	for i, b := range []view.Button{v.Quantity, v.Discount, v.Line, v.Flip} {
		p.side[i].Set(b)
	}
	p.cash.Set(v.Cash)
	p.split.Set(v.Split)
	for i, b := range []view.Button{v.Refund, v.Reports, v.Keys} {
		p.bottom[i].Set(b)
	}
}
