package pos_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/report"
	"psar/pos/sale"
)

// Cash that is sold before the float is counted lies in the drawer and in the float: it is
// expected once, in whichever order it came.
func TestCashBeforeTheFloatIsExpectedOnce(t *testing.T) {
	t.Parallel()
	count := func(cents int64) drawer.CountRequest {
		return drawer.CountRequest{Counted: []money.Money{money.Cents(cents)}, By: "Sok"}
	}
	for name, c := range map[string]struct {
		day          func(s *testShop)
		float, in    int64
		left, before money.Money
	}{
		"sold before the float": {func(s *testShop) {
			s.sellFor(money.Cents(300))
			s.opened(count(7300))
			s.sellFor(money.Cents(100))
		}, 7300, 400, money.Money{}, money.Cents(300)},
		"sold after the float": {func(s *testShop) {
			s.opened(count(7000))
			s.sellFor(money.Cents(300))
			s.sellFor(money.Cents(100))
		}, 7000, 400, money.Money{}, money.Money{}},
		"no float": {func(s *testShop) {
			s.sellFor(money.Cents(300))
			s.sellFor(money.Cents(100))
		}, 0, 400, money.Cents(7000), money.Money{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.opened(count(7000))
			s.closed(count(7000))
			c.day(s)
			z := s.closed(count(7400))
			d := z.Drawer[0]
			if d.Float.Minor != c.float || d.CashIn.Minor != c.in || d.Left != c.left || d.Before != c.before || d.Expected != money.Cents(7400) || d.Over.Minor != 0 {
				t.Errorf("the drawer: %+v", d)
			}
			if len(z.OverShort) != 0 {
				t.Errorf("over or short: %+v", z.OverShort)
			}
			s.wantJournal()
		})
	}
}

func (s *testShop) opened(r drawer.CountRequest) drawer.Shift {
	s.t.Helper()
	shift, err := s.till.OpenShift(s.t.Context(), r)
	if err != nil {
		s.t.Fatal(err)
	}
	return shift
}

func (s *testShop) closed(r drawer.CountRequest) report.Report {
	s.t.Helper()
	z, err := s.till.CloseShift(s.t.Context(), r)
	if err != nil {
		s.t.Fatal(err)
	}
	return z
}

// notes is the drawer as it is: what lies in it, and what was taken since it was counted.
type notes struct {
	*testShop
	r       *rand.Rand
	held    [2]int64 // dollars and riel
	taken   [2]int64
	has     string // whose it is
	open    bool
	z       int
	stolen  []string // as the reports must say it
	sales   []sale.Sale
	counted int
}

func (n *notes) put(all ...money.Money) {
	for _, m := range all {
		n.held[slices.Index(money.Currencies(), m.Currency)] += m.Minor
	}
}

// count counts all that lies there; who has the drawer does it honestly.
func (n *notes) count(kind drawer.CountKind, by string) drawer.CountRequest {
	n.counted++
	for i, c := range money.Currencies() {
		if n.taken[i] > 0 {
			n.stolen = append(n.stolen, fmt.Sprintf("%d %s %q %s %d", n.z, kind, n.has, c, -n.taken[i]))
		}
		n.taken[i] = 0
	}
	return drawer.CountRequest{Counted: []money.Money{money.Cents(n.held[0]), money.Riel(n.held[1])}, By: by}
}

// step does something with cash, in any order.
func (n *notes) step() {
	t, ctx := n.t, n.t.Context()
	names := []string{"Sok", "Lina", "Dara"}
	name := names[n.r.IntN(len(names))]
	switch n.r.IntN(9) {
	case 0, 1, 2:
		done, err := n.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(100 + n.r.Int64N(900)), Received: []money.Money{money.Cents(1000)}})
		if err != nil {
			t.Fatal(err)
		}
		n.sales = append(n.sales, done)
		n.put(done.InDrawer()...)
	case 3:
		m := money.Riel(100 * (1 + n.r.Int64N(200)))
		if _, err := n.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashIn, Amount: m, Reason: "change", By: name}); err != nil {
			t.Fatal(err)
		}
		n.put(m)
	case 4:
		if m := money.Cents(n.held[0] / 3); m.Minor > 0 {
			if _, err := n.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashDrop, Amount: m, Reason: "safe", By: name}); err != nil {
				t.Fatal(err)
			}
			n.put(m.Negative())
		}
	case 5:
		n.opens(name)
	case 6:
		if n.open {
			r := n.count(drawer.CountHandover, n.has)
			r.To = name
			if _, err := n.till.HandOver(ctx, r); err != nil {
				t.Fatal(err)
			}
			n.has = name
		}
	case 7:
		if len(n.sales) > 0 { // else there may be nothing to close
			n.closed(n.count(drawer.CountClose, name))
			n.z, n.open, n.has, n.sales = n.z+1, false, "", nil
		}
	case 8:
		if i := n.r.IntN(2); n.z > 1 && n.held[i] > 300 {
			n.held[i] -= 200
			n.taken[i] += 200
		}
	}
}

func (n *notes) opens(name string) {
	if n.open {
		return
	}
	if n.z == 1 {
		n.put(money.Cents(5000), money.Riel(100_000)) // the first float
	}
	n.testShop.opened(n.count(drawer.CountOpen, name))
	n.open, n.has = true, name
}

// Whoever counts honestly is never over or short, in whatever order cash is sold, moved, counted
// and closed; and what was taken stands in the reports once, at the next count, with whose
// drawer it was.
func TestCountsTellWhatWasTaken(t *testing.T) {
	t.Parallel()
	for seed := range postest.Depth(6, 30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			n := &notes{testShop: newShop(t), r: rand.New(rand.NewPCG(uint64(seed), 32)), z: 1}
			for range 150 {
				n.step()
			}
			n.sellFor(money.Cents(100))
			n.put(money.Cents(100))
			n.opens("Sok")
			n.closed(n.count(drawer.CountClose, "Sok"))
			var told []string
			tell := func(r report.Report) (all []string) {
				for _, d := range r.OverShort {
					if d.Over != money.SumIn(d.Over.Currency, d.Counted, d.Expected.Negative()) {
						t.Errorf("%+v", d)
					}
					all = append(all, fmt.Sprintf("%d %s %q %s %d", d.Z, d.Kind, d.Drawer, d.Over.Currency, d.Over.Minor))
				}
				return all
			}
			for z := 1; z <= n.z; z++ {
				r, err := n.disk.Z(t.Context(), z)
				if err != nil {
					t.Fatal(err)
				}
				told = append(told, tell(r)...)
				made, err := n.disk.RemakeZ(t.Context(), z)
				if err != nil || made.Hash != r.Z.Hash {
					t.Errorf("Z %d made again: %v", z, err)
				}
			}
			if !slices.Equal(told, n.stolen) || len(told) < 2 {
				t.Errorf("%d counts tell of\n%q, want\n%q", n.counted, told, n.stolen)
			}
			day := n.till.Snapshot().Day
			if r, err := n.disk.Report(t.Context(), day, day); err != nil || !slices.Equal(tell(r), n.stolen) {
				t.Errorf("the day tells of %q, want %q, %v", tell(r), n.stolen, err)
			}
			n.wantJournal()
		})
	}
}
