package khmer

import (
	"slices"
	"testing"
)

func TestDictionaryIsSortedWithoutDoubles(t *testing.T) {
	t.Parallel()
	for i, w := range dictionary {
		if i > 0 && dictionary[i-1] >= w {
			t.Errorf("%q stands after %q: it would not be found", w, dictionary[i-1])
		}
		if n := len(Clusters(w)); n > maxWord {
			t.Errorf("%q has %d clusters: words of more than %d are not looked for", w, n, maxWord)
		}
		if slices.ContainsFunc([]rune(w), func(r rune) bool { return !isKhmer(r) }) {
			t.Errorf("%q holds more than Khmer letters", w)
		}
	}
}
