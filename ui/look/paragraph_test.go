package look

import (
	"slices"
	"testing"
)

func TestWrapKeepsEveryLetter(t *testing.T) {
	t.Parallel()
	wide := func(s string) float32 { return float32(len(khmerClusters(s))) }
	tests := []struct {
		text  string
		width float32
		want  []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 3, []string{"one", "two", "thr", "ee"}},
		{"", 5, nil},
		// No spaces: cut between clusters, the subscript stays with its letter.
		{"ខ្ញុំស្ករ", 1, []string{"ខ្ញុំ", "ស្ក", "រ"}},
		{"បង់\u200bប្រាក់", 3, []string{"បង់", "ប្រាក់"}},
	}
	for _, tt := range tests {
		if got := wrap(tt.text, tt.width, wide); !slices.Equal(got, tt.want) {
			t.Errorf("%q at %v: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}
