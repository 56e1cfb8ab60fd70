package words

// The help page with every key.
const (
	HelpTitle     Key = "help_title"
	HelpDigits    Key = "help_digits"
	HelpEnter     Key = "help_enter"
	HelpBackspace Key = "help_backspace"
	HelpSlash     Key = "help_slash"
	HelpStar      Key = "help_star"
	HelpMinus     Key = "help_minus"
	HelpPlus      Key = "help_plus"
	HelpEscape    Key = "help_escape"
	HelpCheck     Key = "help_check"
	HelpPrint     Key = "help_print"
	HelpNext      Key = "help_next"
	HelpCash      Key = "help_cash"
	HelpSplit     Key = "help_split"
	HelpRefund    Key = "help_refund"
	HelpReports   Key = "help_reports"
	HelpLanguage  Key = "help_language"
	HelpTheme     Key = "help_theme"
	HelpHelp      Key = "help_help"
)

var keysWords = map[Key]entry{
	HelpTitle:     {"Every key", "គ្រាប់ចុចទាំងអស់"},
	HelpDigits:    {"Type the amount: 350 or 3.5 is $3.50", "វាយចំនួនទឹកប្រាក់៖ 350 ឬ 3.5 គឺ $3.50"},
	HelpEnter:     {"KHQR for the total", "KHQR សម្រាប់សរុប"},
	HelpBackspace: {"Take back the last digit", "លុបលេខចុងក្រោយ"},
	HelpSlash:     {"Switch between dollar and riel", "ប្ដូររវាងដុល្លារ និងរៀល"},
	HelpStar:      {"Quantity × price", "ចំនួន × តម្លៃ"},
	HelpMinus:     {"Discount", "បញ្ចុះតម្លៃ"},
	HelpPlus:      {"Next line", "បន្ទាត់បន្ទាប់"},
	HelpEscape:    {"Clear the amount, cancel or go back", "លុបចំនួនទឹកប្រាក់ បោះបង់ ឬត្រឡប់"},
	HelpCheck:     {"Ask the bank now", "សួរធនាគារឥឡូវ"},
	HelpPrint:     {"Print the QR or the receipt", "បោះពុម្ព QR ឬវិក្កយបត្រ"},
	HelpNext:      {"Next sale; this payment goes on waiting", "លក់បន្ទាប់; ការបង់ប្រាក់នេះរង់ចាំបន្ត"},
	HelpCash:      {"Cash; Enter takes the exact sum", "សាច់ប្រាក់; Enter គឺទទួលគ្រប់ចំនួន"},
	HelpSplit:     {"Part cash, the rest by KHQR", "សាច់ប្រាក់មួយផ្នែក នៅសល់តាម KHQR"},
	HelpRefund:    {"Refund by receipt number", "សងប្រាក់វិញតាមលេខវិក្កយបត្រ"},
	HelpReports:   {"Reports and day close", "របាយការណ៍ និងបិទថ្ងៃ"},
	HelpLanguage:  {"English / ខ្មែរ", "English / ខ្មែរ"},
	HelpTheme:     {"Light or dark", "ភ្លឺ ឬងងឹត"},
	HelpHelp:      {"This page", "ទំព័រនេះ"},
}
