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
	"psar/ui/view"
)

// cashPage is the counter while notes are taken for a sale.
type cashPage struct {
	plainPage
	Sale   id.Sale     // of a stored sale; "" is the bill
	due    money.Money // what is to be paid
	whole  money.Money // the total of the sale
	given  [2]entry    // dollars, riel
	at     int         // which of them is typed
	change money.ChangeIn
	Other  string  // the shop's own tender that what is typed is of; "" is notes
	zero   bool    // nothing but zeros was typed
	Asking bool    // whether so much was given: F4 says so
	asked  Command // what the till is asked to do with the notes; nil: nothing
	Wrong  Said    // why it was not taken
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
		return s.closePage().bringFront(a.ID, now).Say(now, view.StatusNone, words.UnderWay)
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

// Busy reports that the till is at the notes.
func (p cashPage) Busy() bool { return p.asked != nil }

func (cashPage) name() view.Page { return view.PageCash }

func (cashPage) typesDigits() bool { return true }

func (p cashPage) waits() bool { return p.Busy() }

func (p cashPage) place(s Model, w where) where {
	w.cash, w.due, w.wrong, w.asks = p.Sale, p.due, p.Wrong.Code, p.Asking
	if cash, err := p.reckon(s, p.change); err == nil {
		w.back = money.Displayed(cash.Change)
	}
	return w
}

// follow keeps the counter to what the stored sale says: what is left of it may
// be another sum now, or nothing.
func (p cashPage) follow(s Model, now time.Time) Model {
	if p.Sale == "" || p.Busy() {
		return s
	}
	sale, ok := s.stored(p.Sale)
	if !ok {
		s = s.closePage()
		if m, came := s.cameFor(p.Sale); came {
			return s.SayError(now, fault.SaleMoneyCame, m.Display())
		}
		return s.SayError(now, fault.SaleState)
	}
	if rest, _ := sale.BalanceDue(sale.Total.Currency); rest != p.due {
		p.due, p.Asking = rest, false
		p.Wrong = Said{Code: fault.TotalChanged, args: []any{rest.Display()}}
		return s.open(p)
	}
	return s
}

// takeCash opens the counter for what is due.
func (s Model) takeCash(sale id.Sale, due, whole money.Money) Model {
	p := cashPage{Sale: sale, due: due, whole: whole, change: money.ChangeDollars}
	p.given = [2]entry{{currency: money.USD}, {currency: money.KHR}}
	if due.Currency == money.KHR {
		p.at, p.change = 1, money.ChangeRiel
	}
	return s.over(p)
}

// notes are what was typed.
func (p cashPage) notes() (all []money.Money) {
	for _, g := range p.given {
		if m := g.Money(); m.Minor > 0 {
			all = append(all, m)
		}
	}
	return all
}

// nextOther is the shop's own tender after the one that is chosen, and notes after
// the last.
func (p cashPage) nextOther(s Model) string {
	names := s.Snap.Settings.TenderNames()
	i := slices.Index(names, p.Other) + 1
	if i == len(names) {
		return ""
	}
	return names[i]
}

// owed is what is to be paid at the counter: of a stored sale what is left of it, at
// its own rate.
func (p cashPage) owed(s Model) money.Balance {
	if sale, ok := s.stored(p.Sale); ok {
		if owed, ok := sale.Balance(); ok {
			return owed
		}
	}
	return s.Snap.Settings.CashRule().Balance(p.due)
}

// reckon is what goes back of what was typed, in a way.
func (p cashPage) reckon(s Model, in money.ChangeIn) (money.Cash, error) {
	return p.owed(s).Pay(p.notes(), in)
}

// update does what was asked for while notes are taken.
func (p cashPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	asked := p.Asking
	p.Asking, p.Wrong, s.Said = false, Said{}, Said{}
	if p.zero && (a.Verb == view.DoCharge || a.Verb == view.DoConfirm || a.Verb == view.DoSplit) {
		p.Wrong = Said{Code: fault.AmountZero} // it is not the exact sum that was typed
		return s.open(p), nil
	}
	switch a.Verb {
	case view.DoDigits, view.DoPoint, view.DoBackspace:
		next, wrong := p.given[p.at].key(a)
		if wrong != "" {
			return s.notTaken(a, next, wrong, now), nil
		}
		p.given[p.at], p.zero = next, a.Verb != view.DoBackspace && next.Money().Minor == 0
	case view.DoNote:
		next, wrong := p.withNote(int64(a.Index))
		if wrong != "" {
			return s.SayError(now, wrong), nil
		}
		p.given[p.at], p.zero = next, false
	case view.DoFlip, view.DoTab, view.DoNextLine:
		p.at = 1 - p.at
	case view.DoUp, view.DoDown, view.DoChange:
		p.change = map[money.ChangeIn]money.ChangeIn{money.ChangeDollars: money.ChangeRiel, money.ChangeRiel: money.ChangeDollars}[p.change]
	case view.DoOwner: // O: another tender
		if len(s.Snap.Settings.TenderNames()) == 0 {
			return s.Say(now, view.StatusNone, words.TenderNone), nil
		}
		p.Other = p.nextOther(s)
	case view.DoCharge:
		return p.give(s, pos.CashRequest{}, now)
	case view.DoConfirm:
		if !asked {
			return s.finishFirst(now)
		}
		return p.give(s, pos.CashRequest{Confirmed: true}, now)
	case view.DoSplit:
		return p.give(s, pos.CashRequest{Part: true}, now)
	case view.DoCash: // it opened the page
		return s, nil
	case view.DoEscape:
		s.frontAt = now // what ended is seen again
		return s.openPart(p.Sale, now), nil
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// withNote is what is typed with one more note.
func (p cashPage) withNote(minor int64) (entry, fault.Code) {
	given := p.given[p.at]
	note := money.Of(minor, given.currency)
	sum := money.SumIn(note.Currency, given.Money(), note).Minor
	return given.clear().press(strconv.FormatInt(sum, 10))
}

// give hands the notes to the till: all that is due, or a part of it. Too much
// is asked about: a second, different key takes it.
func (p cashPage) give(s Model, r pos.CashRequest, now time.Time) (Model, Command) {
	r.Sale, r.Received, r.ChangeIn = p.Sale, p.notes(), p.change
	if p.Other != "" {
		return p.giveOther(s, r)
	}
	s = s.open(p)
	cash, err := p.reckon(s, p.change)
	r.Change = slices.Concat([]money.Money{}, cash.Change) // none is what was shown, too
	switch {
	case err != nil && !(r.Part && fault.CodeOf(err) == fault.CashShort):
		return p.refused(s, err), nil
	case err == nil && !r.Confirmed && p.owed(s).Unusual(r.Received):
		p.Asking = true
		return p.refused(s, fault.New(fault.GivenUnusual, money.Displayed(cash.Change))), nil
	}
	if r.Part && len(r.Received) == 0 {
		return s.Say(now, view.StatusNone, words.PartFirst), nil
	}
	return p.handOver(s, r)
}

// handOver gives the till what was taken, for the bill or the stored sale, with the
// sum that was shown.
func (p cashPage) handOver(s Model, r pos.CashRequest) (Model, Command) {
	r.Shown = p.due
	if p.Sale == "" {
		r.Bill, r.Shown = s.bill(), p.whole
	}
	c := GiveCommand{&r}
	p.asked, p.Wrong = c, Said{}
	return s.open(p), c
}

// giveOther hands another tender to the till: what is typed of it, or all that is
// due. No change is given of it.
func (p cashPage) giveOther(s Model, r pos.CashRequest) (Model, Command) {
	all := p.notes()
	if len(all) == 0 {
		all = []money.Money{p.due}
	}
	r.Received, r.Part = nil, true
	for _, m := range all {
		r.Other = append(r.Other, pos.OtherAmount{Name: p.Other, Amount: m})
	}
	return p.handOver(s, r)
}

// refused shows at the counter why notes were not taken.
func (p cashPage) refused(s Model, err error) Model {
	fault := asFault(err)
	p.asked = nil
	p.Wrong = Said{Code: fault.Code, args: fault.Args}
	return s.open(p)
}

// paying reports that the till is at the notes that were taken, or is asked to give back
// what was.
func (s Model) paying() bool {
	switch p := s.page.(type) {
	case cashPage:
		return p.Busy()
	case partPage:
		return p.asking
	}
	return false
}

// Cash is the counter, where notes are taken.
func (s Model) Cash() cashPage {
	p, _ := as[cashPage](s)
	return p
}
