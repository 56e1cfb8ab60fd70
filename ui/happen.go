package ui

import (
	"errors"
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

// Sound is what the till says to the ear.
type Sound int

// The sounds.
const (
	SoundPaid   Sound = iota // money has come
	SoundFailed              // a payment needs a look
)

// apply takes a newer snapshot in. The sounds are those of payments that
// changed since the last one: the till has committed them.
func (s state) apply(snap pos.Snapshot, now time.Time) (state, []Sound) {
	if snap.Version < s.snap.Version {
		return s, nil
	}
	if was, is := s.snap.Settings.Get(settings.TillLanguage), snap.Settings.Get(settings.TillLanguage); was != is {
		s.language = words.Language(is)
	}
	before := s
	s.desk.history.stale = s.desk.history.stale || snap.Version > s.snap.Version
	s.snap = snap
	seen := maps.Clone(s.seen)
	s.seen, s.checked = seen, maps.Clone(s.checked)
	var sounds []Sound
	for _, a := range snap.Attempts {
		if at, ok := s.checked[a.ID]; ok && (a.LastVerify.After(at) || !a.InProgress()) {
			delete(s.checked, a.ID)
		}
		before, known := seen[a.ID]
		if known && before == a.State {
			continue
		}
		seen[a.ID] = a.State
		if !known && s.awaits(a) {
			s = s.charged(a.ID, now)
		}
		var sound []Sound
		s, sound = s.moved(a, now)
		sounds = append(sounds, sound...)
	}
	if _, known := seen[s.front]; known {
		if _, ok := s.attempt(); !ok {
			s = s.idle() // ended so long ago that the till forgot it
		}
	}
	s = s.follow(now).deskFollows(now).sheetsFollow().arrived(before, now)
	if before.front == "" && s.front == "" && s.total() != before.total() { // the rate or the tax was set anew
		s.cameAt = now
	}
	return s, sounds
}

// follow keeps to the sale: where the payment in front ended without money and
// another one of the same sale is paid, that one stands in front.
func (s state) follow(now time.Time) state {
	a, ok := s.attempt()
	if !ok || a.Sale == "" || !a.Renewable() && a.State != payment.Refused {
		return s
	}
	for _, b := range s.snap.Attempts {
		if b.Sale == a.Sale && b.ID != a.ID && b.State == payment.Paid && now.Sub(b.Changed) < trayPaidFor {
			s = s.dismissFront()
			s.front, s.frontAt, s.confirm = b.ID, now, false
			if s.desk.page == deskClosed {
				s.said = said{}
			}
			return s
		}
	}
	return s
}

// asking hands a charge to the till.
func (s state) asking(c command) (state, command) {
	s.charging, s.asked, s.said = true, c, said{}
	return s, c
}

// awaits reports that a payment which is seen for the first time is the one that the
// till is asked for.
func (s state) awaits(a payment.Attempt) bool {
	if !s.charging || !a.InProgress() {
		return false
	}
	switch c := s.asked.(type) {
	case againCommand:
		return a.Replaces == c.payment
	case chargeCommand:
		return a.Replaces == "" && (c.request.Sale == "" || c.request.Sale == a.Sale)
	}
	return false
}

// charged puts a payment in front whose charge is durable. The bill goes where it was
// the bill that was asked for.
func (s state) charged(id id.Payment, now time.Time) state {
	if c, ok := s.asked.(chargeCommand); ok && c.request.Sale == "" {
		s = s.cleared()
	}
	s = s.begins().dismissFront().toFront(id, now)
	s.charging, s.said = false, said{}
	return s
}

// moved notes that a payment entered another state.
func (s state) moved(a payment.Attempt, now time.Time) (state, []Sound) {
	if s.dismissed[a.ID] { // it was looked at as it stood before
		s.dismissed = maps.Clone(s.dismissed)
		delete(s.dismissed, a.ID)
	}
	inFront := s.facing(a.ID)
	if a.ID == s.front {
		s.frontAt = now
		if inFront && !a.InProgress() {
			s.confirm, s.said = false, said{}
		}
	}
	switch a.State {
	case payment.Paid:
		if !inFront {
			s = s.say(now, statusGood, words.PaidInTray, a.Amount.Display(), s.snap.Receipts[a.ID].String())
			s.said.until = now.Add(trayPaidFor)
		}
		return s, []Sound{SoundPaid}
	case payment.Refused, payment.Unknown, payment.Unclaimed, payment.Expired:
		if !inFront {
			s = s.say(now, statusAttention, words.EndedInTray, a.Amount.Display())
			s.said.until = now.Add(trayPaidFor)
		}
		return s, []Sound{SoundFailed}
	}
	return s, nil
}

// tick lets time pass: what has been read goes.
func (s state) tick(now time.Time) state {
	before := s
	a, ok := s.attempt()
	if !ok || now.Sub(s.frontAt) < paidFor {
		return s
	}
	switch {
	case s.charging: // asked anew: it stays until the new one is there
	case a.State == payment.Paid && s.desk.page != deskClosed:
		s = s.idle() // behind the desk nobody saw it: the tray shows it
	case s.desk.page == deskCash: // notes may be taken for it
	case a.State == payment.Paid || a.State == payment.Cancelled:
		s = s.dismissFront().idle()
	}
	return s.arrived(before, now)
}

// dismissFront notes that the payment in front has ended and was looked at.
func (s state) dismissFront() state {
	if a, ok := s.attempt(); ok && !a.InProgress() {
		s.dismissed = maps.Clone(s.dismissed)
		s.dismissed[a.ID] = true
	}
	return s
}

// done takes what came of a command.
func (s state) done(c command, o outcome, err error, now time.Time) state {
	next := s.answered(c, o, err, now).arrived(s, now)
	if err != nil {
		next.cameAt = now // it has to be read
	}
	return next
}

func (s state) answered(c command, o outcome, err error, now time.Time) state {
	if next, ok := s.heldDone(c, o, err, now); ok {
		return next
	}
	if next, ok := s.itemsFound(c, o, err, now); ok {
		return next
	}
	if next, ok := s.historyDone(c, o, err, now); ok {
		return next
	}
	switch c := c.(type) {
	case chargeCommand, againCommand:
		id := o.attempt.ID
		if err == nil && s.charging && s.front != id && !s.dismissed[id] {
			s = s.charged(id, now)
		}
		s.charging = false
		if _, first := c.(chargeCommand); first && err != nil && wordWanted(err) {
			return s.askManager(c, err, now)
		}
	case giveCommand:
		return s.gave(c, o, err, now)
	case backCommand:
		if err != nil && wordWanted(err) {
			return s.askManager(c, err, now)
		}
	case countCommand, moveCommand, printCommand:
		return s.dayDone(c, o, err, now)
	case ownerCommand, signInCommand, signOutCommand:
		return s.staffDone(c, err, now)
	case refundableCommand:
		return s.refundLines(o, err, now)
	case refundCommand:
		return s.gaveBack(o, err, now)
	case markCommand:
		return s.markDone(c, o, err, now)
	case staffCommand:
		return s.staffChanged(c, err, now)
	case putItemCommand, archiveItemCommand:
		return s.itemDone(c, err, now)
	case linkCommand:
		if err == nil && s.link.payment == c.attempt.ID {
			s.link.text = o.link
		}
	case pastCommand:
		if err == nil && s.desk.payment == c.payment {
			s.desk.past = o.past
		}
	case managerCommand:
		if o.pin && s.desk.page == deskForm && !s.desk.form.busy {
			s.desk.form = s.desk.form.withPIN()
		}
	case printerCommand, testPageCommand, previewCommand, drawerCommand:
		return s.printerDone(c, o, err, now)
	case settleCommand, payeeCommand, alarmCommand:
		return s.settled(c, o, err, now)
	case rateCommand:
		return s.rateDone(err, now)
	case ratesCommand:
		if err == nil && s.desk.form.task == taskRate {
			s.desk.rates = o.rates
		}
	case checkCommand, settingCommand:
		if err == nil {
			return s
		}
	case slipCommand, reprintCommand, linkSlipCommand, printMadeCommand:
		if err == nil {
			return s.say(now, statusGood, words.PrintSent)
		}
	case cancelCommand:
		// Paid in the meantime: the windows say so already.
		if a, ok := s.snap.Attempt(c.payment); ok && a.State == payment.Paid {
			return s
		}
	}
	if err == nil {
		return s
	}
	return s.refuse(err, now)
}

// refuse says why something was not done.
func (s state) refuse(err error, now time.Time) state {
	var failure *fault.Error
	if errors.As(err, &failure) {
		return s.sayError(now, failure.Code, failure.Args...)
	}
	return s.sayError(now, fault.Internal)
}

// heard takes what keeps webhooks out. A new problem becomes a notice, which
// goes by itself with the problem; one that was closed does not come back.
func (s state) heard(problem *fault.Error) state {
	var code fault.Code
	if problem != nil {
		code = problem.Code
	}
	if code == s.deaf {
		return s
	}
	before := s.deaf
	s.deaf = code
	s.notices = slices.DeleteFunc(slices.Clone(s.notices), func(n *fault.Error) bool { return n.Code == before })
	if problem != nil {
		s.notices = append(s.notices, problem)
	}
	return s
}
