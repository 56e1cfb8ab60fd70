package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	posreport "psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/printer/report"
)

// Everything that an audit counts has a name in both languages.
func TestTracesHaveNames(t *testing.T) {
	t.Parallel()
	for _, kind := range append(facts.Traces(), posreport.AuditApproval, posreport.AuditOverride) {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			if name := report.TraceName(lang, kind); name == string(kind) || name == "" {
				t.Errorf("%s has no name in %s", kind, lang)
			}
		}
	}
}

// auditOf is an audit of two days, three people and the recovery code.
func auditOf() posreport.Report {
	at := func(h int) time.Time { return time.Date(2026, 11, 22, h, 3, 0, 0, time.UTC) }
	count := func(by string, day money.Day, kind journal.Kind, n int) posreport.AuditCount {
		return posreport.AuditCount{By: by, Day: day, Kind: kind, Count: n}
	}
	return posreport.Report{
		First: "2026-11-22", Last: "2026-11-23", Made: at(20), Till: 1,
		Audit: &posreport.Audit{
			People: []posreport.AuditCount{
				count("", "2026-11-22", facts.TillWasClosed, 1),
				count(staff.RecoveryName, "2026-11-22", facts.ManagerRefused, 1),
				count("Dara", "2026-11-22", facts.DrawerOpened, 1),
				count("Sok", "2026-11-22", facts.BillLineRemoved, 3), count("Sok", "2026-11-22", facts.BillPriceChanged, 1),
				count("Sok", "2026-11-23", facts.BillLineRemoved, 4),
			},
			Events: []posreport.AuditEvent{
				{Seq: 9, At: at(1), Kind: facts.BillLineRemoved, By: "Sok", What: "Rice", Quantity: 2, Amount: money.Cents(2500), Seen: true},
				{Seq: 10, At: at(2), Kind: facts.BillPriceChanged, By: "Sok", What: "Rice", Quantity: 1, Amount: money.Cents(2500), From: "$25.00", To: "$2.50", Seen: true},
				{Seq: 11, At: at(3), Kind: facts.DrawerOpened, By: "Dara", What: "change"},
				{Seq: 12, At: at(4), Kind: facts.ManagerRefused, By: "Sok", What: "Dara", Quantity: 2},
				{Seq: 13, At: at(5), Kind: facts.ManagerRefused, What: staff.RecoveryName, Quantity: 1},
			},
			More: 7,
		},
	}
}

// The document of an audit says everything of it, a section for each person and day, and sums
// of no sales.
func TestAuditDocument(t *testing.T) {
	t.Parallel()
	doc := report.Of(words.English, auditOf())
	var titles []string
	var said strings.Builder
	for _, s := range doc.Sections {
		titles = append(titles, s.Title)
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				said.WriteString(c.String() + "|")
			}
			said.WriteString("\n")
		}
	}
	want := []string{"", "Nobody signed in · 22/11/2026", "Recovery code · 22/11/2026", "Dara · 22/11/2026", "Sok · 22/11/2026", "Sok · 23/11/2026", "One by one", ""}
	if doc.Title != "Audit" || !slices.Equal(titles, want) || len(doc.Signatures) > 0 {
		t.Errorf("%q, %q", doc.Title, titles)
	}
	for _, row := range []string{
		"Line removed|3||", "Price changed after it was shown|1||", "Line removed|4||", "Till closed within a shift|1||",
		"Sok · Line removed · Rice · seen by the customer|2|$25.00|22/11/2026 08:03|",
		"Sok · Price changed after it was shown · Rice · from $25.00 to $2.50|1||22/11/2026 09:03|",
		"Dara · Drawer opened without a sale · change|||22/11/2026 10:03|", "Sok · Wrong PIN · Dara|2||22/11/2026 11:03|", "Wrong PIN · Recovery code|1||22/11/2026 12:03|", "(7 more, counted above)||||",
	} {
		if !strings.Contains(said.String(), row+"\n") {
			t.Errorf("no row %q in\n%s", row, said.String())
		}
	}
	none := auditOf()
	none.Audit, none.Last = &posreport.Audit{}, none.First
	for _, s := range report.Of(words.English, none).Sections {
		for _, row := range s.Rows {
			said.WriteString(row.Cells[0].String())
		}
	}
	if !strings.Contains(said.String(), "nothing to tell") {
		t.Error("an empty audit says nothing")
	}
}

// Whatever an audit tells of comes from stored rows: what can't be seen in it is escaped, for
// every format is made of this document.
func TestAuditShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	const evil, want = "Ice\x1b[2J\u202e", `Ice\u001b[2J\u202e`
	r := auditOf()
	r.Shop.Name, r.Audit.People[1].By = evil, evil
	r.Audit.Events = []posreport.AuditEvent{
		{Kind: facts.SettingChanged, By: evil, What: evil, From: evil, To: evil},
		{Kind: facts.ReceiptCopied, By: evil, What: evil, To: evil},
		{Kind: evil},
	}
	doc := report.Of(words.English, r)
	if doc.Shop[0] != want {
		t.Errorf("the shop is %q", doc.Shop[0])
	}
	if !slices.ContainsFunc(doc.Sections, func(s report.Section) bool { return s.Title == want+" · 22/11/2026" }) {
		t.Error("no section of that name")
	}
	said := strings.Join(saidOf(words.English, r), "\n")
	if strings.Contains(said, evil) || strings.Count(said, want) != 4+3+1 {
		t.Errorf("said %q", said)
	}
}

// A paper that was printed again because it was said not to have come out is told apart from a
// copy.
func TestAuditSaysWhyAPaperWasPrintedAgain(t *testing.T) {
	t.Parallel()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		for _, notOut := range []bool{false, true} {
			r := auditOf()
			r.Audit.Events = []posreport.AuditEvent{{Kind: facts.ReceiptReprinted, By: "Sok", What: "01/2026/000001", NotOut: notOut}}
			if said := strings.Join(saidOf(lang, r), "\n"); strings.Contains(said, words.Text(lang, words.AuditNotOut)) != notOut {
				t.Errorf("%s, not out %v: %q", lang, notOut, said)
			}
		}
	}
}

// A long text of an event is cut at 200 characters, and between what a reader sees as letters.
func TestAuditCutsLongTexts(t *testing.T) {
	t.Parallel()
	long, letter := strings.Repeat("x", 1<<20), "ស្ត្រី" // one letter of six characters
	for given, want := range map[string]string{
		"short":                          "short",
		strings.Repeat("x", 200):         strings.Repeat("x", 200),
		long:                             strings.Repeat("x", 200) + "…",
		strings.Repeat(letter, 100):      strings.Repeat(letter, 33) + "…",
		strings.Repeat(letter, 33) + "a": strings.Repeat(letter, 33) + "a",
	} {
		r := auditOf()
		r.Audit.Events = []posreport.AuditEvent{
			{Kind: facts.DrawerOpened, By: "Sok", What: given},
			{Kind: facts.SettingChanged, By: "Sok", What: "receipt.footer", From: given, To: given},
			{Kind: facts.ReceiptCopied, By: given, To: given},
		}
		for i, says := range []string{
			"Sok · Drawer opened without a sale · " + want,
			"Sok · Setting changed · receipt.footer · from " + want + " to " + want,
			want + " · Receipt copied elsewhere · to " + want,
		} {
			if got := saidOf(words.English, r)[i]; got != says {
				t.Errorf("said %.300q, want %.300q", got, says)
			}
		}
	}
}

// saidOf is the text of each event of an audit.
func saidOf(lang words.Language, r posreport.Report) (all []string) {
	for _, s := range report.Of(lang, r).Sections {
		for _, row := range s.Rows {
			if s.Title == words.Text(lang, words.AuditEvents) {
				all = append(all, row.Cells[0].Text)
			}
		}
	}
	return all
}

// No event says a role or an empty value as the program writes it: a printer has its name, and an
// empty setting is the default.
func TestAuditSaysRolesAndDefaults(t *testing.T) {
	t.Parallel()
	r := auditOf()
	r.Audit.More = 0
	r.Audit.Events = []posreport.AuditEvent{{Kind: facts.SettingChanged, What: "rate.khr_per_usd", From: "4100"}}
	for _, role := range settings.PrintRoles() {
		r.Audit.Events = append(r.Audit.Events, posreport.AuditEvent{Kind: facts.PrinterTested, What: string(role), To: "tcp:192.0.2.10"})
	}
	for lang, want := range map[words.Language][]string{
		words.English: {
			"Setting changed · rate.khr_per_usd · from 4100 to default", "Test page printed · Printer for receipts · to tcp:192.0.2.10",
			"Test page printed · Printer for QR slips · to tcp:192.0.2.10", "Test page printed · Printer for reports · to tcp:192.0.2.10",
		},
		words.Khmer: {
			"ប្ដូរការកំណត់ · rate.khr_per_usd · ពី 4100 ទៅ តម្លៃលំនាំដើម", "បោះពុម្ពទំព័រសាកល្បង · ម៉ាស៊ីនបោះពុម្ពវិក្កយបត្រ · ទៅ tcp:192.0.2.10",
			"បោះពុម្ពទំព័រសាកល្បង · ម៉ាស៊ីនបោះពុម្ពសន្លឹក QR · ទៅ tcp:192.0.2.10", "បោះពុម្ពទំព័រសាកល្បង · ម៉ាស៊ីនបោះពុម្ពរបាយការណ៍ · ទៅ tcp:192.0.2.10",
		},
	} {
		if got := saidOf(lang, r); !slices.Equal(got, want) {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
