package sandbox

import (
	"fmt"
	"strconv"
	"strings"
)

// parseMinor reads decimal text as minor units: USD with at most two decimals, KHR
// without any.
func parseMinor(text, currency string) (int64, bool) {
	whole, cents, point := strings.Cut(text, ".")
	if len(text) > 13 || !digits(whole) || point && !digits(cents) {
		return 0, false
	}
	if currency == "KHR" {
		n, err := strconv.ParseInt(whole, 10, 64)
		return n, err == nil && !point
	}
	if len(cents) > 2 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(cents + "00")[:2], 10, 64)
	return n, err == nil
}

// formatMinor writes minor units as the API's text: "5.00", "4000".
func formatMinor(minor int64, currency string) string {
	if currency == "KHR" {
		return strconv.FormatInt(minor, 10)
	}
	return fmt.Sprintf("%d.%02d", minor/100, minor%100)
}

// jsonNumber writes minor units like the gateway's JSON encoder, without superfluous
// zeros: 5, 0.5, 0.01.
func jsonNumber(minor int64, currency string) string {
	s := formatMinor(minor, currency)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
