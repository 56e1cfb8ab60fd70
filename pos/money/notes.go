package money

// DenominationCount is how many notes of one denomination were counted.
type DenominationCount struct {
	Note  Money `json:"note"`
	Count int64 `json:"count"`
}

// Denominations lists the denominations of a currency that are counted, largest first. Sources:
// National Bank of Cambodia for riel, Federal Reserve for dollars.
func Denominations(c Currency) []Money {
	minor := []int64{10_000, 5_000, 2_000, 1_000, 500, 200, 100}
	if c == KHR {
		minor = []int64{200_000, 100_000, 50_000, 30_000, 20_000, 15_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100}
	}
	notes := make([]Money, len(minor))
	for i, m := range minor {
		notes[i] = Money{m, c}
	}
	return notes
}
