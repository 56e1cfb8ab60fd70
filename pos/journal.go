package pos

import "psar/pos/journal"

// The facts of this version. Names are stored: add, never rename.
const (
	FactTillOpened       journal.Kind = "till.opened"
	FactSaleOpened       journal.Kind = "sale.opened"
	FactSaleCompleted    journal.Kind = "sale.completed"
	FactSaleDropped      journal.Kind = "sale.dropped"
	FactSalePart         journal.Kind = "sale.part_paid" // money was taken, and more is due
	FactAttemptReserved  journal.Kind = "attempt.reserved"
	FactAttemptMoved     journal.Kind = "attempt.moved"
	FactSaleReopened     journal.Kind = "sale.reopened"
	FactUnclaimed        journal.Kind = "unclaimed.recorded"
	FactUnclaimedSettled journal.Kind = "unclaimed.settled"
	FactUnclaimedNoted   journal.Kind = "unclaimed.noted"
	FactPayeePinned      journal.Kind = "payee.pinned"
	FactPayeeDenied      journal.Kind = "payee.denied"
	FactManagerRefused   journal.Kind = "manager.refused"
	FactManagerKnown     journal.Kind = "manager.known" // the right PIN, or another one, after wrong ones
	FactStaffAdded       journal.Kind = "staff.added"
	FactStaffChanged     journal.Kind = "staff.changed"
	FactPINSet           journal.Kind = "staff.pin_set"
	FactSignedIn         journal.Kind = "staff.signed_in"
	FactSignedOut        journal.Kind = "staff.signed_out"
	FactApproved         journal.Kind = "approval.given"
	FactAlarmRaised      journal.Kind = "alarm.raised"
	FactAlarmRead        journal.Kind = "alarm.read"
	FactSettingChanged   journal.Kind = "setting.changed"
	FactSecretIntended   journal.Kind = "secret.intended" // setting.changed or secret.kept says how it ended
	FactSecretKept       journal.Kind = "secret.kept"     // the keyring refused: it is what it was
	FactItemChanged      journal.Kind = "item.changed"
	FactItemsImported    journal.Kind = "items.imported"
	FactPrintQueued      journal.Kind = "print.queued"
	FactPrintEnded       journal.Kind = "print.ended"
	FactRateConfirmed    journal.Kind = "rate.confirmed" // set, or said to be right still
	FactBillHeld         journal.Kind = "bill.held"
	FactBillRecalled     journal.Kind = "bill.recalled"
	FactRefunded         journal.Kind = "refund.given"
	FactCounted          journal.Kind = "drawer.counted"
	FactCashMoved        journal.Kind = "cash.moved"
	FactShiftClosed      journal.Kind = "shift.closed"
	FactReceiptReprinted journal.Kind = "receipt.reprinted"
	FactDrawerOpened     journal.Kind = "drawer.opened" // asked for without a sale; print.ended says what came of it
)

// factVersions are the versions of the payloads that this program writes, where they
// are not the first. A payload that changes so that an older reader would take it for
// something else gets the next one, and its old type stays for the old rows: what is
// stored, and hashed, is never written again.
var factVersions = map[journal.Kind]int{
	FactShiftClosed: 2, // says the version of its Z report
}

// VersionOf is that of the payloads of a kind that this program writes.
func VersionOf(k journal.Kind) int { return max(1, factVersions[k]) }
