package words

// The day report.
const (
	XReport             Key = "x_report"
	Tenders             Key = "tenders"
	TenderKHQR          Key = "tender_khqr"
	TenderCash          Key = "tender_cash"
	TenderOther         Key = "tender_other"
	ChangeGiven         Key = "change_given"
	Rounding            Key = "rounding"
	QRControl           Key = "qr_control"
	QRAsked             Key = "qr_asked"
	QRPaid              Key = "qr_paid"
	QRExpired           Key = "qr_expired"
	QRCancelled         Key = "qr_cancelled"
	QRUnmatched         Key = "qr_unclaimed"
	ZReport             Key = "z_report"
	ReportOpened        Key = "report_opened"
	ReportClosed        Key = "report_closed"
	ReportHandover      Key = "report_handover"
	ReportUnopened      Key = "report_unopened"
	ReportVersion       Key = "report_version"
	ReportGross         Key = "report_gross"
	ReportDiscounts     Key = "report_discounts"
	ReportNet           Key = "report_net"
	ReportTaxable       Key = "report_taxable"
	ReportTax           Key = "report_tax"
	ReportAverage       Key = "report_average"
	ReportRefunds       Key = "report_refunds"
	ReportVoids         Key = "report_voids"
	ReportTaxBack       Key = "report_tax_back"
	ReportAfter         Key = "report_after"
	ReportByHour        Key = "report_by_hour"
	ReportByDay         Key = "report_by_day"
	ReportByCashier     Key = "report_by_cashier"
	ReportByCategory    Key = "report_by_category"
	ReportByItem        Key = "report_by_item"
	ReportNoName        Key = "report_no_name"
	ReportMore          Key = "report_more"
	ReportPaidBack      Key = "report_paid_back"
	ReportBackByBank    Key = "report_back_by_bank"
	ReportRates         Key = "report_rates"
	ReportDrawer        Key = "report_drawer"
	DrawerFloat         Key = "drawer_float"
	DrawerLeft          Key = "drawer_left"
	DrawerBefore        Key = "drawer_before"
	ReportOverShort     Key = "report_over_short"
	ReportOverShortOf   Key = "report_over_short_of"
	ReportCountedBy     Key = "report_counted_by"
	ReportMoves         Key = "report_moves"
	DrawerCashIn        Key = "drawer_cash_in"
	DrawerChange        Key = "drawer_change"
	DrawerPayIns        Key = "drawer_pay_ins"
	DrawerPayOuts       Key = "drawer_pay_outs"
	DrawerDrops         Key = "drawer_drops"
	DrawerExpected      Key = "drawer_expected"
	DrawerCounted       Key = "drawer_counted"
	DrawerOver          Key = "drawer_over"
	DrawerShort         Key = "drawer_short_by"
	DrawerExact         Key = "drawer_exact"
	Corrections         Key = "corrections"
	CorrectionDropped   Key = "correction_dropped"
	CorrectionReprints  Key = "correction_reprints"
	CorrectionNoSale    Key = "correction_no_sale"
	CorrectionOverrides Key = "correction_overrides"
	CorrectionByHand    Key = "correction_by_hand"
	QRLate              Key = "qr_late"
	QRResolved          Key = "qr_settled"
	QRMismatch          Key = "qr_mismatch"
	QRWait              Key = "qr_wait"
	ReportOpenSales     Key = "report_open_sales"
	ReportGrand         Key = "report_grand"
	ReportPrevHash      Key = "report_prev_hash"
	ReportHash          Key = "report_hash"
	ReportSignCashier   Key = "report_sign_cashier"
	ReportSignManager   Key = "report_sign_manager"
)

var reportWords = map[Key]entry{
	XReport:             {"X report", "របាយការណ៍ X"},
	Tenders:             {"Tenders", "មធ្យោបាយបង់ប្រាក់"},
	TenderKHQR:          {"KHQR %s", "KHQR %s"},
	TenderCash:          {"Cash %s", "សាច់ប្រាក់ %s"},
	TenderOther:         {"Other %s", "ផ្សេងៗ %s"},
	ChangeGiven:         {"Change %s", "ប្រាក់អាប់ %s"},
	Rounding:            {"Rounding", "ការបង្គត់"},
	QRControl:           {"QR control", "ការត្រួតពិនិត្យ QR"},
	QRAsked:             {"Codes asked for", "កូដដែលបានស្នើ"},
	QRPaid:              {"Paid", "បានទទួលប្រាក់"},
	QRExpired:           {"Expired", "ផុតកំណត់"},
	QRCancelled:         {"Cancelled", "បានបោះបង់"},
	QRUnmatched:         {"Unclaimed", "មិនទាន់ផ្គូផ្គង"},
	ZReport:             {"Z report %s", "របាយការណ៍ Z លេខ %s"},
	ReportOpened:        {"Opened", "បើកវេន"},
	ReportClosed:        {"Closed", "បិទវេន"},
	ReportHandover:      {"Handed over", "ប្រគល់វេន"},
	ReportUnopened:      {"no float was counted", "មិនបានរាប់ប្រាក់ដើមវេន"},
	ReportVersion:       {"Program", "កម្មវិធី"},
	ReportGross:         {"Gross", "សរុបមុនបញ្ចុះ"},
	ReportDiscounts:     {"Discounts", "ការបញ្ចុះតម្លៃ"},
	ReportNet:           {"Net", "សុទ្ធ"},
	ReportTaxable:       {"Taxable base", "មូលដ្ឋានពន្ធ"},
	ReportTax:           {"VAT", "អាករលើតម្លៃបន្ថែម"},
	ReportAverage:       {"Average sale", "មធ្យមក្នុងការលក់មួយ"},
	ReportRefunds:       {"Refunds", "ការសងប្រាក់"},
	ReportVoids:         {"Voids", "ការលុបចោល"},
	ReportTaxBack:       {"VAT in refunds", "អាករក្នុងការសងប្រាក់"},
	ReportAfter:         {"Sales after refunds", "ការលក់ក្រោយសងប្រាក់"},
	ReportByHour:        {"By hour", "តាមម៉ោង"},
	ReportByDay:         {"By day", "តាមថ្ងៃ"},
	ReportByCashier:     {"By cashier", "តាមអ្នកគិតលុយ"},
	ReportByCategory:    {"By category", "តាមប្រភេទ"},
	ReportByItem:        {"By item", "តាមមុខទំនិញ"},
	ReportMore:          {"(%s others)", "(ផ្សេងទៀត %s)"},
	ReportNoName:        {"(no name)", "(គ្មានឈ្មោះ)"},
	ReportPaidBack:      {"Given back by", "សងវិញតាម"},
	ReportBackByBank:    {"Bank transfer %s", "ផ្ទេរតាមធនាគារ %s"},
	ReportRates:         {"Rates used", "អត្រាដែលបានប្រើ"},
	ReportDrawer:        {"Drawer %s", "ថតប្រាក់ %s"},
	DrawerFloat:         {"Float", "ប្រាក់ដើមវេន"},
	DrawerLeft:          {"Left by the last shift", "វេនមុនទុក"},
	DrawerBefore:        {"In the float already", "មានក្នុងប្រាក់ដើមរួចហើយ"},
	ReportOverShort:     {"Over or short, by count", "លើស ឬខ្វះ តាមការរាប់"},
	ReportOverShortOf:   {"expected %s, counted %s", "គួរមាន %s រាប់បាន %s"},
	ReportCountedBy:     {"counted by %s", "រាប់ដោយ %s"},
	ReportMoves:         {"Cash moved without a sale", "ដាក់ចូល និងដកចេញគ្មានការលក់"},
	DrawerCashIn:        {"Cash in", "សាច់ប្រាក់ចូល"},
	DrawerChange:        {"Change", "ប្រាក់អាប់"},
	DrawerPayIns:        {"Paid in", "ដាក់ចូល"},
	DrawerPayOuts:       {"Paid out", "ដកចេញ"},
	DrawerDrops:         {"Dropped to the safe", "ដាក់ក្នុងទូដែក"},
	DrawerExpected:      {"Expected", "គួរមាន"},
	DrawerCounted:       {"Counted", "រាប់បាន"},
	DrawerOver:          {"Over", "លើស"},
	DrawerShort:         {"Short", "ខ្វះ"},
	DrawerExact:         {"Over or short", "លើស ឬខ្វះ"},
	Corrections:         {"Corrections", "ការកែតម្រូវ"},
	CorrectionDropped:   {"Given up before payment", "បោះបង់មុនបង់ប្រាក់"},
	CorrectionReprints:  {"Receipts or Z printed again", "បោះពុម្ពវិក្កយបត្រ ឬ Z ឡើងវិញ"},
	CorrectionNoSale:    {"Drawer opened without a sale", "បើកថតដោយគ្មានការលក់"},
	CorrectionOverrides: {"Prices changed", "ប្ដូរតម្លៃ"},
	CorrectionByHand:    {"Marked as paid by hand", "បញ្ជាក់ថាបង់ដោយដៃ"},
	QRLate:              {"Late or unclaimed", "មកយឺត ឬមិនទាន់ផ្គូផ្គង"},
	QRResolved:          {"Settled by a manager", "អ្នកគ្រប់គ្រងបានដោះស្រាយ"},
	QRMismatch:          {"Another amount came", "ចំនួនប្រាក់ខុសពីស្នើ"},
	QRWait:              {"Median wait, seconds", "រយៈពេលរង់ចាំកណ្ដាល (វិនាទី)"},
	ReportOpenSales:     {"Sales still open", "ការលក់មិនទាន់ចប់"},
	ReportGrand:         {"Grand total since the start", "សរុបតាំងពីដំបូង"},
	ReportPrevHash:      {"Previous Z", "Z មុន"},
	ReportHash:          {"This Z", "Z នេះ"},
	ReportSignCashier:   {"Cashier", "អ្នកគិតលុយ"},
	ReportSignManager:   {"Manager", "អ្នកគ្រប់គ្រង"},
}
