package khqr

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// now lies between the creation and the expiry of the codes below.
var now = time.UnixMilli(1790000001000)

const (
	createdMS = 1790000000000
	expiresMS = 1790000600000
)

// charge is a code for 5 dollars as a gateway makes it.
func charge() Code {
	return Code{
		Account: "sok_dara@aclb", Currency: USD, Amount: "5.00",
		MerchantName: "Sok Dara", MerchantCity: "Siem Reap", BillNumber: "INV-77",
		CreatedMS: createdMS, ExpiresMS: expiresMS,
	}
}

// tlv writes one element; the length is in characters.
func tlv(tag, value string) string {
	return fmt.Sprintf("%s%02d%s", tag, len([]rune(value)), value)
}

// sealCode appends the CRC, computed bit by bit, independent of the code under test.
func sealCode(body string) string {
	body += "6304"
	crc := uint16(0xFFFF)
	for _, b := range []byte(body) {
		for bit := 7; bit >= 0; bit-- {
			top := crc>>15 ^ uint16(b>>bit)&1
			crc <<= 1
			if top == 1 {
				crc ^= 0x1021
			}
		}
	}
	return fmt.Sprintf("%s%04X", body, crc)
}

const (
	ind   = "29170013sok_dara@aclb"
	times = "99340013179000000000001131790000600000"
)

// dynamic builds a charge in which changes (pairs of tag and element) replace
// elements. "" removes one; a tag that is not there is appended.
func dynamic(changes ...string) string {
	parts := []struct{ tag, text string }{
		{"00", "000201"}, {"01", "010212"}, {"29", ind}, {"52", "52045999"}, {"53", "5303840"}, {"54", "54045.00"},
		{"58", "5802KH"}, {"59", "5908Sok Dara"}, {"60", "6009Siem Reap"}, {"62", ""}, {"64", ""}, {"99", times}, {"80", ""},
	}
	for i := 0; i < len(changes); i += 2 {
		for j := range parts {
			if parts[j].tag == changes[i] {
				parts[j].text = changes[i+1]
			}
		}
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.text)
	}
	return sealCode(b.String())
}

func TestCRC(t *testing.T) {
	t.Parallel()
	// The check value of CRC-16/CCITT-FALSE in CRC catalogues.
	if got := crc16("123456789"); got != 0x29B1 {
		t.Errorf("crc16 = %04X, want 29B1", got)
	}
	if got := crcText(0x0A0F); string(got[:]) != "0A0F" {
		t.Errorf("crcText = %s, want 0A0F", got[:])
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	good := dynamic()
	long := func(n int) string { return strings.Repeat("ក", n) }
	for _, tc := range []struct {
		name  string
		code  string
		class Class // "" = accepted
	}{
		{"OK", good, ""},
		{"513 bytes", dynamic("80", strings.Repeat(tlv("80", strings.Repeat("x", 99)), 4)), ClassOverlong},
		{"char above the basic plane", dynamic("59", tlv("59", "Shop 😀")), ClassEncoding},
		{"surrogate half", dynamic("59", "5903A\xed\xa0\x80B"), ClassEncoding},
		{"C1 control", dynamic("59", tlv("59", "Shop\u0085")), ClassFormat},
		{"DEL", dynamic("59", tlv("59", "Shop\x7f")), ClassFormat},
		{"tab", dynamic("59", tlv("59", "Sok\tDara")), ClassFormat},
		{"zero-width space", dynamic("59", tlv("59", "ផ្សារ\u200bថ្មី")), ""},

		{"JSON", `{"qr":"0002"}`, ClassFraming},
		{"digits", "1234567890", ClassFraming},
		{"space behind", good + " ", ClassFraming},
		{"two line ends behind", good + "\r\n", ClassFraming},
		{"words behind", good + " thanks", ClassFraming},
		{"00 not first", sealCode("010212000201" + ind + "52045999530384054045.005802KH5908Sok Dara6009Siem Reap" + times), ClassFraming},
		{"cut by 2", good[:len(good)-2], ClassFraming},
		{"cut by 3", good[:len(good)-3], ClassFraming},
		{"cut by 4", good[:len(good)-4], ClassCRC},
		{"cut by 5", good[:len(good)-5], ClassFraming},
		{"cut by 7", good[:len(good)-7], ClassFraming},
		{"cut by 8", good[:len(good)-8], ClassCRC},

		{"53 one too long", dynamic("53", "5304840"), ClassLength},
		{"58 one too long", dynamic("58", "5803KH"), ClassLength},
		{"60 one too long", dynamic("60", "6010Siem Reap"), ClassLength},
		{"60 one too short", dynamic("60", "6008Siem Reap"), ClassLength},
		{"99 one too long", dynamic("99", "9935"+times[4:]), ClassLength},
		{"99 one too short", dynamic("99", "9933"+times[4:]), ClassLength},
		{"sub-tag length not a number", dynamic("62", "62100106INV-77", "64", "640700xxkm0"), ClassLength},
		{"sub-tag not a number", dynamic("62", "6210x106INV-77"), ClassLength},
		{"sub-tag header cut", dynamic("62", "6203010"), ClassLength},
		{"sub-tag empty", dynamic("62", "62040100"), ClassLength},
		{"template empty", dynamic("62", "6200"), ClassLength},
		{"unknown empty", dynamic("80", "8000"), ClassLength},
		{"length in Khmer digits", dynamic("59", "59០៨Sok Dara"), ClassLength},
		{"length signed", dynamic("59", "59+8Sok Dara"), ClassLength},
		{"city empty", dynamic("60", "6000"), ClassLength},

		{"unknown twice", dynamic("80", "8001x8001y"), ClassDuplicate},
		{"62/01 twice", dynamic("62", tlv("62", "0101a0101b")), ClassDuplicate},
		{"99/01 twice", dynamic("99", tlv("99", tlv("00", "1790000000000")+tlv("01", "1790000600000")+tlv("01", "1790000900000"))), ClassDuplicate},
		{"CRC twice", dynamic("80", "63040000"), ClassDuplicate},
		{"same sub-tag in two templates", dynamic("62", tlv("62", "0101a"), "64", tlv("64", "0002km0101b")), ""},

		{"CRC of three digits", dynamic()[:len(good)-8] + "63039BF", ClassCRC},

		{"64 without language", dynamic("64", tlv("64", tlv("01", "X"))), ClassMissing},
		{"64 without name", dynamic("64", tlv("64", tlv("00", "km"))), ClassMissing},
		{"language of one letter", dynamic("64", tlv("64", tlv("00", "k")+tlv("01", "X"))), ClassFormat},
		{"language of digits", dynamic("64", tlv("64", tlv("00", "12")+tlv("01", "X"))), ClassFormat},
		{"language upper case", dynamic("64", tlv("64", tlv("00", "KM")+tlv("01", "X"))), ""},
		{"category of 3", dynamic("52", "5203599"), ClassFormat},
		{"payload format of 3", dynamic("00", "0003001"), ClassFormat},
		{"initiation 1", dynamic("01", "01011"), ClassFormat},
		{"merchant without ID and bank", dynamic("29", tlv("30", tlv("00", "a@b"))), ""},
		{"merchant without account", dynamic("29", tlv("30", tlv("01", "123"))), ClassMissing},
		{"creation absent", dynamic("99", tlv("99", tlv("01", "1790000600000"))), ""},
		{"99 empty", dynamic("99", "9900"), ClassLength},

		{"currency empty", dynamic("53", "5300"), ClassCurrency},
		{"country lower case", dynamic("58", "5802kh"), ClassCountry},
		{"country empty", dynamic("58", "5800"), ClassCountry},
		{"name of 25 Khmer characters", dynamic("59", tlv("59", long(25))), ""},
		{"name of 26 Khmer characters", dynamic("59", tlv("59", long(26))), ClassOverlong},
		{"city of 16", dynamic("60", tlv("60", long(16))), ClassOverlong},
		{"alternate name of 26", dynamic("64", tlv("64", tlv("00", "km")+tlv("01", long(26)))), ClassOverlong},
		{"alternate city of 16", dynamic("64", tlv("64", tlv("00", "km")+tlv("01", "X")+tlv("02", long(16)))), ClassOverlong},
		{"store of 26", dynamic("62", tlv("62", tlv("03", long(26)))), ClassOverlong},
		{"purpose of 26", dynamic("62", tlv("62", tlv("08", long(26)))), ClassOverlong},
		{"merchant ID of 33", dynamic("29", tlv("30", tlv("00", "a@b")+tlv("01", long(33)))), ClassOverlong},
		{"account information of 33", dynamic("29", tlv("29", tlv("00", "a@b")+tlv("01", long(33)))), ClassOverlong},
		{"bank of 33", dynamic("29", tlv("29", tlv("00", "a@b")+tlv("02", long(33)))), ClassOverlong},

		{"account of 32", dynamic("29", tlv("29", tlv("00", strings.Repeat("a", 27)+"@bank"))), ""},
		{"account of 33", dynamic("29", tlv("29", tlv("00", strings.Repeat("a", 28)+"@bank"))), ClassAccount},
		{"account empty", dynamic("29", "29040000"), ClassAccount},
		{"account without name", dynamic("29", tlv("29", tlv("00", "@aclb"))), ClassAccount},
		{"account with space", dynamic("29", tlv("29", tlv("00", "sok dara@aclb"))), ClassAccount},
		{"account with look-alike", dynamic("29", tlv("29", tlv("00", "sоk@aclb"))), ClassAccount}, // Cyrillic о

		{"creation in seconds", dynamic("99", tlv("99", tlv("00", "1790000000")+tlv("01", "1790000600000"))), ClassTimestamp},
		{"creation signed", dynamic("99", tlv("99", tlv("00", "-179000000000")+tlv("01", "1790000600000"))), ClassTimestamp},
		{"expiry in Khmer digits", dynamic("99", tlv("99", tlv("00", "1790000000000")+tlv("01", "១៧៩០០០០៦០០០០០"))), ClassTimestamp},
		{"expiry zero", dynamic("99", tlv("99", tlv("01", "0000000000000"))), ClassTimestamp},
		{"expiry at creation", dynamic("99", tlv("99", tlv("00", "1790000600000")+tlv("01", "1790000600000"))), ""},
		{"expiry 1 ms before creation", dynamic("99", tlv("99", tlv("00", "1790000600000")+tlv("01", "1790000599999"))), ClassExpired},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(tc.code)
			if got := ClassOf(err); got != tc.class || (err == nil) != (tc.class == "") {
				t.Errorf("Parse(%q): class %q, want %q: %v", tc.code, got, tc.class, err)
			}
		})
	}
}

// Banks put their own data into tag 99 of a static code; the national bank's verify
// reads the tag in dynamic codes only. It is kept unchanged, unless it holds
// timestamps.
func TestTag99OfStaticCode(t *testing.T) {
	t.Parallel()
	static := func(times string) string { return dynamic("01", "010211", "54", "", "99", times, "80", "8001x") }
	raw := func(value string) Code {
		return Code{Unknown: []Field{{"", "99", value}, {"", "80", "x"}}}
	}
	late := now.Add(time.Hour)
	for _, tc := range []struct {
		name, code string
		want       Code // the expected fields of tag 99
	}{
		{"hex digits and sub-tag 68", static(tlv("99", "00134A71B09E20FD16803xyz")), raw("00134A71B09E20FD16803xyz")},
		{"a bank's name", static(tlv("99", "0011kh.com.bank0503XYZ")), raw("0011kh.com.bank0503XYZ")},
		{"no sub-tags", static(tlv("99", "ផ្សារ")), raw("ផ្សារ")},
		{"a sub-tag twice", static(tlv("99", "0501a0501b")), raw("0501a0501b")},
		{"one timestamp of two", static(tlv("99", tlv("00", "1790000000000")+tlv("01", "soon"))), raw(tlv("00", "1790000000000") + tlv("01", "soon"))},
		{"sub-tag 00 of 99 characters", static(tlv("99", tlv("00", strings.Repeat("x", 95)))), raw(tlv("00", strings.Repeat("x", 95)))},
		{"01 behind it", sealCode("000201" + tlv("99", "hello") + "8001x" + "010211" + ind + "5204599953038405802KH5908Sok Dara6009Siem Reap"), raw("hello")},
		{"creation", static(tlv("99", tlv("00", "1790000000000"))), Code{CreatedMS: createdMS, Unknown: []Field{{"", "80", "x"}}}},
		{"an end that is over", static(times), Code{CreatedMS: createdMS, ExpiresMS: expiresMS, Unknown: []Field{{"", "80", "x"}}}},
		{"an end before its creation", static(tlv("99", tlv("00", "1790000600000")+tlv("01", "1790000000000"))),
			Code{CreatedMS: expiresMS, ExpiresMS: createdMS, Unknown: []Field{{"", "80", "x"}}}},
		{"timestamps and more", static(tlv("99", tlv("00", "1790000000000")+"6803xyz")),
			Code{CreatedMS: createdMS, Unknown: []Field{{"99", "68", "xyz"}, {"", "80", "x"}}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c, err := Verify(tc.code, Expect{Now: late, AllowStatic: true})
			if err != nil {
				t.Fatal(err)
			}
			if got := (Code{CreatedMS: c.CreatedMS, ExpiresMS: c.ExpiresMS, Unknown: c.Unknown}); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("tag 99 became\n got %+v\nwant %+v", got, tc.want)
			}
			roundTrip(t, tc.code)
		})
	}
	for name, code := range map[string]string{
		"on a dynamic code":            dynamic("99", tlv("99", "0011kh.com.bank0503XYZ")),
		"on a dynamic code, 01 behind": sealCode("000201" + tlv("99", "00134A71B09E20FD1") + "010212" + ind + "52045999530384054045.005802KH5908Sok Dara6009Siem Reap"),
	} {
		if _, err := Verify(code, Expect{Now: now, AllowStatic: true, AllowNoExpiry: true}); ClassOf(err) != ClassTimestamp {
			t.Errorf("%s: %v, want class timestamp", name, err)
		}
	}
}

func TestUnknownTagsAreKept(t *testing.T) {
	t.Parallel()
	code := dynamic("62", tlv("62", "0101a"+"6803x=1"), "80", tlv("80", "0003abc"))
	c, err := Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	want := []Field{{"62", "68", "x=1"}, {"", "80", "0003abc"}}
	if fmt.Sprint(c.Unknown) != fmt.Sprint(want) {
		t.Errorf("Unknown = %v, want %v", c.Unknown, want)
	}
	if got, err := Encode(c); err != nil || got != code {
		t.Errorf("Encode = %q, %v; want %q", got, err, code)
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	static := func(c *Code, unknown ...Field) {
		c.PointOfInitiation, c.Amount, c.CreatedMS, c.ExpiresMS, c.Unknown = Static, "", 0, 0, unknown
	}
	for _, tc := range []struct {
		name   string
		change func(*Code)
		class  Class // "" = accepted
	}{
		{"OK", func(*Code) {}, ""},
		{"CRC is computed", func(c *Code) { c.CRC = "0000" }, ""},
		{"no account", func(c *Code) { c.Account = "" }, ClassMissing},
		{"no name", func(c *Code) { c.MerchantName = "" }, ClassMissing},
		{"no expiry", func(c *Code) { c.ExpiresMS = 0 }, ClassMissing},
		{"no currency", func(c *Code) { c.Currency = "" }, ClassMissing},
		{"static with amount", func(c *Code) { c.PointOfInitiation = Static }, ClassStatic},
		{"dynamic without amount", func(c *Code) { c.PointOfInitiation, c.Amount = Dynamic, "" }, ClassMissing},
		{"bad amount", func(c *Code) { c.Amount = "1,000" }, ClassAmount},
		{"negative time", func(c *Code) { c.CreatedMS = -1790000000000 }, ClassTimestamp},
		{"seconds are padded, and expire long ago", func(c *Code) { c.ExpiresMS /= 1000 }, ClassExpired},
		{"name not UTF-8", func(c *Code) { c.MerchantName = "A\xff" }, ClassEncoding},
		{"name of 100", func(c *Code) { c.MerchantName = strings.Repeat("x", 100) }, ClassOverlong},
		{"62 of 116", func(c *Code) {
			s := strings.Repeat("x", 25)
			c.BillNumber, c.MobileNumber, c.StoreLabel, c.TerminalLabel = s, s, s, s
		}, ClassOverlong},
		{"individual with merchant ID", func(c *Code) { c.MerchantID = "1" }, ClassFormat},
		{"merchant with account information", func(c *Code) { c.Kind, c.AccountInformation = Merchant, "1" }, ClassFormat},
		{"kind out of range", func(c *Code) { c.Kind = 2 }, ClassFormat},
		{"unknown that is known", func(c *Code) { c.Unknown = []Field{{"", "54", "1.00"}} }, ClassFormat},
		{"unknown that is a template", func(c *Code) { c.Unknown = []Field{{"", "30", "0003a@b"}} }, ClassFormat},
		{"unknown CRC", func(c *Code) { c.Unknown = []Field{{"", "63", "0000"}} }, ClassFormat},
		{"unknown sub-tag that is known", func(c *Code) { c.Unknown = []Field{{"62", "01", "x"}} }, ClassFormat},
		{"unknown in the other account", func(c *Code) { c.Unknown = []Field{{"30", "05", "x"}} }, ClassFormat},
		{"unknown in an unknown template", func(c *Code) { c.Unknown = []Field{{"80", "05", "x"}} }, ClassFormat},
		{"unknown of three digits", func(c *Code) { c.Unknown = []Field{{"", "800", "x"}} }, ClassFormat},
		{"unknown twice", func(c *Code) { c.Unknown = []Field{{"", "80", "x"}, {"", "80", "y"}} }, ClassDuplicate},
		{"static with a bank's own 99", func(c *Code) { static(c, Field{"", "99", "0011kh.com.bank"}) }, ""},
		{"static with two of 99", func(c *Code) { static(c, Field{"", "99", "x"}, Field{"99", "68", "y"}) }, ClassDuplicate},
		{"static with timestamps as unknown", func(c *Code) { static(c, Field{"", "99", "00131790000000000"}) }, ClassFormat},
		{"static with a sub-tag of 99 twice", func(c *Code) { static(c, Field{"99", "68", "y"}, Field{"99", "68", "y"}) }, ClassDuplicate},
		{"static with a negative time", func(c *Code) { static(c); c.ExpiresMS = -2 }, ClassTimestamp},
		{"dynamic with a bank's own 99", func(c *Code) { c.Unknown = []Field{{"", "99", "0011kh.com.bank"}} }, ClassFormat},
		{"unknown empty", func(c *Code) { c.Unknown = []Field{{"", "80", ""}} }, ClassLength},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := charge()
			tc.change(&c)
			code, err := Encode(c)
			if got := ClassOf(err); got != tc.class || (err == nil) != (tc.class == "") {
				t.Errorf("Encode = %q, class %q, want %q: %v", code, got, tc.class, err)
			}
		})
	}
}

func TestErrorWords(t *testing.T) {
	t.Parallel()
	_, err := Parse(dynamic("60", ""))
	if got, want := err.Error(), "khqr: tag 60: the merchant city is absent"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got := ClassOf(fmt.Errorf("asking the gateway: %w", err)); got != ClassMissing {
		t.Errorf("ClassOf a wrapped error = %q, want missing", got)
	}
	if got := ClassOf(errors.New("other")); got != "" {
		t.Errorf("ClassOf another error = %q, want none", got)
	}
}
