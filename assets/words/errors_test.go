package words

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A refusal of a giant text is a sentence that one can read, with how it begins.
func TestGiantArgumentsAreCut(t *testing.T) {
	t.Parallel()
	giant := strings.Repeat("ក", 100_000)
	for _, lang := range []Language{English, Khmer} {
		said := ErrorMessage(lang, "settings_invalid", "shop.name", giant)
		if n := utf8.RuneCountInString(said); n > mostNamed+100 || !strings.HasSuffix(said, "ក…") {
			t.Errorf("%d letters", n)
		}
	}
}
