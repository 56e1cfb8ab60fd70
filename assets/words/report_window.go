package words

// Reports in the window.
const (
	ReportsTitle    Key = "reports_title"
	ReportNow       Key = "report_now"
	ReportNowHint   Key = "report_now_hint"
	ReportsSignIn   Key = "reports_sign_in"
	ReportToday     Key = "report_today"
	ReportZ         Key = "report_z"
	ReportNoDay     Key = "report_no_day"
	ReportDayBefore Key = "report_day_before"
	ReportZHint     Key = "report_z_hint"
	ReportOneDay    Key = "report_one_day"
	ReportDays      Key = "report_days"
	ReportDaysHint  Key = "report_days_hint"
	ReportKey       Key = "report_key"
	FieldZ          Key = "field_z"
	FieldDay        Key = "field_day"
	FieldFirstDay   Key = "field_first_day"
	FieldLastDay    Key = "field_last_day"
	ReportWorking   Key = "report_working"
	ReportPart      Key = "report_part"
	ReportStop      Key = "report_stop"
	ReportStopped   Key = "report_stopped"
	ReportExport    Key = "report_export"
	ReportAsFile    Key = "report_as_file"
	ReportFiled     Key = "report_filed"
	ReportFiling    Key = "report_filing"
	ReportPaper     Key = "report_paper"
	ReportNothing   Key = "report_nothing"
	ReportWeighed   Key = "report_weighed"
	ReportPageOf    Key = "report_page_of"
	ReportSalesOf   Key = "report_sales_of"
	ReportByTender  Key = "report_by_tender"
	ReportByMonth   Key = "report_by_month"
	ReportByKHQR    Key = "report_by_khqr"
	ReportOfAll     Key = "report_of_all"
	ReportLate      Key = "report_late"
	ReportNoLate    Key = "report_no_late"
	ReportCount     Key = "report_count"
	ChartHour       Key = "chart_hour"
	ChartDay        Key = "chart_day"
	ChartCategory   Key = "chart_category"
	ChartTender     Key = "chart_tender"
	ChartCashier    Key = "chart_cashier"
	ChartItem       Key = "chart_item"
	HelpReport      Key = "help_report"
)

var reportWindowWords = map[Key]entry{
	ReportsTitle:    {"Reports", "របាយការណ៍"},
	ReportNow:       {"X report", "របាយការណ៍ X"},
	ReportsSignIn:   {"Reports are for a manager or the owner: sign in first, Ctrl+L", "របាយការណ៍មានសម្រាប់អ្នកគ្រប់គ្រង ឬម្ចាស់ហាង៖ សូមចូលប្រើបញ្ជរជាមុនសិន Ctrl+L"},
	ReportNowHint:   {"What was sold since the last Z report, as it stands now", "អ្វីដែលបានលក់តាំងពីរបាយការណ៍ Z ចុងក្រោយ មកដល់ឥឡូវ"},
	ReportToday:     {"Today", "ថ្ងៃនេះ"},
	ReportZ:         {"A Z report", "របាយការណ៍ Z មួយ"},
	ReportNoDay:     {"“%s” is not a day. Write it as 23/11 or 23/11/2026.", "“%s” មិនមែនជាថ្ងៃទេ។ សូមវាយដូចជា 23/11 ឬ 23/11/2026។"},
	ReportDayBefore: {"The last day, %s, comes before the first.", "ថ្ងៃចុងក្រោយ %s មកមុនថ្ងៃដំបូង។"},
	ReportZHint:     {"By its number, as it was stored", "តាមលេខរបស់វា ដូចដែលបានរក្សាទុក"},
	ReportOneDay:    {"One day", "មួយថ្ងៃ"},
	ReportDays:      {"From day to day", "ពីថ្ងៃមួយដល់ថ្ងៃមួយ"},
	ReportDaysHint:  {"A week, a month, a year; Esc stops a long one", "សប្ដាហ៍ ខែ ឆ្នាំ; Esc បញ្ឈប់របាយការណ៍វែង"},
	ReportKey:       {"Reports", "របាយការណ៍"},
	FieldZ:          {"Number of the Z report", "លេខរបាយការណ៍ Z"},
	FieldDay:        {"Day, such as 23/11 or 23/11/2026", "ថ្ងៃ ដូចជា 23/11 ឬ 23/11/2026"},
	FieldFirstDay:   {"First day, such as 1/11", "ថ្ងៃដំបូង ដូចជា 1/11"},
	FieldLastDay:    {"Last day, such as 30/11", "ថ្ងៃចុងក្រោយ ដូចជា 30/11"},
	ReportWorking:   {"Adding up …", "កំពុងបូកសរុប …"},
	ReportPart:      {"Adding up: part %s of %s · %s", "កំពុងបូកសរុប៖ ផ្នែកទី %s នៃ %s · %s"},
	ReportStop:      {"Stop", "បញ្ឈប់"},
	ReportStopped:   {"The report was stopped. Nothing was changed.", "បានបញ្ឈប់របាយការណ៍។ គ្មានអ្វីផ្លាស់ប្ដូរទេ។"},
	ReportExport:    {"Export", "នាំចេញ"},
	ReportAsFile:    {"Write it as: 1 CSV · 2 Excel · 3 PDF · Esc: not now", "សរសេរជា៖ 1 CSV · 2 Excel · 3 PDF · Esc៖ មិនទាន់"},
	ReportFiled:     {"Written: %s", "បានសរសេរ៖ %s"},
	ReportFiling:    {"Writing …", "កំពុងសរសេរ …"},
	ReportPaper:     {"Print", "បោះពុម្ព"},
	ReportNothing:   {"Nothing was sold.", "មិនបានលក់អ្វីទេ។"},
	ReportWeighed:   {"Bars: dollars and riel together, at %s", "របារ៖ ដុល្លារ និងរៀលរួមគ្នា តាមអត្រា %s"},
	ReportPageOf:    {"%s to %s of %s · the same key goes on", "%s ដល់ %s នៃ %s · ចុចគ្រាប់ដដែលដើម្បីបន្ត"},
	ReportSalesOf:   {"Sales %s", "ការលក់ %s"},
	ReportByTender:  {"By tender", "តាមមធ្យោបាយបង់"},
	ReportByMonth:   {"By month", "តាមខែ"},
	ReportByKHQR:    {"By KHQR", "តាម KHQR"},
	ReportOfAll:     {"%s of %s payments", "%s នៃការបង់ %s"},
	ReportLate:      {"Unclaimed money", "ប្រាក់មិនទាន់ផ្គូផ្គង"},
	ReportNoLate:    {"all money has its sale", "ប្រាក់ទាំងអស់មានការលក់របស់វា"},
	ReportCount:     {"× %s · average %s", "× %s · មធ្យម %s"},
	ChartHour:       {"Hour", "ម៉ោង"},
	ChartDay:        {"Day", "ថ្ងៃ"},
	ChartCategory:   {"Category", "ប្រភេទ"},
	ChartTender:     {"Tender", "ការបង់"},
	ChartCashier:    {"Cashier", "អ្នកលក់"},
	ChartItem:       {"Item", "ទំនិញ"},
	HelpReport:      {"Reports with charts: X, Z, days; print, export", "របាយការណ៍ជាមួយក្រាហ្វ៖ X, Z, ថ្ងៃ; បោះពុម្ព នាំចេញ"},
}
