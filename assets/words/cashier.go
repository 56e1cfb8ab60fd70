package words

// The cashier's window.
const (
	AppName            Key = "app_name"
	TillNumber         Key = "till_number"
	BankLink           Key = "bank_link"
	BankLinkUntried    Key = "bank_link_untried"
	BankLinkDown       Key = "bank_link_down"
	BankLinkSlow       Key = "bank_link_slow"
	Printer            Key = "printer"
	PrinterDown        Key = "printer_down"
	PrinterNone        Key = "printer_none"
	PrinterWaiting     Key = "printer_waiting"
	PrinterAsks        Key = "printer_asks"
	PrinterSlips       Key = "printer_slips"
	PrinterReports     Key = "printer_reports"
	PrinterNoPaper     Key = "printer_no_paper"
	PrinterPaperLow    Key = "printer_paper_low"
	PrinterCover       Key = "printer_cover"
	PrinterSilent      Key = "printer_silent"
	BackupAge          Key = "backup_age"
	TrainingBanner     Key = "training_banner"
	TestGatewayBanner  Key = "test_gateway_banner"
	CustomerPays       Key = "customer_pays"
	Total              Key = "total"
	Amount             Key = "amount"
	Waiting            Key = "waiting"
	NothingWaiting     Key = "nothing_waiting"
	Today              Key = "today"
	Cash               Key = "cash"
	Quantity           Key = "quantity"
	Discount           Key = "discount"
	NextLine           Key = "next_line"
	SwitchCurrency     Key = "switch_currency"
	Split              Key = "split"
	Refund             Key = "refund"
	Reports            Key = "reports"
	Keys               Key = "keys"
	KHQR               Key = "khqr"
	AmountLine         Key = "amount_line"
	EmptySale          Key = "empty_sale"
	NoRate             Key = "no_rate"
	Preparing          Key = "preparing"
	WaitingForBank     Key = "waiting_for_bank"
	CodeIsShown        Key = "code_is_shown"
	CheckNow           Key = "check_now"
	PrintQR            Key = "print_qr"
	NextSale           Key = "next_sale"
	Cancel             Key = "cancel"
	AmountLocked       Key = "amount_locked"
	Checking           Key = "checking"
	BankSlow           Key = "bank_slow"
	CancelQuestion     Key = "cancel_question"
	CancelWarning      Key = "cancel_warning"
	CancelYes          Key = "cancel_yes"
	CancelNo           Key = "cancel_no"
	StillWatched       Key = "still_watched"
	Paid               Key = "paid"
	PaidLine           Key = "paid_line"
	Expired            Key = "expired"
	ExpiredHint        Key = "expired_hint"
	NewCode            Key = "new_code"
	Cancelled          Key = "cancelled"
	Refused            Key = "refused"
	OutcomeUnknown     Key = "outcome_unknown"
	OutcomeUnknownHint Key = "outcome_unknown_hint"
	TryAgain           Key = "try_again"
	Close              Key = "close"
	BeginEmptyShop     Key = "begin_empty_shop"
	Unmatched          Key = "unclaimed"
	UnmatchedHint      Key = "unclaimed_hint"
	PrintedAsk         Key = "printed_ask"
	PrintedYes         Key = "printed_yes"
	PrintedNo          Key = "printed_no"
	PrintSent          Key = "print_sent"
	NotNow             Key = "not_now"
)

var cashierWords = map[Key]entry{
	AppName:            {"ផ្សារ Psar", "ផ្សារ Psar"},
	TillNumber:         {"Till %s", "បញ្ជរ %s"},
	BankLink:           {"Bank link", "តភ្ជាប់ធនាគារ"},
	BankLinkUntried:    {"Bank link not tried yet", "មិនទាន់សាកតភ្ជាប់ធនាគារ"},
	BankLinkDown:       {"No bank link since %s", "ដាច់ធនាគារតាំងពីម៉ោង %s"},
	BankLinkSlow:       {"Bank link slow since %s", "ធនាគារយឺតតាំងពីម៉ោង %s"},
	Printer:            {"Printer", "ម៉ាស៊ីនបោះពុម្ព"},
	PrinterDown:        {"%s needs a look", "សូមពិនិត្យ%s"},
	PrinterNone:        {"No printer", "គ្មានម៉ាស៊ីនបោះពុម្ព"},
	PrinterWaiting:     {"%s: %s waiting", "%s: រង់ចាំ %s"},
	PrinterAsks:        {"Did it print?", "បោះពុម្ពចេញឬទេ?"},
	PrinterSlips:       {"QR printer", "ម៉ាស៊ីនបោះពុម្ព QR"},
	PrinterReports:     {"Report printer", "ម៉ាស៊ីនរបាយការណ៍"},
	PrinterNoPaper:     {"%s: no paper", "%s: អស់ក្រដាស"},
	PrinterPaperLow:    {"%s: paper low", "%s: ក្រដាសជិតអស់"},
	PrinterCover:       {"%s: cover open", "%s: គម្របបើក"},
	PrinterSilent:      {"%s: no answer", "%s: មិនឆ្លើយ"},
	BackupAge:          {"Backup %s ago", "បម្រុងទុក %s មុន"},
	TestGatewayBanner:  {"TEST GATEWAY · ច្រកសាកល្បង · KHQR is no real money", "ច្រកសាកល្បង · TEST GATEWAY · KHQR មិនមែនប្រាក់ពិត"},
	TrainingBanner:     {"TRAINING · ហ្វឹកហាត់ · no real money", "ហ្វឹកហាត់ · TRAINING · មិនមែនប្រាក់ពិត"},
	CustomerPays:       {"The customer pays (training)", "អតិថិជនបង់ប្រាក់ (ហ្វឹកហាត់)"},
	Total:              {"Total", "សរុប"},
	Amount:             {"Amount", "ចំនួនទឹកប្រាក់"},
	Waiting:            {"Waiting", "កំពុងរង់ចាំ"},
	NothingWaiting:     {"No payment is waiting", "គ្មានការបង់ប្រាក់កំពុងរង់ចាំ"},
	Today:              {"Today", "ថ្ងៃនេះ"},
	Cash:               {"Cash", "សាច់ប្រាក់"},
	Quantity:           {"Qty", "ចំនួន"},
	Discount:           {"Discount", "បញ្ចុះតម្លៃ"},
	NextLine:           {"Next line", "បន្ទាត់បន្ទាប់"},
	SwitchCurrency:     {"USD / KHR", "USD / KHR"},
	Split:              {"Split", "បំបែក"},
	Refund:             {"Refund", "សងប្រាក់វិញ"},
	Reports:            {"Reports", "របាយការណ៍"},
	Keys:               {"Keys", "គ្រាប់ចុច"},
	KHQR:               {"KHQR", "KHQR"},
	AmountLine:         {"amount", "ចំនួនទឹកប្រាក់"},
	EmptySale:          {"Type an amount, then press Enter for KHQR", "វាយចំនួនទឹកប្រាក់ រួចចុច Enter សម្រាប់ KHQR"},
	NoRate:             {"No exchange rate is set", "មិនទាន់កំណត់អត្រាប្ដូរប្រាក់"},
	Preparing:          {"Preparing the code …", "កំពុងរៀបចំកូដ …"},
	WaitingForBank:     {"Waiting for the bank", "កំពុងរង់ចាំធនាគារ"},
	CodeIsShown:        {"The QR code is on the customer’s screen", "កូដ QR បង្ហាញលើអេក្រង់អតិថិជន"},
	CheckNow:           {"Check now", "ពិនិត្យឥឡូវ"},
	PrintQR:            {"Print QR", "បោះពុម្ព QR"},
	NextSale:           {"Next sale", "លក់បន្ទាប់"},
	Cancel:             {"Cancel", "បោះបង់"},
	AmountLocked:       {"The amount can’t be changed while its code is live", "មិនអាចកែចំនួនទឹកប្រាក់ពេលកូដកំពុងដំណើរការ"},
	Checking:           {"Checking …", "កំពុងពិនិត្យ …"},
	BankSlow:           {"The bank is slow. Nothing is lost.", "ធនាគារឆ្លើយតបយឺត។ គ្មានអ្វីបាត់បង់ទេ។"},
	CancelQuestion:     {"Cancel this payment?", "បោះបង់ការបង់ប្រាក់នេះឬ?"},
	CancelWarning:      {"If they have scanned already, wait. Money that still comes is kept and shown.", "បើអតិថិជនបានស្កេនរួចហើយ សូមរង់ចាំ។ ប្រាក់ដែលមកដល់ក្រោយ នឹងរក្សាទុក និងបង្ហាញ។"},
	CancelYes:          {"Yes, cancel it", "បាទ/ចាស បោះបង់"},
	CancelNo:           {"No, keep waiting", "ទេ រង់ចាំបន្ត"},
	StillWatched:       {"Cancelled. Psar keeps watching for late money.", "បានបោះបង់។ Psar នៅតាមដានប្រាក់ដែលមកយឺត។"},
	Paid:               {"Paid", "បានទទួលប្រាក់"},
	PaidLine:           {"KHQR · %s · %s", "KHQR · %s · %s"},
	Expired:            {"The code has expired", "កូដផុតកំណត់ហើយ"},
	ExpiredHint:        {"Make a new code. If they have paid, wait: Psar still checks.", "សូមបង្កើតកូដថ្មី។ បើអតិថិជនបានបង់ហើយ សូមរង់ចាំ៖ Psar នៅតែពិនិត្យ។"},
	NewCode:            {"New code", "កូដថ្មី"},
	Cancelled:          {"Cancelled", "បានបោះបង់"},
	Refused:            {"Refused", "ត្រូវបានបដិសេធ"},
	OutcomeUnknown:     {"The bank’s answer is not known yet", "មិនទាន់ដឹងចម្លើយរបស់ធនាគារ"},
	OutcomeUnknownHint: {"Psar asks again by itself. Don’t take the money twice.", "Psar នឹងសួរម្ដងទៀតដោយខ្លួនឯង។ កុំទទួលប្រាក់ពីរដង។"},
	TryAgain:           {"Try again", "ព្យាយាមម្ដងទៀត"},
	Close:              {"Close", "បិទ"},
	BeginEmptyShop:     {"Begin an empty shop", "ចាប់ផ្ដើមហាងទទេ"},
	Unmatched:          {"Unclaimed money", "ប្រាក់មិនទាន់ផ្គូផ្គង"},
	UnmatchedHint:      {"Needs a manager", "ត្រូវការអ្នកគ្រប់គ្រង"},
	PrintedAsk:         {"Did the paper come out?", "តើក្រដាសចេញមកឬទេ?"},
	PrintedYes:         {"Yes, it came out", "បាទ/ចាស ចេញហើយ"},
	PrintedNo:          {"No, print it again", "ទេ បោះពុម្ពម្ដងទៀត"},
	PrintSent:          {"Sent to the printer", "បានផ្ញើទៅម៉ាស៊ីនបោះពុម្ព"},
	NotNow:             {"Not possible now", "មិនអាចធ្វើបានឥឡូវ"},
}
