package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/ui/view"
)

// askByLink charges the amount by a payment link: for a customer who is not at
// the counter.
func (s Model) askByLink(now time.Time) (Model, Command) {
	if a, ok := s.Attempt(); ok && a.Channel == payment.ChannelLink && a.InProgress() {
		s.link = link{} // fetched again
		return s, nil
	}
	switch {
	case !s.CanLink:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case s.Busy():
		return s.Say(now, view.StatusNone, words.UnderWay), nil
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

// Wants is what has to be fetched for what stands in front: the address of its
// payment page.
func (s Model) Wants() (Model, Command) {
	if s.page != nil {
		if next, c := s.page.wants(s); c != nil {
			return next, c
		}
	}
	a, ok := s.Attempt()
	if !ok || a.Channel != payment.ChannelLink || a.State != payment.Shown || s.link.payment == a.ID {
		return s, nil
	}
	s.link = link{payment: a.ID}
	return s, LinkCommand{a}
}

// linkOf is the address of a payment's page, "" while it is not known.
func (s Model) linkOf(a payment.Attempt) string {
	if s.link.payment != a.ID {
		return ""
	}
	return s.link.text
}

// copyLink puts the link into the clipboard.
func (s Model) copyLink(now time.Time) (Model, Command) {
	a, ok := s.Attempt()
	switch {
	case !ok:
		return s.Say(now, view.StatusNone, words.NoPaymentOpen), nil
	case !payableLink(a, now) || s.linkOf(a) == "":
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return does(s.Say(now, view.StatusGood, words.LinkCopied), CopyLink{s.linkOf(a)}), nil
}

// printLink puts the link on paper.
func (s Model) printLink(a payment.Attempt, now time.Time) (Model, Command) {
	if !payableLink(a, now) || s.linkOf(a) == "" {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s, LinkSlipCommand{a.ID, s.linkOf(a)}
}
