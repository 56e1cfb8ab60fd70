package words

// History in the window: past sales and the details of one.
const (
	PastTitle       Key = "past_title"
	PastFind        Key = "past_find"
	PastUnread      Key = "past_unread"
	PastNone        Key = "past_none"
	PastEmpty       Key = "past_empty"
	PastNoReceipt   Key = "past_no_receipt"
	PastPage        Key = "past_page"
	PastPaid        Key = "past_paid"
	PastRefunded    Key = "past_refunded"
	PastVoided      Key = "past_voided"
	PastWaiting     Key = "past_waiting"
	PastCancelled   Key = "past_cancelled"
	PastUnmatched   Key = "past_unclaimed"
	PastEvery       Key = "past_every"
	PastAllDays     Key = "past_all_days"
	PastToday       Key = "past_today"
	PastYesterday   Key = "past_yesterday"
	PastWeek        Key = "past_week"
	PastMonth       Key = "past_month"
	PastBack        Key = "past_back"
	PastReprint     Key = "past_reprint"
	PastSale        Key = "past_sale"
	PastJournal     Key = "past_journal"
	PastOpened      Key = "past_opened"
	PastAtRate      Key = "past_at_rate"
	PastPayments    Key = "past_payments"
	PastByHand      Key = "past_by_hand"
	PastRow         Key = "past_row"
	VoidSale        Key = "void_sale"
	VoidNotNow      Key = "void_not_now"
	WillVoid        Key = "will_void"
	DidVoid         Key = "did_void"
	HelpHistory     Key = "help_history"
	FactSaleOpened  Key = "fact_sale_opened"
	FactCompleted   Key = "fact_completed"
	FactDropped     Key = "fact_dropped"
	FactPart        Key = "fact_part"
	FactReopened    Key = "fact_reopened"
	FactReserved    Key = "fact_reserved"
	FactMoved       Key = "fact_moved"
	FactUnmatched   Key = "fact_unclaimed"
	FactResolved    Key = "fact_settled"
	FactNoted       Key = "fact_noted"
	FactAlert       Key = "fact_alarm"
	FactAlertRead   Key = "fact_alarm_read"
	FactPrintQueued Key = "fact_print_queued"
	FactPrintBegun  Key = "fact_print_begun"
	FactPrintEnded  Key = "fact_print_ended"
	FactReprinted   Key = "fact_reprinted"
	FactViewed      Key = "fact_viewed"
	FactCopied      Key = "fact_copied"
	FactRefunded    Key = "fact_refunded"
	FactVoided      Key = "fact_voided"
	PrintOfReceipt  Key = "print_of_receipt"
	PrintOfSlip     Key = "print_of_slip"
	PrintOfDrawer   Key = "print_of_drawer"
	MovedReserved   Key = "moved_reserved"
	MovedRequested  Key = "moved_requested"
	MovedShown      Key = "moved_shown"
	MovedPaid       Key = "moved_paid"
	MovedExpired    Key = "moved_expired"
	MovedCancelled  Key = "moved_cancelled"
	MovedRefused    Key = "moved_refused"
	MovedUnmatched  Key = "moved_unclaimed"
	MovedResolved   Key = "moved_settled"
	MovedUnknown    Key = "moved_unknown"
)

var pastWords = map[Key]entry{
	PastTitle:       {"History", "ប្រវត្តិលក់"},
	PastFind:        {"Find: R-187 · 3.50 · 14,000 · 23/11 · 20/11-23/11 · 14:30 · paid", "រក៖ R-187 · 3.50 · 14,000 · 23/11 · 20/11-23/11 · 14:30 · បានបង់"},
	PastUnread:      {"A receipt (R-187), an amount (3.50, 14,000), a day (23/11), two days (20/11-23/11), a time (14:30), a payment’s number, or a word such as paid or refunded: one or several of these find sales.", "វាយលេខវិក្កយបត្រ (R-187) ចំនួនទឹកប្រាក់ (3.50, 14,000) ថ្ងៃ (23/11) ចន្លោះថ្ងៃ (20/11-23/11) ម៉ោង (14:30) លេខការបង់ប្រាក់ ឬពាក្យដូចជា បានបង់ បានសងវិញ៖ អាចវាយច្រើនរួមគ្នា។"},
	PastNone:        {"No sale is like this.", "គ្មានការលក់ដូច្នេះទេ។"},
	PastEmpty:       {"No sale has been made yet. They stand here, the newest first.", "មិនទាន់មានការលក់ទេ។ ការលក់នឹងបង្ហាញនៅទីនេះ ថ្មីបំផុតមុនគេ។"},
	PastNoReceipt:   {"This sale was not completed: it has no receipt", "ការលក់នេះមិនបានបញ្ចប់ទេ៖ គ្មានវិក្កយបត្រ"},
	PastPage:        {"Page %s · ↑ ↓ choose · Enter opens", "ទំព័រ %s · ↑ ↓ ជ្រើស · Enter បើក"},
	PastPaid:        {"Paid", "បានបង់"},
	PastRefunded:    {"Refunded", "បានសងវិញ"},
	PastVoided:      {"Voided", "បានលុបចោល"},
	PastWaiting:     {"Waiting", "កំពុងរង់ចាំ"},
	PastCancelled:   {"Cancelled", "បានបោះបង់"},
	PastUnmatched:   {"Unclaimed", "មិនទាន់ផ្គូផ្គង"},
	PastEvery:       {"Every state", "គ្រប់ស្ថានភាព"},
	PastAllDays:     {"All days", "គ្រប់ថ្ងៃ"},
	PastToday:       {"Today", "ថ្ងៃនេះ"},
	PastYesterday:   {"Yesterday", "ម្សិលមិញ"},
	PastWeek:        {"7 days", "7 ថ្ងៃ"},
	PastMonth:       {"This month", "ខែនេះ"},
	PastBack:        {"%s back", "សងវិញ %s"},
	PastReprint:     {"Reprint", "បោះពុម្ពឡើងវិញ"},
	PastSale:        {"Sale", "ការលក់"},
	PastJournal:     {"Journal", "កំណត់ហេតុ"},
	PastOpened:      {"Opened", "បើកនៅ"},
	PastAtRate:      {"at %s", "តាមអត្រា %s"},
	PastPayments:    {"Payments", "ការបង់ប្រាក់"},
	PastByHand:      {"by hand: %s", "ដោយដៃ៖ %s"},
	PastRow:         {"# %s", "# %s"},
	VoidSale:        {"Void the sale", "លុបចោលការលក់"},
	VoidNotNow:      {"A sale is voided whole, before anything of it went back and before its Z report", "លុបចោលបានតែការលក់ទាំងមូល មុនសងវិញ និងមុនរបាយការណ៍ Z"},
	WillVoid:        {"%s goes back for receipt %s, and the whole sale counts as voided.", "សងវិញ %s សម្រាប់វិក្កយបត្រ %s ហើយការលក់ទាំងមូលត្រូវបានលុបចោល។"},
	DidVoid:         {"Voided: %s back. Its receipt is %s.", "បានលុបចោល៖ សងវិញ %s។ វិក្កយបត្រគឺ %s។"},
	HelpHistory:     {"History: find a sale, reprint, refund", "ប្រវត្តិលក់៖ រក បោះពុម្ពឡើងវិញ សងវិញ"},
	FactSaleOpened:  {"Sale charged: %s", "គិតលុយ៖ %s"},
	FactCompleted:   {"Sale completed: receipt %s", "បញ្ចប់ការលក់៖ វិក្កយបត្រ %s"},
	FactDropped:     {"Sale given up", "បោះបង់ការលក់"},
	FactPart:        {"Paid in part", "បានបង់មួយផ្នែក"},
	FactReopened:    {"Charged anew", "គិតលុយម្ដងទៀត"},
	FactReserved:    {"Payment %s asked for %s", "ការបង់ប្រាក់ %s ស្នើសុំ %s"},
	FactMoved:       {"Payment: %s", "ការបង់ប្រាក់៖ %s"},
	FactUnmatched:   {"Money that no sale has", "ប្រាក់ដែលមិនទាន់ផ្គូផ្គង"},
	FactResolved:    {"Unclaimed money settled", "ប្រាក់មិនទាន់ផ្គូផ្គងត្រូវបានដោះស្រាយ"},
	FactNoted:       {"Note on unclaimed money", "កំណត់ចំណាំលើប្រាក់មិនទាន់ផ្គូផ្គង"},
	FactAlert:       {"Alarm", "ការជូនដំណឹង"},
	FactAlertRead:   {"Alarm read", "បានអានការជូនដំណឹង"},
	FactPrintQueued: {"To the printer: %s", "ផ្ញើទៅម៉ាស៊ីនបោះពុម្ព៖ %s"},
	FactPrintBegun:  {"Printer begins: %s", "ម៉ាស៊ីនបោះពុម្ពចាប់ផ្ដើម៖ %s"},
	FactPrintEnded:  {"Printer is done: %s", "ម៉ាស៊ីនបោះពុម្ពរួចរាល់៖ %s"},
	FactReprinted:   {"Receipt printed again", "បោះពុម្ពវិក្កយបត្រឡើងវិញ"},
	FactViewed:      {"Receipt opened on the screen", "បើកមើលវិក្កយបត្រលើអេក្រង់"},
	FactCopied:      {"Receipt copied elsewhere", "ចម្លងវិក្កយបត្រទៅកន្លែងផ្សេង"},
	FactRefunded:    {"%s went back: receipt %s", "សងវិញ %s៖ វិក្កយបត្រ %s"},
	FactVoided:      {"Sale voided, %s back: receipt %s", "លុបចោលការលក់ សងវិញ %s៖ វិក្កយបត្រ %s"},
	PrintOfReceipt:  {"receipt", "វិក្កយបត្រ"},
	PrintOfSlip:     {"QR slip", "ក្រដាស QR"},
	PrintOfDrawer:   {"drawer", "ថតប្រាក់"},
	MovedReserved:   {"reserved", "បានកក់លេខ"},
	MovedRequested:  {"asked the bank", "បានស្នើទៅធនាគារ"},
	MovedShown:      {"code shown", "បានបង្ហាញកូដ"},
	MovedPaid:       {"paid", "បានបង់"},
	MovedExpired:    {"expired", "ផុតកំណត់"},
	MovedCancelled:  {"cancelled", "បានបោះបង់"},
	MovedRefused:    {"refused", "បានបដិសេធ"},
	MovedUnmatched:  {"money that no sale has", "ប្រាក់មិនទាន់ផ្គូផ្គង"},
	MovedResolved:   {"settled", "បានដោះស្រាយ"},
	MovedUnknown:    {"outcome unknown", "មិនដឹងលទ្ធផល"},
}
