package words

// The day report.
const (
	XReport     Key = "x_report"
	Tenders     Key = "tenders"
	TenderKHQR  Key = "tender_khqr"
	TenderCash  Key = "tender_cash"
	ChangeGiven Key = "change_given"
	Rounding    Key = "rounding"
	QRControl   Key = "qr_control"
	QRAsked     Key = "qr_asked"
	QRPaid      Key = "qr_paid"
	QRExpired   Key = "qr_expired"
	QRCancelled Key = "qr_cancelled"
	QRUnclaimed Key = "qr_unclaimed"
)

var reportWords = map[Key]entry{
	XReport:     {"X report", "របាយការណ៍ X"},
	Tenders:     {"Tenders", "មធ្យោបាយបង់ប្រាក់"},
	TenderKHQR:  {"KHQR %s", "KHQR %s"},
	TenderCash:  {"Cash %s", "សាច់ប្រាក់ %s"},
	ChangeGiven: {"Change %s", "ប្រាក់អាប់ %s"},
	Rounding:    {"Rounding", "ការបង្គត់"},
	QRControl:   {"QR control", "ការត្រួតពិនិត្យ QR"},
	QRAsked:     {"Codes asked for", "កូដដែលបានស្នើ"},
	QRPaid:      {"Paid", "បានទទួលប្រាក់"},
	QRExpired:   {"Expired", "ផុតកំណត់"},
	QRCancelled: {"Cancelled", "បានបោះបង់"},
	QRUnclaimed: {"Unclaimed", "មិនទាន់ផ្គូផ្គង"},
}
