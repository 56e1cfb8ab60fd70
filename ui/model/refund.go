package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// refundDesk is a sale of which something goes back.
type refundDesk struct {
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
	s.Desk = desk{}
	return s.openForm(form{of: refundOfForm{}, Fields: []field{{Kind: FieldReceipt}}})
}

// total is what goes back.
func (r refundDesk) total() money.Money {
	sum := money.Money{Currency: r.Sale.Total.Currency}
	for i, l := range r.left {
		if n := r.back(i); n > 0 {
			sum = money.SumIn(sum.Currency, sum, l.Part(n).Amount)
		}
	}
	return sum
}

// back is how many of a line go back: all that is left of it when the sale is
// voided, whatever was chosen before.
func (r refundDesk) back(i int) int64 {
	if r.void {
		return r.left[i].Quantity
	}
	return r.quantity[i]
}

func (s Model) atRefund(a view.Action, now time.Time) (Model, Command) {
	r := s.Desk.Refund
	last := len(r.left) - 1
	set := func(n int64) (Model, Command) {
		if left := r.left[s.Desk.row].Quantity; n > left {
			return s.Say(now, view.StatusAttention, words.RefundLess, left), nil
		}
		r.quantity = append([]int64(nil), r.quantity...)
		r.quantity[s.Desk.row] = max(0, n)
		r.fresh = a.Verb != view.DoDigits && a.Verb != view.DoBackspace
		s.Desk.Refund = r
		return s, nil
	}
	s.Said = Said{}
	switch a.Verb {
	case view.DoUp, view.DoDown, view.DoRow:
		s.Desk.Refund.fresh = true
	}
	switch a.Verb {
	case view.DoUp:
		s.Desk.row = max(0, s.Desk.row-1)
	case view.DoDown:
		s.Desk.row = min(last, s.Desk.row+1)
	case view.DoRow:
		if s.Desk.row == a.Index { // touched again: one less, and then all of it
			if n := r.quantity[a.Index]; n > 0 {
				return set(n - 1)
			}
			return set(r.left[a.Index].Quantity)
		}
		s.Desk.row = a.Index
	case view.DoNextLine:
		return set(r.quantity[s.Desk.row] + 1)
	case view.DoDiscount:
		return set(r.quantity[s.Desk.row] - 1)
	case view.DoBackspace:
		return set(r.quantity[s.Desk.row] / 10)
	case view.DoDigits:
		return set(counted(r.quantity[s.Desk.row], a.Text, r.fresh))
	case view.DoPoint:
		return s.wholeOnly(now), nil
	case view.DoFlip:
		r.bank = !r.bank
		s.Desk.Refund = r
	case view.DoNextSale:
		if !s.voidable() {
			return s.Say(now, view.StatusAttention, words.VoidNotNow), nil
		}
		r.void = true
		return s.giveBack(r)
	case view.DoCharge:
		r.void = false
		if r.total().Minor == 0 {
			return s.Say(now, view.StatusNone, words.RefundNothing), nil
		}
		return s.giveBack(r)
	case view.DoRefund: // it opened the page
	case view.DoEscape:
		return s.closeDesk(), nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	return s, nil
}

// voidable reports that the sale may be taken back whole: nothing of it went back
// yet, and its Z report was not made.
func (s Model) voidable() bool {
	r := s.Desk.Refund
	whole := len(r.left) == len(r.Sale.Lines)
	for _, l := range r.left {
		whole = whole && l.Quantity == r.Sale.Lines[l.Position-1].Quantity
	}
	return whole && max(r.Sale.Z, 1) == s.Snap.Shift.Z
}

// giveBack asks why, and for a manager's word.
func (s Model) giveBack(r refundDesk) (Model, Command) {
	s.Desk.Refund = r
	fields := []field{{Kind: fieldReason}}
	if r.bank {
		fields = []field{{Kind: fieldReference}, {Kind: fieldReason}}
	}
	return s.openForm(form{of: giveForm{}, Fields: fields})
}

// refundView lists the lines that may go back.
func (s Model) refundView() view.Desk {
	r := s.Desk.Refund
	v := view.Desk{Page: view.PageRefund, Title: s.word(words.RefundTitle) + " · " + r.total().Display()}
	top := s.Desk.row / view.DeskRows * view.DeskRows
	for i := range v.Rows {
		if top+i >= len(r.left) {
			break
		}
		l, n := r.left[top+i], r.quantity[top+i]
		line := r.Sale.Lines[l.Position-1]
		back := money.Money{Currency: l.Amount.Currency}
		if n > 0 {
			back = l.Part(n).Amount
		}
		v.Rows[i] = view.DeskRow{
			Key: strconv.Itoa(l.Position), Amount: back.Display(), Why: s.lineName(line),
			Line:   strconv.FormatInt(line.Quantity, 10) + " × " + line.Price.Display(),
			Age:    s.word(words.RefundLineOf, strconv.FormatInt(n, 10), strconv.FormatInt(l.Quantity, 10)),
			Chosen: top+i == s.Desk.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: top + i},
		}
	}
	v.Foot = s.word(words.RefundHint)
	way := s.word(words.RefundNotes)
	if r.bank {
		way = s.word(words.RefundBank)
	}
	v.Buttons[0] = s.back()
	v.Buttons[1] = keyed(way, view.DoFlip)
	v.Buttons[3] = keyed(s.word(words.VoidSale), view.DoNextSale).OffIf(!s.voidable())
	v.Buttons[2] = keyed(s.word(words.Continue), view.DoCharge).First()
	return v
}
