package ui

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

// refundDesk is a sale of which something goes back.
type refundDesk struct {
	sale     sale.Sale
	left     []sale.RefundLine // what may still go back
	quantity []int64           // of each, what does
	bank     bool              // sent back at the bank by hand, not in notes
	void     bool              // the whole sale is taken back, as if it had not been
	fresh    bool              // the next digit begins the line's quantity anew
}

type (
	// refundableCommand asks what of a receipt may still go back.
	refundableCommand struct{ number id.Receipt }
	refundCommand     struct{ request pos.RefundRequest }
)

func (refundableCommand) command() {}
func (refundCommand) command()     {}

// openRefund asks for the receipt.
func (s state) openRefund(now time.Time) (state, command) {
	if s.charging {
		return s.say(now, statusNone, words.Preparing), nil
	}
	s.desk = desk{}
	return s.openForm(form{task: taskRefundOf, fields: []field{{kind: fieldReceipt}}})
}

// refundLines shows the receipt's lines: all that is left goes back, until
// somebody says otherwise.
func (s state) refundLines(o outcome, err error, now time.Time) state {
	s.desk.form.busy = false
	if s.desk.page != deskForm || s.desk.form.task != taskRefundOf {
		return s
	}
	if err == nil && len(o.left) == 0 {
		err = fault.New(fault.RefundOver, money.Money{Currency: o.sale.Total.Currency}.Display())
	}
	if err != nil {
		return s.turnedDown(err, now)
	}
	r := refundDesk{sale: o.sale, left: o.left, quantity: make([]int64, len(o.left)), fresh: true}
	for i, l := range o.left {
		r.quantity[i] = l.Quantity
	}
	s.desk = desk{page: deskRefund, refund: r}
	return s
}

// total is what goes back.
func (r refundDesk) total() money.Money {
	sum := money.Money{Currency: r.sale.Total.Currency}
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

func (s state) atRefund(a action, now time.Time) (state, command) {
	r := s.desk.refund
	last := len(r.left) - 1
	set := func(n int64) (state, command) {
		if left := r.left[s.desk.row].Quantity; n > left {
			return s.say(now, statusAttention, words.RefundLess, left), nil
		}
		r.quantity = append([]int64(nil), r.quantity...)
		r.quantity[s.desk.row] = max(0, n)
		r.fresh = a.verb != doDigits && a.verb != doBackspace
		s.desk.refund = r
		return s, nil
	}
	s.said = said{}
	switch a.verb {
	case doUp, doDown, doRow:
		s.desk.refund.fresh = true
	}
	switch a.verb {
	case doUp:
		s.desk.row = max(0, s.desk.row-1)
	case doDown:
		s.desk.row = min(last, s.desk.row+1)
	case doRow:
		if s.desk.row == a.index { // touched again: one less, and then all of it
			if n := r.quantity[a.index]; n > 0 {
				return set(n - 1)
			}
			return set(r.left[a.index].Quantity)
		}
		s.desk.row = a.index
	case doNextLine:
		return set(r.quantity[s.desk.row] + 1)
	case doDiscount:
		return set(r.quantity[s.desk.row] - 1)
	case doBackspace:
		return set(r.quantity[s.desk.row] / 10)
	case doDigits:
		return set(counted(r.quantity[s.desk.row], a.text, r.fresh))
	case doPoint:
		return s.wholeOnly(now), nil
	case doFlip:
		r.bank = !r.bank
		s.desk.refund = r
	case doNextSale:
		if !s.voidable() {
			return s.say(now, statusAttention, words.VoidNotNow), nil
		}
		r.void = true
		return s.giveBack(r)
	case doCharge:
		r.void = false
		if r.total().Minor == 0 {
			return s.say(now, statusNone, words.RefundNothing), nil
		}
		return s.giveBack(r)
	case doRefund: // it opened the page
	case doEscape:
		return s.closeDesk(), nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	return s, nil
}

// voidable reports that the sale may be taken back whole: nothing of it went back
// yet, and its Z report was not made.
func (s state) voidable() bool {
	r := s.desk.refund
	whole := len(r.left) == len(r.sale.Lines)
	for _, l := range r.left {
		whole = whole && l.Quantity == r.sale.Lines[l.Position-1].Quantity
	}
	return whole && max(r.sale.Z, 1) == s.snap.Shift.Z
}

// giveBack asks why, and for a manager's word.
func (s state) giveBack(r refundDesk) (state, command) {
	s.desk.refund = r
	fields := []field{{kind: fieldReason}}
	if r.bank {
		fields = []field{{kind: fieldReference}, {kind: fieldReason}}
	}
	return s.openForm(form{task: taskGive, fields: fields})
}

// refundOf is what the till is asked to give back.
func (s state) refundOf(f form) command {
	r := s.desk.refund
	request := pos.RefundRequest{
		Receipt: r.sale.Receipt, Reason: f.value(fieldReason), Reference: f.value(fieldReference), Lines: map[int]int64{},
		Approval: f.word(),
	}
	for i, l := range r.left {
		if n := r.back(i); n > 0 {
			request.Lines[l.Position] = n
		}
	}
	if r.void {
		request.Kind, request.Lines = sale.RefundVoid, nil
	}
	return refundCommand{request}
}

// gaveBack takes what came of it: what the cashier has to count out.
func (s state) gaveBack(o outcome, err error, now time.Time) state {
	if s.desk.page != deskReview {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	var back []money.Money
	for _, t := range o.refund.Paid {
		back = append(back, t.Amount)
	}
	s.desk.result = said{key: words.DidGive, args: []any{sums(back), o.refund.Number.String()}, status: statusGood}
	if s.desk.refund.bank {
		s.desk.result.key = words.DidGiveBank
	}
	if s.desk.refund.void {
		s.desk.result.key = words.DidVoid
	}
	s.desk.page = deskDone
	return s
}

// refundView lists the lines that may go back.
func (s state) refundView() deskView {
	r := s.desk.refund
	v := deskView{page: deskRefund, title: s.word(words.RefundTitle) + " · " + r.total().Display()}
	top := s.desk.row / deskRows * deskRows
	for i := range v.rows {
		if top+i >= len(r.left) {
			break
		}
		l, n := r.left[top+i], r.quantity[top+i]
		line := r.sale.Lines[l.Position-1]
		back := money.Money{Currency: l.Amount.Currency}
		if n > 0 {
			back = l.Part(n).Amount
		}
		v.rows[i] = deskRow{
			key: strconv.Itoa(l.Position), amount: back.Display(), why: s.lineName(line),
			line:   strconv.FormatInt(line.Quantity, 10) + " × " + line.Price.Display(),
			age:    s.word(words.RefundLineOf, strconv.FormatInt(n, 10), strconv.FormatInt(l.Quantity, 10)),
			chosen: top+i == s.desk.row, plain: true, action: action{verb: doRow, index: top + i},
		}
	}
	v.foot = s.word(words.RefundHint)
	way := s.word(words.RefundNotes)
	if r.bank {
		way = s.word(words.RefundBank)
	}
	v.buttons[0] = s.back()
	v.buttons[1] = buttonView{label: way, hint: "/", action: action{verb: doFlip}}
	v.buttons[3] = buttonView{label: s.word(words.VoidSale), hint: "F2", action: action{verb: doNextSale}, off: !s.voidable()}
	v.buttons[2] = buttonView{label: s.word(words.Continue), hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true}
	return v
}

// aboutRefund is what the form of a refund, or its review, is about.
func (s state) aboutRefund(v deskView) deskView {
	r := s.desk.refund
	v.title = s.word(words.RefundTitle)
	if r.void {
		v.title = s.word(words.VoidSale)
	}
	if r.sale.ID == "" {
		return v
	}
	v.amount = r.total().Display()
	v.facts[0] = s.word(words.RefundOf, r.sale.Receipt.String(), dateTime(r.sale.Completed), r.sale.Total.Display())
	return v
}
