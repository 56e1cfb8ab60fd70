package ui

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
	"psar/ui/model"
	"psar/ui/uitest"
)

// secrets are a keyring in memory.
type secrets map[settings.Key]string

func (s secrets) Secret(k settings.Key) (string, error)    { return s[k], nil }
func (s secrets) SetSecret(k settings.Key, v string) error { s[k] = v; return nil }
func (secrets) Notice() *fault.Error                       { return nil }

// counter is a till with both windows: the real till on the real storage, keys
// into the windows' canvases, and the toolkit's goroutine played by the test.
type counter struct {
	t       testing.TB
	ui      *UI
	till    *pos.Till
	db      *storage.DB
	secrets secrets
	clock   *postest.Clock
	queue   chan func()
	traces  chan func() // answers to what was written down of the bill
	sounds  []model.Sound
	asked   chan id.Payment
	logged  []string
	dropped int // how often the log has that keys were not taken
}

func openCounter(t testing.TB, deps Deps) *counter {
	t.Helper()
	c := standCounter(t, deps)
	c.ui.serve()
	if deps.Paper != nil {
		c.ui.work.Add(1)
		go c.ui.readSheets()
	}
	t.Cleanup(c.ui.Stop)
	return c
}

// standCounter is a counter whose commands nobody does yet.
func standCounter(t testing.TB, deps Deps) *counter {
	t.Helper()
	ctx := context.Background()
	c := &counter{t: t, clock: postest.NewClock(uitest.Noon), queue: make(chan func(), 100), traces: make(chan func(), 100), asked: make(chan id.Payment, 10), secrets: secrets{}}
	db, err := storagetest.Open(ctx, storage.Options{Dir: t.TempDir(), Clock: c.clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	c.db = db
	sale := 0
	c.till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: db, Clock: c.clock, Secrets: c.secrets, Version: "test",
		PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1}, // KiB: a test hashes many
		NewID: func() (id.Sale, error) {
			sale++
			return id.Sale(fmt.Sprintf("0193530a-0000-7000-8000-%012d", sale)), nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.till.Close)
	for key, value := range uitest.Settings() {
		if err := c.till.SetSetting(ctx, key, value); err != nil {
			t.Fatal(err)
		}
	}
	deps.App, deps.Till, deps.Clock = test.NewTempApp(t), c.till, c.clock
	deps.Resolutions = db.Resolutions
	deps.CheckNow = func(id id.Payment) { c.asked <- id }
	deps.Chime = func(s model.Sound) { c.sounds = append(c.sounds, s) }
	deps.Log = func(msg string, args ...any) { c.logged = append(c.logged, fmt.Sprint(msg, args)) }
	deps.Warn = func(string, ...any) { c.dropped++ }
	c.ui = New(deps)
	c.ui.later = func(f func()) { c.queue <- f }
	c.ui.aside = func(f func()) { c.traces <- f }
	c.ui.machine = func() time.Time { return uitest.Noon } // never busy
	return c
}

// hand is how fast our hands type: a scanner is known by typing faster.
const hand = 80 * time.Millisecond

// press types keys into a window: single characters are typed, names are keys. It ends
// when nothing of them is in doubt any more.
func (c *counter) press(w fyne.Window, keys ...string) {
	for _, k := range keys {
		c.clock.Add(hand)
		c.stroke(w, k)
	}
	c.quiet()
}

// stroke is one key, now.
func (c *counter) stroke(w fyne.Window, k string) {
	if len([]rune(k)) == 1 {
		w.Canvas().OnTypedRune()([]rune(k)[0])
	} else {
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyName(k)})
	}
}

// quiet lets so much time pass that the windows know what was typed.
func (c *counter) quiet() {
	c.clock.Add(quietDigits + time.Millisecond)
	c.ui.beat()
}

// settle takes the answer of one command, and lets it stand until keys mean it.
func (c *counter) settle() {
	c.t.Helper()
	c.answer()
	c.clock.Add(model.SettleFor)
}

// handed is the next command that a key handed to the till, nil for none: what is written down
// of the bill behind the keys is none of it.
func (c *counter) handed() model.Command {
	for {
		select {
		case command := <-c.ui.lanes[model.LaneTill]:
			if _, trace := command.(model.TraceCommand); !trace {
				return command
			}
		default:
			return nil
		}
	}
}

// written waits until what the keys left to write down of the bill is in the journal.
func (c *counter) written() {
	c.t.Helper()
	for reflect.ValueOf(c.ui.state).FieldByName("trail").FieldByName("sending").Bool() {
		select {
		case f := <-c.traces:
			f()
		case <-time.After(10 * time.Second):
			c.t.Fatal("the bill was not written down")
		}
	}
}

// answer runs the answer of one command on the toolkit's goroutine.
func (c *counter) answer() {
	c.t.Helper()
	select {
	case f := <-c.queue:
		for len(c.traces) > 0 { // what was written down behind the keys before
			(<-c.traces)()
		}
		f()
	case <-time.After(10 * time.Second):
		c.t.Fatal("a command was not answered")
	}
}

// happen feeds the till an event of the payment in front, as the gateway's
// worker does, and brings the snapshot to the windows.
func (c *counter) happen(e payment.Event) {
	c.t.Helper()
	if _, err := c.till.Happened(context.Background(), c.ui.state.Front, e); err != nil {
		c.t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.clock.Add(model.SettleFor)
}

func (c *counter) accept() {
	c.happen(payment.Sending{})
	c.happen(payment.CodeAccepted{QR: uitest.GoodCode, Payee: payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara"}, Expires: c.clock.Now().Add(10 * time.Minute)})
}
