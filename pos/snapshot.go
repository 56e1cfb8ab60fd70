package pos

import (
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Snapshot is the state of the shop at one instant, as windows and workers see it. It is
// never changed after it was published; readers must not change its slices and maps.
type Snapshot struct {
	Version  uint64 // rises with every snapshot
	At       time.Time
	Settings settings.Values
	Training bool
	Day      money.Day

	// Attempts holds every attempt in progress, oldest first, then those that ended
	// since the till was opened and less than an hour ago.
	Attempts []payment.Attempt
	// Receipts holds the receipt numbers of the paid ones among Attempts.
	Receipts map[id.Payment]id.Receipt
	// Elsewhere holds those among Attempts that were not charged at the windows, but by a
	// command beside them: see WithOwnSignIn.
	Elsewhere map[id.Payment]bool
	// Watching holds every attempt that is still verified, in progress or not, oldest
	// first.
	Watching []payment.Attempt
	// Unmatched holds the payments with unmatched money, oldest first.
	Unmatched []payment.Attempt
	// Rechecking holds the payments that have received money and are verified for a
	// second payment, oldest first: see payment.Attempt.NextRecheck.
	Rechecking []payment.Attempt
	// Questions holds the payees that a manager has to confirm or deny.
	Questions []PayeeQuestion
	Payees    []payment.Pin // what codes must say of whom they pay, by currency
	// Alerts holds the unread alerts, oldest first.
	Alerts []payment.Alert

	// Staffed reports whether the shop has an owner: from then on approvals are given
	// by named people with their own PINs.
	Staffed bool
	// NoRecovery reports that a staffed shop has no valid recovery code. Training needs none.
	NoRecovery bool
	// AsksSignIn reports that nobody has said yet whether nobody sells in a staffed shop
	// without signing in: one that had its people before the till could do it by itself.
	AsksSignIn bool
	// NobodySignsIn reports that in a staffed shop nobody could sign in, and so nobody has to:
	// every PIN was changed outside the till.
	NobodySignsIn bool
	// SignedIn is who has signed in at the windows; the zero value is nobody.
	SignedIn staff.SignedIn
	// Unsigned reports that nobody has to sign in, whatever the setting till.sign_in says: the
	// keyring that a PIN needs doesn't answer.
	Unsigned bool
	// StaffList holds the people who work here now, by ID.
	StaffList []staff.Person
	// StaffLeft holds the people who left and are shown by name, by ID.
	StaffLeft []staff.Person

	// RateOld reports whether a rate is set and nobody has confirmed it today.
	RateOld bool
	// Held holds the held sales, oldest first.
	Held []sale.Held
	// Recent holds the last completed sales, newest first.
	Recent []sale.Sale
	// PartPaid holds the open sales of which a part is paid, oldest first.
	PartPaid []sale.Sale
	// Dropped holds the sales of Attempts that ended without money: each may still be
	// paid as it is stored, see CashRequest.Sale.
	Dropped map[id.Sale]sale.Sale
	// TakenOff holds what is taken off the sales of the attempts in progress, where anything is.
	TakenOff map[id.Sale]money.Money
	// Shift is the current period.
	Shift drawer.Shift
	// Catalogue rises with every change of items since the till was opened: then
	// windows read the items that they show again.
	Catalogue uint64

	Today    []report.Tally // completed sales of Day per currency, USD then KHR
	Gateway  GatewayStatus
	Printers []queue.PrinterStatus // the receipt printer first; empty where none is set up
	// UnknownPrints holds the jobs of unknown outcome, oldest first.
	UnknownPrints []queue.Job
}

// May reports whether an action needs no approval: somebody whose role allows it has signed
// in, and it needs no PIN each time. Who has not signed in may do what a cashier may
// (locking the screen is the windows' part) and, in training, everything that needs no
// PIN. While the shop has no owner everything is allowed.
func (s Snapshot) May(a staff.Action) bool {
	return mayWithoutApproval(a, s.Staffed, s.Training, s.SignedIn)
}

// Unfinished counts what must end before the shift can be closed: payments in progress and
// part-paid sales.
func (s Snapshot) Unfinished() int {
	return unfinished(slices.Values(s.Attempts), slices.Values(s.PartPaid))
}

// Printer returns the printer of a role.
func (s Snapshot) Printer(role settings.PrintRole) (queue.PrinterStatus, bool) {
	for _, p := range s.Printers {
		if slices.Contains(p.Roles, role) {
			return p, true
		}
	}
	return queue.PrinterStatus{}, false
}

// Attempt returns an attempt of Attempts by its id.
func (s Snapshot) Attempt(id id.Payment) (payment.Attempt, bool) {
	for _, a := range s.Attempts {
		if a.ID == id {
			return a, true
		}
	}
	return payment.Attempt{}, false
}

// GatewayStatus is what the last calls say about the connection to the bank.
type GatewayStatus struct {
	Known   bool       // a call was made since the program started
	Problem fault.Code // "" when the last call was answered properly
	Since   time.Time  // when Problem last changed
}
