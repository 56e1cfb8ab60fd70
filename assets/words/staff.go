package words

// The staff: in windows, on paper and in commands.
const (
	RoleCashier       Key = "role_cashier"
	RoleManager       Key = "role_manager"
	RoleOwner         Key = "role_owner"
	PaperCashier      Key = "paper_cashier"
	ColStaff          Key = "col_staff"
	ColRole           Key = "col_role"
	ColWorks          Key = "col_works"
	StaffActive       Key = "staff_active"
	StaffLeft         Key = "staff_left"
	CLIStaffAdded     Key = "cli_staff_added"
	CLIStaffSet       Key = "cli_staff_set"
	CLIStaffLeft      Key = "cli_staff_left"
	CLIPINSet         Key = "cli_pin_set"
	CLIAskOwnPIN      Key = "cli_ask_own_pin"
	CLIAskNewPIN      Key = "cli_ask_new_pin"
	CLIAskPINMore     Key = "cli_ask_pin_more"
	CLIPINDiffers     Key = "cli_pin_differs"
	CLIPINLines       Key = "cli_pin_lines"
	CLIStaffForget    Key = "cli_staff_forget"
	CLIStaffForgetYes Key = "cli_staff_forget_yes"
	CLIAskForget      Key = "cli_ask_forget"
	CLIStaffForgot    Key = "cli_staff_forgot"
	CLIStaffNamed     Key = "cli_staff_named"
	CLIStaffWhat      Key = "cli_staff_what"
	DoctorStaff       Key = "doctor_staff"
	DoctorNoStaff     Key = "doctor_no_staff"
	TrainingStaff     Key = "training_staff"
	CLIOneOwner       Key = "cli_one_owner"
	ReportApprovals   Key = "report_approvals"
)

var staffWords = map[Key]entry{
	RoleCashier:       {"Cashier", "អ្នកគិតលុយ"},
	RoleManager:       {"Manager", "អ្នកគ្រប់គ្រង"},
	RoleOwner:         {"Owner", "ម្ចាស់ហាង"},
	PaperCashier:      {"Cashier: %s", "អ្នកគិតលុយ៖ %s"},
	ColStaff:          {"Name", "ឈ្មោះ"},
	ColRole:           {"Role", "តួនាទី"},
	ColWorks:          {"Works here", "នៅធ្វើការ"},
	StaffActive:       {"yes", "នៅ"},
	StaffLeft:         {"no more", "ឈប់ហើយ"},
	CLIStaffAdded:     {"%s works here now: %s.", "%s ចូលធ្វើការហើយ៖ %s។"},
	CLIStaffSet:       {"%s: %s.", "%s៖ %s។"},
	CLIStaffLeft:      {"%s works here no more. What they did stays in the journal.", "%s ឈប់ធ្វើការហើយ។ អ្វីដែលពួកគេបានធ្វើនៅក្នុងកំណត់ហេតុដដែល។"},
	CLIPINSet:         {"%s has a new PIN.", "%s មានលេខសម្ងាត់ថ្មីហើយ។"},
	CLIAskOwnPIN:      {"%s’s PIN (it is not shown):", "លេខសម្ងាត់របស់ %s (មិនបង្ហាញ)៖"},
	CLIAskNewPIN:      {"New PIN for %s, %d to 12 digits (it is not shown):", "លេខសម្ងាត់ថ្មីសម្រាប់ %s ពី %d ដល់ 12 ខ្ទង់ (មិនបង្ហាញ)៖"},
	CLIAskPINMore:     {"The same once more:", "វាយម្ដងទៀត៖"},
	CLIPINDiffers:     {"the two PINs are not the same; nothing was changed", "លេខសម្ងាត់ទាំងពីរមិនដូចគ្នា; គ្មានអ្វីត្រូវបានប្ដូរទេ"},
	CLIPINLines:       {"PINs are read from standard input, one to a line.", "លេខសម្ងាត់អានពីការបញ្ចូលស្តង់ដារ មួយក្នុងមួយបន្ទាត់។"},
	CLIStaffForget:    {"--forget goes alone: change the rest by another command", "--forget ត្រូវប្រើតែម្នាក់ឯង៖ ប្ដូរអ្វីផ្សេងទៀតដោយពាក្យបញ្ជាមួយទៀត"},
	CLIStaffForgetYes: {"say --yes: from then on a number stands for the name in every list, report and copy", "សូមបន្ថែម --yes៖ ចាប់ពីពេលនោះ លេខមួយជំនួសឈ្មោះក្នុងបញ្ជី របាយការណ៍ និងច្បាប់ចម្លងទាំងអស់"},
	CLIAskForget:      {"In every list, report and copy %s becomes %s; only the journal keeps the name. (yes/no)", "ក្នុងបញ្ជី របាយការណ៍ និងច្បាប់ចម្លងទាំងអស់ %s ក្លាយជា %s មានតែកំណត់ហេតុទេដែលរក្សាឈ្មោះ។ (yes/no)"},
	CLIStaffForgot:    {"From now on %s stands for the name. The journal keeps it.", "ចាប់ពីពេលនេះ %s ជំនួសឈ្មោះ។ កំណត់ហេតុនៅរក្សាឈ្មោះ។"},
	CLIStaffNamed:     {"%s is shown by name again", "%s បង្ហាញតាមឈ្មោះវិញ"},
	CLIStaffWhat:      {"say what changes: --role, --rename, --active or --forget", "សូមប្រាប់ថាត្រូវប្ដូរអ្វី៖ --role, --rename, --active ឬ --forget"},
	DoctorStaff:       {"set; people: %d, of whom owners: %d", "បានកំណត់; បុគ្គលិក %d ក្នុងនោះម្ចាស់ហាង %d"},
	DoctorNoStaff:     {"one PIN for all; give everybody their own: psar staff add NAME --role owner", "លេខសម្ងាត់តែមួយសម្រាប់ទាំងអស់; សូមឱ្យម្នាក់មួយៗ៖ psar staff add NAME --role owner"},
	ReportApprovals:   {"Approvals by name", "ការយល់ព្រមតាមឈ្មោះ"},
	CLIOneOwner:       {"Add a second owner too, or make a recovery code (psar staff recovery --by OWNER): without one nobody can give the only owner a new PIN.", "សូមបន្ថែមម្ចាស់ហាងម្នាក់ទៀត ឬបង្កើតលេខកូដសង្គ្រោះ (psar staff recovery --by OWNER)៖ បើគ្មាន គ្មានអ្នកណាអាចដូរលេខសម្ងាត់ឱ្យម្ចាស់តែម្នាក់បានទេ។"},
	TrainingStaff:     {"In training the owner is “Owner” with PIN 1111, the manager “Manager” with 2222, the cashier “Cashier” with 3333.", "ក្នុងរបៀបហ្វឹកហាត់ ម្ចាស់ហាងឈ្មោះ “Owner” លេខសម្ងាត់ 1111 អ្នកគ្រប់គ្រង “Manager” លេខ 2222 អ្នកគិតលុយ “Cashier” លេខ 3333។"},
}
