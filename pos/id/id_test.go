package id_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/id"
)

func TestNextPaymentID(t *testing.T) {
	t.Parallel()
	at := time.UnixMilli(1_763_780_400_000)
	tests := []struct {
		name string
		till int
		last id.Payment
		now  time.Time
		want id.Payment
		code fault.Code
	}{
		{"the first of till 1", 1, "", at, "11763780400000", ""},
		{"the first of till 99", 99, "", at, "991763780400000", ""},
		{"twice in one millisecond", 1, "11763780400000", at, "11763780400001", ""},
		{"the clock was set back", 1, "11763780400000", at.Add(-time.Hour), "11763780400001", ""},
		{"the clock went on", 1, "11763780400000", at.Add(time.Second), "11763780401000", ""},
		{"another till's id", 2, "11763780400005", at, "21763780400000", ""},
		{"no till", 0, "", at, "", fault.SettingInvalid},
		{"till 100", 100, "", at, "", fault.SettingInvalid},
		{"a clock before 1970", 1, "", time.UnixMilli(-1), "", fault.ClockWrong},
		{"a clock beyond 13 digits", 1, "", time.UnixMilli(10_000_000_000_000), "", fault.ClockWrong},
		{"a damaged last id", 1, "TXN_1", at, "", fault.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := id.NextPayment(tt.till, tt.last, tt.now)
			if got != tt.want || fault.CodeOf(err) != tt.code {
				t.Errorf("%q, %v, want %q %q", got, err, tt.want, tt.code)
			}
		})
	}
}

// The gateway never forgets an id, so an id must never be issued twice, however the clock
// jumps; and the gateway accepts at most 15 digits without a leading zero.
func TestPaymentIDsRise(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		till := rapid.IntRange(1, 99).Draw(t, "till")
		var last id.Payment
		for range rapid.IntRange(2, 30).Draw(t, "ids") {
			now := time.UnixMilli(rapid.Int64Range(0, 4_000_000_000_000).Draw(t, "clock"))
			id, err := id.NextPayment(till, last, now)
			if err != nil {
				t.Fatal(err)
			}
			if len(id) > 15 || id[0] == '0' || strings.Trim(string(id), "0123456789") != "" {
				t.Fatalf("%q is not what the gateway takes", id)
			}
			if last != "" && (len(id) != len(last) || id <= last) {
				t.Fatalf("%s came after %s", id, last)
			}
			last = id
		}
	})
}

func TestReceiptNumber(t *testing.T) {
	t.Parallel()
	n := id.Receipt{Till: 1, Year: 2026, Sequence: 42}
	if got := n.String(); got != "01/2026/000042" {
		t.Errorf("%s", got)
	}
	for _, text := range []string{"01/2026/000042", "1/2026/42", " 1/2026/42 "} {
		if got, err := id.ParseReceipt(text); err != nil || got != n {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "42", "1/2026", "1/2026/0", "1/2026/x", "-1/2026/42", "+1/2026/42", "1/2026/42/1"} {
		if got, err := id.ParseReceipt(text); fault.CodeOf(err) != fault.ReceiptUnknown {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := id.Receipt{
			Till: rapid.IntRange(1, 99).Draw(t, "till"), Year: rapid.IntRange(2000, 9999).Draw(t, "year"),
			Sequence: rapid.IntRange(1, 99_999_999).Draw(t, "sequence"),
		}
		text, err := n.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got id.Receipt
		if err := got.UnmarshalText(text); err != nil || got != n {
			t.Fatalf("%s: %v, %v", text, got, err)
		}
	})
	var none id.Receipt
	if text, err := none.MarshalText(); err != nil || len(text) != 0 || !none.IsZero() {
		t.Errorf("no number is written %q, %v", text, err)
	}
}
