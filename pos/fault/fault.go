package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Code names a kind of failure for programs. The sentences for people, in both languages
// and with what to do next, are stored under the same code in psar/assets/words.
type Code string

// Codes of the till's own rules. A remark names the arguments that the sentence needs, or
// says when the code is returned.
const (
	AmountZero         Code = "amount_zero"
	AmountTooLarge     Code = "amount_too_large"
	AmountBelowMinimum Code = "amount_below_minimum"
	AmountDecimals     Code = "amount_decimals"
	AmountInvalid      Code = "amount_invalid"
	CurrencyUnknown    Code = "currency_unknown"
	DayInvalid         Code = "day_invalid"
	DaysReversed       Code = "days_reversed"
	ProfileMissing     Code = "profile_missing"
	SettingUnknown     Code = "setting_unknown"
	SettingInvalid     Code = "settings_invalid"
	SaleState          Code = "sale_state"
	PaymentUnknown     Code = "payment_unknown"
	PaymentMismatch    Code = "payment_mismatch"
	ReceiptUnknown     Code = "receipt_unknown"
	ClockWrong         Code = "clock_wrong"       // the payment has no unmatched money
	UnmatchedNone      Code = "unclaimed_none"    // what was received is less than the sale's total
	ClaimShort         Code = "claim_short"       // the money cannot be for this receipt: paid by the bank already, smaller, or of another currency
	ClaimOther         Code = "claim_other"       // gateway settings cannot change while a payment is in progress
	GatewayBusy        Code = "gateway_busy"      // Verify said paid, with an amount that cannot be read
	PaidUnclear        Code = "paid_unclear"      // the listener runs, but without an API key it accepts no webhook
	WebhookNoKey       Code = "webhook_no_key"    // the attempt was created with a profile or gateway that is no longer set
	ProfileChanged     Code = "profile_changed"   // a refund by bank needs the bank's reference
	ReferenceMissing   Code = "reference_missing" // a manager's name and PIN are needed
	ManagerNeeded      Code = "manager_needed"    // a manager's name and PIN
	PINWrong           Code = "pin_wrong"         // with the seconds to wait
	PINLocked          Code = "pin_locked"        // with the account
	PayeeUnconfirmed   Code = "payee_unconfirmed" // no code waits for confirmation of this account
	PayeeUnasked       Code = "payee_unasked"     // a payment link needs a success URL
	LinkNoReturn       Code = "link_no_return"    // a link needs a success URL
	AlertUnknown       Code = "alarm_unknown"     // with the field
	TextInvalid        Code = "text_invalid"      // with what is missing
	CashShort          Code = "cash_short"        // with the change: unusually much cash was received
	GivenUnusual       Code = "given_unusual"     // no exchange rate is set
	RateMissing        Code = "rate_missing"      // no exchange rate is set
	BillEmpty          Code = "bill_empty"        // with the most lines allowed
	BillLong           Code = "bill_long"         // with the quantity requested, and the most allowed
	Quantity           Code = "quantity"          // with the sum that it would be taken off
	Discount           Code = "discount"          // with the total now: rate, tax or a price changed since it was shown
	TotalChanged       Code = "total_changed"     // with the balance due
	TenderOver         Code = "tender_over"       // a part of the sale has been paid
	PartPaid           Code = "part_paid"         // with what was received for the sale after its payment had ended
	SaleMoneyCame      Code = "sale_money_came"   // with how many sales are held
	HeldMany           Code = "held_many"         // with how many
	HeldUnknown        Code = "held_unknown"      // a shift is open already
	ShiftOpen          Code = "shift_open"        // no shift is open
	ShiftNone          Code = "shift_none"        // with how many payments and part-paid sales are open
	ShiftBusy          Code = "shift_busy"        // nothing happened since the last Z report
	ShiftEmpty         Code = "shift_empty"       // with the time of the last Z report, which is after now
	ClockBack          Code = "clock_back"        // with what can still be refunded
	RefundOver         Code = "refund_over"       // with the line's position, and how many can still be refunded
	RefundLine         Code = "refund_line"       // with the receipt number: a refund cannot be refunded
	RefundOfRefund     Code = "refund_refund"     // its Z report has been made: refund instead
	VoidLate           Code = "void_late"         // its Z report was made: refund it
	ReasonMissing      Code = "reason_missing"    // with the number
	ZUnknown           Code = "z_unknown"         // with the name
	TenderUnknown      Code = "tender_unknown"    // with the cash expected in the drawer
	DrawerShort        Code = "drawer_short"      // with the amount requested: the drawer holds less, and this person may not see how much
	DrawerLess         Code = "drawer_less"       // with what was asked for
	Stopped            Code = "stopped"
	Internal           Code = "internal"
)

// Codes of the staff.
const ( // with the person's name: the PIN is right, the role may not do this
	PermissionMissing Code = "permission_missing" // the setting till.sign_in: nobody sells without signing in
	SignInFirst       Code = "sign_in_first"      // with the name that was typed without a PIN
	PINMissing        Code = "pin_missing"        // with the name that was typed without one
	PINInvalid        Code = "pin_invalid"        // not 4 to 12 digits
	StaffName         Code = "staff_name"         // with the name
	StaffNameTaken    Code = "staff_name_taken"   // with the name
	StaffUnknown      Code = "staff_unknown"      // the shop has no staff yet
	StaffNone         Code = "staff_none"         // with the text that is no role
	RoleUnknown       Code = "role_unknown"       // what was approved has changed since it was shown
	FiguresChanged    Code = "figures_changed"    // the first person added must be an owner
	OwnerFirst        Code = "owner_first"        // a shop with staff keeps at least one owner
	OwnerLast         Code = "owner_last"         // somebody has to be one
)

// Codes of the catalogue.
const (
	ItemName          Code = "item_name"            // with the field
	ItemText          Code = "item_text"            // with the barcode
	ItemBarcode       Code = "item_barcode"         // with the barcode
	ItemCheckDigit    Code = "item_check_digit"     // with the barcode, and the item that has it
	ItemBarcodeTaken  Code = "item_barcode_taken"   // with the barcode: several items have it
	ItemBarcodeShared Code = "item_barcode_shared"  // with the position
	ItemQuickKey      Code = "item_quick_key"       // with the position, and the item that has it
	ItemQuickKeyTaken Code = "item_quick_key_taken" // with the tax class
	ItemTax           Code = "item_tax"             // with the id or the name
	ItemUnknown       Code = "item_unknown"         // with the barcode
	BarcodeUnknown    Code = "barcode_unknown"      // with the barcode or name, and the earlier line
	ItemRepeated      Code = "item_repeated"        // with the name: several items have it
	ItemAmbiguous     Code = "item_ambiguous"       // with how many cells, and how many columns
	ItemCells         Code = "item_cells"           // with a text whose letters a spreadsheet has lost
	ItemLost          Code = "item_lost"            // with how many lines are bad
	ImportLines       Code = "import_lines"         // with the encoding that the file seems to have
	ImportEncoding    Code = "import_encoding"      // with the column that is missing
	ImportHeader      Code = "import_header"        // with a column that is unknown or repeated
	ImportColumn      Code = "import_column"        // a quotation mark is not closed
	ImportQuotes      Code = "import_quotes"        // no line follows the header
	ImportEmpty       Code = "import_empty"         // with the most bytes allowed
	ImportLarge       Code = "import_large"         // with the path
	FileUnreadable    Code = "file_unreadable"      // with the path
)

// Codes of the gateway and of the checks before a code is shown.
const (
	GatewayUnreachable Code = "gateway_unreachable"
	GatewayTimeout     Code = "gateway_timeout"
	GatewayAnswer      Code = "gateway_answer"
	GatewayRateLimited Code = "gateway_rate_limited" // with the gateway's number and text; code_1 to code_7 for known numbers
	GatewayRefused     Code = "gateway_refused"      // with the gateway's number and words; _1 to _7 where they are known
	AlreadyPaid        Code = "already_paid"
	QRAmount           Code = "code_amount"
	QRCurrency         Code = "code_currency"
	QRAccount          Code = "code_account"
	QRExpired          Code = "code_expired"
	QRStatic           Code = "code_static"
	QRCRC              Code = "code_crc"
	QRMD5              Code = "code_md5"
	QREcho             Code = "code_echo"
	QRNoExpiry         Code = "code_no_expiry"
	QRMalformed        Code = "code_malformed"
)

// Codes of the machine that the till runs on.
const (
	PortInUse          Code = "port_in_use"
	DataUnwritable     Code = "data_unwritable"
	DataLocked         Code = "data_locked"
	FileUnwritable     Code = "file_unwritable"
	DataMissing        Code = "data_missing"
	DiskFull           Code = "disk_full"
	DatabaseForeign    Code = "database_foreign" // and it could not be migrated
	DatabaseNewer      Code = "database_newer"
	DatabaseOlder      Code = "database_older" // and something keeps it from being brought up to date
	DatabaseDamaged    Code = "database_damaged"
	JournalBroken      Code = "journal_broken"
	DisplayMissing     Code = "display_missing"
	PrinterUnreachable Code = "printer_unreachable"
	PrinterUnknown     Code = "printer_unknown_outcome"
	PrinterLink        Code = "printer_link"
	PrinterMissing     Code = "printer_missing"
	PrinterPaperOut    Code = "printer_paper_out"
	PrinterCoverOpen   Code = "printer_cover_open" // its feed button is held, or it gives no other reason
	PrinterOffline     Code = "printer_offline"    // it did not answer a status request
	PrinterSilent      Code = "printer_silent"     // cutter or print head
	PrinterBroken      Code = "printer_broken"     // its cutter or head
	LogoInvalid        Code = "logo_invalid"       // no receipt printer, which the drawer is connected to
	DrawerMissing      Code = "drawer_missing"     // no printer that it could hang on
	KeyringFile        Code = "keyring_file"       // with the setting
	KeyringAway        Code = "keyring_away"       // with the setting
)

// Error is what every package of Psar returns for a failure that a person may have to
// read. Err is the cause, for the log.
// hint in the words catalogue. Err is the cause, for the log.
type Error struct {
	Code Code  // what the sentence names: amounts, numbers, paths; never a secret
	Args []any // what the sentence names: amounts, numbers, paths
	Err  error
}

// New returns an Error with a code and the arguments of its sentence.
// New makes an Error of a code and what its sentence names.
func New(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }

// Because returns a copy of the error with its cause.
// Because returns the error with its cause.
func (e *Error) Because(err error) *Error {
	return &Error{Code: e.Code, Args: e.Args, Err: err}
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(string(e.Code), "_", " "))
	for _, a := range e.Args {
		fmt.Fprintf(&b, " %v", a)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the first Error in err's chain, Internal for any other
// error, and "" for nil.
// any other error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
