package words

// The manager's desk: payee questions, alerts, unmatched money, payment links.
const (
	MarkTitle      Key = "mark_title"
	MarkHint       Key = "mark_hint"
	WillMark       Key = "will_mark"
	DidMark        Key = "did_mark"
	HelpMark       Key = "help_mark"
	PayeeQuestion  Key = "payee_question"
	PayeeHeld      Key = "payee_held"
	PayeeHeldHint  Key = "payee_held_hint"
	PayeeYes       Key = "payee_yes"
	PayeeNo        Key = "payee_no"
	PayeeOurs      Key = "payee_ours"
	PayeeNotOurs   Key = "payee_not_ours"
	WillConfirm    Key = "will_confirm"
	WillDeny       Key = "will_deny"
	DidConfirm     Key = "did_confirm"
	DidDeny        Key = "did_deny"
	AlertBar       Key = "alarm_bar"
	AlertBarFirst  Key = "alarm_bar_first"
	AlertUnclear   Key = "alarm_unclear"
	AlertUnknown   Key = "alarm_unknown_outcome"
	AlertOften     Key = "alarm_often"
	AlertMore      Key = "alarm_more"
	AlertRead      Key = "alarm_read"
	AlertTitle     Key = "alarm_title"
	AlertAdvice    Key = "alarm_advice"
	AlertPayment   Key = "alarm_payment"
	UnclearAdvice  Key = "unclear_advice"
	UnknownAdvice  Key = "unknown_advice"
	WillReadAlert  Key = "will_read_alarm"
	DidReadAlert   Key = "did_read_alarm"
	NoAlert        Key = "no_alarm"
	NothingAsked   Key = "nothing_asked"
	NoUnmatched    Key = "no_unclaimed"
	AskedAmount    Key = "asked_amount"
	CameAt         Key = "came_at"
	CameWhy        Key = "came_why"
	WhyLate        Key = "why_late"
	WhyCancelled   Key = "why_cancelled"
	WhyTooMuch     Key = "why_too_much"
	WhyTooLittle   Key = "why_too_little"
	WhyTwice       Key = "why_twice"
	WhyCurrency    Key = "why_currency"
	WhyRefused     Key = "why_refused"
	AgeMinutes     Key = "age_minutes"
	AgeHours       Key = "age_hours"
	AgeDay         Key = "age_day"
	AgeDays        Key = "age_days"
	PageOf         Key = "page_of"
	PageNext       Key = "page_next"
	PageBack       Key = "page_back"
	Back           Key = "back"
	Continue       Key = "continue"
	DoIt           Key = "do_it"
	Working        Key = "working"
	ResolveSale    Key = "settle_sale"
	ResolveReceipt Key = "settle_receipt"
	ResolveRefund  Key = "settle_refund"
	ResolveNote    Key = "settle_note"
	SaleHasMoney   Key = "sale_has_money"
	WillSale       Key = "will_sale"
	WillReceipt    Key = "will_receipt"
	WillRefund     Key = "will_refund"
	WillNote       Key = "will_note"
	DidSale        Key = "did_sale"
	DidReceipt     Key = "did_receipt"
	DidRefund      Key = "did_refund"
	DidNote        Key = "did_note"
	HistoryTitle   Key = "history_title"
	HistoryNone    Key = "history_none"
	HistorySale    Key = "history_sale"
	HistoryReceipt Key = "history_receipt"
	HistoryRefund  Key = "history_refund"
	FieldManager   Key = "field_manager"
	FieldPIN       Key = "field_pin"
	FieldReceipt   Key = "field_receipt"
	FieldReference Key = "field_reference"
	FieldNote      Key = "field_note"
	CheckTwice     Key = "check_twice"
	ByManager      Key = "by_manager"
	FinishFirst    Key = "finish_first"
	ScanNotHere    Key = "scan_not_here"
	TypeAgain      Key = "type_again"
	KeyFirst       Key = "key_first"
	LinkKey        Key = "link_key"
	LinkTitle      Key = "link_title"
	LinkHint       Key = "link_hint"
	LinkGoodUntil  Key = "link_good_until"
	LinkCopy       Key = "link_copy"
	LinkCopied     Key = "link_copied"
	LinkPrint      Key = "link_print"
	NotSetUp       Key = "not_set_up"
	InDoubt        Key = "in_doubt"
	UnknownEnd     Key = "unknown_end"
	HelpAlert      Key = "help_alarm"
	HelpUnmatched  Key = "help_unclaimed"
	HelpLink       Key = "help_link"
	HelpCopy       Key = "help_copy"
	HelpArrows     Key = "help_arrows"
	HelpTab        Key = "help_tab"
)

// WhyUnmatched is the key of a reason, from package payment, why money is unmatched.
func WhyUnmatched(reason string) Key { return Key("why_" + reason) }

var managerWords = map[Key]entry{
	MarkTitle:      {"Marked as paid by hand", "បញ្ជាក់ថាបង់ដោយដៃ"},
	MarkHint:       {"Only when the shop’s own bank app shows this amount. The name stands on the Z report, and the payment is watched on.", "លុះត្រាតែកម្មវិធីធនាគាររបស់ហាងបង្ហាញប្រាក់ចំនួននេះ។ ឈ្មោះនឹងមានក្នុងរបាយការណ៍ Z ហើយការបង់នៅតែត្រូវតាមដាន។"},
	WillMark:       {"The sale is complete with the bank’s reference %s. If the bank never says so, an alarm comes.", "ការលក់នឹងបញ្ចប់ដោយលេខយោងធនាគារ %s។ បើធនាគារមិនបញ្ជាក់ទេ នឹងមានការព្រមាន។"},
	DidMark:        {"%s is marked as paid by %s", "ប្រាក់ %s ត្រូវបានបញ្ជាក់ថាបង់ដោយ %s"},
	HelpMark:       {"A manager marks the payment as paid by hand", "អ្នកគ្រប់គ្រងបញ្ជាក់ថាបង់ដោយដៃ"},
	PayeeQuestion:  {"KHQR codes of the %s profile pay %s. Is this the shop’s account?", "កូដ KHQR រូបិយប័ណ្ណ %s បង់ទៅ %s។ តើនេះជាគណនីរបស់ហាងឬទេ?"},
	PayeeHeld:      {"Whose account is this?", "តើនេះជាគណនីរបស់អ្នកណា?"},
	PayeeHeldHint:  {"The code is ready, but nobody has seen it. It appears as soon as a manager confirms the account.", "កូដរួចរាល់ហើយ តែមិនទាន់បង្ហាញដល់នរណាទេ។ វានឹងបង្ហាញភ្លាម ពេលអ្នកគ្រប់គ្រងបញ្ជាក់គណនី។"},
	PayeeYes:       {"Yes, the shop’s", "បាទ/ចាស របស់ហាង"},
	PayeeNo:        {"No, not ours", "ទេ មិនមែនរបស់ហាង"},
	PayeeOurs:      {"This account is the shop’s", "គណនីនេះជារបស់ហាង"},
	PayeeNotOurs:   {"This account is not the shop’s", "គណនីនេះមិនមែនរបស់ហាងទេ"},
	WillConfirm:    {"From now on %s codes may pay %s, and no other account. Codes that wait are shown at once.", "ចាប់ពីពេលនេះ កូដ %s អាចបង់ទៅ %s តែមួយគត់ មិនមែនគណនីផ្សេងទេ។ កូដដែលរង់ចាំនឹងបង្ហាញភ្លាម។"},
	WillDeny:       {"The waiting %s codes for %s are refused, and an alarm stays until a manager has read it.", "កូដ %s ដែលរង់ចាំបង់ទៅ %s នឹងត្រូវបដិសេធ ហើយការព្រមាននៅរហូតដល់អ្នកគ្រប់គ្រងបានអាន។"},
	DidConfirm:     {"Confirmed: %s is the shop’s account", "បានបញ្ជាក់៖ %s ជាគណនីរបស់ហាង"},
	DidDeny:        {"Refused: %s is not the shop’s account", "បានបដិសេធ៖ %s មិនមែនគណនីរបស់ហាងទេ"},
	AlertBar:       {"A %s code would have paid %s, not the shop’s %s.", "កូដ %s មួយនឹងបង់ទៅ %s មិនមែន %s របស់ហាងទេ។"},
	AlertBarFirst:  {"A %s code would have paid %s, which is not the shop’s.", "កូដ %s មួយនឹងបង់ទៅ %s ដែលមិនមែនរបស់ហាង។"},
	AlertUnclear:   {"The bank says payment %s of %s was paid, but not how much: look in the bank’s app", "ធនាគារប្រាប់ថាការបង់ប្រាក់លេខ %s ចំនួន %s បានបង់ហើយ ប៉ុន្តែមិនប្រាប់ថាប៉ុន្មាន៖ សូមមើលក្នុងកម្មវិធីធនាគារ"},
	AlertUnknown:   {"The bank never said whether payment %s of %s was paid", "ធនាគារមិនបានប្រាប់ថាការបង់ប្រាក់លេខ %s ចំនួន %s បានបង់ឬអត់ទេ"},
	AlertOften:     {"%s ×, last %s", "%s ដង ចុងក្រោយ %s"},
	AlertMore:      {"%s more", "នៅ %s ទៀត"},
	AlertRead:      {"A manager reads it", "អ្នកគ្រប់គ្រងអាន"},
	AlertTitle:     {"A code would have paid another account", "កូដមួយនឹងបង់ទៅគណនីផ្សេង"},
	AlertAdvice:    {"The code was not shown. Ask the payment service why its codes pay this account before KHQR is taken again.", "កូដនោះមិនត្រូវបានបង្ហាញទេ។ សូមសួរសេវាបង់ប្រាក់ថាហេតុអ្វីកូដបង់ទៅគណនីនេះ មុននឹងទទួល KHQR ម្ដងទៀត។"},
	AlertPayment:   {"Look for a payment in the bank’s app", "សូមរកការបង់ប្រាក់មួយក្នុងកម្មវិធីធនាគារ"},
	UnclearAdvice:  {"Don’t hand out the goods before the amount is found there. Psar asks again by itself.", "កុំទាន់ប្រគល់ទំនិញ មុនពេលរកឃើញចំនួនប្រាក់នៅទីនោះ។ Psar នឹងសួរម្ដងទៀតដោយខ្លួនឯង។"},
	UnknownAdvice:  {"If the money is there, give the goods or send it back. If it is not, nothing was paid.", "បើប្រាក់មាននៅទីនោះ សូមប្រគល់ទំនិញ ឬផ្ញើប្រាក់ត្រឡប់វិញ។ បើគ្មានទេ មានន័យថាមិនបានបង់ទេ។"},
	WillReadAlert:  {"The alarm about %s leaves the screen. It is kept with your name.", "ការព្រមានអំពី %s នឹងចេញពីអេក្រង់។ វារក្សាទុកជាមួយឈ្មោះអ្នក។"},
	DidReadAlert:   {"The alarm was read", "បានអានការព្រមានហើយ"},
	NoAlert:        {"There is no alarm", "គ្មានការព្រមានទេ"},
	NothingAsked:   {"There is no question to answer", "គ្មានសំណួរត្រូវឆ្លើយទេ"},
	NoUnmatched:    {"No money is unclaimed.", "គ្មានប្រាក់មិនទាន់ផ្គូផ្គងទេ។"},
	AskedAmount:    {"Asked: %s", "បានស្នើ៖ %s"},
	CameAt:         {"Came: %s", "មកដល់៖ %s"},
	CameWhy:        {"Why: %s", "មូលហេតុ៖ %s"},
	WhyLate:        {"came late", "មកយឺត"},
	WhyCancelled:   {"paid after the cancel", "បង់ក្រោយពេលបោះបង់"},
	WhyTooMuch:     {"too much", "លើស"},
	WhyTooLittle:   {"too little", "ខ្វះ"},
	WhyTwice:       {"paid twice", "បង់ពីរដង"},
	WhyCurrency:    {"another currency", "រូបិយប័ណ្ណផ្សេង"},
	WhyRefused:     {"paid after a refusal", "បង់ក្រោយពេលបដិសេធ"},
	AgeMinutes:     {"%s min", "%s នាទី"},
	AgeHours:       {"%s h", "%s ម៉ោង"},
	AgeDay:         {"1 day", "1 ថ្ងៃ"},
	AgeDays:        {"%s days", "%s ថ្ងៃ"},
	PageOf:         {"%s of %s", "%s នៃ %s"},
	PageNext:       {"Next", "បន្ទាប់"},
	PageBack:       {"Previous", "មុន"},
	Back:           {"Back", "ត្រឡប់"},
	Continue:       {"Continue", "បន្ត"},
	DoIt:           {"Yes, do it", "បាទ/ចាស ធ្វើ"},
	Working:        {"One moment …", "សូមរង់ចាំ …"},
	ResolveSale:    {"Complete its sale", "បញ្ចប់ការលក់របស់វា"},
	ResolveReceipt: {"Belongs to a receipt", "ជារបស់វិក្កយបត្រមួយ"},
	ResolveRefund:  {"Sent back at the bank", "បានផ្ញើត្រឡប់នៅធនាគារ"},
	ResolveNote:    {"Note", "កំណត់ចំណាំ"},
	SaleHasMoney:   {"Its sale has been paid otherwise. Name that receipt (2), or send the money back (3).", "ការលក់របស់វាបានបង់ដោយវិធីផ្សេងហើយ។ សូមបញ្ជាក់វិក្កយបត្រនោះ (2) ឬផ្ញើប្រាក់ត្រឡប់វិញ (3)។"},
	WillSale:       {"%s completes the sale that it was asked for. The sale gets its receipt number today.", "%s នឹងបញ្ចប់ការលក់ដែលបានស្នើ។ ការលក់នឹងទទួលលេខវិក្កយបត្រថ្ងៃនេះ។"},
	WillReceipt:    {"%s is recorded as belonging to receipt %s. No new sale is made.", "%s នឹងកត់ត្រាជារបស់វិក្កយបត្រ %s។ មិនបង្កើតការលក់ថ្មីទេ។"},
	WillRefund:     {"%s is recorded as sent back with the bank’s reference %s. Psar itself sends no money.", "%s នឹងកត់ត្រាថាបានផ្ញើត្រឡប់ តាមលេខយោងធនាគារ %s។ Psar មិនផ្ញើប្រាក់ដោយខ្លួនឯងទេ។"},
	WillNote:       {"The note is kept. %s stays unclaimed.", "កំណត់ចំណាំនឹងរក្សាទុក។ %s នៅតែជាប្រាក់មិនទាន់ផ្គូផ្គង។"},
	DidSale:        {"Done: the sale of %s is completed, receipt %s", "រួចរាល់៖ ការលក់ %s បានបញ្ចប់ វិក្កយបត្រ %s"},
	DidReceipt:     {"Done: %s belongs to receipt %s", "រួចរាល់៖ %s ជារបស់វិក្កយបត្រ %s"},
	DidRefund:      {"Done: %s is recorded as sent back", "រួចរាល់៖ %s បានកត់ត្រាថាផ្ញើត្រឡប់"},
	DidNote:        {"The note is kept", "បានរក្សាទុកកំណត់ចំណាំ"},
	HistoryTitle:   {"What managers said", "អ្វីដែលអ្នកគ្រប់គ្រងបានកត់ត្រា"},
	HistoryNone:    {"Nobody has looked at it yet", "មិនទាន់មាននរណាពិនិត្យទេ"},
	HistorySale:    {"%s completed the sale, receipt %s", "%s បានបញ្ចប់ការលក់ វិក្កយបត្រ %s"},
	HistoryReceipt: {"%s belongs to receipt %s", "%s ជារបស់វិក្កយបត្រ %s"},
	HistoryRefund:  {"%s was sent back, reference %s", "%s បានផ្ញើត្រឡប់ លេខយោង %s"},
	FieldManager:   {"Manager’s name", "ឈ្មោះអ្នកគ្រប់គ្រង"},
	FieldPIN:       {"Manager’s PIN", "លេខសម្ងាត់អ្នកគ្រប់គ្រង"},
	FieldReceipt:   {"Receipt number, such as 01/2026/000187", "លេខវិក្កយបត្រ ដូចជា 01/2026/000187"},
	FieldReference: {"The bank’s reference", "លេខយោងរបស់ធនាគារ"},
	FieldNote:      {"Note", "កំណត់ចំណាំ"},
	CheckTwice:     {"Is this right?", "តើត្រឹមត្រូវឬទេ?"},
	ByManager:      {"Manager: %s", "អ្នកគ្រប់គ្រង៖ %s"},
	ScanNotHere:    {"A scan is not taken here: go back to the sale, then scan again", "មិនទទួលការស្កេននៅទីនេះទេ៖ សូមត្រឡប់ទៅការលក់ រួចស្កេនម្ដងទៀត"},
	KeyFirst:       {"The last key was not taken: press it again, then type on", "មិនបានទទួលគ្រាប់ចុចចុងក្រោយទេ៖ សូមចុចវាម្ដងទៀត រួចវាយបន្ត"},
	TypeAgain:      {"The till was busy, and the last keys were not taken: type it again, or scan it again", "បញ្ជរជាប់រវល់ ហើយមិនបានទទួលគ្រាប់ចុចចុងក្រោយទេ៖ សូមវាយម្ដងទៀត ឬស្កេនម្ដងទៀត"},
	FinishFirst:    {"Esc closes this first", "ចុច Esc ដើម្បីបិទវាជាមុនសិន"},
	LinkKey:        {"Link", "តំណ"},
	LinkTitle:      {"Payment link", "តំណបង់ប្រាក់"},
	LinkHint:       {"For a customer who is not here. Send it to them alone.", "សម្រាប់អតិថិជនដែលមិននៅទីនេះ។ សូមផ្ញើទៅតែគាត់ម្នាក់។"},
	LinkGoodUntil:  {"Watched until %s", "តាមដានដល់ %s"},
	LinkCopy:       {"Copy", "ចម្លង"},
	LinkCopied:     {"The link is copied. Paste it into a message.", "បានចម្លងតំណ។ សូមបិទភ្ជាប់ក្នុងសារ។"},
	LinkPrint:      {"Print", "បោះពុម្ព"},
	NotSetUp:       {"not set up", "មិនទាន់រៀបចំ"},
	InDoubt:        {"in doubt", "មានសង្ស័យ"},
	UnknownEnd:     {"Psar asks no more. Look in the bank’s app whether the money came before you make a new code.", "Psar ឈប់សួរហើយ។ សូមមើលក្នុងកម្មវិធីធនាគារថាប្រាក់មកដល់ឬទេ មុននឹងបង្កើតកូដថ្មី។"},
	HelpAlert:      {"A manager reads the alarm", "អ្នកគ្រប់គ្រងអានការព្រមាន"},
	HelpUnmatched:  {"Unclaimed money: the list", "ប្រាក់មិនទាន់ផ្គូផ្គង៖ បញ្ជី"},
	HelpLink:       {"Payment link for the amount", "តំណបង់ប្រាក់សម្រាប់ចំនួននេះ"},
	HelpCopy:       {"Copy the payment link", "ចម្លងតំណបង់ប្រាក់"},
	HelpArrows:     {"In a list: choose, turn the page", "ក្នុងបញ្ជី៖ ជ្រើស ប្ដូរទំព័រ"},
	HelpTab:        {"In a form: the next line; with Shift, the one before", "ក្នុងទម្រង់៖ បន្ទាត់បន្ទាប់ · ជាមួយ Shift៖ បន្ទាត់មុន"},
}
