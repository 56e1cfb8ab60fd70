package words

// The windows during a payment.
const (
	UnreachableSince Key = "unreachable_since"
	LastCheck        Key = "last_check"
	LastCheckHint    Key = "last_check_hint"
	PaidInTray       Key = "paid_in_tray"
	EndedInTray      Key = "ended_in_tray"
	NextDigit        Key = "next_digit"
	NextCurrency     Key = "next_currency"
	LastPayments     Key = "last_payments"
	NoPaymentOpen    Key = "no_payment_open"
	UnderWay         Key = "under_way"
	KeysDropped      Key = "keys_dropped"
	JustCame         Key = "just_came"
	OtherLanguage    Key = "other_language"
	HelpBringFront   Key = "help_bring_front"
	HelpConfirm      Key = "help_confirm"
	HelpYesNo        Key = "help_yes_no"
	ReceiptLine      Key = "receipt_line"
	SlipLine         Key = "slip_line"
)

var screensWords = map[Key]entry{
	UnreachableSince: {"No answer from the bank since %s. Psar tries again by itself; Esc cancels.", "ធនាគារមិនឆ្លើយតបតាំងពីម៉ោង %s។ Psar ព្យាយាមម្ដងទៀតដោយខ្លួនឯង; ចុច Esc ដើម្បីបោះបង់។"},
	LastCheck:        {"Checking one last time …", "កំពុងពិនិត្យលើកចុងក្រោយ …"},
	LastCheckHint:    {"The code’s time is over. If they have paid, it shows here.", "កូដអស់ពេលហើយ។ បើអតិថិជនបានបង់ វានឹងបង្ហាញនៅទីនេះ។"},
	PaidInTray:       {"Paid: %s · receipt %s", "បានទទួលប្រាក់: %s · វិក្កយបត្រ %s"},
	EndedInTray:      {"A waiting payment of %s needs a look", "ការបង់ប្រាក់ %s ដែលរង់ចាំ ត្រូវពិនិត្យ"},
	NextDigit:        {"Type the next amount", "វាយចំនួនទឹកប្រាក់បន្ទាប់"},
	NextCurrency:     {"The next amount is in %s", "ចំនួនទឹកប្រាក់បន្ទាប់គិតជា %s"},
	LastPayments:     {"Last payments", "ការបង់ប្រាក់ចុងក្រោយ"},
	NoPaymentOpen:    {"No payment is on the screen", "គ្មានការបង់ប្រាក់លើអេក្រង់ទេ"},
	JustCame:         {"Something new came just now: read it, then press the key again", "មានអ្វីថ្មីទើបមកដល់៖ សូមអានសិន រួចចុចម្ដងទៀត"},
	KeysDropped:      {"Keys came too soon and were dropped: wait a moment, then type them again", "អ្នកវាយលឿនពេក ហើយមិនបានទទួលទេ៖ សូមរង់ចាំបន្តិច រួចវាយម្ដងទៀត"},
	UnderWay:         {"This payment is under way already", "ការបង់ប្រាក់នេះកំពុងដំណើរការរួចហើយ"},
	OtherLanguage:    {"ខ្មែរ", "EN"},
	HelpBringFront:   {"Bring the next waiting payment to the front", "យកការបង់ប្រាក់ដែលរង់ចាំបន្ទាប់មកមុខ"},
	HelpConfirm:      {"The second key: yes, cancel; yes, do it", "គ្រាប់ទីពីរ៖ បាទ/ចាស បោះបង់; បាទ/ចាស ធ្វើ"},
	HelpYesNo:        {"Answer the question in the bar: yes or no", "ឆ្លើយសំណួរក្នុងរបារ៖ បាទ/ចាស ឬទេ"},
	ReceiptLine:      {"Receipt %s", "វិក្កយបត្រ %s"},
	SlipLine:         {"QR slip, %s", "ក្រដាស QR %s"},
}
