package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/payment"
)

// askByLink charges the amount by a payment link: for a customer who is not at
// the counter.
func (s state) askByLink(now time.Time) (state, command) {
	if a, ok := s.attempt(); ok && a.Channel == payment.ChannelLink && a.InProgress() {
		s.link = link{} // fetched again
		return s, nil
	}
	switch {
	case !s.canLink:
		return s.say(now, statusNone, words.NotNow), nil
	case s.busy():
		return s.say(now, statusNone, words.UnderWay), nil
	}
	s, ok := s.atBill(now) // what ended there has nothing to do with a link
	if !ok {
		return s, nil
	}
	return s.ask(payment.ChannelLink, now)
}

// payableLink reports that the payment's link still asks for money.
func payableLink(a payment.Attempt, now time.Time) bool {
	return a.Channel == payment.ChannelLink && a.State == payment.Shown && (a.Expires.IsZero() || a.TimeLeft(now) > 0)
}

// wants is what has to be fetched for what stands in front: the address of its
// payment page.
func (s state) wants() (state, command) {
	if next, c := s.wantsPreview(); c != nil {
		return next, c
	}
	if s.desk.page == deskItems && s.desk.items.stale {
		s.desk.items.stale = false
		return s, searchCommand{s.desk.items.query}
	}
	if next, c := s.wantsHistory(); c != nil {
		return next, c
	}
	a, ok := s.attempt()
	if !ok || a.Channel != payment.ChannelLink || a.State != payment.Shown || s.link.payment == a.ID {
		return s, nil
	}
	s.link = link{payment: a.ID}
	return s, linkCommand{a}
}

// linkOf is the address of a payment's page, "" while it is not known.
func (s state) linkOf(a payment.Attempt) string {
	if s.link.payment != a.ID {
		return ""
	}
	return s.link.text
}

// copyLink puts the link into the clipboard.
func (s state) copyLink(now time.Time) (state, command) {
	a, ok := s.attempt()
	switch {
	case !ok:
		return s.say(now, statusNone, words.NoPaymentOpen), nil
	case !payableLink(a, now) || s.linkOf(a) == "":
		return s.say(now, statusNone, words.NotNow), nil
	}
	return s.say(now, statusGood, words.LinkCopied), copyCommand{s.linkOf(a)}
}

// printLink puts the link on paper.
func (s state) printLink(a payment.Attempt, now time.Time) (state, command) {
	if !payableLink(a, now) || s.linkOf(a) == "" {
		return s.say(now, statusNone, words.NotNow), nil
	}
	return s, linkSlipCommand{a.ID, s.linkOf(a)}
}
