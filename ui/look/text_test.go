package look

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A text is cut where its longest beginning ends that fits, and however long it is, few of its
// beginnings are measured: each costs as much as it is long.
func TestLongestBeginning(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "Jasmine rice 5 kg", "កាហ្វេទឹកដោះគោទឹកកក", "ស្ត្រី", "\u17d2", strings.Repeat("aGVsbG8g", 30_000)} {
		for _, room := range []int{0, 1, 2, 5, 8, 1000} {
			measured := 0
			fits := func(s string) bool { return utf8.RuneCountInString(s) <= room }
			got := longest(text, func(s string) bool {
				measured++
				return fits(s)
			})
			want := "…"
			for _, at := range khmerClusters(text) {
				if s := text[:at] + "…"; fits(s) {
					want = s
				} else if at > 0 {
					break
				}
			}
			if got != want {
				t.Errorf("%.20q in %d is %.20q, want %.20q", text, room, got, want)
			}
			if measured > 18 { // 2^18 is more than the letters of the longest
				t.Errorf("%.20q: %d beginnings are measured", text, measured)
			}
		}
	}
}
