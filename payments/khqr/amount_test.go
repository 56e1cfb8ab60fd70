package khqr

import (
	"testing"
)

func TestMinorUnits(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		currency Currency
		amount   string
		want     int64
		class    Class
	}{
		{USD, "5", 500, ""},
		{USD, "5.", 500, ""},
		{USD, "5.1", 510, ""},
		{USD, "5.10", 510, ""},
		{USD, "0.07", 7, ""},
		{USD, "00000005.5", 550, ""},
		{USD, "9999999999.99", 999999999999, ""},
		{USD, "9999999999999", 999999999999900, ""},
		{KHR, "14000", 14000, ""},
		{KHR, "014000", 14000, ""},
		{KHR, "4000.", 4000, ""},
		{KHR, "50000.0", 50000, ""},
		{KHR, "50000.00", 50000, ""},
		{KHR, "50000.0000000", 50000, ""}, // 13 characters
		{KHR, "050000.00", 50000, ""},
		{KHR, "0.00", 0, ""}, // read here; Parse refuses any zero
		{KHR, "50000.00000000", 0, ClassAmount},
		{KHR, "50000.5", 0, ClassAmount},
		{KHR, "50000.01", 0, ClassAmount},
		{KHR, "50000.10", 0, ClassAmount},
		{KHR, "50000.0.0", 0, ClassAmount},
		{KHR, "50000.0 ", 0, ClassAmount},
		{KHR, "50000.០", 0, ClassAmount},
		{KHR, ".00", 0, ClassAmount},
		{KHR, "9999999999999", 9999999999999, ""},
		{USD, "", 0, ClassMissing},
		{USD, "5.001", 0, ClassAmount},
		{USD, "5.000", 0, ClassAmount},
		{USD, "5.1.", 0, ClassAmount},
		{USD, "..", 0, ClassAmount},
		{USD, ".5", 0, ClassAmount},
		{USD, "+5", 0, ClassAmount},
		{USD, "5 ", 0, ClassAmount},
		{USD, "1_0", 0, ClassAmount},
		{USD, "NaN", 0, ClassAmount},
		{USD, "５", 0, ClassAmount}, // full-width digit
		{KHR, "៥", 0, ClassAmount},
		{USD, "12345678901234", 0, ClassAmount},
		{"764", "5", 0, ClassCurrency},
	} {
		t.Run(string(tc.currency)+" "+tc.amount, func(t *testing.T) {
			t.Parallel()
			got, err := Code{Currency: tc.currency, Amount: tc.amount}.MinorUnits()
			if got != tc.want || ClassOf(err) != tc.class || (err == nil) != (tc.class == "") {
				t.Errorf("MinorUnits = %d, %v; want %d, class %q", got, err, tc.want, tc.class)
			}
		})
	}
}

func TestFormatAmount(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		currency Currency
		minor    int64
		want     string // as the SDK writes the number; "" = refused
	}{
		{USD, 1, "0.01"},
		{USD, 500, "5"},
		{USD, 550, "5.50"},
		{USD, 999999999999, "9999999999.99"},
		{KHR, 100, "100"},
		{KHR, 9999999999999, "9999999999999"},
		{KHR, 10000000000000, ""},
		{USD, 0, ""},
		{USD, -1, ""},
		{"", 1, ""},
	} {
		got, err := FormatAmount(tc.currency, tc.minor)
		if got != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("FormatAmount(%s, %d) = %q, %v; want %q", tc.currency, tc.minor, got, err, tc.want)
		}
	}
}
