package pos

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

type port = Sales // Sales has a method Sales, whose name an embedded field would hide

// fakeSales is a fake of the port Sales.
type fakeSales struct {
	port
	held          []sale.Held
	parts, newest []sale.Sale
}

func (f fakeSales) Held(context.Context) ([]sale.Held, error)     { return f.held, nil }
func (f fakeSales) PartPaid(context.Context) ([]sale.Sale, error) { return f.parts, nil }
func (f fakeSales) LastSales(_ context.Context, till, most int) (found []sale.Sale, err error) {
	for _, s := range f.newest {
		if s.Till == till && len(found) < most {
			found = append(found, s)
		}
	}
	return found, nil
}

func saleIDs(list []sale.Sale) (found []id.Sale) {
	for _, s := range list {
		found = append(found, s.ID)
	}
	return found
}

// partOf returns an open sale of $5.00 of which $2.00 are paid.
func partOf(of id.Sale) sale.Sale {
	return sale.Sale{ID: of, Till: 1, Day: "2026-11-22", State: sale.Open, Total: money.Cents(500), Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: money.Cents(200)}}}
}

func TestSalesOpen(t *testing.T) {
	t.Parallel()
	s, err := openSales(t.Context(), fakeSales{
		held:   []sale.Held{{ID: "held"}},
		parts:  []sale.Sale{partOf("b"), partOf("a")},
		newest: []sale.Sale{{ID: "3", Till: 1}, {ID: "other till", Till: 2}, {ID: "1", Till: 1}},
	}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := saleIDs(s.partPaid()); !slices.Equal(got, []id.Sale{"a", "b"}) {
		t.Errorf("part-paid %v", got)
	}
	if got := saleIDs(s.recent); !slices.Equal(got, []id.Sale{"3", "1"}) {
		t.Errorf("recent %v", got)
	}
	if _, err := s.find("held"); err != nil {
		t.Error(err)
	}
}

// A sale is part-paid until it is completed or given up; a completed one counts today and is
// the newest of at most recentSales.
func TestSalesKeep(t *testing.T) {
	t.Parallel()
	s := sales{parts: map[id.Sale]sale.Sale{}, today: report.Report{First: "2026-11-22", Sales: []report.Tally{{Sum: money.Cents(0)}, {Sum: money.Riel(0)}}}}
	for n := range recentSales + 2 {
		part := partOf(id.Sale(fmt.Sprint("sale ", n)))
		s.keep(part)
		if got := saleIDs(s.partPaid()); !slices.Equal(got, []id.Sale{part.ID}) || len(s.recent) != min(n, recentSales) {
			t.Fatalf("sale %d: part-paid %v, %d recent", n, got, len(s.recent))
		}
		published := s.recent
		before := slices.Clone(published)
		part.State = sale.Completed
		s.keep(part)
		if len(s.parts) != 0 || s.recent[0].ID != part.ID || !slices.Equal(saleIDs(published), saleIDs(before)) {
			t.Fatalf("sale %d: %v part-paid, recent %v", n, s.parts, saleIDs(s.recent))
		}
	}
	if today := s.today.Sales[0]; today.Count != recentSales+2 || today.Sum != money.Cents(500*(recentSales+2)) {
		t.Errorf("today %+v", today)
	}
	dropped := partOf("dropped")
	s.keep(dropped)
	dropped.State = sale.Dropped
	s.keep(dropped)
	if len(s.parts) != 0 || s.today.Sales[0].Count != recentSales+2 {
		t.Errorf("a dropped sale: %v, %+v", s.parts, s.today.Sales[0])
	}
}

func TestSalesHeld(t *testing.T) {
	t.Parallel()
	var s sales
	for n := range maxHeld {
		if err := s.checkRoom(); err != nil {
			t.Fatalf("%d held: %v", n, err)
		}
		s.keepHeld(sale.Held{ID: id.Sale(fmt.Sprint(n)), At: noon})
	}
	if err := s.checkRoom(); fault.CodeOf(err) != fault.HeldMany {
		t.Errorf("one more: %v", err)
	}
	published := slices.Clone(s.held)
	old := s.held
	taken, err := s.find("7")
	if err != nil {
		t.Fatal(err)
	}
	taken.Taken = noon
	s.keepHeld(taken)
	if _, err := s.find("7"); fault.CodeOf(err) != fault.HeldUnknown {
		t.Errorf("recalled twice: %v", err)
	}
	if len(s.held) != maxHeld-1 || s.checkRoom() != nil {
		t.Errorf("%d are held", len(s.held))
	}
	for i := range old {
		if old[i].ID != published[i].ID {
			t.Fatal("a published list was changed")
		}
	}
}
