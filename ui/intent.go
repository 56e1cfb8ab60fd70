package ui

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
)

// act does what was asked for: the rule of the cashier's path. The command is
// nil when the till has nothing to do. Whatever can't be done now says why.
func (s state) act(a action, now time.Time) (state, command) {
	if a.verb == doScan {
		s.pressedAt = s.where()
		return s.scan(a.text, now)
	}
	if a.verb == doSheets && !s.hasSheets() || s.ignores(a, now) {
		return s, nil
	}
	if !a.held {
		s.pressedAt = s.where()
	}
	if s.help && a.verb != doHelp && a.verb != doLanguage && a.verb != doTheme {
		s.help = false
		switch a.verb {
		case doDigits, doField, doFocus:
		default: // what it would do was not to be seen
			return s, nil
		}
	}
	s.touched = now
	s, dropped := s.drops(a, now)
	if dropped {
		return s, nil
	}
	if s.cart.quantity > 0 && s.entry.empty() && s.desk.page == deskClosed && s.front == "" && a.verb.sells() {
		return s.say(now, statusAttention, words.QuantityStands, s.cart.quantity), nil
	}
	if s.desk.page != deskClosed && a.verb == doLock {
		return s.lock(now)
	}
	if s.desk.page != deskClosed && !a.verb.anywhere() {
		next, c := s.atDesk(a, now)
		return next.opened(s, a.verb, now), c
	}
	next, c := s.atCounter(a, now)
	return next.opened(s, a.verb, now), c
}

// atCounter does what was asked for where nothing but the change lies over the
// counter.
func (s state) atCounter(a action, now time.Time) (state, command) {
	switch a.verb {
	case doBackspace:
		if s.front == "" && s.entry.empty() && !s.cart.empty() && !s.charging {
			if s.cart.quantity > 0 {
				s.cart.quantity = 0
				return s, nil
			}
			return s.remove(false), nil
		}
		return s.typed(a, now), nil
	case doDigits, doFlip, doPoint:
		return s.typed(a, now), nil
	case doQuantity:
		return s.times(now), nil
	case doNextLine:
		return s.nextLine(now), nil
	case doDiscount:
		return s.openDiscount(now), nil
	case doCash:
		return s.openCash(now), nil
	case doSplit:
		return s.split(now), nil
	case doCharge:
		return s.charge(now)
	case doEscape:
		return s.escape(now), nil
	case doConfirm:
		return s.cancel(now)
	case doNextSale:
		return s.nextSale(now), nil
	case doBringFront:
		return s.bringFront(a.payment, now), nil
	case doCheckNow:
		return s.checkNow(now)
	case doPay:
		return s.pay(now)
	case doPrint:
		return s.print(now)
	case doYes, doNo:
		if len(s.snap.Questions) > 0 { // a customer waits for this answer
			return s.answerPayee(a.verb == doYes, now)
		}
		return s.answer(a.verb == doYes, now)
	case doCameOut, doNotOut:
		return s.answer(a.verb == doCameOut, now)
	case doOurs, doNotOurs:
		return s.answerPayee(a.verb == doOurs, now)
	case doAlarm:
		return s.readAlarm(now)
	case doUnclaimed:
		return s.openList(now), nil
	case doPrinter:
		return s.openPrinter(settings.RoleReceipt, now), nil
	case doSheets:
		return s.showSheets(), nil
	case doOlder, doNewer, doPageUp, doPageDown, doFirst, doLast, doUp, doDown:
		if (a.verb == doUp || a.verb == doDown) && !s.sheets.open && s.front == "" && !s.cart.empty() {
			return s.choose(map[verb]int{doUp: -1, doDown: 1}[a.verb]), nil
		}
		return s.atSheets(a, now)
	case doLink:
		return s.askByLink(now)
	case doCopy:
		return s.copyLink(now)
	case doHelp:
		s.help = !s.help
	case doDismiss:
		if a.index < len(s.notices) {
			s.notices = slices.Delete(slices.Clone(s.notices), a.index, a.index+1)
		}
	case doLanguage:
		s.language = other(s.language)
		return s, settingCommand{settings.TillLanguage, string(s.language)}
	case doTheme:
		next := "dark"
		if s.dark() {
			next = "light"
		}
		return s, settingCommand{settings.TillTheme, next}
	case doItems:
		return s.openItems(now)
	case doRate:
		return s.openRate(now)
	case doMark:
		return s.openMark(now)
	case doStaff:
		return s.openStaff(now)
	case doLine:
		return s.openLine(now)
	case doHold:
		return s.hold(now)
	case doLock:
		return s.lock(now)
	case doOwner:
		return s.openOwner(now)
	case doOwnerLater:
		s.ownerLater = true
	case doRefund:
		return s.openRefund(now)
	case doReports:
		return s.openReports(now)
	case doHistory:
		return s.openHistory(now)
	case doDay:
		return s.openDay(now), nil
	case doLater:
		return s.sayBoth(now, words.NotInThisVersion), nil
	}
	return s, nil
}

func (s state) dark() bool { return s.snap.Settings.Get(settings.TillTheme) == "dark" }

func other(lang words.Language) words.Language {
	if lang == words.Khmer {
		return words.English
	}
	return words.Khmer
}

// typed is a key of the amount. No amount changes while its code is live; a
// digit or a flip after the end begins the next amount.
func (s state) typed(a action, now time.Time) state {
	if s.busy() {
		return s.say(now, statusAttention, words.AmountLocked)
	}
	if s.front != "" || s.desk.page == deskChange {
		if a.verb != doDigits && a.verb != doFlip && a.verb != doPoint {
			return s
		}
		shown := false
		s, shown = s.atBill(now)
		switch s = s.begins(); {
		case a.verb == doFlip && !shown:
			return s
		case a.verb != doFlip && !s.entry.empty(): // that amount is whole: another one begins
			if s = s.withLine(s.typedLine(), now); !s.entry.empty() {
				return s
			}
		}
	}
	s.said, s.cart.removing = said{}, false
	next, wrong := s.entry.key(a)
	if wrong != "" {
		return s.notTaken(a, next, wrong, now)
	}
	s.entry = next
	if a.verb == doFlip && next.empty() && !s.cart.empty() {
		return s.flipBill(now)
	}
	return s
}

// busy reports that an amount is with the till or the bank.
func (s state) busy() bool {
	if s.charging || s.desk.cash.busy || s.holding {
		return true
	}
	if s.front == "" {
		return false
	}
	a, ok := s.attempt()
	return !ok || a.InProgress() // not in the snapshot yet: just committed
}

// charge asks for the amount by KHQR. While a payment is under way it does
// nothing; after one that ended without money it asks anew for the same sale.
func (s state) charge(now time.Time) (state, command) {
	if s.busy() {
		return s.say(now, statusNone, words.UnderWay), nil
	}
	if a, ok := s.attempt(); ok {
		if !worthAgain(a) {
			return s.dismissFront().idle(), nil
		}
		return s.asking(againCommand{a.ID})
	}
	return s.ask(payment.ChannelQR, now)
}

// ask charges the amount that was typed.
func (s state) ask(by payment.Channel, now time.Time) (state, command) {
	if s.cart.empty() && s.entry.empty() {
		return s.sayError(now, fault.AmountZero), nil
	}
	p, err := s.priced()
	if err == nil {
		err = p.Total.CheckCharge()
	}
	if err != nil {
		return s.refuse(err, now), nil
	}
	if !s.snap.Settings.HasProfile(p.Total.Currency) {
		return s.sayError(now, fault.ProfileMissing, p.Total.Currency), nil
	}
	return s.asking(chargeCommand{pos.ChargeRequest{Bill: s.bill(), Shown: p.Total, Channel: by}})
}

// lasting are the refusals that would come out again: who has to do what first
// is what their hints say.
var lasting = map[fault.Code]bool{
	fault.GatewayRefused + "_1": true, fault.GatewayRefused + "_2": true, fault.GatewayRefused + "_3": true,
	fault.GatewayRefused + "_4": true, fault.GatewayRefused + "_5": true, fault.GatewayRefused + "_6": true,
	fault.GatewayRefused + "_7": true, fault.QRAccount: true, fault.QRNoExpiry: true, fault.QRCurrency: true,
	fault.ProfileMissing: true, fault.SettingInvalid: true,
}

// worthAgain reports that asking anew may end otherwise.
func worthAgain(a payment.Attempt) bool {
	return a.Renewable() && !(a.State == payment.Refused && lasting[a.Problem])
}

// escape goes one step back: what stands on top first.
func (s state) escape(now time.Time) state {
	switch {
	case s.charging:
		return s.say(now, statusNone, words.Preparing)
	case s.confirm:
		s.confirm = false
	case s.sheets.open && (s.front != "" || s.entry.empty()): // an amount is cleared before it
		s = s.showSheets()
	case s.busy():
		s.confirm, s.said = true, said{}
	case s.front != "":
		s = s.dismissFront().idle()
		s.said = said{}
	case s.cart.removing:
		s.cart.removing = false
	case !s.entry.empty() || s.cart.quantity > 0:
		s.entry, s.cart.quantity, s.said = s.entry.clear(), 0, said{}
	case !s.cart.empty():
		s = s.remove(true)
	case now.Before(s.said.until):
		s.said = said{}
	case len(s.notices) > 0:
		s.notices = s.notices[1:]
	}
	return s
}

// cancel is the second key of a cancel: alone it does nothing but say so.
func (s state) cancel(now time.Time) (state, command) {
	if s.cart.removing && s.front == "" {
		return s.removed(), nil
	}
	if !s.confirm {
		return s.say(now, statusNone, words.NotNow), nil
	}
	s.confirm = false
	return s, cancelCommand{s.front}
}

// nextSale sends the payment in front to the tray and begins the next sale.
func (s state) nextSale(now time.Time) state {
	switch {
	case s.charging:
		return s.say(now, statusNone, words.Preparing)
	case s.front == "":
		return s.say(now, statusNone, words.NoPaymentOpen)
	}
	s.said = said{}
	return s.dismissFront().idle()
}

// bringFront shows a payment of the tray, or the next one in turn.
func (s state) bringFront(id id.Payment, now time.Time) state {
	if s.charging {
		return s.say(now, statusNone, words.Preparing)
	}
	tray := s.tray(now)
	if id == "" {
		i := slices.IndexFunc(tray, func(a payment.Attempt) bool { return a.ID > s.front })
		switch {
		case len(tray) == 0:
			return s.say(now, statusNone, words.NothingWaiting)
		case i < 0:
			i = 0
		}
		id = tray[i].ID
	}
	if _, ok := s.snap.Attempt(id); !ok {
		return s
	}
	s = s.dismissFront().toFront(id, now)
	s.said = said{}
	return s
}

// tray lists the payments that wait without being in front, and those that
// ended there and were not looked at yet. Oldest first.
func (s state) tray(now time.Time) []payment.Attempt {
	var list []payment.Attempt
	for _, a := range s.snap.Attempts {
		switch {
		case s.facing(a.ID) || s.dismissed[a.ID] || a.State == payment.Cancelled:
		case a.State == payment.Paid && now.Sub(a.Changed) > trayPaidFor:
		case s.charging && s.seen[a.ID] == "":
		default:
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b payment.Attempt) int { return a.Created.Compare(b.Created) })
	return list
}

// checkNow asks the bank at once.
func (s state) checkNow(now time.Time) (state, command) {
	a, ok := s.attempt()
	switch {
	case !ok:
		return s.say(now, statusNone, words.NoPaymentOpen), nil
	case !a.Watched:
		return s.say(now, statusNone, words.NotNow), nil
	}
	s.checked = maps.Clone(s.checked)
	s.checked[a.ID] = now
	return s, checkCommand{a.ID}
}

// pay is the customer's button of training mode.
func (s state) pay(now time.Time) (state, command) {
	a, ok := s.attempt()
	switch {
	case !s.canPay:
		return s.say(now, statusNone, words.NotNow), nil
	case !ok:
		return s.say(now, statusNone, words.NoPaymentOpen), nil
	case a.State != payment.Shown:
		return s.say(now, statusNone, words.NotNow), nil
	}
	return s, payCommand{a.ID}
}

// print puts on paper what stands on the screen: the slip of a live code, or a
// copy of a paid sale's receipt.
func (s state) print(now time.Time) (state, command) {
	a, ok := s.attempt()
	switch {
	case !s.hasPrinter(settings.RoleSlip) && !s.hasPrinter(settings.RoleReceipt):
		return s.sayError(now, fault.PrinterMissing), nil
	case !ok:
		return s.say(now, statusNone, words.NoPaymentOpen), nil
	case a.State == payment.Shown && a.Channel == payment.ChannelLink:
		return s.printLink(a, now)
	case a.State == payment.Shown:
		return s, slipCommand{a.ID}
	case a.State == payment.Paid:
		return s, reprintCommand{s.snap.Receipts[a.ID]}
	}
	return s.say(now, statusNone, words.NotNow), nil
}

// answer says whether the paper came out that the printer is not sure of.
func (s state) answer(cameOut bool, now time.Time) (state, command) {
	if len(s.snap.Asking) == 0 {
		return s.say(now, statusNone, words.NotNow), nil
	}
	return s, answerCommand{s.snap.Asking[0].ID, cameOut}
}
