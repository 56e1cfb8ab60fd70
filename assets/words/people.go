package words

import (
	"fmt"
	"strings"
)

// Alerts about people. The first verb of a sentence is an alert's Expected, the second its
// Actual.
const (
	AlertStaffRows   Key = "people_staff_rows"
	AlertPINRow      Key = "people_pin_row"
	AlertWrongPINs   Key = "people_wrong_pins"
	PeopleTitle      Key = "people_title"
	PeopleAdvice     Key = "people_advice"
	PeopleAdvicePIN  Key = "people_advice_pin"
	PeopleAdviceWait Key = "people_advice_wait"
	WillReadPeople   Key = "will_read_people"
	WillClearPeople  Key = "will_clear_people"
	AlertRecoveryRow Key = "people_recovery_row"
	PeopleAdviceCode Key = "people_advice_code"
	RecoveryTitle    Key = "recovery_title"
	RecoveryWhy      Key = "recovery_why"
	RecoveryNone     Key = "recovery_has_none"
	RecoveryRenews   Key = "recovery_renews"
	RecoveryOnce     Key = "recovery_once"
	RecoveryPaper    Key = "recovery_paper"
	RecoveryFirst    Key = "recovery_first"
	RecoveryDid      Key = "recovery_did"
	RecoveryUse      Key = "recovery_use"
	RecoveryUsed     Key = "recovery_used"
	PINLost          Key = "pin_lost"
	CLIRecoveryMade  Key = "cli_recovery_made"
	CLIRecoveryKeep  Key = "cli_recovery_keep"
	CLIRecoveryUsed  Key = "cli_recovery_used"
	CLIRecoveryLeft  Key = "cli_recovery_left"
	CLIAskRecovery   Key = "cli_ask_recovery"
)

var peopleWords = map[Key]entry{
	AlertStaffRows:   {"The list of the staff was changed outside Psar. The records say: %[1]s. Found: %[2]s", "បញ្ជីបុគ្គលិកត្រូវបានប្ដូរក្រៅ Psar។ កំណត់ត្រាប្រាប់៖ %[1]s។ ឃើញ៖ %[2]s"},
	AlertPINRow:      {"The PIN of %[1]s was changed outside Psar: it counts no more", "លេខសម្ងាត់របស់ %[1]s ត្រូវបានប្ដូរក្រៅ Psar៖ វាលែងមានតម្លៃហើយ"},
	AlertWrongPINs:   {"Wrong PINs were typed for “%[1]s”, five in a row", "មានគេវាយលេខសម្ងាត់ខុសសម្រាប់ “%[1]s” ប្រាំដងជាប់គ្នា"},
	AlertRecoveryRow: {"The owner’s recovery code was changed outside Psar: it counts no more", "លេខកូដសង្គ្រោះរបស់ម្ចាស់ហាងត្រូវបានប្ដូរក្រៅ Psar៖ វាលែងមានតម្លៃហើយ"},
	PeopleAdviceCode: {"The owner makes a new one: key S, then F5. Ask who can open the till’s folder.", "ម្ចាស់ហាងបង្កើតថ្មី៖ គ្រាប់ចុច S រួច F5។ សូមសួរថានរណាអាចបើកថតរបស់បញ្ជរ។"},
	PeopleTitle:      {"Somebody tried to be another person", "មាននរណាម្នាក់ព្យាយាមក្លែងជាអ្នកផ្សេង"},
	PeopleAdvice:     {"Psar goes by its records. Ask who can open the till’s folder.", "Psar ធ្វើតាមកំណត់ត្រារបស់វា។ សូមសួរថានរណាអាចបើកថតរបស់បញ្ជរ។"},
	PeopleAdvicePIN:  {"An owner gives them a new PIN: key S, or psar staff pin. Ask who can open the till’s folder.", "ម្ចាស់ហាងផ្ដល់លេខសម្ងាត់ថ្មី៖ គ្រាប់ចុច S ឬ psar staff pin។ សូមសួរថានរណាអាចបើកថតរបស់បញ្ជរ។"},
	PeopleAdviceWait: {"Ask who stood at the till then. If it was not the person, they choose a new PIN.", "សូមសួរថានរណានៅបញ្ជរពេលនោះ។ បើមិនមែនជាម្ចាស់ឈ្មោះទេ គាត់គួរជ្រើសលេខសម្ងាត់ថ្មី។"},
	RecoveryTitle:    {"Recovery code", "លេខកូដសង្គ្រោះ"},
	RecoveryWhy:      {"A code for paper. It gives the owner a new PIN when theirs is lost; without it nobody can.", "លេខកូដសម្រាប់សរសេរលើក្រដាស។ វាផ្ដល់លេខសម្ងាត់ថ្មីដល់ម្ចាស់ហាងពេលបាត់លេខចាស់; គ្មានវា គ្មានអ្នកណាអាចជួយបានទេ។"},
	RecoveryNone:     {"This shop has none yet.", "ហាងនេះមិនទាន់មានទេ។"},
	RecoveryRenews:   {"A new one makes the one of before void.", "លេខកូដថ្មីធ្វើឱ្យលេខកូដមុនលែងមានតម្លៃ។"},
	RecoveryOnce:     {"Write it on paper now, and keep it away from the till. It is shown this once; Psar does not store it. Whoever has it can take the owner’s place.", "សូមសរសេរលើក្រដាសឥឡូវនេះ ហើយទុកឱ្យឆ្ងាយពីបញ្ជរ។ វាបង្ហាញតែម្ដងនេះ ហើយ Psar មិនរក្សាទុកទេ។ អ្នកណាមានវា អាចធ្វើជាម្ចាស់ហាងបាន។"},
	RecoveryPaper:    {"It is on paper", "បានសរសេរហើយ"},
	RecoveryFirst:    {"Write the code on paper first, then press F4", "សូមសរសេរលេខកូដលើក្រដាសសិន រួចចុច F4"},
	RecoveryDid:      {"The recovery code counts from now on", "លេខកូដសង្គ្រោះមានតម្លៃចាប់ពីពេលនេះ"},
	RecoveryUse:      {"Copy the code from its paper, and choose a new PIN. The code is void then.", "សូមចម្លងលេខកូដពីក្រដាស រួចជ្រើសលេខសម្ងាត់ថ្មី។ បន្ទាប់មក លេខកូដលែងមានតម្លៃ។"},
	RecoveryUsed:     {"%s has a new PIN. The recovery code is void: make a new one", "%s មានលេខសម្ងាត់ថ្មី។ លេខកូដសង្គ្រោះលែងមានតម្លៃ៖ សូមបង្កើតថ្មី"},
	PINLost:          {"PIN lost", "បាត់លេខសម្ងាត់"},
	CLIRecoveryMade:  {"The owner’s recovery code, shown this once: %s", "លេខកូដសង្គ្រោះរបស់ម្ចាស់ហាង បង្ហាញតែម្ដងនេះ៖ %s"},
	CLIRecoveryKeep:  {"Write it on paper and keep it away from the till. It gives the owner a new PIN when theirs is lost; codes of before are void.", "សូមសរសេរលើក្រដាស ហើយទុកឱ្យឆ្ងាយពីបញ្ជរ។ វាផ្ដល់លេខសម្ងាត់ថ្មីដល់ម្ចាស់ហាងពេលបាត់លេខចាស់; លេខកូដមុនៗលែងមានតម្លៃ។"},
	CLIRecoveryUsed:  {"%s has a new PIN, and the code is void. Make a new one: psar staff recovery --by %s.", "%s មានលេខសម្ងាត់ថ្មី ហើយលេខកូដលែងមានតម្លៃ។ សូមបង្កើតថ្មី៖ psar staff recovery --by %s។"},
	CLIRecoveryLeft:  {"Whoever left may have the recovery code: it is void. Make a new one: psar staff recovery --by OWNER.", "អ្នកដែលចាកចេញអាចមានលេខកូដសង្គ្រោះ៖ វាលែងមានតម្លៃហើយ។ សូមបង្កើតថ្មី៖ psar staff recovery --by OWNER។"},
	CLIAskRecovery:   {"Recovery code (it is not shown):", "លេខកូដសង្គ្រោះ (មិនបង្ហាញ)៖"},
	WillReadPeople:   {"The alarm leaves the screen. It is kept with your name.", "ការព្រមាននឹងចេញពីអេក្រង់។ វារក្សាទុកជាមួយឈ្មោះរបស់អ្នក។"},
	WillClearPeople:  {"The alarm leaves the screen. It is kept with your name and reason.", "ការព្រមាននឹងចេញពីអេក្រង់។ វារក្សាទុកជាមួយឈ្មោះ និងមូលហេតុរបស់អ្នក។"},
}

// PeopleAlert is the sentence of an alert about people, by its kind; false for other kinds.
func PeopleAlert(lang Language, kind, expected, actual string) (string, bool) {
	e, ok := peopleWords[Key("people_"+kind)]
	if !ok {
		return "", false
	}
	or := func(list string) string {
		if list == "" {
			return "–"
		}
		return list
	}
	said, expected := e.in(lang), TriedName(lang, expected)
	if kind == "staff_rows" {
		expected, actual = withRoles(lang, expected), withRoles(lang, actual)
	}
	if !strings.Contains(said, "%") {
		return said, true
	}
	if !strings.Contains(said, "%[2]s") {
		return fmt.Sprintf(said, or(expected)), true
	}
	return fmt.Sprintf(said, or(expected), or(actual)), true
}

// withRoles is a list of people, as an alert keeps it, with their roles in a language.
func withRoles(lang Language, list string) string {
	var pairs []string
	for _, role := range []Key{RoleCashier, RoleManager, RoleOwner} {
		pairs = append(pairs, " ("+strings.TrimPrefix(string(role), "role_")+")", " ("+strings.ToLower(Text(lang, role))+")")
	}
	return strings.NewReplacer(pairs...).Replace(list)
}

// recoveryName is the name of staff.RecoveryName.
const recoveryName = "(recovery code)"

// TriedName is a name for which a PIN was typed, as it is shown: that of the tries at the
// recovery code is nobody's.
func TriedName(lang Language, name string) string {
	if name == recoveryName {
		return Text(lang, RecoveryTitle)
	}
	return name
}

// AuditName is the name of whoever did something, as it is shown.
func AuditName(lang Language, by string) string {
	if by == "" {
		return Text(lang, AuditNobody)
	}
	return TriedName(lang, by)
}
