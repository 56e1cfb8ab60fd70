package words

// Receipts and payment slips.
const (
	PaperVATTIN        Key = "paper_vattin"
	PaperTill          Key = "paper_till"
	PaperTotal         Key = "paper_total"
	PaperTax           Key = "paper_tax"
	PaperTaxIncluded   Key = "paper_tax_included"
	PaperDiscount      Key = "paper_discount"
	PaperBillDiscount  Key = "paper_bill_discount"
	PaperSubtotal      Key = "paper_subtotal"
	PaperRefund        Key = "paper_refund"
	PaperVoid          Key = "paper_void"
	PaperOfReceipt     Key = "paper_of_receipt"
	PaperApprovedBy    Key = "paper_approved_by"
	PaperRate          Key = "paper_rate"
	PaperPaymentID     Key = "paper_payment_id"
	PaperBankReference Key = "paper_bank_reference"
	PaperReference     Key = "paper_reference"
	PaperReceiptCode   Key = "paper_receipt_code"
	PaperThanks        Key = "paper_thanks"
	PaperCopy          Key = "paper_copy"
	PaperTraining      Key = "paper_training"
	PaperTestGateway   Key = "paper_test_gateway"
	PaperScanToPay     Key = "paper_scan_to_pay"
	PaperOpenToPay     Key = "paper_open_to_pay"
	PaperValidUntil    Key = "paper_valid_until"
	PaperNotReceipt    Key = "paper_not_receipt"
	TestCodePage       Key = "test_code_page"
	TestNativeQR       Key = "test_native_qr"
	TestRaster         Key = "test_raster"
	TestCutter         Key = "test_cutter"
	TestDrawer         Key = "test_drawer"
)

var paperWords = map[Key]entry{
	PaperVATTIN:        {"VATTIN %s", "VATTIN %s"},
	PaperTill:          {"Till %s", "បញ្ជរ %s"},
	PaperTotal:         {"Total", "សរុប"},
	PaperTax:           {"VAT %s %%", "អាករលើតម្លៃបន្ថែម %s %%"},
	PaperTaxIncluded:   {"VAT %s %% included", "រួមអាករ %s %%"},
	PaperDiscount:      {"Discount", "បញ្ចុះតម្លៃ"},
	PaperBillDiscount:  {"Discount on all", "បញ្ចុះតម្លៃសរុប"},
	PaperSubtotal:      {"Subtotal", "សរុបរង"},
	PaperRefund:        {"REFUND", "ការសងប្រាក់"},
	PaperVoid:          {"VOID", "ការលុបចោល"},
	PaperOfReceipt:     {"of receipt", "នៃវិក្កយបត្រ"},
	PaperApprovedBy:    {"Approved by %s", "យល់ព្រមដោយ %s"},
	PaperRate:          {"≈ %s @ %s", "≈ %s @ %s"},
	PaperPaymentID:     {"Payment id", "លេខបង់ប្រាក់"},
	PaperBankReference: {"Bank reference", "លេខយោងធនាគារ"},
	PaperReference:     {"Reference", "លេខយោង"},
	PaperReceiptCode:   {"receipt code", "កូដវិក្កយបត្រ"},
	PaperThanks:        {"Thank you", "អរគុណ! សូមអញ្ជើញមកម្ដងទៀត"},
	PaperCopy:          {"COPY", "ច្បាប់ចម្លង"},
	PaperTestGateway:   {"TEST GATEWAY - KHQR is no real money", "ច្រកសាកល្បង - KHQR មិនមែនប្រាក់ពិត"},
	PaperTraining:      {"TRAINING - no real money", "ហ្វឹកហាត់ - មិនមែនប្រាក់ពិត"},
	PaperScanToPay:     {"Scan to pay - KHQR", "សូមស្កេនដើម្បីបង់ប្រាក់"},
	PaperOpenToPay:     {"Open this page to pay", "សូមបើកទំព័រនេះដើម្បីបង់ប្រាក់"},
	PaperValidUntil:    {"Valid until %s", "មានសុពលភាពដល់ %s"},
	PaperNotReceipt:    {"This is not a receipt", "នេះមិនមែនជាវិក្កយបត្រទេ"},
	TestCodePage:       {"Letters with marks, and degrees", "អក្សរឡាតាំងមានសញ្ញា"},
	TestNativeQR:       {"A QR code that the printer draws", "កូដ QR ដែលម៉ាស៊ីនគូរ"},
	TestRaster:         {"The same code as a picture", "កូដដដែលជារូបភាព"},
	TestCutter:         {"The paper is cut below this line", "ក្រដាសត្រូវកាត់ក្រោមបន្ទាត់នេះ"},
	TestDrawer:         {"The cash drawer opens", "ថតប្រាក់បើក"},
}
