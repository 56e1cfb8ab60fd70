package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/ui/view"
)

// SettleFor is how long keys that decide do nothing after something else came to
// stand on the screen than the keys were pressed for.
const SettleFor = 500 * time.Millisecond

// where is what the keys that decide are about: what they would close, confirm, pay or
// print. A payment under way is not in it, since no key decides one.
type where struct {
	standing
	due   money.Money
	back  string     // the change of the notes that were typed
	wrong fault.Code // why what was tried was not done
	asks  bool       // for a second key
	found string     // a list of several items that nobody has read yet, by its query
}

// standing is the part of it that no typing changes: a key takes it away, or something
// else comes.
type standing struct {
	page    view.Page
	task    task
	payment id.Payment    // that ended, or asks whom it pays
	state   payment.State // its
	cash    id.Sale
}

func (s Model) where() where {
	d := s.Desk
	w := where{due: d.Cash.due, wrong: d.Cash.Wrong.Code + d.Form.Problem.Code}
	w.standing = standing{page: d.Page, task: d.Form.Task(), cash: d.Cash.Sale}
	w.asks = s.Confirm || s.Cart.removing || d.Cash.Asking || d.report.choosing
	if d.Page == view.PageCash {
		if cash, err := s.reckon(d.Cash.change); err == nil {
			w.back = Sums(cash.Change)
		}
	}
	if d.Page == view.PageItems && len(d.Items.Found) > 1 {
		w.found = d.Items.of
	}
	if a, ok := s.Attempt(); ok && (!a.InProgress() || a.Held()) {
		w.payment, w.state = a.ID, a.State
	}
	return w
}

// questions are what Y and N answer.
type questions struct {
	account string
	job     int64
}

func (s Model) questions() (q questions) {
	if p, ok := s.question(); ok {
		q.account = p.Payee.Account
	}
	if len(s.Snap.Asking) > 0 {
		q.job = s.Snap.Asking[0].ID
	}
	return q
}

// arrived notes that an answer, a snapshot or the time brought something else than
// stood there before, which has to be read.
func (s Model) arrived(before Model, now time.Time) Model {
	switch {
	case s.where() == before.where() && !s.billCame(before):
	case s.nothingStands():
		s.cameAt = time.Time{}
	default:
		s = s.came(now)
	}
	if s.questions() != before.questions() {
		s.askedAt = now
	}
	return s
}

// came notes that something has come which has to be read.
func (s Model) came(now time.Time) Model {
	s.cameAt, s.cameTo = now, s.where().standing
	return s
}

// nothingStands reports an idle counter: nothing on it can be decided.
func (s Model) nothingStands() bool {
	return s.Desk.Page == view.PageClosed && s.Front == "" && s.Cart.Empty() && s.Entry.Empty()
}

// billCame reports that what stands there to be charged is another bill than before.
func (s Model) billCame(before Model) bool {
	return s.Front == "" && before.Front == "" && !(s.Cart.Empty() && s.Entry.Empty()) &&
		(len(s.Cart.Lines) != len(before.Cart.Lines) || s.Total() != before.Total())
}

// deciding are the keys that close, confirm, pay, print or put aside what stands on
// the screen.
var deciding = map[view.Verb]bool{
	view.DoCharge: true, view.DoEscape: true, view.DoConfirm: true, view.DoNextSale: true, view.DoBringFront: true, view.DoPrint: true,
	view.DoYes: true, view.DoNo: true, view.DoCameOut: true, view.DoNotOut: true, view.DoOurs: true, view.DoNotOurs: true, view.DoLink: true, view.DoHold: true,
}

// answers are those of them that answer a question of the till.
var answers = map[view.Verb]bool{view.DoYes: true, view.DoNo: true, view.DoCameOut: true, view.DoNotOut: true, view.DoOurs: true, view.DoNotOurs: true}

// goesOn are the keys that a hand holds down to do more of the same.
var goesOn = map[view.Verb]bool{
	view.DoBackspace: true, view.DoUp: true, view.DoDown: true, view.DoPageUp: true, view.DoPageDown: true, view.DoTab: true, view.DoOlder: true, view.DoNewer: true,
}

// ignores reports that a key does nothing: it was meant for what stood there before,
// it is held down, or it bounced.
func (s Model) ignores(a view.Action, now time.Time) bool {
	switch {
	case a.Held:
		return !(goesOn[a.Verb] || a.Verb == view.DoDigits && s.typesDigits()) || s.pressedAt != s.where()
	case a.Payment != "": // a touch says what it means
		return false
	}
	return a.Verb != view.DoDigits && s.again(a, now)
}

// tooFresh reports that a key would decide what nobody can have read when it went down:
// that came by itself, and still stands there.
func (s Model) tooFresh(a view.Action, now time.Time) bool {
	if a.Held || a.Payment != "" {
		return false
	}
	if !a.At.IsZero() {
		now = a.At
	}
	came := s.Decides(a.Verb) && now.Sub(s.cameAt) < SettleFor && s.cameTo == s.where().standing
	return came || answers[a.Verb] && now.Sub(s.askedAt) < SettleFor
}

// justCame says so. A refusal that came stays readable behind it.
func (s Model) justCame(now time.Time) Model {
	if s.Said.Code != "" && now.Before(s.Said.until) {
		s.Said.lead, s.Said.leadArgs, s.Said.until = words.JustCame, nil, now.Add(2*saidFor)
		return s
	}
	return s.Say(now, view.StatusAttention, words.JustCame)
}

// press is a key, or what a touch stands for.
type press struct {
	verb view.Verb
	text string // of digits
}

// again reports that a key is pressed twice which led elsewhere the first time.
func (s Model) again(a view.Action, now time.Time) bool {
	return !a.Held && a.Payment == "" && s.ledBy == press{a.Verb, a.Text} && now.Sub(s.ledAt) < SettleFor
}

// Decides reports that a verb would close, confirm, pay, print or choose something here.
func (s Model) Decides(v view.Verb) bool {
	switch v {
	case view.DoDigits:
		return !s.typesDigits() && s.Desk.Page != view.PageChange
	case view.DoSplit: // elsewhere it opens the page where the sum is seen
		return s.Desk.Page == view.PageCash
	case view.DoRow, view.DoQuick, view.DoPay:
		return true
	}
	return deciding[v]
}

// typesDigits reports that digits become a figure here: elsewhere they choose.
func (s Model) typesDigits() bool {
	switch s.Page() {
	case view.PageClosed, view.PageCash, view.PageCount, view.PageForm, view.PageItems, view.PageHistory:
		return true
	}
	return false
}

// led notes the key that led elsewhere: pressed twice it does nothing more, since what
// it would do there was not to be seen. Another key between the two ends that.
func (s Model) led(before Model, a view.Action, now time.Time) Model {
	s.ledBy = press{}
	if s.leads(before, a) {
		s.ledBy, s.ledAt = press{a.Verb, a.Text}, now
	}
	return s
}

// leads reports that a key opened a page which it can also close or go on from, or took a
// page, the help or a payment away.
func (s Model) leads(before Model, a view.Action) bool {
	turned := s.Page() != before.Page() || s.Desk.Form.Task() != before.Desk.Form.Task()
	bill := s.Page() == view.PageClosed || s.Page() == view.PageChange
	switch a.Verb {
	case view.DoField, view.DoFocus, view.DoPoint: // what is typed goes on
		return false
	case view.DoDigits: // and a figure does; a digit that chose has done its work
		return turned && !before.typesDigits() && before.Page() != view.PageChange && (bill || !s.typesDigits())
	case view.DoHelp, view.DoSheets, view.DoNextSale, view.DoBringFront, view.DoCharge:
		if turned || s.Help != before.Help || s.Sheets.Open != before.Sheets.Open {
			return true
		}
	}
	return turned && bill || before.Help && !s.Help || before.Front != "" && s.Front == ""
}
