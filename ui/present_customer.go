package ui

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/settings"
)

// customer reads the customer's window from the state. What stands there is
// committed: a charge that is still being written shows nothing yet.
func (s state) customer(now time.Time) customerView {
	v := customerView{dark: s.dark()}
	if s.snap.Training {
		v.banner = words.Text(words.Khmer, words.TrainingBanner)
	}
	a, ok := s.attempt()
	switch {
	case s.desk.page == deskCash || s.desk.page == deskPart || s.changing() && s.front == "":
		return s.customerCash(v)
	case !ok && s.front == "" && !s.cart.empty():
		return s.customerBill(v)
	}
	if !ok || a.Channel == payment.ChannelLink { // who pays by a link is not at the counter
		return s.welcome(v)
	}
	v.amount, v.other = a.Amount.Display(), s.approx(a.Amount)
	switch {
	case a.State == payment.Shown && (a.Expires.IsZero() || a.TimeLeft(now) > 0):
		v.kind, v.card = customerCode, cardOf(a)
		v.khmer, v.english = inBoth(words.ScanToPay)
		v.goodKhmer, v.goodEnglish = goodFor(a, now)
		if !a.Expires.IsZero() {
			v.left, v.whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
		}
	case a.State == payment.Shown:
		// Over, and asked about one last time: nobody should scan it now.
		v.kind = customerWait
		v.khmer, v.english = inBoth(words.CustomerProblem)
	case a.InProgress():
		v.kind = customerPreparing
		v.khmer, v.english = inBoth(words.CustomerPreparing)
	case a.State == payment.Paid:
		v.kind = customerPaid
		v.khmer, v.english = inBoth(words.CustomerPaid)
		v.foot = words.Both(words.ThankYou)
		if thanks := s.snap.Settings.Get(settings.ShopThanks); thanks != "" {
			v.foot = thanks
		}
	default:
		v.kind, v.other = customerWait, ""
		v.khmer, v.english = inBoth(endedWord(a.State))
	}
	return v
}

func endedWord(s payment.State) words.Key {
	switch s {
	case payment.Expired:
		return words.CustomerExpired
	case payment.Cancelled:
		return words.CustomerCancelled
	}
	return words.CustomerProblem
}

// welcome shows the shop's names, Khmer first; a shop without names is Psar.
func (s state) welcome(v customerView) customerView {
	shop := s.snap.Settings.Shop()
	v.khmer, v.english = shop.NameKhmer, shop.Name
	if v.khmer == "" {
		v.khmer, v.english = shop.Name, ""
	}
	if v.khmer == "" {
		v.khmer = words.Text(words.Khmer, words.AppName)
	}
	v.foot = words.Both(words.Welcome)
	return v
}

func inBoth(k words.Key, args ...any) (khmer, english string) {
	return words.Text(words.Khmer, k, args...), words.Text(words.English, k, args...)
}

// goodFor says how long the code is good: whole minutes, in the last one
// seconds in steps of five, since a text that jumps every second reads badly.
func goodFor(a payment.Attempt, now time.Time) (khmer, english string) {
	left := (a.TimeLeft(now) + time.Second - 1).Truncate(time.Second) // as the ring counts
	minutes := int(left / time.Minute)
	switch {
	case a.Expires.IsZero():
		return inBoth(words.CodeNoEnd)
	case minutes == 1:
		return inBoth(words.CodeGoodMinute)
	}
	key, n := words.CodeGoodMinutes, minutes
	if minutes == 0 {
		key, n = words.CodeGoodSeconds, max(1, int(left/time.Second)/5*5)
	}
	return words.Text(words.Khmer, key, strconv.Itoa(n)), words.Text(words.English, key, strconv.Itoa(n))
}
