package ui

import (
	"testing"
	"time"

	"psar/pos/money"
	"psar/pos/staff"
)

// typist types at the real model: a key every 200 ms of an injected clock.
type typist struct {
	t    *testing.T
	s    state
	now  time.Time
	last command // of the last key
}

const typistPace = 200 * time.Millisecond

func typing(t *testing.T, s state) *typist {
	return &typist{t: t, s: s, now: noon}
}

// keyNames are the keys that are no digits.
var keyNames = map[string]verb{
	".": doPoint, "/": doFlip, "<": doBackspace, "*": doQuantity, "+": doNextLine, "-": doDiscount, "Enter": doCharge,
	"Esc": doEscape, "Tab": doTab, "Up": doUp, "Down": doDown, "F2": doNextSale, "F3": doBringFront, "F4": doConfirm,
	"F7": doRefund, "F9": doCash, "F10": doSplit, "F12": doDay, "M": doLine, "K": doRate, "H": doHold, "I": doItems,
	"L": doLink, "CtrlL": doLock, "F1": doHelp, "F11": doLanguage, "T": doHistory, "U": doUnclaimed, "X": doReports,
	"S": doStaff, "R": doPrinter,
}

// press types keys, one a word.
func (p *typist) press(keys string) *typist {
	p.t.Helper()
	for _, k := range fields(keys) {
		a := action{verb: keyNames[k]}
		if a.verb == doNothing {
			a = action{verb: doDigits, text: k}
			for _, r := range k {
				if r < '0' || r > '9' {
					p.t.Fatalf("no key %q", k)
				}
			}
		}
		p.now = p.now.Add(typistPace)
		p.s, p.last = p.s.act(a, p.now)
	}
	return p
}

// pause lets time pass without a key.
func (p *typist) pause(d time.Duration) *typist {
	p.now = p.now.Add(d)
	p.s = p.s.tick(p.now)
	return p
}

// answer hands back what came of the last command.
func (p *typist) answer(c command, o outcome, err error) *typist {
	p.s = p.s.done(c, o, err, p.now)
	return p
}

// asked is what the last key asked the till for by KHQR; zero for nothing.
func (p *typist) asked() money.Money {
	if c, ok := p.last.(chargeCommand); ok {
		return c.request.Shown
	}
	return money.Money{}
}

// reads is what the cashier is told.
func (p *typist) reads() string { return p.s.saidOf(p.now).text }

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
			s.canItems, s.canHistory, s.canReport = true, true, true
			s.snap.SignedIn = staff.SignedIn{ID: 1, Name: "Sokha", Role: staff.Owner}
			p := typing(t, s).press("5 0 0 + 3 . 5 " + keys)
			if p.s.desk.page != deskClosed || p.s.entry.text() != "3.5" {
				t.Fatalf("page %d, typed %q", p.s.desk.page, p.s.entry.text())
			}
			if p.press("Enter"); p.asked() != usd(850) {
				t.Errorf("asks for %v", p.asked())
			}
		})
	}
}
