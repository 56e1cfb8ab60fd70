package model

import (
	"maps"
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/view"
)

func (s Model) act(a view.Action, now time.Time) (Model, Command) {
	if a.Verb == view.DoScan {
		s.hand.down = s.where()
		return s.scan(a.Text, now)
	}
	if a.Verb == view.DoSheets && !s.hasSheets() || s.ignores(a, now) {
		return s, nil
	}
	if !a.Held {
		s.hand.down = s.where()
	}
	shown := s
	s, closed := s.closesHelp(a)
	if closed {
		return s.led(shown, a, nil, now), nil
	}
	s.touched = now
	s, unmeant := s.unmeant(a, now)
	if unmeant {
		return s, nil
	}
	if s.Cart.Quantity > 0 && s.Entry.Empty() && s.Page() == view.PageClosed && s.Front == "" && a.Verb.Sells() {
		return s.Say(now, view.StatusAttention, words.QuantityStands, s.Cart.Quantity), nil
	}
	if s.Page() != view.PageClosed && a.Verb == view.DoLock {
		return s.lock(now)
	}
	if s.Page() != view.PageClosed && !a.Verb.Anywhere() {
		next, c := s.page.update(s, a, now)
		return next.led(s, a, c, now), c
	}
	next, c := s.atCounter(a, now)
	return next.led(s, a, c, now), c
}

// closesHelp takes the help away; true is that the key does nothing more, since what it
// would do was not to be seen.
func (s Model) closesHelp(a view.Action) (Model, bool) {
	if !s.Help {
		return s, false
	}
	switch a.Verb {
	case view.DoHelp, view.DoLanguage, view.DoTheme:
		return s, false
	}
	s.Help = false
	switch a.Verb {
	case view.DoDigits: // a figure's goes on
		return s, s.Decides(view.DoDigits)
	case view.DoField, view.DoFocus:
		return s, false
	}
	return s, true
}

func (s Model) Dark() bool { return s.Snap.Settings.Get(settings.TillTheme) == "dark" }

func other(lang words.Language) words.Language {
	if lang == words.Khmer {
		return words.English
	}
	return words.Khmer
}

// typed is a key of the amount. No amount changes while its code is live; a
// digit or a flip after the end begins the next amount.
func (s Model) typed(a view.Action, now time.Time) Model {
	if s.Busy() {
		return s.Say(now, view.StatusAttention, words.AmountLocked)
	}
	if s.Front != "" || s.Page() == view.PageChange {
		if a.Verb != view.DoDigits && a.Verb != view.DoFlip && a.Verb != view.DoPoint {
			return s
		}
		shown := false
		s, shown = s.atBill(now)
		switch s = s.begins(); {
		case a.Verb == view.DoFlip && !shown:
			return s
		case a.Verb != view.DoFlip && !s.Entry.Empty(): // that amount is whole: another one begins
			if s = s.withLine(s.typedLine(), now); !s.Entry.Empty() {
				return s
			}
		}
	}
	if a.Verb == view.DoDigits || a.Verb == view.DoPoint {
		var refused bool
		if s, refused = s.besideScan(now); refused {
			return s
		}
	}
	s.Said, s.Cart.removing, s.stands = Said{}, false, false
	next, wrong := s.Entry.key(a)
	if wrong != "" {
		return s.notTaken(a, next, wrong, now)
	}
	s.Entry = next
	if a.Verb == view.DoFlip && next.Empty() && !s.Cart.Empty() {
		return s.flipBill(now)
	}
	return s
}

// Busy reports that an amount is with the till or the bank.
func (s Model) Busy() bool {
	if s.Charging || s.Holding || s.paying() {
		return true
	}
	if s.Front == "" {
		return false
	}
	a, ok := s.Attempt()
	return !ok || a.InProgress() // not in the snapshot yet: just committed
}

// charge asks for the amount by KHQR. While a payment is under way it does
// nothing; after one that ended without money it asks anew for the same sale.
func (s Model) charge(now time.Time) (Model, Command) {
	if s.Busy() {
		return s.Say(now, view.StatusNone, words.UnderWay), nil
	}
	if a, ok := s.Attempt(); ok {
		if !worthAgain(a) {
			return s.dismissFront().idle(), nil
		}
		if s.Snap.CodesStopped() {
			return s.SayError(now, fault.PayFactsDoubted), nil
		}
		return s.asking(AgainCommand{a.ID})
	}
	return s.ask(payment.ChannelQR, now)
}

// ask charges the amount that was typed.
func (s Model) ask(by payment.Channel, now time.Time) (Model, Command) {
	if s.Cart.Empty() && s.Entry.Empty() {
		return s.SayError(now, fault.AmountZero), nil
	}
	p, err := s.priced()
	if err == nil {
		err = p.Total.CheckCharge()
	}
	if err != nil {
		return s.refuse(err, now), nil
	}
	if why := s.noCodes(p.Total.Currency); why.Code != "" {
		return s.SayError(now, why.Code, why.args...), nil
	}
	return s.asking(ChargeCommand{&pos.ChargeRequest{Bill: s.bill(), Shown: p.Total, Channel: by}})
}

// lasting are the refusals that would come out again: who has to do what first
// is what their hints say.
var lasting = map[fault.Code]bool{
	fault.GatewayRefused + "_1": true, fault.GatewayRefused + "_2": true, fault.GatewayRefused + "_3": true,
	fault.GatewayRefused + "_4": true, fault.GatewayRefused + "_5": true, fault.GatewayRefused + "_6": true,
	fault.GatewayRefused + "_7": true, fault.QRAccount: true, fault.QRNoExpiry: true, fault.QRCurrency: true,
	fault.ProfileMissing: true, fault.SettingInvalid: true, fault.CAFile: true, fault.CAFileChanged: true,
}

// worthAgain reports that asking anew may end otherwise.
func worthAgain(a payment.Attempt) bool {
	return a.Renewable() && !(a.State == payment.Refused && lasting[a.Problem])
}

// escape goes one step back: what stands on top first.
func (s Model) escape(now time.Time) Model {
	switch {
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing)
	case s.Confirm:
		s.Confirm = false
	case s.Sheets.Open && (s.Front != "" || s.Entry.Empty()): // an amount is cleared before it
		s = s.showSheets()
	case s.Busy():
		s.Confirm, s.Said = true, Said{}
	case s.Front != "":
		s = s.dismissFront().idle()
		s.Said = Said{}
	case s.Cart.removing:
		s.Cart.removing = false
	case !s.Entry.Empty() || s.Cart.Quantity > 0:
		return s.clearEntry(now)
	case !s.Cart.Empty():
		s = s.remove(true)
	case now.Before(s.Said.until) && s.Said.Key != words.EntryCleared:
		s.Said = Said{}
	case s.noticeSeen(now):
		s.notices = s.notices[1:]
	}
	return s
}

// cancel is the second key of a cancel: alone it does nothing but say so.
func (s Model) cancel(now time.Time) (Model, Command) {
	if s.Cart.removing && s.Front == "" {
		return s.removed(), nil
	}
	if !s.Confirm {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	s.Confirm = false
	return s, CancelCommand{s.Front}
}

// nextSale sends the payment in front to the tray and begins the next sale.
func (s Model) nextSale(now time.Time) Model {
	switch {
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing)
	case s.Front == "":
		return s.Say(now, view.StatusNone, words.NoPaymentOpen)
	}
	s.Said = Said{}
	return s.dismissFront().idle()
}

// bringFront shows a payment of the tray, or the next one in turn.
func (s Model) bringFront(id id.Payment, now time.Time) Model {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing)
	}
	tray := s.tray(now)
	if id == "" {
		i := slices.IndexFunc(tray, func(a payment.Attempt) bool { return a.ID > s.Front })
		switch {
		case len(tray) == 0:
			return s.Say(now, view.StatusNone, words.NothingWaiting)
		case i < 0:
			i = 0
		}
		id = tray[i].ID
	}
	if _, ok := s.Snap.Attempt(id); !ok {
		return s
	}
	s = s.dismissFront().toFront(id, now)
	s.Said = Said{}
	return s
}

// tray lists the payments that wait without being in front, and those that
// ended there and were not looked at yet. Oldest first.
func (s Model) tray(now time.Time) []payment.Attempt {
	var list []payment.Attempt
	for _, a := range s.Snap.Attempts {
		switch {
		case s.facing(a.ID) || s.dismissed[a.ID] || a.State == payment.Cancelled:
		case a.State == payment.Paid && now.Sub(a.Changed) > trayPaidFor:
		case s.Charging && s.seen[a.ID] == "":
		default:
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b payment.Attempt) int { return a.Created.Compare(b.Created) })
	return list
}

// checkNow asks the bank at once.
func (s Model) checkNow(now time.Time) (Model, Command) {
	a, ok := s.Attempt()
	switch {
	case !ok:
		return s.Say(now, view.StatusNone, words.NoPaymentOpen), nil
	case !a.Watched:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	s.checked = maps.Clone(s.checked)
	s.checked[a.ID] = now
	return s, CheckCommand{a.ID}
}

// pay is the customer's button of training mode.
func (s Model) pay(now time.Time) (Model, Command) {
	a, ok := s.Attempt()
	switch {
	case !s.canPay:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case !ok:
		return s.Say(now, view.StatusNone, words.NoPaymentOpen), nil
	case a.State != payment.Shown:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s, PayCommand{a.ID}
}

// print puts on paper what stands on the screen: the slip of a live code, or a
// copy of a paid sale's receipt.
func (s Model) print(now time.Time) (Model, Command) {
	a, ok := s.Attempt()
	switch {
	case !s.hasPrinter(settings.RoleSlip) && !s.hasPrinter(settings.RoleReceipt):
		return s.SayError(now, fault.PrinterMissing), nil
	case !ok:
		return s.Say(now, view.StatusNone, words.NoPaymentOpen), nil
	case a.State == payment.Shown && a.Channel == payment.ChannelLink:
		return s.printLink(a, now)
	case a.State == payment.Shown:
		return s, SlipCommand{a.ID}
	case a.State == payment.Paid:
		return s, ReprintCommand{s.Snap.Receipts[a.ID]}
	}
	return s.Say(now, view.StatusNone, words.NotNow), nil
}

// answer says whether the paper came out that the printer is not sure of.
func (s Model) answer(cameOut bool, now time.Time) (Model, Command) {
	if len(s.Snap.UnknownPrints) == 0 {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s, AnswerCommand{s.Snap.UnknownPrints[0].ID, cameOut}
}
