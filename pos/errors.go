package pos

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
	CodeAmountZero         Code = "amount_zero"
	CodeAmountTooLarge     Code = "amount_too_large"
	CodeAmountBelowMinimum Code = "amount_below_minimum"
	CodeAmountDecimals     Code = "amount_decimals"
	CodeAmountInvalid      Code = "amount_invalid"
	CodeCurrencyUnknown    Code = "currency_unknown"
	CodeDayInvalid         Code = "day_invalid"
	CodeDaysReversed       Code = "days_reversed"
	CodeProfileMissing     Code = "profile_missing"
	CodeSettingUnknown     Code = "setting_unknown"
	CodeSettingInvalid     Code = "settings_invalid"
	CodeSaleState          Code = "sale_state"
	CodePaymentUnknown     Code = "payment_unknown"
	CodePaymentMismatch    Code = "payment_mismatch"
	CodeReceiptUnknown     Code = "receipt_unknown"
	CodeClockWrong         Code = "clock_wrong"
	CodeUnclaimedNone      Code = "unclaimed_none"    // nothing of this payment is unclaimed
	CodeClaimShort         Code = "claim_short"       // what came is less than its sale
	CodeClaimOther         Code = "claim_other"       // the receipt is its own, smaller, or in another currency
	CodeGatewayBusy        Code = "gateway_busy"      // payments wait: the gateway's settings stay
	CodePaidUnclear        Code = "paid_unclear"      // Verify said paid, and no amount that can be read
	CodeWebhookNoKey       Code = "webhook_no_key"    // webhooks are listened for, and none is taken
	CodeProfileChanged     Code = "profile_changed"   // asked with a profile that is not set any more
	CodeReferenceMissing   Code = "reference_missing" // money sent back needs the bank's reference
	CodeManagerNeeded      Code = "manager_needed"    // a manager's name and PIN
	CodePINWrong           Code = "pin_wrong"
	CodePINLocked          Code = "pin_locked"        // with the seconds to wait
	CodePayeeUnconfirmed   Code = "payee_unconfirmed" // with the account
	CodePayeeUnasked       Code = "payee_unasked"     // no code asks whom it pays
	CodeLinkNoReturn       Code = "link_no_return"    // a link needs a success URL
	CodeAlarmUnknown       Code = "alarm_unknown"
	CodeTextInvalid        Code = "text_invalid"  // with the field
	CodeCashShort          Code = "cash_short"    // with what is missing
	CodeGivenUnusual       Code = "given_unusual" // with the change
	CodeRateMissing        Code = "rate_missing"  // no exchange rate is set
	CodeBillEmpty          Code = "bill_empty"
	CodeBillLong           Code = "bill_long"       // with the most lines
	CodeQuantity           Code = "quantity"        // with what was asked, and the most
	CodeDiscount           Code = "discount"        // with the sum that it is taken off
	CodeTotalChanged       Code = "total_changed"   // with the total as it is now: rate or tax were set anew
	CodeTenderOver         Code = "tender_over"     // with what is still to be paid
	CodePartPaid           Code = "part_paid"       // money was taken for the sale already
	CodeSaleMoneyCame      Code = "sale_money_came" // with what came for the sale after its payment had ended
	CodeHeldMany           Code = "held_many"       // with how many
	CodeHeldUnknown        Code = "held_unknown"
	CodeShiftOpen          Code = "shift_open"    // a shift is open already
	CodeShiftNone          Code = "shift_none"    // none is open
	CodeShiftBusy          Code = "shift_busy"    // with how many payments are open
	CodeShiftEmpty         Code = "shift_empty"   // nothing happened since the last Z
	CodeClockBack          Code = "clock_back"    // with the last Z's time
	CodeRefundOver         Code = "refund_over"   // with what may still go back
	CodeRefundLine         Code = "refund_line"   // with its position, and how many of it can go back
	CodeRefundOfRefund     Code = "refund_refund" // with the number
	CodeVoidLate           Code = "void_late"     // its Z report was made: refund it
	CodeReasonMissing      Code = "reason_missing"
	CodeZUnknown           Code = "z_unknown"      // with the number
	CodeTenderUnknown      Code = "tender_unknown" // with the name
	CodeDrawerShort        Code = "drawer_short"   // with what should be in it
	CodeDrawerLess         Code = "drawer_less"    // with what was asked for
	CodeStopped            Code = "stopped"
	CodeInternal           Code = "internal"
)

// Codes of the staff.
const (
	CodePermissionMissing Code = "permission_missing" // with the name: the PIN is right, the role too small
	CodeSignInFirst       Code = "sign_in_first"      // the setting till.sign_in: nobody sells unnamed
	CodePINInvalid        Code = "pin_invalid"        // not 4 to 12 digits
	CodeStaffName         Code = "staff_name"
	CodeStaffNameTaken    Code = "staff_name_taken" // with the name
	CodeStaffUnknown      Code = "staff_unknown"    // with the name
	CodeStaffNone         Code = "staff_none"       // nobody works here yet
	CodeRoleUnknown       Code = "role_unknown"     // with what was said
	CodeFiguresChanged    Code = "figures_changed"  // what somebody approved is not what stands by now
	CodeOwnerFirst        Code = "owner_first"      // the first of the staff is an owner
	CodeOwnerLast         Code = "owner_last"       // somebody has to be one
)

// Codes of the catalogue.
const (
	CodeItemName          Code = "item_name"
	CodeItemText          Code = "item_text"            // with the field
	CodeItemBarcode       Code = "item_barcode"         // with the barcode
	CodeItemCheckDigit    Code = "item_check_digit"     // with the barcode
	CodeItemBarcodeTaken  Code = "item_barcode_taken"   // with the barcode, and whose it is
	CodeItemBarcodeShared Code = "item_barcode_shared"  // with the barcode
	CodeItemQuickKey      Code = "item_quick_key"       // with the place
	CodeItemQuickKeyTaken Code = "item_quick_key_taken" // with the place, and whose it is
	CodeItemTax           Code = "item_tax"             // with the tax class
	CodeItemUnknown       Code = "item_unknown"         // with the id, or the name
	CodeBarcodeUnknown    Code = "barcode_unknown"      // with the barcode
	CodeItemRepeated      Code = "item_repeated"        // with barcode or name, and the earlier line
	CodeItemAmbiguous     Code = "item_ambiguous"       // with the name
	CodeItemCells         Code = "item_cells"           // with how many cells, and how many columns
	CodeItemLost          Code = "item_lost"            // with a text whose letters were lost
	CodeImportLines       Code = "import_lines"         // with how many lines are bad
	CodeImportEncoding    Code = "import_encoding"      // with what the file seems to be
	CodeImportHeader      Code = "import_header"        // with the columns that are missing
	CodeImportColumn      Code = "import_column"        // with a column that is not known, or stands twice
	CodeImportQuotes      Code = "import_quotes"        // a quotation mark that does not end
	CodeImportEmpty       Code = "import_empty"         // no line behind the header
	CodeImportLarge       Code = "import_large"         // with the most bytes
	CodeFileUnreadable    Code = "file_unreadable"      // with the path
)

// Codes of the gateway and of the checks before a code is shown.
const (
	CodeGatewayUnreachable Code = "gateway_unreachable"
	CodeGatewayTimeout     Code = "gateway_timeout"
	CodeGatewayAnswer      Code = "gateway_answer"
	CodeGatewayRateLimited Code = "gateway_rate_limited"
	CodeGatewayRefused     Code = "gateway_refused" // with the gateway's number and words; _1 to _7 where they are known
	CodeAlreadyPaid        Code = "already_paid"
	CodeQRAmount           Code = "code_amount"
	CodeQRCurrency         Code = "code_currency"
	CodeQRAccount          Code = "code_account"
	CodeQRExpired          Code = "code_expired"
	CodeQRStatic           Code = "code_static"
	CodeQRCRC              Code = "code_crc"
	CodeQRMD5              Code = "code_md5"
	CodeQREcho             Code = "code_echo"
	CodeQRNoExpiry         Code = "code_no_expiry"
	CodeQRMalformed        Code = "code_malformed"
)

// Codes of the machine that the till runs on.
const (
	CodePortInUse          Code = "port_in_use"
	CodeDataUnwritable     Code = "data_unwritable"
	CodeDataLocked         Code = "data_locked"
	CodeFileUnwritable     Code = "file_unwritable"
	CodeDataMissing        Code = "data_missing"
	CodeDiskFull           Code = "disk_full"
	CodeDatabaseForeign    Code = "database_foreign"
	CodeDatabaseNewer      Code = "database_newer"
	CodeDatabaseDamaged    Code = "database_damaged"
	CodeJournalBroken      Code = "journal_broken"
	CodeDisplayMissing     Code = "display_missing"
	CodePrinterUnreachable Code = "printer_unreachable"
	CodePrinterUnknown     Code = "printer_unknown_outcome"
	CodePrinterLink        Code = "printer_link"
	CodePrinterMissing     Code = "printer_missing"
	CodePrinterPaperOut    Code = "printer_paper_out"
	CodePrinterCoverOpen   Code = "printer_cover_open"
	CodePrinterOffline     Code = "printer_offline" // somebody holds its feed button, or it says no more
	CodePrinterSilent      Code = "printer_silent"  // it was asked how it is, and said nothing
	CodePrinterBroken      Code = "printer_broken"  // its cutter or head
	CodeLogoInvalid        Code = "logo_invalid"
	CodeDrawerMissing      Code = "drawer_missing" // no printer that it could hang on
	CodeKeyringFile        Code = "keyring_file"
	CodeKeyringAway        Code = "keyring_away" // with the setting
)

// Error is what every package of Psar returns for a failure that a person may
// have to read. Code is for programs; with Args it finds the sentence and the
// hint in the words catalogue. Err is the cause, for the log.
type Error struct {
	Code Code
	Args []any // what the sentence names: amounts, numbers, paths
	Err  error
}

// Fault makes an Error of a code and what its sentence names.
func Fault(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }

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

// CodeOf returns the code of the first Error in err's chain, CodeInternal for
// any other error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
