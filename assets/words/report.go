package words

// The day report.
const (
	DayReport    Key = "day_report"
	ReportLive   Key = "report_live"
	ShiftSince   Key = "shift_since"
	Print        Key = "print"
	Export       Key = "export"
	CloseDay     Key = "close_day"
	NetSales     Key = "net_sales"
	SalesAverage Key = "sales_average"
	ByKHQR       Key = "by_khqr"
	MedianWait   Key = "median_wait"
	SalesByHour  Key = "sales_by_hour"
	Tenders      Key = "tenders"
	TenderKHQR   Key = "tender_khqr"
	TenderCash   Key = "tender_cash"
	ChangeGiven  Key = "change_given"
	DrawerHolds  Key = "drawer_holds"
	Float        Key = "float"
	PreviousZ    Key = "previous_z"
	NoSalesYet   Key = "no_sales_yet"
	QRControl    Key = "qr_control"
	QRAsked      Key = "qr_asked"
	QRPaid       Key = "qr_paid"
	QRExpired    Key = "qr_expired"
	QRCancelled  Key = "qr_cancelled"
	QRUnclaimed  Key = "qr_unclaimed"
)

var reportWords = map[Key]entry{
	DayReport:    {"Day report", "របាយការណ៍ប្រចាំថ្ងៃ"},
	ReportLive:   {"X · live", "X · បច្ចុប្បន្ន"},
	ShiftSince:   {"shift %s open since %s", "វេន %s បើកតាំងពី %s"},
	Print:        {"Print", "បោះពុម្ព"},
	Export:       {"Export", "នាំចេញ"},
	CloseDay:     {"Close the day …", "បិទថ្ងៃ …"},
	NetSales:     {"Net sales %s", "លក់សុទ្ធ %s"},
	SalesAverage: {"%s sales · average %s", "លក់ %s ដង · មធ្យម %s"},
	ByKHQR:       {"By KHQR", "តាម KHQR"},
	MedianWait:   {"%s of %s · median wait %s", "%s ក្នុង %s · រង់ចាំមធ្យម %s"},
	SalesByHour:  {"Sales by hour", "ការលក់តាមម៉ោង"},
	Tenders:      {"Tenders", "មធ្យោបាយបង់ប្រាក់"},
	TenderKHQR:   {"KHQR %s", "KHQR %s"},
	TenderCash:   {"Cash %s", "សាច់ប្រាក់ %s"},
	ChangeGiven:  {"Change given", "ប្រាក់អាប់"},
	DrawerHolds:  {"Drawer should hold", "ថតលុយគួរមាន"},
	Float:        {"float %s", "ប្រាក់ដើម %s"},
	PreviousZ:    {"Previous Z %s · chain %s", "Z មុន %s · ខ្សែ %s"},
	NoSalesYet:   {"No sale yet today", "ថ្ងៃនេះមិនទាន់មានការលក់"},
	QRControl:    {"QR control", "ការត្រួតពិនិត្យ QR"},
	QRAsked:      {"Codes asked for", "កូដដែលបានស្នើ"},
	QRPaid:       {"Paid", "បានទទួលប្រាក់"},
	QRExpired:    {"Expired", "ផុតកំណត់"},
	QRCancelled:  {"Cancelled", "បានបោះបង់"},
	QRUnclaimed:  {"Unclaimed", "មិនទាន់ផ្គូផ្គង"},
}
