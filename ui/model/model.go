package model

import (
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

// Times of the cashier's path.
const (
	checkingAfter = 3 * time.Second  // an answer that is still out: "checking"
	slowAfter     = 10 * time.Second // and then: "the bank is slow, nothing is lost"
	PaidFor       = 3 * time.Second  // a paid sale stays on the screen
	cancelledFor  = 15 * time.Second // and a cancelled one, to be asked for anew or paid in cash
	saidFor       = 5 * time.Second  // a short sentence stays on the screen
	trayPaidFor   = 15 * time.Second // a paid sale stays in the tray
)

// Model is all that both windows show, beside the time. It is a value: what
// happens gives the next state, and the views are read from it. Nothing here
// waits, draws or touches the till.
type Model struct {
	Snap     pos.Snapshot
	Entry    entry
	Cart     cart
	Looking  int  // codes that are being looked up
	stands   bool // what is typed was typed before them
	Holding  bool // a bill is being put aside, or taken up
	Language words.Language
	canPay   bool // training: F8 is the customer's button
	CanLink  bool // payment links can be made
	Faces    bool // there is a customer's window

	AsksOwner  bool      // where there is none yet
	ownerLater bool      // and not now
	touched    time.Time // when a key was pressed last
	hand       hand      // what is known of the hand at the keys
	parted     parted
	unlocked   bool // nobody had to sign in, up to now
	relieved   bool // whoever had signed in does so no more, and did not lock the till

	Verified   Verification
	CanHistory bool // sales of the past can be looked at
	CanReport  bool // reports can be made
	reportTurn int  // counts the reports that were asked for
	CanItems   bool // the catalogue can be looked at
	CanSheets  bool // what the virtual printer prints can be looked at

	Front    id.Payment // what stands on both windows; "" is none
	frontAt  time.Time  // when the front last changed its state before our eyes
	Charging bool       // the charge is being committed
	asked    Command    // which one
	effect   Effect     // what the windows have to do: see Effect
	turn     int        // counts the questions of pages: an answer to an earlier one is worth nothing
	Confirm  bool       // asking whether to cancel the front
	change   sale.Sale  // of the last sale in notes: it stands until the next one begins

	Help   bool
	page   page // what lies over the large panel; nil: nothing
	Sheets SheetsPane
	link   link // of the payment in front, where it is paid by one

	checked   map[id.Payment]time.Time // F5, not answered yet
	seen      map[id.Payment]payment.State
	dismissed map[id.Payment]bool // ended, and looked at or no longer worth a look
	notices   []*fault.Error
	noticed   []string // the matters of those that hold and were shown, closed or not
	trail     trail
	deaf      fault.Code // what keeps webhooks out, as far as it was told
	Said      Said
}

// link is the address of a payment page. It carries a hash: it is for its
// customer alone and stands in no log.
type link struct {
	payment id.Payment // whose it is, or is being fetched
	text    string     // "" while it is on its way
}

// New is what the windows show first.
func New(snap pos.Snapshot, language words.Language, notices []*fault.Error, canPay bool) Model {
	s := Model{
		Snap: snap, Language: language, notices: notices, canPay: canPay,
		checked:   map[id.Payment]time.Time{},
		seen:      map[id.Payment]payment.State{},
		dismissed: map[id.Payment]bool{},
		noticed:   matters(notices),
	}
	if language == "" {
		s.Language = words.Language(snap.Settings.Get(settings.TillLanguage))
	}
	s.Entry.currency = home(snap)
	if s.locks() {
		s.page = lockPage{}
	}
	for _, a := range snap.Attempts {
		s.seen[a.ID] = a.State
	}
	return s
}

// home is the currency that every sale begins in, so that the same keys always
// mean the same amount: dollars, or riel in a shop that takes only riel.
func home(snap pos.Snapshot) money.Currency {
	if !snap.Settings.HasProfile(money.USD) && snap.Settings.HasProfile(money.KHR) {
		return money.KHR
	}
	return money.USD
}

// facing reports that a payment is what the large panel shows.
func (s Model) facing(id id.Payment) bool { return s.Front == id && s.Page() == view.PageClosed }

// Attempt returns the payment in front.
func (s Model) Attempt() (payment.Attempt, bool) {
	if s.Front == "" {
		return payment.Attempt{}, false
	}
	return s.Snap.Attempt(s.Front)
}

// Say shows a short sentence.
func (s Model) Say(now time.Time, st view.Status, key words.Key, args ...any) Model {
	s.Said = Said{Key: key, args: args, status: st, until: now.Add(saidFor)}
	return s
}

// SayError shows what an error says, twice as long, since there is more to read.
func (s Model) SayError(now time.Time, code fault.Code, args ...any) Model {
	s.Said = Said{Code: code, args: args, status: view.StatusAttention, until: now.Add(2 * saidFor)}
	return s
}

// idle takes the payment off both windows. The bill behind it stands as it stood.
func (s Model) idle() Model {
	s.Front, s.Confirm = "", false
	if s.Page() == view.PageClosed {
		s = s.closePage() // the change may lie behind it
	}
	return s
}

// toFront shows a payment on both windows.
func (s Model) toFront(id id.Payment, now time.Time) Model {
	s.Front, s.frontAt, s.Confirm, s.Help = id, now, false, false
	return s.withoutChange()
}
