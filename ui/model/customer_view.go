package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/view"
)

// Customer reads the customer's window from the state. What stands there is
// committed: a charge that is still being written shows nothing yet.
func (s Model) Customer(now time.Time) view.Customer {
	v := view.Customer{Dark: s.Dark(), Banner: s.banner(words.Khmer)}
	a, ok := s.Attempt()
	switch {
	case s.Page() == view.PageCash || s.Page() == view.PagePart || s.changing() && s.Front == "":
		return s.customerCash(v)
	case !ok && s.showsBill():
		return s.customerBill(v)
	}
	if !ok || a.Channel == payment.ChannelLink { // who pays by a link is not at the counter
		return s.welcome(v)
	}
	v.Amount, v.Other = a.Amount.Display(), s.approx(a.Amount)
	switch {
	case a.State == payment.Shown && (a.Expires.IsZero() || a.TimeLeft(now) > 0):
		v.Kind, v.Card = view.CustomerCode, cardOf(a)
		v.Khmer, v.English = inBoth(words.ScanToPay)
		v.GoodKhmer, v.GoodEnglish = goodFor(a, now)
		v.Off = s.takenOff(words.PaperDiscount, s.Snap.TakenOff[a.Sale])
		if !a.Expires.IsZero() {
			v.Left, v.Whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
		}
	case a.State == payment.Shown:
		// Over, and asked about one last time: nobody should scan it now.
		v.Kind = view.CustomerWait
		v.Khmer, v.English = inBoth(words.CustomerProblem)
	case a.InProgress():
		v.Kind = view.CustomerPreparing
		v.Khmer, v.English = inBoth(words.CustomerPreparing)
	case a.State == payment.Paid:
		v.Kind = view.CustomerPaid
		v.Khmer, v.English = inBoth(words.CustomerPaid)
		v.Off = s.takenOff(words.PaperDiscount, s.soldFor(a).Discount)
		v.Foot = words.Both(words.ThankYou)
		if thanks := s.Snap.Settings.Get(settings.ShopThanks); thanks != "" {
			v.Foot = thanks
		}
	default:
		v.Kind, v.Other = view.CustomerWait, ""
		v.Khmer, v.English = inBoth(endedWord(a.State))
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
func (s Model) welcome(v view.Customer) view.Customer {
	shop := s.Snap.Settings.Shop()
	v.Khmer, v.English = shop.NameKhmer, shop.Name
	if v.Khmer == "" {
		v.Khmer, v.English = shop.Name, ""
	}
	if v.Khmer == "" {
		v.Khmer = words.Text(words.Khmer, words.AppName)
	}
	v.Foot = words.Both(words.Welcome)
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
