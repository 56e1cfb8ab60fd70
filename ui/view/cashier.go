package view

import (
	"time"

	"psar/pos/id"
)

// Cashier is the cashier's window as text and shapes: every sentence ready
// to read, every part comparable, so that a part that did not change is not
// drawn again.
type Cashier struct {
	Dark    bool
	Head    Head
	Banner  string // of training mode or of a gateway for tests, or ""
	Notices []Notice
	Panel   Panel
	Desk    Desk
	Printer Printers
	Cash    Cash
	Count   Count
	History History
	Details Details
	Report  Report
	Sheets  Sheets
	Amount  Amount
	Tray    []TrayItem
	Waiting string // the tray's name
	Today   [2]string
	Pad     Pad
	Help    []HelpRow // nil: closed
	HelpTop string
	Closing Button
}

// Head is the bar on top.
type Head struct {
	Till     string
	Bank     Chip
	Printer  Chip
	Paper    string // opens the paper panel; "": there is none
	Money    Chip   // unmatched money; no text, no chip
	Language string // the one that F11 switches to
	Clock    string
}

type Chip struct {
	Status Status
	Text   string
}

// Bars is how many notices have room: more would push the amount off the screen. The rest
// follow.
const Bars = 2

// Notice is a bar over the panel: something to read, and keys to answer.
type Notice struct {
	Status  Status
	Text    string
	More    string // what there is beside it: "1 more"
	Buttons [2]Button
}

// Button is a key with its name over it. Without a label there is none.
type Button struct {
	Label, Hint string
	Action      Action
	Primary     bool
	Off         bool // paler; tried, it says why
}

// OffIf is the button, paler where it can do nothing now.
func (b Button) OffIf(off bool) Button {
	b.Off = off
	return b
}

// First is the button as the main one of its page.
func (b Button) First() Button {
	b.Primary = true
	return b
}

// PanelKind says which layout the large panel has.
type PanelKind int

const (
	PanelSale    PanelKind = iota // an amount is typed, or the till is idle
	PanelPayment                  // a payment is under way
	PanelAsk                      // the same, asking whether to cancel it
	PanelPaid                     //
	PanelEnded                    // failed, refused, expired, cancelled, unknown
	PanelLink                     // a payment link is out
	PanelBill                     // lines are rung up
	PanelDesk                     // the manager's desk lies over it
)

// Panel is the large panel on the left.
type Panel struct {
	Kind    PanelKind
	Status  Status // the ground, and the mark beside the title
	Title   string
	Sub     string
	Amount  string
	Other   string // the same in the other currency
	Detail  string // a sentence that may need two lines
	Warn    bool   // the detail needs a look
	Card    Card
	Compare Compare       // in place of the card
	Strong  bool          // the sub is what has to be read
	Link    string        // PanelLink: the address, also as a QR code
	Left    time.Duration // of the code, for the ring
	Whole   time.Duration
	Buttons [5]Button
	Rows    [7]Row
	Bill    Bill
	Items   Button // opens the catalogue
	Said    Chip
}

// Row is one of the last payments.
type Row struct {
	Status                     Status
	Name, Middle, Time, Amount string
}

type TrayItem struct {
	Payment id.Payment
	View    Tray
}

// Pad is the keypad's words.
type Pad struct {
	Charge, Link, Flip, Cash, Split Button
	Quantity, Discount, Line        Button
	Refund, Reports, Keys           Button
}

// HelpRows is how many keys the help has room for.
const HelpRows = 40

type HelpRow struct{ Key, Text string }

// Amount is what the amount field shows; every text is ready to read.
type Amount struct {
	Caption  string // "Amount"
	Currency string // "USD"
	Amount   string // "$3.50"
	Note     string // the other currency at today's rate, or ""
	Locked   bool   // no input now: no caret, no focus border
}

// Tray is one waiting payment as the tray shows it.
type Tray struct {
	Amount, At  string        // "$4.20", "14:29"
	Left, Whole time.Duration // as for ring
	Status      Status        // StatusNone: waiting
}
