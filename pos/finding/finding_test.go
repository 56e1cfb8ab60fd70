package finding_test

import (
	"slices"
	"testing"

	"psar/pos/finding"
)

func TestParse(t *testing.T) {
	t.Parallel()
	f := finding.Finding{Kind: finding.Differs, Table: finding.Sales, ID: "01/2026/000007", Row: 12, Told: "{}", Found: "x", Sum: "ab12cd34"}
	text, err := f.Text()
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := finding.Parse(text); !ok || got != f {
		t.Errorf("%+v, %v of %s", got, ok, text)
	}
	for _, other := range []string{"", "the sale of receipt 01/2026/000007 is not as row 12 tells", "{", "{}", `{"kind":"differs"}`, text + "x", `{"kind":7,"table":"sales"}`} {
		if f, ok := finding.Parse(other); ok {
			t.Errorf("%q: %+v", other, f)
		}
	}
}

// Causes are stored with what the owner has cleared.
func TestCause(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]finding.Finding{
		"J12":                  {Kind: finding.Differs, Table: finding.Sales, ID: "x", Row: 12},
		"J20–J22":              {Kind: finding.RowHash, Table: finding.Journal, Row: 20, To: 22},
		"J0":                   {Kind: finding.RowFirst, Table: finding.Journal},
		"outcomes 7 paid Z1":   {Kind: finding.Untold, Table: finding.Outcomes, ID: "7 paid Z1"},
		"recovery":             {Kind: finding.Untold, Table: finding.Recovery},
		"sales +5 #ab12cd34":   {Kind: finding.More, Table: finding.Sales, Count: 5, Sum: "ab12cd34"},
		"journal +5 #ab12cd34": {Kind: finding.More, Table: finding.Journal, Count: 5, Sum: "ab12cd34"},
	} {
		if got := f.Cause(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if kinds := finding.Kinds(); len(slices.Compact(slices.Sorted(slices.Values(kinds)))) != len(kinds) {
		t.Error("a kind stands twice")
	}
	if tables := finding.Tables(); len(slices.Compact(slices.Sorted(slices.Values(tables)))) != len(tables) {
		t.Error("a table stands twice")
	}
}
