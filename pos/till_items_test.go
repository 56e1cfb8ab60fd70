package pos_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/staff"
)

// coffee is a valid new item.
func coffee() catalogue.Item {
	return catalogue.Item{Name: "Iced Coffee", NameKhmer: "កាហ្វេទឹកកក", Barcode: "4006381333931",
		Price: money.Cents(125), Category: "Drinks", Tax: catalogue.TaxStandard, QuickKey: 3}
}

func (s *testShop) put(item catalogue.Item) catalogue.Item {
	s.t.Helper()
	kept, err := s.till.PutItem(s.t.Context(), item, staff.Approval{})
	if err != nil {
		s.t.Fatal(err)
	}
	return kept
}

func (s *testShop) head() journal.Head {
	s.t.Helper()
	head, err := s.disk.JournalHead(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return head
}

func TestPutItem(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	before, head := s.till.Snapshot().Catalogue, s.head()
	item := coffee()
	item.Name = "  Iced Coffee\u200b "
	kept := s.put(item)
	if want := coffee(); kept.ID == "" || kept.Name != want.Name || kept.Barcode != want.Barcode {
		t.Fatalf("kept %+v", kept)
	}
	if got := s.head().Seq; got != head.Seq+1 {
		t.Errorf("%d journal rows for one item", got-head.Seq)
	}
	if s.till.Snapshot().Catalogue != before+1 {
		t.Error("the snapshot does not tell of the change")
	}
	if found, err := s.till.ItemsByBarcode(t.Context(), kept.Barcode); err != nil || !slices.Equal(found, []catalogue.Item{kept}) {
		t.Errorf("scanned: %+v (%v)", found, err)
	}

	kept.Price = money.Riel(5000)
	if again := s.put(kept); again != kept {
		t.Errorf("changed to %+v", again)
	}
	head = s.head()
	s.put(kept)
	if s.head() != head {
		t.Error("an item that did not change was written")
	}
	if found, err := s.till.Item(t.Context(), kept.ID); err != nil || found != kept {
		t.Errorf("stored %+v (%v)", found, err)
	}
	s.wantJournal()
}

func TestPutItemRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	kept := s.put(coffee())
	other := catalogue.Item{Name: "Ice", Price: money.Riel(500)}
	head := s.head()
	for name, tt := range map[string]struct {
		change func(*catalogue.Item)
		want   fault.Code
	}{
		"NoName":       {func(i *catalogue.Item) { i.Name = " \u200b" }, fault.ItemName},
		"NoPrice":      {func(i *catalogue.Item) { i.Price = money.Cents(0) }, fault.AmountZero},
		"Unknown":      {func(i *catalogue.Item) { i.ID = "01950000-0000-7000-9000-000000000001" }, fault.ItemUnknown},
		"BarcodeTaken": {func(i *catalogue.Item) { i.Barcode = kept.Barcode }, fault.ItemBarcodeTaken},
		"KeyTaken":     {func(i *catalogue.Item) { i.QuickKey = kept.QuickKey }, fault.ItemQuickKeyTaken},
	} {
		item := other
		tt.change(&item)
		_, err := s.till.PutItem(t.Context(), item, staff.Approval{})
		if got := fault.CodeOf(err); got != tt.want {
			t.Errorf("%s: code %q, want %q", name, got, tt.want)
		}
		var e *fault.Error
		if errors.As(err, &e) && len(e.Args) == 2 && e.Args[1] != kept.Title() {
			t.Errorf("%s: it names %v", name, e.Args[1])
		}
	}
	s.disk.full.Store(true)
	if _, err := s.till.PutItem(t.Context(), other, staff.Approval{}); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("full disk: %v", err)
	}
	s.disk.full.Store(false)
	if s.head() != head {
		t.Error("a refused item stands in the journal")
	}
	if items, err := s.till.Items(t.Context(), catalogue.Filter{}); err != nil || len(items) != 1 {
		t.Errorf("items %+v (%v)", items, err)
	}
}

// A barcode belongs to one item, in whatever form it is written.
func TestPutItemOfOneBarcode(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.put(catalogue.Item{Name: "Cola", Barcode: "04963406", Price: money.Cents(80)})
	s.put(catalogue.Item{Name: "Rice", Barcode: "08850999320007", Price: money.Cents(140)})
	for _, code := range []string{"04963406", "049000006346", "0049000006346", "00049000006346", "8850999320007", "08850999320007"} {
		_, err := s.till.PutItem(t.Context(), catalogue.Item{Name: "Another", Barcode: code, Price: money.Cents(1)}, staff.Approval{})
		if fault.CodeOf(err) != fault.ItemBarcodeTaken {
			t.Errorf("%s: %v", code, err)
		}
	}
	// An EAN-8 need not be the UPC-E that its digits could also be.
	s.put(catalogue.Item{Name: "Gum", Barcode: "012345000065", Price: money.Cents(50)})
	s.put(catalogue.Item{Name: "Lighter", Barcode: "01234565", Price: money.Cents(30)})
	for code, want := range map[string]string{"01234565": "Lighter", "012345000065": "Gum", "0012345000065": "Gum", "0000001234565": "Lighter"} {
		if found, err := s.till.ItemsByBarcode(t.Context(), code); err != nil || len(found) != 1 || found[0].Name != want {
			t.Errorf("%s: %+v (%v), want %s", code, found, err, want)
		}
	}
}

// In a catalogue written by an older program two items may share a barcode. Both can still
// be changed and archived.
func TestSharedBarcodesStayOpenToChanges(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	old := []catalogue.Item{
		{ID: "a", Name: "Rice", Barcode: "8850999320007", Price: money.Cents(140), Tax: catalogue.TaxStandard},
		{ID: "b", Name: "Rice of last year", Barcode: "08850999320007", Price: money.Cents(120), Tax: catalogue.TaxStandard},
	}
	if _, err := s.disk.Commit(t.Context(), pos.Batch{At: s.clock.Now(), Till: 1, Items: old,
		Facts: []journal.Fact{{Kind: facts.ItemChanged, Payload: map[string]any{"item": old[0]}}, {Kind: facts.ItemChanged, Payload: map[string]any{"item": old[1]}}}}); err != nil {
		t.Fatal(err)
	}
	if found, err := s.till.ItemsByBarcode(t.Context(), "8850999320007"); err != nil || len(found) != 2 {
		t.Fatalf("%+v (%v)", found, err)
	}
	dearer := old[1]
	dearer.Price = money.Cents(150)
	s.put(dearer)
	moved := dearer
	moved.Barcode = "8850999320007"
	if _, err := s.till.PutItem(t.Context(), moved, staff.Approval{}); fault.CodeOf(err) != fault.ItemBarcodeTaken {
		t.Errorf("another's way of writing it: %v", err)
	}
	list := catalogue.List{Items: []catalogue.Item{{Name: "Rice", Barcode: "8850999320007", Price: money.Cents(160)}}, Lines: []int{2}}
	if done, err := s.till.ImportItems(t.Context(), list, staff.Approval{}); err != nil || done.Changed != 1 {
		t.Errorf("an import: %+v (%v)", done, err)
	}
	if err := s.till.ArchiveItem(t.Context(), "b", staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.PutItem(t.Context(), dearer, staff.Approval{}); fault.CodeOf(err) != fault.ItemBarcodeTaken {
		t.Errorf("brought back: %v", err)
	}
	if found, err := s.till.ItemsByBarcode(t.Context(), "8850999320007"); err != nil || len(found) != 1 || found[0].Price != money.Cents(160) {
		t.Errorf("%+v (%v)", found, err)
	}
	s.wantJournal()
}

// Once the shop has an owner, the catalogue needs a manager who has signed in or approves,
// and the journal names them.
func TestCatalogueNeedsAManager(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	kept, err := s.till.PutItem(t.Context(), coffee(), daraMan)
	if err != nil {
		t.Fatal(err)
	}
	dearer := kept
	dearer.Price = money.Cents(200)
	list := catalogue.List{Items: []catalogue.Item{{Name: "Ice", Price: money.Riel(500)}}}
	for name, change := range map[string]func(staff.Approval) error{
		"put":     func(a staff.Approval) error { _, err := s.till.PutItem(t.Context(), dearer, a); return err },
		"archive": func(a staff.Approval) error { return s.till.ArchiveItem(t.Context(), kept.ID, a) },
		"import":  func(a staff.Approval) error { _, err := s.till.ImportItems(t.Context(), list, a); return err },
	} {
		head := s.head()
		for by, want := range map[staff.Approval]fault.Code{{}: fault.ManagerNeeded, sokCashier: fault.PermissionMissing} {
			if got := fault.CodeOf(change(by)); got != want {
				t.Errorf("%s by %q: %q, want %q", name, by.By, got, want)
			}
		}
		s.signIn(sokCashier)
		if got := fault.CodeOf(change(staff.Approval{})); got != fault.ManagerNeeded {
			t.Errorf("%s by a cashier who has signed in: %q", name, got)
		}
		if err := s.till.SignOut(t.Context()); err != nil {
			t.Fatal(err)
		}
		if items, err := s.till.Items(t.Context(), catalogue.Filter{}); err != nil || len(items) != 1 || items[0] != kept || s.head() == head {
			t.Errorf("%s: %+v (%v)", name, items, err)
		}
	}
	s.signIn(daraMan)
	if _, err := s.till.PutItem(t.Context(), dearer, staff.Approval{}); err != nil {
		t.Errorf("a manager who has signed in: %v", err)
	}
	if _, err := s.till.ImportItems(t.Context(), list, staff.Approval{}); err != nil {
		t.Errorf("a manager who has signed in: %v", err)
	}
	for _, fact := range append(s.facts(facts.ItemChanged), s.facts(facts.ItemsImported)...) {
		if !strings.Contains(fact, `"by":"Dara"`) {
			t.Errorf("the journal does not name the manager: %s", fact)
		}
	}
	s.wantJournal()
}

func TestArchiveItem(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	kept := s.put(coffee())
	for range 2 { // the second time nothing is left to do
		if err := s.till.ArchiveItem(t.Context(), kept.ID, staff.Approval{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.till.ItemsByBarcode(t.Context(), kept.Barcode); fault.CodeOf(err) != fault.BarcodeUnknown {
		t.Errorf("an archived item is scanned: %v", err)
	}
	if found, err := s.till.SearchItems(t.Context(), "green", 5); err != nil || len(found) != 0 {
		t.Errorf("an archived item is found: %v %v", found, err)
	}
	if old, err := s.till.Items(t.Context(), catalogue.Filter{Archived: true}); err != nil || len(old) != 1 || old[0].ID != kept.ID {
		t.Errorf("archived: %+v (%v)", old, err)
	}
	next := s.put(coffee()) // barcode and quick key are free
	if next.ID == kept.ID {
		t.Error("an archived item came back under its id")
	}
	if _, err := s.till.PutItem(t.Context(), kept, staff.Approval{}); fault.CodeOf(err) != fault.ItemBarcodeTaken {
		t.Errorf("brought back beside its successor: %v", err)
	}
	kept.Barcode, kept.QuickKey = "", 0
	s.put(kept)
	if err := s.till.ArchiveItem(t.Context(), "nobody", staff.Approval{}); fault.CodeOf(err) != fault.ItemUnknown {
		t.Errorf("unknown: %v", err)
	}
	s.wantJournal()
}

func TestImportItems(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	kept := s.put(coffee())
	list := catalogue.List{}
	for n := range 200 {
		list.Items = append(list.Items, catalogue.Item{Name: fmt.Sprintf("Thing %d", n), Price: money.Riel(int64(100 + n))})
	}
	changed := kept
	changed.ID, changed.Price = "", money.Cents(150)
	list.Items = append(list.Items, changed)
	head := s.head()
	done, err := s.till.ImportItems(t.Context(), list, staff.Approval{})
	if err != nil || done != (pos.ItemsImported{Added: 200, Changed: 1}) {
		t.Fatalf("%+v (%v)", done, err)
	}
	if got := s.head().Seq; got != head.Seq+1 {
		t.Errorf("%d journal rows for an import", got-head.Seq)
	}
	if found, err := s.till.Item(t.Context(), kept.ID); err != nil || found.Price != changed.Price || found.Name != kept.Name {
		t.Errorf("changed: %+v (%v)", found, err)
	}
	s.wantJournal()

	head = s.head()
	if done, err := s.till.ImportItems(t.Context(), list, staff.Approval{}); err != nil || done != (pos.ItemsImported{Unchanged: 201}) || s.head() != head {
		t.Errorf("the same again: %+v (%v)", done, err)
	}
	// Changes after an import, and another import after them.
	one, err := s.till.SearchItems(t.Context(), "thing 150", 1)
	if err != nil || len(one) != 1 {
		t.Fatal(one, err)
	}
	one[0].Price = money.Riel(9900)
	s.put(one[0])
	s.wantJournal()
	if err := s.till.ArchiveItem(t.Context(), one[0].ID, staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	s.put(catalogue.Item{Name: "Late", Price: money.Riel(1)})
	s.wantJournal()
	if done, err := s.till.ImportItems(t.Context(), list, staff.Approval{}); err != nil || done != (pos.ItemsImported{Added: 1, Unchanged: 200}) {
		t.Errorf("an archived item is new: %+v (%v)", done, err)
	}
	s.wantJournal()
}

// An import that cannot be stored whole stores nothing.
func TestImportItemsIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	kept := s.put(coffee())
	head := s.head()
	unchanged := func(what string) {
		t.Helper()
		items, err := s.till.Items(t.Context(), catalogue.Filter{})
		if err != nil || len(items) != 1 || items[0] != kept || s.head() != head {
			t.Errorf("%s: %+v (%v)", what, items, err)
		}
	}
	good := catalogue.Item{Name: "Ice", Price: money.Riel(500)}
	if _, err := s.till.ImportItems(t.Context(), catalogue.List{Items: []catalogue.Item{good, good}}, staff.Approval{}); fault.CodeOf(err) != fault.ImportLines {
		t.Errorf("%v", err)
	}
	unchanged("a bad line")
	s.disk.full.Store(true)
	if _, err := s.till.ImportItems(t.Context(), catalogue.List{Items: []catalogue.Item{good}}, staff.Approval{}); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("%v", err)
	}
	s.disk.full.Store(false)
	unchanged("a full disk")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.till.ImportItems(gone, catalogue.List{Items: []catalogue.Item{good}}, staff.Approval{}); fault.CodeOf(err) != fault.Stopped {
		t.Errorf("%v", err)
	}
	unchanged("Ctrl+C")

	// Also when it fails half way through storing.
	many := catalogue.List{}
	for n := range 3000 {
		many.Items = append(many.Items, catalogue.Item{Name: fmt.Sprintf("Thing %d", n), Price: money.Riel(100)})
	}
	gone, cancel = context.WithCancel(t.Context())
	defer cancel()
	many.Progress = func(done, of int) {
		if of != 3000 || done == 0 {
			t.Errorf("%d of %d", done, of)
		}
		if done > 1000 {
			cancel()
		}
	}
	if _, err := s.till.ImportItems(gone, many, staff.Approval{}); fault.CodeOf(err) != fault.Stopped {
		t.Errorf("%v", err)
	}
	unchanged("Ctrl+C while it is written")
	var reported []int
	many.Progress = func(done, _ int) { reported = append(reported, done) }
	if done, err := s.till.ImportItems(t.Context(), many, staff.Approval{}); err != nil || done.Added != 3000 {
		t.Errorf("%+v (%v)", done, err)
	}
	if len(reported) < 3 || !slices.IsSorted(reported) || reported[len(reported)-1] != 3000 {
		t.Errorf("progress %v", reported)
	}
	s.wantJournal()
}
