package words

// Ringing up a sale, and taking cash.
const (
	BillTitle       Key = "bill_title"
	BillKeys        Key = "bill_keys"
	BillRemoveAsk   Key = "bill_remove_ask"
	BillClearAsk    Key = "bill_clear_ask"
	QuantityFirst   Key = "quantity_first"
	DiscountFirst   Key = "discount_first"
	QuantityStands  Key = "quantity_stands"
	EntryCleared    Key = "entry_cleared"
	FigureLong      Key = "figure_long"
	WholeOnly       Key = "whole_only"
	DiscountFigure  Key = "discount_figure"
	DiscountIs      Key = "discount_is"
	DiscountHint    Key = "discount_hint"
	DiscountChoose  Key = "discount_choose"
	DiscountRemove  Key = "discount_remove"
	DiscountRemoved Key = "discount_removed"
	DiscountNone    Key = "discount_none"
	DiscountDropped Key = "discount_dropped"
	DiscountOnLine  Key = "discount_on_line"
	DiscountOnAll   Key = "discount_on_all"
	DiscountLineIs  Key = "discount_line_is"
	CashDue         Key = "cash_due"
	CashGiven       Key = "cash_given"
	CashGivenShort  Key = "cash_given_short"
	CashChange      Key = "cash_change"
	CashExact       Key = "cash_exact"
	CashTake        Key = "cash_take"
	CashPart        Key = "cash_part"
	CashReceived    Key = "cash_received"
	CashLine        Key = "cash_line"
	PrintCopy       Key = "print_copy"
	PartFirst       Key = "part_first"
	PartTitle       Key = "part_title"
	PartOf          Key = "part_of"
	PartTaken       Key = "part_taken"
	GivenAsk        Key = "given_ask"
	PartBack        Key = "part_back"
	PartBackAsk     Key = "part_back_ask"
	PartBackYes     Key = "part_back_yes"
	PartLater       Key = "part_later"
	PartBar         Key = "part_bar"
	PartGoOn        Key = "part_go_on"
	TenderNone      Key = "tender_none"
	TenderTake      Key = "tender_take"
	TenderNoChange  Key = "tender_no_change"
	RateBar         Key = "rate_bar"
	RateKey         Key = "rate_key"
	LineTitle       Key = "line_title"
	LineList        Key = "line_list"
	HelpLine        Key = "help_line"
	RateTitle       Key = "rate_title"
	RateHint        Key = "rate_hint"
	RateBounds      Key = "rate_bounds"
	WillRate        Key = "will_rate"
	RateDid         Key = "rate_did"
	HeldTitle       Key = "held_title"
	HeldNone        Key = "held_none"
	HeldDid         Key = "held_did"
	HelpHold        Key = "help_hold"
	CustomerDue     Key = "customer_due"
)

var counterWords = map[Key]entry{
	BillTitle:       {"Bill · lines: %s", "វិក្កយបត្រ · មុខ៖ %s"},
	BillKeys:        {"↑ ↓ choose · + one more · - discount · M note · Backspace removes · H puts aside", "↑ ↓ ជ្រើស · + ថែមមួយ · - បញ្ចុះតម្លៃ · M ចំណាំ · Backspace លុប · H ទុកមួយឡែក"},
	BillRemoveAsk:   {"F4 removes line %s; Esc keeps it", "F4 លុបបន្ទាត់ %s; Esc ទុក"},
	BillClearAsk:    {"F4 clears the whole bill; Esc keeps it", "F4 លុបវិក្កយបត្រទាំងមូល; Esc ទុក"},
	QuantityFirst:   {"Type the quantity first, then ×, then the price", "សូមវាយបរិមាណសិន រួច × រួចតម្លៃ"},
	DiscountFirst:   {"Add a line with + first, then type what is taken off", "សូមបញ្ចូលមុខទំនិញដោយ + សិន រួចវាយចំនួនដែលបញ្ចុះ"},
	QuantityStands:  {"%d × waits for a price: type it, or Esc clears it", "%d × កំពុងរង់ចាំតម្លៃ៖ សូមវាយតម្លៃ ឬចុច Esc ដើម្បីលុប"},
	EntryCleared:    {"%s is cleared", "បានលុប %s"},
	FigureLong:      {"Too many digits for this line; Backspace takes the last one back", "លេខច្រើនខ្ទង់ពេកសម្រាប់បន្ទាត់នេះ; Backspace លុបលេខចុងក្រោយ"},
	WholeOnly:       {"Only whole numbers here: type it without a point", "ទីនេះទទួលតែលេខគត់៖ សូមវាយដោយគ្មានចំណុច"},
	DiscountFigure:  {"Type what is taken off first, then Enter", "សូមវាយចំនួនបញ្ចុះតម្លៃសិន រួចចុច Enter"},
	DiscountIs:      {"Given so far: %s", "បានបញ្ចុះរួច៖ %s"},
	DiscountHint:    {"Type the figure, then Enter: 5.5 can be $5.50 or 5.5 %%", "សូមវាយចំនួន រួចចុច Enter៖ 5.5 អាចជា $5.50 ឬ 5.5 %%"},
	DiscountChoose:  {"Choose 1 to 4; Backspace changes the figure", "សូមជ្រើស 1 ដល់ 4; Backspace កែចំនួន"},
	DiscountRemove:  {"Remove %s", "លុប %s"},
	DiscountRemoved: {"The discount of %s is removed", "បានលុបការបញ្ចុះតម្លៃ %s"},
	DiscountNone:    {"There is no discount to remove: type one, or Esc closes this", "គ្មានការបញ្ចុះតម្លៃសម្រាប់លុបទេ៖ សូមវាយចំនួន ឬចុច Esc ដើម្បីបិទ"},
	DiscountDropped: {"%s is dropped, and nothing is taken off", "%s ត្រូវបានបោះបង់ ហើយមិនបានបញ្ចុះតម្លៃទេ"},
	DiscountOnLine:  {"%s on the line", "%s លើមុខនេះ"},
	DiscountOnAll:   {"%s on all", "%s លើទាំងអស់"},
	DiscountLineIs:  {"The chosen line: %s", "មុខដែលបានជ្រើស៖ %s"},
	CashDue:         {"To be paid: %s", "ត្រូវបង់៖ %s"},
	CashGiven:       {"Given, %s", "ទទួលបាន %s"},
	CashGivenShort:  {"Given", "ទទួលបាន"},
	CashChange:      {"Change", "ប្រាក់អាប់"},
	CashExact:       {"exact, no change", "គ្រប់ចំនួន មិនបាច់អាប់"},
	CashTake:        {"Take cash", "ទទួលសាច់ប្រាក់"},
	CashPart:        {"Take as a part", "ទទួលមួយផ្នែក"},
	CashReceived:    {"Received %s", "ទទួលបាន %s"},
	CashLine:        {"Receipt %s · %s", "វិក្កយបត្រ %s · %s"},
	PrintCopy:       {"Print again", "បោះពុម្ពម្ដងទៀត"},
	PartFirst:       {"Type the part that is paid in cash first", "សូមវាយផ្នែកដែលបង់ជាសាច់ប្រាក់សិន"},
	PartTitle:       {"Still to be paid", "នៅសល់ត្រូវបង់"},
	PartOf:          {"The whole sale: %s", "ការលក់ទាំងមូល៖ %s"},
	PartTaken:       {"Taken so far: %s", "បានទទួលរួច៖ %s"},
	GivenAsk:        {"Was so much given? The change would be %s. F4 takes it; if not, type it again", "ឱ្យច្រើនដល់ម្ល៉េះមែនទេ? ប្រាក់អាប់នឹងមាន %s។ F4 ទទួលយក; បើមិនមែន សូមវាយម្ដងទៀត"},
	PartBack:        {"Give it back", "ប្រគល់វិញ"},
	PartBackAsk:     {"F4 gives %s back and ends the sale; any other key keeps it", "F4 ប្រគល់ %s វិញ ហើយបញ្ចប់ការលក់; គ្រាប់ចុចផ្សេងទុក"},
	PartBackYes:     {"Yes, give it back", "បាទ/ចាស ប្រគល់វិញ"},
	PartLater:       {"Later", "ពេលក្រោយ"},
	PartBar:         {"%s of a sale of %s is still to be paid", "នៅសល់ %s នៃការលក់ %s ត្រូវបង់"},
	PartGoOn:        {"Go on", "បន្ត"},
	TenderNone:      {"The shop has named no other tender: setting tender.other", "ហាងមិនបានដាក់ឈ្មោះវិធីបង់ផ្សេងទេ៖ ការកំណត់ tender.other"},
	TenderTake:      {"Take: %s", "ទទួល៖ %s"},
	TenderNoChange:  {"%s: what is typed, or all that is due; no change is given", "%s៖ ចំនួនដែលវាយ ឬទាំងអស់ដែលត្រូវបង់; មិនអាប់ទេ"},
	RateBar:         {"Is %s for $1 still today’s rate?", "%s ក្នុង $1 នៅជាអត្រាថ្ងៃនេះឬ?"},
	RateKey:         {"Look", "មើល"},
	RateTitle:       {"Exchange rate", "អត្រាប្ដូរប្រាក់"},
	LineTitle:       {"Line %s", "មុខទី %s"},
	LineList:        {"The catalogue says %s", "ក្នុងបញ្ជី៖ %s"},
	HelpLine:        {"A note on the chosen line, or its price", "កំណត់ចំណាំលើមុខដែលជ្រើស ឬតម្លៃ"},
	RateHint:        {"Enter: it is right. Else type today’s.", "Enter៖ ត្រឹមត្រូវ។ បើមិនមែន សូមវាយអត្រាថ្ងៃនេះ។"},
	RateBounds:      {"A rate is from %s to %s", "អត្រាត្រូវនៅចន្លោះ %s និង %s"},
	WillRate:        {"From now on %[2]s, instead of %[1]s. Sales that were made keep theirs.", "ចាប់ពីពេលនេះ %[2]s ជំនួស %[1]s។ ការលក់ដែលបានធ្វើរក្សាអត្រារបស់វា។"},
	RateDid:         {"%s is today’s rate", "%s ជាអត្រាថ្ងៃនេះ"},
	HeldTitle:       {"Bills that wait", "វិក្កយបត្រដែលរង់ចាំ"},
	HeldNone:        {"No bill waits", "គ្មានវិក្កយបត្ររង់ចាំទេ"},
	HeldDid:         {"The bill waits: H brings it back", "វិក្កយបត្ររង់ចាំ៖ H យកមកវិញ"},
	HelpHold:        {"Put the bill aside, or take one up again", "ទុកវិក្កយបត្រមួយឡែក ឬយកមកវិញ"},
	CustomerDue:     {"Please pay", "សូមបង់ប្រាក់"},
}
