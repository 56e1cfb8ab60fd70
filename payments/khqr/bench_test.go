package khqr

import (
	"strings"
	"testing"
	"time"
)

// typical is a code of a merchant's usual length: 238 bytes.
func typical(b *testing.B) string {
	b.Helper()
	code, err := Encode(Code{
		Kind: Merchant, Account: "coffee.house_01@abaa", MerchantID: "000123456", AcquiringBank: "ACLEDA Bank",
		Currency: USD, Amount: "12.30", MerchantName: "Coffee House", MerchantCity: "Siem Reap",
		BillNumber: "INV-0123", TerminalLabel: "POS1",
		Language: "km", MerchantNameAlternate: "ហាងកាហ្វេ", CreatedMS: createdMS, ExpiresMS: expiresMS,
	})
	if err != nil {
		b.Fatal(err)
	}
	if len(code) != 238 {
		b.Fatalf("the typical code has %d bytes, want 238", len(code))
	}
	return code
}

// BenchmarkVerify measures all checks that the till makes before it shows a code.
// x/floor is the ratio to the CRC and MD5 alone, which no check can do without,
// measured in the same run.
func BenchmarkVerify(b *testing.B) {
	code := typical(b)
	want := Expect{Currency: USD, Minor: 1230, HasAmount: true, Account: "coffee.house_01@abaa", MD5: MD5(code), Now: now}
	b.ReportAllocs()
	b.SetBytes(int64(len(code)))
	for b.Loop() {
		if _, err := Verify(code, want); err != nil {
			b.Fatal(err)
		}
	}
	spent := b.Elapsed()
	begun := time.Now()
	for range b.N {
		if crc16(code) == 0 || MD5(code) != want.MD5 {
			b.Fatal("the sums differ")
		}
	}
	b.ReportMetric(float64(spent)/float64(time.Since(begun)), "x/floor")
}

func BenchmarkParse(b *testing.B) {
	code := typical(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(code); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	c, err := Parse(typical(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Encode(c); err != nil {
			b.Fatal(err)
		}
	}
}

// hostile are codes made to cost a parser much time.
func hostile() map[string]string {
	nested := "01"
	for range 20 {
		nested = tlv("62", tlv("50", nested))
	}
	return map[string]string{
		"a megabyte":                 strings.Repeat("8001x", 1<<18),
		"nested templates":           sealCode("000201010212" + nested),
		"templates in 64 of 64":      strings.Repeat("6404", 128),
		"sub-tag without a number":   dynamic("62", "621001xxINV-77"),
		"smallest elements":          sealCode("000201" + strings.Repeat("8001x", 99)),
		"one-character Khmer values": sealCode("000201" + strings.Repeat("8001ក", 70)),
		"all zeros":                  strings.Repeat("0", MaxBytes),
		"NUL behind a whole code":    dynamic() + strings.Repeat("\x00", 200),
		"wide characters":            strings.Repeat("\u1780", MaxBytes/3),
	}
}

// Each is refused within a millisecond. The best of a few runs counts, because the
// machine may be busy.
func TestHostileInputIsQuick(t *testing.T) {
	for name, code := range hostile() {
		best := time.Hour
		for range 10 {
			start := time.Now()
			if _, err := Parse(code); err == nil {
				t.Errorf("%s: accepted", name)
			}
			best = min(best, time.Since(start))
		}
		if best > time.Millisecond {
			t.Errorf("%s: took %v, want less than a millisecond", name, best)
		}
	}
}
