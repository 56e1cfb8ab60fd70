package text_test

import (
	"testing"

	"psar/pos/text"
)

func TestLooks(t *testing.T) {
	t.Parallel()
	for name, twin := range map[string]string{
		"Srey": "Ѕrеy", "SOK": "ЅОК", "Nita": "Νitа", "Dara": "Ｄara", "Sophea Chan": "Sοphea  Сhan", "vuthy": "νuthу",
	} {
		if text.Looks(name) != text.Looks(twin) || text.Fold(name) == text.Fold(twin) {
			t.Errorf("%s and %s: %q, %q", name, twin, text.Looks(name), text.Looks(twin))
		}
	}
	// Names that people tell apart stay apart, whatever their alphabet.
	for a, b := range map[string]string{"Ian": "Lan", "Nita": "Vita", "សុខា": "សុភា", "Bo": "Во́", "Иван": "Иваи", "Sal": "Sa1"} {
		if text.Looks(a) == text.Looks(b) {
			t.Errorf("%s and %s look the same", a, b)
		}
	}
}
