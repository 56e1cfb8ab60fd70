package money

import (
	"encoding/json"
	"testing"
)

// The JSON of amounts that is written and read without encoding/json is the same.
func FuzzMoneyJSON(f *testing.F) {
	for _, text := range []string{
		`{"amount":"5.00","currency":"USD"}`, `{"amount":"-20000","currency":"KHR"}`, `{"amount":"1","currency":""}`, `{"amount":"1.5","currency":"USD"} `,
		`{"amount":"5.00","currency":"USD","currency":"KHR"}`, `{"amount":"5","currency":"U\u0053D"}`, `{"amount":"<","currency":"&"}`, `{"amount":"5.00"}`,
		`{"currency":"USD","amount":"5.00"}`, `{"amount":"5.00","currency":"USD"}}`, `null`, `{"amount":"","currency":"","currency":"USD"}`,
	} {
		f.Add(text, int64(-7), text)
	}
	f.Fuzz(func(t *testing.T, text string, minor int64, currency string) {
		var want moneyJSON
		wrong := json.Unmarshal([]byte(text), &want)
		if got, err := parseJSON([]byte(text)); got != want || (err == nil) != (wrong == nil) {
			t.Errorf("%s is %+v (%v), want %+v (%v)", text, got, err, want, wrong)
		}
		for _, currency := range []Currency{USD, KHR, Currency(currency)} {
			m := Money{minor, currency}
			is, err := m.MarshalJSON()
			should, wrong := json.Marshal(moneyJSON{m.Decimal(), m.Currency})
			if string(is) != string(should) || err != nil || wrong != nil {
				t.Errorf("%s (%v), want %s (%v)", is, err, should, wrong)
			}
		}
	})
}
