package model

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The README's table of keys names every key that the help page names.
func TestReadmeNamesTheKeys(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "\n## The keys\n")
	table, _, _ = strings.Cut(table, "\n## ")
	var named []string
	for line := range strings.Lines(table) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			named = append(named, strings.Fields(strings.NewReplacer("`", "", "·", " ", ",", " ").Replace(cells[1]))...)
		}
	}
	for _, b := range bindings {
		if b.help == "" || len(b.keys) > 2 { // the digits
			continue
		}
		if key := b.keys[0].String(); !slices.Contains(named, key) {
			t.Errorf("the README's keys lack %q", key)
		}
	}
}
