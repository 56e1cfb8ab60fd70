package words

// What the commands and the text report say.
const (
	CLIAsking       Key = "cli_asking"
	CLIScan         Key = "cli_scan"
	CLIPaid         Key = "cli_paid"
	CLINotPaid      Key = "cli_not_paid"
	CLIWatching     Key = "cli_watching"
	CLIWatched      Key = "cli_watched"
	CLIJournalOK    Key = "cli_journal_ok"
	CLITraining     Key = "cli_training"
	ReportDay       Key = "report_day"
	ReportMade      Key = "report_made"
	ReportTill      Key = "report_till"
	ReportReceipts  Key = "report_receipts"
	ReportSales     Key = "report_sales"
	ReportJournal   Key = "report_journal"
	QRRefused       Key = "qr_refused"
	QROpen          Key = "qr_open"
	QRUnknown       Key = "qr_unknown"
	DoctorDisplay   Key = "doctor_display"
	DoctorFonts     Key = "doctor_fonts"
	DoctorData      Key = "doctor_data"
	DoctorSecrets   Key = "doctor_secrets"
	DoctorGateway   Key = "doctor_gateway"
	DoctorPrinter   Key = "doctor_printer"
	DoctorClock     Key = "doctor_clock"
	DoctorDisk      Key = "doctor_disk"
	DoctorBackup    Key = "doctor_backup"
	DoctorNoBackup  Key = "doctor_no_backup"
	DoctorNoDisplay Key = "doctor_no_display"
	DoctorNotSetUp  Key = "doctor_not_set_up"
)

var cliWords = map[Key]entry{
	CLIAsking:       {"Asking the bank for a code of %s (payment %s) …", "កំពុងស្នើកូដ %s ពីធនាគារ (លេខបង់ប្រាក់ %s) …"},
	CLIScan:         {"Scan to pay %s (%s). Waiting for the bank …", "សូមស្កេនដើម្បីបង់ទៅ %s (%s)។ កំពុងរង់ចាំធនាគារ …"},
	CLIPaid:         {"Paid %s. Receipt %s.", "បានទទួលប្រាក់ %s។ វិក្កយបត្រ %s។"},
	CLINotPaid:      {"Not paid yet. Psar keeps watching payment %s: run psar watch, or open the till.", "មិនទាន់បង់ប្រាក់។ Psar នៅតាមដានលេខបង់ប្រាក់ %s៖ ប្រើ psar watch ឬបើកបញ្ជរ។"},
	CLIWatching:     {"Watching %d payments. Ctrl+C ends.", "កំពុងតាមដានការបង់ប្រាក់ %d។ Ctrl+C ដើម្បីបញ្ចប់។"},
	CLIWatched:      {"%d watched: %d paid now, %d unclaimed, %d without an answer.", "តាមដាន %d៖ បានទទួល %d មិនទាន់ផ្គូផ្គង %d គ្មានចម្លើយ %d។"},
	CLIJournalOK:    {"The journal is whole: %d rows, head %s.", "កំណត់ហេតុពេញលេញ៖ %d ជួរ ចុងខ្សែ %s។"},
	CLITraining:     {"Nothing is set up yet: the till opens in training mode.", "មិនទាន់រៀបចំអ្វីទេ៖ បញ្ជរបើកក្នុងរបៀបហ្វឹកហាត់។"},
	ReportDay:       {"Business day", "ថ្ងៃអាជីវកម្ម"},
	ReportMade:      {"Made", "ធ្វើនៅ"},
	ReportTill:      {"Till", "បញ្ជរ"},
	ReportReceipts:  {"Receipts", "វិក្កយបត្រ"},
	ReportSales:     {"Sales", "ការលក់"},
	ReportJournal:   {"Journal", "កំណត់ហេតុ"},
	QRRefused:       {"Refused", "ត្រូវបានបដិសេធ"},
	QROpen:          {"Still open", "នៅបើក"},
	QRUnknown:       {"Outcome unknown", "មិនដឹងលទ្ធផល"},
	DoctorDisplay:   {"Display", "អេក្រង់"},
	DoctorFonts:     {"Fonts", "ពុម្ពអក្សរ"},
	DoctorData:      {"Data folder", "ថតទិន្នន័យ"},
	DoctorSecrets:   {"Keys kept in", "សោរក្សាទុកក្នុង"},
	DoctorGateway:   {"Bank link", "តភ្ជាប់ធនាគារ"},
	DoctorPrinter:   {"Printer", "ម៉ាស៊ីនបោះពុម្ព"},
	DoctorClock:     {"Clock", "នាឡិកា"},
	DoctorDisk:      {"Free disk", "ថាសទំនេរ"},
	DoctorBackup:    {"Backup", "បម្រុងទុក"},
	DoctorNoBackup:  {"this version makes none; copy the data folder while the till is closed", "កំណែនេះមិនទាន់ធ្វើ សូមចម្លងថតទិន្នន័យពេលបញ្ជរបិទ"},
	DoctorNoDisplay: {"none: make run starts a virtual one", "គ្មាន៖ make run បើកអេក្រង់និម្មិត"},
	DoctorNotSetUp:  {"not set up", "មិនទាន់រៀបចំ"},
}
