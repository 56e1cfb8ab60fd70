package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The key that opens a page neither closes nor decides it when it is pressed again.
func TestOpeningKeyTwice(t *testing.T) {
	ended := uitest.Ended("20", payment.Expired, uitest.USD(350), time.Minute)
	part := sale.Sale{ID: "s1", State: sale.Open, Total: uitest.USD(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(500)}}}
	typed := func(s Model) Model { s.Entry.Digits = "350"; return s }
	virtual := func(s Model) Model {
		s.CanSheets, s.Snap.Settings[settings.PrinterLink] = true, "paper:"
		return s
	}
	late := ended
	late.State, late.Received = payment.Unmatched, uitest.USD(350)
	for _, tt := range []struct {
		name string
		verb view.Verb
		in   func(Model) Model
	}{
		{"F1", view.DoHelp, typed},
		{"F7", view.DoRefund, typed},
		{"F9", view.DoCash, typed},
		{"F9 on what ended", view.DoCash, withFront(ended)},
		{"F10", view.DoSplit, typed},
		{"F10 on what ended", view.DoSplit, withFront(ended)},
		{"F10 on a part", view.DoSplit, func(s Model) Model { s.Snap.PartPaid = []sale.Sale{part}; return s }},
		{"F12", view.DoDay, typed},
		{"I", view.DoItems, func(s Model) Model { s.CanItems = true; return typed(s) }},
		{"T", view.DoHistory, func(s Model) Model { s.CanHistory = true; return typed(s) }},
		{"X", view.DoReports, func(s Model) Model { s.CanReport = true; return typed(s) }},
		{"U", view.DoUnmatched, func(s Model) Model { s.Snap.Unmatched = []payment.Attempt{late}; return typed(s) }},
		{"S", view.DoStaff, func(s Model) Model { return typed(staffed(s)) }},
		{"S without an owner", view.DoStaff, typed},
		{"O", view.DoOwner, typed},
		{"H", view.DoHold, func(s Model) Model {
			s.Snap.Held = []sale.Held{{ID: "h1", Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}}}}
			return s
		}},
		{"R", view.DoPrinter, typed},
		{"M", view.DoLine, groceries},
		{"K", view.DoRate, typed},
		{"B", view.DoMark, withFront(uitest.Shown("20", uitest.USD(350), time.Minute))},
		{"A", view.DoAlert, func(s Model) Model { s.Snap.Alerts = []payment.Alert{{ID: 3}}; return typed(s) }},
		{"V", view.DoSheets, virtual},
		{"lock", view.DoLock, func(s Model) Model { return typed(staffed(s)) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.in(canned())
			s, _ = s.Act(view.Action{Verb: tt.verb}, uitest.Noon)
			before, bill, help, paper, busy := s.where(), s.Entry, s.Help, s.Sheets.Open, s.Busy()
			if before.page == view.PageClosed && !help && !paper {
				t.Fatalf("nothing was opened: %+v", s.Said)
			}
			s, c := s.Act(view.Action{Verb: tt.verb}, uitest.Noon.Add(120*time.Millisecond))
			if s.where() != before || s.Help != help || s.Sheets.Open != paper || s.Entry != bill || s.Busy() != busy {
				t.Errorf("%+v became %+v", before, s.where())
			}
			if _, again := c.(SignOutCommand); c != nil && !again {
				t.Errorf("it did %#v", c)
			}
		})
	}
}

// Keys that decide do nothing on what came by itself half a second ago at most: they
// were meant for what stood there before.
func TestKeysMeantForWhatStoodBefore(t *testing.T) {
	shown := uitest.Shown("20", uitest.USD(350), time.Minute)
	paid, cancelled := shown, shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, uitest.Noon, false
	cancelled.State = payment.Cancelled
	asks := func(s Model) Model { s.Confirm = true; return s }
	paying := func(s Model) Model {
		s.Entry.Digits = "350"
		s, _ = s.Act(view.Action{Verb: view.DoCash}, uitest.Noon.Add(-time.Second))
		s, _ = s.Act(view.Action{Verb: view.DoCharge}, uitest.Noon.Add(-time.Second))
		return s
	}
	for _, tt := range []struct {
		name string
		verb view.Verb
		in   func(Model) Model
		came func(Model) Model
	}{
		{"Enter on an expired code", view.DoCharge, withFront(shown), func(s Model) Model {
			a := shown
			a.State = payment.Expired
			s, _ = s.Apply(next(s, a), uitest.Noon)
			return s
		}},
		{"Esc on paid", view.DoEscape, withFront(shown), func(s Model) Model { s, _ = s.Apply(next(s, paid), uitest.Noon); return s }},
		{"F2 on paid", view.DoNextSale, withFront(shown), func(s Model) Model { s, _ = s.Apply(next(s, paid), uitest.Noon); return s }},
		{"P on paid", view.DoPrint, withFront(shown), func(s Model) Model { s, _ = s.Apply(next(s, paid), uitest.Noon); return s }},
		{"F4 after the question went", view.DoConfirm, func(s Model) Model { return asks(withFront(shown)(s)) }, func(s Model) Model {
			s, _ = s.Apply(next(s, cancelled), uitest.Noon)
			return s
		}},
		{"Y on another question", view.DoYes, func(s Model) Model { s.Snap.UnknownPrints = []queue.Job{{ID: 7}}; return s }, func(s Model) Model {
			snap := next(s)
			snap.UnknownPrints = []queue.Job{{ID: 8}}
			s, _ = s.Apply(snap, uitest.Noon)
			return s
		}},
		{"Y on an account", view.DoYes, func(s Model) Model { s.Snap.UnknownPrints = []queue.Job{{ID: 7}}; return s }, func(s Model) Model {
			snap := next(s)
			snap.UnknownPrints, snap.Questions = s.Snap.UnknownPrints, []pos.PayeeQuestion{{Currency: money.USD, Payee: payment.Payee{Account: "a@b"}}}
			s, _ = s.Apply(snap, uitest.Noon)
			return s
		}},
		{"Enter on a PIN that is asked for", view.DoCharge, paying, func(s Model) Model {
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{}, fault.New(fault.ManagerNeeded), uitest.Noon)
		}},
		{"Enter on a refusal", view.DoCharge, paying, func(s Model) Model {
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{}, fault.New(fault.TotalChanged, "$4.00"), uitest.Noon)
		}},
		{"Enter on another total", view.DoCharge, func(s Model) Model {
			s.Cart = cart{currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.KHR(41_000)}}}
			return s
		}, func(s Model) Model {
			snap := next(s)
			snap.Settings = uitest.Settings()
			snap.Settings[settings.Rate] = "4000"
			s, _ = s.Apply(snap, uitest.Noon)
			return s
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := tt.came(tt.in(canned()))
			s, c := before.Act(view.Action{Verb: tt.verb}, uitest.Noon.Add(SettleFor-time.Millisecond))
			if c != nil || s.where() != before.where() || s.Front != before.Front || s.Busy() != before.Busy() {
				t.Errorf("too early it did %#v: %+v", c, s.where())
			}
			for _, lang := range []words.Language{words.English, words.Khmer} {
				if said := s.Said.Text(lang, uitest.Noon.Add(SettleFor)); !strings.HasPrefix(said, words.Text(lang, words.JustCame)) {
					t.Errorf("said %q", said)
				}
			}
			if _, c := before.Act(view.Action{Verb: tt.verb}, uitest.Noon.Add(SettleFor)); c == nil && tt.verb == view.DoYes {
				if s, _ := before.Act(view.Action{Verb: tt.verb}, uitest.Noon.Add(SettleFor)); s.where() == before.where() {
					t.Error("later it does nothing either")
				}
			}
		})
	}
}

// A key rests for what it would decide alone: not for what lies beside it, nor for what the
// cashier's own keys have taken away since it came.
func TestNoRestForWhatIsNotDecided(t *testing.T) {
	t.Parallel()
	const pace = 120 * time.Millisecond
	paid := uitest.Shown("20", uitest.USD(900), time.Minute)
	pays := func(p *typist) {
		a := paid
		a.State, a.Changed, a.Watched = payment.Paid, p.now, false
		p.s, _ = p.s.Apply(next(p.s, a), p.now)
	}
	for _, tt := range []struct {
		name string
		s    Model
		came func(p *typist)
	}{
		{"a paid card, and the printer is out of paper", front(paid), func(p *typist) {
			pays(p)
			snap := next(p.s)
			snap.UnknownPrints = []queue.Job{{ID: 7}}
			snap.Printers = []queue.PrinterStatus{{Link: "paper:", Roles: settings.PrintRoles(), PrinterState: queue.PrinterState{Known: true, Problem: fault.PrinterPaperOut}}}
			p.s, _ = p.s.Apply(snap, p.now)
		}},
		{"a paid card that went by itself", front(uitest.Ended("20", payment.Paid, uitest.USD(900), PaidFor)), func(p *typist) { p.s = p.s.Tick(p.now) }},
		{"a slip that was refused", canned(), func(p *typist) { p.answer(SlipCommand{"20"}, told{}, fault.New(fault.PrinterMissing)) }},
		{"a setting that was refused", canned(), func(p *typist) {
			p.answer(SettingCommand{settings.TillTheme, "dark"}, told{}, fault.New(fault.DiskFull, "/srv"))
		}},
		{"another payment of the tray", canned(), func(p *typist) {
			p.s, _ = p.s.Apply(next(p.s, uitest.Shown("4", uitest.KHR(30000), time.Minute)), p.now)
		}},
		{"a bar", canned(), func(p *typist) { p.s = p.s.Heard(fault.New(fault.DiskFull, "/srv")) }},
	} {
		for _, behind := range []int{0, 1, 3} { // how many keys were typed when it came
			t.Run(fmt.Sprint(tt.name, " behind ", behind), func(t *testing.T) {
				t.Parallel()
				if behind > 0 && tt.s.Front != "" {
					t.Skip("it is the card that they are typed over")
				}
				p := typing(t, tt.s)
				for i, k := range []string{"4", "5", "0", "Enter"} {
					if i == behind {
						tt.came(p)
					}
					p.now = p.now.Add(pace - typistPace)
					p.press(k)
				}
				if p.asked() != uitest.USD(450) {
					t.Errorf("asks for %v, said %q", p.asked(), p.reads())
				}
			})
		}
	}
}

// What counts is when a key went down, where that is known, and not when it is done.
func TestKeyThatWentDownBefore(t *testing.T) {
	t.Parallel()
	p := typing(t, front(uitest.Shown("20", uitest.USD(900), time.Minute)))
	pressed := p.now
	a := uitest.Ended("20", payment.Expired, uitest.USD(900), 0)
	p.s, _ = p.s.Apply(next(p.s, a), pressed.Add(time.Millisecond))
	s, c := p.s.Act(view.Action{Verb: view.DoCharge, At: pressed}, pressed.Add(2*SettleFor))
	if why, _ := s.Said.NotTaken(); c != nil || s.Said.Key != words.JustCame || why != s.Said.Key {
		t.Errorf("%T, said %q, not taken: %q", c, s.Said.Key, why)
	}
}
