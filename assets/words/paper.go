package words

// What stands on paper: receipts and slips.
const (
	PaperVATTIN        Key = "paper_vattin"
	PaperTill          Key = "paper_till"
	PaperCashier       Key = "paper_cashier"
	PaperTotal         Key = "paper_total"
	PaperSubtotal      Key = "paper_subtotal"
	PaperDiscount      Key = "paper_discount"
	PaperTax           Key = "paper_tax"
	PaperTaxIncluded   Key = "paper_tax_included"
	PaperRate          Key = "paper_rate"
	PaperCash          Key = "paper_cash"
	PaperChange        Key = "paper_change"
	PaperPaymentID     Key = "paper_payment_id"
	PaperBankReference Key = "paper_bank_reference"
	PaperReceiptCode   Key = "paper_receipt_code"
	PaperThanks        Key = "paper_thanks"
	PaperCopy          Key = "paper_copy"
	PaperTraining      Key = "paper_training"
	PaperRefund        Key = "paper_refund"
	PaperScanToPay     Key = "paper_scan_to_pay"
	PaperValidUntil    Key = "paper_valid_until"
	PaperNotReceipt    Key = "paper_not_receipt"
	PaperTest          Key = "paper_test"
	PaperTestGood      Key = "paper_test_good"
)

var paperWords = map[Key]entry{
	PaperVATTIN:        {"VATTIN %s", "VATTIN %s"},
	PaperTill:          {"Till %s", "បញ្ជរ %s"},
	PaperCashier:       {"Cashier", "អ្នកគិតលុយ"},
	PaperTotal:         {"Total", "សរុប"},
	PaperSubtotal:      {"Subtotal", "សរុបរង"},
	PaperDiscount:      {"Discount", "បញ្ចុះតម្លៃ"},
	PaperTax:           {"VAT %s %%", "អាករលើតម្លៃបន្ថែម %s %%"},
	PaperTaxIncluded:   {"VAT %s %% included", "រួមអាករលើតម្លៃបន្ថែម %s %%"},
	PaperRate:          {"≈ %s @ %s", "≈ %s @ %s"},
	PaperCash:          {"Cash", "សាច់ប្រាក់"},
	PaperChange:        {"Change", "ប្រាក់អាប់"},
	PaperPaymentID:     {"Payment id", "លេខបង់ប្រាក់"},
	PaperBankReference: {"Bank reference", "លេខយោងធនាគារ"},
	PaperReceiptCode:   {"receipt code", "កូដវិក្កយបត្រ"},
	PaperThanks:        {"Thank you", "អរគុណ! សូមអញ្ជើញមកម្ដងទៀត"},
	PaperCopy:          {"COPY", "ច្បាប់ចម្លង"},
	PaperTraining:      {"TRAINING - no real money", "ហ្វឹកហាត់ - មិនមែនប្រាក់ពិត"},
	PaperRefund:        {"REFUND", "សងប្រាក់វិញ"},
	PaperScanToPay:     {"Scan to pay - KHQR", "សូមស្កេនដើម្បីបង់ប្រាក់"},
	PaperValidUntil:    {"Valid until %s", "មានសុពលភាពដល់ %s"},
	PaperNotReceipt:    {"This is not a receipt", "នេះមិនមែនជាវិក្កយបត្រទេ"},
	PaperTest:          {"Printer test", "សាកល្បងម៉ាស៊ីនបោះពុម្ព"},
	PaperTestGood:      {"If you can read this, the printer works", "បើអ្នកអានបាន ម៉ាស៊ីនបោះពុម្ពដំណើរការ"},
}
