package words

// The audit: what people do beside plain sales.
const (
	AuditTitle     Key = "audit_title"
	AuditHint      Key = "audit_hint"
	AuditEvents    Key = "audit_events"
	AuditNothing   Key = "audit_nothing"
	AuditMore      Key = "audit_more"
	AuditNobody    Key = "audit_nobody"
	AuditSeen      Key = "audit_seen"
	AuditBroken    Key = "audit_broken"
	AuditNotOut    Key = "audit_not_out"
	AuditFromTo    Key = "audit_from_to"
	AuditDefault   Key = "audit_default"
	AuditByPerson  Key = "audit_by_person"
	AuditRemoved   Key = "audit_removed"
	AuditCleared   Key = "audit_cleared"
	AuditChanged   Key = "audit_changed"
	AuditRaised    Key = "audit_raised"
	AuditCopies    Key = "audit_copies"
	AuditLooked    Key = "audit_looked"
	AuditDrawer    Key = "audit_drawer"
	AuditWrongPINs Key = "audit_wrong_pins"
	AuditTo        Key = "audit_to"
	ReportTraces   Key = "report_traces"
	ReportAway     Key = "report_away"
	TraceRemoved   Key = "trace_removed"
	TraceCleared   Key = "trace_cleared"
	TraceAside     Key = "trace_aside"
	TraceHeld      Key = "trace_held"
	TraceGivenUp   Key = "trace_given_up"
	TraceDropped   Key = "trace_dropped"
	TracePrice     Key = "trace_price"
	TraceLowered   Key = "trace_lowered"
	TraceRaised    Key = "trace_raised"
	TraceDiscount  Key = "trace_discount"
	TraceReprinted Key = "trace_reprinted"
	TraceViewed    Key = "trace_viewed"
	TraceCopied    Key = "trace_copied"
	TraceZAgain    Key = "trace_z_again"
	TraceZViewed   Key = "trace_z_viewed"
	TraceZCopied   Key = "trace_z_copied"
	TraceNoSale    Key = "trace_no_sale"
	TraceTested    Key = "trace_tested"
	TraceSetting   Key = "trace_setting"
	TraceWrongPIN  Key = "trace_wrong_pin"
	TraceClock     Key = "trace_clock"
	TraceAway      Key = "trace_away"
	TraceBrokeOff  Key = "trace_broke_off"
	TraceTraining  Key = "trace_training"
	TraceTrained   Key = "trace_trained"
	TraceFolder    Key = "trace_folder"
	ReportTrained  Key = "report_trained"
	ReportFolders  Key = "report_folders"
	ReportBroken   Key = "report_broken"
	TraceOverride  Key = "trace_override"
	TraceApproval  Key = "trace_approval"
	TraceFloat     Key = "trace_float"
	TraceHandover  Key = "trace_handover"
	TraceClose     Key = "trace_close"
)

var auditWords = map[Key]entry{
	AuditTitle:     {"Audit", "សវនកម្ម"},
	AuditHint:      {"By person and day: removed lines, copies, drawer, settings", "តាមឈ្មោះ និងថ្ងៃ៖ មុខដែលបានលុប ច្បាប់ចម្លង ថតប្រាក់ ការកំណត់"},
	AuditEvents:    {"One by one", "ម្ដងមួយៗ"},
	AuditNothing:   {"There is nothing to tell of these days.", "គ្មានអ្វីត្រូវរាយការណ៍សម្រាប់ថ្ងៃទាំងនេះទេ។"},
	AuditMore:      {"(%s more, counted above)", "(%s ទៀត បានរាប់ខាងលើរួចហើយ)"},
	AuditNobody:    {"Nobody signed in", "គ្មានអ្នកចូលប្រើ"},
	AuditSeen:      {"seen by the customer", "អតិថិជនបានឃើញ"},
	AuditBroken:    {"the till was switched off", "បានបិទបញ្ជរ"},
	AuditNotOut:    {"the first was said not to have come out", "គេថាសន្លឹកទីមួយមិនបានចេញ"},
	AuditFromTo:    {"from %s to %s", "ពី %s ទៅ %s"},
	AuditDefault:   {"default", "តម្លៃលំនាំដើម"},
	AuditByPerson:  {"By person", "តាមឈ្មោះ"},
	AuditRemoved:   {"Lines removed", "មុខដែលបានលុប"},
	AuditCleared:   {"cleared or given up: %s", "លុប ឬបោះបង់៖ %s"},
	AuditChanged:   {"Changed after shown", "ប្ដូរក្រោយបង្ហាញ"},
	AuditRaised:    {"quantity raised: %s", "បន្ថែមចំនួន៖ %s"},
	AuditCopies:    {"Copies of receipts or Z", "ច្បាប់ចម្លងវិក្កយបត្រ ឬ Z"},
	AuditLooked:    {"only looked at: %s", "គ្រាន់តែមើល៖ %s"},
	AuditDrawer:    {"Drawer without a sale", "បើកថតគ្មានការលក់"},
	AuditWrongPINs: {"wrong PINs: %s", "លេខសម្ងាត់ខុស៖ %s"},
	AuditTo:        {"to %s", "ទៅ %s"},
	ReportTraces:   {"Beside the sales", "ក្រៅពីការលក់"},
	ReportAway:     {"Till closed for over 30 minutes", "បិទបញ្ជរលើសពី 30 នាទី"},
	TraceRemoved:   {"Line removed", "លុបមុខទំនិញ"},
	TraceCleared:   {"Bill cleared", "លុបវិក្កយបត្រទាំងមូល"},
	TraceAside:     {"Bill put aside", "ទុកវិក្កយបត្រឱ្យរង់ចាំ"},
	TraceHeld:      {"Bill that had waited cleared", "លុបវិក្កយបត្រដែលបានរង់ចាំ"},
	TraceGivenUp:   {"Bill given up after its total was shown", "បោះបង់វិក្កយបត្រក្រោយបង្ហាញសរុប"},
	TraceDropped:   {"Sale given up before payment", "បោះបង់ការលក់មុនបង់ប្រាក់"},
	TracePrice:     {"Price changed after it was shown", "ប្ដូរតម្លៃក្រោយបង្ហាញ"},
	TraceLowered:   {"Quantity lowered after it was shown", "បន្ថយចំនួនក្រោយបង្ហាញ"},
	TraceRaised:    {"Quantity raised after it was shown", "បន្ថែមចំនួនក្រោយបង្ហាញ"},
	TraceDiscount:  {"Discount changed after it was shown", "ប្ដូរការបញ្ចុះតម្លៃក្រោយបង្ហាញ"},
	TraceReprinted: {"Receipt or Z printed again", "បោះពុម្ពវិក្កយបត្រ ឬ Z ឡើងវិញ"},
	TraceViewed:    {"Receipt or Z looked at", "មើលវិក្កយបត្រ ឬ Z"},
	TraceCopied:    {"Receipt or Z copied elsewhere", "ចម្លងវិក្កយបត្រ ឬ Z ទៅកន្លែងផ្សេង"},
	TraceZAgain:    {"Z report printed again", "បោះពុម្ពរបាយការណ៍ Z ឡើងវិញ"},
	TraceZViewed:   {"Z report looked at", "មើលរបាយការណ៍ Z"},
	TraceZCopied:   {"Z report copied elsewhere", "ចម្លងរបាយការណ៍ Z ទៅកន្លែងផ្សេង"},
	TraceNoSale:    {"Drawer opened without a sale", "បើកថតដោយគ្មានការលក់"},
	TraceTested:    {"Test page printed", "បោះពុម្ពទំព័រសាកល្បង"},
	TraceSetting:   {"Setting changed", "ប្ដូរការកំណត់"},
	TraceWrongPIN:  {"Wrong PIN", "លេខសម្ងាត់ខុស"},
	TraceClock:     {"Clock set", "កែម៉ោងកុំព្យូទ័រ"},
	TraceAway:      {"Till closed within a shift", "បិទបញ្ជរក្នុងវេន"},
	TraceBrokeOff:  {"Till broke off", "បញ្ជរដាច់កណ្ដាល"},
	TraceTraining:  {"Training begun", "ចាប់ផ្ដើមហ្វឹកហាត់"},
	TraceTrained:   {"Training", "ហ្វឹកហាត់"},
	TraceFolder:    {"Another data folder used", "បានប្រើថតទិន្នន័យផ្សេង"},
	ReportTrained:  {"In training", "ពេលហ្វឹកហាត់"},
	ReportFolders:  {"Other data folders on this computer", "ថតទិន្នន័យផ្សេងលើកុំព្យូទ័រនេះ"},
	ReportBroken:   {"broke off", "ដាច់កណ្ដាល"},
	TraceOverride:  {"Sold at another price than the catalogue’s", "លក់តម្លៃខុសពីបញ្ជី"},
	TraceApproval:  {"Approval given", "បានយល់ព្រម"},
	TraceFloat:     {"Float not as the last shift left it", "ប្រាក់ដើមខុសពីវេនមុនទុក"},
	TraceHandover:  {"Over or short at a handover", "លើស ឬខ្វះពេលប្រគល់វេន"},
	TraceClose:     {"Over or short at the close", "លើស ឬខ្វះពេលបិទវេន"},
}
