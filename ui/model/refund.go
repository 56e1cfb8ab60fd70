package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// refundPage is a sale of which something goes back.
type refundPage struct {
	plainPage
	row      int // the chosen line
	Sale     sale.Sale
	left     []sale.RefundLine // what may still go back
	quantity []int64           // of each, what does
	bank     bool              // sent back at the bank by hand, not in notes
	void     bool              // the whole sale is taken back, as if it had not been
	fresh    bool              // the next digit begins the line's quantity anew
}

// openRefund asks for the receipt.
func (s Model) openRefund(now time.Time) (Model, Command) {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing), nil
	}
	return s.openForm(form{of: refundOfForm{}, Fields: []field{{Kind: fieldReceipt}}})
}

// total is what goes back.
func (p refundPage) total() money.Money {
	sum := money.Money{Currency: p.Sale.Total.Currency}
	for i, l := range p.left {
		if n := p.back(i); n > 0 {
			sum = money.SumIn(sum.Currency, sum, l.Part(n).Amount)
		}
	}
	return sum
}

// back is how many of a line go back: all that is left of it when the sale is
// voided, whatever was chosen before.
func (p refundPage) back(i int) int64 {
	if p.void {
		return p.left[i].Quantity
	}
	return p.quantity[i]
}

func (refundPage) name() view.Page { return view.PageRefund }

func (refundPage) typesDigits() bool { return true }

func (p refundPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	if n, ok := p.typed(a); ok {
		return p.set(s, n, a, now), nil
	}
	last := len(p.left) - 1
	switch a.Verb {
	case view.DoUp:
		p.row, p.fresh = max(0, p.row-1), true
	case view.DoDown:
		p.row, p.fresh = min(last, p.row+1), true
	case view.DoRow:
		p.row, p.fresh = a.Index, true
	case view.DoPoint:
		return s.wholeOnly(now), nil
	case view.DoFlip:
		p.bank = !p.bank
	case view.DoNextSale:
		if !p.voidable(s) {
			return s.Say(now, view.StatusAttention, words.VoidNotNow), nil
		}
		p.void = true
		return p.giveBack(s)
	case view.DoCharge:
		if p.void = false; p.total().Minor == 0 {
			return s.Say(now, view.StatusNone, words.RefundNothing), nil
		}
		return p.giveBack(s)
	case view.DoRefund: // it opened the page
	case view.DoEscape:
		return s.closePage(), nil
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// typed is how many of the chosen line a key wants to go back; false where it is none
// of a quantity.
func (p refundPage) typed(a view.Action) (int64, bool) {
	n := p.quantity[p.row]
	switch a.Verb {
	case view.DoNextLine:
		return n + 1, true
	case view.DoDiscount:
		return n - 1, true
	case view.DoBackspace:
		return n / 10, true
	case view.DoDigits:
		return counted(n, a.Text, p.fresh), true
	case view.DoRow:
		if p.row != a.Index {
			return 0, false
		}
		if n > 0 { // touched again: one less, and then all of it
			return n - 1, true
		}
		return p.left[p.row].Quantity, true
	}
	return 0, false
}

// set has so many of the chosen line go back.
func (p refundPage) set(s Model, n int64, a view.Action, now time.Time) Model {
	if left := p.left[p.row].Quantity; n > left {
		p.fresh = p.fresh || a.Verb == view.DoRow
		return s.open(p).Say(now, view.StatusAttention, words.RefundLess, left)
	}
	p.quantity = append([]int64(nil), p.quantity...)
	p.quantity[p.row] = max(0, n)
	p.fresh = a.Verb != view.DoDigits && a.Verb != view.DoBackspace
	return s.open(p)
}

// voidable reports that the sale may be taken back whole: nothing of it went back
// yet, and its Z report was not made.
func (p refundPage) voidable(s Model) bool {
	whole := len(p.left) == len(p.Sale.Lines)
	for _, l := range p.left {
		whole = whole && l.Quantity == p.Sale.Lines[l.Position-1].Quantity
	}
	return whole && max(p.Sale.Z, 1) == s.Snap.Shift.Z
}

// giveBack asks why, and for a manager's word.
func (p refundPage) giveBack(s Model) (Model, Command) {
	fields := []field{{Kind: fieldReason}}
	if p.bank {
		fields = []field{{Kind: fieldReference}, {Kind: fieldReason}}
	}
	return s.openForm(form{of: giveForm{refund: p}, Fields: fields})
}

// show lists the lines that may go back.
func (p refundPage) show(s Model, c *view.Cashier, _ time.Time) {
	c.Pad.Line.Off, c.Pad.Discount.Off, c.Pad.Flip.Off = false, false, false // so many of a line, and the way
	v := &c.Desk
	v.Page, v.Title = view.PageRefund, s.word(words.RefundTitle)+" · "+p.total().Display()
	top := topRow(p.row)
	for i := range v.Rows {
		if top+i >= len(p.left) {
			break
		}
		l, n := p.left[top+i], p.quantity[top+i]
		line := p.Sale.Lines[l.Position-1]
		back := money.Money{Currency: l.Amount.Currency}
		if n > 0 {
			back = l.Part(n).Amount
		}
		v.Rows[i] = view.DeskRow{
			Key: strconv.Itoa(l.Position), Amount: back.Display(), Why: s.lineName(line),
			Line:   strconv.FormatInt(line.Quantity, 10) + " × " + line.Price.Display(),
			Age:    s.word(words.RefundLineOf, strconv.FormatInt(n, 10), strconv.FormatInt(l.Quantity, 10)),
			Chosen: top+i == p.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: top + i},
		}
	}
	v.Foot = s.word(words.RefundHint)
	way := s.word(words.RefundNotes)
	if p.bank {
		way = s.word(words.RefundBank)
	}
	v.Buttons[0] = s.back()
	v.Buttons[1] = keyed(way, view.DoFlip)
	v.Buttons[3] = s.own(view.DoNextSale).OffIf(!p.voidable(s))
	v.Buttons[2] = s.own(view.DoCharge).First()
}
