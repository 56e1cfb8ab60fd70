package words

import (
	"cmp"

	"psar/pos/finding"
)

// What a verification of the journal finds: how, and of what.
const (
	FindingRowFirst    Key = "finding_row_first"
	FindingRowMissing  Key = "finding_row_missing"
	FindingRowLink     Key = "finding_row_link"
	FindingRowHash     Key = "finding_row_hash"
	FindingMACGone     Key = "finding_mac_gone"
	FindingMACWithheld Key = "finding_mac_withheld"
	FindingMACUnnamed  Key = "finding_mac_unnamed"
	FindingMACWrong    Key = "finding_mac_wrong"
	FindingHeadGone    Key = "finding_head_gone"
	FindingHeadBeyond  Key = "finding_head_beyond"
	FindingHeadShort   Key = "finding_head_short"
	FindingHeadHash    Key = "finding_head_hash"
	FindingUnread      Key = "finding_unread"
	FindingDiffers     Key = "finding_differs"
	FindingGone        Key = "finding_gone"
	FindingUntold      Key = "finding_untold"
	FindingAhead       Key = "finding_ahead"
	FindingUnlinked    Key = "finding_unlinked"
	FindingGarbled     Key = "finding_garbled"
	FindingImport      Key = "finding_import"
	FindingMore        Key = "finding_more"
	FindingDiffersAny  Key = "finding_differs_any"
	FindingGoneAny     Key = "finding_gone_any"
	FindingUpTo        Key = "finding_up_to"
	FindingSays        Key = "finding_says"
	FindingOther       Key = "finding_other"

	FoundJournal     Key = "found_journal"
	FoundSales       Key = "found_sales"
	FoundAttempts    Key = "found_attempts"
	FoundResolutions Key = "found_settlements"
	FoundAlerts      Key = "found_alarms"
	FoundSettings    Key = "found_settings"
	FoundRefunds     Key = "found_refunds"
	FoundCounts      Key = "found_counts"
	FoundCashMoves   Key = "found_cash_moves"
	FoundZReports    Key = "found_z_reports"
	FoundItems       Key = "found_items"
	FoundStaff       Key = "found_staff"
	FoundPINs        Key = "found_staff_pins"
	FoundRecovery    Key = "found_recovery"
	FoundApprovals   Key = "found_approvals"
	FoundCorrections Key = "found_corrections"
	FoundPrints      Key = "found_prints"
	FoundOutcomes    Key = "found_outcomes"
	FoundIndexes     Key = "found_indexes"
	FoundHeldBills   Key = "found_held_bills"
	FoundStanding    Key = "found_standing_bill"
	FoundAlive       Key = "found_till_alive"
)

var findingWords = map[Key]entry{
	FindingRowFirst:    {"row %d stands where rows begin with 1", "ជួរ %d នៅត្រង់កន្លែងដែលជួរត្រូវចាប់ផ្ដើមពី 1"},
	FindingRowMissing:  {"row %d is missing", "បាត់ជួរ %d"},
	FindingRowLink:     {"row %d does not name the hash of the row before it", "ជួរ %d មិនមានស្នាម (hash) របស់ជួរមុនវាទេ"},
	FindingRowHash:     {"row %d does not have the hash of its contents", "ជួរ %d មិនមានស្នាម (hash) នៃខ្លឹមសាររបស់វាទេ"},
	FindingMACGone:     {"row %d has no signature, and stands behind rows that are signed", "ជួរ %d គ្មានហត្ថលេខា ហើយនៅក្រោយជួរដែលមានហត្ថលេខា"},
	FindingMACWithheld: {"row %d is not signed, though the till had the key", "ជួរ %d គ្មានហត្ថលេខា ទោះបញ្ជរមានសោក៏ដោយ"},
	FindingMACUnnamed:  {"row %d has a signature, and no row before it names the key", "ជួរ %d មានហត្ថលេខា ប៉ុន្តែគ្មានជួរណាមុនវាប្រាប់ពីសោទេ"},
	FindingMACWrong:    {"row %d does not have the signature of the shop’s key", "ជួរ %d មិនមានហត្ថលេខានៃសោរបស់ហាងទេ"},
	FindingHeadGone:    {"the head of the journal is missing behind row %d", "បាត់ចំណុចចុងនៃកំណត់ហេតុ ក្រោយជួរ %d"},
	FindingHeadBeyond:  {"row %d is missing: the head of the journal is row %s", "បាត់ជួរ %d៖ ចំណុចចុងនៃកំណត់ហេតុគឺជួរ %s"},
	FindingHeadShort:   {"row %d stands behind the head of the journal", "ជួរ %d នៅហួសចំណុចចុងនៃកំណត់ហេតុ"},
	FindingHeadHash:    {"row %d does not have the hash that the head of the journal names", "ជួរ %d មិនមានស្នាម (hash) ដែលចំណុចចុងនៃកំណត់ហេតុប្រាប់ទេ"},
	FindingUnread:      {"row %d can’t be read: it should tell of the %s", "មិនអាចអានជួរ %d បានទេ៖ វាគួរប្រាប់អំពី%s"},
	FindingDiffers:     {"the %s is not as row %d tells", "%s មិនដូចជួរ %d ប្រាប់ទេ"},
	FindingGone:        {"the %s of which row %d tells is missing", "បាត់%s ដែលជួរ %d ប្រាប់"},
	FindingUntold:      {"the journal does not tell of the %s", "កំណត់ហេតុមិនប្រាប់អំពី%s ទេ"},
	FindingAhead:       {"the %s was verified after anything that the journal tells of", "%s បានពិនិត្យក្រោយអ្វីៗទាំងអស់ដែលកំណត់ហេតុប្រាប់"},
	FindingUnlinked:    {"row %d tells of another %s than the row before it", "ជួរ %d ប្រាប់អំពី%s ខុសពីជួរមុន"},
	FindingGarbled:     {"the %s can’t be read, and is passed over", "មិនអាចអាន%s បានទេ ហើយត្រូវរំលង"},
	FindingImport:      {"the items are not those of the import of row %d", "មុខទំនិញមិនមែនជាអ្វីដែលបាននាំចូលក្នុងជួរ %d ទេ"},
	FindingMore:        {"and %d more (%s)", "និង %d ទៀត (%s)"},
	FindingDiffersAny:  {"the %s is not as the journal tells", "%s មិនដូចកំណត់ហេតុប្រាប់ទេ"},
	FindingGoneAny:     {"the %s of which the journal tells is missing", "បាត់%s ដែលកំណត់ហេតុប្រាប់"},
	FindingUpTo:        {"%s (and so on to row %d)", "%s (រហូតដល់ជួរ %d)"},
	FindingSays:        {"%s (journal: %s; now: %s)", "%s (កំណត់ហេតុ៖ %s · ឥឡូវ៖ %s)"},
	FindingOther:       {"%s: not as the journal tells", "%s៖ មិនដូចកំណត់ហេតុប្រាប់ទេ"},

	FoundJournal:     {"row of the journal", "ជួរកំណត់ហេតុ"},
	FoundSales:       {"sale", "ការលក់"},
	FoundAttempts:    {"payment", "ការបង់ប្រាក់"},
	FoundResolutions: {"decision about the payment", "ការសម្រេចអំពីការបង់ប្រាក់"},
	FoundAlerts:      {"alarm", "ការព្រមាន"},
	FoundSettings:    {"setting", "ការកំណត់"},
	FoundRefunds:     {"refund", "ការសងប្រាក់"},
	FoundCounts:      {"count of the drawer", "ការរាប់ថតប្រាក់"},
	FoundCashMoves:   {"movement of cash", "ការដាក់ ឬដកប្រាក់"},
	FoundZReports:    {"Z report", "របាយការណ៍ Z"},
	FoundItems:       {"item", "មុខទំនិញ"},
	FoundStaff:       {"person on the staff", "បុគ្គលិក"},
	FoundPINs:        {"PIN of", "លេខសម្ងាត់របស់"},
	FoundRecovery:    {"owner’s recovery code", "លេខកូដសង្គ្រោះរបស់ម្ចាស់ហាង"},
	FoundApprovals:   {"approval", "ការយល់ព្រម"},
	FoundCorrections: {"correction", "ការកែតម្រូវ"},
	FoundPrints:      {"print job", "ការងារបោះពុម្ព"},
	FoundIndexes:     {"index", "សន្ទស្សន៍"},
	FoundOutcomes:    {"outcome of the payment", "លទ្ធផលនៃការបង់ប្រាក់"},
	FoundHeldBills:   {"bill that waits", "វិក្កយបត្រដែលរង់ចាំ"},
	FoundStanding:    {"bill at the counter", "វិក្កយបត្រនៅបញ្ជរ"},
	FoundAlive:       {"time until which the till was open", "ពេលដែលបញ្ជរបើកដល់"},
}

// withoutRow are the sentences of findings that no single row of the journal contradicts.
var withoutRow = map[finding.Kind]Key{finding.Differs: FindingDiffersAny, finding.Gone: FindingGoneAny}

// Finding is the sentence of what a verification of the journal has found, without a full stop
// and, in English, without a capital: it stands behind others.
func Finding(lang Language, f finding.Finding) string {
	what := foundName(lang, f)
	key, kind := Key("finding_"+f.Kind), f.Kind
	if other, is := withoutRow[f.Kind]; is && f.Row == 0 {
		key, kind = other, finding.Untold // the same arguments
	}
	var said string
	switch kind {
	case finding.Unread, finding.Unlinked:
		said = Text(lang, key, f.Row, what)
	case finding.Differs, finding.Gone:
		said = Text(lang, key, what, f.Row)
	case finding.Untold, finding.Ahead, finding.Garbled:
		said = Text(lang, key, what)
	case finding.More:
		said = Text(lang, key, f.Count, what)
	case finding.HeadBeyond:
		return Text(lang, key, f.Row, f.Told)
	default:
		if _, known := findingWords[key]; !known { // of a newer program
			said = Text(lang, FindingOther, what)
			break
		}
		said = Text(lang, key, f.Row)
	}
	if f.To > f.Row {
		said = Text(lang, FindingUpTo, said, f.To)
	}
	if f.Told+f.Found != "" {
		said = Text(lang, FindingSays, said, cmp.Or(f.Told, "–"), cmp.Or(f.Found, "–"))
	}
	return said
}

// Found is what an alert found: the sentence of a finding that it keeps, and anything else as it
// is, such as the sentences of older programs.
func Found(lang Language, actual string) string {
	if f, ok := finding.Parse(actual); ok {
		return Finding(lang, f)
	}
	return actual
}

// foundName is what a finding is about.
func foundName(lang Language, f finding.Finding) string {
	name := string(f.Table)
	if e, known := findingWords[Key("found_"+f.Table)]; known {
		name = e.in(lang)
	}
	if f.ID != "" {
		name += " " + f.ID
	}
	return name
}
