package ui

import "fyne.io/fyne/v2"

// keypad is the touch keys: the numpad's picture, the one main action under it,
// and a row of what belongs to later versions and to help.
type keypad struct {
	root   *fyne.Container
	digits [12]*key
	side   [4]*button // × −% + $⇄៛
	charge *button
	link   *button
	cash   *button
	split  *button
	bottom [3]*key // refund, reports, keys
	view   padView
}

// padDigits are the keys row by row.
var padDigits = [12]string{"7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", "000"}

func newKeypad(do func(action)) *keypad {
	p := &keypad{charge: newButton(do), link: newButton(do), cash: newButton(do), split: newButton(do)}
	p.charge.size = sizeTitle + 2
	var objects []fyne.CanvasObject
	for i, d := range padDigits {
		p.digits[i] = newKey(keyDigit, d, "", func() { do(action{verb: doDigits, text: d}) })
		objects = append(objects, p.digits[i])
	}
	for i := range p.side {
		p.side[i] = newButton(do)
		objects = append(objects, p.side[i].key)
	}
	for i, v := range []verb{doRefund, doDay, doHelp} {
		p.bottom[i] = newKey(keyFunction, "", "", func() { do(action{verb: v}) })
		objects = append(objects, p.bottom[i])
	}
	objects = append(objects, p.charge.key, p.link.key, p.cash.key, p.split.key)
	p.root = newArea(p.place, objects...)
	return p
}

func (p *keypad) place(size fyne.Size) {
	const gapX, gapY, bottom = 10, 10, 58
	w := (size.Width - 3*gapX) / 4
	h := max(84, size.Height*0.12)
	at := func(i int) float32 { return float32(i) * (w + gapX) }
	for i, k := range p.digits {
		put(k, at(i%3), float32(i/3)*(h+gapY), w, h)
	}
	for i, b := range p.side {
		put(b.key, at(3), float32(i)*(h+gapY), w, h)
	}
	y := 4*(h+gapY) + 2
	rest := size.Height - y - bottom - gap
	cash := w * 1.21
	put(p.charge.key, 0, y, size.Width-cash-gapX, rest)
	half := (rest - gapY) / 2
	put(p.link.key, size.Width-cash, y, cash, half)
	put(p.cash.key, size.Width-cash, y+half+gapY, cash, half)
	put(p.split.key, 0, size.Height-bottom, w, bottom)
	for i, k := range p.bottom {
		put(k, at(i+1), size.Height-bottom, w, bottom)
	}
}

func (p *keypad) set(v padView) {
	p.charge.set(v.charge)
	p.link.set(v.link)
	if p.view == v {
		return
	}
	p.view = v
	for i, b := range []buttonView{v.quantity, v.discount, v.line, v.flip} {
		p.side[i].set(b)
	}
	p.cash.set(v.cash)
	p.split.set(v.split)
	for i, b := range [][2]string{{v.refund, "F7"}, {v.reports, "F12"}, {v.keys, "F1"}} {
		p.bottom[i].set(b[0], b[1])
	}
}
