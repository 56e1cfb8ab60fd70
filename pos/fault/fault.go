package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Code names a kind of failure for programs. The words for people, in both
// languages and with what to do next, are found under the same code in
// psar/assets/words.
type Code string

// Codes of the till's own rules.
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
	ClockWrong         Code = "clock_wrong"
	UnmatchedNone      Code = "unclaimed_none"    // nothing of this payment is unmatched
	ClaimShort         Code = "claim_short"       // what came is less than its sale
	ClaimOther         Code = "claim_other"       // the receipt is its own, smaller, or in another currency
	GatewayBusy        Code = "gateway_busy"      // payments wait: the gateway's settings stay
	PaidUnclear        Code = "paid_unclear"      // Verify said paid, and no amount that can be read
	WebhookNoKey       Code = "webhook_no_key"    // webhooks are listened for, and none is taken
	ProfileChanged     Code = "profile_changed"   // asked with a profile that is not set any more
	ReferenceMissing   Code = "reference_missing" // money sent back needs the bank's reference
	ManagerNeeded      Code = "manager_needed"    // a manager's name and PIN
	PINWrong           Code = "pin_wrong"
	PINLocked          Code = "pin_locked"        // with the seconds to wait
	PayeeUnconfirmed   Code = "payee_unconfirmed" // with the account
	PayeeUnasked       Code = "payee_unasked"     // no code asks whom it pays
	LinkNoReturn       Code = "link_no_return"    // a link needs a success URL
	AlertUnknown       Code = "alarm_unknown"
	TextInvalid        Code = "text_invalid"  // with the field
	CashShort          Code = "cash_short"    // with what is missing
	GivenUnusual       Code = "given_unusual" // with the change
	RateMissing        Code = "rate_missing"  // no exchange rate is set
	BillEmpty          Code = "bill_empty"
	BillLong           Code = "bill_long"       // with the most lines
	Quantity           Code = "quantity"        // with what was asked, and the most
	Discount           Code = "discount"        // with the sum that it is taken off
	TotalChanged       Code = "total_changed"   // with the total as it is now: rate or tax were set anew
	TenderOver         Code = "tender_over"     // with what is still to be paid
	PartPaid           Code = "part_paid"       // money was taken for the sale already
	SaleMoneyCame      Code = "sale_money_came" // with what came for the sale after its payment had ended
	HeldMany           Code = "held_many"       // with how many
	HeldUnknown        Code = "held_unknown"
	ShiftOpen          Code = "shift_open"    // a shift is open already
	ShiftNone          Code = "shift_none"    // none is open
	ShiftBusy          Code = "shift_busy"    // with how many payments are open
	ShiftEmpty         Code = "shift_empty"   // nothing happened since the last Z
	ClockBack          Code = "clock_back"    // with the last Z's time
	RefundOver         Code = "refund_over"   // with what may still go back
	RefundLine         Code = "refund_line"   // with its position, and how many of it can go back
	RefundOfRefund     Code = "refund_refund" // with the number
	VoidLate           Code = "void_late"     // its Z report was made: refund it
	ReasonMissing      Code = "reason_missing"
	ZUnknown           Code = "z_unknown"      // with the number
	TenderUnknown      Code = "tender_unknown" // with the name
	DrawerShort        Code = "drawer_short"   // with what should be in it
	DrawerLess         Code = "drawer_less"    // with what was asked for
	Stopped            Code = "stopped"
	Internal           Code = "internal"
)

// Codes of the staff.
const (
	PermissionMissing Code = "permission_missing" // with the name: the PIN is right, the role too small
	SignInFirst       Code = "sign_in_first"      // the setting till.sign_in: nobody sells unnamed
	PINMissing        Code = "pin_missing"        // with the name that was typed without one
	PINInvalid        Code = "pin_invalid"        // not 4 to 12 digits
	StaffName         Code = "staff_name"
	StaffNameTaken    Code = "staff_name_taken" // with the name
	StaffUnknown      Code = "staff_unknown"    // with the name
	StaffNone         Code = "staff_none"       // nobody works here yet
	RoleUnknown       Code = "role_unknown"     // with what was said
	FiguresChanged    Code = "figures_changed"  // what somebody approved is not what stands by now
	OwnerFirst        Code = "owner_first"      // the first of the staff is an owner
	OwnerLast         Code = "owner_last"       // somebody has to be one
)

// Codes of the catalogue.
const (
	ItemName          Code = "item_name"
	ItemText          Code = "item_text"            // with the field
	ItemBarcode       Code = "item_barcode"         // with the barcode
	ItemCheckDigit    Code = "item_check_digit"     // with the barcode
	ItemBarcodeTaken  Code = "item_barcode_taken"   // with the barcode, and whose it is
	ItemBarcodeShared Code = "item_barcode_shared"  // with the barcode
	ItemQuickKey      Code = "item_quick_key"       // with the place
	ItemQuickKeyTaken Code = "item_quick_key_taken" // with the place, and whose it is
	ItemTax           Code = "item_tax"             // with the tax class
	ItemUnknown       Code = "item_unknown"         // with the id, or the name
	BarcodeUnknown    Code = "barcode_unknown"      // with the barcode
	ItemRepeated      Code = "item_repeated"        // with barcode or name, and the earlier line
	ItemAmbiguous     Code = "item_ambiguous"       // with the name
	ItemCells         Code = "item_cells"           // with how many cells, and how many columns
	ItemLost          Code = "item_lost"            // with a text whose letters were lost
	ImportLines       Code = "import_lines"         // with how many lines are bad
	ImportEncoding    Code = "import_encoding"      // with what the file seems to be
	ImportHeader      Code = "import_header"        // with the columns that are missing
	ImportColumn      Code = "import_column"        // with a column that is not known, or stands twice
	ImportQuotes      Code = "import_quotes"        // a quotation mark that does not end
	ImportEmpty       Code = "import_empty"         // no line behind the header
	ImportLarge       Code = "import_large"         // with the most bytes
	FileUnreadable    Code = "file_unreadable"      // with the path
)

// Codes of the gateway and of the checks before a code is shown.
const (
	GatewayUnreachable Code = "gateway_unreachable"
	GatewayTimeout     Code = "gateway_timeout"
	GatewayAnswer      Code = "gateway_answer"
	GatewayRateLimited Code = "gateway_rate_limited"
	GatewayRefused     Code = "gateway_refused" // with the gateway's number and words; _1 to _7 where they are known
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
	DatabaseForeign    Code = "database_foreign"
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
	PrinterCoverOpen   Code = "printer_cover_open"
	PrinterOffline     Code = "printer_offline" // somebody holds its feed button, or it says no more
	PrinterSilent      Code = "printer_silent"  // it was asked how it is, and said nothing
	PrinterBroken      Code = "printer_broken"  // its cutter or head
	LogoInvalid        Code = "logo_invalid"
	DrawerMissing      Code = "drawer_missing" // no printer that it could hang on
	KeyringFile        Code = "keyring_file"
	KeyringAway        Code = "keyring_away" // with the setting
)

// Error is what every package of Psar returns for a failure that a person may
// have to read. Code is for programs; with Args it finds the sentence and the
// hint in the words catalogue. Err is the cause, for the log.
type Error struct {
	Code Code
	Args []any // what the sentence names: amounts, numbers, paths
	Err  error
}

// New makes an Error of a code and what its sentence names.
func New(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }

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

// CodeOf returns the code of the first Error in err's chain, Internal for
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
