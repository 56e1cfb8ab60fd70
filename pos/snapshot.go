package pos

import "time"

// Snapshot is the shop at one instant, as windows and workers see it. It is
// never changed after it was published; its slices are its readers' to read
// only.
type Snapshot struct {
	Version  uint64 // rises with every snapshot
	At       time.Time
	Settings Settings
	Training bool
	Day      Day

	// Attempts holds every attempt in progress, oldest first, and those that
	// ended since the till was opened and less than an hour ago.
	Attempts []Attempt
	// Receipts holds the receipt number of each of Attempts that was paid.
	Receipts map[PaymentID]ReceiptNumber
	// Watching holds every attempt that is still verified, in progress or not,
	// oldest first.
	Watching []Attempt
	// Unclaimed holds the payments whose money no sale has and no manager has
	// settled, oldest first.
	Unclaimed []Attempt
	// Rechecking holds the payments that have money and are verified again for
	// a second payment, oldest first: see Attempt.NextRecheck.
	Rechecking []Attempt
	// Questions asks the owner whom the shop's codes may pay.
	Questions []PayeeQuestion
	// Alarms holds what no manager has read yet, oldest first.
	Alarms []Alarm

	Today   []Tally // completed sales of Day per currency, USD then KHR
	Gateway GatewayStatus
	Printer PrinterStatus
}

// Attempt finds an attempt by its id.
func (s Snapshot) Attempt(id PaymentID) (Attempt, bool) {
	for _, a := range s.Attempts {
		if a.ID == id {
			return a, true
		}
	}
	return Attempt{}, false
}

// GatewayStatus is what the last calls said of the bank link.
type GatewayStatus struct {
	Known   bool      // a call was made since the start
	Problem Code      // "" when the last call was answered as it should
	Since   time.Time // when it last changed between well and not
}

// PrinterStatus is what the last job said of the printer.
type PrinterStatus struct {
	SetUp   bool
	Next    PrintKind  // of the job that is printed next, where jobs wait
	Waiting int        // jobs that are not printed yet
	Problem Code       // "" when the last job came out
	Asking  []PrintJob // unknown outcome: did it come out?
}
