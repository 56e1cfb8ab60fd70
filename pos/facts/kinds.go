package facts

import "psar/pos/journal"

// The facts of this version. Names are stored: add, never rename.
const (
	TillOpened        journal.Kind = "till.opened"
	SaleOpened        journal.Kind = "sale.opened"
	SaleCompleted     journal.Kind = "sale.completed"
	SaleDropped       journal.Kind = "sale.dropped"
	SalePart          journal.Kind = "sale.part_paid" // a part was paid
	AttemptReserved   journal.Kind = "attempt.reserved"
	AttemptMoved      journal.Kind = "attempt.moved"
	SaleReopened      journal.Kind = "sale.reopened"
	Unmatched         journal.Kind = "unclaimed.recorded"
	UnmatchedResolved journal.Kind = "unclaimed.settled"
	UnmatchedNoted    journal.Kind = "unclaimed.noted"
	PayeePinned       journal.Kind = "payee.pinned"
	PayeeDenied       journal.Kind = "payee.denied"
	PayeeFields       journal.Kind = "payee.fields" // what codes must say of their payee, all of it
	ManagerRefused    journal.Kind = "manager.refused"
	ManagerKnown      journal.Kind = "manager.known" // the right PIN after wrong ones, or a new PIN
	StaffAdded        journal.Kind = "staff.added"
	StaffChanged      journal.Kind = "staff.changed"
	PINSet            journal.Kind = "staff.pin_set"
	StaffNamed        journal.Kind = "staff.named"       // somebody who left is shown as a number, or by name again
	StaffDoubted      journal.Kind = "staff.doubted"     // rows of the staff were not as the facts tell
	PINDoubted        journal.Kind = "staff.pin_doubted" // a stored PIN was not the one of its fact
	RecoverySet       journal.Kind = "staff.recovery"    // a recovery code was made or used
	SignedIn          journal.Kind = "staff.signed_in"
	SignedOut         journal.Kind = "staff.signed_out"
	Approved          journal.Kind = "approval.given"
	AlertRaised       journal.Kind = "alarm.raised"
	AlertRead         journal.Kind = "alarm.read"
	SettingChanged    journal.Kind = "setting.changed"
	SecretIntended    journal.Kind = "secret.intended" // followed by setting.changed or secret.kept
	SecretKept        journal.Kind = "secret.kept"     // the keyring refused: the secret is unchanged
	SecretKnown       journal.Kind = "secret.known"    // as it is kept, where an older program did not say how it changed it
	ItemChanged       journal.Kind = "item.changed"
	ItemsImported     journal.Kind = "items.imported"
	PrintQueued       journal.Kind = "print.queued" // or a printer begins with it: its state says which
	PrintEnded        journal.Kind = "print.ended"
	RateConfirmed     journal.Kind = "rate.confirmed" // set, or confirmed to be still right
	BillHeld          journal.Kind = "bill.held"
	BillRecalled      journal.Kind = "bill.recalled"
	BillShown         journal.Kind = "bill.shown" // its total was: see sale.Standing; without lines: it stands no more
	Refunded          journal.Kind = "refund.given"
	Counted           journal.Kind = "drawer.counted"
	CashMoved         journal.Kind = "cash.moved"
	ShiftClosed       journal.Kind = "shift.closed"
	ReceiptReprinted  journal.Kind = "receipt.reprinted"
	DrawerOpened      journal.Kind = "drawer.opened" // no sale; print.ended says whether it opened
	KeyringHolds      journal.Kind = "keyring.holds" // from here on the keyring has it: see Held
)

// What is done to a bill before it is sold: payload BillTrace. Seen means that the line was on
// the customer's screen, or that the total of the bill was shown.
const (
	BillLineRemoved     journal.Kind = "bill.line_removed"
	BillCleared         journal.Kind = "bill.cleared"
	BillHeldCleared     journal.Kind = "bill.held_cleared"     // it had been held and recalled
	BillGivenUp         journal.Kind = "bill.given_up"         // after its total was shown
	BillPriceChanged    journal.Kind = "bill.price_changed"    // of a line that was seen
	BillQuantityLowered journal.Kind = "bill.quantity_lowered" // of a line that was seen
	BillQuantityRaised  journal.Kind = "bill.quantity_raised"  // of a line that was seen
	BillDiscountChanged journal.Kind = "bill.discount_changed" // of a bill, or a line of one, that was seen
)

// What else leaves no row of its own.
const (
	ReceiptViewed journal.Kind = "receipt.viewed"  // a stored receipt was opened on the screen
	ReceiptCopied journal.Kind = "receipt.copied"  // into a file, or to a printer that is not the shop's
	PrinterTested journal.Kind = "printer.tested"  // the test page
	ClockChanged  journal.Kind = "clock.changed"   // by more than a minute
	TillWasClosed journal.Kind = "till.was_closed" // within a shift, written when it was opened again
	TrainingBegun journal.Kind = "training.begun"  // in the shop's own journal, before the training database is opened
	TrainingEnded journal.Kind = "training.ended"  // or it broke off, written when the shop was opened again
	FolderUsed    journal.Kind = "folder.used"     // another data folder on this computer
)

// versions are the payload versions that this program writes, where not 1. A payload that
// changes so that an older reader would misread it gets the next version, and its old
// type stays for old rows: what is stored and hashed is never rewritten.
var versions = map[journal.Kind]int{
	ShiftClosed:      2, // holds the version of its Z report
	ReceiptReprinted: 3, // may be of a Z report; version 2 is of a receipt, version 1 its number alone
	PrintQueued:      2, // say which job they are of, and the sum of what it prints
	PrintEnded:       2,
	ReceiptViewed:    2, // may be of a Z report
	ReceiptCopied:    2, // may be of a Z report
}

// VersionOf returns the payload version that this program writes for a kind.
func VersionOf(k journal.Kind) int { return max(1, versions[k]) }
