package catalogue

import (
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/text"
)

// CheckBarcode accepts "" for none, a UPC-A or EAN-13 with the right check digit, or any
// other 1 to MaxBarcode printable ASCII characters. Check digits of 8 and 14 digits are
// not checked: these may be an EAN-8, UPC-E or GTIN-14, or a number of the shop's own.
// The error's code is fault.ItemBarcode or fault.ItemCheckDigit, with the barcode.
func CheckBarcode(code string) error {
	printable := func(r rune) bool { return r >= ' ' && r <= '~' }
	if len(code) > MaxBarcode || code != strings.TrimSpace(code) ||
		strings.ContainsFunc(code, func(r rune) bool { return !printable(r) }) {
		return fault.New(fault.ItemBarcode, code)
	}
	if text.Digits(code) && (len(code) == 12 || len(code) == 13) && !checkDigitFits(code) {
		return fault.New(fault.ItemCheckDigit, code)
	}
	return nil
}

// checkDigitFits: from the right, digits count once and three times in turn, and the sum
// must be a multiple of ten (GS1 General Specifications, 7.9).
func checkDigitFits(code string) bool {
	sum := 0
	for i := range len(code) {
		n := int(code[len(code)-1-i] - '0')
		if i%2 == 1 {
			n *= 3
		}
		sum += n
	}
	return sum%10 == 0
}

// BarcodeKey returns the same key for all forms of one barcode: the 14 digits of a GS1
// number, whether it is written as UPC-A, EAN-13 or GTIN-14 (with leading zeros) or as
// UPC-E (with zeros left out). Any other text is its own key, unchanged. Eight digits
// that could be both an EAN-8 and a UPC-E have the key of the EAN-8.
func BarcodeKey(code string) string {
	if !text.Digits(code) {
		return code
	}
	switch len(code) {
	case 8, 12, 13, 14:
		if checkDigitFits(code) {
			return gtin14(code)
		}
	}
	if full, ok := expandUPCE(code); ok {
		return gtin14(full)
	}
	return code
}

// BarcodeKeys lists the keys of everything that a barcode may mean, its BarcodeKey first:
// eight digits that may be an EAN-8 or a UPC-E have both keys, and so has the UPC-A of
// such a UPC-E.
func BarcodeKeys(code string) []string {
	keys := []string{BarcodeKey(code)}
	add := func(key string) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	full, ok := expandUPCE(code)
	if own := keys[0]; !ok && len(code) > 8 && len(own) == 14 && text.Digits(own) && own[:2] == "00" {
		full, ok = own[2:], true
	}
	if !ok {
		return keys
	}
	add(gtin14(full))
	for _, short := range squeezeUPCA(full) {
		add(BarcodeKey(short))
	}
	return keys
}

// gtin14 adds leading zeros to a GS1 number of up to 14 digits (General Specifications,
// 2.1: GTIN-8, GTIN-12 and GTIN-13 in a field of 14 digits).
func gtin14(code string) string { return strings.Repeat("0", 14-len(code)) + code }

// expandUPCE returns the UPC-A of a UPC-E of eight digits: 0, six digits of which the
// last says where zeros were left out, and the check digit of the UPC-A (GS1 General
// Specifications, 2.1.3.3 and 7.10). ok is false for what is no UPC-E.
func expandUPCE(code string) (upcA string, ok bool) {
	if len(code) != 8 || !text.Digits(code) || code[0] != '0' {
		return "", false
	}
	six := code[1:7]
	switch last := six[5:]; last {
	case "0", "1", "2":
		upcA = six[:2] + last + "0000" + six[2:5]
	case "3":
		upcA = six[:3] + "00000" + six[3:5]
	case "4":
		upcA = six[:4] + "00000" + six[4:5]
	default:
		upcA = six[:5] + "0000" + last
	}
	upcA = "0" + upcA + code[7:]
	return upcA, checkDigitFits(upcA)
}

// squeezeUPCA lists the UPC-Es of a UPC-A: the inverse of expandUPCE.
func squeezeUPCA(upcA string) []string {
	if upcA[0] != '0' {
		return nil
	}
	var found []string
	ten := upcA[1:11]
	for _, six := range []string{
		ten[:2] + ten[7:] + ten[2:3],
		ten[:3] + ten[8:] + "3",
		ten[:4] + ten[9:] + "4",
		ten[:5] + ten[9:],
	} {
		short := "0" + six + upcA[11:]
		if full, ok := expandUPCE(short); ok && full == upcA && !slices.Contains(found, short) {
			found = append(found, short)
		}
	}
	return found
}

// Sharing lists the items that have a barcode, in any of its forms: those of the same
// BarcodeKey only.
func Sharing(items []Item, code string) []Item {
	key := BarcodeKey(code)
	return slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return BarcodeKey(i.Barcode) != key })
}

// Scanned chooses the items that a scanned barcode means, out of the items found under
// its BarcodeKeys: those of its own number, and only if there are none, those of what its
// digits may also be. Eight digits that may be an EAN-8 or a UPC-E count as a number of
// their own only where an item has exactly this text. More than one item is left where an
// old catalogue has the barcode on several: then the cashier chooses.
func Scanned(items []Item, code string) []Item {
	_, short := expandUPCE(code)
	if short && !slices.ContainsFunc(items, func(i Item) bool { return i.Barcode == code }) {
		return items
	}
	if own := Sharing(items, code); len(own) > 0 {
		return own
	}
	return items
}

// ItemNamed returns the one item that a typed or imported barcode names: the item with
// exactly this text, or the only one. The error's code is fault.BarcodeUnknown or
// fault.ItemBarcodeShared, with the barcode.
func ItemNamed(items []Item, code string) (Item, error) {
	if at := slices.IndexFunc(items, func(i Item) bool { return i.Barcode == code }); at >= 0 {
		return items[at], nil
	}
	switch len(items) {
	case 0:
		return Item{}, fault.New(fault.BarcodeUnknown, code)
	case 1:
		return items[0], nil
	}
	return Item{}, fault.New(fault.ItemBarcodeShared, code)
}
