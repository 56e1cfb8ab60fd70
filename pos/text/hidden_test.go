package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// The characters that the shop's rules name: C0, DEL, C1, and the marks of direction.
func hidden() (all []rune) {
	for r := rune(0); r <= 0x1f; r++ {
		all = append(all, r)
	}
	for r := rune(0x7f); r <= 0x9f; r++ {
		all = append(all, r)
	}
	all = append(all, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029)
	for r := rune(0x202a); r <= 0x202e; r++ {
		all = append(all, r)
	}
	for r := rune(0x2066); r <= 0x2069; r++ {
		all = append(all, r)
	}
	return all
}

func TestHiddenCharactersAreRefusedAndShown(t *testing.T) {
	t.Parallel()
	for _, r := range hidden() {
		name := fmt.Sprintf("Sok%cha", r)
		if CheckLine(name, 40) == nil || Check(name) == nil || CheckCode(name, 40) == nil {
			t.Errorf("%U is taken", r)
		}
		if got, want := Shown(name), fmt.Sprintf(`Sok\u%04xha`, r); got != want {
			t.Errorf("%U is shown as %q", r, got)
		}
		if got := Plain(name); got != "Sokha" {
			t.Errorf("%U stays in a name: %q", r, got)
		}
		if Fold(name) != "sokha" && r != ' ' && !strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r) {
			t.Errorf("%U counts when names are compared: %q", r, Fold(name))
		}
	}
	if got := ShownLines("one\ntwo\x1b[2J\r\n"); got != "one\ntwo\\u001b[2J\\u000d\n" {
		t.Errorf("lines: %q", got)
	}
	if got := Shown("caf\xe9"); got != `caf\xe9` {
		t.Errorf("no UTF-8: %q", got)
	}
}

// Unicode's own lists: every control character, and every mark that turns direction.
func TestHiddenIsUnicodesList(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
		if Hidden(r) != want {
			t.Errorf("%U is hidden: %v", r, Hidden(r))
		}
	}
}

// What people write is taken and shown as it is.
func TestWritingIsNotHidden(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "Café Phnom Penh", "កាហ្វេ\u200bទឹកដោះគោ", "ស្រី\u200cមុំ", "ព្រះ\u200dអង្គ", "茶＋＝", "a\u00a0b", `\u202e`, "“quoted”", "៛ 4,000"} {
		if err := CheckLine(s, 40); err != nil || Shown(s) != s || Plain(s) != s || Tidy(s) != s {
			t.Errorf("%q: %v, shown %q, plain %q, tidy %q", s, err, Shown(s), Plain(s), Tidy(s))
		}
	}
}

// U+200B to U+200D stay beside Khmer letters and go from everywhere else; what means nothing
// goes anyhow.
func TestTidy(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"\u200b កាហ្វេ \u200b":           "កាហ្វេ",
		"កាហ្វេ\u200bទឹក":                "កាហ្វេ\u200bទឹក",
		"កាហ្វេ\u200b\u200bទឹក":          "កាហ្វេ\u200b\u200bទឹក",
		"កាហ្វេ\u200bCola":               "កាហ្វេ\u200bCola",
		"Co\u200bla":                     "Cola",
		"Co\u200cl\u200da":               "Cola",
		"Co\u2060l\ufeffa\u00ad":         "Cola",
		"កា\ufeffហ្វេ":                   "កាហ្វេ",
		"\ufeffCola\u200b":               "Cola",
		"Sok\u202eha":                    "Sok\u202eha", // CheckLine refuses it
		"ផ្ទះ\u200bលេខ 12\u200bA, St 51": "ផ្ទះ\u200bលេខ 12A, St 51",
	} {
		if got := Tidy(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
		if got := Tidy(Tidy(s)); got != Tidy(s) {
			t.Errorf("%q is not tidy at once: %q", s, got)
		}
		if Fold(s) != Fold(Tidy(s)) {
			t.Errorf("%q is another name when tidy", s)
		}
	}
}

// Whatever takes no room is refused in a code: two that look the same are the same.
func TestCheckCode(t *testing.T) {
	t.Parallel()
	for _, r := range "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\U000e0041\u034f\ufe0f\u3164\u115f\u1160\uffa0\u2800\u17b4\u2063\u00a0" {
		for _, code := range []string{fmt.Sprintf("sok%c@aclb", r), fmt.Sprintf("%csok", r), fmt.Sprintf("ក%cក", r)} {
			if CheckCode(code, 64) == nil {
				t.Errorf("%U is taken in %q", r, code)
			}
		}
	}
	for _, code := range []string{"", "sok@aclb", "TRX 0012/3", "https://shop.example/សូមអរគុណ", "លេខ១២"} {
		if err := CheckCode(code, 64); err != nil {
			t.Errorf("%q: %v", code, err)
		}
	}
	if CheckCode(strings.Repeat("a", 65), 64) == nil {
		t.Error("65 characters of 64 are taken")
	}
}

func TestBeginsFormula(t *testing.T) {
	t.Parallel()
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "﹦", "﹢", "﹣", "﹫"} {
		for _, before := range []string{"", " ", "\u00a0", "\u3000", "\u200b", "\u200d", "\ufeff", " \u200b "} {
			if !BeginsFormula(before + sign + "1+1") {
				t.Errorf("%q is no formula", before+sign)
			}
		}
	}
	for _, cell := range []string{"", " ", "កាហ្វេ", "5-3", "a=b", "'=1"} {
		if BeginsFormula(cell) {
			t.Errorf("%q is one", cell)
		}
	}
}

func FuzzShown(f *testing.F) {
	f.Add("Sok\u202eha\x00\xff", true)
	f.Fuzz(func(t *testing.T, s string, lines bool) {
		shown := escaped(s, lines)
		for _, r := range shown {
			if Hidden(r) && !(lines && r == '\n') {
				t.Errorf("%q is shown with %U", s, r)
			}
		}
		if again := escaped(shown, lines); again != shown {
			t.Errorf("shown twice: %q, %q", shown, again)
		}
	})
}
