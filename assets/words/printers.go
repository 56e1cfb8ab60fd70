package words

// The printer pages: set up, test, and see the virtual printer's sheets.
const (
	PrinterOfReceipts   Key = "printer_of_receipts"
	PrinterOfSlips      Key = "printer_of_slips"
	PrinterOfReports    Key = "printer_of_reports"
	PrinterReady        Key = "printer_ready"
	PrinterUntried      Key = "printer_untried"
	PrinterNowhere      Key = "printer_nowhere"
	PrinterStandsIn     Key = "printer_stands_in"
	PrinterSameAs       Key = "printer_same_as"
	PrinterTest         Key = "printer_test"
	PrinterOtherKind    Key = "printer_other_kind"
	PrinterOtherWidth   Key = "printer_other_width"
	PrinterWhere        Key = "printer_where"
	PrinterDrawer       Key = "printer_drawer"
	PrinterReceiptsHere Key = "printer_receipts_here"
	PrinterReceiptsBack Key = "printer_receipts_back"
	PrinterReceiptsNone Key = "printer_receipts_none"
	PrinterSaw          Key = "printer_saw"
	PrinterKind         Key = "printer_kind"
	PrinterPaper        Key = "printer_paper"
	PrinterCan          Key = "printer_can"
	PrinterUnseen       Key = "printer_unseen"
	PrinterPreview      Key = "printer_preview"
	PrinterLinks        Key = "printer_links"
	CanLetters          Key = "can_letters"
	CanQR               Key = "can_qr"
	CanDouble           Key = "can_double"
	CanCut              Key = "can_cut"
	CanNothing          Key = "can_nothing"
	SawTitle            Key = "saw_title"
	SawQuestion         Key = "saw_question"
	SawHint             Key = "saw_hint"
	SawCaption          Key = "saw_caption"
	SawYes              Key = "saw_yes"
	SawNo               Key = "saw_no"
	DidSaw              Key = "did_saw"
	DrawerAdvice        Key = "drawer_advice"
	WillDrawer          Key = "will_drawer"
	DidDrawer           Key = "did_drawer"
	FieldLink           Key = "field_link"
	FieldReason         Key = "field_reason"
	HelpPrinter         Key = "help_printer"
)

var printerWords = map[Key]entry{
	PrinterOfReceipts:   {"Printer for receipts", "ម៉ាស៊ីនបោះពុម្ពវិក្កយបត្រ"},
	PrinterOfSlips:      {"Printer for QR slips", "ម៉ាស៊ីនបោះពុម្ពសន្លឹក QR"},
	PrinterOfReports:    {"Printer for reports", "ម៉ាស៊ីនបោះពុម្ពរបាយការណ៍"},
	PrinterReady:        {"Ready to print", "រួចរាល់សម្រាប់បោះពុម្ព"},
	PrinterUntried:      {"Not tried since Psar was opened", "មិនទាន់បានសាកល្បងតាំងពីបើក Psar"},
	PrinterNowhere:      {"No printer is set up. Say where it is: key 4", "មិនទាន់រៀបចំម៉ាស៊ីនបោះពុម្ព។ សូមកំណត់ទីតាំង៖ ចុច 4"},
	PrinterStandsIn:     {"It prints on the receipts’ printer. Give it a place of its own first: key 4", "វាប្រើម៉ាស៊ីនវិក្កយបត្រ។ សូមកំណត់ទីតាំងផ្ទាល់ខ្លួនជាមុនសិន៖ ចុច 4"},
	PrinterSameAs:       {"the receipts’ printer", "ម៉ាស៊ីនវិក្កយបត្រ"},
	PrinterTest:         {"Print a test page", "បោះពុម្ពទំព័រសាកល្បង"},
	PrinterOtherKind:    {"Another kind", "ប្ដូរប្រភេទ"},
	PrinterOtherWidth:   {"Paper of %s mm", "ក្រដាស %s mm"},
	PrinterWhere:        {"Where it is", "ទីតាំង"},
	PrinterDrawer:       {"Open the drawer", "បើកថតប្រាក់"},
	PrinterReceiptsHere: {"Print receipts here", "បោះពុម្ពវិក្កយបត្រនៅទីនេះ"},
	PrinterReceiptsBack: {"Receipts on their own printer again", "វិក្កយបត្រទៅម៉ាស៊ីនរបស់វាវិញ"},
	PrinterReceiptsNone: {"Receipts have no printer of their own yet. Give it a place on its own page: key 4", "វិក្កយបត្រមិនទាន់មានម៉ាស៊ីនផ្ទាល់ខ្លួនទេ។ សូមកំណត់ទីតាំងនៅទំព័ររបស់វា៖ ចុច 4"},
	PrinterSaw:          {"What came out", "អ្វីដែលចេញមក"},
	PrinterKind:         {"Kind", "ប្រភេទ"},
	PrinterPaper:        {"Paper", "ក្រដាស"},
	PrinterCan:          {"It can", "អាចធ្វើ"},
	PrinterUnseen:       {"what its kind can: not tried yet", "តាមប្រភេទរបស់វា៖ មិនទាន់សាកល្បង"},
	PrinterPreview:      {"A sample: nothing is printed", "គំរូ៖ មិនបានបោះពុម្ពទេ"},
	PrinterLinks:        {"Such as tcp:192.168.1.50, usb:/dev/usb/lp0, serial:/dev/ttyUSB0?baud=9600, serial:COM3?baud=19200 or spooler:NAME. Empty: no printer.", "ដូចជា tcp:192.168.1.50, usb:/dev/usb/lp0, serial:/dev/ttyUSB0?baud=9600, serial:COM3?baud=19200 ឬ spooler:NAME។ ទទេ៖ គ្មានម៉ាស៊ីន។"},
	CanLetters:          {"letters with marks", "អក្សរមានសញ្ញា"},
	CanQR:               {"QR codes", "កូដ QR"},
	CanDouble:           {"pictures doubled", "រូបភាពពង្រីក"},
	CanCut:              {"cut", "កាត់ក្រដាស"},
	CanNothing:          {"plain letters and pictures", "អក្សរធម្មតា និងរូបភាព"},
	SawTitle:            {"Look at the test page", "សូមមើលទំព័រសាកល្បង"},
	SawQuestion:         {"Number %s: %s. Did it come out as it should?", "លេខ %s៖ %s។ តើវាចេញមកត្រឹមត្រូវឬទេ?"},
	SawHint:             {"Psar leaves out what the printer can’t do, and prints it in another way. Backspace: the question before.", "អ្វីដែលម៉ាស៊ីនមិនអាចធ្វើ Psar នឹងបោះពុម្ពតាមរបៀបផ្សេង។ Backspace៖ សំណួរមុន។"},
	SawCaption:          {"As it should come out", "គួរចេញមកដូចនេះ"},
	SawYes:              {"Yes, as here", "បាទ/ចាស ដូចនេះ"},
	SawNo:               {"No", "ទេ"},
	DidSaw:              {"Kept: from now on it prints what comes out right", "បានរក្សាទុក៖ ចាប់ពីពេលនេះ វាបោះពុម្ពតែអ្វីដែលចេញត្រឹមត្រូវ"},
	DrawerAdvice:        {"The drawer opens without a sale. The reason and your name stay in the journal.", "ថតប្រាក់បើកដោយគ្មានការលក់។ មូលហេតុ និងឈ្មោះរបស់អ្នករក្សាទុកក្នុងសៀវភៅកំណត់ហេតុ។"},
	WillDrawer:          {"The drawer opens: %s", "ថតប្រាក់នឹងបើក៖ %s"},
	DidDrawer:           {"The drawer was told to open", "បានបញ្ជាឱ្យបើកថតប្រាក់"},
	FieldLink:           {"Where the printer is", "ទីតាំងម៉ាស៊ីនបោះពុម្ព"},
	FieldReason:         {"Why", "មូលហេតុ"},
	HelpPrinter:         {"Printers: set up, test page, drawer", "ម៉ាស៊ីនបោះពុម្ព៖ រៀបចំ ទំព័រសាកល្បង ថតប្រាក់"},
}

// PrinterOf is the name of the printer of a role: "receipt", "slip" or "report".
func PrinterOf(role string) (name Key, ok bool) {
	name, ok = map[string]Key{"receipt": PrinterOfReceipts, "slip": PrinterOfSlips, "report": PrinterOfReports}[role]
	return name, ok
}
