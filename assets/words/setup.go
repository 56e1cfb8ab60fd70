package words

// The first run and the settings.
const (
	SetupLanguage      Key = "setup_language"
	SetupShop          Key = "setup_shop"
	SetupTill          Key = "setup_till"
	SetupPrinter       Key = "setup_printer"
	SetupPIN           Key = "setup_pin"
	SetupLeave         Key = "setup_leave"
	SetupIsThisYou     Key = "setup_is_this_you"
	SetupAsked         Key = "setup_asked"
	SetupWillRefuse    Key = "setup_will_refuse"
	SetupKeyWorks      Key = "setup_key_works"
	SetupYesMine       Key = "setup_yes_mine"
	SetupNotMine       Key = "setup_not_mine"
	SetupTrainingFirst Key = "setup_training_first"
	SetupNotDone       Key = "setup_not_done"
	SetupNotDoneHint   Key = "setup_not_done_hint"
	SetupRate          Key = "setup_rate"
	SetupShopName      Key = "setup_shop_name"
	SetupShopNameKhmer Key = "setup_shop_name_khmer"
	SetupAddress       Key = "setup_address"
	SetupVATTIN        Key = "setup_vattin"
	SetupProfileID     Key = "setup_profile_id"
	SetupProfileKey    Key = "setup_profile_key"
	SetupPrinterLink   Key = "setup_printer_link"
	SetupTestPrint     Key = "setup_test_print"
	SetupSave          Key = "setup_save"
	SetupSaved         Key = "setup_saved"
	Settings           Key = "settings"
	Opening            Key = "opening"
	CannotOpen         Key = "cannot_open"
	WhatToDo           Key = "what_to_do"
)

var setupWords = map[Key]entry{
	SetupLanguage:      {"Language", "ភាសា"},
	SetupShop:          {"Shop", "ហាង"},
	SetupTill:          {"Till", "បញ្ជរ"},
	SetupPrinter:       {"Printer", "ម៉ាស៊ីនបោះពុម្ព"},
	SetupPIN:           {"Owner’s PIN", "លេខសម្ងាត់ម្ចាស់ហាង"},
	SetupLeave:         {"Leave at any time. Psar keeps what you entered.", "អាចចាកចេញពេលណាក៏បាន។ Psar រក្សាទុកអ្វីដែលបានបញ្ចូល។"},
	SetupIsThisYou:     {"Is this you?", "តើនេះជាអ្នកមែនទេ?"},
	SetupAsked:         {"Psar asked the bank for a code of %s and read who would be paid.", "Psar បានស្នើកូដចំនួន %s ពីធនាគារ ហើយអានឈ្មោះអ្នកទទួលប្រាក់។"},
	SetupWillRefuse:    {"It will refuse any code that pays someone else.", "Psar នឹងបដិសេធកូដដែលបង់ទៅអ្នកផ្សេង។"},
	SetupKeyWorks:      {"key works · %s ms", "សោដំណើរការ · %s ms"},
	SetupYesMine:       {"Yes, this is my account", "បាទ/ចាស នេះជាគណនីខ្ញុំ"},
	SetupNotMine:       {"No, change the key", "ទេ ប្ដូរសោ"},
	SetupTrainingFirst: {"Try Psar in training first", "សាកហ្វឹកហាត់ជាមុនសិន"},
	SetupNotDone:       {"KHQR is not set up yet", "មិនទាន់រៀបចំ KHQR"},
	SetupNotDoneHint:   {"Enter the profile ID and the profile key of your shop in the settings, or try training first.", "សូមបញ្ចូលលេខសម្គាល់ profile និងសោ profile របស់ហាងក្នុងការកំណត់ ឬសាកហ្វឹកហាត់ជាមុនសិន។"},
	SetupRate:          {"Today’s rate: 1 USD =", "អត្រាថ្ងៃនេះ៖ 1 USD ="},
	SetupShopName:      {"Shop name (English)", "ឈ្មោះហាង (អង់គ្លេស)"},
	SetupShopNameKhmer: {"Shop name (Khmer)", "ឈ្មោះហាង (ខ្មែរ)"},
	SetupAddress:       {"Address", "អាសយដ្ឋាន"},
	SetupVATTIN:        {"VATTIN", "លេខអត្តសញ្ញាណកម្មអាករ"},
	SetupProfileID:     {"Profile ID", "លេខសម្គាល់ profile"},
	SetupProfileKey:    {"Profile key (secret)", "សោ profile (សម្ងាត់)"},
	SetupPrinterLink:   {"Printer link", "ការតភ្ជាប់ម៉ាស៊ីនបោះពុម្ព"},
	SetupTestPrint:     {"Print a test page", "បោះពុម្ពទំព័រសាកល្បង"},
	SetupSave:          {"Save", "រក្សាទុក"},
	SetupSaved:         {"Saved", "បានរក្សាទុក"},
	Settings:           {"Settings", "ការកំណត់"},
	Opening:            {"Opening the till …", "កំពុងបើកបញ្ជរ …"},
	CannotOpen:         {"Psar can’t open", "មិនអាចបើក Psar បាន"},
	WhatToDo:           {"What to do", "ត្រូវធ្វើអ្វី"},
}
