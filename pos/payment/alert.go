package payment

import (
	"time"

	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// AlertKind is the reason for an alert.
type AlertKind string

// The kinds of alert.
const (
	// AlertOtherAccount: a code would have paid an account other than the shop's, or
	// another receiver at the same account.
	AlertOtherAccount AlertKind = "other_account"
	// AlertPaidUnclear: the gateway reports paid, with an amount that cannot be read.
	AlertPaidUnclear AlertKind = "paid_unclear"
	// AlertOutcomeUnknown: the watch ended without a clear answer of the gateway.
	AlertOutcomeUnknown AlertKind = "outcome_unknown"
)

// The kinds of alert about the shop's own records. They are about no payment.
const (
	// AlertJournalBehind: the journal ends before what was marked outside the folder.
	AlertJournalBehind AlertKind = "journal_behind"
	// AlertJournalBeside: the marked entry is another one, or gone.
	AlertJournalBeside AlertKind = "journal_beside"
	// AlertJournalGrew: entries were added after the till was closed in order.
	AlertJournalGrew AlertKind = "journal_grew"
	// AlertJournalUnnoted: a run says that it could not be noted outside the folder before it
	// began, so that its rows can't be told from added ones. They give no rights, as those don't.
	AlertJournalUnnoted AlertKind = "journal_unnoted"
	// AlertShopSwapped: the folder held another shop.
	AlertShopSwapped AlertKind = "shop_swapped"
	// AlertOtherWriter: another program wrote into the database of the open till.
	AlertOtherWriter AlertKind = "other_writer"
	// AlertKeyringMissing: the keyring lacks what the journal says that it holds.
	AlertKeyringMissing AlertKind = "keyring_missing"
	// AlertKeyringOther: the keyring holds another key than the journal names.
	AlertKeyringOther AlertKind = "keyring_other"
	// AlertSchema: the database has other tables, indexes or triggers than the program's.
	AlertSchema AlertKind = "schema"
	// AlertSettingRows: settings are not as the journal tells. The journal's count.
	AlertSettingRows AlertKind = "setting_rows"
	// AlertSecretFiles: a file of the shop's secrets can't be read, or holds others than the journal
	// tells. The journal's count.
	AlertSecretFiles AlertKind = "secret_files"
	// AlertCertificates: the file of gateway.ca_file holds something else than when the owner set it.
	AlertCertificates AlertKind = "certificates"
	// AlertZRow: the newest Z report is not the one that the journal tells of.
	AlertZRow AlertKind = "z_row"
	// AlertPrintRows: print jobs are not as the journal tells. None of them is printed.
	AlertPrintRows AlertKind = "print_rows"
	// AlertSaleRows: a sale that is not completed is not as the journal tells. The journal's counts;
	// where nobody knows what it is, the sale waits until the owner has looked.
	AlertSaleRows AlertKind = "sale_rows"
	// AlertHeldRows: bills that wait are not as the journal tells. The journal's count.
	AlertHeldRows AlertKind = "held_rows"
	// AlertPaymentRow: a payment, whose unmatched money was to be resolved, is not as the journal tells.
	AlertPaymentRow AlertKind = "payment_row"
	// AlertJournalBroken: the journal, verified in whole, does not add up, or the tables are
	// not as it tells.
	AlertJournalBroken AlertKind = "journal_broken"
	// AlertFacts: the journal's own rows about settings or Z reports are in doubt.
	AlertFacts AlertKind = "facts"
	// AlertFactsHidden: facts that give rights, or set the shop up, were hidden by an index. They
	// count again.
	AlertFactsHidden AlertKind = "facts_hidden"
	// AlertPayFacts: those that say whom codes pay, or who may say so, are in doubt. No code
	// is asked for until the owner has looked.
	AlertPayFacts AlertKind = "pay_facts"
)

// OfRecords reports whether an alert is about the shop's own records: only an owner clears
// it, and says why.
func (k AlertKind) OfRecords() bool {
	switch k {
	case AlertJournalBehind, AlertJournalBeside, AlertJournalGrew, AlertJournalUnnoted, AlertShopSwapped, AlertOtherWriter, AlertKeyringMissing, AlertKeyringOther,
		AlertSchema, AlertSettingRows, AlertSecretFiles, AlertCertificates, AlertZRow, AlertPrintRows, AlertSaleRows, AlertHeldRows, AlertPaymentRow, AlertJournalBroken, AlertFacts, AlertFactsHidden, AlertPayFacts,
		AlertStaffRows, AlertPINRow, AlertRecoveryRow:
		return true
	}
	return false
}

// Alert is a warning that stays on the screens until a manager marks it as read.
type Alert struct {
	ID       int64          `json:"id"` // given by the Store
	Kind     AlertKind      `json:"kind"`
	Payment  id.Payment     `json:"transaction_id"` // the latest payment with this cause; "" of records
	Currency money.Currency `json:"currency"`       // "" of records
	Money    money.Money    `json:"money,omitzero"` // the amount requested; zero for AlertOtherAccount
	// Expected is the confirmed account, "" when there was none. Of records it is what
	// was known outside the folder: a journal.Mark's text or a key's print.
	Expected string    `json:"expected,omitempty"`
	Actual   string    `json:"actual,omitempty"`  // of records: what was found instead; of AlertJournalBroken a finding.Finding's text
	Found    Payee     `json:"found"`             // the payee of the code
	Differs  string    `json:"differs,omitempty"` // how the code differs where its account does not
	Raised   time.Time `json:"raised"`
	Last     time.Time `json:"last"`  // when it last happened
	Times    int       `json:"times"` // how often it happened while unread
	Read     time.Time `json:"read,omitzero"`
	ReadBy   string    `json:"read_by,omitempty"`
	Reason   string    `json:"reason,omitempty"` // of records: why the owner cleared it
}

// ReadByNobody is who has read an alert that the till itself has put another one in the place of.
const ReadByNobody = "(Psar)"

// Unread reports whether no manager has read the alert.
func (a Alert) Unread() bool { return a.Read.IsZero() }

// SameCause reports whether two alerts have the same cause: the same foreign account, or
// else the same payment; of records, the same state of them.
func (a Alert) SameCause(b Alert) bool {
	if a.Kind != AlertOtherAccount && a.Payment != b.Payment {
		return false
	}
	return a.SameRecords(b) && a.Currency == b.Currency && a.Found.Account == b.Found.Account && a.Differs == b.Differs
}

// SameRecords reports whether two alerts are about the same state of the shop's records: the
// same place outside the folder, or else the same that was found instead. A trigger of
// somebody's that the owner has cleared clears no other, and a sale that was altered is another
// matter once it is altered again. What older programs kept of a finding was a sentence, which
// says too little to be compared.
func (a Alert) SameRecords(b Alert) bool {
	byFound := a.Kind == AlertSchema || a.Kind == AlertZRow || a.Kind == AlertSecretFiles || a.Kind == AlertPrintRows || a.Kind == AlertSaleRows || a.Kind == AlertHeldRows || a.Kind == AlertPaymentRow || a.Kind == AlertJournalBroken && a.found() && b.found()
	return a.Kind == b.Kind && a.Expected == b.Expected && (!byFound || a.Actual == b.Actual)
}

// found reports whether an alert keeps what was found as a finding.
func (a Alert) found() bool {
	_, ok := finding.Parse(a.Actual)
	return ok
}

// Figures returns what an alert shows, and how often it happened.
func (a Alert) Figures() staff.Figures {
	return staff.NewFigures("alarm", a.ID, a.Kind, a.Payment, a.Money, a.Expected, a.Actual, a.Found.Account, a.Found.Name, a.Differs, a.Times, a.Last.UnixMilli())
}

// WithNames is the alert as it is shown, see staff.Names. One that is unread says whom it is
// about.
func (a Alert) WithNames(n staff.Names) Alert {
	if a.Unread() {
		return a
	}
	a.ReadBy = n.Of(a.ReadBy)
	if a.Kind == AlertPINRow || a.Kind == AlertWrongPINs {
		a.Expected = n.Of(a.Expected)
	}
	return a
}
