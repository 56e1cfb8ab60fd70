package ui

import (
	"time"

	"psar/pos/id"
)

// cashierView is the cashier's window as text and shapes: every sentence ready
// to read, every part comparable, so that a part that did not change is not
// drawn again.
type cashierView struct {
	dark    bool
	head    headView
	banner  string // of training mode, or ""
	notices []noticeView
	panel   panelView
	desk    deskView
	printer printersView
	cash    cashView
	count   countView
	history historyView
	story   storyView
	report  reportView
	sheets  sheetsView
	amount  amountView
	tray    []trayItem
	waiting string // the tray's name
	today   [2]string
	pad     padView
	help    []helpRow // nil: closed
	helpTop string
	closing string
}

// headView is the bar on top.
type headView struct {
	till     string
	bank     chipView
	printer  chipView
	paper    string   // opens the paper panel; "": there is none
	money    chipView // unclaimed money; no text, no chip
	language string   // the one that F11 switches to
	clock    string
}

type chipView struct {
	status status
	text   string
}

// noticeView is a bar over the panel: something to read, and keys to answer.
type noticeView struct {
	status  status
	text    string
	buttons [2]buttonView
}

// buttonView is a key with its name over it. Without a label there is none.
type buttonView struct {
	label, hint string
	action      action
	primary     bool
	off         bool // paler; tried, it says why
}

// panelKind says which layout the large panel has.
type panelKind int

const (
	panelSale    panelKind = iota // an amount is typed, or the till is idle
	panelPayment                  // a payment is under way
	panelAsk                      // the same, asking whether to cancel it
	panelPaid                     //
	panelEnded                    // failed, refused, expired, cancelled, unknown
	panelLink                     // a payment link is out
	panelBill                     // lines are rung up
	panelDesk                     // the manager's desk lies over it
)

// panelView is the large panel on the left.
type panelView struct {
	kind    panelKind
	status  status // the ground, and the mark beside the title
	title   string
	sub     string
	amount  string
	other   string // the same in the other currency
	detail  string // a sentence that may need two lines
	warn    bool   // the detail needs a look
	card    cardView
	strong  bool          // the sub is what has to be read
	link    string        // panelLink: the address, also as a QR code
	left    time.Duration // of the code, for the ring
	whole   time.Duration
	buttons [5]buttonView
	rows    [7]rowView
	bill    billView
	items   buttonView // opens the catalogue
	said    chipView
}

// rowView is one of the last payments.
type rowView struct {
	status                     status
	name, middle, time, amount string
}

type trayItem struct {
	payment id.Payment
	view    trayView
}

// padView is the keypad's words.
type padView struct {
	charge, link, flip, cash, split buttonView
	quantity, discount, line        buttonView
	refund, reports, keys           string
}

// helpRows is how many keys the help has room for.
const helpRows = 40

type helpRow struct {
	key, text string
	later     bool
}

// customerKind says which layout the customer's window has.
type customerKind int

const (
	customerIdle customerKind = iota
	customerPreparing
	customerCode
	customerPaid
	customerWait // something is not as it should be: one sentence
	customerBill // lines as they are rung up
	customerDue  // what is to be paid in notes
)

// customerView is the customer's window: Khmer first, then English.
type customerView struct {
	dark        bool
	kind        customerKind
	banner      string
	khmer       string
	english     string
	amount      string
	other       string
	card        cardView
	left, whole time.Duration
	goodKhmer   string // how long the code is good
	goodEnglish string
	foot        string
	strong      bool                // the foot has to be read
	lines       [billLast][2]string // customerBill
}
