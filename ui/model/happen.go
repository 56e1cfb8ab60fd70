package model

import (
	"errors"
	"fmt"
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

// Sound is what the till says to the ear.
type Sound int

// The sounds.
const (
	SoundPaid   Sound = iota // money has come
	SoundFailed              // a payment needs a look
)

// Apply takes a newer snapshot in. The sounds are those of payments that
// changed since the last one: the till has committed them.
func (s Model) Apply(snap pos.Snapshot, now time.Time) (Model, []Sound) {
	if snap.Version < s.Snap.Version {
		return s, nil
	}
	if was, is := s.Snap.Settings.Get(settings.TillLanguage), snap.Settings.Get(settings.TillLanguage); was != is {
		s.Language = words.Language(is)
	}
	before := s
	if snap.Version > s.Snap.Version {
		s = s.outdated()
	}
	s.Snap = snap
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
	if _, known := seen[s.Front]; known {
		if _, ok := s.Attempt(); !ok {
			s = s.idle() // ended so long ago that the till forgot it
		}
	}
	return s.followSale(now).follow(now).locksAgain(before).sheetsFollow().arrived(before, now).traced(before), sounds
}

// follow drops what the shop has left behind of the open page: a payment that was
// resolved elsewhere, a question that was answered.
func (s Model) follow(now time.Time) Model {
	if s.page == nil {
		return s
	}
	return s.page.follow(s, now)
}

// followSale keeps to the sale: where the payment in front ended without money and
// another one of the same sale is paid, that one stands in front.
func (s Model) followSale(now time.Time) Model {
	a, ok := s.Attempt()
	if !ok || a.Sale == "" || !a.Renewable() && a.State != payment.Refused {
		return s
	}
	for _, b := range s.Snap.Attempts {
		if b.Sale == a.Sale && b.ID != a.ID && b.State == payment.Paid && now.Sub(b.Changed) < trayPaidFor {
			s = s.dismissFront()
			s.Front, s.frontAt, s.Confirm = b.ID, now, false
			if s.Page() == view.PageClosed {
				s.Said = Said{}
			}
			return s
		}
	}
	return s
}

// asking hands a charge to the till.
func (s Model) asking(c Command) (Model, Command) {
	s.Charging, s.asked, s.Said = true, c, Said{}
	return s, c
}

// awaits reports that a payment which is seen for the first time is the one that the
// till is asked for here.
func (s Model) awaits(a payment.Attempt) bool {
	if !s.Charging || !a.InProgress() || s.Snap.Elsewhere[a.ID] {
		return false
	}
	switch c := s.asked.(type) {
	case AgainCommand:
		return a.Replaces == c.Payment
	case ChargeCommand:
		return a.Replaces == "" && (c.Request.Sale == "" || c.Request.Sale == a.Sale)
	}
	return false
}

// charged puts a payment in front whose charge is durable. The bill goes where it was
// the bill that was asked for.
func (s Model) charged(id id.Payment, now time.Time) Model {
	if c, ok := s.asked.(ChargeCommand); ok && c.Request.Sale == "" {
		s = s.cleared()
	}
	s = s.begins().dismissFront().toFront(id, now)
	s.Charging, s.Said = false, Said{}
	return s
}

// moved notes that a payment entered another state.
func (s Model) moved(a payment.Attempt, now time.Time) (Model, []Sound) {
	if s.dismissed[a.ID] { // it was looked at as it stood before
		s.dismissed = maps.Clone(s.dismissed)
		delete(s.dismissed, a.ID)
	}
	inFront := s.facing(a.ID)
	if a.ID == s.Front {
		s.frontAt = now
		if inFront && !a.InProgress() {
			s.Confirm, s.Said = false, Said{}
		}
	}
	switch a.State {
	case payment.Paid:
		if !inFront {
			s = s.Say(now, view.StatusGood, words.PaidInTray, a.Amount.Display(), s.Snap.Receipts[a.ID].String())
			s.Said.until = now.Add(trayPaidFor)
		}
		return s, []Sound{SoundPaid}
	case payment.Refused, payment.Unknown, payment.Unmatched, payment.Expired:
		if !inFront {
			s = s.Say(now, view.StatusAttention, words.EndedInTray, a.Amount.Display())
			s.Said.until = now.Add(trayPaidFor)
		}
		return s, []Sound{SoundFailed}
	}
	return s, nil
}

// Tick lets time pass: what has been read goes.
func (s Model) Tick(now time.Time) Model {
	s = s.locksAgain(s)
	before := s
	a, ok := s.Attempt()
	if !ok || now.Sub(s.frontAt) < PaidFor {
		return s
	}
	switch {
	case s.Charging: // asked anew: it stays until the new one is there
	case a.State == payment.Paid && s.Page() != view.PageClosed:
		s = s.idle() // behind a page nobody saw it: the tray shows it
	case s.Page() == view.PageCash: // notes may be taken for it
	case a.State == payment.Paid, now.Sub(s.frontAt) >= cancelledFor && a.State == payment.Cancelled:
		s = s.dismissFront().idle()
	}
	return s.arrived(before, now)
}

// dismissFront notes that the payment in front has ended and was looked at.
func (s Model) dismissFront() Model {
	if a, ok := s.Attempt(); ok && !a.InProgress() {
		s.dismissed = maps.Clone(s.dismissed)
		s.dismissed[a.ID] = true
	}
	return s
}

// refuse says why something was not done.
func (s Model) refuse(err error, now time.Time) Model {
	var failure *fault.Error
	if errors.As(err, &failure) {
		return s.SayError(now, failure.Code, failure.Args...)
	}
	return s.SayError(now, fault.Internal)
}

// Noticed takes what is to be known of the shop by now; nil: not known yet. What was shown before
// is not shown again, and what no longer holds goes.
func (s Model) Noticed(found []*fault.Error) Model {
	if found == nil {
		return s
	}
	now := matters(found)
	s.notices = slices.DeleteFunc(slices.Clone(s.notices), func(n *fault.Error) bool {
		return n.Code != s.deaf && !slices.Contains(now, matter(n))
	})
	for i, n := range found {
		if !slices.Contains(s.noticed, now[i]) && !slices.Contains(now[:i], now[i]) {
			s.notices = append(s.notices, n)
		}
	}
	s.noticed = now
	return s
}

// matter is what a notice is about: of two printers there are two.
func matter(n *fault.Error) string { return fmt.Sprint(n.Code, n.Args) }

func matters(all []*fault.Error) (list []string) {
	for _, n := range all {
		list = append(list, matter(n))
	}
	return list
}

// Heard takes what keeps webhooks out. A new problem becomes a notice, which
// goes by itself with the problem; one that was closed does not come back.
func (s Model) Heard(problem *fault.Error) Model {
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
