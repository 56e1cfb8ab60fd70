package ui

import (
	"image"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Times of the cashier's path.
const (
	checkingAfter = 3 * time.Second  // an answer that is still out: "checking"
	slowAfter     = 10 * time.Second // and then: "the bank is slow, nothing is lost"
	paidFor       = 3 * time.Second  // a paid sale stays on the screen
	saidFor       = 5 * time.Second  // a short sentence stays on the screen
	trayPaidFor   = 15 * time.Second // a paid sale stays in the tray
)

// state is all that both windows show, beside the time. It is a value: what
// happens gives the next state, and the views are read from it. Nothing here
// waits, draws or touches the till.
type state struct {
	snap     pos.Snapshot
	entry    entry
	cart     cart
	looking  int  // codes that are being looked up
	holding  bool // a bill is being put aside, or taken up
	language words.Language
	canPay   bool // training: F8 is the customer's button
	canLink  bool // payment links can be made

	asksOwner  bool      // where there is none yet
	ownerLater bool      // and not now
	touched    time.Time // when a key was pressed last
	lump       time.Time // when the last key was dropped; zero: none since a key was taken
	stray      bool      // a point was refused: the digits behind it go with it
	strayAt    deskPage  // on this page

	canHistory bool // sales of the past can be looked at
	canReport  bool // reports can be made
	reportTurn int  // counts the reports that were asked for
	canItems   bool // the catalogue can be looked at
	canSheets  bool // what the virtual printer prints can be looked at

	front    id.Payment // what stands on both windows; "" is none
	frontAt  time.Time  // when the front last changed its state before our eyes
	charging bool       // the charge is being committed
	asked    command    // which one
	confirm  bool       // asking whether to cancel the front
	change   cashDesk   // of the last sale in notes: it stands until the next one begins

	cameAt    time.Time // when what stands there came by itself
	askedAt   time.Time // and the question that Y and N answer
	pressedAt where     // where the last key went down
	openedBy  verb      // the key that opened the page, and when
	openedAt  time.Time

	help   bool
	desk   desk
	sheets sheetsPane
	link   link // of the payment in front, where it is paid by one

	checked   map[id.Payment]time.Time // F5, not answered yet
	seen      map[id.Payment]payment.State
	dismissed map[id.Payment]bool // ended, and looked at or no longer worth a look
	notices   []*fault.Error
	deaf      fault.Code // what keeps webhooks out, as far as it was told
	said      said
}

// said is a short sentence about the last thing that was tried.
type said struct {
	key      words.Key // or code
	code     fault.Code
	args     []any
	lead     words.Key // before a code: what became of what was tried
	leadArgs []any
	both     bool // in both languages
	status   status
	until    time.Time
}

// text is the sentence in the cashier's language; "" when it is over.
func (s said) text(lang words.Language, now time.Time) string {
	if !now.Before(s.until) {
		return ""
	}
	return s.sentence(lang)
}

// sentence is the same for as long as it is kept.
func (s said) sentence(lang words.Language) string {
	switch {
	case s.code == "" && s.key == "":
		return ""
	case s.code != "" && s.lead != "":
		return words.Text(lang, s.lead, s.leadArgs...) + stop(lang) + errorText(lang, s.code, s.args...)
	case s.code != "":
		return errorText(lang, s.code, s.args...)
	case s.both:
		return words.Both(s.key, s.args...)
	}
	return words.Text(lang, s.key, s.args...)
}

// errorText is what happened and what to do next, on one line.
func errorText(lang words.Language, code fault.Code, args ...any) string {
	return words.ErrorMessage(lang, string(code), args...) + stop(lang) + words.ErrorHint(lang, string(code), args...)
}

// stop ends a sentence before another one.
func stop(lang words.Language) string {
	if lang == words.Khmer {
		return "។ "
	}
	return ". "
}

// command is work for the till, done off the windows' goroutine.
type command interface{ command() }

type (
	chargeCommand struct {
		request pos.ChargeRequest
	}
	againCommand   struct{ payment id.Payment }
	cancelCommand  struct{ payment id.Payment }
	checkCommand   struct{ payment id.Payment }
	payCommand     struct{ payment id.Payment }
	slipCommand    struct{ payment id.Payment }
	reprintCommand struct{ receipt id.Receipt }
	answerCommand  struct {
		job     int64
		cameOut bool
	}
	settingCommand struct {
		key   settings.Key
		value string
	}
	linkCommand     struct{ attempt payment.Attempt }
	linkSlipCommand struct {
		payment id.Payment
		link    string
	}
	copyCommand    struct{ text string } // done by the windows themselves
	pastCommand    struct{ payment id.Payment }
	managerCommand struct{} // asks whether a manager's word needs a PIN
	settleCommand  struct{ request pos.SettleRequest }
	payeeCommand   struct {
		question pos.PayeeQuestion
		ours     bool
		word     staff.Approval
	}
	alarmCommand struct {
		id   int64
		word staff.Approval
	}
)

func (chargeCommand) command()   {}
func (cancelCommand) command()   {}
func (checkCommand) command()    {}
func (payCommand) command()      {}
func (slipCommand) command()     {}
func (reprintCommand) command()  {}
func (answerCommand) command()   {}
func (settingCommand) command()  {}
func (againCommand) command()    {}
func (linkCommand) command()     {}
func (linkSlipCommand) command() {}
func (copyCommand) command()     {}
func (pastCommand) command()     {}
func (managerCommand) command()  {}
func (settleCommand) command()   {}
func (payeeCommand) command()    {}
func (alarmCommand) command()    {}

// outcome is what a command gave back, beside its error.
type outcome struct {
	attempt payment.Attempt      // charged, asked anew, settled
	sale    sale.Sale            // giveCommand, refundableCommand
	left    []sale.RefundLine    // refundableCommand
	refund  sale.Refund          // refundCommand
	report  report.Report        // countCommand that closes
	bill    sale.Bill            // recallCommand
	items   []catalogue.Item     // searchCommand, scanCommand
	shared  []catalogue.Item     // searchCommand for the quick keys
	rates   []facts.RateSaid     // ratesCommand
	sales   []pos.PastSale       // historyCommand
	story   pos.SaleStory        // storyCommand
	link    string               // linkCommand
	past    []payment.Settlement // pastCommand
	pin     bool                 // managerCommand
	picture image.Image          // previewCommand
}

// link is the address of a payment page. It carries a hash: it is for its
// customer alone and stands in no log.
type link struct {
	payment id.Payment // whose it is, or is being fetched
	text    string     // "" while it is on its way
}

// newState is what the windows show first.
func newState(snap pos.Snapshot, language words.Language, notices []*fault.Error, canPay bool) state {
	s := state{
		snap: snap, language: language, notices: notices, canPay: canPay,
		checked:   map[id.Payment]time.Time{},
		seen:      map[id.Payment]payment.State{},
		dismissed: map[id.Payment]bool{},
	}
	if language == "" {
		s.language = words.Language(snap.Settings.Get(settings.TillLanguage))
	}
	s.entry.currency = home(snap)
	if s.locks() {
		s.desk.page = deskLock
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
func (s state) facing(id id.Payment) bool { return s.front == id && s.desk.page == deskClosed }

// attempt returns the payment in front.
func (s state) attempt() (payment.Attempt, bool) {
	if s.front == "" {
		return payment.Attempt{}, false
	}
	return s.snap.Attempt(s.front)
}

// say shows a short sentence.
func (s state) say(now time.Time, st status, key words.Key, args ...any) state {
	s.said = said{key: key, args: args, status: st, until: now.Add(saidFor)}
	return s
}

// sayBoth shows it in both languages.
func (s state) sayBoth(now time.Time, key words.Key) state {
	s = s.say(now, statusAttention, key)
	s.said.both = true
	return s
}

// sayError shows what an error says, twice as long, since there is more to read.
func (s state) sayError(now time.Time, code fault.Code, args ...any) state {
	s.said = said{code: code, args: args, status: statusAttention, until: now.Add(2 * saidFor)}
	return s
}

// idle takes the payment off both windows. The bill behind it stands as it stood.
func (s state) idle() state {
	s.front, s.confirm = "", false
	if s.desk.page == deskClosed {
		s = s.closeDesk() // the change may lie behind it
	}
	return s
}

// toFront shows a payment on both windows.
func (s state) toFront(id id.Payment, now time.Time) state {
	s.front, s.frontAt, s.confirm, s.help = id, now, false, false
	if s.desk.page == deskChange {
		s.desk = desk{}
	}
	return s
}
