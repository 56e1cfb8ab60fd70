package pos_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"psar/pos"
	"psar/pos/fault"
)

func TestParseMoney(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text     string
		currency pos.Currency
		minor    int64
		code     fault.Code
	}{
		{"5", pos.USD, 500, ""},
		{"5.1", pos.USD, 510, ""},
		{"5.00", pos.USD, 500, ""},
		{"0.01", pos.USD, 1, ""},
		{"0005.10", pos.USD, 510, ""},
		{" 3.50 ", pos.USD, 350, ""},
		{"0", pos.USD, 0, ""},
		{"9999999.99", pos.USD, 999_999_999, ""},
		{"20000", pos.KHR, 20_000, ""},
		{"999999999", pos.KHR, 999_999_999, ""},
		{"10000000.00", pos.USD, 0, fault.AmountTooLarge},
		{"1000000000", pos.KHR, 0, fault.AmountTooLarge},
		{"99999999999999999999999999", pos.KHR, 0, fault.AmountTooLarge},
		{"5.001", pos.USD, 0, fault.AmountDecimals},
		{"100.0", pos.KHR, 0, fault.AmountDecimals},
		{"", pos.USD, 0, fault.AmountInvalid},
		{".5", pos.USD, 0, fault.AmountInvalid},
		{"5.", pos.USD, 0, fault.AmountInvalid},
		{"-5", pos.USD, 0, fault.AmountInvalid},
		{"+5", pos.USD, 0, fault.AmountInvalid},
		{"1,000", pos.KHR, 0, fault.AmountInvalid},
		{"1e3", pos.KHR, 0, fault.AmountInvalid},
		{"0x10", pos.KHR, 0, fault.AmountInvalid},
		{"5.0a", pos.USD, 0, fault.AmountInvalid},
		{"1.2.3", pos.USD, 0, fault.AmountInvalid},
		{"៥០០", pos.KHR, 0, fault.AmountInvalid},
		{"5", "EUR", 0, fault.CurrencyUnknown},
	}
	for _, tt := range tests {
		got, err := pos.ParseMoney(tt.text, tt.currency)
		if fault.CodeOf(err) != tt.code {
			t.Errorf("%q %s: error %v, want %q", tt.text, tt.currency, err, tt.code)
			continue
		}
		if err == nil && (got != pos.MoneyOf(tt.minor, tt.currency)) {
			t.Errorf("%q %s: %+v, want %d", tt.text, tt.currency, got, tt.minor)
		}
	}
}

func TestMoneyText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money                     pos.Money
		decimal, grouped, display string
	}{
		{pos.Cents(350), "3.50", "3.50", "$3.50"},
		{pos.Cents(1), "0.01", "0.01", "$0.01"},
		{pos.Cents(123_456), "1234.56", "1,234.56", "$1,234.56"},
		{pos.Cents(999_999_999), "9999999.99", "9,999,999.99", "$9,999,999.99"},
		{pos.Riel(14_000), "14000", "14,000", "14,000 ៛"},
		{pos.Riel(100), "100", "100", "100 ៛"},
		{pos.Cents(0), "0.00", "0.00", "$0.00"},
		{pos.Cents(-5), "-0.05", "-0.05", "-$0.05"},
		{pos.Riel(-14_000), "-14000", "-14,000", "-14,000 ៛"},
	}
	for _, tt := range tests {
		if got := tt.money.Decimal(); got != tt.decimal {
			t.Errorf("Decimal %q, want %q", got, tt.decimal)
		}
		if got := tt.money.Grouped(); got != tt.grouped {
			t.Errorf("Grouped %q, want %q", got, tt.grouped)
		}
		if got := tt.money.Display(); got != tt.display {
			t.Errorf("Display %q, want %q", got, tt.display)
		}
	}
}

func TestCheckCharge(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money pos.Money
		code  fault.Code
	}{
		{pos.Cents(1), ""},
		{pos.Riel(100), ""},
		{pos.Riel(999_999_999), ""},
		{pos.Riel(99), fault.AmountBelowMinimum},
		{pos.Cents(0), fault.AmountZero},
		{pos.Cents(-1), fault.AmountInvalid},
		{pos.Cents(1_000_000_000), fault.AmountTooLarge},
		{pos.Money{Minor: 500}, fault.CurrencyUnknown},
	}
	for _, tt := range tests {
		if got := fault.CodeOf(tt.money.CheckCharge()); got != tt.code {
			t.Errorf("%+v: %q, want %q", tt.money, got, tt.code)
		}
	}
}

func anyMoney(t *rapid.T) pos.Money {
	return pos.MoneyOf(
		rapid.Int64Range(0, 999_999_999).Draw(t, "minor"),
		rapid.SampledFrom(pos.Currencies()).Draw(t, "currency"),
	)
}

func TestMoneyRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := anyMoney(t)
		if got, err := pos.ParseMoney(m.Decimal(), m.Currency); err != nil || got != m {
			t.Fatalf("%q: %+v, %v", m.Decimal(), got, err)
		}
		if rapid.Bool().Draw(t, "negative") {
			m.Minor = -m.Minor
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var got pos.Money
		if err := json.Unmarshal(text, &got); err != nil || got != m {
			t.Fatalf("%s: %+v, %v", text, got, err)
		}
	})
	text, err := json.Marshal(pos.Cents(500))
	if want := `{"amount":"5.00","currency":"USD"}`; err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
}

func TestRateIn(t *testing.T) {
	t.Parallel()
	usd := func(n int64) pos.Money { return pos.Cents(n) }
	khr := func(n int64) pos.Money { return pos.Riel(n) }
	tests := []struct {
		rate pos.Rate
		from pos.Money
		step int64
		want pos.Money
		ok   bool
	}{
		{4000, usd(350), 100, khr(14_000), true},
		{4100, usd(1), 1, khr(41), true},
		{4100, usd(101), 100, khr(4100), true}, // 4141 riel
		{4100, usd(110), 100, khr(4500), true}, // 4510 riel
		{4000, usd(125), 1000, khr(5000), true},
		{4100, usd(5), 100, khr(200), true}, // 205 riel
		{4000, khr(14_000), 100, usd(350), true},
		{4000, khr(100), 1, usd(3), true}, // 2.5 cents, half up
		{4000, khr(60), 1, usd(2), true},  // 1.5 cents, half up
		{4000, khr(59), 1, usd(1), true},
		{0, usd(350), 100, pos.Money{}, false},
	}
	for _, tt := range tests {
		got, ok := tt.rate.In(tt.from.Currency.Other(), tt.from, tt.step)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%v at %d in steps of %d: %v %v, want %v", tt.from, tt.rate, tt.step, got, ok, tt.want)
		}
	}
	if got, ok := pos.Rate(0).In(pos.USD, usd(5), 1); got != usd(5) || !ok {
		t.Errorf("an amount in its own currency needs no rate: %v %v", got, ok)
	}
}
