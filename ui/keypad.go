package ui

import "fyne.io/fyne/v2"

// keypad is the touch keys: the numpad's picture, the one main action under it,
// and a row of what belongs to later versions and to help.
type keypad struct {
	root   *fyne.Container
	digits [12]*key
	side   [4]*key // × −% + $⇄៛
	charge *button
	link   *button
	cash   *key
	bottom [4]*key // split, refund, reports, keys
	view   padView
}

// padDigits are the keys row by row.
var padDigits = [12]string{"7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", "000"}

func newKeypad(do func(action)) *keypad {
	p := &keypad{charge: newButton(do), link: newButton(do)}
	p.charge.size = sizeTitle + 2
	var objects []fyne.CanvasObject
	for i, d := range padDigits {
		p.digits[i] = newKey(keyDigit, d, "", func() { do(action{verb: doDigits, text: d}) })
		objects = append(objects, p.digits[i])
	}
	later := func() { do(action{verb: doLater}) }
	for i, sign := range []string{"×", "−%", "+", "$ ⇄ ៛"} {
		p.side[i] = newKey(keyFunction, sign, "", later)
		objects = append(objects, p.side[i])
	}
	p.side[3].onTap = func() { do(p.view.flip.action) }
	p.cash = newKey(keyFunction, "", "", later)
	for i := range p.bottom {
		p.bottom[i] = newKey(keyFunction, "", "", later)
		objects = append(objects, p.bottom[i])
	}
	p.bottom[3].onTap = func() { do(action{verb: doHelp}) }
	for _, k := range []*key{p.side[0], p.side[1], p.side[2], p.cash, p.bottom[0], p.bottom[1], p.bottom[2]} {
		k.enable(false)
	}
	objects = append(objects, p.charge.key, p.link.key, p.cash)
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
	for i, k := range p.side {
		put(k, at(3), float32(i)*(h+gapY), w, h)
	}
	y := 4*(h+gapY) + 2
	rest := size.Height - y - bottom - gap
	cash := w * 1.21
	put(p.charge.key, 0, y, size.Width-cash-gapX, rest)
	half := (rest - gapY) / 2
	put(p.link.key, size.Width-cash, y, cash, half)
	put(p.cash, size.Width-cash, y+half+gapY, cash, half)
	for i, k := range p.bottom {
		put(k, at(i), size.Height-bottom, w, bottom)
	}
}

func (p *keypad) set(v padView) {
	p.charge.set(v.charge)
	p.link.set(v.link)
	if p.view == v {
		return
	}
	p.view = v
	for i, hint := range []string{v.quantity, v.discount, v.line} {
		p.side[i].set(p.side[i].label, hint)
	}
	p.side[3].set(v.flip.label, v.flip.hint)
	p.side[3].enable(!v.flip.off)
	p.cash.set(v.cash, "F9")
	for i, b := range [][2]string{{v.split, "F10"}, {v.refund, "F7"}, {v.reports, "F12"}, {v.keys, "F1"}} {
		p.bottom[i].set(b[0], b[1])
	}
}
