package ui

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
)

// pressed gives the state one action after the other and returns the last
// command.
func pressed(s state, now time.Time, actions ...action) (state, command) {
	var c command
	for _, a := range actions {
		s, c = s.act(a, now)
	}
	return s, c
}

func ask(v verb) action               { return action{verb: v} }
func digit(d string) action           { return action{verb: doDigits, text: d} }
func typed(line int, t string) action { return action{verb: doField, index: line, text: t} }
func pinned(s state) state            { return s.done(managerCommand{}, outcome{pin: true}, nil, noon) }
func withUnclaimed(s state) state     { s.snap.Unclaimed = unclaimedMoney(); return s }
func listed() state                   { return withUnclaimed(canned()).openList(noon) }
func detailed(row int) state          { s, _ := listed().openDetail(row); return s }
func formOf(row int, d string) state  { s, _ := detailed(row).act(digit(d), noon); return s }
func (s state) problemText() words.Key {
	return s.desk.form.problem.key + words.Key(s.desk.form.problem.code)
}

// Letters that a Khmer keyboard has on the same keys do the same (NiDA layout,
// xkeyboard-config's symbols/kh: AD07 ុ ូ, AC09 ល ឡ, AB03 ច ជ, AC01 ា).
func TestKhmerLayoutReachesTheSameKeys(t *testing.T) {
	t.Parallel()
	for want, runes := range map[verb]string{
		doUnclaimed: "uUុូ", doLink: "lLលឡ", doCopy: "cCចជ", doAlarm: "aAា",
		doPrint: "pPផភ", doYes: "yYយួ", doNo: "nNនណ", doFlip: "/៊",
	} {
		for _, r := range runes {
			if a, ok := actionOfRune(r); !ok || a.verb != want {
				t.Errorf("%q: %v, want %v", r, a.verb, want)
			}
		}
	}
}

// Every way through a manager's forms: what is typed, and the command that the
// second key gives.
func TestManagersForms(t *testing.T) {
	t.Parallel()
	const written = "11795332112345" // the list's third: $12.30 after a cancel
	approval := staff.Approval{By: "សុខា", PIN: "1234"}
	receipt := id.Receipt{Till: 1, Year: 2026, Sequence: 187}
	question := pos.PayeeQuestion{Currency: money.USD, Payee: payment.Payee{Account: "sok_dara@aclb", Name: "SOK DARA"}, Payment: "20"}
	enter := ask(doCharge)
	tests := []struct {
		name  string
		state state
		keys  []action
		want  command
	}{
		{"its own sale", formOf(2, "1"), []action{typed(0, " សុខា "), enter, typed(1, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleSale, Approval: approval}}},
		{"a receipt in full", formOf(2, "2"), []action{typed(0, "01/2026/000187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleReceipt, Receipt: receipt, Approval: approval}}},
		{"a receipt of this year by its last figures", formOf(2, "2"), []action{typed(0, "187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleReceipt, Receipt: receipt, Approval: approval}}},
		{"figures of a Khmer layout", formOf(2, "2"), []action{typed(0, "01/2026/187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleReceipt, Receipt: receipt, Approval: approval}}},
		{
			"a receipt by the touch keypad", formOf(2, "2"),
			[]action{digit("1"), ask(doFlip), digit("2"), digit("0"), digit("2"), digit("6"), ask(doFlip), digit("1"), digit("8"), digit("7"), digit("7"), ask(doBackspace), ask(doTab), typed(1, "សុខា"), ask(doDown), digit("1"), digit("2"), digit("3"), digit("4"), enter},
			settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleReceipt, Receipt: receipt, Approval: approval}},
		},
		{"sent back", formOf(2, "3"), []action{typed(0, "FT 26/327"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleRefund, Reference: "FT 26/327", Approval: approval}}},
		{"a note", formOf(2, "4"), []action{typed(0, "ភ្ញៀវនឹងមកវិញ"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, settleCommand{pos.SettleRequest{Payment: written, Kind: payment.SettleNote, Note: "ភ្ញៀវនឹងមកវិញ", Approval: approval}}},
		{"the account is ours", func() state { s, _ := askedPayee(canned()).act(ask(doYes), noon); return s }(), []action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, payeeCommand{question, true, approval}},
		{"the account is not ours", func() state { s, _ := askedPayee(canned()).act(ask(doNo), noon); return s }(), []action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, payeeCommand{question, false, approval}},
		{"an alarm is read", func() state { s, _ := alarmed(canned()).act(ask(doAlarm), noon); return s }(), []action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, alarmCommand{3, approval}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := pinned(tt.state)
			if s.desk.page != deskForm {
				t.Fatalf("page %d", s.desk.page)
			}
			want := tt.want
			switch c := want.(type) { // the word is of what stands on the screen
			case settleCommand:
				a, _ := s.unclaimedOf(written)
				c.request.Approval.Shown = a.Figures()
				want = c
			case payeeCommand:
				c.word.Shown = question.Figures()
				want = c
			case alarmCommand:
				c.word.Shown = s.snap.Alarms[0].Figures()
				want = c
			}
			s, c := pressed(s, noon, tt.keys...)
			if s.desk.page != deskReview || c != nil {
				t.Fatalf("after Enter: page %d, command %#v, problem %s", s.desk.page, c, s.problemText())
			}
			if v := s.deskView(noon); v.text == "" || !strings.Contains(v.past[0], "សុខា") {
				t.Errorf("the review says %q, %q", v.text, v.past[0])
			}
			for _, wrong := range []verb{doCharge, doYes, doDigits, doNextSale} {
				if _, c := s.act(action{verb: wrong, text: "4"}, noon); c != nil {
					t.Errorf("verb %d did it", wrong)
				}
			}
			s, c = s.act(ask(doConfirm), noon)
			if !reflect.DeepEqual(c, want) {
				t.Errorf("command %#v, want %#v", c, want)
			}
			if _, again := s.act(ask(doConfirm), noon); again != nil {
				t.Error("F4 twice did it twice")
			}
		})
	}
}

// What can't be so is said at the line that it is about, and nothing is done.
func TestFormsTurnDownWhatCannotBe(t *testing.T) {
	t.Parallel()
	enter := ask(doCharge)
	tests := []struct {
		name    string
		state   state
		keys    []action
		line    int
		problem words.Key
	}{
		{"no name", formOf(2, "1"), []action{enter, enter}, 0, "manager_needed"},
		{"a name of spaces", formOf(2, "1"), []action{typed(0, "   "), enter, typed(1, "1"), enter}, 0, "manager_needed"},
		{"no PIN", formOf(2, "1"), []action{typed(0, "Sokha"), enter, enter}, 1, "pin_wrong"},
		{"no reference", formOf(2, "3"), []action{enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "reference_missing"},
		{"no note", formOf(2, "4"), []action{enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "text_invalid"},
		{"no receipt", formOf(2, "2"), []action{enter, enter, enter}, 0, "receipt_unknown"},
		{"half a receipt", formOf(2, "2"), []action{typed(0, "01/2026"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
		{"receipt zero", formOf(2, "2"), []action{typed(0, "0"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
		{"a receipt below zero", formOf(2, "2"), []action{typed(0, "-5"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := pressed(pinned(tt.state), noon, tt.keys...)
			if s.desk.page != deskForm || c != nil || s.desk.form.focus != tt.line || s.problemText() != tt.problem {
				t.Errorf("page %d, command %v, line %d, problem %q; want line %d, %q", s.desk.page, c, s.desk.form.focus, s.problemText(), tt.line, tt.problem)
			}
			if v := s.deskView(noon); v.problem == "" {
				t.Error("nothing to read")
			}
			if s, _ = s.act(typed(tt.line, "x"), noon); s.deskView(noon).problem != "" {
				t.Error("the problem stays while it is mended")
			}
		})
	}
}

// What the till turns down is told where it can be mended; a PIN is never kept.
func TestTurnedDown(t *testing.T) {
	t.Parallel()
	settle := settleCommand{pos.SettleRequest{Kind: payment.SettleSale}}
	sent := func() state {
		s := pinned(formOf(2, "1"))
		s, _ = pressed(s, noon, typed(0, "Sokha"), ask(doTab), typed(1, "9999"), ask(doCharge), ask(doConfirm))
		return s
	}
	tests := []struct {
		name    string
		err     error
		page    deskPage
		line    int
		problem words.Key // in the form, or said
	}{
		{"wrong PIN", fault.New(fault.PINWrong), deskForm, 1, "pin_wrong"},
		{"locked", fault.New(fault.PINLocked, 30), deskForm, 1, "pin_locked"},
		{"name", fault.New(fault.ManagerNeeded), deskForm, 0, "manager_needed"},
		{"its sale has money", fault.New(fault.SaleState, "completed"), deskForm, 1, words.SaleHasMoney},
		{"disk full", fault.New(fault.DiskFull), deskForm, 1, "disk_full"},
		{"a defect", context.Canceled, deskForm, 1, "internal"},
		{"settled elsewhere", fault.New(fault.UnclaimedNone, "1"), deskList, 0, "unclaimed_none"},
		{"asked no more", fault.New(fault.PayeeUnasked, "a@b"), deskClosed, 0, "payee_unasked"},
		{"read already", fault.New(fault.AlarmUnknown, 3), deskClosed, 0, "alarm_unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := sent().done(settle, outcome{}, tt.err, noon)
			problem := s.problemText()
			if tt.page != deskForm {
				problem = words.Key(s.said.code)
			}
			if s.desk.page != tt.page || s.desk.form.focus != tt.line || problem != tt.problem {
				t.Errorf("page %d, line %d, %q; want %d, %d, %q", s.desk.page, s.desk.form.focus, problem, tt.page, tt.line, tt.problem)
			}
			if tt.page == deskForm && (s.desk.form.busy || s.desk.form.value(fieldPIN) != "" || s.desk.form.value(fieldManager) != "Sokha") {
				t.Errorf("busy %v, PIN %q, name %q", s.desk.form.busy, s.desk.form.value(fieldPIN), s.desk.form.value(fieldManager))
			}
		})
	}
	// A PIN that was set meanwhile gets its line.
	s, _ := pressed(formOf(2, "1"), noon, typed(0, "Sokha"), ask(doCharge), ask(doConfirm))
	if s = s.done(settle, outcome{}, fault.New(fault.PINWrong), noon); s.desk.form.index(fieldPIN) != 1 || s.desk.form.focus != 1 {
		t.Errorf("lines %v, at %d", s.desk.form.fields, s.desk.form.focus)
	}
}

// The list by keys alone.
func TestUnclaimedList(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		keys []action
		page deskPage
		row  int
	}{
		{"U again does nothing", []action{ask(doUnclaimed)}, deskList, 0},
		{"Esc closes", []action{ask(doEscape)}, deskClosed, 0},
		{"down", []action{ask(doDown), ask(doDown)}, deskList, 2},
		{"never above the first", []action{ask(doUp)}, deskList, 0},
		{"never below the last", []action{ask(doLast), ask(doDown)}, deskList, 5},
		{"next page", []action{ask(doPageDown)}, deskList, 5},
		{"no page after the last", []action{ask(doPageDown), ask(doPageDown)}, deskList, 5},
		{"a page back", []action{ask(doPageDown), ask(doPageUp)}, deskList, 0},
		{"home", []action{ask(doLast), ask(doFirst)}, deskList, 0},
		{"Enter opens the chosen", []action{ask(doDown), ask(doCharge)}, deskDetail, 1},
		{"a number opens its row", []action{digit("3")}, deskDetail, 2},
		{"a number of the second page", []action{ask(doPageDown), digit("1")}, deskDetail, 5},
		{"a number without a row", []action{ask(doPageDown), digit("2")}, deskList, 5},
		{"zero", []action{digit("0")}, deskList, 0},
		{"a key of two figures", []action{digit("00")}, deskList, 0},
		{"a tap", []action{{verb: doRow, index: 4}}, deskDetail, 4},
		{"back from the detail", []action{digit("3"), ask(doEscape)}, deskList, 2},
		{"too little can't complete its sale", []action{digit("2"), digit("1")}, deskDetail, 1},
		{"paid twice can't complete its sale again", []action{digit("5"), digit("1")}, deskDetail, 4},
		{"no fifth action", []action{digit("3"), digit("5")}, deskDetail, 2},
		{"back from a form", []action{digit("3"), digit("4"), ask(doEscape)}, deskDetail, 2},
		{"back from the review", []action{digit("3"), digit("1"), typed(0, "S"), ask(doCharge), ask(doEscape)}, deskForm, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _ := pressed(listed(), noon, tt.keys...)
			if s.desk.page != tt.page || s.desk.row != tt.row {
				t.Errorf("page %d, row %d; want %d, %d", s.desk.page, s.desk.row, tt.page, tt.row)
			}
			if s.entry.digits != "" {
				t.Errorf("the amount became %s", s.entry.digits)
			}
		})
	}
}

// Why, how old, and how much: as the list and the detail say it.
func TestUnclaimedReads(t *testing.T) {
	t.Parallel()
	want := []struct{ amount, why, age, km string }{
		{"14,000 ៛", "came late", "2 days", "2 ថ្ងៃ"}, {"$2.50", "too little", "1 day", "1 ថ្ងៃ"},
		{"$12.30", "paid after the cancel", "3 h", "3 ម៉ោង"}, {"$2.50", "paid after a refusal", "50 min", "50 នាទី"},
		{"$4.20", "paid twice", "18 min", "18 នាទី"}, {"$11.00", "too much", "12 min", "12 នាទី"},
	}
	s := listed()
	for i, a := range s.snap.Unclaimed {
		r := s.deskRow(a, i, noon)
		if r.amount != want[i].amount || r.why != want[i].why || r.age != want[i].age || r.old != (i < 2) {
			t.Errorf("%d: %+v, want %+v", i, r, want[i])
		}
		km := s
		km.language = words.Khmer
		if r := km.deskRow(a, i, noon); r.age != want[i].km {
			t.Errorf("%d in Khmer: %q, want %q", i, r.age, want[i].km)
		}
	}
	other := s.snap.Unclaimed[0]
	other.Received = usd(1)
	if got := s.why(other); got != "another currency" {
		t.Error(got)
	}
}

// While the desk is open money comes to the tray and to the ear; nothing of it
// is lost when the desk closes.
func TestMoneyComesWhileTheDeskIsOpen(t *testing.T) {
	t.Parallel()
	shown := shownAttempt("20", usd(350), time.Minute)
	s, _ := withUnclaimed(front(shown)).act(ask(doUnclaimed), noon)
	if v := s.customer(noon); v.kind != customerCode {
		t.Fatal("the customer's code is gone")
	}
	if len(s.tray(noon)) != 1 {
		t.Fatal("the payment in front is nowhere")
	}
	paid := shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, noon, false
	s, sounds := s.apply(next(s, paid), noon)
	if len(sounds) != 1 || sounds[0] != SoundPaid || s.desk.page != deskList || s.customer(noon).kind != customerPaid {
		t.Errorf("sounds %v, page %d, customer %d", sounds, s.desk.page, s.customer(noon).kind)
	}
	if v := s.cashier(noon); v.panel.said.text == "" || len(v.tray) != 1 || v.tray[0].view.status != statusGood {
		t.Errorf("said %q, tray %v", v.panel.said.text, v.tray)
	}
	later := noon.Add(paidFor + time.Second)
	if s = s.tick(later); s.customer(later).kind != customerIdle || len(s.tray(later)) != 1 {
		t.Errorf("later: customer %d, tray %d", s.customer(later).kind, len(s.tray(later)))
	}
}

// What was opened and is gone says so.
func TestDeskFollowsTheShop(t *testing.T) {
	t.Parallel()
	s := detailed(2)
	snap := next(s)
	snap.Unclaimed = unclaimedMoney()[:2]
	if s, _ = s.apply(snap, noon); s.desk.page != deskList || s.desk.row != 1 || s.said.code != fault.UnclaimedNone {
		t.Errorf("page %d, row %d, said %q", s.desk.page, s.desk.row, s.said.code)
	}
	snap = next(s)
	snap.Unclaimed = nil
	if s, _ = s.apply(snap, noon); s.desk.page != deskList || s.listView(noon).text == "" {
		t.Error("an empty list says nothing")
	}
	asked, _ := askedPayee(canned()).act(ask(doYes), noon)
	snap = next(asked)
	snap.Questions = nil
	if asked, _ = asked.apply(snap, noon); asked.desk.page != deskClosed || asked.said.code != fault.PayeeUnasked {
		t.Errorf("page %d, said %q", asked.desk.page, asked.said.code)
	}
}
