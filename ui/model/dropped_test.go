package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/ui/uitest"
	"psar/ui/view"
)

// busyWays are the ways in which the till is at something, and how each ends.
func busyWays() map[string]struct {
	keys string // begins it
	end  func(p *typist, begun Command)
} {
	paid := func(p *typist, c Command) {
		p.answer(c, told{sale: givenSale(uitest.USD(350), nil, uitest.USD(350))}, nil)
	}
	failed := func(p *typist, c Command) { p.answer(c, told{}, fault.New(fault.DiskFull, "/srv/psar")) }
	return map[string]struct {
		keys string
		end  func(p *typist, begun Command)
	}{
		"cash":        {"3 5 0 F9 Enter", paid},
		"cash fails":  {"3 5 0 F9 Enter", failed},
		"KHQR fails":  {"3 5 0 Enter", failed},
		"hold":        {"3 5 0 H", func(p *typist, c Command) { p.answer(c, told{}, nil) }},
		"hold fails":  {"3 5 0 H", failed},
		"first owner": {"", func(p *typist, c Command) { p.answer(OwnerCommand{Owner: "Sokha"}, told{}, nil) }},
	}
}

// Whatever the till is at, what is typed meanwhile is dropped whole: its tail after the
// end is neither typed nor charged, until the keys pause.
func TestKeysDuringACommit(t *testing.T) {
	t.Parallel()
	for name, way := range busyWays() {
		for _, before := range []string{"3", "3 5", "3 5 0", "3 5 0 Enter", ". 5"} {
			t.Run(name+"/"+before, func(t *testing.T) {
				t.Parallel()
				p := typing(t, canned())
				p.press(way.keys)
				if name == "first owner" {
					p.s = p.s.open(formPage{form: form{of: ownerForm{}, asked: OwnerCommand{}, Fields: []field{{Kind: fieldName}}}})
				}
				begun := p.last
				standing := p.s.Entry
				p.press(before)
				if p.s.Said.Key != words.KeysDropped || p.last != nil {
					t.Fatalf("meanwhile: %T, said %q", p.last, p.s.Said.Key)
				}
				way.end(p, begun)
				if p.reads() == "" {
					t.Error("that keys were dropped is said no more")
				}
				p.press("5 0 Enter F9 Enter")
				if p.last != nil || p.s.Said.Key != words.KeysDropped || p.s.Page() == view.PageCash && p.s.Cash().Busy() || p.s.Charging {
					t.Errorf("the tail was taken: %T, page %d, said %q", p.last, p.s.Page(), p.s.Said.Key)
				}
				if e := p.s.Entry; !e.Empty() && e != standing {
					t.Errorf("the tail was typed: %v", e.Money())
				}
				p.pause(lumpPause)
				if p.s.Page() == view.PageCash || !p.s.Entry.Empty() {
					p.press("Esc").pause(SettleFor)
				}
				if p.press("Esc 2 0 0 Enter"); p.asked() != uitest.USD(200) && p.asked().Minor != 0 {
					t.Errorf("after the pause it asks for %v", p.asked())
				}
			})
		}
	}
}

// The case that was seen: F9 Enter 3 5 0 Enter on a slow disk.
func TestTailIsNotCharged(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("5 0 0 F9 Enter")
	begun := p.last
	p.press("3 5")
	p.answer(begun, told{sale: givenSale(uitest.USD(500), nil, uitest.USD(500))}, nil)
	p.press("0 Enter")
	if p.last != nil || p.s.Charging || !p.s.Entry.Empty() || p.s.Page() != view.PageChange {
		t.Fatalf("%T, typed %v, page %d", p.last, p.s.Entry.Money(), p.s.Page())
	}
	for _, lang := range []words.Language{words.English, words.Khmer} {
		if p.s.Language = lang; p.reads() != words.Text(lang, words.KeysDropped) {
			t.Errorf("said %q", p.reads())
		}
	}
	p.pause(lumpPause).press("3 5 0 Enter")
	if p.asked() != uitest.USD(350) {
		t.Errorf("typed again it asks for %v", p.asked())
	}
}

// A PIN that is being checked: what is typed for the first sale is dropped with its
// tail, and the next figure is whole.
func TestKeysDuringAPIN(t *testing.T) {
	t.Parallel()
	p := typing(t, staffed(canned())).press("CtrlL 1 1 2 3 4 Enter")
	begun, ok := p.last.(SignInCommand)
	if !ok || !p.s.Form().Busy() {
		t.Fatalf("%T", p.last)
	}
	p.press("3 5")
	p.answer(begun, told{}, nil)
	p.press("0 Enter")
	if p.last != nil || !p.s.Entry.Empty() || p.s.Page() != view.PageClosed {
		t.Fatalf("%T, typed %v, page %d", p.last, p.s.Entry.Money(), p.s.Page())
	}
	if p.pause(lumpPause).press("3 5 0 Enter"); p.asked() != uitest.USD(350) {
		t.Errorf("typed again it asks for %v", p.asked())
	}
}

// A code that is paid amid a figure: its first digits came while the code was live.
func TestFigureBegunWhileACodeIsLive(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"3", "I", "F9"} {
		shown := uitest.Shown("20", uitest.USD(900), time.Minute)
		s := front(shown)
		s.CanItems = true
		p := typing(t, s).press(key)
		if p.s.Said.Key != words.AmountLocked {
			t.Errorf("said %q", p.s.Said.Key)
		}
		paid := shown
		paid.State, paid.Changed, paid.Watched = payment.Paid, p.now, false
		p.s, _ = p.s.Apply(next(p.s, paid), p.now)
		if p.press("5 0 Enter"); p.last != nil || !p.s.Entry.Empty() || p.s.Front != "20" {
			t.Errorf("after %s: %T, typed %v, front %q", key, p.last, p.s.Entry.Money(), p.s.Front)
		}
		if p.pause(lumpPause).press("3 5 0 Enter"); p.asked() != uitest.USD(350) {
			t.Errorf("typed again it asks for %v", p.asked())
		}
	}
}

// The keys of a live code are no figure's: they are taken at once, and end a lump.
func TestKeysOfALiveCode(t *testing.T) {
	t.Parallel()
	p := typing(t, front(uitest.Shown("20", uitest.USD(900), time.Minute))).press("3 F2")
	if p.s.Front != "" {
		t.Fatalf("said %q", p.s.Said.Key)
	}
	if p.press("3 5 0 Enter"); p.asked() != uitest.USD(350) {
		t.Errorf("asks for %v", p.asked())
	}
	p = typing(t, front(uitest.Shown("20", uitest.USD(900), time.Minute))).press("3 Esc F4")
	if c, ok := p.last.(CancelCommand); !ok || c.Payment != "20" {
		t.Errorf("%T", p.last)
	}
}

// A lump lasts as long as its keys come; a pause ends it, and not a moment before.
func TestLumpEndsWithAPause(t *testing.T) {
	t.Parallel()
	for gap, taken := range map[time.Duration]bool{
		lumpPause - time.Millisecond: false, lumpPause: true, lumpPause / 2: false,
	} {
		p := typing(t, canned()).press("3 5 0 H")
		begun := p.last
		p.press("7")
		p.answer(begun, told{}, nil)
		for range 3 {
			p.now = p.now.Add(gap - typistPace)
			p.press("1")
		}
		if got := !p.s.Entry.Empty(); got != taken {
			t.Errorf("%v: typed %v", gap, p.s.Entry.Money())
		}
	}
}

// Enter pressed twice types nothing: what comes after it is taken.
func TestSecondEnterBeginsNoLump(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("3 5 0 F9 Enter")
	begun := p.last
	p.press("Enter")
	if p.s.Said.Key != words.Working || p.last != nil {
		t.Errorf("%T, said %q", p.last, p.s.Said.Key)
	}
	p.answer(begun, told{sale: givenSale(uitest.USD(350), nil, uitest.USD(350))}, nil)
	if p.press("2 0 0 Enter"); p.asked() != uitest.USD(200) {
		t.Errorf("asks for %v", p.asked())
	}
}

// An Enter that comes before a scanned code was found is dropped with what follows it:
// else two customers' figures would become one.
func TestEnterBeforeTheScanIsFound(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("3 5 0")
	p.s.Looking = 1
	p.press("Enter 5 0 0 Enter")
	if p.last != nil || p.s.Entry.Money() != uitest.USD(350) || p.s.Said.Key != words.KeysDropped {
		t.Errorf("%T, typed %v, said %q", p.last, p.s.Entry.Money(), p.s.Said.Key)
	}
}

// Help and the language work whatever the till is at, and end no lump.
func TestHelpDuringALump(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("3 5 0 Enter 3 F11 5")
	if p.s.Language != words.Khmer || p.s.Said.Key != words.KeysDropped || p.s.Entry.Money() != uitest.USD(350) {
		t.Errorf("%s, said %q, typed %v", p.s.Language, p.s.Said.Key, p.s.Entry.Money())
	}
}

// Enter that goes on to the next line and is not taken: what is typed for that line does not
// get behind what stands in this one, however late it comes.
func TestTypingBehindADroppedEnter(t *testing.T) {
	t.Parallel()
	name := view.Action{Verb: view.DoField, Text: "Dara731946"}
	for way, act := range map[string]func(p *typist){
		"by the keypad":   func(p *typist) { p.press("7 3 1 9 4 6") },
		"by the keyboard": func(p *typist) { p.s, p.last = p.s.Act(name, p.now) },
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			p := typing(t, staffed(canned()))
			p.s = p.s.open(formPage{form: form{of: lostForm{who: "Sokha"}, Fields: []field{{Kind: fieldManager, text: "Dara"}, {Kind: fieldPIN}}}})
			p.s = p.s.TypeAgain(p.now, true)
			p.pause(10 * lumpPause)
			act(p)
			if got := p.s.Form().Fields; got[0].text != "Dara" || got[1].text != "" || p.s.Said.Key != words.KeyFirst {
				t.Errorf("%+v, said %q", got, p.s.Said.Key)
			}
			p.pause(lumpPause).press("Tab 7 3 1 9 4 6")
			if got := p.s.Form().Fields; got[0].text != "Dara" || got[1].text != "731946" {
				t.Errorf("%+v", got)
			}
			// A line that is corrected is typed on.
			p.s = p.s.open(formPage{form: form{of: lostForm{who: "Sokha"}, Fields: []field{{Kind: fieldManager, text: "Dara"}, {Kind: fieldPIN}}}})
			p.s = p.s.TypeAgain(p.now, true)
			p.pause(lumpPause).press("< 7")
			if got := p.s.Form().Fields[0].text; got != "Dar7" {
				t.Errorf("%q", got)
			}
		})
	}
}

// Enter pressed again at once, in the lump of the one that was dropped, changes nothing of it.
func TestEnterAgainInItsLump(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"Enter", "Tab", "F3"} {
		p := typing(t, staffed(canned()))
		p.s = p.s.open(formPage{form: form{of: lostForm{who: "Sokha"}, Fields: []field{{Kind: fieldManager, text: "Dara"}, {Kind: fieldPIN}}}})
		p.s = p.s.TypeAgain(p.now, true)
		p.pause(200 * time.Millisecond).press(key).pause(lumpPause).press("7 3")
		if got := p.s.Form().Fields; got[0].text != "Dara" {
			t.Errorf("%s: %+v", key, got)
		}
	}
}

// The line before a secret one takes nothing either, though it is empty.
func TestEmptyLineBeforeAPIN(t *testing.T) {
	t.Parallel()
	p := typing(t, staffed(canned()))
	p.s = p.s.open(formPage{form: form{of: lostForm{who: "Sokha"}, Fields: []field{{Kind: fieldWhy}, {Kind: fieldPIN}}}})
	p.s = p.s.TypeAgain(p.now, true)
	if p.pause(lumpPause).press("7 3"); p.s.Form().Fields[0].text != "" {
		t.Errorf("%+v", p.s.Form().Fields)
	}
}

// What is typed again as the windows ask begins its figure anew, wherever one stands; behind
// an Enter that was not taken nothing is added to it.
func TestFigureBehindWhatWasDropped(t *testing.T) {
	t.Parallel()
	counts := func() page { return countPage{Counts: [2][]int64{make([]int64, 8), make([]int64, 10)}} }
	for name, c := range map[string]struct {
		keys  string // lead to a figure of 3 5
		page  func() page
		again string // what 5 0 makes of it, typed again
		kept  string // and behind an Enter
		reads func(Model) string
	}{
		"an amount": {"3 5", nil, "0.50", "0.35", func(s Model) string { return s.Entry.Money().Display() }},
		"notes":     {"9 0 0 F9 3 5", nil, "0.50", "0.35", func(s Model) string { return s.Cash().given[0].Money().Display() }},
		"a discount": {"9 0 0 + - 3 5", nil, "0.50", "0.35", func(s Model) string {
			return s.discount().figure.Money().Display()
		}},
		"counted notes": {"3 5", counts, "50", "35", func(s Model) string { return fmt.Sprint(s.page.(countPage).Counts[0][0]) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for ended, want := range map[bool]string{false: c.again, true: c.kept} {
				p := typing(t, canned())
				if c.page != nil {
					p.s = p.s.open(c.page())
				}
				p.press(c.keys)
				p.s = p.s.TypeAgain(p.now, ended)
				p.pause(lumpPause).press("5 0")
				if got := c.reads(p.s); !strings.HasSuffix(got, want) {
					t.Errorf("ended %t: %s, want %s", ended, got, want)
				}
				if ended && p.s.Said.Key != words.KeyFirst {
					t.Errorf("said %q", p.s.Said.Key)
				}
			}
		})
	}
}
