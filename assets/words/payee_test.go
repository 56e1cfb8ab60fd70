package words_test

import (
	"testing"

	"psar/assets/words"
)

// Two values that differ never look the same: what can't be seen is written out.
func TestPayeeFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang                    words.Language
		field, value            string
		wantField, wantValue    string
		described, wantDescribe string
	}{
		{words.English, "merchant_id", "0011", "Merchant number", "0011", `merchant_id: "0011" → ""; kind: "29" → "30"`, `Merchant number: "0011" → ""; Kind of account: "29" → "30"`},
		{words.English, "name", "Sok\u200bDara", "Name", `"Sok\u200bDara"`, `name: "account" → "x"`, `Name: "account" → "x"`},
		{words.English, "name", "Sok\u034fDara", "Name", `"Sok\u034fDara"`, "name: \"Sok\u034f\" → \"Sok\"", `Name: "Sok\u034f" → "Sok"`},
		{words.English, "city", "Phnom\u202ePenh", "City", `"Phnom\u202ePenh"`, "", ""},
		{words.Khmer, "kind", "29", "ប្រភេទគណនី", "បុគ្គល", "", ""},
		{words.English, "kind", "30", "Kind of account", "merchant", "", ""},
		{words.Khmer, "name", "ហាងកាហ្វេ សុខា", "ឈ្មោះ", "ហាងកាហ្វេ សុខា", "", ""},
		{words.English, "26/01", "", "Tag 26/01", "(none)", `26/01: "" → "7"`, `26/01: "" → "7"`},
	} {
		if got := words.PayeeFieldName(c.lang, c.field); got != c.wantField {
			t.Errorf("%s is called %q, want %q", c.field, got, c.wantField)
		}
		if got := words.PayeeFieldValue(c.lang, c.field, c.value); got != c.wantValue {
			t.Errorf("%s %+q is shown as %q, want %q", c.field, c.value, got, c.wantValue)
		}
		if got := words.PayeeDifferences(c.lang, c.described); got != c.wantDescribe {
			t.Errorf("%q is shown as %q, want %q", c.described, got, c.wantDescribe)
		}
	}
}

// Two values that look alike are written out, letter by letter.
func TestPayeeFieldsThatLookAlike(t *testing.T) {
	t.Parallel()
	for _, c := range [][4]string{
		{"Sok Dara", "Sok D\u0430ra", `"Sok Dara"`, `"Sok D\u0430ra"`},
		{"Sok Dara", "Sok Dara ", `"Sok Dara"`, `"Sok Dara "`},
		{"Sok Dara", "Sok\u00a0Dara", `"Sok Dara"`, `"Sok\u00a0Dara"`},
		{"Sok Dara", "Sok Nara", "Sok Dara", "Sok Nara"},
		{"", "Sok", "(none)", "Sok"},
	} {
		if was, is := words.PayeeFieldValues(words.English, "name", c[0], c[1]); was != c[2] || is != c[3] {
			t.Errorf("%q and %q are shown as %s and %s", c[0], c[1], was, is)
		}
	}
}
