package model

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// cashDesk is the counter while notes are taken for a sale.
type cashDesk struct {
	Sale   id.Sale     // of a stored sale; "" is the bill
	due    money.Money // what is to be paid
	whole  money.Money // the total of the sale
	given  [2]entry    // dollars, riel
	at     int         // which of them is typed
	change money.ChangeIn
	Other  string // the shop's own tender that what is typed is of; "" is notes
	zero   bool   // nothing but zeros was typed
	Asking bool   // whether so much was given: F4 says so
	Busy   bool
	Wrong  Said      // why it was not taken
	paid   sale.Sale // what came of it; its state is "" before
}

// openCash begins to take notes: for the sale of the payment in front, which ended,
// or for the bill.
func (s Model) openCash(now time.Time) Model {
	if next, ok := s.cashInFront(now); ok {
		return next
	}
	s, ok := s.atBill(now)
	if !ok {
		return s
	}
	p, err := s.priced()
	switch {
	case s.Cart.Empty() && s.Entry.Empty():
		return s.SayError(now, fault.AmountZero)
	case err != nil:
		return s.refuse(err, now)
	}
	return s.takeCash("", p.Total, p.Total)
}

// cashInFront takes notes for the sale that the payment in front was for. It is
// false where that is none that notes are taken for.
func (s Model) cashInFront(now time.Time) (Model, bool) {
	a, ok := s.Attempt()
	if !ok || s.Busy() {
		return s, false
	}
	if sale, ok := s.stored(a.Sale); ok {
		return s.cashFor(sale, now), true
	}
	if m, came := s.cameFor(a.Sale); came && a.State != payment.Unmatched {
		return s.SayError(now, fault.SaleMoneyCame, m.Display()), true
	}
	return s, false
}

// cashFor takes notes for what is left of a stored sale.
func (s Model) cashFor(sale sale.Sale, now time.Time) Model {
	if a, ok := s.asks(sale.ID); ok {
		return s.closeDesk().bringFront(a.ID, now).Say(now, view.StatusNone, words.UnderWay)
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	return s.takeCash(sale.ID, rest, sale.Total)
}

// stored finds a sale that money may be taken for: paid in part, or one whose
// payment ended without.
func (s Model) stored(id id.Sale) (sale.Sale, bool) {
	if sale, ok := s.part(id); ok {
		return sale, true
	}
	sale, ok := s.Snap.Dropped[id]
	return sale, ok
}

// asks is the payment that a sale is being asked for by.
func (s Model) asks(id id.Sale) (payment.Attempt, bool) {
	for _, a := range s.Snap.Attempts {
		if a.Sale == id && a.InProgress() {
			return a, true
		}
	}
	return payment.Attempt{}, false
}

// cameFor is the money that came for a sale after its payment had ended.
func (s Model) cameFor(id id.Sale) (money.Money, bool) {
	for _, a := range s.Snap.Unmatched {
		if a.Sale == id {
			return a.Unmatched(), true
		}
	}
	return money.Money{}, false
}

// cashFollows keeps the counter to what the stored sale says: what is left of it may
// be another sum now, or nothing.
func (s Model) cashFollows(now time.Time) Model {
	d := s.Desk.Cash
	sale, ok := s.stored(d.Sale)
	if !ok {
		s = s.closeDesk()
		if m, came := s.cameFor(d.Sale); came {
			return s.SayError(now, fault.SaleMoneyCame, m.Display())
		}
		return s.SayError(now, fault.SaleState)
	}
	if rest, _ := sale.BalanceDue(sale.Total.Currency); rest != d.due {
		d.due, d.Asking = rest, false
		d.Wrong = Said{Code: fault.TotalChanged, args: []any{rest.Display()}}
		s.Desk.Cash = d
	}
	return s
}

// takeCash opens the counter for what is due.
func (s Model) takeCash(sale id.Sale, due, whole money.Money) Model {
	d := cashDesk{Sale: sale, due: due, whole: whole, change: money.ChangeDollars}
	d.given = [2]entry{{currency: money.USD}, {currency: money.KHR}}
	if due.Currency == money.KHR {
		d.at, d.change = 1, money.ChangeRiel
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageCash, Cash: d}
	return s
}

// Notes is what was typed.
func (d cashDesk) Notes() (all []money.Money) {
	for _, g := range d.given {
		if m := g.Money(); m.Minor > 0 {
			all = append(all, m)
		}
	}
	return all
}

// nextOther is the shop's own tender after the one that is chosen, and notes after
// the last.
func (s Model) nextOther() string {
	names := s.Snap.Settings.TenderNames()
	i := slices.Index(names, s.Desk.Cash.Other) + 1
	if i == len(names) {
		return ""
	}
	return names[i]
}

// owed is what is to be paid at the counter: of a stored sale what is left of it, at
// its own rate.
func (s Model) owed() money.Balance {
	if sale, ok := s.stored(s.Desk.Cash.Sale); ok {
		if owed, ok := sale.Balance(); ok {
			return owed
		}
	}
	return s.Snap.Settings.CashRule().Balance(s.Desk.Cash.due)
}

// reckon is what goes back of what was typed, in a way.
func (s Model) reckon(in money.ChangeIn) (money.Cash, error) {
	return s.owed().Pay(s.Desk.Cash.Notes(), in)
}

// atCash does what was asked for while notes are taken.
func (s Model) atCash(a view.Action, now time.Time) (Model, Command) {
	d := s.Desk.Cash
	asked := d.Asking
	d.Asking, d.Wrong, s.Said = false, Said{}, Said{}
	if d.zero && (a.Verb == view.DoCharge || a.Verb == view.DoConfirm || a.Verb == view.DoSplit) {
		d.Wrong = Said{Code: fault.AmountZero} // it is not the exact sum that was typed
		s.Desk.Cash = d
		return s, nil
	}
	switch a.Verb {
	case view.DoDigits, view.DoPoint, view.DoBackspace:
		next, wrong := d.given[d.at].key(a)
		if wrong != "" {
			return s.notTaken(a, next, wrong, now), nil
		}
		d.given[d.at], d.zero = next, a.Verb != view.DoBackspace && next.Money().Minor == 0
	case view.DoNote:
		note := money.Of(int64(a.Index), d.given[d.at].currency)
		minor := money.SumIn(note.Currency, d.given[d.at].Money(), note).Minor
		next, wrong := d.given[d.at].clear().press(strconv.FormatInt(minor, 10))
		if wrong != "" {
			return s.SayError(now, wrong), nil
		}
		d.given[d.at], d.zero = next, false
	case view.DoFlip, view.DoTab, view.DoNextLine:
		d.at = 1 - d.at
	case view.DoUp, view.DoDown, view.DoChange:
		d.change = map[money.ChangeIn]money.ChangeIn{money.ChangeDollars: money.ChangeRiel, money.ChangeRiel: money.ChangeDollars}[d.change]
	case view.DoOwner: // O: another tender
		if len(s.Snap.Settings.TenderNames()) == 0 {
			return s.Say(now, view.StatusNone, words.TenderNone), nil
		}
		d.Other = s.nextOther()
	case view.DoCharge:
		return s.giveCash(d, pos.CashRequest{}, now)
	case view.DoConfirm:
		if !asked {
			return s.Say(now, view.StatusNone, words.FinishFirst), nil
		}
		return s.giveCash(d, pos.CashRequest{Confirmed: true}, now)
	case view.DoSplit:
		return s.giveCash(d, pos.CashRequest{Part: true}, now)
	case view.DoCash: // it opened the page
		return s, nil
	case view.DoEscape:
		s.frontAt = now // what ended is seen again
		return s.openPart(d.Sale, now), nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	s.Desk.Cash = d
	return s, nil
}

// giveCash hands the notes to the till: all that is due, or a part of it. Too much
// is asked about: a second, different key takes it.
func (s Model) giveCash(d cashDesk, r pos.CashRequest, now time.Time) (Model, Command) {
	r.Sale, r.Given, r.ChangeIn = d.Sale, d.Notes(), d.change
	if d.Other != "" {
		return s.giveOther(d, r, now)
	}
	s.Desk.Cash = d
	cash, err := s.reckon(d.change)
	r.Change = slices.Concat([]money.Money{}, cash.Change) // none is what was shown, too
	switch {
	case err != nil && !(r.Part && fault.CodeOf(err) == fault.CashShort):
		return s.cashRefused(err), nil
	case err == nil && !r.Confirmed && s.owed().Unusual(r.Given):
		s.Desk.Cash.Asking = true
		return s.cashRefused(fault.New(fault.GivenUnusual, Sums(cash.Change))), nil
	}
	if r.Part && len(r.Given) == 0 {
		return s.Say(now, view.StatusNone, words.PartFirst), nil
	}
	return s.handOver(d, r)
}

// handOver gives the till what was taken, for the bill or the stored sale, with the
// sum that was shown.
func (s Model) handOver(d cashDesk, r pos.CashRequest) (Model, Command) {
	r.Shown = d.due
	if d.Sale == "" {
		r.Bill, r.Shown = s.bill(), d.whole
	}
	d.Busy, d.Wrong = true, Said{}
	s.Desk.Cash = d
	return s, GiveCommand{&r}
}

// giveOther hands another tender to the till: what is typed of it, or all that is
// due. No change is given of it.
func (s Model) giveOther(d cashDesk, r pos.CashRequest, now time.Time) (Model, Command) {
	all := d.Notes()
	if len(all) == 0 {
		all = []money.Money{d.due}
	}
	r.Given, r.Part = nil, true
	for _, m := range all {
		r.Other = append(r.Other, pos.OtherAmount{Name: d.Other, Amount: m})
	}
	return s.handOver(d, r)
}

// cashRefused shows at the counter why notes were not taken.
func (s Model) cashRefused(err error) Model {
	fault := asFault(err)
	s.Desk.Cash.Busy = false
	s.Desk.Cash.Wrong = Said{Code: fault.Code, args: fault.Args}
	return s
}

// Changing reports that the change of the last sale stands at the counter.
func (s Model) Changing() bool { return s.change.paid.State == sale.Completed }

// begins ends the change: the next sale has begun.
func (s Model) begins() Model {
	s.change = cashDesk{}
	if s.Page() == view.PageChange {
		s.Desk = desk{}
	}
	return s
}

// atChange keeps the change on the screen until the first digit or item of the next
// sale: it may still be being counted.
func (s Model) atChange(a view.Action, now time.Time) (Model, Command) {
	idle := s.Cart.Empty() && s.Entry.Empty()
	switch {
	case a.Verb == view.DoDigits, a.Verb == view.DoPoint:
		return s.typed(a, now), nil
	case a.Verb == view.DoFlip && idle:
		s.Entry, _ = s.Entry.flip() // of nothing: that can't be wrong
		return s.Say(now, view.StatusNone, words.NextCurrency, string(s.Entry.currency)), nil
	case a.Verb == view.DoPrint && !s.hasPrinter(settings.RoleReceipt):
		return s.SayError(now, fault.PrinterMissing), nil
	case a.Verb == view.DoPrint:
		return s, ReprintCommand{s.change.paid.Receipt}
	case a.Verb == view.DoBringFront && a.Payment != "":
		return s.bringFront(a.Payment, now), nil
	case a.Verb == view.DoHold && !idle, a.Verb == view.DoFlip:
	case works(a.Verb, view.PageChange), a.Verb == view.DoOwnerLater: // what lies over the change gives it back
		return s.atCounter(a, now)
	}
	return s.Say(now, view.StatusNone, words.NextDigit), nil
}
