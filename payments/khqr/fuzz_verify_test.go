package khqr

import (
	"crypto/md5"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"
	"time"
)

// FuzzVerify: a code that passes has the expected amount, currency, account and
// expiry by an independent reader. Each input is tried as it is and with a
// corrected CRC.
func FuzzVerify(f *testing.F) {
	for _, file := range []string{"sdk.jsonl", "tolerant.jsonl", "malformed.jsonl"} {
		for _, v := range readVectors(f, file, 1) {
			f.Add(v.code(f), int64(500), false, false)
			f.Add(v.code(f), int64(10000), true, true)
		}
	}
	for _, code := range hostile() {
		f.Add(code, int64(1), true, false)
	}
	now := time.UnixMilli(createdMS + 1000)
	f.Fuzz(func(t *testing.T, code string, minor int64, khr, noExpiry bool) {
		want := Expect{
			Currency: USD, Minor: minor, HasAmount: true, Account: "sok_dara@aclb",
			Now: now, AllowNoExpiry: noExpiry,
		}
		if khr {
			want.Currency = KHR
		}
		tried := []string{code}
		if len(code) > 8 {
			tried = append(tried, sealCode(code[:len(code)-8]))
		}
		for _, code := range tried {
			if c, err := Parse(code); err == nil {
				want.Account = c.Account // the fuzzer can't guess the name
			}
			if _, err := Verify(code, want); err != nil {
				continue
			}
			tags := plainTags(t, code)
			if tags["01"] != "12" || tags["53"] != string(want.Currency) || tags["58"] != "KH" {
				t.Fatalf("let through: %q", code)
			}
			if got := plainMinor(t, tags["54"], khr); got != minor {
				t.Fatalf("asked for %d, let through %q", minor, tags["54"])
			}
			payee := tags["29"] + tags["30"]
			if (tags["29"] == "") == (tags["30"] == "") || plainTags(t, payee)["00"] != want.Account {
				t.Fatalf("pays %q, not %q", payee, want.Account)
			}
			if ends := plainTags(t, tags["99"])["01"]; ends != "" || !noExpiry {
				ms, err := strconv.ParseInt(ends, 10, 64)
				if err != nil || ms < now.UnixMilli() {
					t.Fatalf("ends at %q, now is %d", ends, now.UnixMilli())
				}
			}
			sum := md5.Sum([]byte(code))
			sealed := want
			sealed.MD5 = hex.EncodeToString(sum[:])
			if _, err := Verify(code, sealed); err != nil {
				t.Fatalf("its own MD5: %v", err)
			}
			sealed.MD5 = strings.Repeat("0", 32)
			if _, err := Verify(code, sealed); err == nil {
				t.Fatal("another MD5 was let through")
			}
		}
	})
}

// plainTags splits TLV text by characters. The code was accepted, so a repeated
// tag or a length that does not fit fails the test.
func plainTags(t *testing.T, s string) map[string]string {
	t.Helper()
	tags, r := map[string]string{}, []rune(s)
	for len(r) > 0 {
		if len(r) < 4 {
			t.Fatalf("%q ends in a tag", s)
		}
		n, err := strconv.Atoi(string(r[2:4]))
		tag := string(r[:2])
		if _, twice := tags[tag]; err != nil || n < 0 || len(r) < 4+n || twice {
			t.Fatalf("%q: tag %s", s, tag)
		}
		tags[tag], r = string(r[4:4+n]), r[4+n:]
	}
	return tags
}

// plainMinor reads an amount as digits with the point removed.
func plainMinor(t *testing.T, amount string, khr bool) int64 {
	t.Helper()
	whole, cents, _ := strings.Cut(amount, ".")
	if khr {
		if strings.Trim(cents, "0") != "" {
			t.Fatalf("riel with decimals: %q", amount)
		}
		cents = ""
	} else {
		if len(cents) > 2 { // "5." is a legal form of EMVCo
			t.Fatalf("dollars as %q", amount)
		}
		cents = (cents + "00")[:2]
	}
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil {
		t.Fatalf("amount %q: %v", amount, err)
	}
	return n
}
