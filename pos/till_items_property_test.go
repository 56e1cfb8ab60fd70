package pos_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// Whatever is put, archived and imported in whatever order: a refused command changes
// nothing, an accepted one is stored, no two live items share a barcode or quick key, and
// the journal agrees with the table.
func TestCatalogueKeepsItsRules(t *testing.T) {
	t.Parallel()
	item := rapid.Custom(func(r *rapid.T) catalogue.Item {
		return catalogue.Item{
			Name:     rapid.SampledFrom([]string{"Tea", "Rice", "Ice", ""}).Draw(r, "name"),
			Barcode:  rapid.SampledFrom([]string{"", "", "96385074", "036000291452", "0036000291452", "X1"}).Draw(r, "barcode"),
			Price:    money.Riel(rapid.Int64Range(0, 5).Draw(r, "price")),
			Tax:      catalogue.TaxStandard,
			QuickKey: rapid.IntRange(0, 2).Draw(r, "quick"),
		}
	})
	s := newShop(t) // one shop for all runs: each starts without live items
	rapid.Check(t, func(r *rapid.T) {
		old := s.catalogue(r)
		for id, i := range old {
			if !i.Archived {
				if err := s.till.ArchiveItem(t.Context(), id, staff.Approval{}); err != nil {
					r.Fatal(err)
				}
			}
		}
		old = s.catalogue(r)
		for range rapid.IntRange(1, 12).Draw(r, "commands") {
			before := s.catalogue(r)
			var err error
			ids := slices.DeleteFunc(slices.Sorted(maps.Keys(before)), func(id id.Item) bool {
				_, earlier := old[id]
				return earlier
			})
			switch rapid.IntRange(0, 3).Draw(r, "command") {
			case 0:
				i := item.Draw(r, "new")
				if i, err = s.till.PutItem(t.Context(), i, staff.Approval{}); err == nil && s.catalogue(r)[i.ID] != i {
					r.Fatalf("%+v is not there", i)
				}
			case 1:
				if len(ids) == 0 {
					continue
				}
				i := item.Draw(r, "changed")
				i.ID = rapid.SampledFrom(ids).Draw(r, "id")
				if i, err = s.till.PutItem(t.Context(), i, staff.Approval{}); err == nil && s.catalogue(r)[i.ID] != i {
					r.Fatalf("%+v is not there", i)
				}
			case 2:
				if len(ids) == 0 {
					continue
				}
				id := rapid.SampledFrom(ids).Draw(r, "id")
				if err = s.till.ArchiveItem(t.Context(), id, staff.Approval{}); err != nil || !s.catalogue(r)[id].Archived {
					r.Fatalf("%s is not archived (%v)", id, err)
				}
			case 3:
				list := rapid.SliceOfN(item, 1, 4).Draw(r, "lines")
				if _, err = s.till.ImportItems(t.Context(), catalogue.List{Items: list}, staff.Approval{}); err == nil {
					s.wantLines(r, list)
				}
			}
			if err != nil && !maps.Equal(before, s.catalogue(r)) {
				r.Fatalf("refused (%v), and changed all the same", err)
			}
			s.wantOfTheirOwn(r)
		}
	})
	s.wantJournal()
}

// catalogue returns every item by id.
func (s *testShop) catalogue(r *rapid.T) map[id.Item]catalogue.Item {
	all := map[id.Item]catalogue.Item{}
	for _, f := range []catalogue.Filter{{}, {Archived: true}} {
		items, err := s.till.Items(s.t.Context(), f)
		if err != nil {
			r.Fatal(err)
		}
		for _, i := range items {
			all[i.ID] = i
		}
	}
	return all
}

// wantLines checks that each line of an import has a live item of its own.
func (s *testShop) wantLines(r *rapid.T, list []catalogue.Item) {
	all := s.catalogue(r)
	// Lines with a barcode first: no other item can be theirs.
	slices.SortFunc(list, func(a, b catalogue.Item) int { return len(b.Barcode) - len(a.Barcode) })
	for _, line := range list {
		found := false
		for id, i := range all {
			code := i.Barcode == line.Barcode || line.Barcode == ""
			if code && !i.Archived && i.Name == line.Name && i.Price == line.Price && i.QuickKey == line.QuickKey {
				delete(all, id)
				found = true
				break
			}
		}
		if !found {
			r.Fatalf("the line %+v is not there", line)
		}
	}
}

// wantOfTheirOwn checks that no barcode, in any form, and no quick key is used twice.
func (s *testShop) wantOfTheirOwn(r *rapid.T) {
	codes, keys := map[string]int{}, map[int]int{}
	for _, i := range s.catalogue(r) {
		if i.Archived {
			continue
		}
		code := i.Barcode
		if len(code) == 12 {
			code = "0" + code
		}
		codes[code]++
		keys[i.QuickKey]++
	}
	delete(codes, "")
	delete(keys, 0)
	for _, n := range slices.Concat(slices.Collect(maps.Values(codes)), slices.Collect(maps.Values(keys))) {
		if n > 1 {
			r.Fatalf("barcodes %v, quick keys %v", codes, keys)
		}
	}
}
