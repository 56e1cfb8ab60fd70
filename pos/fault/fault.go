package fault

import (
	"context"
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
	CAFile             Code = "ca_file"
	CAFileChanged      Code = "ca_file_changed" // with the path
	CAFilePinned       Code = "ca_file_pinned"  // with the path: said once, of one that an older program set
	SaleState          Code = "sale_state"
	PaymentUnknown     Code = "payment_unknown"
	PaymentMismatch    Code = "payment_mismatch"
	ReceiptUnknown     Code = "receipt_unknown"
	CodeForm           Code = "code_form"     // not the code of a paper: J, a number, 16 signs
	CodeSign           Code = "code_sign"     // with the sign that no code has
	PaperUnknown       Code = "paper_unknown" // with the code
	PaperAltered       Code = "paper_altered" // with the code
	ClockWrong         Code = "clock_wrong"
	UnmatchedNone      Code = "unclaimed_none"    // the payment has no unmatched money
	ClaimShort         Code = "claim_short"       // what was received is less than the sale's total
	ClaimOther         Code = "claim_other"       // the money cannot be for this receipt: paid by the bank already, smaller, or of another currency
	GatewayBusy        Code = "gateway_busy"      // gateway settings cannot change while a payment is in progress
	PaidUnclear        Code = "paid_unclear"      // Verify reported paid, with an amount that cannot be read
	WebhookNoKey       Code = "webhook_no_key"    // the listener runs, but without an API key it accepts no webhook
	ProfileChanged     Code = "profile_changed"   // the attempt was made with a profile or gateway that is no longer set
	ReferenceMissing   Code = "reference_missing" // a refund by bank needs the bank's reference
	ManagerNeeded      Code = "manager_needed"    // a manager's name and PIN are needed; with the role: an owner's
	PINWrong           Code = "pin_wrong"
	PINLocked          Code = "pin_locked"        // with the seconds to wait
	PayeeUnconfirmed   Code = "payee_unconfirmed" // with the account
	PayeeDiffers       Code = "payee_differs"     // with what the code says otherwise
	PayeeUnasked       Code = "payee_unasked"     // no code waits for confirmation of this account
	LinkNoReturn       Code = "link_no_return"    // a payment link needs a success URL
	AlertUnknown       Code = "alarm_unknown"
	TextInvalid        Code = "text_invalid"  // with the field
	CashShort          Code = "cash_short"    // with what is missing
	GivenUnusual       Code = "given_unusual" // with the change: unusually much cash was received
	RateMissing        Code = "rate_missing"  // no exchange rate is set
	BillEmpty          Code = "bill_empty"
	BillLong           Code = "bill_long"       // with the most lines allowed
	Quantity           Code = "quantity"        // with the quantity requested, and the most allowed
	Discount           Code = "discount"        // with the sum that it would be taken off
	TotalChanged       Code = "total_changed"   // with the total now: rate, tax or a price changed since it was shown
	TenderOver         Code = "tender_over"     // with the balance due
	PartPaid           Code = "part_paid"       // a part of the sale has been paid by bank
	SaleMoneyCame      Code = "sale_money_came" // with what was received for the sale after its payment had ended
	HeldMany           Code = "held_many"       // with the most held sales allowed
	HeldUnknown        Code = "held_unknown"
	ShiftOpen          Code = "shift_open"    // a shift is open already
	ShiftNone          Code = "shift_none"    // no shift is open
	ShiftBusy          Code = "shift_busy"    // with how many payments and part-paid sales are open, and the ids of the first payments
	ShiftEmpty         Code = "shift_empty"   // nothing happened since the last Z report
	ClockBack          Code = "clock_back"    // with the time of the last Z report, which is after now
	RefundOver         Code = "refund_over"   // with what can still be refunded
	RefundLine         Code = "refund_line"   // with the line's position, and how many can still be refunded
	RefundOfRefund     Code = "refund_refund" // with the receipt number: a refund cannot be refunded
	VoidLate           Code = "void_late"     // its Z report has been made: refund instead
	ReasonMissing      Code = "reason_missing"
	ZUnknown           Code = "z_unknown"      // with the number
	TenderUnknown      Code = "tender_unknown" // with the name
	DrawerShort        Code = "drawer_short"   // with the cash expected in the drawer; of a refund with its part and "refund" too
	DrawerLess         Code = "drawer_less"    // with the amount requested: the drawer holds less, and this person may not see how much
	Stopped            Code = "stopped"
	Internal           Code = "internal"
)

// Codes of the staff.
const (
	PermissionMissing Code = "permission_missing" // with the person's name, and the role owner where no manager may either: the PIN is right, the role may not do this
	SignInFirst       Code = "sign_in_first"      // the setting till.sign_in: nobody sells without signing in
	PINMissing        Code = "pin_missing"        // with the name that was typed without a PIN
	PINEmpty          Code = "pin_empty"          // nothing was typed: no try of a PIN
	PINInvalid        Code = "pin_invalid"        // not 4 to 12 digits
	PINShort          Code = "pin_short"          // an owner's or a manager's has six digits
	PINRun            Code = "pin_run"            // 123456
	PINRepeated       Code = "pin_repeated"       // 0000, 1212, 1122
	PINDate           Code = "pin_date"           // 310190
	PINKeypad         Code = "pin_keypad"         // 2580
	RecoveryInvalid   Code = "recovery_invalid"   // not sixteen signs of a recovery code
	RecoveryNone      Code = "recovery_none"      // no code was made, or it was used or renewed
	RecoveryWrong     Code = "recovery_wrong"
	PINKeyring        Code = "pin_keyring"   // a PIN needs the keyring, which doesn't answer
	PINElsewhere      Code = "pin_elsewhere" // a PIN was made with a keyring that isn't this one
	PINDoubted        Code = "pin_doubted"   // with the person's name: the stored PIN was changed outside Psar
	PINUntold         Code = "pin_untold"    // with the folder, and "training" where its training till is in the way: a wrong PIN could not be told there
	StaffName         Code = "staff_name"
	StaffNameTaken    Code = "staff_name_taken" // with the name
	StaffNameUnseen   Code = "staff_name_unseen"
	StaffNameLetters  Code = "staff_name_letters" // of a writing that nobody uses, or of two in a word
	StaffUnknown      Code = "staff_unknown"      // with the name
	StaffWorks        Code = "staff_works"        // with the name: only who left is shown as a number
	StaffNone         Code = "staff_none"         // the shop has no staff yet
	RoleUnknown       Code = "role_unknown"       // with the text that is no role
	FiguresChanged    Code = "figures_changed"    // what was approved has changed since it was shown
	OwnerFirst        Code = "owner_first"        // the first person added must be an owner
	OwnerLast         Code = "owner_last"         // a shop with staff keeps at least one owner
)

// Codes of the catalogue.
const (
	ItemName          Code = "item_name"
	ItemText          Code = "item_text"            // with the field
	ItemBarcode       Code = "item_barcode"         // with the barcode
	ItemCheckDigit    Code = "item_check_digit"     // with the barcode
	ItemBarcodeTaken  Code = "item_barcode_taken"   // with the barcode, and the item that has it
	ItemBarcodeShared Code = "item_barcode_shared"  // with the barcode: several items have it
	ItemQuickKey      Code = "item_quick_key"       // with the position
	ItemQuickKeyTaken Code = "item_quick_key_taken" // with the position, and the item that has it
	ItemTax           Code = "item_tax"             // with the tax class
	ItemUnknown       Code = "item_unknown"         // with the id or the name
	BarcodeUnknown    Code = "barcode_unknown"      // with the barcode
	ItemRepeated      Code = "item_repeated"        // with the barcode or name, and the earlier line
	ItemAmbiguous     Code = "item_ambiguous"       // with the name: several items have it
	ItemCells         Code = "item_cells"           // with how many cells, and how many columns
	ItemLost          Code = "item_lost"            // with a text that a spreadsheet has spoilt
	ImportLines       Code = "import_lines"         // with how many lines are bad
	ImportEncoding    Code = "import_encoding"      // with the encoding that the file seems to have
	ImportHeader      Code = "import_header"        // with the column that is missing
	ImportColumn      Code = "import_column"        // with a column that is unknown or repeated
	ImportQuotes      Code = "import_quotes"        // a quotation mark is not closed
	ImportEmpty       Code = "import_empty"         // no line follows the header
	ImportLarge       Code = "import_large"         // with the most bytes allowed
	ImportLong        Code = "import_long"          // with the line that is too long
	FileUnreadable    Code = "file_unreadable"      // with the path
)

// Codes of the gateway and of the checks before a code is shown.
const (
	GatewayUnreachable Code = "gateway_unreachable"
	GatewayTimeout     Code = "gateway_timeout"
	GatewayAnswer      Code = "gateway_answer"
	GatewayRateLimited Code = "gateway_rate_limited"
	GatewayRefused     Code = "gateway_refused" // with the gateway's number and text; _1 to _7 are appended for known numbers
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
	FileLink           Code = "file_link"  // a link, where a file was named
	FileOwn            Code = "file_own"   // a name that Psar uses in its data folder
	FileOther          Code = "file_other" // it holds something else than what is to be written
	DataMissing        Code = "data_missing"
	ShopGone           Code = "shop_gone"        // from the folder where this computer had it
	ShopElsewhere      Code = "shop_elsewhere"   // none in a folder, and where this computer had one
	ShopNew            Code = "shop_new"         // begun all the same, with where the other one was
	DataLink           Code = "data_link"        // a link, where a file of the shop should be
	DataExposed        Code = "data_exposed"     // to others on this computer; with the command that repairs it
	DataNotPrivate     Code = "data_not_private" // a new shop's folder; with the command too
	DiskFull           Code = "disk_full"
	DatabaseForeign    Code = "database_foreign"
	DatabaseNewer      Code = "database_newer"
	DatabaseDamaged    Code = "database_damaged"
	JournalBroken      Code = "journal_broken"
	DisplayMissing     Code = "display_missing"
	PrinterUnreachable Code = "printer_unreachable"
	PrinterUnknown     Code = "printer_unknown_outcome"
	PrinterLink        Code = "printer_link"
	PrinterFile        Code = "printer_file"       // a stored link file: out of the data folder
	PrinterFileOther   Code = "printer_file_other" // its file is a link, or not Psar's
	PrinterMissing     Code = "printer_missing"
	PrinterPaperOut    Code = "printer_paper_out"
	PrinterCoverOpen   Code = "printer_cover_open"
	PrinterOffline     Code = "printer_offline" // its feed button is held, or it gives no other reason
	PrinterSilent      Code = "printer_silent"  // it did not answer a status request
	PrinterBroken      Code = "printer_broken"  // its cutter or print head
	LogoInvalid        Code = "logo_invalid"
	DrawerMissing      Code = "drawer_missing" // no receipt printer, which the drawer is connected to
	KeyringFile        Code = "keyring_file"
	KeyringAway        Code = "keyring_away"   // with the setting
	SecretDoubted      Code = "secret_doubted" // with the setting: what is kept of it is not what the journal tells
	SecretFile         Code = "secret_file"    // with the path of a file of secrets that can't be read
	RecordsUnsigned    Code = "records_unsigned"
	ControlMissing     Code = "control_missing" // no control socket, with the folder
	PayFactsDoubted    Code = "pay_facts_doubted"
	SaleDoubted        Code = "sale_doubted" // with the receipt
	OpenSaleDoubted    Code = "open_sale_doubted"
	PaymentDoubted     Code = "payment_doubted" // with the payment
)

// Codes of a command that the open till is to carry out.
const (
	TillVersion Code = "till_version" // the till's and the command's
	TillSilent  Code = "till_silent"
	TillLost    Code = "till_lost" // in between
	TillAccount Code = "till_account"
	TillBusy    Code = "till_busy"
)

// Error is what every package of Psar returns for a failure that a person may have to
// read. Err is the cause, for the log.
type Error struct {
	Code Code
	Args []any // what the sentence names: amounts, numbers, paths; never a secret
	Err  error
}

// New returns an Error with a code and the arguments of its sentence.
func New(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }

// Because returns a copy of the error with its cause.
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

// passing is an error that says nothing of what is stored.
type passing struct{ error }

func (p passing) Unwrap() error { return p.error }

// Passing marks an error that says nothing of what is stored: a machine without memory, a defect of
// the program. What is stored is not damaged by it: see DamagedIf.
func Passing(err error) error { return passing{err} }

// DamagedIf returns an error that no code explains as DatabaseDamaged with a path: for what reads
// stored rows before anything is done with them, and finds them impossible. Whoever reads it puts an
// old copy in the folder's place, so it is said of nothing that passes by itself.
func DamagedIf(err error, path string) error {
	if CodeOf(err) != Internal || errors.As(err, new(passing)) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return New(DatabaseDamaged, path).Because(err)
}
