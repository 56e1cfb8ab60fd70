package model

import (
	"strings"

	"psar/pos/catalogue"
)

// scanned is what a scanner read, without what it and the shop's settings put
// around it.
type scanned struct {
	Code string
	Gtin string // the article's number in a GS1 element string; "" where there is none
}

// codeOf takes the shop's own prefix and suffix (see settings.ScannerPrefix) and the
// symbology identifier off, and finds the article's number in an element string.
func codeOf(text, prefix, suffix string) scanned {
	text = asScanned(text)
	if rest := strings.TrimPrefix(text, prefix); rest != "" {
		text = rest
	}
	if rest := strings.TrimSuffix(text, suffix); rest != "" {
		text = rest
	}
	text = strings.TrimSpace(withoutSymbology(text))
	return scanned{text, elementGTIN(text)}
}

// withoutSymbology takes an AIM identifier off: ], a letter for the symbology and its
// modifier, as in ]E0 for EAN-13 (ISO/IEC 15424).
func withoutSymbology(text string) string {
	if len(text) <= 3 || text[0] != ']' {
		return text
	}
	letter, modifier := text[1]|0x20 >= 'a' && text[1]|0x20 <= 'z', text[2]
	if !letter || !(modifier >= '0' && modifier <= '9' || modifier|0x20 >= 'a' && modifier|0x20 <= 'z') {
		return text
	}
	return text[3:]
}

// elementGTIN is the article's number of a GS1 element string: the identifier 01 and 14
// digits (GS1 General Specifications, 3.3.2). What follows tells of the single piece. The
// zeros that fill a shorter number up are left out; "" is none.
func elementGTIN(text string) string {
	rest, found := strings.CutPrefix(text, "(01)")
	if !found {
		rest, found = strings.CutPrefix(text, "01")
	}
	if !found || len(rest) < 14 || strings.Trim(rest[:14], "0123456789") != "" {
		return ""
	}
	for _, shorter := range []int{6, 1} { // an EAN-8, an EAN-13
		if zeros := strings.Repeat("0", shorter); strings.HasPrefix(rest, zeros) && catalogue.CheckBarcode(rest[shorter:14]) == nil {
			return rest[shorter:14]
		}
	}
	if rest[0] == '0' { // the check digit is wrong: it is something else
		return ""
	}
	return rest[:14]
}
