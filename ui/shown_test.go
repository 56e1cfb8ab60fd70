package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// shownTrace is how many steps a failure tells.
const shownTrace = 30

// Whatever is pressed, scanned, polled, answered late or held up by a stalled machine:
// what the till is asked for is what stood on the screen when the key went down, and what
// it then charges, takes, gives back and prints is that.
//
// PSAR_SHOWN_SEED walks again through the one shop that a failure names.
func TestOnlyWhatWasShown(t *testing.T) {
	first, shops, steps := 1, postest.Depth(8, 50), postest.Depth(500, 2000) // `make long`: 100,000
	if n, err := strconv.Atoi(os.Getenv("PSAR_SHOWN_SEED")); err == nil {
		first, shops, steps = n, 1, 2000
	}
	for seed := first; seed < first+shops; seed++ {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) { wander(t, uint64(seed), steps) })
	}
}

// glance is what was on the screens when a key went down or a button was touched.
type glance struct {
	v          view.Cashier
	at         time.Time
	key        string
	verb       view.Verb
	text       string // of digits
	scan, held bool
	touch      view.Action // what the button said; a key has none
}

// walker is the hands, the scanner, the gateway and the disk of a shop, at random.
type walker struct {
	*counter
	seed    uint64
	rng     *rand.Rand
	machine time.Time
	trace   []string
	strokes []glance // that went down and are not told from a scan yet
	errand  []string // keys that somebody has set out to press
	away    int      // keys since the bill was seen
	eyes    *eyes
}

func wander(t *testing.T, seed uint64, steps int) {
	w := &walker{seed: seed, rng: rand.New(rand.NewPCG(seed, 14)), machine: uitest.Noon}
	w.counter = standCounter(t, shownDeps(w))
	w.ui.machine = func() time.Time { return w.machine }
	t.Cleanup(w.ui.Stop)
	w.furnish()
	w.eyes = newEyes(w)
	w.passes(pulseEvery)
	for i := range steps {
		w.step(i)
	}
	w.calm()
	w.eyes.audit()
	t.Logf("asked for: %v, printed: %v", w.eyes.done, w.eyes.papers)
}

// fail tells how it came to what must not be.
func (w *walker) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s\n\nseed %d, the last steps:\n%s", fmt.Sprintf(format, args...), w.seed, strings.Join(w.trace, "\n"))
}

func (w *walker) note(format string, args ...any) {
	w.trace = append(w.trace, fmt.Sprintf("%s  %s", w.clock.Now().Format("15:04:05.000"), fmt.Sprintf(format, args...)))
	w.trace = w.trace[max(0, len(w.trace)-shownTrace):]
}

// one picks one of several.
func one[T any](w *walker, of ...T) T { return of[w.rng.IntN(len(of))] }

// chance is true in so many of a hundred.
func (w *walker) chance(percent int) bool { return w.rng.IntN(100) < percent }

// between is a random time.
func (w *walker) between(least, most time.Duration) time.Duration {
	return least + time.Duration(w.rng.Int64N(int64(most-least)+1))
}

// step is one thing that happens.
func (w *walker) step(i int) {
	switch n := w.rng.IntN(100); {
	case n < 58:
		w.pace()
		w.types()
	case n < 62:
		w.pace()
		w.touches()
	case n < 66:
		w.pace()
		w.scans()
	case n < 75:
		w.works()
	case n < 84:
		w.answers()
	case n < 90:
		w.bank()
	case n < 94:
		w.happens("poll", func() { w.ui.apply(w.till.Snapshot()) })
	case n < 97:
		w.waits(w.between(time.Second, 4*time.Second))
	case n < 99:
		w.stalls()
	default:
		w.leaps()
	}
	w.eyes.defects()
	if i%500 == 499 {
		w.calm()
	}
}

// pace is the time before a key: mostly a hand's, now and then a bounce or a pause.
func (w *walker) pace() {
	switch n := w.rng.IntN(20); {
	case n < 1:
		w.passes(w.between(40*time.Millisecond, 70*time.Millisecond))
	case n < 14:
		w.passes(w.between(80*time.Millisecond, 300*time.Millisecond))
	case n < 18:
		w.passes(w.between(300*time.Millisecond, 700*time.Millisecond))
	default:
		w.passes(w.between(700*time.Millisecond, 1500*time.Millisecond))
	}
}

// passes lets time pass while the windows keep up.
func (w *walker) passes(d time.Duration) {
	for d > 0 {
		step := min(d, pulseEvery)
		if len(w.strokes) == 0 && d > time.Second { // nothing waits for a beat
			step = d - time.Second
		}
		w.clock.Add(step)
		d -= step
		w.machine = w.machine.Add(min(step, pulseEvery))
		w.happens("", w.ui.beat)
	}
}

// waits lets more time pass, with the windows' slower tick.
func (w *walker) waits(d time.Duration) {
	w.note("%v pass", d.Round(time.Millisecond))
	for ; d > 0; d -= tickEvery {
		w.passes(min(d, tickEvery))
		w.happens("", w.ui.tick)
	}
}

// stalls holds the windows up while keys are typed: they come in a lump.
func (w *walker) stalls() {
	d := w.between(100*time.Millisecond, 800*time.Millisecond)
	w.note("the machine stalls for %v", d.Round(time.Millisecond))
	w.clock.Add(d)
	w.machine = w.machine.Add(d)
	for range w.rng.IntN(6) {
		w.clock.Add(time.Millisecond)
		w.types()
	}
	w.passes(4 * pulseEvery)
}

// leaps sets the shop's clock.
func (w *walker) leaps() {
	d := one(w, time.Minute, 11*time.Minute, time.Hour, -time.Second)
	w.passes(quietDigits + pulseEvery) // no key is in doubt
	w.note("the clock leaps by %v", d)
	w.clock.Add(d)
	w.passes(pulseEvery)
	w.happens("", w.ui.tick)
}

// calm lets everything come to its end.
func (w *walker) calm() {
	w.waits(time.Second)
	for range 200 {
		if w.ui.waiting().sum() == 0 && len(w.queue) == 0 {
			return
		}
		w.works()
		w.answers()
	}
	w.fail("the till never comes to an end of its work")
}

// works does the oldest command of a lane; its answer stays on the way.
func (w *walker) works() {
	if len(w.queue) > 20 {
		return
	}
	var lanes []chan model.Command
	for _, l := range w.ui.lanes {
		if len(l) > 0 {
			lanes = append(lanes, l)
		}
	}
	if len(lanes) > 0 { // none of them waits for another
		c := <-one(w, lanes...)
		w.note("the till does: %s", commandName(c))
		w.eyes.runs(c, func() { w.ui.run(c) })
	}
	for len(w.asked) > 0 {
		<-w.asked
	}
}

// answers hands an answer to the windows.
func (w *walker) answers() {
	select {
	case f := <-w.queue:
		w.happens("an answer", f)
	default:
	}
}

// happens is something that nobody pressed a key for.
func (w *walker) happens(name string, f func()) {
	before := w.cashier()
	asked := w.ui.waiting()
	f()
	if name != "" {
		w.note("%s: %s", name, screenText(w.cashier()))
	}
	told := w.told()
	w.eyes.happened(name, before, told)
	w.eyes.asks(asked, told)
}

// told are the strokes that are known to be typed, or scanned, by now.
func (w *walker) told() []glance {
	n := len(w.strokes) - min(len(w.strokes), len(w.ui.router.reader.kept))
	told := w.strokes[:n:n]
	w.strokes = w.strokes[n:]
	return told
}

// glances is what is on the screen now, for a key.
func (w *walker) glances(key string, a view.Action) glance {
	return glance{v: w.cashier(), at: w.clock.Now(), key: key, verb: a.Verb, text: a.Text, held: a.Held}
}

// strikes is one key, now: a scanner types it, or it is held down.
func (w *walker) strikes(key string, scan, held bool) {
	stroke := keystroke{key: fyne.KeyName(key)}
	if r := []rune(key); len(r) == 1 {
		stroke = keystroke{char: r[0]}
		w.ui.keys.typed(keyNameOf(key)) // the toolkit says that the key was typed, and then its character
	}
	a, _ := actionOf(stroke)
	g := w.glances(key, a)
	g.scan, g.held = scan, held
	w.strokes = append(w.strokes, g)
	w.eyes.window = append(w.eyes.window, g)
	asked := w.ui.waiting()
	w.strokeAtFocus(key)
	told := w.told()
	if !scan {
		w.note("%-9s %s", key, screenText(w.cashier()))
	}
	w.eyes.happened(key, g.v, append(told, g))
	w.eyes.asks(asked, told)
}

// bank is the gateway's worker and its watcher: one of the payments moves.
func (w *walker) bank() {
	snap := w.till.Snapshot()
	all := append(slices.Clone(snap.Attempts), snap.Watching...)
	if len(all) == 0 {
		return
	}
	a := one(w, all...)
	e := w.eventFor(a)
	_, err := w.till.Happened(w.t.Context(), a.ID, e)
	w.eyes.banked(a)
	w.note("the bank, of %s over %s: %T (%v)", a.ID, a.Amount.Display(), e, err)
}

// eventFor is what may happen to a payment: mostly what goes on with it.
func (w *walker) eventFor(a payment.Attempt) payment.Event {
	now := w.clock.Now()
	payee := payment.Payee{Account: one(w, "sok_dara@aclb", "sok_dara@aclb", "sok_dara@aclb", "other@aclb"), Name: "Sok Dara"}
	accepted := payment.CodeAccepted{QR: uitest.GoodCode, Payee: payee, Expires: now.Add(w.between(time.Minute, 10*time.Minute))}
	if a.State == payment.Reserved || a.State == payment.Requested && w.chance(80) {
		switch {
		case a.State == payment.Reserved:
			return payment.Sending{}
		case a.Channel == payment.ChannelLink:
			return payment.LinkReady{Expires: now.Add(time.Hour)}
		case w.chance(10):
			return one[payment.Event](w, payment.GatewayRefused{Reason: fault.GatewayRefused + "_9"}, payment.OutcomeUnknown{Reason: fault.GatewayTimeout},
				payment.CodeRejected{Reason: fault.QRAmount})
		}
		return accepted
	}
	if a.State == payment.Shown && w.chance(60) {
		return payment.VerifiedPaid{Received: a.Amount}
	}
	more := money.SumIn(a.Amount.Currency, a.Amount, money.Money{Minor: 100, Currency: a.Amount.Currency})
	return one[payment.Event](w, payment.VerifiedPaid{Received: a.Amount}, payment.VerifiedPaid{Received: more},
		payment.VerifiedPaid{Received: money.Money{Minor: 500, Currency: a.Amount.Currency.Other()}},
		payment.VerifiedUnpaid{Known: true}, payment.VerifiedUnpaid{}, payment.PaidUnclear{Said: "?"}, payment.WatchEnded{},
		payment.OutcomeUnknown{Reason: fault.GatewayUnreachable}, accepted)
}

// screenText is what a window shows, in a line.
func screenText(v view.Cashier) string {
	parts := []string{fmt.Sprintf("[panel %d desk %d cash %d]", v.Panel.Kind, v.Desk.Page, v.Cash.Page), v.Amount.Caption, v.Amount.Amount}
	if v.Help != nil {
		parts = append(parts, "help")
	}
	add := func(all ...string) {
		for _, s := range all {
			if s != "" {
				parts = append(parts, s)
			}
		}
	}
	p, d, c := v.Panel, v.Desk, v.Cash
	add(p.Title, p.Amount)
	for _, r := range p.Bill.Rows {
		add(strings.TrimSpace(r.Name + " " + r.Times + " " + r.Amount + " " + r.Off))
	}
	add(p.Bill.Ask)
	if p.Kind == view.PanelBill {
		add("Σ " + p.Bill.Total[1])
	}
	add(d.Title, d.Amount, d.Text, d.Problem)
	for i, f := range d.Fields {
		if f.Label != "" {
			add(fmt.Sprintf("%s=%q%s", f.Label, f.Text, map[bool]string{true: "<"}[i == d.Focus]))
		}
	}
	for _, r := range d.Rows {
		if r.Amount != "" {
			add(strings.TrimSpace(r.Key + " " + r.Why + " " + r.Age + " " + r.Amount))
		}
	}
	add(c.Title, c.Total, c.Missing, c.Problem, c.Change)
	if c.Page == view.PageCash {
		add("given", c.Given[0].Amount, c.Given[1].Amount)
	}
	add("» " + p.Said.Text)
	return strings.Join(parts, " · ")
}

// cutWord is what stands behind a word of the till, in either language; false where the text
// does not begin with it.
func cutWord(text string, k words.Key) (string, bool) {
	for _, l := range []words.Language{words.English, words.Khmer} {
		if rest, ok := strings.CutPrefix(text, words.Text(l, k)+" "); ok {
			return rest, true
		}
	}
	return text, false
}

// commandName is the name of a command's type.
func commandName(c model.Command) string {
	return strings.TrimSuffix(reflect.TypeOf(c).Name(), "Command")
}
