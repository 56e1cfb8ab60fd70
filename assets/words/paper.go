package words

// What stands on paper: receipts and slips.
const (
	PaperVATTIN        Key = "paper_vattin"
	PaperTill          Key = "paper_till"
	PaperTotal         Key = "paper_total"
	PaperTax           Key = "paper_tax"
	PaperRate          Key = "paper_rate"
	PaperPaymentID     Key = "paper_payment_id"
	PaperBankReference Key = "paper_bank_reference"
	PaperReceiptCode   Key = "paper_receipt_code"
	PaperThanks        Key = "paper_thanks"
	PaperCopy          Key = "paper_copy"
	PaperTraining      Key = "paper_training"
	PaperScanToPay     Key = "paper_scan_to_pay"
	PaperOpenToPay     Key = "paper_open_to_pay"
	PaperValidUntil    Key = "paper_valid_until"
	PaperNotReceipt    Key = "paper_not_receipt"
)

var paperWords = map[Key]entry{
	PaperVATTIN:        {"VATTIN %s", "VATTIN %s"},
	PaperTill:          {"Till %s", "បញ្ជរ %s"},
	PaperTotal:         {"Total", "សរុប"},
	PaperTax:           {"VAT %s %%", "អាករលើតម្លៃបន្ថែម %s %%"},
	PaperRate:          {"≈ %s @ %s", "≈ %s @ %s"},
	PaperPaymentID:     {"Payment id", "លេខបង់ប្រាក់"},
	PaperBankReference: {"Bank reference", "លេខយោងធនាគារ"},
	PaperReceiptCode:   {"receipt code", "កូដវិក្កយបត្រ"},
	PaperThanks:        {"Thank you", "អរគុណ! សូមអញ្ជើញមកម្ដងទៀត"},
	PaperCopy:          {"COPY", "ច្បាប់ចម្លង"},
	PaperTraining:      {"TRAINING - no real money", "ហ្វឹកហាត់ - មិនមែនប្រាក់ពិត"},
	PaperScanToPay:     {"Scan to pay - KHQR", "សូមស្កេនដើម្បីបង់ប្រាក់"},
	PaperOpenToPay:     {"Open this page to pay", "សូមបើកទំព័រនេះដើម្បីបង់ប្រាក់"},
	PaperValidUntil:    {"Valid until %s", "មានសុពលភាពដល់ %s"},
	PaperNotReceipt:    {"This is not a receipt", "នេះមិនមែនជាវិក្កយបត្រទេ"},
}
