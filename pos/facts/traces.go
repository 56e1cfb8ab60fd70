package facts

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
)

// traces are the kinds that an audit lists, in its order. The indexes journal_traces and
// journal_traces_at are on the same kinds: a new one needs a migration.
var traces = []journal.Kind{
	BillLineRemoved, BillCleared, BillHeld, BillHeldCleared, BillGivenUp, SaleDropped,
	BillPriceChanged, BillQuantityLowered, BillQuantityRaised, BillDiscountChanged,
	ReceiptReprinted, ReceiptViewed, ReceiptCopied, DrawerOpened, PrinterTested,
	SettingChanged, ManagerRefused, ClockChanged, TillWasClosed, TrainingBegun, TrainingEnded, FolderUsed,
}

// elsewhere are the traces that a report counts elsewhere: among its corrections, and a
// training when it has ended.
var elsewhere = []journal.Kind{SaleDropped, ReceiptReprinted, DrawerOpened, TrainingBegun}

// Traces returns the kinds that an audit lists, in its order.
func Traces() []journal.Kind { return slices.Clone(traces) }

// CountedElsewhere reports whether a report does not count a trace among its traces.
func CountedElsewhere(k journal.Kind) bool { return slices.Contains(elsewhere, k) }

// BillTrace is the payload of the facts about a bill before it is sold.
type BillTrace struct {
	sale.Trace
	By string `json:"by,omitempty"` // who had signed in
}

// HeldBill is the payload of BillHeld.
type HeldBill struct {
	sale.Held
	Total money.Money `json:"total,omitzero"` // as it was when the bill was put aside
}

// ReceiptCopy is the payload of ReceiptViewed and ReceiptCopied, and of ReceiptReprinted from
// version 2 on. It is of a receipt, of a sale or a refund, or of a Z report.
type ReceiptCopy struct {
	Receipt id.Receipt `json:"receipt_number,omitzero"`
	Z       int        `json:"z,omitempty"`
	To      string     `json:"to,omitempty"` // of ReceiptCopied: the file, or the printer's link
	By      string     `json:"by,omitempty"`
	NotOut  bool       `json:"not_out,omitempty"` // of ReceiptReprinted: they said that the first did not come out
}

// Of names the paper.
func (c ReceiptCopy) Of() string {
	if c.Z > 0 {
		return zName + strconv.Itoa(c.Z)
	}
	return c.Receipt.String()
}

const zName = "Z "

// NamesZ reports whether the name of a paper is that of a Z report.
func NamesZ(paper string) bool { return strings.HasPrefix(paper, zName) }

// PrinterTest is the payload of PrinterTested.
type PrinterTest struct {
	Role settings.PrintRole `json:"role"`
	To   string             `json:"to"` // the printer's link
	By   string             `json:"by,omitempty"`
}

// Clock is the payload of ClockChanged: what the clock would have shown, and what it shows.
type Clock struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	By   string    `json:"by,omitempty"` // who had signed in
}

// ClosedFor is how long the till must have been closed within a shift to be a spell of a Z report.
const ClosedFor = 30 * time.Minute

// Closure is the payload of TillWasClosed: of a spell, or of a till that broke off.
type Closure struct {
	Since time.Time `json:"since,omitzero"` // when the till was known to be open; a zero time where that is not known
	Until time.Time `json:"until"`

	Broken  bool `json:"broken_off,omitempty"` // it was not closed: the program or the machine went off
	NoSpell bool `json:"no_spell,omitempty"`   // it broke off, and was not closed for long within a shift, or that is told by itself
}

// Spell reports whether the till was closed for long within a shift.
func (c Closure) Spell() bool { return !c.NoSpell && c.Until.Sub(c.Since) > ClosedFor }

// Training is the payload of TrainingBegun and TrainingEnded. Training has people and PINs of
// its own, so that who trained is known by the account of the system alone.
type Training struct {
	Account string    `json:"account"`
	Since   time.Time `json:"since"`
	Until   time.Time `json:"until,omitzero"`       // of TrainingEnded
	Broken  bool      `json:"broken_off,omitempty"` // it may have ended before Until: the program was killed
}

// Folder is the payload of FolderUsed: when another data folder was in use on this computer.
type Folder struct {
	Folder   string    `json:"folder"`
	Training bool      `json:"training,omitempty"`
	Since    time.Time `json:"since"`
	Until    time.Time `json:"until"` // a till that is open goes on

	// Which use it is, and which of its notes is the last that is told, whatever the clock said:
	// neither is known of a use by an older program.
	Use  string `json:"use,omitempty"`
	Note int64  `json:"note,omitempty"`
}

// BillKind returns the kind of the fact of a bill's trace.
func BillKind(k sale.TraceKind) journal.Kind { return "bill." + journal.Kind(k) }
