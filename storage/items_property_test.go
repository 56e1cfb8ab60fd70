package storage

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/id"
)

// Every part of three or more letters of a name, and every beginning, finds its item:
// whatever was changed before, in any case, with or without invisible break hints.
func TestEveryPartOfANameFindsIt(t *testing.T) {
	t.Parallel()
	name := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("abÉéŒ\"'-*ក្ដតាំុ៥5")), 1, 7, -1), 1, 3).Draw(t, "words")
		return strings.Join(words, " ")
	})
	db := mustOpenEmpty(t) // one database for all runs: each changes the items of the runs before
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(name, 2, 6, func(s string) string { return s }).Draw(t, "names")
		items := make([]catalogue.Item, len(names))
		for n, s := range names {
			items[n] = catalogue.Item{ID: id.Item(rune('a' + n)), Name: s, Price: usd(1), Tax: catalogue.TaxStandard}
		}
		put := func() {
			if _, err := db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Items: items}); err != nil {
				t.Fatal(err)
			}
		}
		put()
		items[0].Name, items[1].NameKhmer = items[1].Name, items[0].Name
		put()
		for _, i := range items {
			folded := []rune(fold(i.Title()))
			if len(folded) == 0 {
				continue // invisible characters only
			}
			from := rapid.IntRange(0, len(folded)-1).Draw(t, "from")
			upto := rapid.IntRange(from+1, len(folded)).Draw(t, "upto")
			if upto-from < 3 || strings.ContainsRune(string(folded[from:upto]), ' ') {
				from = 0
			}
			piece := strings.ToUpper(string(folded[from:upto])) + "\u200b"
			found, err := db.SearchItems(context.Background(), piece, 20)
			if err != nil || !slices.Contains(found, i) {
				t.Fatalf("%q does not find %q (%v): %+v", piece, i.Title(), err, found)
			}
		}
	})
}
