package uitest

import (
	"image"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/ui/view"
)

// lines is a text as it stands in the test, without its indentation there.
func lines(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "\n\t\t\t", "\n"), "\n")
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	idle := view.Cashier{
		Head:    view.Head{Till: "Till 01", Clock: "14:32", Bank: view.Chip{Status: view.StatusGood, Text: "Bank link"}},
		Panel:   view.Panel{Sub: "Type an amount"},
		Amount:  view.Amount{Caption: "Amount", Amount: "$0.00"},
		Waiting: "Waiting",
	}
	with := func(change func(*view.Cashier)) view.Cashier {
		c := idle
		change(&c)
		return c
	}
	for _, tt := range []struct {
		name string
		is   view.Cashier
		want string
	}{
		{"the same", idle, ``},
		{"nothing left", view.Cashier{}, `
			Head: —
			Panel: —
			Amount: —
			Waiting: —
			`},
		{"deep in a part", with(func(c *view.Cashier) { c.Head.Bank.Status, c.Head.Clock = view.StatusBad, "" }), `
			Head
			  Bank: StatusBad Bank link
			  Clock: —
			`},
		{"a part of plain values is told whole", with(func(c *view.Cashier) { c.Amount.Amount, c.Amount.Locked = "$3.50", true }), `
			Amount: Caption: Amount · Amount: $3.50 · Locked
			`},
		{"places are kept", with(func(c *view.Cashier) {
			c.Panel.Kind = view.PanelAsk
			c.Panel.Buttons[1] = view.Button{Label: "Cash", Hint: "F9", Action: view.Action{Verb: view.DoCash}, Primary: true}
			c.Panel.Buttons[4] = view.Button{Label: "Bank", Action: view.Action{Verb: view.DoRow, Index: 3, Payment: "12"}, Off: true}
		}), `
			Panel
			  Kind: PanelAsk
			  Buttons
			    2: [F9] Cash → DoCash (primary)
			    5: Bank → DoRow(3, 12) (off)
			`},
		{"lists", with(func(c *view.Cashier) {
			c.Tray = []view.TrayItem{{Payment: "5", View: view.Tray{Amount: "$4.20", Left: 90 * time.Second}}}
			c.Help = []view.HelpRow{{}, {Key: "F9", Text: "cash"}}
			c.Today = [2]string{"Today", "86"}
		}), `
			Tray
			  - Payment: 5
			    View: Amount: $4.20 · Left: 1m30s
			Today: Today | 86
			Help
			  -
			  - Key: F9 · Text: cash
			`},
		{"ledgers", with(func(c *view.Cashier) {
			c.Report.Rows = []view.LedgerRow{
				{Kind: view.LedgerHead, Left: "Sales"}, {Left: "Gross", Right: "$4.20"}, {Left: "Voids", Middle: "0", Sub: "none"},
			}
		}), `
			Report
			  Rows
			    - Sales (LedgerHead)
			    - Gross |  | $4.20
			    - Voids | 0 |  | none
			`},
		{"rows with actions, and fields", with(func(c *view.Cashier) {
			c.Desk.Rows[0] = view.DeskRow{Amount: "$3.00", Chosen: true, Action: view.Action{Verb: view.DoDigits, Text: "7", Held: true}}
			c.Desk.Fields[2] = view.Field{Label: "PIN", Text: "1234", Secret: true}
		}), `
			Desk
			  Rows
			    1: Amount: $3.00 · Chosen · → DoDigits("7", held)
			  Fields
			    3: PIN | 1234 (secret)
			`},
		{"codes and pictures", with(func(c *view.Cashier) {
			c.Panel.Card = view.Card{Payload: GoodCode, Name: "Sok Dara", Amount: "12.30", Currency: "USD", Sign: "$"}
			c.Sheets.Picture = image.NewGray(image.Rect(0, 0, 6, 4))
		}), `
			Panel
			  Card: Sok Dara, 12.30 USD ($), code …6304A713
			Sheets
			  Picture: picture of 6 × 4, 22b30385
			`},
		{"what a line would hide", with(func(c *view.Cashier) { c.Waiting, c.HelpTop = "two\nlines", " x" }), `
			Waiting: "two\nlines"
			HelpTop: " x"
			`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(lines(tt.want), Describe(tt.is, idle)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two pictures that differ in one dot are told apart.
func TestDescribedPicturesDiffer(t *testing.T) {
	t.Parallel()
	one, other := view.Cashier{}, view.Cashier{}
	one.Sheets.Picture, other.Sheets.Picture = Blank(5, 5), Blank(5, 5)
	other.Sheets.Picture.Pix[12] ^= 1
	if Describe(one, view.Cashier{}) == Describe(other, view.Cashier{}) {
		t.Error("a dot more or less is not told")
	}
}

func TestConstantNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		typ   string
		value int
		want  string
	}{
		{"Verb", int(view.DoNothing), "DoNothing"},
		{"Verb", int(view.DoScan), "DoScan"},
		{"Page", int(view.PageReport), "PageReport"},
		{"Status", int(view.StatusBad), "StatusBad"},
		{"PanelKind", int(view.PanelDesk), "PanelDesk"},
		{"Page", 1000, ""},
		{"Page", -1, ""},
		{"Nothing", 0, ""},
	} {
		if got := constant(tt.typ, tt.value); got != tt.want {
			t.Errorf("%s %d is called %q, want %q", tt.typ, tt.value, got, tt.want)
		}
	}
}
