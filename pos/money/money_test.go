package money_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/money"
)

func TestParseMoney(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text     string
		currency money.Currency
		minor    int64
		code     fault.Code
	}{
		{"5", money.USD, 500, ""},
		{"5.1", money.USD, 510, ""},
		{"5.00", money.USD, 500, ""},
		{"0.01", money.USD, 1, ""},
		{"0005.10", money.USD, 510, ""},
		{" 3.50 ", money.USD, 350, ""},
		{"0", money.USD, 0, ""},
		{"9999999.99", money.USD, 999_999_999, ""},
		{"20000", money.KHR, 20_000, ""},
		{"999999999", money.KHR, 999_999_999, ""},
		{"10000000.00", money.USD, 0, fault.AmountTooLarge},
		{"1000000000", money.KHR, 0, fault.AmountTooLarge},
		{"99999999999999999999999999", money.KHR, 0, fault.AmountTooLarge},
		{"5.001", money.USD, 0, fault.AmountDecimals},
		{"100.0", money.KHR, 0, fault.AmountDecimals},
		{"", money.USD, 0, fault.AmountInvalid},
		{".5", money.USD, 0, fault.AmountInvalid},
		{"5.", money.USD, 0, fault.AmountInvalid},
		{"-5", money.USD, 0, fault.AmountInvalid},
		{"+5", money.USD, 0, fault.AmountInvalid},
		{"1,000", money.KHR, 0, fault.AmountInvalid},
		{"1e3", money.KHR, 0, fault.AmountInvalid},
		{"0x10", money.KHR, 0, fault.AmountInvalid},
		{"5.0a", money.USD, 0, fault.AmountInvalid},
		{"1.2.3", money.USD, 0, fault.AmountInvalid},
		{"៥០០", money.KHR, 0, fault.AmountInvalid},
		{"5", "EUR", 0, fault.CurrencyUnknown},
	}
	for _, tt := range tests {
		got, err := money.Parse(tt.text, tt.currency)
		if fault.CodeOf(err) != tt.code {
			t.Errorf("%q %s: error %v, want %q", tt.text, tt.currency, err, tt.code)
			continue
		}
		if err == nil && (got != money.Of(tt.minor, tt.currency)) {
			t.Errorf("%q %s: %+v, want %d", tt.text, tt.currency, got, tt.minor)
		}
	}
}

func TestMoneyText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money                     money.Money
		decimal, grouped, display string
	}{
		{money.Cents(350), "3.50", "3.50", "$3.50"},
		{money.Cents(1), "0.01", "0.01", "$0.01"},
		{money.Cents(123_456), "1234.56", "1,234.56", "$1,234.56"},
		{money.Cents(999_999_999), "9999999.99", "9,999,999.99", "$9,999,999.99"},
		{money.Riel(14_000), "14000", "14,000", "14,000 ៛"},
		{money.Riel(100), "100", "100", "100 ៛"},
		{money.Cents(0), "0.00", "0.00", "$0.00"},
		{money.Cents(-5), "-0.05", "-0.05", "-$0.05"},
		{money.Riel(-14_000), "-14000", "-14,000", "-14,000 ៛"},
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
		money money.Money
		code  fault.Code
	}{
		{money.Cents(1), ""},
		{money.Riel(100), ""},
		{money.Riel(999_999_999), ""},
		{money.Riel(99), fault.AmountBelowMinimum},
		{money.Cents(0), fault.AmountZero},
		{money.Cents(-1), fault.AmountInvalid},
		{money.Cents(1_000_000_000), fault.AmountTooLarge},
		{money.Money{Minor: 500}, fault.CurrencyUnknown},
	}
	for _, tt := range tests {
		if got := fault.CodeOf(tt.money.CheckCharge()); got != tt.code {
			t.Errorf("%+v: %q, want %q", tt.money, got, tt.code)
		}
	}
}

func anyMoney(t *rapid.T) money.Money {
	return money.Of(
		rapid.Int64Range(0, 999_999_999).Draw(t, "minor"),
		rapid.SampledFrom(money.Currencies()).Draw(t, "currency"),
	)
}

func TestMoneyRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := anyMoney(t)
		if got, err := money.Parse(m.Decimal(), m.Currency); err != nil || got != m {
			t.Fatalf("%q: %+v, %v", m.Decimal(), got, err)
		}
		if rapid.Bool().Draw(t, "negative") {
			m.Minor = -m.Minor
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var got money.Money
		if err := json.Unmarshal(text, &got); err != nil || got != m {
			t.Fatalf("%s: %+v, %v", text, got, err)
		}
	})
	text, err := json.Marshal(money.Cents(500))
	if want := `{"amount":"5.00","currency":"USD"}`; err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
}

func TestRateIn(t *testing.T) {
	t.Parallel()
	usd := func(n int64) money.Money { return money.Cents(n) }
	khr := func(n int64) money.Money { return money.Riel(n) }
	tests := []struct {
		rate money.Rate
		from money.Money
		step int64
		want money.Money
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
		{0, usd(350), 100, money.Money{}, false},
	}
	for _, tt := range tests {
		got, ok := tt.rate.In(tt.from.Currency.Other(), tt.from, tt.step)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%v at %d in steps of %d: %v %v, want %v", tt.from, tt.rate, tt.step, got, ok, tt.want)
		}
	}
	if got, ok := money.Rate(0).In(money.USD, usd(5), 1); got != usd(5) || !ok {
		t.Errorf("an amount in its own currency needs no rate: %v %v", got, ok)
	}
}
