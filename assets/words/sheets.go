package words

// The sheets of the virtual printer.
const (
	SheetsTitle    Key = "sheets_title"
	SheetsChip     Key = "sheets_chip"
	SheetPrinted   Key = "sheet_printed"
	SheetOlder     Key = "sheet_older"
	SheetNewer     Key = "sheet_newer"
	SheetOldest    Key = "sheet_oldest"
	SheetNewest    Key = "sheet_newest"
	SheetNone      Key = "sheet_none"
	SheetNoneHint  Key = "sheet_none_hint"
	SheetUnread    Key = "sheet_unread"
	SheetUnreadWhy Key = "sheet_unread_why"
	SheetsUnread   Key = "sheets_unread"
	SheetsUnreadBy Key = "sheets_unread_by"
	HelpSheets     Key = "help_sheets"
)

var sheetWords = map[Key]entry{
	SheetsTitle:    {"Paper", "ក្រដាស"},
	SheetsChip:     {"Paper · V", "ក្រដាស · V"},
	SheetPrinted:   {"Printed: %s", "បោះពុម្ព៖ %s"},
	SheetOlder:     {"Older", "ចាស់ជាង"},
	SheetNewer:     {"Newer", "ថ្មីជាង"},
	SheetOldest:    {"This is the oldest sheet", "នេះជាសន្លឹកចាស់ជាងគេ"},
	SheetNewest:    {"This is the newest sheet", "នេះជាសន្លឹកថ្មីជាងគេ"},
	SheetNone:      {"Nothing is printed yet", "មិនទាន់មានអ្វីបោះពុម្ពទេ"},
	SheetNoneHint:  {"Take a payment: its receipt comes out here by itself. While a code is shown, P prints it.", "សូមទទួលការបង់ប្រាក់មួយ៖ វិក្កយបត្រនឹងចេញមកទីនេះដោយខ្លួនឯង។ ពេលកូដកំពុងបង្ហាញ ចុច P ដើម្បីបោះពុម្ពវា។"},
	SheetUnread:    {"This sheet can’t be read", "មិនអាចអានសន្លឹកនេះបានទេ"},
	SheetUnreadWhy: {"Its picture is damaged or gone. The sale itself is kept: look at another sheet, or print the receipt again.", "រូបភាពរបស់វាខូច ឬបាត់។ ការលក់នៅតែរក្សាទុក៖ សូមមើលសន្លឹកផ្សេង ឬបោះពុម្ពវិក្កយបត្រម្ដងទៀត។"},
	SheetsUnread:   {"The printed paper can’t be read", "មិនអាចអានក្រដាសដែលបានបោះពុម្ពទេ"},
	SheetsUnreadBy: {"Psar can’t look into its folder of paper. Sales go on; tell whoever looks after this computer.", "Psar មិនអាចមើលក្នុងថតក្រដាសរបស់វាបានទេ។ ការលក់នៅតែបន្ត; សូមប្រាប់អ្នកដែលមើលថែកុំព្យូទ័រនេះ។"},
	HelpSheets:     {"Look at what was printed", "មើលអ្វីដែលបានបោះពុម្ព"},
}
