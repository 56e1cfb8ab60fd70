package pos

import (
	"slices"
	"testing"
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

func TestDrawerFollowsCommits(t *testing.T) {
	t.Parallel()
	cash := func(cents int64) sale.Tender {
		return sale.Tender{Kind: sale.TenderCashUSD, Amount: money.Cents(cents)}
	}
	part := sale.Sale{ID: "1", State: sale.Open, Tenders: []sale.Tender{cash(300)}}
	parts := map[id.Sale]sale.Sale{}
	before := func(of id.Sale) sale.Sale { return parts[of] }
	d := cashDrawer{drawer.Shift{Z: 3}.Plus()}
	for _, c := range []struct {
		name      string
		keep      func()
		usd, riel int64
	}{
		{"Float", func() {
			d.keepCount(drawer.Count{Kind: drawer.CountOpen, At: noon, By: "Dara", Counted: []money.Money{money.Cents(2000), money.Riel(40000)}})
		}, 2000, 40000},
		{"Part", func() { d.keep(Batch{Sales: []sale.Sale{part}}, before); parts["1"] = part }, 2300, 40000},
		{"TheRestOfIt", func() {
			part.State, part.Tenders = sale.Completed, []sale.Tender{cash(300), cash(500)}
			part.Change = []money.Money{money.Riel(4000)}
			d.keep(Batch{Sales: []sale.Sale{part}}, before)
		}, 2800, 36000},
		{"ByTheBank", func() {
			d.keep(Batch{Sales: []sale.Sale{{ID: "2", State: sale.Completed, Tenders: []sale.Tender{{Kind: sale.TenderKHQRUSD, Amount: money.Cents(900)}}}}}, before)
		}, 2800, 36000},
		{"Refund", func() { d.keep(Batch{Refunds: []sale.Refund{{Paid: []sale.Tender{cash(200)}}}}, before) }, 2600, 36000},
		{"PaidOut", func() {
			d.keep(Batch{CashMoves: []drawer.Move{{Kind: drawer.CashOut, Amount: money.Riel(6000)}}}, before)
		}, 2600, 30000},
		{"Closed", func() {
			d.keepZ(report.ZReport{Number: 3, Made: noon}, drawer.Count{Counted: []money.Money{money.Cents(2500), money.Riel(0)}})
		}, 2500, 0},
	} {
		c.keep()
		if usd, riel := money.MinorOf(d.shift.Drawer, money.USD), money.MinorOf(d.shift.Drawer, money.KHR); usd != c.usd || riel != c.riel {
			t.Errorf("%s: %d cents and %d riel, want %d and %d", c.name, usd, riel, c.usd, c.riel)
		}
	}
	if d.period() != 4 || d.shift.Open || d.shift.LastZ != noon || money.MinorOf(d.shift.Left, money.USD) != 2500 {
		t.Errorf("the period after: %+v", d.shift)
	}
}

func TestDrawerMayCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		open bool
		kind drawer.CountKind
		want fault.Code
	}{
		{false, drawer.CountOpen, ""}, {true, drawer.CountOpen, fault.ShiftOpen},
		{false, drawer.CountHandover, fault.ShiftNone}, {true, drawer.CountHandover, ""},
		{false, drawer.CountClose, ""}, {true, drawer.CountClose, ""},
	} {
		d := cashDrawer{drawer.Shift{Open: c.open}}
		if err := d.checkCount(c.kind); fault.CodeOf(err) != c.want {
			t.Errorf("%s, open %v: %v, want %q", c.kind, c.open, err, c.want)
		}
	}
}

func TestDrawerAfterZ(t *testing.T) {
	t.Parallel()
	d := cashDrawer{drawer.Shift{Z: 5, LastZ: noon, LastNumber: 3}}
	for _, c := range []struct {
		now    time.Time
		wrongZ int
		want   fault.Code
	}{
		{noon, 0, ""}, {noon.Add(-1), 0, fault.ClockBack}, {noon.Add(-1), 2, fault.ClockBack}, {noon.Add(-1), 3, ""},
	} {
		if err := d.checkClock(c.now, c.wrongZ); fault.CodeOf(err) != c.want {
			t.Errorf("%v, wrong clock at Z %d: %v, want %q", c.now, c.wrongZ, err, c.want)
		}
	}
}

func TestDrawerCounted(t *testing.T) {
	t.Parallel()
	d := cashDrawer{drawer.Shift{Z: 4, Left: []money.Money{money.Cents(1000)}}.Plus(money.Cents(1000), money.Cents(300))}
	sums, want := []money.Money{money.Cents(1000), money.Riel(0)}, []money.Money{money.Cents(1300), money.Riel(0)}
	for _, kind := range []drawer.CountKind{drawer.CountOpen, drawer.CountHandover, drawer.CountClose} { // what was left, and the sale since
		count := d.newCount(kind, drawer.CountRequest{By: " Dara "}, sums, "2026-11-22", noon)
		if !slices.Equal(count.Expected, want) || count.Z != 4 || count.By != "Dara" || count.Day != "2026-11-22" {
			t.Errorf("%s: %+v, want %v expected", kind, count, want)
		}
	}
}

func TestDrawerHolds(t *testing.T) {
	t.Parallel()
	d := cashDrawer{drawer.Shift{}.Plus(money.Cents(500))}
	for _, c := range []struct {
		ask     money.Money
		mayKnow bool
		want    fault.Code
	}{
		{money.Cents(500), false, ""},
		{money.Cents(501), true, fault.DrawerShort},
		{money.Cents(501), false, fault.DrawerLess},
		{money.Riel(100), true, fault.DrawerShort},
	} {
		if err := d.checkHolds(c.ask, c.mayKnow); fault.CodeOf(err) != c.want {
			t.Errorf("%v, told %v: %v, want %q", c.ask, c.mayKnow, err, c.want)
		}
	}
}
