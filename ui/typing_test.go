package ui

import (
	"testing"
	"time"

	"psar/pos"
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
	"L": doLink, "CtrlL": doLock, "F11": doLanguage,
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
func (p *typist) asked() pos.Money {
	if c, ok := p.last.(chargeCommand); ok {
		return c.request.Shown
	}
	return pos.Money{}
}

// reads is what the cashier is told.
func (p *typist) reads() string { return p.s.saidOf(p.now).text }
