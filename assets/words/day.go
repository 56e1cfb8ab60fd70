package words

// The drawer, shifts and refunds in the window.
const (
	DayTitle        Key = "day_title"
	DayShift        Key = "day_shift"
	DayNoShift      Key = "day_no_shift"
	DayX            Key = "day_x"
	DayOpen         Key = "day_open"
	DayOpenHint     Key = "day_open_hint"
	DayClose        Key = "day_close"
	DayCloseHint    Key = "day_close_hint"
	DayIn           Key = "day_in"
	DayInHint       Key = "day_in_hint"
	DayOut          Key = "day_out"
	DayOutHint      Key = "day_out_hint"
	DayDrop         Key = "day_drop"
	DayDropHint     Key = "day_drop_hint"
	DayHandover     Key = "day_handover"
	DayHandoverHint Key = "day_handover_hint"
	CountHint       Key = "count_hint"
	CountTooMany    Key = "count_too_many"
	CountExpected   Key = "count_expected"
	CountRight      Key = "count_right"
	OverBy          Key = "over_by"
	ShortBy         Key = "short_by"
	MoveHint        Key = "move_hint"
	FieldAmount     Key = "field_amount"
	FieldName       Key = "field_name"
	FieldTo         Key = "field_to"
	FieldToPIN      Key = "field_to_pin"
	FieldWhy        Key = "field_why"
	WillIn          Key = "will_in"
	WillOut         Key = "will_out"
	WillOpen        Key = "will_open"
	WillHandover    Key = "will_handover"
	WillPassOn      Key = "will_pass_on"
	WillClose       Key = "will_close"
	DidMove         Key = "did_move"
	DidMoveBlind    Key = "did_move_blind"
	DidOpen         Key = "did_open"
	DidHandover     Key = "did_handover"
	DidPassOn       Key = "did_pass_on"
	DidClose        Key = "did_close"
	ShiftLeftOpen   Key = "shift_left_open"
	ByName          Key = "by_name"
	RefundTitle     Key = "refund_title"
	RefundHint      Key = "refund_hint"
	RefundOf        Key = "refund_of"
	RefundNotes     Key = "refund_notes"
	RefundBank      Key = "refund_bank"
	RefundNothing   Key = "refund_nothing"
	RefundLess      Key = "refund_less"
	RefundLineOf    Key = "refund_line_of"
	WillGiveNotes   Key = "will_give_notes"
	WillGiveBank    Key = "will_give_bank"
	DidGive         Key = "did_give"
	DidGiveBank     Key = "did_give_bank"
)

var dayWords = map[Key]entry{
	DayTitle:        {"Drawer and day", "ថតប្រាក់ និងវេន"},
	DayShift:        {"Shift %s · since %s · %s", "វេន %s · តាំងពី %s · %s"},
	DayNoShift:      {"No shift is open · next: %s", "មិនទាន់បើកវេន · បន្ទាប់៖ %s"},
	DayX:            {"X report on paper", "បោះពុម្ពរបាយការណ៍ X"},
	DayOpen:         {"Open the shift", "បើកវេន"},
	DayOpenHint:     {"Count the float", "រាប់ប្រាក់ដើមវេន"},
	DayClose:        {"Close the shift", "បិទវេន"},
	DayCloseHint:    {"Count the drawer, make the Z report", "រាប់ប្រាក់ក្នុងថត ធ្វើរបាយការណ៍ Z"},
	DayIn:           {"Pay in", "ដាក់ប្រាក់ចូល"},
	DayInHint:       {"Notes come into the drawer, such as change from the bank", "ដាក់ប្រាក់ចូលថត ដូចជាប្រាក់អាប់ពីធនាគារ"},
	DayOut:          {"Pay out", "ដកប្រាក់ចេញ"},
	DayOutHint:      {"Notes are paid from the drawer, such as for ice", "ដកប្រាក់ពីថត ដូចជាទិញទឹកកក"},
	DayDrop:         {"Drop", "ដាក់ក្នុងទូដែក"},
	DayDropHint:     {"Notes go to the safe", "យកប្រាក់ពីថតទៅទូដែក"},
	DayHandover:     {"Hand over", "ប្រគល់វេន"},
	DayHandoverHint: {"Count the drawer, give it to the next cashier", "រាប់ប្រាក់ ប្រគល់ឱ្យអ្នកគិតលុយបន្ទាប់"},
	CountHint:       {"How many notes of each · Enter: next · / dollars, riel · F2: counted", "ចំនួនសន្លឹកនីមួយៗ · Enter៖ បន្ទាប់ · / ដុល្លារ រៀល · F2៖ រាប់រួច"},
	CountTooMany:    {"That is too many notes", "ចំនួនសន្លឹកច្រើនពេក"},
	CountExpected:   {"There should be %s", "គួរមាន %s"},
	CountRight:      {"the count is right", "រាប់ត្រូវ"},
	OverBy:          {"%s over", "លើស %s"},
	ShortBy:         {"%s short", "ខ្វះ %s"},
	MoveHint:        {"/ changes dollars and riel", "/ ប្ដូរដុល្លារ និងរៀល"},
	FieldAmount:     {"Amount", "ចំនួនទឹកប្រាក់"},
	FieldName:       {"Who", "អ្នកណា"},
	FieldTo:         {"Who takes the drawer", "អ្នកទទួលថត"},
	FieldToPIN:      {"Their own PIN", "លេខសម្ងាត់របស់អ្នកទទួល"},
	FieldWhy:        {"Why it is over or short, if so", "មូលហេតុ បើលើស ឬខ្វះ"},
	WillIn:          {"%s comes into the drawer: %s", "ដាក់ %s ចូលថត៖ %s"},
	WillOut:         {"%s leaves the drawer: %s", "ដក %s ចេញពីថត៖ %s"},
	WillOpen:        {"The shift begins with %s in the drawer.", "វេនចាប់ផ្ដើមដោយមាន %s ក្នុងថត។"},
	WillHandover:    {"%s has the drawer from now on.", "%s ទទួលថតចាប់ពីពេលនេះ។"},
	WillPassOn:      {"%s has the drawer from now on, and is signed in here in your place.", "%s ទទួលថតចាប់ពីពេលនេះ ហើយចូលប្រើបញ្ជរជំនួសអ្នក។"},
	WillClose:       {"Z report %s is made and stored. It is never changed.", "របាយការណ៍ Z លេខ %s នឹងធ្វើ និងរក្សាទុក។ វាមិនប្ដូរទៀតទេ។"},
	DidMove:         {"Recorded: %s. In the drawer: %s", "បានកត់ត្រា៖ %s។ ក្នុងថត៖ %s"},
	DidMoveBlind:    {"Recorded: %s", "បានកត់ត្រា៖ %s"},
	DidOpen:         {"Shift %s is open with %s", "វេន %s បើកដោយ %s"},
	DidHandover:     {"%s has the drawer", "%s ទទួលថតហើយ"},
	DidPassOn:       {"%s has the drawer, and is signed in here", "%s ទទួលថតហើយ និងបានចូលប្រើបញ្ជរ"},
	DidClose:        {"Z report %s: %s", "របាយការណ៍ Z លេខ %s៖ %s"},
	ShiftLeftOpen:   {"Shift %s of %s is still open: count the drawer and close it", "វេន %s នៃថ្ងៃ %s នៅបើក៖ សូមរាប់ប្រាក់ រួចបិទវេន"},
	ByName:          {"By %s", "ដោយ %s"},
	RefundTitle:     {"Refund", "សងប្រាក់វិញ"},
	RefundHint:      {"+ - how many go back", "+ - ចំនួនដែលសងវិញ"},
	RefundOf:        {"Receipt %s of %s · %s", "វិក្កយបត្រ %s ថ្ងៃ %s · %s"},
	RefundNotes:     {"In notes", "ជាសាច់ប្រាក់"},
	RefundBank:      {"By the bank, by hand", "តាមធនាគារ ដោយដៃ"},
	RefundLess:      {"No more than %d can still go back: type a smaller number", "អាចសងវិញបានត្រឹម %d ប៉ុណ្ណោះ៖ សូមវាយចំនួនតិចជាងនេះ"},
	RefundNothing:   {"Choose at least one line", "សូមជ្រើសយ៉ាងហោចណាស់មួយមុខ"},
	RefundLineOf:    {"%s of %s", "%s ក្នុងចំណោម %s"},
	WillGiveNotes:   {"%s goes back in notes for receipt %s. The drawer opens.", "សង %s ជាសាច់ប្រាក់សម្រាប់វិក្កយបត្រ %s។ ថតនឹងបើក។"},
	WillGiveBank:    {"%s is recorded as sent back at the bank for receipt %s. Psar itself sends no money.", "%s នឹងកត់ត្រាថាបានផ្ញើតាមធនាគារសម្រាប់វិក្កយបត្រ %s។ Psar មិនផ្ញើប្រាក់ដោយខ្លួនឯងទេ។"},
	DidGive:         {"Give back %s. Receipt of the refund: %s", "សូមប្រគល់ %s វិញ។ វិក្កយបត្រនៃការសង៖ %s"},
	DidGiveBank:     {"%s is recorded as sent back. Receipt of the refund: %s", "%s បានកត់ត្រាថាផ្ញើវិញ។ វិក្កយបត្រនៃការសង៖ %s"},
}
