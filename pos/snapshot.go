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

// Snapshot is the shop at one instant, as windows and workers see it. It is
// never changed after it was published; its slices are its readers' to read
// only.
type Snapshot struct {
	Version  uint64 // rises with every snapshot
	At       time.Time
	Settings settings.Values
	Training bool
	Day      money.Day

	// Attempts holds every attempt in progress, oldest first, and those that
	// ended since the till was opened and less than an hour ago.
	Attempts []payment.Attempt
	// Receipts holds the receipt number of each of Attempts that was paid.
	Receipts map[id.Payment]id.Receipt
	// Watching holds every attempt that is still verified, in progress or not,
	// oldest first.
	Watching []payment.Attempt
	// Unmatched holds the payments whose money no sale has and no manager has
	// resolved, oldest first.
	Unmatched []payment.Attempt
	// Rechecking holds the payments that have money and are verified again for
	// a second payment, oldest first: see payment.Attempt.NextRecheck.
	Rechecking []payment.Attempt
	// Questions asks the owner whom the shop's codes may pay.
	Questions []PayeeQuestion
	// Alerts holds what no manager has read yet, oldest first.
	Alerts []payment.Alert

	// Staffed reports that the shop has an owner: from then on every approval is a
	// named person's by their own PIN.
	Staffed bool
	// staff.SignedIn is who stands at the till, zero for nobody.
	SignedIn staff.SignedIn
	// StaffList holds who works here now, by ID, without anything of their PINs.
	StaffList []staff.Person

	// RateOld reports that a rate is set, and nobody stood for it today.
	RateOld bool
	// Held holds the bills that were put aside, oldest first.
	Held []sale.Held
	// Recent holds the last completed sales, the newest first.
	Recent []sale.Sale
	// PartPaid holds the sales that money was taken for and that want more.
	PartPaid []sale.Sale
	// Dropped holds the sales that payments of Attempts were for and that ended
	// without money: each may still be paid as it is stored, see CashRequest.Sale.
	Dropped map[id.Sale]sale.Sale
	// Shift is the period that runs now.
	Shift drawer.Shift
	// Catalogue rises with every change of the items since the till was opened: a
	// window that shows some reads them anew.
	Catalogue uint64

	Today    []report.Tally // completed sales of Day per currency, USD then KHR
	Gateway  GatewayStatus
	Printers []queue.PrinterStatus // the receipts' first; none where none is set up
	// Asking holds the jobs of unknown outcome, oldest first: did they come out?
	Asking []queue.Job
}

// May reports that an action needs no approval: somebody of its role has signed in,
// and its PIN is not asked for each time. Who has not signed in may do what a
// cashier may (to lock the screen is the windows' part) and, in training, all that
// needs no PIN. While the shop has no owner everything is free.
func (s Snapshot) May(a staff.Action) bool { return maySigned(a, s.Staffed, s.Training, s.SignedIn) }

// Unfinished counts what must end before the shift can be closed: payments that the
// customer is expected to make, and sales that were paid in part.
func (s Snapshot) Unfinished() int {
	return unfinished(slices.Values(s.Attempts), slices.Values(s.PartPaid))
}

// Printer finds the printer of a role.
func (s Snapshot) Printer(role settings.PrintRole) (queue.PrinterStatus, bool) {
	for _, p := range s.Printers {
		if slices.Contains(p.Roles, role) {
			return p, true
		}
	}
	return queue.PrinterStatus{}, false
}

// Attempt finds an attempt by its id.
func (s Snapshot) Attempt(id id.Payment) (payment.Attempt, bool) {
	for _, a := range s.Attempts {
		if a.ID == id {
			return a, true
		}
	}
	return payment.Attempt{}, false
}

// GatewayStatus is what the last calls said of the bank link.
type GatewayStatus struct {
	Known   bool       // a call was made since the start
	Problem fault.Code // "" when the last call was answered as it should
	Since   time.Time  // when it last changed between well and not
}
