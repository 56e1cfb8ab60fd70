package facts

import "psar/pos/journal"

// The facts of this version. Names are stored: add, never rename.
const (
	TillOpened        journal.Kind = "till.opened"
	SaleOpened        journal.Kind = "sale.opened"
	SaleCompleted     journal.Kind = "sale.completed"
	SaleDropped       journal.Kind = "sale.dropped"
	SalePart          journal.Kind = "sale.part_paid" // money was taken, and more is due
	AttemptReserved   journal.Kind = "attempt.reserved"
	AttemptMoved      journal.Kind = "attempt.moved"
	SaleReopened      journal.Kind = "sale.reopened"
	Unmatched         journal.Kind = "unclaimed.recorded"
	UnmatchedResolved journal.Kind = "unclaimed.settled"
	UnmatchedNoted    journal.Kind = "unclaimed.noted"
	PayeePinned       journal.Kind = "payee.pinned"
	PayeeDenied       journal.Kind = "payee.denied"
	ManagerRefused    journal.Kind = "manager.refused"
	ManagerKnown      journal.Kind = "manager.known" // the right PIN, or another one, after wrong ones
	StaffAdded        journal.Kind = "staff.added"
	StaffChanged      journal.Kind = "staff.changed"
	PINSet            journal.Kind = "staff.pin_set"
	SignedIn          journal.Kind = "staff.signed_in"
	SignedOut         journal.Kind = "staff.signed_out"
	Approved          journal.Kind = "approval.given"
	AlertRaised       journal.Kind = "alarm.raised"
	AlertRead         journal.Kind = "alarm.read"
	SettingChanged    journal.Kind = "setting.changed"
	SecretIntended    journal.Kind = "secret.intended" // setting.changed or secret.kept says how it ended
	SecretKept        journal.Kind = "secret.kept"     // the keyring refused: it is what it was
	ItemChanged       journal.Kind = "item.changed"
	ItemsImported     journal.Kind = "items.imported"
	PrintQueued       journal.Kind = "print.queued"
	PrintEnded        journal.Kind = "print.ended"
	RateConfirmed     journal.Kind = "rate.confirmed" // set, or said to be right still
	BillHeld          journal.Kind = "bill.held"
	BillRecalled      journal.Kind = "bill.recalled"
	Refunded          journal.Kind = "refund.given"
	Counted           journal.Kind = "drawer.counted"
	CashMoved         journal.Kind = "cash.moved"
	ShiftClosed       journal.Kind = "shift.closed"
	ReceiptReprinted  journal.Kind = "receipt.reprinted"
	DrawerOpened      journal.Kind = "drawer.opened" // asked for without a sale; print.ended says what came of it
)

// versions are the versions of the payloads that this program writes, where they
// are not the first. A payload that changes so that an older reader would take it for
// something else gets the next one, and its old type stays for the old rows: what is
// stored, and hashed, is never written again.
var versions = map[journal.Kind]int{
	ShiftClosed: 2, // says the version of its Z report
}

// VersionOf is that of the payloads of a kind that this program writes.
func VersionOf(k journal.Kind) int { return max(1, versions[k]) }
