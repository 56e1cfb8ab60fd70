package words

// Signing in and the lock page.
const (
	LockTitle       Key = "lock_title"
	LockHint        Key = "lock_hint"
	LockFirst       Key = "lock_first"
	LockNoStaff     Key = "lock_no_staff"
	LockNoPIN       Key = "lock_no_pin"
	LockLost        Key = "lock_lost"
	HelpLock        Key = "help_lock"
	DidSignIn       Key = "did_sign_in"
	SignInAsk       Key = "sign_in_ask"
	SignInAskWhy    Key = "sign_in_ask_why"
	SignInAskYes    Key = "sign_in_ask_yes"
	SignInAskNo     Key = "sign_in_ask_no"
	SignInIsOn      Key = "sign_in_is_on"
	SignInIsOff     Key = "sign_in_is_off"
	CLISignInOn     Key = "cli_sign_in_on"
	OpenUnsigned    Key = "open_unsigned"
	OwnerBar        Key = "owner_bar"
	OwnerSet        Key = "owner_set"
	OwnerTitle      Key = "owner_title"
	OwnerHint       Key = "owner_hint"
	DidOwner        Key = "did_owner"
	ApproveTitle    Key = "approve_title"
	ApproveHint     Key = "approve_hint"
	ApproveBack     Key = "approve_back"
	ApprovePrinter  Key = "approve_printer"
	StaffTitle      Key = "staff_title"
	StaffHint       Key = "staff_hint"
	StaffNew        Key = "staff_new"
	StaffChange     Key = "staff_change"
	StaffAsNumber   Key = "staff_as_number"
	StaffNumberHint Key = "staff_number_hint"
	WillNumber      Key = "will_number"
	StaffDidNumber  Key = "staff_did_number"
	StaffLeaves     Key = "staff_leaves"
	StaffSaved      Key = "staff_saved"
	StaffDidLeave   Key = "staff_did_leave"
	WillLeave       Key = "will_leave"
	FieldRole       Key = "field_role"
	FieldStaffName  Key = "field_staff_name"
	FieldOwner      Key = "field_owner"
	FieldOwnerPIN   Key = "field_owner_pin"
	FieldOtherPIN   Key = "field_other_pin"
	PINsDiffer      Key = "pins_differ"
	FieldNewPIN     Key = "field_new_pin"
	FieldAgain      Key = "field_again"
	FieldOwnPIN     Key = "field_own_pin"
	FieldOwnerName  Key = "field_owner_name"
)

var lockWords = map[Key]entry{
	LockTitle:       {"Who is at the till?", "អ្នកណានៅបញ្ជរ?"},
	LockHint:        {"Choose your name, then type your PIN", "សូមជ្រើសឈ្មោះ រួចវាយលេខសម្ងាត់"},
	LockFirst:       {"Sign in first", "សូមចូលប្រើសិន"},
	LockNoStaff:     {"There is nobody who could sign in yet: give the shop an owner first", "មិនទាន់មានអ្នកដែលអាចចូលប្រើបានទេ៖ សូមកំណត់ម្ចាស់ហាងសិន"},
	LockNoPIN:       {"Nobody could sign in: every PIN was changed outside Psar. An owner sets new ones", "គ្មានអ្នកណាអាចចូលប្រើបានទេ៖ លេខសម្ងាត់ទាំងអស់ត្រូវបានប្ដូរក្រៅ Psar។ ម្ចាស់ហាងត្រូវកំណត់ថ្មី"},
	LockLost:        {"The owner: choose your name, then “PIN lost”", "ម្ចាស់ហាង៖ ជ្រើសឈ្មោះ រួចជ្រើស “បាត់លេខសម្ងាត់”"},
	HelpLock:        {"Lock the till; who sells next signs in", "ចាក់សោបញ្ជរ; អ្នកលក់បន្ទាប់ចូលប្រើ"},
	OpenUnsigned:    {"The till is open without a sign-in: sales are under nobody’s name", "បញ្ជរបើកដោយមិនចាំបាច់ចូល៖ ការលក់មិនស្ថិតក្រោមឈ្មោះអ្នកណាទេ"},
	DidSignIn:       {"%s is at the till", "%s នៅបញ្ជរ"},
	SignInAsk:       {"Should everybody sign in before they sell?", "តើគ្រប់គ្នាត្រូវចូលប្រើមុនពេលលក់ទេ?"},
	SignInAskWhy:    {"Then each sale says whose it is, and nobody sells in another’s name. Payment links and payments that come in need nobody. It can be changed later. Esc leaves the question for your next sign-in.", "ដូច្នេះ ការលក់នីមួយៗប្រាប់ថាជារបស់អ្នកណា ហើយគ្មានអ្នកណាលក់ក្នុងឈ្មោះអ្នកផ្សេងទេ។ តំណបង់ប្រាក់ និងប្រាក់ដែលចូល មិនត្រូវការអ្នកចូលប្រើទេ។ អាចប្ដូរពេលក្រោយបាន។ Esc ទុកសំណួរនេះសម្រាប់ការចូលប្រើលើកក្រោយ។"},
	SignInAskYes:    {"Yes, everybody", "បាទ/ចាស គ្រប់គ្នា"},
	SignInAskNo:     {"No, as it is now", "ទេ ដូចពេលនេះ"},
	SignInIsOn:      {"From now on everybody signs in before they sell", "ចាប់ពីពេលនេះ គ្រប់គ្នាត្រូវចូលប្រើមុនពេលលក់"},
	SignInIsOff:     {"Nobody has to sign in before they sell", "មិនចាំបាច់ចូលប្រើមុនពេលលក់ទេ"},
	CLISignInOn:     {"From now on everybody signs in before they sell: psar --as NAME sell …, or with a PIN at the till. Links need nobody. psar settings set till.sign_in false --by NAME ends it.", "ចាប់ពីពេលនេះ គ្រប់គ្នាត្រូវចូលប្រើមុនពេលលក់៖ psar --as NAME sell … ឬវាយលេខសម្ងាត់នៅបញ្ជរ។ តំណមិនត្រូវការអ្នកចូលប្រើទេ។ psar settings set till.sign_in false --by NAME បិទវាវិញ។"},
	OwnerBar:        {"This shop has no owner yet: choose a name and a PIN that only the owner knows", "ហាងនេះមិនទាន់មានម្ចាស់ទេ៖ សូមកំណត់ឈ្មោះ និងលេខសម្ងាត់ដែលម្ចាស់ហាងម្នាក់គត់ដឹង"},
	OwnerSet:        {"Set it", "កំណត់"},
	OwnerTitle:      {"The shop’s owner", "ម្ចាស់ហាង"},
	OwnerHint:       {"From then on refunds, the gateway’s settings and the staff need a person’s own PIN. Write it down somewhere safe: nobody can read it here.", "ចាប់ពីពេលនោះ ការសងប្រាក់ ការកំណត់ធនាគារ និងបុគ្គលិក ត្រូវការលេខសម្ងាត់ផ្ទាល់ខ្លួន។ សូមកត់ទុកកន្លែងសុវត្ថិភាព៖ គ្មានអ្នកណាអាចអានវានៅទីនេះទេ។"},
	DidOwner:        {"%s is the owner now. S adds the others", "%s ជាម្ចាស់ហាងហើយ។ ចុច S បន្ថែមអ្នកផ្សេង"},
	ApproveTitle:    {"A manager’s word", "ការយល់ព្រមពីអ្នកគ្រប់គ្រង"},
	ApproveBack:     {"The notes that were taken go back out of the drawer.", "ប្រាក់ដែលបានទទួល ត្រូវប្រគល់វិញចេញពីថតលុយ។"},
	ApprovePrinter:  {"The printer’s settings change.", "ការកំណត់ម៉ាស៊ីនបោះពុម្ពនឹងប្ដូរ។"},
	ApproveHint:     {"The bill has another price than the catalogue’s, or a large discount.", "វិក្កយបត្រមានតម្លៃខុសពីបញ្ជី ឬការបញ្ចុះតម្លៃច្រើន។"},
	StaffTitle:      {"Staff", "បុគ្គលិក"},
	StaffHint:       {"Enter: change the chosen person", "Enter៖ កែអ្នកដែលជ្រើស"},
	StaffNew:        {"New person", "បុគ្គលិកថ្មី"},
	StaffChange:     {"Change person", "កែបុគ្គលិក"},
	StaffAsNumber:   {"A number in place of the name", "លេខជំនួសឈ្មោះ"},
	StaffNumberHint: {"In every list, report and copy. The journal keeps the name.", "ក្នុងបញ្ជី របាយការណ៍ និងច្បាប់ចម្លងទាំងអស់។ កំណត់ហេតុរក្សាឈ្មោះ។"},
	WillNumber:      {"From now on %s is shown as %s in every list, report and copy.", "ចាប់ពីពេលនេះ %s បង្ហាញជា %s ក្នុងបញ្ជី របាយការណ៍ និងច្បាប់ចម្លងទាំងអស់។"},
	StaffDidNumber:  {"From now on it is %s", "ចាប់ពីពេលនេះបង្ហាញជា %s"},
	StaffLeaves:     {"Works here no more", "ឈប់ធ្វើការ"},
	StaffSaved:      {"Saved: %s · %s", "បានរក្សាទុក៖ %s · %s"},
	StaffDidLeave:   {"%s works here no more", "%s ឈប់ធ្វើការហើយ"},
	WillLeave:       {"%s can’t sign in or approve any more. What they did keeps their name.", "%s មិនអាចចូលប្រើ ឬយល់ព្រមបានទៀត។ អ្វីដែលបានធ្វើរក្សាឈ្មោះ។"},
	FieldRole:       {"Role · space changes it", "តួនាទី · ចុច Space ដើម្បីប្ដូរ"},
	FieldStaffName:  {"Name", "ឈ្មោះ"},
	FieldOwner:      {"Owner’s name", "ឈ្មោះម្ចាស់ហាង"},
	FieldOwnerPIN:   {"Owner’s PIN", "លេខសម្ងាត់ម្ចាស់ហាង"},
	FieldOtherPIN:   {"New PIN, or nothing: it stays", "លេខសម្ងាត់ថ្មី ឬទទេ៖ នៅដដែល"},
	PINsDiffer:      {"The two PINs are not the same: type the second again", "លេខសម្ងាត់ទាំងពីរមិនដូចគ្នា៖ សូមវាយទីពីរម្ដងទៀត"},
	FieldNewPIN:     {"PIN, %d to 12 digits", "លេខសម្ងាត់ %d ដល់ 12 ខ្ទង់"},
	FieldAgain:      {"The PIN once more", "លេខសម្ងាត់ម្ដងទៀត"},
	FieldOwnPIN:     {"Your PIN", "លេខសម្ងាត់របស់អ្នក"},
	FieldOwnerName:  {"The owner’s name", "ឈ្មោះម្ចាស់ហាង"},
}
