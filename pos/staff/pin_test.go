package staff

import (
	"testing"

	"psar/pos/fault"
)

func TestCheckNewPIN(t *testing.T) {
	t.Parallel()
	for want, pins := range map[fault.Code][]string{
		fault.PINInvalid:  {"", "123", "1234567890123", "12a4", "១២៣៤"},
		fault.PINRun:      {"1234", "4321", "0123", "7890", "8901", "123456", "987654", "0987654321"},
		fault.PINRepeated: {"0000", "1111", "1212", "1122", "7777777", "123123", "121212", "112233", "90109010"},
		fault.PINKeypad:   {"2580", "0852", "147258", "369147", "1470", "0147", "159357", "789456", "1397", "123789", "2580369"},
		fault.PINDate:     {"310190", "010100", "290224", "31122009", "20091231", "19700101", "1987", "2026"},
		"":                {"7294", "918273", "2468", "320190", "310090", "310290", "32122009", "20091331", "31121899", "1899", "1593", "582093", "13795", "44445"},
	} {
		for _, pin := range pins {
			if got := fault.CodeOf(CheckNewPIN(pin, Cashier)); got != want {
				t.Errorf("%q of a cashier: %q, want %q", pin, got, want)
			}
		}
	}
	for role, want := range map[Role]fault.Code{Cashier: "", Manager: fault.PINShort, Owner: fault.PINShort, "": ""} {
		if got := fault.CodeOf(CheckNewPIN("72941", role)); got != want {
			t.Errorf("five digits of a %s: %q", role, got)
		}
		for pin, short := range map[string]fault.Code{"": want, "729": want, "72a": "", "7294188888888": ""} {
			if short == "" {
				short = fault.PINInvalid
			}
			if got := fault.CodeOf(CheckNewPIN(pin, role)); got != short {
				t.Errorf("%q of a %s: %q", pin, role, got)
			}
		}
		if err := CheckNewPIN("729418", role); err != nil {
			t.Errorf("six digits of a %s: %v", role, err)
		}
	}
}
