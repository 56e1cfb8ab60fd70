package catalogue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
)

// The valid ones are from packets and from the examples of the GS1 General Specifications.
func TestCheckBarcode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]fault.Code{
		"4006381333931":  "", // EAN-13
		"5901234123457":  "",
		"96385074":       "", // EAN-8
		"73513537":       "",
		"04963406":       "", // UPC-E
		"96385075":       "", // neither EAN-8 nor UPC-E: eight digits may be the shop's own
		"036000291452":   "", // UPC-A
		"0036000291452":  "", // the same as EAN-13
		"00036000291452": "", // and as a GTIN-14
		"00036000291453": "", // fourteen digits may be the shop's own
		"036000291453":   fault.ItemCheckDigit,
		"0036000291453":  fault.ItemCheckDigit,
		"4006381339331":  fault.ItemCheckDigit, // two digits swapped
		"1234567":        "",                   // numbers of the shop's own
		"12345678901":    "",
		"FG-100":         "", // Code 128
		"RICE-25KG/A 7~": "",
		"9638507A":       "", // eight characters, not only digits
	} {
		if got := fault.CodeOf(catalogue.CheckBarcode(code)); got != want {
			t.Errorf("%s: code %q, want %q", code, got, want)
		}
	}
}

// upcE are UPC-Es and their UPC-As, at least one for each last digit of the six, as other
// barcode programs expand them.
var upcE = map[string]string{
	"01234000": "012000003400",
	"04963406": "049000006346",
	"04252614": "042100005264",
	"04252623": "042200005263",
	"01234531": "012300000451",
	"00985234": "009800000524",
	"01234543": "012340000053",
	"01234558": "012345000058",
	"01234565": "012345000065",
	"01203479": "012034000079",
	"09876583": "098765000083",
	"09876590": "098765000090",
}

func TestBarcodeKey(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"8850999320007":   "08850999320007", // EAN-13
		"08850999320007":  "08850999320007", // the same as GTIN-14
		"18850999320004":  "18850999320004", // a case of the same item
		"036000291452":    "00036000291452", // UPC-A
		"0036000291452":   "00036000291452",
		"00036000291452":  "00036000291452",
		"96385074":        "00000096385074", // EAN-8
		"0000096385074":   "00000096385074", // as some scanners send it
		"04963406":        "00049000006346", // UPC-E
		"01234565":        "00000001234565", // EAN-8, or UPC-E
		"96385075":        "96385075",       // the shop's own
		"14963403":        "14963403",       // no UPC-E begins with 1
		"08850999320008":  "08850999320008",
		"036000291453":    "036000291453",
		"1001":            "1001",
		"36000291452":     "36000291452",
		"000036000291452": "000036000291452", // 15 digits
		"FG-100":          "FG-100",
		"fg-100":          "fg-100",
		"":                "",
	} {
		if got := catalogue.BarcodeKey(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	for short, full := range upcE {
		for _, code := range []string{short, full, "0" + full, "00" + full} {
			keys := catalogue.BarcodeKeys(code)
			if keys[0] != catalogue.BarcodeKey(code) || !slices.Contains(keys, "00"+full) {
				t.Errorf("%s: keys %v, want that of %s too", code, keys, full)
			}
			if !slices.Contains(keys, catalogue.BarcodeKey(short)) {
				t.Errorf("%s: keys %v, want that of %s too", code, keys, short)
			}
		}
	}
}

// Whatever eight digits may be, the item is also found by its full number.
func TestBarcodeKeysGoBothWays(t *testing.T) {
	t.Parallel()
	both := 0
	for n := 0; n < 10_000_000; n += 13 {
		short := fmt.Sprintf("0%07d", n)
		keys := catalogue.BarcodeKeys(short)
		for _, key := range keys[1:] {
			if strings.HasPrefix(key, "000000") { // an EAN-8’s
				continue
			}
			both++
			if again := catalogue.BarcodeKeys(key); !slices.Contains(again, keys[0]) {
				t.Fatalf("%s has the keys %v; of these %s has %v", short, keys, key, again)
			}
		}
	}
	if both == 0 {
		t.Error("none was an EAN-8 and a UPC-E")
	}
	if keys := catalogue.BarcodeKeys("036000291452"); len(keys) != 1 {
		t.Errorf("keys %v", keys)
	}
}

// An item with exactly the scanned text comes first.
func TestScanned(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		code        string
		found, want string
	}{
		"One":               {"8850999320007", "8850999320007", "8850999320007"},
		"OtherWay":          {"8850999320007", "08850999320007", "08850999320007"},
		"Double":            {"8850999320007", "8850999320007 08850999320007", "8850999320007 08850999320007"},
		"ExactBeforeUPCA":   {"01234565", "012345000065 01234565", "01234565"},
		"ExactBeforeUPCE":   {"012345000065", "012345000065 01234565", "012345000065"},
		"ItsOwnNumber":      {"0012345000065", "012345000065 01234565", "012345000065"},
		"EAN8OrUPCE":        {"01234565", "0000001234565 012345000065", "0000001234565 012345000065"},
		"DoubleOfTheExact":  {"012345000065", "012345000065 00012345000065 01234565", "012345000065 00012345000065"},
		"Nothing":           {"012345000065", "", ""},
		"ADoubleAThirdWay":  {"0036000291452", "036000291452 00036000291452", "036000291452 00036000291452"},
		"ExactBesideDouble": {"036000291452", "036000291452 00036000291452", "036000291452 00036000291452"},
	} {
		var found []catalogue.Item
		for _, code := range strings.Fields(tt.found) {
			found = append(found, catalogue.Item{Barcode: code})
		}
		var got []string
		for _, item := range catalogue.Scanned(found, tt.code) {
			got = append(got, item.Barcode)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

func TestItemNamed(t *testing.T) {
	t.Parallel()
	one, other := catalogue.Item{ID: "a", Barcode: "8850999320007"}, catalogue.Item{ID: "b", Barcode: "08850999320007"}
	for name, tt := range map[string]struct {
		found []catalogue.Item
		code  string
		want  id.Item
		err   fault.Code
	}{
		"None":      {nil, "8850999320007", "", fault.BarcodeUnknown},
		"Only":      {[]catalogue.Item{other}, "8850999320007", "b", ""},
		"Exact":     {[]catalogue.Item{one, other}, "08850999320007", "b", ""},
		"Ambiguous": {[]catalogue.Item{{ID: "c", Barcode: "036000291452"}, {ID: "d", Barcode: "00036000291452"}}, "0036000291452", "", fault.ItemBarcodeShared},
	} {
		if got, err := catalogue.ItemNamed(tt.found, tt.code); got.ID != tt.want || fault.CodeOf(err) != tt.err {
			t.Errorf("%s: %q (%v)", name, got.ID, err)
		}
	}
}
