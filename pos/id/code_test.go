package id_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/id"
)

const printed = "J1234-ab12 cd34 ef56 0789"

func TestParseCode(t *testing.T) {
	t.Parallel()
	want := id.Code{Seq: 1234, Hash: "ab12cd34ef560789"}
	for name, typed := range map[string]string{
		"as printed":            printed,
		"as stored":             "J1234-ab12cd34ef560789",
		"capitals":              "J1234-AB12 CD34 EF56 0789",
		"a small j":             "j1234-ab12 cd34 ef56 0789",
		"no j":                  "1234-ab12 cd34 ef56 0789",
		"spaces alone":          "J1234 ab12 cd34 ef56 0789",
		"spaces around":         "  J 1234 - ab12 cd34 ef56 0789\t",
		"hyphens alone":         "J1234-ab12-cd34-ef56-0789",
		"in one":                "J1234ab12cd34ef560789",
		"the number run on":     "J1234ab12 cd34 ef56 0789",
		"pairs":                 "J1234-ab 12 cd 34 ef 56 07 89",
		"no-break spaces":       "J1234-ab12\u00a0cd34\u202fef56\u20090789",
		"dashes":                "J1234\u2011ab12\u2013cd34\u2014ef56\u22120789",
		"zero-width spaces":     "J1234-ab12\u200bcd34\ufeffef560789",
		"Khmer digits":          "J១២៣៤-ab១២ cd៣៤ ef៥៦ ០៧៨៩",
		"leading zeros":         "J0001234-ab12 cd34 ef56 0789",
		"grouped number, dash":  "J1 234-ab12 cd34 ef56 0789",
		"grouped number, space": "J12 34 ab12cd34ef560789",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := id.ParseCode(typed); got != want || err != nil {
				t.Errorf("%q: %v, %v, want %v", typed, got, err, want)
			}
		})
	}
}

// What can't be a code is refused, and never guessed at.
func TestParseCodeRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, typed string
		code        fault.Code
		args        []any
	}{
		{"nothing", "", fault.CodeForm, nil},
		{"spaces", " \u00a0 ", fault.CodeForm, nil},
		{"a letter alone", "J", fault.CodeForm, nil},
		{"the number alone", "J1234", fault.CodeForm, nil},
		{"no number", "J-ab12 cd34 ef56 0789", fault.CodeForm, nil},
		{"row 0", "J0-ab12 cd34 ef56 0789", fault.CodeForm, nil},
		{"a number without end", "J12345678901234567890-ab12 cd34 ef56 0789", fault.CodeForm, nil},
		{"a sign too few", "J1234-ab12 cd34 ef56 078", fault.CodeForm, nil},
		{"a sign too few, spaces", "J1234 ab12 cd34 ef56 078", fault.CodeForm, nil},
		{"a sign too many", "J1234-ab12 cd34 ef56 07891", fault.CodeForm, nil},
		{"a letter in the number", "J12b4-ab12 cd34 ef56 0789", fault.CodeForm, nil},
		{"a receipt's number", "01/2026/000187", fault.CodeSign, []any{"/"}},
		{"the letter O", "J1234-ab12 cd34 ef56 O789", fault.CodeSign, []any{"O"}},
		{"the letter l", "Jl234-ab12 cd34 ef56 0789", fault.CodeSign, []any{"l"}},
		{"two codes", "J1234-ab12 cd34 ef56 0789 J1234-ab12 cd34 ef56 0789", fault.CodeSign, []any{"J"}},
		{"bytes that are no text", "J1234-\xff", fault.CodeSign, []any{"\ufffd"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := id.ParseCode(tt.typed)
			if fault.CodeOf(err) != tt.code || !got.IsZero() {
				t.Fatalf("%q: %v, %v, want %s", tt.typed, got, err, tt.code)
			}
			if tt.args != nil && err.(*fault.Error).Args[0] != tt.args[0] {
				t.Errorf("%q: %v, want %v", tt.typed, err.(*fault.Error).Args, tt.args)
			}
		})
	}
}

// A person who copies a code from paper sets spaces, hyphens and capitals where they like.
func TestCodesAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := id.Code{Seq: rapid.Int64Range(1, 99_999_999).Draw(t, "seq"), Hash: rapid.StringMatching("[0-9a-f]{16}").Draw(t, "hash")}
		gaps := rapid.SampledFrom([]string{"", " ", "-", "\u00a0", "  ", " - "})
		var typed strings.Builder
		typed.WriteString(rapid.SampledFrom([]string{"J", "j", " J "}).Draw(t, "j"))
		number, hash, _ := strings.Cut(strings.TrimPrefix(want.String(), "J"), "-")
		typed.WriteString(number + rapid.SampledFrom([]string{" ", "-", " - ", "\u2011"}).Draw(t, "first gap"))
		for _, r := range hash {
			if rapid.Bool().Draw(t, "capital") {
				r = unicode.ToUpper(r)
			}
			typed.WriteString(string(r) + gaps.Draw(t, "gap"))
		}
		if got, err := id.ParseCode(typed.String()); got != want || err != nil {
			t.Fatalf("%q: %v, %v, want %v", typed.String(), got, err, want)
		}
	})
}

func FuzzParseCode(f *testing.F) {
	f.Add(printed)
	f.Add("J1234ab12cd34ef560789")
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := id.ParseCode(typed)
		if err != nil {
			return
		}
		for _, written := range []string{code.String(), code.Grouped()} {
			if again, err := id.ParseCode(written); again != code || err != nil {
				t.Errorf("%q is %v, and %q is %v, %v", typed, code, written, again, err)
			}
		}
	})
}

func TestCodeIsWritten(t *testing.T) {
	t.Parallel()
	code := id.CodeOf(1234, "ab12cd34ef560789"+strings.Repeat("0", 48))
	if got := code.Grouped(); got != printed {
		t.Errorf("%q, want %q", got, printed)
	}
	text, err := json.Marshal(struct {
		Code id.Code `json:"code,omitzero"`
		None id.Code `json:"none,omitzero"`
	}{Code: code})
	if want := `{"code":"J1234-ab12cd34ef560789"}`; string(text) != want || err != nil {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
	var read struct{ Code id.Code }
	if err := json.Unmarshal(text, &read); err != nil || read.Code != code {
		t.Errorf("%v, %v, want %v", read.Code, err, code)
	}
	for _, none := range []id.Code{{}, id.CodeOf(0, strings.Repeat("0", 64)), id.CodeOf(7, "short")} {
		if !none.IsZero() || none.String() != "" || none.Grouped() != "" {
			t.Errorf("%#v is a code", none)
		}
	}
}
