package words

// The commands and the text report.
const (
	CLIAsking           Key = "cli_asking"
	CLIScan             Key = "cli_scan"
	CLISoldCash         Key = "cli_sold_cash"
	CLIChange           Key = "cli_change"
	CLISawNumbers       Key = "cli_saw_numbers"
	CLIPaid             Key = "cli_paid"
	CLINotPaid          Key = "cli_not_paid"
	CLIWatching         Key = "cli_watching"
	CLIWatched          Key = "cli_watched"
	CLIJournalOK        Key = "cli_journal_ok"
	CLISecretKept       Key = "cli_secret_kept"
	CLISecretUnknown    Key = "cli_secret_unknown"
	CLIPicture          Key = "cli_picture"
	CLITraining         Key = "cli_training"
	CLIShiftOpen        Key = "cli_shift_open"
	CLIShiftNone        Key = "cli_shift_none"
	CLIDrawer           Key = "cli_drawer"
	CLIRefunded         Key = "cli_refunded"
	CLIGiveBack         Key = "cli_give_back"
	CLIApproves         Key = "cli_approves"
	CLILinePart         Key = "cli_line_part"
	CLILineAgain        Key = "cli_line_again"
	ReportDay           Key = "report_day"
	ReportMade          Key = "report_made"
	ReportTill          Key = "report_till"
	ReportReceipts      Key = "report_receipts"
	ReportSales         Key = "report_sales"
	ReportJournal       Key = "report_journal"
	ReportDiffers       Key = "report_differs"
	QRRefused           Key = "qr_refused"
	QROpen              Key = "qr_open"
	QRUnknown           Key = "qr_unknown"
	DoctorDisplay       Key = "doctor_display"
	DoctorFonts         Key = "doctor_fonts"
	DoctorData          Key = "doctor_data"
	DoctorSecrets       Key = "doctor_secrets"
	DoctorGateway       Key = "doctor_gateway"
	DoctorRoute         Key = "doctor_route"
	DoctorRouteDirect   Key = "doctor_route_direct"
	DoctorRouteProxy    Key = "doctor_route_proxy"
	DoctorRouteSystem   Key = "doctor_route_system"
	DoctorRouteFile     Key = "doctor_route_file"
	DoctorRouteIgnored  Key = "doctor_route_ignored"
	DoctorTestGateway   Key = "doctor_test_gateway"
	DoctorPrinter       Key = "doctor_printer"
	DoctorClock         Key = "doctor_clock"
	DoctorDisk          Key = "doctor_disk"
	DoctorBackup        Key = "doctor_backup"
	DoctorNoBackup      Key = "doctor_no_backup"
	DoctorNoDisplay     Key = "doctor_no_display"
	DoctorNotSetUp      Key = "doctor_not_set_up"
	CLIUnknownYet       Key = "cli_unknown_yet"
	CLISeeHelp          Key = "cli_see_help"
	CLINameAs           Key = "cli_name_as"
	CLINameBy           Key = "cli_name_by"
	CLILockHolder       Key = "cli_lock_holder"
	CLINone             Key = "cli_none"
	CLISecretByInput    Key = "cli_secret_by_input"
	CLISecretMissing    Key = "cli_secret_missing"
	CLIWaitsBank        Key = "cli_waits_bank"
	CLIWaitsProblem     Key = "cli_waits_problem"
	CLIWaitsMoney       Key = "cli_waits_money"
	CLIWaitsPrinter     Key = "cli_waits_printer"
	CLIMoved            Key = "cli_moved"
	CLIFloatDiffers     Key = "cli_float_differs"
	CLIFloatRight       Key = "cli_float_right"
	CLISettingSet       Key = "cli_setting_set"
	CLIAskSecret        Key = "cli_ask_secret"
	CLIPINFromInput     Key = "cli_pin_from_input"
	CLIAskManager       Key = "cli_ask_manager"
	CLIAskPayee         Key = "cli_ask_payee"
	CLIPayeeHint        Key = "cli_payee_hint"
	CLIPayeeConfirmed   Key = "cli_payee_confirmed"
	CLIPayeeDenied      Key = "cli_payee_denied"
	CLIPayeeEnded       Key = "cli_payee_ended"
	CLIPayeeWhich       Key = "cli_payee_which"
	CLIPayeeIs          Key = "cli_payee_is"
	CLIPayeeWaits       Key = "cli_payee_waits"
	CLIPayeeOpen        Key = "cli_payee_open"
	CLILinkReady        Key = "cli_link_ready"
	CLIResolved         Key = "cli_settled"
	CLIResolvedSale     Key = "cli_settled_sale"
	CLIMarked           Key = "cli_marked"
	CLINoted            Key = "cli_noted"
	CLIResolveHow       Key = "cli_settle_how"
	CLIReferenceAlone   Key = "cli_reference_alone"
	CLIAgeDays          Key = "cli_age_days"
	CLIAgeHours         Key = "cli_age_hours"
	CLIAgeMinutes       Key = "cli_age_minutes"
	CLIAlertRead        Key = "cli_alarm_read"
	CLIAlertUnread      Key = "cli_alarm_unread"
	CLIJSONOnce         Key = "cli_json_once"
	CLIKeyMissing       Key = "cli_key_missing"
	CLIFlagMissing      Key = "cli_flag_missing"
	CLIFlagEmpty        Key = "cli_flag_empty"
	CLITrainingClosed   Key = "cli_training_closed"
	ColPayment          Key = "col_payment"
	ColTime             Key = "col_time"
	ColAmount           Key = "col_amount"
	ColState            Key = "col_state"
	ColReceipt          Key = "col_receipt"
	ColProblem          Key = "col_problem"
	ColUnmatched        Key = "col_unclaimed"
	ColAsked            Key = "col_asked"
	ColSince            Key = "col_since"
	ColAge              Key = "col_age"
	ColWhy              Key = "col_why"
	ColTender           Key = "col_tender"
	ColCurrency         Key = "col_currency"
	ColAccount          Key = "col_account"
	ColName             Key = "col_name"
	CLIPrinted          Key = "cli_printed"
	CLIUnverified       Key = "cli_unverified"
	CLISawHint          Key = "cli_saw_hint"
	CLIAskSaw           Key = "cli_ask_saw"
	CLIPrinterReady     Key = "cli_printer_ready"
	ColAlert            Key = "col_alarm"
	ColTimes            Key = "col_times"
	ColHappened         Key = "col_happened"
	ColRead             Key = "col_read"
	DoctorAlerts        Key = "doctor_alarms"
	DoctorUnread        Key = "doctor_unread"
	DoctorUnmatched     Key = "doctor_unclaimed"
	DoctorUnmatchedN    Key = "doctor_unclaimed_n"
	DoctorPayees        Key = "doctor_payees"
	DoctorPayeeOpen     Key = "doctor_payee_open"
	DoctorWebhook       Key = "doctor_webhook"
	DoctorOff           Key = "doctor_off"
	DoctorListening     Key = "doctor_listening"
	DoctorNotListening  Key = "doctor_not_listening"
	DoctorPIN           Key = "doctor_pin"
	DoctorPINNone       Key = "doctor_pin_none"
	DoctorAllRead       Key = "doctor_all_read"
	DoctorBarcodes      Key = "doctor_barcodes"
	DoctorShared        Key = "doctor_shared"
	CLIWebKitInvalid    Key = "cli_webkit_invalid"
	CLIWebKitPayment    Key = "cli_webkit_payment"
	CLIListening        Key = "cli_listening"
	CLIOneProfile       Key = "cli_one_profile"
	CLIKeySource        Key = "cli_key_source"
	CLIWebhookElsewhere Key = "cli_webhook_elsewhere"
	CLIEmulateAddress   Key = "cli_emulate_address"
	CLIEmulatePublic    Key = "cli_emulate_public"
	CLIEmulateHTTP      Key = "cli_emulate_http"
	CLILifetimeShort    Key = "cli_lifetime_short"
	CLIMisread          Key = "cli_misread"
	DoctorNoAPIKey      Key = "doctor_no_api_key"
	CLIPaperWaits       Key = "cli_paper_waits"
	CLIUnfinished       Key = "cli_unfinished"
	CLIStopped          Key = "cli_stopped"
	CLIStoppedHint      Key = "cli_stopped_hint"
	CLIInterrupted      Key = "cli_interrupted"
	CLIInterruptedHint  Key = "cli_interrupted_hint"
	CLINotClosed        Key = "cli_not_closed"
	CLIExpiresShort     Key = "cli_expires_short"
)

var cliWords = map[Key]entry{
	CLIAsking:           {"Asking the bank for a code of %s (payment %s) …", "កំពុងស្នើកូដ %s ពីធនាគារ (លេខបង់ប្រាក់ %s) …"},
	CLIScan:             {"Scan to pay %s (%s). Waiting for the bank …", "សូមស្កេនដើម្បីបង់ទៅ %s (%s)។ កំពុងរង់ចាំធនាគារ …"},
	CLISoldCash:         {"Sold for %s in cash. Receipt %s.", "បានលក់ជាសាច់ប្រាក់ %s។ វិក្កយបត្រ %s។"},
	CLIChange:           {"Change: %s", "ប្រាក់អាប់៖ %s"},
	CLISawNumbers:       {"The numbers of the test page are 1 to 4; --none says that nothing came out", "លេខនៃទំព័រសាកល្បងគឺ 1 ដល់ 4។ --none មានន័យថាគ្មានអ្វីចេញមកទេ"},
	CLIPaid:             {"Paid %s. Receipt %s.", "បានទទួលប្រាក់ %s។ វិក្កយបត្រ %s។"},
	CLINotPaid:          {"Not paid yet. psar watch, or the open till, goes on asking for payment %s.", "មិនទាន់បង់ប្រាក់។ psar watch ឬបញ្ជរដែលបើក នឹងសួរបន្តអំពីលេខបង់ប្រាក់ %s។"},
	CLIWatching:         {"Payments watched: %d. Ctrl+C ends.", "កំពុងតាមដានការបង់ប្រាក់ %d។ Ctrl+C ដើម្បីបញ្ចប់។"},
	CLIWatched:          {"%d watched: %d paid now, %d unclaimed, %d without an answer.", "តាមដាន %d៖ បានទទួល %d មិនទាន់ផ្គូផ្គង %d គ្មានចម្លើយ %d។"},
	CLIJournalOK:        {"The journal is whole: %d rows, head %s.", "កំណត់ហេតុពេញលេញ៖ %d ជួរ ចុងខ្សែ %s។"},
	CLITraining:         {"Nothing is set up yet: the till opens in training mode.", "មិនទាន់រៀបចំអ្វីទេ៖ បញ្ជរបើកក្នុងរបៀបហ្វឹកហាត់។"},
	CLIShiftOpen:        {"Shift %s, open since %s %s", "វេន %s បើកតាំងពី %s %s"},
	CLIShiftNone:        {"No shift is open; the next Z report is %s", "មិនទាន់បើកវេន; របាយការណ៍ Z បន្ទាប់គឺលេខ %s"},
	CLIDrawer:           {"In the drawer: %s", "ក្នុងថត៖ %s"},
	CLIRefunded:         {"%s went back for %s: receipt %s", "សង %s វិញសម្រាប់ %s៖ វិក្កយបត្រ %s"},
	CLIApproves:         {"To approve: %s", "ត្រូវយល់ព្រម៖ %s"},
	CLIGiveBack:         {"Give back: %s", "ប្រគល់វិញ៖ %s"},
	CLILineAgain:        {"--line names line %d more than once", "--line ដាក់បន្ទាត់ %d លើសពីម្តង"},
	CLILinePart:         {"--line takes LINE=QUANTITY, such as 2=1, not %s", "--line ត្រូវជា បន្ទាត់=បរិមាណ ដូចជា 2=1 មិនមែន %s ទេ"},
	ReportDay:           {"Business day", "ថ្ងៃអាជីវកម្ម"},
	ReportMade:          {"Made", "ធ្វើនៅ"},
	ReportTill:          {"Till", "បញ្ជរ"},
	ReportReceipts:      {"Receipts", "វិក្កយបត្រ"},
	ReportSales:         {"Sales", "ការលក់"},
	ReportJournal:       {"Journal", "កំណត់ហេតុ"},
	ReportDiffers:       {"NOT AS THE JOURNAL TELLS", "មិនដូចកំណត់ហេតុប្រាប់"},
	QRRefused:           {"Refused", "ត្រូវបានបដិសេធ"},
	QROpen:              {"Still open", "នៅបើក"},
	QRUnknown:           {"Outcome unknown", "មិនដឹងលទ្ធផល"},
	DoctorDisplay:       {"Display", "អេក្រង់"},
	DoctorFonts:         {"Fonts", "ពុម្ពអក្សរ"},
	DoctorData:          {"Data folder", "ថតទិន្នន័យ"},
	DoctorSecrets:       {"Keys kept in", "សោរក្សាទុកក្នុង"},
	DoctorGateway:       {"Bank link", "តភ្ជាប់ធនាគារ"},
	DoctorRoute:         {"Way to the bank", "ផ្លូវទៅធនាគារ"},
	DoctorRouteDirect:   {"no proxy", "គ្មានប្រូកស៊ី"},
	DoctorRouteProxy:    {"proxy %s (gateway.proxy)", "ប្រូកស៊ី %s (gateway.proxy)"},
	DoctorRouteSystem:   {"the system’s certificates", "វិញ្ញាបនបត្ររបស់ប្រព័ន្ធ"},
	DoctorRouteFile:     {"certificates in %s (gateway.ca_file)", "វិញ្ញាបនបត្រក្នុង %s (gateway.ca_file)"},
	DoctorRouteIgnored:  {"not used, though set in the environment: %s", "មិនប្រើ ទោះមានក្នុងបរិស្ថាន៖ %s"},
	DoctorTestGateway:   {"TEST GATEWAY on this machine, no bank: %s", "ច្រកសាកល្បងលើម៉ាស៊ីននេះ មិនមែនធនាគារ៖ %s"},
	DoctorPrinter:       {"Printer", "ម៉ាស៊ីនបោះពុម្ព"},
	DoctorClock:         {"Clock", "នាឡិកា"},
	DoctorDisk:          {"Free disk", "ថាសទំនេរ"},
	DoctorBackup:        {"Backup", "បម្រុងទុក"},
	DoctorNoBackup:      {"this version makes none; copy the data folder while the till is closed", "កំណែនេះមិនទាន់ធ្វើ សូមចម្លងថតទិន្នន័យពេលបញ្ជរបិទ"},
	DoctorNoDisplay:     {"none: make run starts a virtual one", "គ្មាន៖ make run បើកអេក្រង់និម្មិត"},
	DoctorNotSetUp:      {"not set up", "មិនទាន់រៀបចំ"},
	CLIUnknownYet:       {"The bank has not said yet what became of payment %s. psar watch, or the open till, goes on asking.", "ធនាគារមិនទាន់ប្រាប់លទ្ធផលនៃលេខបង់ប្រាក់ %s។ psar watch ឬបញ្ជរដែលបើក នឹងសួរបន្ត។"},
	CLISeeHelp:          {"See: psar %s--help", "សូមមើល៖ psar %s--help"},
	CLINameAs:           {"Say who by psar --as NAME …; the PIN is read from standard input.", "សូមប្រាប់ថាអ្នកណាដោយ psar --as NAME …; លេខសម្ងាត់អានពីការបញ្ចូលស្តង់ដារ។"},
	CLINameBy:           {"Say who by --by NAME; the PIN is read from standard input.", "សូមប្រាប់ថាអ្នកណាដោយ --by NAME; លេខសម្ងាត់អានពីការបញ្ចូលស្តង់ដារ។"},
	CLILockHolder:       {"The other one is process %v.", "កម្មវិធីនោះជាដំណើរការលេខ %v។"},
	CLINone:             {"(none)", "(គ្មាន)"},
	CLISecretByInput:    {"a secret is read from standard input, so that it stays out of the shell’s history", "កូដសម្ងាត់អានពីការបញ្ចូលស្តង់ដារ ដើម្បីកុំឱ្យនៅក្នុងប្រវត្តិពាក្យបញ្ជា"},
	CLISecretMissing:    {"nothing came on standard input; to remove it: psar settings set %s ''", "គ្មានអ្វីចូលមកពីការបញ្ចូលស្តង់ដារទេ; ដើម្បីលុបវា៖ psar settings set %s ''"},
	CLIWaitsBank:        {"Waiting for the bank’s answer, %d s so far. Ctrl+C ends the wait.", "កំពុងរង់ចាំចម្លើយធនាគារ %d វិនាទីហើយ។ Ctrl+C បញ្ចប់ការរង់ចាំ។"},
	CLIWaitsProblem:     {"Trying on, %d s so far: %s. Ctrl+C ends the wait.", "កំពុងព្យាយាមបន្ត %d វិនាទីហើយ៖ %s។ Ctrl+C បញ្ចប់ការរង់ចាំ។"},
	CLIWaitsMoney:       {"Waiting for the money, %d s so far. Ctrl+C ends the wait; the payment is watched on.", "កំពុងរង់ចាំប្រាក់ %d វិនាទីហើយ។ Ctrl+C បញ្ចប់ការរង់ចាំ ការបង់ប្រាក់នៅតែត្រូវតាមដាន។"},
	CLIWaitsPrinter:     {"Waiting, %d s so far, for the printer %s: look at its paper, cover and power. Ctrl+C ends the wait.", "កំពុងរង់ចាំ %d វិនាទីហើយ ម៉ាស៊ីនបោះពុម្ព %s៖ សូមមើលក្រដាស គម្រប និងភ្លើង។ Ctrl+C បញ្ចប់ការរង់ចាំ។"},
	CLIMoved:            {"%s %s: %s", "%s %s៖ %s"},
	CLIFloatDiffers:     {"There should be %s: %s.", "គួរមាន %s៖ %s។"},
	CLIFloatRight:       {"As it should be.", "ត្រូវនឹងចំនួនដែលគួរមាន។"},
	CLISecretKept:       {"(set)", "(បានកំណត់)"},
	CLISecretUnknown:    {"(unknown)", "(មិនទាន់ដឹង)"},
	CLIPicture:          {"(picture, %d bytes)", "(រូបភាព %d បៃ)"},
	CLISettingSet:       {"Set: %s", "បានកំណត់៖ %s"},
	CLIAskSecret:        {"The new value (it is not shown):", "តម្លៃថ្មី (មិនបង្ហាញ)៖"},
	CLIPrinted:          {"Printed: the printer says so.", "បោះពុម្ពហើយ៖ ម៉ាស៊ីនបោះពុម្ពបានបញ្ជាក់។"},
	CLIUnverified:       {"Sent. This printer does not say whether it printed: look at the paper.", "បានផ្ញើហើយ។ ម៉ាស៊ីននេះមិនប្រាប់ថាបានបោះពុម្ពឬទេ៖ សូមមើលក្រដាស។"},
	CLISawHint:          {"Then say which numbers came out as they should: psar printer saw 1 2 3 4", "បន្ទាប់មក សូមប្រាប់ថាលេខណាខ្លះចេញត្រឹមត្រូវ៖ psar printer saw 1 2 3 4"},
	CLIAskSaw:           {"Did %d come out: %s? Type yes or no:", "តើលេខ %d ចេញត្រឹមត្រូវឬទេ៖ %s? សូមវាយ yes ឬ no៖"},
	CLIPrinterReady:     {"%s: ready", "%s៖ រួចរាល់"},
	CLIPINFromInput:     {"The PIN is read from standard input.", "លេខសម្ងាត់អានពីការបញ្ចូលស្តង់ដារ។"},
	CLIAskManager:       {"Manager’s name:", "ឈ្មោះអ្នកគ្រប់គ្រង៖"},
	CLIAskPayee:         {"The %s codes pay %s (%s). Is this the shop’s own account? Type yes or no:", "កូដ KHQR រូបិយប័ណ្ណ %s បង់ទៅ %s (%s)។ តើនេះជាគណនីរបស់ហាងឬទេ? សូមវាយ yes ឬ no៖"},
	CLIPayeeHint:        {"A manager confirms it: psar payee confirm %s --by NAME", "អ្នកគ្រប់គ្រងបញ្ជាក់ដោយ៖ psar payee confirm %s --by ឈ្មោះ"},
	CLIPayeeConfirmed:   {"From now on the %s codes pay %s and nobody else.", "ចាប់ពីពេលនេះ កូដ %s បង់ទៅ %s តែប៉ុណ្ណោះ។"},
	CLIPayeeDenied:      {"Refused: no code that pays %s is shown. Call the payment service.", "បានបដិសេធ៖ កូដដែលបង់ទៅ %s មិនត្រូវបានបង្ហាញទេ។ សូមទូរស័ព្ទទៅសេវាបង់ប្រាក់។"},
	CLIPayeeEnded:       {"Payment %s, which had asked, is over. Charge again.", "ការបង់ប្រាក់ %s ដែលបានសួរ ត្រូវបានបញ្ចប់។ សូមបង្កើតកូដម្ដងទៀត។"},
	CLIPayeeWhich:       {"several accounts wait; name one with --account: %s", "មានគណនីច្រើនរង់ចាំ; សូមជ្រើសមួយដោយ --account៖ %s"},
	CLIPayeeIs:          {"confirmed", "បានបញ្ជាក់"},
	CLIPayeeWaits:       {"waits for a manager", "រង់ចាំអ្នកគ្រប់គ្រង"},
	CLIPayeeOpen:        {"not known before the first code", "មិនដឹងមុនកូដដំបូង"},
	CLILinkReady:        {"The customer pays %s on that page, until %s. Payment %s is watched by the open till or by psar watch.", "អតិថិជនបង់ %s នៅទំព័រនោះ រហូតដល់ %s។ លេខបង់ប្រាក់ %s តាមដានដោយបញ្ជរដែលបើក ឬ psar watch។"},
	CLIResolved:         {"Settled: %s of payment %s.", "បានដោះស្រាយ៖ %s នៃលេខបង់ប្រាក់ %s។"},
	CLIMarked:           {"%s of payment %s is marked as paid by %s. It is watched on.", "ប្រាក់ %s នៃការបង់ %s ត្រូវបានបញ្ជាក់ថាបង់ហើយដោយ %s។ ការតាមដាននៅបន្ត។"},
	CLIResolvedSale:     {"Its sale is complete. Receipt %s.", "ការលក់របស់វាបានបញ្ចប់។ វិក្កយបត្រ %s។"},
	CLINoted:            {"The note is kept. The money stays unclaimed.", "បានកត់ចំណាំ។ ប្រាក់នៅតែមិនទាន់ផ្គូផ្គង។"},
	CLIResolveHow:       {"say what became of it: --sale, --receipt NUMBER, --refund --reference TEXT, or --note TEXT", "សូមប្រាប់ថាវាក្លាយជាអ្វី៖ --sale, --receipt លេខ, --refund --reference អក្សរ ឬ --note អក្សរ"},
	CLIReferenceAlone:   {"--reference goes with --refund", "--reference ប្រើជាមួយ --refund"},
	CLIAgeDays:          {"%d d", "%d ថ្ងៃ"},
	CLIAgeHours:         {"%d h", "%d ម៉ោង"},
	CLIAgeMinutes:       {"%d min", "%d នាទី"},
	CLIAlertRead:        {"Alarm %d was read by %s.", "ការព្រមាន %d ត្រូវបានអានដោយ %s។"},
	CLIAlertUnread:      {"not read", "មិនទាន់អាន"},
	CLIJSONOnce:         {"--json needs --once", "--json ត្រូវការ --once"},
	CLIKeyMissing:       {"the environment variable PSAR_PROFILE_KEY holds no profile key", "អថេរ PSAR_PROFILE_KEY គ្មានសោ profile"},
	CLIFlagMissing:      {"%s is missing", "ខ្វះ %s"},
	CLIFlagEmpty:        {"%s is empty", "%s ទទេ"},
	CLITrainingClosed:   {"Payments of an earlier training that are over, for its bank is gone: %d.", "ការបង់ប្រាក់ហ្វឹកហាត់មុនដែលបានបញ្ចប់ ព្រោះធនាគារហ្វឹកហាត់នោះលែងមាន៖ %d។"},
	ColPayment:          {"Payment", "លេខបង់ប្រាក់"},
	ColTime:             {"Time", "ពេល"},
	ColAmount:           {"Amount", "ចំនួនទឹកប្រាក់"},
	ColState:            {"State", "ស្ថានភាព"},
	ColReceipt:          {"Receipt", "វិក្កយបត្រ"},
	ColProblem:          {"Problem", "បញ្ហា"},
	ColUnmatched:        {"Unclaimed", "មិនទាន់ផ្គូផ្គង"},
	ColAsked:            {"Asked", "បានស្នើ"},
	ColSince:            {"Since", "តាំងពី"},
	ColAge:              {"Age", "រយៈពេល"},
	ColWhy:              {"Why", "មូលហេតុ"},
	ColTender:           {"Tender", "វិធីបង់"},
	ColCurrency:         {"Currency", "រូបិយប័ណ្ណ"},
	ColAccount:          {"Account", "គណនី"},
	ColName:             {"Name", "ឈ្មោះ"},
	ColAlert:            {"Alarm", "ការព្រមាន"},
	ColTimes:            {"Times", "ដង"},
	ColHappened:         {"What happened", "អ្វីបានកើតឡើង"},
	ColRead:             {"Read", "បានអាន"},
	DoctorAlerts:        {"Alarms", "ការព្រមាន"},
	DoctorUnread:        {"%d not read: psar alarms", "មិនទាន់អាន %d៖ psar alarms"},
	DoctorUnmatched:     {"Unclaimed money", "ប្រាក់មិនទាន់ផ្គូផ្គង"},
	DoctorUnmatchedN:    {"payments: %d, the oldest %s: psar unclaimed", "ការបង់ប្រាក់ %d ចាស់ជាងគេ %s៖ psar unclaimed"},
	DoctorPayees:        {"Whom codes pay", "កូដបង់ទៅ"},
	DoctorPayeeOpen:     {"%s: not confirmed", "%s៖ មិនទាន់បញ្ជាក់"},
	DoctorWebhook:       {"Webhook listener", "កន្លែងទទួល webhook"},
	DoctorOff:           {"off", "បិទ"},
	DoctorListening:     {"%s answers", "%s ឆ្លើយតប"},
	DoctorNotListening:  {"%s: nobody listens; it works while the till or psar watch is open", "%s៖ គ្មានអ្នកស្តាប់; វាដំណើរការពេលបើកបញ្ជរ ឬ psar watch"},
	DoctorPIN:           {"Manager’s PIN", "លេខសម្ងាត់អ្នកគ្រប់គ្រង"},
	DoctorPINNone:       {"not set: anybody may say a manager’s name; psar staff add NAME --role owner", "មិនទាន់កំណត់៖ នរណាក៏អាចប្រើឈ្មោះអ្នកគ្រប់គ្រងបាន; psar staff add NAME --role owner"},
	DoctorAllRead:       {"none", "គ្មាន"},
	DoctorBarcodes:      {"Barcodes on several items", "បាកូដនៅលើមុខទំនិញច្រើន"},
	DoctorShared:        {"items: %d: psar items doubles", "មុខទំនិញ %d៖ psar items doubles"},
	CLIWebKitInvalid:    {"the HTML can’t be made: %s", "មិនអាចបង្កើត HTML៖ %s"},
	CLIWebKitPayment:    {"The page asks for payment %s. Give every order an id of its own: --transaction-id.", "ទំព័រនេះស្នើលេខបង់ប្រាក់ %s។ សូមឱ្យលេខផ្ទាល់ខ្លួនដល់ការបញ្ជាទិញនីមួយៗ៖ --transaction-id។"},
	CLIListening:        {"Webhooks are taken at %s.", "ទទួល webhook នៅ %s។"},
	CLIOneProfile:       {"--profile, or --currency with settings that have one", "--profile ឬ --currency ដែលមានក្នុងការកំណត់"},
	CLIKeySource:        {"the profile key: set PSAR_PROFILE_KEY, or use the profile of the settings", "សោ profile៖ កំណត់ PSAR_PROFILE_KEY ឬប្រើ profile ក្នុងការកំណត់"},
	CLIEmulateAddress:   {"--listen needs an address and a port, such as 127.0.0.1:9100, not %s", "--listen ត្រូវការអាសយដ្ឋាន និងច្រក ដូចជា 127.0.0.1:9100 មិនមែន %s"},
	CLIEmulatePublic:    {"other machines reach %s, and whoever reaches it prints: add --public if that is meant", "ម៉ាស៊ីនផ្សេងចូលដល់ %s បាន ហើយអ្នកណាចូលដល់ក៏បោះពុម្ពបាន៖ បន្ថែម --public បើចង់បានដូច្នេះមែន"},
	CLIEmulateHTTP:      {"Hung up on a web browser: what speaks HTTP is not printed. This is said once.", "បានកាត់ការតភ្ជាប់ពីកម្មវិធីរុករកវេប៖ អ្វីដែលនិយាយ HTTP មិនត្រូវបោះពុម្ពទេ។ សារនេះប្រាប់តែម្តង។"},
	CLIWebhookElsewhere: {"the training gateway tells http addresses of this machine alone, not %s", "ច្រកហ្វឹកហាត់ផ្ញើទៅអាសយដ្ឋាន http នៃម៉ាស៊ីននេះតែប៉ុណ្ណោះ មិនមែន %s"},
	CLILifetimeShort:    {"--lifetime is one second at least", "--lifetime យ៉ាងតិចមួយវិនាទី"},
	CLIMisread:          {"%v", "មិនយល់ពាក្យបញ្ជា៖ %v"},
	DoctorNoAPIKey:      {"no API key, so no webhook is taken: psar settings set webhook.api_key", "គ្មាន API key ដូច្នេះមិនទទួល webhook ទេ៖ psar settings set webhook.api_key"},
	CLIPaperWaits:       {"Not printed yet, still in the queue: %d. It comes out if the till is opened soon.", "មិនទាន់បោះពុម្ព នៅក្នុងជួរ៖ %d។ វានឹងចេញ បើបើកបញ្ជរឆាប់ៗ។"},
	CLIUnfinished:       {"This was payment %s. Psar keeps watching it: run psar watch, or open the till.", "នេះជាលេខបង់ប្រាក់ %s។ Psar នៅតាមដានវា៖ ប្រើ psar watch ឬបើកបញ្ជរ។"},
	CLIStopped:          {"stopped before every payment was asked after", "បានឈប់មុនពេលសួរអំពីការបង់ប្រាក់ទាំងអស់"},
	CLIInterrupted:      {"stopped before it was done", "បានឈប់មុនពេលធ្វើចប់"},
	CLIInterruptedHint:  {"Type it again where it is still wanted; what was done by then stays done.", "សូមវាយម្ដងទៀត បើនៅតែត្រូវការ។ អ្វីដែលបានធ្វើរួចហើយ នៅដដែល។"},
	CLIStoppedHint:      {"What is open stays watched: run psar watch again, or open the till.", "អ្វីដែលនៅបើកនៅតែតាមដាន៖ ប្រើ psar watch ម្ដងទៀត ឬបើកបញ្ជរ។"},
	CLINotClosed:        {"not everything closed as it should (%v); what was stored is kept.", "មិនមែនអ្វីៗទាំងអស់បានបិទត្រឹមត្រូវ (%v); អ្វីដែលបានរក្សាទុកនៅដដែល។"},
	CLIExpiresShort:     {"--expires is more than zero", "--expires ត្រូវធំជាងសូន្យ"},
}
