package model

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// panel reads the large panel: the sale, or what became of the payment in
// front.
func (s Model) panel(now time.Time) view.Panel {
	var v view.Panel
	a, ok := s.Attempt()
	switch {
	case s.Page() != view.PageClosed:
		v = view.Panel{Kind: view.PanelDesk}
	case ok && s.Charging: // asked anew: what ended goes
		v = view.Panel{Kind: view.PanelPayment, Amount: a.Amount.Display(), Other: s.approx(a.Amount), Title: s.word(words.Preparing)}
	case !ok && s.Front == "" && !s.Cart.Empty():
		v = s.billPanel()
	case !ok && s.Front == "":
		v = s.salePanel()
	case !ok: // committed; the snapshot that shows it is on its way
		v = view.Panel{Kind: view.PanelPayment, Title: s.word(words.Preparing)}
	case a.State == payment.Shown && a.Channel == payment.ChannelLink && !s.Confirm:
		v = s.linkPanel(a, now)
	case a.InProgress():
		v = s.paymentPanel(a, now)
	case a.State == payment.Paid:
		v = s.paidPanel(a)
	default:
		v = s.endedPanel(a)
	}
	v.Said = s.saidOf(now)
	return v
}

// salePanel lists the last payments; with none it says what to do first.
func (s Model) salePanel() view.Panel {
	v := view.Panel{Kind: view.PanelSale, Title: s.word(words.LastPayments), Items: s.itemsButton()}
	type entry struct {
		at  time.Time
		row view.Row
	}
	var last []entry
	for _, sale := range s.Snap.Recent {
		last = append(last, entry{sale.Completed, s.saleRow(sale)})
	}
	for _, a := range s.Snap.Attempts {
		if !a.InProgress() && a.State != payment.Paid {
			last = append(last, entry{a.Changed, s.row(a)})
		}
	}
	slices.SortStableFunc(last, func(a, b entry) int { return b.at.Compare(a.at) })
	for i := range min(len(last), len(v.Rows)) {
		v.Rows[i] = last[i].row
	}
	if n := len(s.Snap.Held); n > 0 {
		v.Title += " · " + s.word(words.HeldTitle) + " (" + hint(view.DoHold) + "): " + strconv.Itoa(n)
	}
	if len(last) == 0 {
		v.Title, v.Sub = "", s.word(words.EmptySale)
	}
	return v
}

// saleRow is one completed sale: how it was paid, and when.
func (s Model) saleRow(sale sale.Sale) view.Row {
	r := view.Row{Status: view.StatusGood, Name: sale.Receipt.String(), Time: hourMinute(sale.Completed), Amount: sale.Total.Display()}
	var ways []string
	for _, t := range sale.Tenders {
		way := t.Name
		switch {
		case t.PaymentID != "":
			way = s.word(words.KHQR)
		case t.Kind.Cash():
			way = s.word(words.Cash)
		}
		if !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
	}
	r.Middle = strings.Join(ways, " + ")
	return r
}

// row is one payment that did not become a sale.
func (s Model) row(a payment.Attempt) view.Row {
	r := view.Row{Status: view.StatusAttention, Time: hourMinute(a.Changed), Amount: a.Amount.Display()}
	switch a.State {
	case payment.Cancelled:
		r.Status, r.Name = view.StatusNone, s.word(words.Cancelled)
	case payment.Expired:
		r.Status, r.Name = view.StatusNone, s.word(words.Expired)
	case payment.Refused:
		r.Status, r.Name = view.StatusBad, s.word(words.Refused)
	case payment.Unmatched:
		r.Name, r.Middle = s.word(words.Unmatched), s.word(words.UnmatchedHint)
		if a.Received != (money.Money{}) {
			r.Amount = a.Received.Display()
		}
	default:
		r.Name = s.word(words.OutcomeUnknown)
	}
	return r
}

// paymentPanel shows a payment under way, and how the answer is coming along.
func (s Model) paymentPanel(a payment.Attempt, now time.Time) view.Panel {
	v := view.Panel{
		Kind: view.PanelPayment, Amount: a.Amount.Display(), Other: s.approx(a.Amount),
		Title: s.word(words.Preparing),
	}
	if off := s.Snap.TakenOff[a.Sale]; off.Minor > 0 {
		v.Other = strings.TrimPrefix(v.Other+" · ", " · ") + s.word(words.PaperDiscount) + " " + off.Negative().Display()
	}
	shown := a.State == payment.Shown
	over := shown && !a.Expires.IsZero() && a.TimeLeft(now) == 0
	switch {
	case over:
		v.Title, v.Sub = s.word(words.LastCheck), s.word(words.LastCheckHint)
	case shown && a.Channel == payment.ChannelLink: // the cancel question
		v.Title = s.word(words.LinkTitle)
	case shown:
		v.Title, v.Sub, v.Card = s.word(words.WaitingForBank), s.word(words.CodeIsShown), cardOf(a)
		if !a.Expires.IsZero() {
			v.Left, v.Whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
		}
	}
	v.Detail, v.Warn = s.progress(a, now)
	if s.Confirm {
		v.Kind, v.Title, v.Sub = view.PanelAsk, s.word(words.CancelQuestion), ""
		v.Detail, v.Warn = s.word(words.CancelWarning), true
		v.Buttons[0] = keyed(s.word(words.CancelNo), view.DoEscape).First()
		v.Buttons[1] = keyed(s.word(words.CancelYes), view.DoConfirm)
		return v
	}
	if a.AwaitsPayee() {
		return s.heldPanel(v, a)
	}
	v.Buttons = [5]view.Button{
		keyed(s.word(words.CheckNow), view.DoCheckNow),
		keyed(s.word(words.PrintQR), view.DoPrint).OffIf(!shown || over || !s.hasPrinter(settings.RoleSlip)),
		keyed(s.word(words.NextSale), view.DoNextSale),
		keyed(s.word(words.Cancel), view.DoEscape),
	}
	if s.canPay {
		v.Buttons[4] = keyed(s.word(words.CustomerPays), view.DoPay).OffIf(!shown)
	}
	return v
}

// heldPanel asks whose account a good code pays, before anybody sees it.
func (s Model) heldPanel(v view.Panel, a payment.Attempt) view.Panel {
	v.Title, v.Sub, v.Strong = s.word(words.PayeeHeld), payeeText(a.Payee), true
	v.Detail, v.Warn = s.word(words.PayeeHeldHint), true
	ours := keyed(s.word(words.PayeeYes), view.DoOurs).First()
	if q, ok := s.question(); ok && q.Asks(a) && len(q.Differences()) > 0 {
		v.Title, v.Detail, v.Compare = s.word(words.PayeeStill), s.word(words.PayeeStillHint), s.compare(q)
		ours.Primary = q.Varies() // what may be a theft suggests no yes
		if q.Varies() {
			v.Title, v.Detail, ours.Label = s.word(words.PayeeVaries), s.word(words.PayeeVariesHint), s.word(words.PayeeVariesYes)
		}
	}
	v.Buttons = [5]view.Button{
		ours,
		keyed(s.word(words.PayeeNo), view.DoNotOurs),
		keyed(s.word(words.NextSale), view.DoNextSale),
		keyed(s.word(words.Cancel), view.DoEscape),
	}
	return v
}

// payeeText is whom a code pays: the name that it gives, and the account.
func payeeText(p payment.Payee) string {
	if p.Name == "" {
		return p.Account
	}
	return p.Name + " · " + p.Account
}

// linkPanel shows a payment link: to be copied, printed, or scanned from here.
func (s Model) linkPanel(a payment.Attempt, now time.Time) view.Panel {
	v := view.Panel{
		Kind: view.PanelLink, Title: s.word(words.LinkTitle), Sub: s.word(words.LinkHint),
		Amount: a.Amount.Display(), Other: s.approx(a.Amount), Link: s.linkOf(a),
	}
	if !a.Expires.IsZero() {
		v.Detail = s.word(words.LinkGoodUntil, dateTime(a.Expires))
	}
	if !payableLink(a, now) {
		v.Link, v.Title, v.Sub = "", s.word(words.LastCheck), s.word(words.LastCheckHint)
	}
	if text, warn := s.progress(a, now); warn && a.Problem != "" {
		v.Detail, v.Warn = text, true
	}
	none := v.Link == ""
	v.Buttons = [5]view.Button{
		keyed(s.word(words.NextSale), view.DoNextSale).First(),
		keyed(s.word(words.LinkCopy), view.DoCopy).OffIf(none),
		keyed(s.word(words.LinkPrint), view.DoPrint).OffIf(none || !s.hasPrinter(settings.RoleSlip)),
		keyed(s.word(words.CheckNow), view.DoCheckNow),
		keyed(s.word(words.Cancel), view.DoEscape),
	}
	return v
}

// dateTime writes a day and time in full; stamp leaves the day out today.
func dateTime(t time.Time) string { return t.In(money.PhnomPenh).Format("02/01/2006 15:04") }

func stamp(t, now time.Time) string {
	if t.In(money.PhnomPenh).Format(time.DateOnly) == now.In(money.PhnomPenh).Format(time.DateOnly) {
		return hourMinute(t)
	}
	return dateTime(t)
}

// progress says how the bank's answer is coming along, and whether that needs a
// look. Nothing here moves a payment: only an answer does.
func (s Model) progress(a payment.Attempt, now time.Time) (string, bool) {
	quiet := now.Sub(a.Created)
	if a.State == payment.Shown {
		quiet = now.Sub(latest(a.Changed, a.LastVerify))
		if at, ok := s.checked[a.ID]; ok {
			quiet = max(quiet, now.Sub(at)+checkingAfter) // asked by hand: say so at once
		}
	}
	switch {
	case a.Problem == fault.GatewayUnreachable:
		since := a.Changed
		if s.Snap.Gateway.Problem == a.Problem {
			since = s.Snap.Gateway.Since
		}
		return s.word(words.UnreachableSince, hourMinute(since)), true
	case quiet >= slowAfter:
		return s.word(words.BankSlow), true
	case a.Problem != "":
		return errorText(s.Language, a.Problem, detailOf(a)), true
	case quiet >= checkingAfter:
		return s.word(words.Checking), false
	}
	return s.word(words.AmountLocked), false
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// cardOf is what the card says: the payee as the checked code names it.
func cardOf(a payment.Attempt) view.Card {
	name := a.Payee.NameKhmer
	if name == "" {
		name = a.Payee.Name
	}
	return view.Card{
		Payload: a.QR, Name: name, Amount: a.Amount.Grouped(),
		Currency: string(a.Amount.Currency), Sign: a.Amount.Currency.Symbol(),
	}
}

func (s Model) paidPanel(a payment.Attempt) view.Panel {
	return view.Panel{
		Kind: view.PanelPaid, Status: view.StatusGood, Title: s.word(words.Paid), Amount: a.Amount.Display(),
		Sub:    s.word(words.PaidLine, hourMinuteSecond(a.Changed), s.Snap.Receipts[a.ID].String()),
		Detail: s.word(words.NextDigit),
	}
}

// endedPanel says why a payment did not become a sale, and what to do next.
func (s Model) endedPanel(a payment.Attempt) view.Panel {
	v := view.Panel{Kind: view.PanelEnded, Status: view.StatusAttention, Amount: a.Amount.Display()}
	switch a.State {
	case payment.Cancelled:
		v.Status, v.Title, v.Detail = view.StatusNone, s.word(words.Cancelled), s.word(words.StillWatched)
	case payment.Expired:
		v.Title, v.Detail = s.word(words.Expired), s.word(words.ExpiredHint)
	case payment.Refused:
		v.Status = view.StatusBad
		v.Title, v.Detail = s.problem(a)
	case payment.Unmatched:
		v.Title, v.Detail = s.word(words.Unmatched), s.word(words.UnmatchedHint)
		if a.Problem != "" {
			v.Title, v.Detail = s.problem(a)
		}
	default:
		v.Title, v.Detail = s.word(words.OutcomeUnknown), s.word(words.OutcomeUnknownHint)
		if !a.Watched {
			v.Detail = s.word(words.UnknownEnd)
		}
	}
	back := keyed(s.word(words.Close), view.DoEscape)
	v.Buttons[0] = back
	if a.State == payment.Unmatched {
		v.Buttons[1] = keyed(s.word(words.Unmatched), view.DoUnmatched)
	}
	if worthAgain(a) {
		again := keyed(s.word(words.NewCode), view.DoCharge)
		if a.State == payment.Refused {
			again.Label = s.word(words.TryAgain)
		}
		v.Buttons[0], v.Buttons[1] = again, back
	}
	return v
}

// problem is an attempt's failure: what happened, and what to do next.
func (s Model) problem(a payment.Attempt) (title, hint string) {
	code := string(a.Problem)
	return words.ErrorMessage(s.Language, code, detailOf(a)), words.ErrorHint(s.Language, code, detailOf(a))
}

// detailOf is what a person can use of an attempt's detail. Of another account
// that is its name, never the decoder's sentence, which is for the log; of
// another amount, what came, written like every amount.
func detailOf(a payment.Attempt) string {
	if a.Problem == fault.PaymentMismatch && a.Received != (money.Money{}) {
		return a.Received.Display()
	}
	if a.Problem == fault.QRAccount && (strings.ContainsAny(a.Detail, " \t") || !strings.Contains(a.Detail, "@")) {
		return ""
	}
	return a.Detail
}
