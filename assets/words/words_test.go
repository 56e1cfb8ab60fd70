package words

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-zA-Z%]`)

// checkEntry checks the rules for every sentence, of keys and of errors.
func checkEntry(t *testing.T, name string, e entry) {
	t.Helper()
	if strings.TrimSpace(e.en) == "" || strings.TrimSpace(e.km) == "" {
		t.Errorf("%s: empty in one language", name)
	}
	for _, s := range []string{e.en, e.km} {
		if s != strings.TrimSpace(s) || strings.Contains(s, "  ") {
			t.Errorf("%s: stray space in %q", name, s)
		}
		if strings.ContainsAny(s, "\u200b\u200c\u200d\n\t") {
			t.Errorf("%s: invisible character in %q", name, s)
		}
	}
	if en, km := verb.FindAllString(e.en, -1), verb.FindAllString(e.km, -1); !slices.Equal(en, km) {
		t.Errorf("%s: verbs %v in English, %v in Khmer", name, en, km)
	}
	if strings.ContainsFunc(e.km, func(r rune) bool { return r >= '០' && r <= '៩' }) {
		t.Errorf("%s: a Khmer figure in %q: numbers that are told compare with those on screens and paper", name, e.km)
	}
	if bad := misspelt(e.km); bad != "" {
		t.Errorf("%s: %s in %q", name, bad, e.km)
	}
}

// misspelt finds what no Khmer word contains: a vowel or sign without a letter before
// it, a coeng without a consonant after it, two vowels on one letter. Fonts draw such
// text with a dotted circle.
func misspelt(s string) string {
	var prev rune
	for _, r := range s {
		consonant := func(r rune) bool { return r >= 'ក' && r <= 'អ' }
		vowel := func(r rune) bool { return r >= 'ា' && r <= 'ៅ' }
		switch {
		case prev == '្' && !consonant(r):
			return "coeng without a consonant"
		case r == '្' && !consonant(prev) && (prev < 'ឣ' || prev > 'ឳ') && prev != '៉' && prev != '៊':
			return "coeng after no letter"
		case vowel(r) && vowel(prev):
			return "two vowels in a row"
		case unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Khmer, prev):
			return "a mark without its letter"
		}
		prev = r
	}
	if prev == '្' {
		return "coeng at the end"
	}
	return ""
}

func TestEverySentenceHasBothLanguages(t *testing.T) {
	t.Parallel()
	for _, topic := range topics() {
		for key, e := range topic {
			checkEntry(t, string(key), e)
		}
	}
	for _, e := range errorWords {
		checkEntry(t, e.code+" message", e.message)
		checkEntry(t, e.code+" hint", e.hint)
		for _, s := range []string{e.message.en, e.message.km} {
			if used := verb.FindAllString(s, -1); len(used) > 0 && (!e.named || strings.Trim(strings.Join(used, ""), "%s") != "") {
				t.Errorf("%s: an argument in the sentence is a %%s of a named error: %q", e.code, s)
			}
		}
		for _, s := range []string{e.hint.en, e.hint.km} {
			if strings.Contains(s, "%") {
				t.Errorf("%s: a hint takes no arguments: %q", e.code, s)
			}
		}
		if !strings.HasSuffix(e.hint.en, ".") || !strings.HasSuffix(e.hint.km, "។") {
			t.Errorf("%s: a hint is a whole sentence", e.code)
		}
	}
}

// The keys are read from the source, so that a constant without words is found.
func TestEveryConstantHasWordsOnce(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var declared []Key
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Key" {
				s, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				declared = append(declared, Key(s))
			}
			return true
		})
	}
	slices.Sort(declared)
	if len(declared) < 100 {
		t.Fatalf("only %d keys found in the source", len(declared))
	}
	if !slices.Equal(declared, AllKeys()) {
		t.Errorf("constants and words differ:\n%v\n%v", declared, AllKeys())
	}
	codes := ErrorCodes()
	slices.Sort(codes)
	if len(slices.Compact(codes)) != len(errorWords) {
		t.Error("an error code stands twice")
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{Text(English, Total), "Total"},
		{Text(Khmer, Total), "សរុប"},
		{Text("fr", Total), "Total"},
		{Text(English, TillNumber, "01"), "Till 01"},
		{Text(Khmer, CodeGoodMinutes, "8"), "កូដនេះមានសុពលភាព 8 នាទីទៀត"},
		{Text(English, PaperTax, "10"), "VAT 10 %"},
		{Text(English, "no_such_key", 1), "no_such_key"},
		{Both(Total), "សរុប · Total"},
		{Both(KHQR), "KHQR"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, got, want string }{
		{"plain", ErrorMessage(English, "amount_zero"), "The amount is zero"},
		{"named", ErrorMessage(English, "data_locked", "/srv/psar"), "Another Psar has this data open: /srv/psar"},
		{"two named", ErrorMessage(English, "data_locked", "/shop", 412), "Another Psar has this data open: /shop, 412"},
		{"the decoder’s words", ErrorMessage(English, "code_amount", `khqr: tag 54: the amount is "3.01"`), "The code asks for another amount"},
		{"not for people", ErrorMessage(Khmer, "sale_state", "shown"), "មិនអាចធ្វើបានឥឡូវ"},
		{"known refusal by number", ErrorMessage(English, "gateway_refused", 4, "Invalid hash"), "The profile key is wrong"},
		{"known refusal by code", ErrorMessage(English, "gateway_refused_4"), "The profile key is wrong"},
		{"unknown refusal", ErrorMessage(English, "gateway_refused", 99, "Closed"), "The payment service refused: 99, Closed"},
		{"too little came", ErrorMessage(English, "claim_short", "3.00 USD", "3.50 USD"), "Less money came than the sale costs: 3.00 USD, 3.50 USD"},
		{"a wait", ErrorMessage(English, "pin_locked", 30), "Too many wrong PINs. Wait 30 s, then try again"},
		{"a wait in Khmer", ErrorMessage(Khmer, "pin_locked", 30), "វាយលេខសម្ងាត់ខុសច្រើនដងពេក។ សូមរង់ចាំ 30 វិនាទី រួចព្យាយាមម្ដងទៀត"},
		{"a wait that nobody told", ErrorMessage(English, "pin_locked"), "Too many wrong PINs. Wait ? s, then try again"},
		{"more than the sentence takes", ErrorMessage(English, "pin_locked", "%s", "x"), "Too many wrong PINs. Wait  s, then try again: x"},
		{"no words", ErrorMessage(English, "brand_new"), "Something went wrong inside Psar (brand_new)"},
		{"hint", ErrorHint(English, "amount_zero"), "Type an amount first."},
		{"hint of a known refusal", ErrorHint(English, "gateway_refused", 4), ErrorHint(English, "gateway_refused_4")},
		{"hint without words", ErrorHint(Khmer, "brand_new"), ErrorHint(Khmer, "internal")},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

// The codes that the till and its adapters promise to use.
func TestEveryPromisedCodeHasWords(t *testing.T) {
	t.Parallel()
	const promised = `amount_zero amount_too_large amount_below_minimum amount_decimals amount_invalid currency_unknown
		profile_missing settings_invalid gateway_unreachable gateway_timeout gateway_answer gateway_slow gateway_rate_limited
		gateway_refused_1 gateway_refused_2 gateway_refused_3 gateway_refused_4 gateway_refused_5 gateway_refused_6
		gateway_refused_7 gateway_refused already_paid code_rejected code_amount code_currency code_account code_expired
		code_static code_crc code_md5 code_malformed code_echo code_no_expiry payment_mismatch port_in_use data_unwritable
		database_foreign database_newer database_damaged data_locked printer_unreachable printer_unknown_outcome
		journal_broken sale_state receipt_unknown clock_wrong keyring_file disk_full internal day_invalid setting_unknown
		payment_unknown stopped printer_link unclaimed_none claim_short reference_missing manager_needed
		pin_wrong pin_locked payee_unconfirmed payee_unasked link_no_return alarm_unknown text_invalid
		claim_other gateway_busy profile_changed paid_unclear webhook_no_key keyring_away file_unwritable
		printer_paper_out printer_cover_open printer_offline printer_broken printer_silent logo_invalid drawer_missing`
	for _, code := range strings.Fields(promised) {
		if !HasError(code) {
			t.Errorf("%s has no words", code)
		}
	}
	if HasError("") || HasError("brand_new") {
		t.Error("a code that nobody promised has words")
	}
}

// Names and answers in a sentence are shown as escapes where they hold what can't be seen.
func TestArgumentsAreShown(t *testing.T) {
	t.Parallel()
	type kind string
	evil := "sok\u202e\x1b[2J\u009b"
	const want = `sok\u202e\u001b[2J\u009b`
	for _, arg := range []any{evil, kind(evil), errors.New(evil), stringer(evil)} {
		if got := Text(English, CLIApproves, arg); !strings.Contains(got, want) || strings.Contains(got, "\u202e") {
			t.Errorf("%T: %q", arg, got)
		}
		if got := ErrorMessage(Khmer, "data_locked", arg); strings.Contains(got, "\x1b") || !strings.Contains(got, want) {
			t.Errorf("%T in an error: %q", arg, got)
		}
	}
	args := []any{evil}
	if Text(English, CLIApproves, args...); args[0] != evil {
		t.Errorf("the caller's arguments are changed: %q", args[0])
	}
}

type stringer string

func (s stringer) String() string { return string(s) }
