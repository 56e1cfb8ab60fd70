package ui

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
)

// panel reads the large panel: the sale, or what became of the payment in
// front.
func (s state) panel(now time.Time) panelView {
	var v panelView
	a, ok := s.attempt()
	switch {
	case s.desk.page != deskClosed:
		v = panelView{kind: panelDesk}
	case ok && s.charging: // asked anew: what ended goes
		v = panelView{kind: panelPayment, amount: a.Amount.Display(), other: s.approx(a.Amount), title: s.word(words.Preparing)}
	case !ok && s.front == "" && !s.cart.empty():
		v = s.billPanel()
	case !ok && s.front == "":
		v = s.salePanel()
	case !ok: // committed; the snapshot that shows it is on its way
		v = panelView{kind: panelPayment, title: s.word(words.Preparing)}
	case a.State == payment.Shown && a.Channel == payment.ChannelLink && !s.confirm:
		v = s.linkPanel(a, now)
	case a.InProgress():
		v = s.paymentPanel(a, now)
	case a.State == payment.Paid:
		v = s.paidPanel(a)
	default:
		v = s.endedPanel(a)
	}
	v.said = s.saidOf(now)
	return v
}

// salePanel lists the last payments; with none it says what to do first.
func (s state) salePanel() panelView {
	v := panelView{kind: panelSale, title: s.word(words.LastPayments), items: s.itemsButton()}
	type entry struct {
		at  time.Time
		row rowView
	}
	var last []entry
	for _, sale := range s.snap.Recent {
		last = append(last, entry{sale.Completed, s.saleRow(sale)})
	}
	for _, a := range s.snap.Attempts {
		if !a.InProgress() && a.State != payment.Paid {
			last = append(last, entry{a.Changed, s.row(a)})
		}
	}
	slices.SortStableFunc(last, func(a, b entry) int { return b.at.Compare(a.at) })
	for i := range min(len(last), len(v.rows)) {
		v.rows[i] = last[i].row
	}
	if n := len(s.snap.Held); n > 0 {
		v.title += " · " + s.word(words.HeldTitle) + " (H): " + strconv.Itoa(n)
	}
	if len(last) == 0 {
		v.title, v.sub = "", s.word(words.EmptySale)
	}
	return v
}

// saleRow is one completed sale: how it was paid, and when.
func (s state) saleRow(sale sale.Sale) rowView {
	r := rowView{status: statusGood, name: sale.Receipt.String(), time: hourMinute(sale.Completed), amount: sale.Total.Display()}
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
	r.middle = strings.Join(ways, " + ")
	return r
}

// row is one payment that did not become a sale.
func (s state) row(a payment.Attempt) rowView {
	r := rowView{status: statusAttention, time: hourMinute(a.Changed), amount: a.Amount.Display()}
	switch a.State {
	case payment.Cancelled:
		r.status, r.name = statusNone, s.word(words.Cancelled)
	case payment.Expired:
		r.status, r.name = statusNone, s.word(words.Expired)
	case payment.Refused:
		r.status, r.name = statusBad, s.word(words.Refused)
	case payment.Unclaimed:
		r.name, r.middle = s.word(words.Unclaimed), s.word(words.UnclaimedHint)
		if a.Received != (money.Money{}) {
			r.amount = a.Received.Display()
		}
	default:
		r.name = s.word(words.OutcomeUnknown)
	}
	return r
}

// paymentPanel shows a payment under way, and how the answer is coming along.
func (s state) paymentPanel(a payment.Attempt, now time.Time) panelView {
	v := panelView{
		kind: panelPayment, amount: a.Amount.Display(), other: s.approx(a.Amount),
		title: s.word(words.Preparing),
	}
	shown := a.State == payment.Shown
	over := shown && !a.Expires.IsZero() && a.TimeLeft(now) == 0
	switch {
	case over:
		v.title, v.sub = s.word(words.LastCheck), s.word(words.LastCheckHint)
	case shown && a.Channel == payment.ChannelLink: // the cancel question
		v.title = s.word(words.LinkTitle)
	case shown:
		v.title, v.sub, v.card = s.word(words.WaitingForBank), s.word(words.CodeIsShown), cardOf(a)
		if !a.Expires.IsZero() {
			v.left, v.whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
		}
	}
	v.detail, v.warn = s.progress(a, now)
	if s.confirm {
		v.kind, v.title, v.sub = panelAsk, s.word(words.CancelQuestion), ""
		v.detail, v.warn = s.word(words.CancelWarning), true
		v.buttons[0] = buttonView{label: s.word(words.CancelNo), hint: "Esc", action: action{verb: doEscape}, primary: true}
		v.buttons[1] = buttonView{label: s.word(words.CancelYes), hint: "F4", action: action{verb: doConfirm}}
		return v
	}
	if a.Held() {
		return s.heldPanel(v, a)
	}
	v.buttons = [5]buttonView{
		{label: s.word(words.CheckNow), hint: "F5", action: action{verb: doCheckNow}},
		{label: s.word(words.PrintQR), hint: "P", action: action{verb: doPrint}, off: !shown || over || !s.hasPrinter(settings.RoleSlip)},
		{label: s.word(words.NextSale), hint: "F2", action: action{verb: doNextSale}},
		{label: s.word(words.Cancel), hint: "Esc", action: action{verb: doEscape}},
	}
	if s.canPay {
		v.buttons[4] = buttonView{label: s.word(words.CustomerPays), hint: "F8", action: action{verb: doPay}, off: !shown}
	}
	return v
}

// heldPanel asks whose account a good code pays, before anybody sees it.
func (s state) heldPanel(v panelView, a payment.Attempt) panelView {
	v.title, v.sub, v.strong = s.word(words.PayeeHeld), payeeText(a.Payee), true
	v.detail, v.warn = s.word(words.PayeeHeldHint), true
	v.buttons = [5]buttonView{
		{label: s.word(words.PayeeYes), hint: "Y", action: action{verb: doOurs}, primary: true},
		{label: s.word(words.PayeeNo), hint: "N", action: action{verb: doNotOurs}},
		{label: s.word(words.NextSale), hint: "F2", action: action{verb: doNextSale}},
		{label: s.word(words.Cancel), hint: "Esc", action: action{verb: doEscape}},
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
func (s state) linkPanel(a payment.Attempt, now time.Time) panelView {
	v := panelView{
		kind: panelLink, title: s.word(words.LinkTitle), sub: s.word(words.LinkHint),
		amount: a.Amount.Display(), other: s.approx(a.Amount), link: s.linkOf(a),
	}
	if !a.Expires.IsZero() {
		v.detail = s.word(words.LinkGoodUntil, dateTime(a.Expires))
	}
	if !payableLink(a, now) {
		v.link, v.title, v.sub = "", s.word(words.LastCheck), s.word(words.LastCheckHint)
	}
	if text, warn := s.progress(a, now); warn && a.Problem != "" {
		v.detail, v.warn = text, true
	}
	none := v.link == ""
	v.buttons = [5]buttonView{
		{label: s.word(words.NextSale), hint: "F2", action: action{verb: doNextSale}, primary: true},
		{label: s.word(words.LinkCopy), hint: "C", action: action{verb: doCopy}, off: none},
		{label: s.word(words.LinkPrint), hint: "P", action: action{verb: doPrint}, off: none || !s.hasPrinter(settings.RoleSlip)},
		{label: s.word(words.CheckNow), hint: "F5", action: action{verb: doCheckNow}},
		{label: s.word(words.Cancel), hint: "Esc", action: action{verb: doEscape}},
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
func (s state) progress(a payment.Attempt, now time.Time) (string, bool) {
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
		if s.snap.Gateway.Problem == a.Problem {
			since = s.snap.Gateway.Since
		}
		return s.word(words.UnreachableSince, hourMinute(since)), true
	case quiet >= slowAfter:
		return s.word(words.BankSlow), true
	case a.Problem != "":
		return errorText(s.language, a.Problem, detailOf(a)), true
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
func cardOf(a payment.Attempt) cardView {
	name := a.Payee.NameKhmer
	if name == "" {
		name = a.Payee.Name
	}
	return cardView{
		payload: a.QR, name: name, amount: a.Amount.Grouped(),
		currency: string(a.Amount.Currency), sign: a.Amount.Currency.Symbol(),
	}
}

func (s state) paidPanel(a payment.Attempt) panelView {
	return panelView{
		kind: panelPaid, status: statusGood, title: s.word(words.Paid), amount: a.Amount.Display(),
		sub:    s.word(words.PaidLine, hourMinuteSecond(a.Changed), s.snap.Receipts[a.ID].String()),
		detail: s.word(words.NextDigit),
	}
}

// endedPanel says why a payment did not become a sale, and what to do next.
func (s state) endedPanel(a payment.Attempt) panelView {
	v := panelView{kind: panelEnded, status: statusAttention, amount: a.Amount.Display()}
	switch a.State {
	case payment.Cancelled:
		v.status, v.title, v.detail = statusNone, s.word(words.Cancelled), s.word(words.StillWatched)
	case payment.Expired:
		v.title, v.detail = s.word(words.Expired), s.word(words.ExpiredHint)
	case payment.Refused:
		v.status = statusBad
		v.title, v.detail = s.problem(a)
	case payment.Unclaimed:
		v.title, v.detail = s.word(words.Unclaimed), s.word(words.UnclaimedHint)
		if a.Problem != "" {
			v.title, v.detail = s.problem(a)
		}
	default:
		v.title, v.detail = s.word(words.OutcomeUnknown), s.word(words.OutcomeUnknownHint)
		if !a.Watched {
			v.detail = s.word(words.UnknownEnd)
		}
	}
	back := buttonView{label: s.word(words.Close), hint: "Esc", action: action{verb: doEscape}}
	v.buttons[0] = back
	if a.State == payment.Unclaimed {
		v.buttons[1] = buttonView{label: s.word(words.Unclaimed), hint: "U", action: action{verb: doUnclaimed}}
	}
	if worthAgain(a) {
		again := buttonView{label: s.word(words.NewCode), hint: "Enter", action: action{verb: doCharge}}
		if a.State == payment.Refused {
			again.label = s.word(words.TryAgain)
		}
		v.buttons[0], v.buttons[1] = again, back
	}
	return v
}

// problem is an attempt's failure: what happened, and what to do next.
func (s state) problem(a payment.Attempt) (title, hint string) {
	code := string(a.Problem)
	return words.ErrorMessage(s.language, code, detailOf(a)), words.ErrorHint(s.language, code, detailOf(a))
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
