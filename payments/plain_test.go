package payments

import "testing"

// What names a receiver is ASCII, or letters of Khmer: its zero is an o, and its inherent vowels are
// not seen.
func TestPlain(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"": true, "0011-A": true, "ហាង សុខា": true, "ស្រី": true,
		"so\u17e0k": false, "\u17b4": false, "ហាង\u17b5": false, "ហាង១": false, "\u043e": false, "\u200b": false, "\u034f": false, "\uff11": false,
	} {
		if plain(s) != want {
			t.Errorf("%+q is plain: %t", s, !want)
		}
	}
}
