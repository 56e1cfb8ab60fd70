package text

import (
	"strings"
	"testing"
)

// A text is cut between what a reader sees as letters. ស្ត្រី is one letter of six characters.
func TestCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"", 0, ""}, {"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"a", 0, "…"},
		{"ស្ត្រី", 6, "ស្ត្រី"}, {"ស្ត្រីs", 6, "ស្ត្រី…"}, {"aស្ត្រី", 6, "a…"}, {"ស្ត្រី", 5, "…"},
		{"កាហ្វេ", 2, "កា…"}, {"កាហ្វេ", 3, "កា…"}, {"កាហ្វេ", 4, "កា…"}, {"កាហ្វេ", 5, "កា…"},
		{"កហ\u17d2\u200bវx", 4, "ក…"}, {"cafe\u0301s", 4, "caf…"}, {"caf\xe9\xe9s", 4, "caf\xe9…"},
		{strings.Repeat("x", 1<<20), 200, strings.Repeat("x", 200) + "…"},
	} {
		if got := Cut(c.text, c.most); got != c.want {
			t.Errorf("%.20q cut at %d is %.20q, want %.20q", c.text, c.most, got, c.want)
		}
	}
}
