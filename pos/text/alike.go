package text

import "strings"

// twins are letters of other alphabets that look like a Latin one, each behind it. Both cases stand
// here, because they look like different letters: the Greek Ν is an N, and its small ν a v.
var twins = twinsOf("aаα", "cс", "dԁ", "eе", "hһ", "iіι", "jј", "kкκ", "oоο", "pрρ", "qԛ", "sѕ", "uυ", "vνѵ", "wԝ", "xхχ", "yуγ",
	"AАΑ", "BВΒ", "CС", "EЕΕ", "HНΗ", "IІΙ", "JЈ", "KКΚ", "MМΜ", "NΝ", "OОΟ", "PРΡ", "SЅ", "TТΤ", "VѴ", "WԜ", "XХΧ", "YУΥ", "ZΖ")

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

// Looks returns the form of a name by which two that look the same are the same: Fold, with the
// letters of other alphabets that look like Latin ones, and wide letters, as those.
func Looks(name string) string {
	return Fold(strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // the wide forms of ! to ~, in their order
			return r - '！' + '!'
		}
		if twin, ok := twins[r]; ok {
			return twin
		}
		return r
	}, name))
}
