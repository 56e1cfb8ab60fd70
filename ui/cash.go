package ui

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
	"psar/pos/staff"
)

// cashDesk is the counter while notes are taken for a sale.
type cashDesk struct {
	sale   id.Sale     // of a stored sale; "" is the bill
	due    money.Money // what is to be paid
	whole  money.Money // the total of the sale
	given  [2]entry    // dollars, riel
	at     int         // which of them is typed
	change money.ChangeIn
	other  string // the shop's own tender that what is typed is of; "" is notes
	zero   bool   // nothing but zeros was typed
	asking bool   // whether so much was given: F4 says so
	busy   bool
	wrong  said      // why it was not taken
	paid   sale.Sale // what came of it; its state is "" before
}

// giveCommand takes notes for a sale.
type giveCommand struct{ request pos.CashRequest }

// backCommand gives a sale up that was paid in part.
type backCommand struct {
	sale id.Sale
	word staff.Approval // a manager's
}

func (giveCommand) command() {}
func (backCommand) command() {}

// openCash begins to take notes: for the sale of the payment in front, which ended,
// or for the bill.
func (s state) openCash(now time.Time) state {
	if next, ok := s.cashInFront(now); ok {
		return next
	}
	s, ok := s.atBill(now)
	if !ok {
		return s
	}
	p, err := s.priced()
	switch {
	case s.cart.empty() && s.entry.empty():
		return s.sayError(now, fault.AmountZero)
	case err != nil:
		return s.refuse(err, now)
	}
	return s.takeCash("", p.Total, p.Total)
}

// cashInFront takes notes for the sale that the payment in front was for. It is
// false where that is none that notes are taken for.
func (s state) cashInFront(now time.Time) (state, bool) {
	a, ok := s.attempt()
	if !ok || s.busy() {
		return s, false
	}
	if sale, ok := s.stored(a.Sale); ok {
		return s.cashFor(sale, now), true
	}
	if m, came := s.cameFor(a.Sale); came && a.State != payment.Unclaimed {
		return s.sayError(now, fault.SaleMoneyCame, m.Display()), true
	}
	return s, false
}

// cashFor takes notes for what is left of a stored sale.
func (s state) cashFor(sale sale.Sale, now time.Time) state {
	if a, ok := s.asks(sale.ID); ok {
		return s.closeDesk().bringFront(a.ID, now).say(now, statusNone, words.UnderWay)
	}
	rest, _ := sale.Rest(sale.Total.Currency)
	return s.takeCash(sale.ID, rest, sale.Total)
}

// stored finds a sale that money may be taken for: paid in part, or one whose
// payment ended without.
func (s state) stored(id id.Sale) (sale.Sale, bool) {
	if sale, ok := s.part(id); ok {
		return sale, true
	}
	sale, ok := s.snap.Dropped[id]
	return sale, ok
}

// asks is the payment that a sale is being asked for by.
func (s state) asks(id id.Sale) (payment.Attempt, bool) {
	for _, a := range s.snap.Attempts {
		if a.Sale == id && a.InProgress() {
			return a, true
		}
	}
	return payment.Attempt{}, false
}

// cameFor is the money that came for a sale after its payment had ended.
func (s state) cameFor(id id.Sale) (money.Money, bool) {
	for _, a := range s.snap.Unclaimed {
		if a.Sale == id {
			return a.Unclaimed(), true
		}
	}
	return money.Money{}, false
}

// cashFollows keeps the counter to what the stored sale says: what is left of it may
// be another sum now, or nothing.
func (s state) cashFollows(now time.Time) state {
	d := s.desk.cash
	sale, ok := s.stored(d.sale)
	if !ok {
		s = s.closeDesk()
		if m, came := s.cameFor(d.sale); came {
			return s.sayError(now, fault.SaleMoneyCame, m.Display())
		}
		return s.sayError(now, fault.SaleState)
	}
	if rest, _ := sale.Rest(sale.Total.Currency); rest != d.due {
		d.due, d.asking = rest, false
		d.wrong = said{code: fault.TotalChanged, args: []any{rest.Display()}}
		s.desk.cash = d
	}
	return s
}

// takeCash opens the counter for what is due.
func (s state) takeCash(sale id.Sale, due, whole money.Money) state {
	d := cashDesk{sale: sale, due: due, whole: whole, change: money.ChangeDollars}
	d.given = [2]entry{{currency: money.USD}, {currency: money.KHR}}
	if due.Currency == money.KHR {
		d.at, d.change = 1, money.ChangeRiel
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskCash, cash: d}
	return s
}

// notes is what was typed.
func (d cashDesk) notes() (all []money.Money) {
	for _, g := range d.given {
		if m := g.money(); m.Minor > 0 {
			all = append(all, m)
		}
	}
	return all
}

// nextOther is the shop's own tender after the one that is chosen, and notes after
// the last.
func (s state) nextOther() string {
	names := s.snap.Settings.TenderNames()
	i := slices.Index(names, s.desk.cash.other) + 1
	if i == len(names) {
		return ""
	}
	return names[i]
}

// owed is what is to be paid at the counter: of a stored sale what is left of it, at
// its own rate.
func (s state) owed() money.Owed {
	if sale, ok := s.stored(s.desk.cash.sale); ok {
		if owed, ok := sale.Owed(); ok {
			return owed
		}
	}
	return s.snap.Settings.CashRule().Owed(s.desk.cash.due)
}

// reckon is what goes back of what was typed, in a way.
func (s state) reckon(in money.ChangeIn) (money.Cash, error) {
	return s.owed().Pay(s.desk.cash.notes(), in)
}

// atCash does what was asked for while notes are taken.
func (s state) atCash(a action, now time.Time) (state, command) {
	d := s.desk.cash
	asked, zero := d.asking, d.zero
	d.asking, d.zero, d.wrong, s.said = false, false, said{}, said{}
	switch a.verb {
	case doDigits, doPoint, doBackspace:
		next, wrong := d.given[d.at].key(a)
		if wrong != "" {
			return s.notTaken(a, next, wrong, now), nil
		}
		d.given[d.at], d.zero = next, a.verb != doBackspace && next.money().Minor == 0
	case doNote:
		note := money.Of(int64(a.index), d.given[d.at].currency)
		minor := money.SumIn(note.Currency, d.given[d.at].money(), note).Minor
		next, wrong := d.given[d.at].clear().press(strconv.FormatInt(minor, 10))
		if wrong != "" {
			return s.sayError(now, wrong), nil
		}
		d.given[d.at] = next
	case doFlip, doTab, doNextLine:
		d.at = 1 - d.at
	case doUp, doDown, doChange:
		d.change = map[money.ChangeIn]money.ChangeIn{money.ChangeDollars: money.ChangeRiel, money.ChangeRiel: money.ChangeDollars}[d.change]
	case doOwner: // O: another tender
		if len(s.snap.Settings.TenderNames()) == 0 {
			return s.say(now, statusNone, words.TenderNone), nil
		}
		d.other = s.nextOther()
	case doCharge:
		if zero { // it is not the exact sum that was typed
			d.zero, d.wrong = true, said{code: fault.AmountZero}
			s.desk.cash = d
			return s, nil
		}
		return s.giveCash(d, pos.CashRequest{}, now)
	case doConfirm:
		if !asked {
			return s.say(now, statusNone, words.FinishFirst), nil
		}
		return s.giveCash(d, pos.CashRequest{Sure: true}, now)
	case doSplit:
		return s.giveCash(d, pos.CashRequest{Part: true}, now)
	case doCash: // it opened the page
		return s, nil
	case doEscape:
		s.frontAt = now // what ended is seen again
		return s.openPart(d.sale, now), nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	s.desk.cash = d
	return s, nil
}

// giveCash hands the notes to the till: all that is due, or a part of it. Too much
// is asked about: a second, different key takes it.
func (s state) giveCash(d cashDesk, r pos.CashRequest, now time.Time) (state, command) {
	r.Sale, r.Given, r.ChangeIn = d.sale, d.notes(), d.change
	if d.other != "" {
		return s.giveOther(d, r, now)
	}
	s.desk.cash = d
	cash, err := s.reckon(d.change)
	switch {
	case err != nil && !(r.Part && fault.CodeOf(err) == fault.CashShort):
		return s.cashRefused(err), nil
	case err == nil && !r.Sure && s.owed().Unusual(r.Given):
		s.desk.cash.asking = true
		return s.cashRefused(fault.New(fault.GivenUnusual, sums(cash.Change))), nil
	}
	if r.Part && len(r.Given) == 0 {
		return s.say(now, statusNone, words.PartFirst), nil
	}
	return s.handOver(d, r)
}

// handOver gives the till what was taken, for the bill or the stored sale, with the
// sum that was shown.
func (s state) handOver(d cashDesk, r pos.CashRequest) (state, command) {
	r.Shown = d.due
	if d.sale == "" {
		r.Bill, r.Shown = s.bill(), d.whole
	}
	d.busy, d.wrong = true, said{}
	s.desk.cash = d
	return s, giveCommand{r}
}

// giveOther hands another tender to the till: what is typed of it, or all that is
// due. No change is given of it.
func (s state) giveOther(d cashDesk, r pos.CashRequest, now time.Time) (state, command) {
	all := d.notes()
	if len(all) == 0 {
		all = []money.Money{d.due}
	}
	r.Given, r.Part = nil, true
	for _, m := range all {
		r.Other = append(r.Other, pos.OtherAmount{Name: d.other, Amount: m})
	}
	return s.handOver(d, r)
}

// cashRefused shows at the counter why notes were not taken.
func (s state) cashRefused(err error) state {
	fault := asFault(err)
	s.desk.cash.busy = false
	s.desk.cash.wrong = said{code: fault.Code, args: fault.Args}
	return s
}

// gave takes what came of it: a sale that is paid shows its change, one that wants
// more asks how the rest is paid. The bill goes with its own sale alone.
func (s state) gave(c giveCommand, o outcome, err error, now time.Time) state {
	if err == nil {
		s.change = cashDesk{whole: o.sale.Total, paid: o.sale}
	}
	if err == nil && c.request.Sale == "" {
		s = s.cleared() // what was sold is not sold again
	}
	if s.desk.page != deskCash {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	if err != nil && wordWanted(err) {
		return s.askManager(c, err, now)
	}
	if err != nil {
		return s.cashRefused(err).deskFollows(now) // what is left may be another sum
	}
	s = s.dismissFront().idle()
	if o.sale.State == sale.Completed {
		return s.closeDesk()
	}
	return s.openPart(o.sale.ID, now)
}

// changing reports that the change of the last sale stands at the counter.
func (s state) changing() bool { return s.change.paid.State == sale.Completed }

// begins ends the change: the next sale has begun.
func (s state) begins() state {
	s.change = cashDesk{}
	if s.desk.page == deskChange {
		s.desk = desk{}
	}
	return s
}

// overChange are the keys whose pages lie over the change and give it back.
var overChange = map[verb]bool{
	doItems: true, doHistory: true, doReports: true, doUnclaimed: true, doStaff: true, doPrinter: true, doRate: true,
	doAlarm: true, doYes: true, doNo: true, doCameOut: true, doNotOut: true, doOurs: true, doNotOurs: true,
	doOwner: true, doOwnerLater: true,
}

// atChange keeps the change on the screen until the first digit or item of the next
// sale: it may still be being counted.
func (s state) atChange(a action, now time.Time) (state, command) {
	idle := s.cart.empty() && s.entry.empty()
	switch {
	case a.verb == doDigits, a.verb == doPoint:
		return s.typed(a, now), nil
	case a.verb == doFlip && idle:
		s.entry, _ = s.entry.flip() // of nothing: that can't be wrong
		return s.say(now, statusNone, words.NextCurrency, string(s.entry.currency)), nil
	case a.verb == doPrint && !s.hasPrinter(settings.RoleReceipt):
		return s.sayError(now, fault.PrinterMissing), nil
	case a.verb == doPrint:
		return s, reprintCommand{s.change.paid.Receipt}
	case a.verb == doBringFront && a.payment != "":
		return s.bringFront(a.payment, now), nil
	case a.verb == doHold && idle, overChange[a.verb]:
		return s.atCounter(a, now)
	}
	return s.say(now, statusNone, words.NextDigit), nil
}

// part finds a sale that was paid in part.
func (s state) part(id id.Sale) (sale.Sale, bool) {
	i := slices.IndexFunc(s.snap.PartPaid, func(p sale.Sale) bool { return p.ID == id })
	if i < 0 {
		return sale.Sale{}, false
	}
	return s.snap.PartPaid[i], true
}

// openPart asks how the rest of a sale is paid.
func (s state) openPart(id id.Sale, now time.Time) state {
	sale, ok := s.part(id)
	if !ok {
		return s.closeDesk()
	}
	if a, ok := s.asks(id); ok {
		return s.closeDesk().bringFront(a.ID, now)
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskPart, cash: cashDesk{sale: sale.ID}}
	return s
}

// split goes on with a sale that was paid in part, or begins one: that of the
// payment in front before any other.
func (s state) split(now time.Time) state {
	if a, ok := s.attempt(); ok && !s.busy() {
		if _, part := s.part(a.Sale); part {
			return s.openPart(a.Sale, now)
		}
		return s.openCash(now)
	}
	if len(s.snap.PartPaid) > 0 && !s.busy() && s.cart.empty() && s.entry.empty() {
		return s.openPart(s.snap.PartPaid[0].ID, now)
	}
	return s.openCash(now)
}

// atPart takes the way in which the rest is paid.
func (s state) atPart(a action, now time.Time) (state, command) {
	sale, ok := s.part(s.desk.cash.sale)
	if !ok {
		return s.closeDesk(), nil
	}
	rest, _ := sale.Rest(sale.Total.Currency)
	asking := s.desk.cash.busy
	s.desk.cash.busy, s.said = false, said{}
	switch a.verb {
	case doCharge:
		if asking {
			return s, nil
		}
		if !s.snap.Settings.HasProfile(rest.Currency) {
			return s.sayError(now, fault.ProfileMissing, rest.Currency), nil
		}
		return s.closeDesk().asking(chargeCommand{pos.ChargeRequest{Sale: sale.ID, Shown: rest}})
	case doSplit: // it opened the page
		return s, nil
	case doCash:
		return s.takeCash(sale.ID, rest, sale.Total), nil
	case doEscape:
		if asking {
			return s, nil
		}
		return s.closeDesk(), nil
	case doBackspace: // asks whether all goes back: F4 does it
		s.desk.cash.busy = true
		return s, nil
	case doConfirm:
		if asking {
			return s.closeDesk(), backCommand{sale: sale.ID}
		}
	case doNextSale:
		return s.closeDesk(), nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}
