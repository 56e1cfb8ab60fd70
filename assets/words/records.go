package words

import (
	"strings"

	"psar/pos/finding"
)

// Alerts about the shop's own records.
const (
	AlertJournalBehind  Key = "alarm_journal_behind"
	AlertJournalBeside  Key = "alarm_journal_beside"
	AlertJournalGrew    Key = "alarm_journal_grew"
	AlertJournalUnnoted Key = "alarm_journal_unnoted"
	AlertShopSwapped    Key = "alarm_shop_swapped"
	AlertOtherWriter    Key = "alarm_other_writer"
	AlertKeyringMissing Key = "alarm_keyring_missing"
	AlertKeyringOther   Key = "alarm_keyring_other"
	AlertSchema         Key = "alarm_schema"
	AlertSettingRows    Key = "alarm_setting_rows"
	AlertSecretFiles    Key = "alarm_secret_files"
	AlertCertificates   Key = "alarm_certificates"
	AlertZRow           Key = "alarm_z_row"
	AlertPrintRows      Key = "alarm_print_rows"
	AlertSaleRows       Key = "alarm_sale_rows"
	AlertHeldRows       Key = "alarm_held_rows"
	AlertPaymentRow     Key = "alarm_payment_row"
	AlertJournalBroken  Key = "alarm_journal_broken"
	AlertFacts          Key = "alarm_facts"
	AlertFactsHidden    Key = "alarm_facts_hidden"
	AlertPayFacts       Key = "alarm_pay_facts"
	RecordsTold         Key = "records_told"
	DoctorRows          Key = "doctor_rows"
	DoctorCommands      Key = "doctor_commands"
	DoctorCommandsTaken Key = "doctor_commands_taken"
	DoctorRecovery      Key = "doctor_recovery"
	DoctorRecoverySet   Key = "doctor_recovery_set"
	DoctorRecoveryNone  Key = "doctor_recovery_none"
	DoctorRecoveryFree  Key = "doctor_recovery_free"
	DoctorRowsFit       Key = "doctor_rows_fit"
	RecordsTitle        Key = "records_title"
	RecordsKnown        Key = "records_known"
	RecordsFound        Key = "records_found"
	RecordsAdvice       Key = "records_advice"
	KeyringAdvice       Key = "records_keyring_advice"
	CertificatesAdvice  Key = "records_certificates_advice"
	OwnerClears         Key = "owner_clears"
	WillClearAlert      Key = "will_clear_alarm"
	DidClearAlert       Key = "did_clear_alarm"
	DoctorKeyring       Key = "doctor_keyring"
	DoctorMark          Key = "doctor_mark"
	DoctorKeyHeld       Key = "doctor_key_held"
	DoctorKeyNone       Key = "doctor_key_none"
	DoctorKeyAway       Key = "doctor_key_away"
	DoctorKeyMissing    Key = "doctor_key_missing"
	DoctorMarkNone      Key = "doctor_mark_none"
	DoctorNotLooked     Key = "doctor_not_looked"
	DoctorMarkFits      Key = "doctor_mark_fits"
	DoctorMarkDiffers   Key = "doctor_mark_differs"
	CLIJournalSigned    Key = "cli_journal_signed"
	CLIJournalNoKey     Key = "cli_journal_no_key"
	CLIAlertCleared     Key = "cli_alarm_cleared"
	SchemaTable         Key = "schema_table"
	SchemaTrigger       Key = "schema_trigger"
	SchemaIndex         Key = "schema_index"
	SchemaView          Key = "schema_view"
)

var recordsWords = map[Key]entry{
	AlertJournalBehind:  {"The shop’s records were put back or cut", "កំណត់ត្រារបស់ហាងត្រូវបានដាក់ចាស់វិញ ឬកាត់ចេញ"},
	AlertJournalBeside:  {"The shop’s records were written anew", "កំណត់ត្រារបស់ហាងត្រូវបានសរសេរថ្មី"},
	AlertJournalGrew:    {"Rows were added to the shop’s records while the till was closed", "មានជួរបន្ថែមក្នុងកំណត់ត្រារបស់ហាង ពេលបញ្ជរបិទ"},
	AlertJournalUnnoted: {"The till could not note a run outside its folder: look at what was changed in it", "បញ្ជរមិនអាចកត់ចំណាំការបើកមួយនៅក្រៅថតរបស់វា៖ សូមពិនិត្យអ្វីដែលបានប្ដូរពេលនោះ"},
	AlertShopSwapped:    {"This folder held another shop", "ថតនេះធ្លាប់មានហាងមួយទៀត"},
	AlertOtherWriter:    {"Another program wrote into the shop’s records while the till was open", "កម្មវិធីផ្សេងបានសរសេរចូលកំណត់ត្រារបស់ហាង ពេលបញ្ជរបើក"},
	AlertKeyringMissing: {"The computer’s keyring lacks what the records say it holds", "កន្លែងរក្សាសោរបស់កុំព្យូទ័រ ខ្វះអ្វីដែលកំណត់ត្រាប្រាប់ថាវារក្សាទុក"},
	AlertKeyringOther:   {"The computer’s keyring has another key than the records name", "កន្លែងរក្សាសោរបស់កុំព្យូទ័រ មានសោផ្សេងពីអ្វីដែលកំណត់ត្រាប្រាប់"},
	AlertSchema:         {"The database has other tables or triggers than Psar’s", "មូលដ្ឋានទិន្នន័យមានតារាង ឬគន្លឹះផ្សេងពីរបស់ Psar"},
	AlertSettingRows:    {"Settings were changed outside Psar. It goes by its journal", "ការកំណត់ត្រូវបានប្ដូរក្រៅ Psar។ វាធ្វើតាមកំណត់ហេតុរបស់វា"},
	AlertSecretFiles:    {"A file of secret keys was changed outside Psar. It goes by its journal", "ឯកសារកូដសម្ងាត់ត្រូវបានប្ដូរក្រៅ Psar។ វាធ្វើតាមកំណត់ហេតុរបស់វា"},
	AlertCertificates:   {"The file with the bank link’s certificates is not the one that the owner set", "ឯកសារវិញ្ញាបនបត្រនៃតំណធនាគារ មិនមែនជារបស់ដែលម្ចាស់ហាងបានកំណត់ទេ"},
	AlertZRow:           {"The last Z report is not the one of the journal", "របាយការណ៍ Z ចុងក្រោយ មិនមែនជារបស់កំណត់ហេតុទេ"},
	AlertPrintRows:      {"Print jobs were changed outside Psar. They were not printed", "ការងារបោះពុម្ពត្រូវបានប្ដូរក្រៅ Psar។ វាមិនត្រូវបានបោះពុម្ពទេ"},
	AlertSaleRows:       {"An open sale was changed outside Psar. It goes by its journal; where that is in doubt too, the sale waits for the owner", "ការលក់ដែលមិនទាន់ចប់ត្រូវបានប្ដូរក្រៅ Psar។ វាធ្វើតាមកំណត់ហេតុរបស់វា។ បើកំណត់ហេតុក៏មានការសង្ស័យ ការលក់រង់ចាំម្ចាស់ហាង"},
	AlertHeldRows:       {"Bills that wait were changed outside Psar. It goes by its journal", "វិក្កយបត្រដែលរង់ចាំត្រូវបានប្ដូរក្រៅ Psar។ វាធ្វើតាមកំណត់ហេតុរបស់វា"},
	AlertPaymentRow:     {"A payment was changed outside Psar. No sale is completed with it", "ការបង់ប្រាក់មួយត្រូវបានប្ដូរក្រៅ Psar។ មិនបញ្ចប់ការលក់ដោយវាទេ"},
	AlertJournalBroken:  {"The shop’s records do not add up: psar journal verify", "កំណត់ត្រារបស់ហាងមិនត្រូវគ្នាទេ៖ psar journal verify"},
	AlertFacts:          {"Rows of the journal about how the shop is set up are in doubt", "មានការសង្ស័យអំពីជួរកំណត់ហេតុ ស្ដីពីការកំណត់របស់ហាង"},
	AlertFactsHidden:    {"Rows of the journal about rights or the shop’s settings were hidden. They count again", "ជួរកំណត់ហេតុអំពីសិទ្ធិ ឬការកំណត់របស់ហាង ត្រូវបានលាក់។ វាមានប្រសិទ្ធភាពវិញហើយ"},
	AlertPayFacts:       {"It is in doubt whom the codes pay: KHQR stops until the owner has looked", "មានការសង្ស័យអំពីគណនីដែលកូដបង់ទៅ៖ KHQR ឈប់ រហូតដល់ម្ចាស់ហាងពិនិត្យ"},
	RecordsTold:         {"Psar has: %s", "Psar មាន៖ %s"},
	DoctorRows:          {"Rows that mean power", "ជួរដែលផ្ដល់អំណាច"},
	DoctorCommands:      {"Commands beside the open till", "ពាក្យបញ្ជាពេលបញ្ជរបើក"},
	DoctorCommandsTaken: {"the till carries them out", "បញ្ជរអនុវត្តតាម"},
	DoctorRecovery:      {"Owner’s recovery code", "លេខកូដសង្គ្រោះរបស់ម្ចាស់ហាង"},
	DoctorRecoverySet:   {"made; on paper only", "បានបង្កើត; មានតែលើក្រដាស"},
	DoctorRecoveryNone:  {"none: an owner whose PIN is lost has no way back. Make one: psar staff recovery --by OWNER", "គ្មានទេ៖ ម្ចាស់ហាងដែលបាត់លេខសម្ងាត់គ្មានផ្លូវត្រឡប់វិញទេ។ សូមបង្កើត៖ psar staff recovery --by OWNER"},
	DoctorRecoveryFree:  {"not needed: the shop has no owner", "មិនចាំបាច់៖ ហាងមិនទាន់មានម្ចាស់"},
	DoctorRowsFit:       {"as the journal tells", "ដូចកំណត់ហេតុប្រាប់"},
	RecordsTitle:        {"The shop’s records are not as they were", "កំណត់ត្រារបស់ហាងមិនដូចមុនទេ"},
	RecordsKnown:        {"Known outside the folder: %s", "បានដឹងនៅក្រៅថត៖ %s"},
	RecordsFound:        {"Found: %s", "រកឃើញ៖ %s"},
	RecordsAdvice:       {"Ask who did it before it is cleared. After a backup that you put back, or a repair with an older disk, say so as the reason.", "សូមសួរថានរណាធ្វើ មុននឹងលុបចេញ។ បើអ្នកបានដាក់ច្បាប់ចម្លងវិញ ឬជួសជុលដោយប្រើថាសចាស់ សូមសរសេរជាមូលហេតុ។"},
	KeyringAdvice:       {"After a repair, or on a new computer or account, this is expected: say so as the reason, and a new key is made.", "ក្រោយជួសជុល ឬលើកុំព្យូទ័រ ឬគណនីថ្មី នេះជារឿងធម្មតា៖ សូមសរសេរជាមូលហេតុ ហើយសោថ្មីនឹងបង្កើត។"},
	CertificatesAdvice:  {"Put the file back or, where it is right, set gateway.ca_file again. Until then Psar believes no other certificate, and cash sells.", "សូមដាក់ឯកសារចាស់វិញ ឬបើឯកសារនេះត្រឹមត្រូវ កំណត់ gateway.ca_file ម្ដងទៀត។ រហូតដល់ពេលនោះ Psar មិនជឿវិញ្ញាបនបត្រផ្សេងទេ ហើយលក់ជាសាច់ប្រាក់បាន។"},
	OwnerClears:         {"The owner clears it", "ម្ចាស់ហាងលុបចេញ"},
	WillClearAlert:      {"The alarm leaves the screen, and the records count as they are now. It is kept with your name and reason.", "ការព្រមាននឹងចេញពីអេក្រង់ ហើយកំណត់ត្រារាប់ដូចឥឡូវ។ វារក្សាទុកជាមួយឈ្មោះ និងមូលហេតុរបស់អ្នក។"},
	DidClearAlert:       {"The alarm is cleared", "បានលុបការព្រមានហើយ"},
	DoctorKeyring:       {"Key of the records", "សោនៃកំណត់ត្រា"},
	DoctorMark:          {"Mark of the records", "សញ្ញានៃកំណត់ត្រា"},
	DoctorKeyHeld:       {"in the keyring, and the records name it", "នៅក្នុងកន្លែងរក្សាសោ ហើយកំណត់ត្រាប្រាប់អំពីវា"},
	DoctorKeyNone:       {"none yet: it is made when the till is opened with a keyring", "មិនទាន់មានទេ៖ វាបង្កើតពេលបើកបញ្ជរ ដែលមានកន្លែងរក្សាសោ"},
	DoctorKeyAway:       {"the keyring does not answer: new records are not signed until it does. Log in to the desktop as usual", "កន្លែងរក្សាសោមិនឆ្លើយ៖ កំណត់ត្រាថ្មីមិនទាន់មានហត្ថលេខាទេ រហូតដល់វាឆ្លើយ។ សូមចូលប្រើកុំព្យូទ័រដូចធម្មតា"},
	DoctorKeyMissing:    {"missing or another one, although the records name it: open the till and read the alarm", "បាត់ ឬជាសោផ្សេង ទោះកំណត់ត្រាប្រាប់អំពីវា៖ សូមបើកបញ្ជរ ហើយអានការព្រមាន"},
	DoctorMarkNone:      {"none yet: it is made when the till is opened", "មិនទាន់មានទេ៖ វាបង្កើតពេលបើកបញ្ជរ"},
	DoctorNotLooked:     {"could not be looked at", "មិនអាចពិនិត្យបានទេ"},
	DoctorMarkFits:      {"%s, the records fit it", "%s កំណត់ត្រាត្រូវនឹងវា"},
	DoctorMarkDiffers:   {"%s, but the records end at %s: open the till and read the alarm", "%s ប៉ុន្តែកំណត់ត្រាចប់ត្រឹម %s៖ សូមបើកបញ្ជរ ហើយអានការព្រមាន"},
	CLIJournalSigned:    {"%d rows are signed, %d were written without the key, %d before rows were signed.", "%d ជួរមានហត្ថលេខា %d ជួរសរសេរដោយគ្មានសោ %d ជួរសរសេរមុនពេលមានហត្ថលេខា។"},
	CLIJournalNoKey:     {"The signatures of %d rows were not checked: the keyring has no key for them here.", "ហត្ថលេខានៃ %d ជួរមិនបានពិនិត្យទេ៖ កន្លែងរក្សាសោនៅទីនេះគ្មានសោសម្រាប់វា។"},
	CLIAlertCleared:     {"Alarm %d is cleared by %s.", "ការព្រមានលេខ %d បានលុបដោយ %s។"},
	SchemaTable:         {"table %s", "តារាង %s"},
	SchemaTrigger:       {"trigger %s", "គន្លឹះ %s"},
	SchemaIndex:         {"index %s", "សន្ទស្សន៍ %s"},
	SchemaView:          {"view %s", "ទិដ្ឋភាព %s"},
}

// toldKinds are the kinds of alert whose Expected is what the program or its journal says,
// not what was known outside the folder.
var toldKinds = map[string]bool{"schema": true, "setting_rows": true, "secret_files": true, "certificates": true, "z_row": true, "journal_broken": true, "facts": true, "facts_hidden": true, "pay_facts": true}

// RecordsAlert is the sentence of an alert about the shop's records, by its kind, and under
// it what was known outside the folder and what was found, "" where there is none; false
// for other kinds. What an older program found is shown as it said it.
func RecordsAlert(lang Language, kind, expected, actual string) (sentence, known, found string, ok bool) {
	e, ok := recordsWords[Key("alarm_"+kind)]
	if !ok {
		return "", "", "", false
	}
	switch kind {
	case "schema":
		expected, actual = schemaNames(lang, expected), schemaNames(lang, actual)
	case "print_rows":
		actual = printNames(lang, actual)
	case "keyring_missing":
		expected = heldName(lang, expected)
	case "journal_broken":
		if f, ok := finding.Parse(actual); ok && f.Row == 0 {
			expected = "" // no row of the journal says otherwise; the finding names the thing
		}
	}
	if expected != "" {
		from := RecordsKnown
		if toldKinds[kind] {
			from = RecordsTold
		}
		known = Text(lang, from, expected)
	}
	if actual != "" {
		found = Text(lang, RecordsFound, Found(lang, actual))
	}
	return e.in(lang), known, found, true
}

// printNames is a list of print jobs, as an alert keeps it, with their kinds in a language.
func printNames(lang Language, list string) string {
	names := strings.Split(list, ", ")
	for i, name := range names {
		kind, rest, _ := strings.Cut(name, " ")
		if e := pastWords[Key("print_of_"+kind)]; e != (entry{}) {
			names[i] = strings.TrimSpace(e.in(lang) + " " + rest)
		}
	}
	return strings.Join(names, ", ")
}

// schemaNames is a list of a database's objects, as an alert keeps it, with their kinds in a
// language.
func schemaNames(lang Language, list string) string {
	names := strings.Split(list, ", ")
	for i, name := range names {
		kind, name, _ := strings.Cut(name, " ")
		if key := Key("schema_" + kind); recordsWords[key] != (entry{}) {
			names[i] = Text(lang, key, name)
		}
	}
	return strings.Join(names, ", ")
}

// heldNames are what a keyring holds, as facts name it.
var heldNames = map[string]Key{"journal.key": DoctorKeyring, "journal.mark": DoctorMark}

// heldName is what a keyring should hold, as an alert keeps it, in a language.
func heldName(lang Language, held string) string {
	name, print, _ := strings.Cut(held, " ")
	if key, known := heldNames[name]; known {
		return strings.TrimSpace(Text(lang, key) + " " + print)
	}
	return held
}
