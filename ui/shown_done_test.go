package ui

import (
	"slices"
	"strings"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/model"
)

// runs sees what the till makes of a command: that the sum is the one that was shown.
func (e *eyes) runs(c model.Command, run func()) {
	at := slices.IndexFunc(e.asked, func(a asked) bool { return a.c == c })
	if at < 0 || slices.ContainsFunc(e.asked[:at], func(a asked) bool { return model.LaneOf(a.c) == model.LaneOf(c) }) {
		e.w.fail("the till is at %T, which nobody saw, or before its turn", c)
	}
	g := e.asked[at].g
	e.asked = slices.Delete(e.asked, at, at+1)
	before, refused := e.w.till.Snapshot(), len(e.w.logged)
	run()
	after := e.w.till.Snapshot()
	if len(e.w.logged) > refused {
		if strings.Contains(e.w.logged[refused], string(fault.Internal)) {
			e.w.fail("%s", e.w.logged[refused])
		}
		switch c.(type) {
		case model.ChargeCommand, model.GiveCommand:
			e.waiting = c
		}
		return
	}
	switch c := c.(type) {
	case model.ChargeCommand, model.AgainCommand:
		e.charged(c, g, before, after)
	case model.GiveCommand:
		e.took(c, g, before, after)
	case model.ResolveCommand:
		for _, a := range before.Unmatched {
			if a.ID == c.Request.Payment && a.Unmatched().Display() != g.v.Desk.Amount {
				e.w.fail("settled %s, and %s was shown", a.Unmatched().Display(), g.v.Desk.Amount)
			}
		}
	}
	e.papersOf(c, g)
}

// charged finds the payment that was made, and notes what was shown for its sale.
func (e *eyes) charged(c model.Command, g glance, before, after pos.Snapshot) {
	for _, a := range after.Attempts {
		if _, old := before.Attempt(a.ID); old {
			continue
		}
		shown := g.v.Panel.Amount
		if c, ok := c.(model.ChargeCommand); ok {
			shown = c.Request.Shown.Display() // as judge has seen it
			if c.Request.Sale == "" {
				e.totals[a.Sale] = shown
			}
		}
		if a.Amount.Display() != shown {
			e.w.fail("asked for %s, and %s was shown", a.Amount.Display(), shown)
		}
		return
	}
	e.w.fail("%s made no payment", commandName(c))
}

// took compares a sale in notes, and its change, with the counter's page.
func (e *eyes) took(c model.GiveCommand, g glance, before, after pos.Snapshot) {
	of := c.Request.Sale
	known := map[id.Sale]bool{}
	for _, s := range append(before.Recent, before.PartPaid...) {
		known[s.ID] = true
	}
	for _, s := range append(append([]sale.Sale(nil), after.Recent...), after.PartPaid...) {
		if of == "" && known[s.ID] || of != "" && s.ID != of {
			continue
		}
		if of == "" {
			e.totals[s.ID] = c.Request.Shown.Display()
		}
		if shown := e.totals[s.ID]; s.Total.Display() != shown {
			e.w.fail("%s is paid, and %s was shown", s.Total.Display(), shown)
		}
		for _, o := range g.v.Cash.Options {
			if o.Chosen && s.State == sale.Completed && len(c.Request.Other) == 0 && o.Text != money.Displayed(s.Change) && len(s.Change) > 0 {
				e.w.fail("%s goes back, and %s was shown", money.Displayed(s.Change), o.Text)
			}
		}
		return
	}
	e.w.fail("nothing came of %+v", c.Request)
}
