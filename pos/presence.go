package pos

import (
	"context"
	"slices"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/sale"
)

// Uptime tells how long the machine has been up, suspended or not, and which start that is
// counted from. ok is false where the system does not say.
type Uptime func() (boot string, up time.Duration, ok bool)

const (
	// clockJump is how far the clock must be off to count as set.
	clockJump = time.Minute
	// anchorFor is how long a reading of the clock is compared with: over days, the
	// clock and the machine's own time drift apart by themselves.
	anchorFor = time.Hour
	// aliveEvery is how often a quiet till writes down that it is open.
	aliveEvery = 5 * time.Minute
	// driftDays is how many days of drift make a day: a clock that is off by ten seconds a
	// day, and is put right once a month, was not set by anybody.
	driftDays = 8640
)

// presence is the till's part for when it was open, for the clock, and for the bill that the
// customer sees.
type presence struct {
	uptime   Uptime
	anchor   Alive         // a reading of clock and machine; a zero time for none
	written  time.Time     // when something was last made durable
	standing sale.Standing // as it is stored
	shown    sale.Standing // whose total is shown, as the journal tells
	leftOpen time.Time     // until when the till stood open, as it is known outside the folder
	exact    bool          // leftOpen is when it was closed
	brief    bool          // a command's run: the till at the counter is closed
	open     time.Time     // until when that stood open; of a brief run
}

// read returns what clock and machine say now.
func (p *presence) read(now time.Time) Alive {
	a := Alive{At: now, Brief: p.brief, Open: p.open}
	if p.uptime != nil {
		if boot, up, ok := p.uptime(); ok {
			a.Boot, a.Up = boot, up
		}
	}
	return a
}

// clockSet compares a reading with the anchor: whether the clock was set by more than
// clockJump since, and what it would show otherwise. Where the machine was started anew, or
// the system does not tell one start from another, only a clock that went back is certain.
func (p *presence) clockSet(is Alive) (expected time.Time, set bool) {
	was := p.anchor
	if p.uptime == nil || was.At.IsZero() {
		return time.Time{}, false
	}
	if is.Boot != "" && is.Boot == was.Boot {
		expected = was.At.Add(is.Up - was.Up)
		off, most := is.At.Sub(expected), clockJump+(is.Up-was.Up)/driftDays
		return expected, off > most || off < -most
	}
	return was.At, is.At.Before(was.At.Add(-clockJump))
}

// keep learns from a committed batch.
func (p *presence) keep(b Batch) {
	p.written = b.At
	if b.Alive != nil {
		p.anchor, p.open = *b.Alive, b.Alive.Open
	}
	if b.Standing != nil {
		p.standing = *b.Standing
	}
	for _, f := range b.Facts {
		if shown, is := f.Payload.(sale.Standing); is && f.Kind == facts.BillShown {
			p.shown = shown
		} else if takesBill(f) {
			p.shown = sale.Standing{}
		}
	}
}

// withShown adds to a batch that the total of the standing bill is shown from now on, or that the
// bill stands no more. A row of its own could be taken out of the closed till without a trace. A
// sale at the windows says by itself that it took the bill; behind one of a command beside them
// it is said that the bill still stands.
func (p *presence) withShown(b Batch) Batch {
	taken := slices.ContainsFunc(b.Facts, takesBill)
	stands := p.shown.ToPay() && !taken
	var next sale.Standing
	switch s := b.Standing; {
	case s == nil:
		next = p.shown
	case s.ToPay():
		next = *s
	}
	if next.ToPay() == stands && next.Total == p.shown.Total || !next.ToPay() && !stands {
		return b
	}
	b.Facts = append(slices.Clip(b.Facts), journal.Fact{Kind: facts.BillShown, Payload: next})
	return b
}

// withPresence adds to a batch that the clock was set since the last one. A sale that is
// charged, paid or held at the windows takes the standing bill with it; one of a command beside
// them is of another bill.
func (t *Till) withPresence(b Batch) Batch {
	p := &t.presence
	if b.Standing == nil && t.authority.own == nil && len(p.standing.Bill.Lines) > 0 && slices.ContainsFunc(b.Facts, takesBill) {
		b.Standing = &sale.Standing{}
	}
	b = p.withShown(b)
	if p.uptime == nil {
		return b
	}
	is := p.read(t.now())
	if from, set := p.clockSet(is); set {
		changed := facts.Clock{From: from, To: is.At, By: t.authority.signedIn().Name}
		b.Facts = behindOpening(b.Facts, journal.Fact{Kind: facts.ClockChanged, Payload: changed})
	} else if is.At.Sub(p.anchor.At) <= anchorFor {
		return b
	}
	if given := b.Alive; given != nil { // what it says of the till holds, whatever the clock does
		is.Brief, is.Open = given.Brief, given.Open
	}
	b.Alive = &is
	return b
}

// behindOpening puts a fact in front of the others, but never before the one that opens a run:
// by that row a run is known, and from it on rows may be unsigned again.
func behindOpening(all []journal.Fact, f journal.Fact) []journal.Fact {
	at := 0
	if len(all) > 0 && all[0].Kind == facts.TillOpened {
		at = 1
	}
	return slices.Insert(slices.Clone(all), at, f)
}

// takesBill reports whether a fact takes the bill off the counter: a new sale, or a held one.
func takesBill(f journal.Fact) bool { return f.Kind == facts.SaleOpened || f.Kind == facts.BillHeld }

// inShift reports whether the period that runs has begun: a float was counted, or something
// was sold.
func (t *Till) inShift() bool {
	recent := t.sales.recent
	return t.drawer.shift.Open || len(recent) > 0 && recent[0].Z == t.drawer.period()
}

// closedSpell is for how long the till at the counter has been closed within a shift, where that
// is to be noted.
func (t *Till) closedSpell(now time.Time) (c facts.Closure, long bool) {
	p := &t.presence
	since := p.stoodOpen()
	if p.brief {
		since = p.open
	}
	return facts.Closure{Since: since, Until: now}, !since.IsZero() && t.inShift() && now.Sub(since) > facts.ClosedFor
}

// tellClosed writes down, before a command ends a shift, for how long the till at the counter
// has been closed within it.
func (t *Till) tellClosed() error {
	now := t.now()
	spell, long := t.closedSpell(now)
	if !t.presence.brief || !long {
		return nil
	}
	is := t.presence.read(now)
	is.Open = now
	_, err := t.commit(context.Background(), Batch{At: now, Alive: &is, Facts: []journal.Fact{{Kind: facts.TillWasClosed, Payload: spell}}})
	return err
}

// stay writes down that the till is open, where it was quiet for long, and looks at the clock.
func (t *Till) stay() error {
	now := t.now()
	is := t.presence.read(now)
	_, set := t.presence.clockSet(is)
	if !set && (!t.inShift() || now.Sub(t.presence.written) < aliveEvery) {
		return nil
	}
	_, err := t.commit(context.Background(), Batch{At: now, Alive: &is})
	return err
}

// leave writes down until when the till was open.
func (t *Till) leave() error {
	now := t.now()
	if !t.inShift() || !now.After(t.presence.written) {
		return nil
	}
	is := t.presence.read(now)
	_, err := t.commit(context.Background(), Batch{At: now, Alive: &is})
	return err
}

// leftOpenSlack is how far what is noted outside the folder may be behind where the till broke off:
// it is noted every few minutes. Of a till that was closed it is clockJump.
const leftOpenSlack = 10 * time.Minute

// checkLeftOpen has the till's own row not say that it stood open for longer than is noted outside
// the folder: the row alone could be set to any time. Where the note stayed behind, because the state
// folder could not be written or the clock was wrong, the journal knows better: it was open when it
// wrote there.
func (t *Till) checkLeftOpen(ctx context.Context) error {
	p := &t.presence
	at, was, slack := p.leftOpen, p.stoodOpen(), leftOpenSlack
	if p.exact {
		slack = clockJump
	}
	if at.IsZero() || !t.inShift() || !was.IsZero() && was.Sub(at).Abs() <= slack {
		return nil
	}
	if !was.IsZero() && was.Before(at) {
		at = was
	}
	told, err := t.store.StoodOpen(ctx, t.now())
	if err != nil {
		return err
	}
	if told.After(at) {
		at = told
	}
	if was.IsZero() || was.Sub(at).Abs() > slack {
		p.anchor.Open = at
	}
	return nil
}

// stoodOpen is until when the till at the counter stood open, as its row says.
func (p *presence) stoodOpen() time.Time {
	if p.anchor.Open.IsZero() && !p.anchor.Brief {
		return p.anchor.At // an older program's
	}
	return p.anchor.Open
}
