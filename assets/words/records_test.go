package words

import "testing"

// What an alert keeps of objects of the database, of a keyring and of people's roles are names of
// the program's own; they are told in the reader's language.
func TestAlertsKeepNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang                   Language
		kind, expected, actual string
		known, found           string
	}{
		{English, "schema", "trigger sales_stay, table sales", "view x, trigger sales_stay, +3 #ab12cd34", "Psar has: trigger sales_stay, table sales", "Found: view x, trigger sales_stay, +3 #ab12cd34"},
		{Khmer, "schema", "trigger sales_stay, table sales", "index a b, +3 #ab12cd34", "Psar មាន៖ គន្លឹះ sales_stay, តារាង sales", "រកឃើញ៖ សន្ទស្សន៍ a b, +3 #ab12cd34"},
		{Khmer, "schema", "", "", "", ""},
		{English, "keyring_missing", "journal.key 01234567", "", "Known outside the folder: Key of the records 01234567", ""},
		{Khmer, "keyring_missing", "journal.mark", "", "បានដឹងនៅក្រៅថត៖ សញ្ញានៃកំណត់ត្រា", ""},
		{Khmer, "journal_behind", "J7-0123456789abcdef", "J3-0123456789abcdef", "បានដឹងនៅក្រៅថត៖ J7-0123456789abcdef", "រកឃើញ៖ J3-0123456789abcdef"},
		{English, "journal_broken", "approvals 2", `{"kind":"untold","table":"approvals","id":"2"}`, "", "Found: the journal does not tell of the approval 2"},
	} {
		if _, known, found, ok := RecordsAlert(c.lang, c.kind, c.expected, c.actual); !ok || known != c.known || found != c.found {
			t.Errorf("%s in %s: %q and %q, want %q and %q", c.kind, c.lang, known, found, c.known, c.found)
		}
	}
	if said, _ := PeopleAlert(Khmer, "staff_rows", "Srey (owner), Sok (–)", "Srey (cashier)"); said != "បញ្ជីបុគ្គលិកត្រូវបានប្ដូរក្រៅ Psar។ កំណត់ត្រាប្រាប់៖ Srey (ម្ចាស់ហាង), Sok (–)។ ឃើញ៖ Srey (អ្នកគិតលុយ)" {
		t.Error(said)
	}
	if said, _ := PeopleAlert(English, "staff_rows", "Srey (owner)", ""); said != "The list of the staff was changed outside Psar. The records say: Srey (owner). Found: –" {
		t.Error(said)
	}
}
