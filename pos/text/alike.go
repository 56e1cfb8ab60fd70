package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Alike reports that two names can't be told apart on a screen or on paper: that they are the same
// but for case, what can't be seen, punctuation, the form of a letter (Unicode's compatibility forms:
// wide, mathematical, circled), digits of another writing, letters of the Latin, Greek, Cyrillic and
// Armenian alphabets that are drawn alike (twins), Kana beside Chinese, a capital I beside a small L,
// and the order and spelling of Khmer signs that are drawn alike. Accents, and letters of other
// alphabets, tell names apart.
func Alike(a, b string) bool {
	a, b = drawn(a), drawn(b)
	return Fold(a) == Fold(b) || strings.Map(straight, a) == strings.Map(straight, b)
}

// twins are letters and signs that look like the first of their group, for the most part of other
// alphabets, small capitals among them. Cases stand apart, because they look like different letters:
// the Greek Ν is an N, and its small ν a v.
var twins = twinsOf(
	"aаαɑᴀ", "bвьƅʙЬ", "cсϲᴄ", "dԁᴅ", "eе℮ᴇ", "fꜰ", "gɡցɢ", "hһհнʜ", "iіιıɩɪ", "jјϳȷᴊ", "kкκᴋ", "lӏʟ", "mмᴍ", "nոηпɴ", "oοоօᴏ", "pρрᴘ", "qԛզꞯ",
	"rгᴦʀ", "sѕꜱ", "tтτᴛ", "uυսʋᴜ", "vνѵᴠ", "wԝաωѡшᴡ", "xхχ×", "yуγүʏ", "zᴢ",
	"AАΑ", "BВΒ", "CСϹ", "EЕΕ", "FϜ", "GԌ", "HНΗ", "IІΙӀǀ|", "JЈͿ", "KКΚ", "LԼ", "MМΜϺ", "NΝ", "OОΟՕ", "PРΡ", "QԚ", "RƦ", "SЅՏ", "TТΤ", "UՍ", "VѴ", "WԜ", "XХΧ",
	"YУΥҮ", "ZΖ", "ΓГ", "ΠП", "ΦФ", "ΛЛ", "ΘѲӨ", "φф", "2Ƨƨ", "3ЗзƷӠӡȝ", "4Чч", "5Ƽƽ", "6б", "8Ȣȣ",
	"口ロ", "二ニ", "力カ", "卜ト", "工エ", "夕タ", "八ハ", "一ー", "へヘ", "អឣ", "ឱឲ",
)

func twinsOf(groups ...string) map[rune]rune {
	all := map[rune]rune{}
	for _, group := range groups {
		letters := []rune(group)
		for _, twin := range letters[1:] {
			all[twin] = letters[0]
		}
	}
	return all
}

// twin is the first of a letter's group.
func twin(r rune) rune {
	if first, known := twins[r]; known {
		return first
	}
	return r
}

// spellings are signs that are drawn as others together.
var spellings = strings.NewReplacer("ឤ", "អា", "ើ", "េី", "ោ", "េា", "เเ", "แ", "ເເ", "ແ")

// drawn returns a name by which two that are drawn alike are the same.
func drawn(name string) string {
	kept := make([]rune, 0, len(name))
	for _, r := range norm.NFKD.String(strings.Map(twin, name)) { // of a letter's parts too
		last := rune(0)
		if len(kept) > 0 {
			last = kept[len(kept)-1]
		}
		r = twin(r)
		switch {
		case unicode.Is(unicode.Nd, r):
			r = digit(r)
		case unicode.IsPunct(r), unicode.Is(unicode.Sk, r), r >= 0x2b0 && r <= 0x2ff, Unseen(r), Hidden(r) && !unicode.IsSpace(r):
			continue
		}
		if unicode.Is(unicode.M, r) && r == last || r == dotAbove && (last == 'i' || last == 'j') {
			continue // drawn over what is there
		}
		kept = append(kept, r)
	}
	for i, r := range kept {
		if r == '0' { // a zero is an O, and Khmer's too
			kept[i] = 'o'
		}
	}
	return ordered([]rune(spellings.Replace(string(kept))))
}

const dotAbove = '\u0307'

// digit is a decimal digit of any writing as one of 0 to 9: their blocks are of ten.
func digit(r rune) rune {
	value := rune(0)
	for value < 9 && unicode.Is(unicode.Nd, r-value-1) {
		value++
	}
	return '0' + value
}

// straight has a capital I and a small L be the same: most fonts draw them so.
func straight(r rune) rune {
	if r == 'I' {
		return 'l'
	}
	return r
}

// LooksNumbered reports a name that looks like “No. 3”, which stands for somebody whose name is
// not shown.
func LooksNumbered(name string) bool {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(Fold(drawn(name)), " ", ""), "no")
	return ok && strings.Trim(rest, "o") != "" && Digits(strings.ReplaceAll(rest, "o", "0"))
}
