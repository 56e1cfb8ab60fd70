package words

import (
	"strings"
	"testing"
	"unicode"

	"psar/pos/finding"
)

// Every kind of finding in every table has its sentence in both languages, with all that the
// finding holds.
func TestFindingHasWords(t *testing.T) {
	t.Parallel()
	for _, kind := range finding.Kinds() {
		for _, table := range finding.Tables() {
			f := finding.Finding{Kind: kind, Table: table, ID: "01/2026/000007", Row: 12, To: 15, Told: "total = 5.00", Found: "total = 1.00", Count: 3}
			for _, lang := range []Language{English, Khmer} {
				said := Finding(lang, f)
				if strings.Contains(said, "%!") || strings.Contains(said, "finding_") || strings.Contains(said, "found_") {
					t.Errorf("%s of %s: %q", kind, table, said)
				}
				if khmer := strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Khmer, r) }); khmer != (lang == Khmer) {
					t.Errorf("%s of %s in %s: %q", kind, table, lang, said)
				}
			}
		}
	}
}

func TestFinding(t *testing.T) {
	t.Parallel()
	altered := finding.Finding{Kind: finding.Differs, Table: finding.Sales, ID: "01/2026/000007", Row: 12, Told: "cashier = Sok", Found: "cashier = Mallory\u202e"}
	for _, c := range []struct {
		f    finding.Finding
		want string
	}{
		{altered, `the sale 01/2026/000007 is not as row 12 tells (journal: cashier = Sok; now: cashier = Mallory\u202e)`},
		{finding.Finding{Kind: finding.RowHash, Table: finding.Journal, Row: 3}, "row 3 does not have the hash of its contents"},
		{finding.Finding{Kind: finding.RowHash, Table: finding.Journal, Row: 3, To: 5}, "row 3 does not have the hash of its contents (and so on to row 5)"},
		{finding.Finding{Kind: finding.HeadBeyond, Table: finding.Journal, Row: 8, Told: "9"}, "row 8 is missing: the head of the journal is row 9"},
		{finding.Finding{Kind: finding.Untold, Table: finding.Outcomes, ID: "123 paid Z1", Found: "amount = $1.00"}, "the journal does not tell of the outcome of the payment 123 paid Z1 (journal: –; now: amount = $1.00)"},
		{finding.Finding{Kind: finding.Differs, Table: finding.Outcomes, ID: "123 paid Z1"}, "the outcome of the payment 123 paid Z1 is not as the journal tells"},
		{finding.Finding{Kind: finding.Gone, Table: finding.Recovery, Row: 5}, "the owner’s recovery code of which row 5 tells is missing"},
		{finding.Finding{Kind: finding.More, Table: finding.Sales, Count: 7}, "and 7 more (sale)"},
		{finding.Finding{Kind: "brand_new", Table: "loans", ID: "4"}, "loans 4: not as the journal tells"},
	} {
		if got := Finding(English, c.f); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	text, err := altered.Text()
	if err != nil {
		t.Fatal(err)
	}
	if _, known, found, ok := RecordsAlert(Khmer, "journal_broken", "J12", text); !ok || known != "Psar មាន៖ J12" ||
		found != `រកឃើញ៖ ការលក់ 01/2026/000007 មិនដូចជួរ 12 ប្រាប់ទេ (កំណត់ហេតុ៖ cashier = Sok · ឥឡូវ៖ cashier = Mallory\u202e)` {
		t.Errorf("%q, %q", known, found)
	}
	// An older program kept its sentence, which is shown as it is.
	const old = "the sale of receipt 01/2026/000007 is not as row 12 tells"
	if _, _, found, _ := RecordsAlert(Khmer, "journal_broken", "J12", old); found != "រកឃើញ៖ "+old {
		t.Errorf("%q", found)
	}
}
