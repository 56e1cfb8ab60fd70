package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
)

// settleFor is how long keys that decide do nothing after something else came to
// stand on the screen than the keys were pressed for.
const settleFor = 500 * time.Millisecond

// where is what the keys that decide are about: what they would close, confirm, pay or
// print. A payment under way is not in it, since no key decides one.
type where struct {
	page    deskPage
	task    task
	payment id.Payment    // that ended, or asks whom it pays
	state   payment.State // its
	cash    id.Sale
	due     money.Money
	wrong   fault.Code // why what was tried was not done
	asks    bool       // for a second key
}

func (s state) where() where {
	d := s.desk
	w := where{page: d.page, task: d.form.task, cash: d.cash.sale, due: d.cash.due, wrong: d.cash.wrong.code + d.form.problem.code}
	w.asks = s.confirm || s.cart.removing || d.cash.asking || d.report.choosing
	if a, ok := s.attempt(); ok && (!a.InProgress() || a.Held()) {
		w.payment, w.state = a.ID, a.State
	}
	return w
}

// questions are what Y and N answer.
type questions struct {
	account string
	job     int64
}

func (s state) questions() (q questions) {
	if p, ok := s.question(); ok {
		q.account = p.Payee.Account
	}
	if len(s.snap.Asking) > 0 {
		q.job = s.snap.Asking[0].ID
	}
	return q
}

// arrived notes that an answer, a snapshot or the time brought something else than
// stood there before.
func (s state) arrived(before state, now time.Time) state {
	if s.where() != before.where() {
		s.cameAt = now
	}
	if s.questions() != before.questions() {
		s.askedAt = now
	}
	return s
}

// deciding are the keys that close, confirm, pay, print or put aside what stands on
// the screen.
var deciding = map[verb]bool{
	doCharge: true, doEscape: true, doConfirm: true, doNextSale: true, doBringFront: true, doPrint: true,
	doYes: true, doNo: true, doCameOut: true, doNotOut: true, doOurs: true, doNotOurs: true, doLink: true, doHold: true,
}

// answers are those of them that answer a question of the till.
var answers = map[verb]bool{doYes: true, doNo: true, doCameOut: true, doNotOut: true, doOurs: true, doNotOurs: true}

// goesOn are the keys that a hand holds down to do more of the same.
var goesOn = map[verb]bool{
	doBackspace: true, doUp: true, doDown: true, doPageUp: true, doPageDown: true, doTab: true, doOlder: true, doNewer: true,
}

// ignores reports that a key does nothing: it was meant for what stood there before,
// it is held down, or it bounced.
func (s state) ignores(a action, now time.Time) bool {
	switch {
	case a.held:
		return !(goesOn[a.verb] || a.verb == doDigits && s.typesDigits()) || s.pressedAt != s.where()
	case a.payment != "": // a touch says what it means
		return false
	case deciding[a.verb] && now.Sub(s.cameAt) < settleFor, answers[a.verb] && now.Sub(s.askedAt) < settleFor:
		return true
	}
	return a.verb == s.openedBy && now.Sub(s.openedAt) < settleFor
}

// typesDigits reports that digits become a figure here: elsewhere they choose.
func (s state) typesDigits() bool {
	switch s.desk.page {
	case deskClosed, deskCash, deskCount, deskForm, deskItems, deskHistory:
		return true
	}
	return false
}

// opened notes the key that opened a page which that key can also close, or go on
// from: pressed twice it does neither.
func (s state) opened(before state, v verb, now time.Time) state {
	switch v {
	case doHelp, doSheets, doNextSale, doBringFront:
	default:
		return s
	}
	if s.help != before.help || s.sheets.open != before.sheets.open || s.desk.page != before.desk.page || s.desk.form.task != before.desk.form.task {
		s.openedBy, s.openedAt = v, now
	}
	return s
}

// heldKeys tells a key that is held down from one that is pressed again: the toolkit
// says of a held key that it is typed, and typed, but goes down once.
type heldKeys struct {
	down map[fyne.KeyName]bool // true: typed since it went down
	held bool                  // the key that was typed last
}

func (h *heldKeys) press(name fyne.KeyName) {
	if h.down == nil {
		h.down = map[fyne.KeyName]bool{}
	}
	h.down[name], h.held = false, false
}

func (h *heldKeys) release(name fyne.KeyName) {
	delete(h.down, name)
	h.held = false
}

// typed notes that a key was typed: its character, if it has one, follows.
func (h *heldKeys) typed(name fyne.KeyName) {
	before, known := h.down[name]
	if h.held = known && before; known {
		h.down[name] = true
	}
}
