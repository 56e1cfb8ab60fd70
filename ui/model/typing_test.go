package model

import (
	"strings"
	"testing"
	"time"

	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// typist types at the real model: a key every 200 ms of an injected clock.
type typist struct {
	t    *testing.T
	s    Model
	now  time.Time
	last Command // of the last key
}

const typistPace = 200 * time.Millisecond

func typing(t *testing.T, s Model) *typist {
	return &typist{t: t, s: s, now: uitest.Noon}
}

// keyNames are the keys that are no digits.
var keyNames = map[string]view.Verb{
	".": view.DoPoint, "/": view.DoFlip, "<": view.DoBackspace, "*": view.DoQuantity, "+": view.DoNextLine, "-": view.DoDiscount, "Enter": view.DoCharge,
	"Esc": view.DoEscape, "Tab": view.DoTab, "Up": view.DoUp, "Down": view.DoDown, "F2": view.DoNextSale, "F3": view.DoBringFront, "F4": view.DoConfirm,
	"F7": view.DoRefund, "F9": view.DoCash, "F10": view.DoSplit, "F12": view.DoDay, "M": view.DoLine, "K": view.DoRate, "H": view.DoHold, "I": view.DoItems,
	"L": view.DoLink, "CtrlL": view.DoLock, "F1": view.DoHelp, "F11": view.DoLanguage, "T": view.DoHistory, "U": view.DoUnmatched, "X": view.DoReports,
	"S": view.DoStaff, "R": view.DoPrinter, "Y": view.DoYes, "N": view.DoNo,
}

// press types keys, one a word.
func (p *typist) press(keys string) *typist {
	p.t.Helper()
	for _, k := range fields(keys) {
		a := view.Action{Verb: keyNames[k]}
		if a.Verb == view.DoNothing {
			a = view.Action{Verb: view.DoDigits, Text: k}
			for _, r := range k {
				if r < '0' || r > '9' {
					p.t.Fatalf("no key %q", k)
				}
			}
		}
		p.now = p.now.Add(typistPace)
		p.s, p.last = p.s.Act(a, p.now)
	}
	return p
}

// pause lets time pass without a key.
func (p *typist) pause(d time.Duration) *typist {
	p.now = p.now.Add(d)
	p.s = p.s.Tick(p.now)
	return p
}

// answer hands back what came of the last command.
func (p *typist) answer(c Command, by told, err error) *typist {
	p.s = done(p.s, c, by, err, p.now)
	return p
}

// asked is what the last key asked the till for by KHQR; zero for nothing.
func (p *typist) asked() money.Money {
	if c, ok := p.last.(ChargeCommand); ok {
		return c.Request.Shown
	}
	return money.Money{}
}

// reads is what the cashier is told.
func (p *typist) reads() string { return p.s.saidOf(p.now).Text }

// A figure that stands typed when a page opens stands when the page is given up, and
// is asked for as it was seen; what was typed on the page is no part of it.
func TestFigureStandsBehindPages(t *testing.T) {
	t.Parallel()
	for _, keys := range []string{
		"F9 Esc", "F9 2 0 0 Esc", "F9 2 0 . 5 / 1 0 0 0 Esc", "F10 Esc", "F10 1 0 0 Esc", "F7 Esc", "F7 1 2 Esc", "K Esc", "K 4 0 5 0 Esc",
		"K 4 0 5 0 Enter Esc Esc", "I Esc", "I 1 0 0 1 Esc", "F12 Esc", "F12 2 5 0 0 Esc Esc", "F12 1 1 2 Esc Esc", "T Esc", "T 1 8 7 Esc Esc",
		"U Esc", "X Esc", "S Esc", "S 1 Esc Esc", "R Esc", "M", "F1 Esc", "F11",
	} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			s := openShift(staffed(canned()))
			s.CanItems, s.CanHistory, s.CanReport = true, true, true
			s.Snap.SignedIn = staff.SignedIn{ID: 1, Name: "Sokha", Role: staff.Owner}
			p := typing(t, s).press("5 0 0 + 3 . 5 " + keys)
			if p.s.Page() != view.PageClosed || p.s.Entry.text() != "3.5" {
				t.Fatalf("page %d, typed %q", p.s.Page(), p.s.Entry.text())
			}
			if p.pause(time.Second).press("Enter"); p.asked() != uitest.USD(850) {
				t.Errorf("asks for %v", p.asked())
			}
		})
	}
}

// A point that no figure followed is shown wherever a figure is typed.
func TestPointAloneIsShown(t *testing.T) {
	t.Parallel()
	cash := func(v view.Cashier) string { return v.Cash.Given[0].Amount }
	desk := func(v view.Cashier) string {
		amount, _, _ := strings.Cut(v.Desk.Amount, " ") // a discount's is also so many per cent
		return amount
	}
	for _, tt := range []struct {
		keys string
		at   func(view.Cashier) string
		want string
	}{
		{"", func(v view.Cashier) string { return v.Amount.Amount }, "$0."},
		{"5 0 0 + F9", cash, "$0."},
		{"5 0 0 + -", desk, "$0."},
		{"F12 2", desk, "$0."},
		{"F12 2", func(v view.Cashier) string { return v.Desk.Fields[0].Text }, "0."},
	} {
		p := typing(t, openShift(canned())).press(tt.keys + " .")
		if got := tt.at(p.s.Cashier(p.now)); got != tt.want {
			t.Errorf("%s: a point alone shows %q", tt.keys, got)
		}
		for _, end := range []string{" 5", " 0"} {
			q := *p
			want := strings.Replace(tt.want, "0.", "0."+strings.TrimSpace(end)+"0", 1)
			if got := tt.at(q.press(end).s.Cashier(q.now)); got != want {
				t.Errorf("%s, and%s: shows %q", tt.keys, end, got)
			}
		}
	}
	if p := typing(t, canned()).press(". Esc"); !strings.Contains(p.reads(), "$0.") || strings.Contains(p.reads(), "$0.00") {
		t.Errorf("reads %q", p.reads())
	}
}

// No key makes a line of a point that no figure followed.
func TestPointAlone(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"+", "H", "Enter", "F9", "F10", "L", "3 *"} {
		p := typing(t, canned()).press("5 0 0 + . " + key)
		if p.last != nil || p.s.Page() != view.PageClosed || len(p.s.Cart.Lines) != 1 || p.reads() == "" {
			t.Errorf("%s: %T, page %d, %d lines", key, p.last, p.s.Page(), len(p.s.Cart.Lines))
		}
	}
}
