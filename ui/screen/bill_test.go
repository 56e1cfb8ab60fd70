package screen

import (
	"fmt"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/look"
	"psar/ui/view"
)

// Whatever bars stand over a bill: its lines keep clear of each other and of the total, the
// last of them is seen, and who looks is told how many are not.
func TestBillUnderBars(t *testing.T) {
	test.NewTempApp(t)
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1280, 720), fyne.NewSize(1024, 768), fyne.NewSize(960, 680)} {
		for _, lines := range []int{1, 5, 12} {
			for bars := range 5 {
				for _, says := range []string{"", "asks", "said"} {
					t.Run(fmt.Sprintf("%vx%v/%d lines/%d bars/%s", size.Width, size.Height, lines, bars, says), func(t *testing.T) {
						screen := NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
						screen.Root.Resize(size)
						v := rungUp(lines, bars, "")
						switch says {
						case "asks":
							v.Panel.Bill.Ask = "Remove line 12? F4 removes it"
						case "said":
							v.Panel.Said = view.Chip{Status: view.StatusAttention, Text: "Type the quantity first, then ×, then the price"}
						}
						screen.Set(v)
						billIsWhole(t, screen, lines)
						barsAreWhole(t, screen, bars)
						totalIsSeen(t, screen)
					})
				}
			}
		}
	}
}

// rungUp is a window with a bill of so many lines, discount and tax, under so many bars.
func rungUp(lines, bars int, ask string) (v view.Cashier) {
	v.Banner, v.Panel.Kind = "TEST GATEWAY", view.PanelBill
	b := &v.Panel.Bill
	b.Title, b.Hint, b.Ask, b.More = "Bill · lines: "+strconv.Itoa(lines), "↑ ↓ choose", ask, "%s more"
	b.Above = max(0, lines-view.BillRows)
	for i := range min(lines, view.BillRows) {
		b.Rows[i] = view.BillRow{Name: strconv.Itoa(b.Above+i+1) + "  អង្ករផ្កាម្លិះ", Amount: "$12.40", Chosen: b.Above+i == lines-1}
	}
	b.Taken = [2][2]string{{"Discount on all", "-$1.00"}, {"VAT 10 % included", "$13.44"}}
	b.Total, b.Other = [2]string{"Total", "$147.80"}, "≈ 606,000 ៛"
	for range bars {
		v.Notices = append(v.Notices, view.Notice{
			Status: view.StatusAttention, Text: "Others on this computer can read the shop’s data; close it by: chmod -R go-rwx '/home/till/.local/share/psar'. If that changes nothing, move the folder to a disk that keeps rights.",
			Buttons: [2]view.Button{{Label: "Close"}},
		})
	}
	if bars > view.Bars {
		v.Notices[view.Bars-1].More = strconv.Itoa(bars-view.Bars) + " more"
	}
	return v
}

func billIsWhole(t *testing.T, screen *Cashier, lines int) {
	t.Helper()
	p := screen.bill
	height := p.root.Size().Height
	foot := float32(48) // of what stands above: at first the title
	seen, last := 0, ""
	for _, r := range p.rows {
		if !r.name.Visible() || r.name.Text == "" {
			continue
		}
		if middle := r.name.Position().Y + r.name.Size().Height/2; middle-foot < billStep/2-1 {
			t.Errorf("%q is %v below what stands over it", r.name.Text, middle-foot)
		} else {
			foot = middle + billStep/2 - 1
		}
		seen, last = seen+1, r.name.Text
	}
	if seen == 0 || last != p.view.Rows[min(lines, view.BillRows)-1].Name {
		t.Errorf("%d lines are seen, the last is %q", seen, last)
	}
	if rule := p.rule.Position().Y; rule < foot {
		t.Errorf("the lines end at %v, the rule is at %v", foot, rule)
	}
	for _, total := range p.total {
		if y := total.Position().Y; y < p.rule.Position().Y || y+total.Size().Height > height+2 || total.MinSize().Width > total.Size().Width {
			t.Errorf("%q stands at %v of %v", total.Text, y, height)
		}
	}
	want := p.view.Title
	if seen < lines {
		want += " · ↑ " + strconv.Itoa(lines-seen) + " more"
	}
	if p.title.Text != want {
		t.Errorf("%q, want %q", p.title.Text, want)
	}
}

// totalIsSeen looks whether a sentence or a question covers what the bill makes.
func totalIsSeen(t *testing.T, screen *Cashier) {
	t.Helper()
	p := screen.bill
	top := screen.said.Root.Position().Y - p.root.Position().Y
	for _, bar := range []fyne.CanvasObject{p.ask.Root, screen.said.Root} {
		if !bar.Visible() {
			continue
		}
		if bar == p.ask.Root {
			top = bar.Position().Y
		}
		for _, l := range []*look.Label{p.total[0], p.total[1], p.other, p.taken[0][1], p.taken[1][1]} {
			if middle := l.Position().Y + l.Size().Height/2; l.Visible() && l.Text != "" && middle+l.MinSize().Height/2 > top+6 {
				t.Errorf("%q ends at %v, what covers it begins at %v", l.Text, middle+l.MinSize().Height/2, top)
			}
		}
	}
}

// What is said moves nothing of a bill that stands under no bars.
func TestSentenceMovesNoTotal(t *testing.T) {
	test.NewTempApp(t)
	screen := NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
	screen.Root.Resize(fyne.NewSize(1366, 768))
	v := rungUp(view.BillRows, 0, "")
	v.Banner = ""
	screen.Set(v)
	was := screen.bill.total[1].Position()
	v.Panel.Said = view.Chip{Status: view.StatusGood, Text: "Sent to the printer"}
	screen.Set(v)
	if is := screen.bill.total[1].Position(); is != was {
		t.Errorf("the total moves from %v to %v", was, is)
	}
}

func barsAreWhole(t *testing.T, screen *Cashier, bars int) {
	t.Helper()
	for i, n := range screen.notices[:min(bars, view.Bars)] {
		height := n.root.Size().Height
		if !n.root.Visible() || n.text.Height(n.text.Size().Width) > height {
			t.Errorf("bar %d is %v high", i, height)
		}
		if below := screen.card.Position().Y; n.root.Position().Y+height >= below {
			t.Errorf("bar %d ends in the bill", i)
		}
		if n.view.More != "" && (n.more.Text != n.view.More || n.more.Position().X < n.text.Position().X+n.text.Size().Width || n.more.Position().X+n.more.MinSize().Width > n.buttons[0].Position().X) {
			t.Errorf("bar %d has no room to say %q", i, n.view.More)
		}
	}
}

// A line above the last is seen where it is chosen.
func TestChosenLineIsSeen(t *testing.T) {
	test.NewTempApp(t)
	for chosen := range view.BillRows {
		v := rungUp(12, 2, "")
		for i := range v.Panel.Bill.Rows {
			v.Panel.Bill.Rows[i].Chosen = i == chosen
		}
		screen := NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
		screen.Root.Resize(fyne.NewSize(1280, 720))
		screen.Set(v)
		if r := screen.bill.rows[chosen]; !r.name.Visible() || !r.ground.Visible() {
			t.Errorf("row %d is chosen, and not seen", chosen)
		}
	}
}
