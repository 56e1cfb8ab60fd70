package model

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
	"psar/ui/uitest"
	"psar/ui/view"
)

// pressed gives the state one action after the other and returns the last
// command.
func pressed(s Model, now time.Time, actions ...view.Action) (Model, Command) {
	var c Command
	for _, a := range actions {
		s, c = s.Act(a, now)
	}
	return s, c
}

func ask(v view.Verb) view.Action { return view.Action{Verb: v} }
func digit(d string) view.Action  { return view.Action{Verb: view.DoDigits, Text: d} }
func typed(line int, t string) view.Action {
	return view.Action{Verb: view.DoField, Index: line, Text: t}
}
func pinned(s Model) Model {
	return done(s, ManagerCommand{s.Form().turn}, told{pin: true}, nil, uitest.Noon)
}
func withUnmatched(s Model) Model    { s.Snap.Unmatched = unmatchedMoney(); return s }
func listed() Model                  { return withUnmatched(canned()).openList(uitest.Noon) }
func detailed(row int) Model         { s, _ := listed().openDetail(row); return s }
func formOf(row int, d string) Model { s, _ := detailed(row).Act(digit(d), uitest.Noon); return s }
func (s Model) problemText() words.Key {
	return s.Form().Problem.Key + words.Key(s.Form().Problem.Code)
}

// Every way through a manager's forms: what is typed, and the command that the
// second key gives.
func TestManagersForms(t *testing.T) {
	t.Parallel()
	const written = "11795332112345" // the list's third: $12.30 after a cancel
	approval := staff.Approval{By: "សុខា", PIN: "1234"}
	receipt := id.Receipt{Till: 1, Year: 2026, Sequence: 187}
	question := pos.PayeeQuestion{Currency: money.USD, Payee: payment.Payee{Account: "sok_dara@aclb", Name: "SOK DARA"}, Payment: "20"}
	enter := ask(view.DoCharge)
	tests := []struct {
		name  string
		state Model
		keys  []view.Action
		want  Command
	}{
		{"its own sale", formOf(2, "1"), []view.Action{typed(0, " សុខា "), enter, typed(1, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveSale, Approval: approval}}},
		{"a receipt in full", formOf(2, "2"), []view.Action{typed(0, "01/2026/000187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveReceipt, Receipt: receipt, Approval: approval}}},
		{"a receipt of this year by its last figures", formOf(2, "2"), []view.Action{typed(0, "187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveReceipt, Receipt: receipt, Approval: approval}}},
		{"figures of a Khmer layout", formOf(2, "2"), []view.Action{typed(0, "01/2026/187"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveReceipt, Receipt: receipt, Approval: approval}}},
		{
			"a receipt by the touch keypad", formOf(2, "2"),
			[]view.Action{digit("1"), ask(view.DoFlip), digit("2"), digit("0"), digit("2"), digit("6"), ask(view.DoFlip), digit("1"), digit("8"), digit("7"), digit("7"), ask(view.DoBackspace), ask(view.DoTab), typed(1, "សុខា"), ask(view.DoDown), digit("1"), digit("2"), digit("3"), digit("4"), enter},
			ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveReceipt, Receipt: receipt, Approval: approval}},
		},
		{"sent back", formOf(2, "3"), []view.Action{typed(0, "FT 26/327"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveRefund, Reference: "FT 26/327", Approval: approval}}},
		{"a note", formOf(2, "4"), []view.Action{typed(0, "ភ្ញៀវនឹងមកវិញ"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, ResolveCommand{pos.ResolveRequest{Payment: written, Kind: payment.ResolveNote, Note: "ភ្ញៀវនឹងមកវិញ", Approval: approval}}},
		{"the account is ours", func() Model { s, _ := askedPayee(canned()).Act(ask(view.DoYes), uitest.Noon); return s }(), []view.Action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, PayeeCommand{question, true, approval}},
		{"the account is not ours", func() Model { s, _ := askedPayee(canned()).Act(ask(view.DoNo), uitest.Noon); return s }(), []view.Action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, PayeeCommand{question, false, approval}},
		{"an alarm is read", func() Model { s, _ := alerted(canned()).Act(ask(view.DoAlert), uitest.Noon); return s }(), []view.Action{typed(0, "សុខា"), enter, typed(1, "1234"), enter}, AlertCommand{3, "", approval}},
		{"an owner clears what the records say", func() Model { s, _ := putBack(canned()).Act(ask(view.DoAlert), uitest.Noon); return s }(), []view.Action{typed(0, "a backup"), enter, typed(1, "សុខា"), enter, typed(2, "1234"), enter}, AlertCommand{6, "a backup", approval}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := pinned(tt.state)
			if s.Page() != view.PageForm {
				t.Fatalf("page %d", s.Page())
			}
			want := tt.want
			switch c := want.(type) { // the word is of what stands on the screen
			case ResolveCommand:
				a, _ := s.unmatchedOf(written)
				c.Request.Approval.Shown = a.Figures()
				want = c
			case PayeeCommand:
				c.Word.Shown = question.Figures()
				want = c
			case AlertCommand:
				c.Word.Shown = s.Snap.Alerts[0].Figures()
				want = c
			}
			s, c := pressed(s, uitest.Noon, tt.keys...)
			if s.Page() != view.PageReview || c != nil {
				t.Fatalf("after Enter: page %d, command %#v, problem %s", s.Page(), c, s.problemText())
			}
			if v := s.Cashier(uitest.Noon).Desk; v.Text == "" || !strings.Contains(v.Past[0], "សុខា") {
				t.Errorf("the review says %q, %q", v.Text, v.Past[0])
			}
			for _, wrong := range []view.Verb{view.DoCharge, view.DoYes, view.DoDigits, view.DoNextSale} {
				if _, c := s.Act(view.Action{Verb: wrong, Text: "4"}, uitest.Noon); c != nil {
					t.Errorf("verb %d did it", wrong)
				}
			}
			s, c = s.Act(ask(view.DoConfirm), uitest.Noon)
			if !reflect.DeepEqual(c, want) {
				t.Errorf("command %#v, want %#v", c, want)
			}
			if _, again := s.Act(ask(view.DoConfirm), uitest.Noon); again != nil {
				t.Error("F4 twice did it twice")
			}
		})
	}
}

// What can't be so is said at the line that it is about, and nothing is done.
func TestFormsTurnDownWhatCannotBe(t *testing.T) {
	t.Parallel()
	enter := ask(view.DoCharge)
	tests := []struct {
		name    string
		state   Model
		keys    []view.Action
		line    int
		problem words.Key
	}{
		{"no name", formOf(2, "1"), []view.Action{enter, enter}, 0, "manager_needed"},
		{"a name of spaces", formOf(2, "1"), []view.Action{typed(0, "   "), enter, typed(1, "1"), enter}, 0, "manager_needed"},
		{"no PIN", formOf(2, "1"), []view.Action{typed(0, "Sokha"), enter, enter}, 1, "pin_empty"},
		{"no reference", formOf(2, "3"), []view.Action{enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "reference_missing"},
		{"no note", formOf(2, "4"), []view.Action{enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "text_invalid"},
		{"no receipt", formOf(2, "2"), []view.Action{enter, enter, enter}, 0, "receipt_unknown"},
		{"half a receipt", formOf(2, "2"), []view.Action{typed(0, "01/2026"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
		{"receipt zero", formOf(2, "2"), []view.Action{typed(0, "0"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
		{"a receipt below zero", formOf(2, "2"), []view.Action{typed(0, "-5"), enter, typed(1, "Sokha"), enter, typed(2, "1"), enter}, 0, "receipt_unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := pressed(pinned(tt.state), uitest.Noon, tt.keys...)
			if s.Page() != view.PageForm || c != nil || s.Form().Focus != tt.line || s.problemText() != tt.problem {
				t.Errorf("page %d, command %v, line %d, problem %q; want line %d, %q", s.Page(), c, s.Form().Focus, s.problemText(), tt.line, tt.problem)
			}
			if v := s.Cashier(uitest.Noon).Desk; v.Problem == "" {
				t.Error("nothing to read")
			}
			if s, _ = s.Act(typed(tt.line, "x"), uitest.Noon); s.Cashier(uitest.Noon).Desk.Problem != "" {
				t.Error("the problem stays while it is mended")
			}
		})
	}
}

// What the till turns down is told where it can be mended; a PIN is never kept.
func TestTurnedDown(t *testing.T) {
	t.Parallel()
	resolve := ResolveCommand{pos.ResolveRequest{Kind: payment.ResolveSale}}
	sent := func() Model {
		s := pinned(formOf(2, "1"))
		s, _ = pressed(s, uitest.Noon, typed(0, "Sokha"), ask(view.DoTab), typed(1, "9999"), ask(view.DoCharge), ask(view.DoConfirm))
		return s
	}
	tests := []struct {
		name    string
		err     error
		page    view.Page
		line    int
		problem words.Key // in the form, or said
	}{
		{"wrong PIN", fault.New(fault.PINWrong), view.PageForm, 1, "pin_wrong"},
		{"locked", fault.New(fault.PINLocked, 30), view.PageForm, 1, "pin_locked"},
		{"name", fault.New(fault.ManagerNeeded), view.PageForm, 0, "manager_needed"},
		{"its sale has money", fault.New(fault.SaleState, "completed"), view.PageForm, 1, words.SaleHasMoney},
		{"disk full", fault.New(fault.DiskFull), view.PageForm, 1, "disk_full"},
		{"a defect", context.Canceled, view.PageForm, 1, "internal"},
		{"settled elsewhere", fault.New(fault.UnmatchedNone, "1"), view.PageList, 0, "unclaimed_none"},
		{"asked no more", fault.New(fault.PayeeUnasked, "a@b"), view.PageClosed, 0, "payee_unasked"},
		{"read already", fault.New(fault.AlertUnknown, 3), view.PageClosed, 0, "alarm_unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := answered(sent(), resolve, told{}, tt.err, uitest.Noon)
			problem := s.problemText()
			if tt.page != view.PageForm {
				problem = words.Key(s.Said.Code)
			}
			if s.Page() != tt.page || s.Form().Focus != tt.line || problem != tt.problem {
				t.Errorf("page %d, line %d, %q; want %d, %d, %q", s.Page(), s.Form().Focus, problem, tt.page, tt.line, tt.problem)
			}
			if tt.page == view.PageForm && (s.Form().Busy() || s.Form().value(fieldPIN) != "" || s.Form().value(fieldManager) != "Sokha") {
				t.Errorf("busy %v, PIN %q, name %q", s.Form().Busy(), s.Form().value(fieldPIN), s.Form().value(fieldManager))
			}
		})
	}
	// A PIN that was set meanwhile gets its line.
	s, _ := pressed(formOf(2, "1"), uitest.Noon, typed(0, "Sokha"), ask(view.DoCharge), ask(view.DoConfirm))
	if s = answered(s, resolve, told{}, fault.New(fault.PINWrong), uitest.Noon); s.Form().index(fieldPIN) != 1 || s.Form().Focus != 1 {
		t.Errorf("lines %v, at %d", s.Form().Fields, s.Form().Focus)
	}
}

// The list by keys alone.
func TestUnmatchedList(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		keys []view.Action
		page view.Page
		row  int
	}{
		{"U again does nothing", []view.Action{ask(view.DoUnmatched)}, view.PageList, 0},
		{"Esc closes", []view.Action{ask(view.DoEscape)}, view.PageClosed, 0},
		{"down", []view.Action{ask(view.DoDown), ask(view.DoDown)}, view.PageList, 2},
		{"never above the first", []view.Action{ask(view.DoUp)}, view.PageList, 0},
		{"never below the last", []view.Action{ask(view.DoLast), ask(view.DoDown)}, view.PageList, 5},
		{"next page", []view.Action{ask(view.DoPageDown)}, view.PageList, 5},
		{"no page after the last", []view.Action{ask(view.DoPageDown), ask(view.DoPageDown)}, view.PageList, 5},
		{"a page back", []view.Action{ask(view.DoPageDown), ask(view.DoPageUp)}, view.PageList, 0},
		{"home", []view.Action{ask(view.DoLast), ask(view.DoFirst)}, view.PageList, 0},
		{"Enter opens the chosen", []view.Action{ask(view.DoDown), ask(view.DoCharge)}, view.PageDetail, 1},
		{"a number opens its row", []view.Action{digit("3")}, view.PageDetail, 2},
		{"a number of the second page", []view.Action{ask(view.DoPageDown), digit("1")}, view.PageDetail, 5},
		{"a number without a row", []view.Action{ask(view.DoPageDown), digit("2")}, view.PageList, 5},
		{"zero", []view.Action{digit("0")}, view.PageList, 0},
		{"a key of two figures", []view.Action{digit("00")}, view.PageList, 0},
		{"a tap", []view.Action{{Verb: view.DoRow, Index: 4}}, view.PageDetail, 4},
		{"back from the detail", []view.Action{digit("3"), ask(view.DoEscape)}, view.PageList, 2},
		{"too little can't complete its sale", []view.Action{digit("2"), digit("1")}, view.PageDetail, 1},
		{"paid twice can't complete its sale again", []view.Action{digit("5"), digit("1")}, view.PageDetail, 4},
		{"no fifth action", []view.Action{digit("3"), digit("5")}, view.PageDetail, 2},
		{"back from a form", []view.Action{digit("3"), digit("4"), ask(view.DoEscape)}, view.PageDetail, 2},
		{"back from the review", []view.Action{digit("3"), digit("1"), typed(0, "S"), ask(view.DoCharge), ask(view.DoEscape)}, view.PageForm, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _ := pressed(listed(), uitest.Noon, tt.keys...)
			if s.Page() != tt.page || rowOf(s) != tt.row {
				t.Errorf("page %d, row %d; want %d, %d", s.Page(), rowOf(s), tt.page, tt.row)
			}
			if s.Entry.Digits != "" {
				t.Errorf("the amount became %s", s.Entry.Digits)
			}
		})
	}
}

// Why, how old, and how much: as the list and the detail say it.
func TestUnmatchedReads(t *testing.T) {
	t.Parallel()
	want := []struct{ amount, why, age, km string }{
		{"14,000 ៛", "came late", "2 days", "2 ថ្ងៃ"}, {"$2.50", "too little", "1 day", "1 ថ្ងៃ"},
		{"$12.30", "paid after the cancel", "3 h", "3 ម៉ោង"}, {"$2.50", "paid after a refusal", "50 min", "50 នាទី"},
		{"$4.20", "paid twice", "18 min", "18 នាទី"}, {"$11.00", "too much", "12 min", "12 នាទី"},
	}
	s := listed()
	for i, a := range s.Snap.Unmatched {
		r := listPage{}.rowOf(s, a, i, uitest.Noon)
		if r.Amount != want[i].amount || r.Why != want[i].why || r.Age != want[i].age || r.Old != (i < 2) {
			t.Errorf("%d: %+v, want %+v", i, r, want[i])
		}
		km := s
		km.Language = words.Khmer
		if r := (listPage{}).rowOf(km, a, i, uitest.Noon); r.Age != want[i].km {
			t.Errorf("%d in Khmer: %q, want %q", i, r.Age, want[i].km)
		}
	}
	other := s.Snap.Unmatched[0]
	other.Received = uitest.USD(1)
	if got := s.why(other); got != "another currency" {
		t.Error(got)
	}
}

// While the desk is open money comes to the tray and to the ear; nothing of it
// is lost when the desk closes.
func TestMoneyComesWhileTheDeskIsOpen(t *testing.T) {
	t.Parallel()
	shown := uitest.Shown("20", uitest.USD(350), time.Minute)
	s, _ := withUnmatched(front(shown)).Act(ask(view.DoUnmatched), uitest.Noon)
	if v := s.Customer(uitest.Noon); v.Kind != view.CustomerCode {
		t.Fatal("the customer's code is gone")
	}
	if len(s.tray(uitest.Noon)) != 1 {
		t.Fatal("the payment in front is nowhere")
	}
	paid := shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, uitest.Noon, false
	s, sounds := s.Apply(next(s, paid), uitest.Noon)
	if len(sounds) != 1 || sounds[0] != SoundPaid || s.Page() != view.PageList || s.Customer(uitest.Noon).Kind != view.CustomerPaid {
		t.Errorf("sounds %v, page %d, customer %d", sounds, s.Page(), s.Customer(uitest.Noon).Kind)
	}
	if v := s.Cashier(uitest.Noon); v.Panel.Said.Text == "" || len(v.Tray) != 1 || v.Tray[0].View.Status != view.StatusGood {
		t.Errorf("said %q, tray %v", v.Panel.Said.Text, v.Tray)
	}
	later := uitest.Noon.Add(PaidFor + time.Second)
	if s = s.Tick(later); s.Customer(later).Kind != view.CustomerIdle || len(s.tray(later)) != 1 {
		t.Errorf("later: customer %d, tray %d", s.Customer(later).Kind, len(s.tray(later)))
	}
}

// What was opened and is gone says so.
func TestDeskFollowsTheShop(t *testing.T) {
	t.Parallel()
	s := detailed(2)
	snap := next(s)
	snap.Unmatched = unmatchedMoney()[:2]
	if s, _ = s.Apply(snap, uitest.Noon); s.Page() != view.PageList || rowOf(s) != 1 || s.Said.Code != fault.UnmatchedNone {
		t.Errorf("page %d, row %d, said %q", s.Page(), rowOf(s), s.Said.Code)
	}
	snap = next(s)
	snap.Unmatched = nil
	if s, _ = s.Apply(snap, uitest.Noon); s.Page() != view.PageList || s.Cashier(uitest.Noon).Desk.Text == "" {
		t.Error("an empty list says nothing")
	}
	asked, _ := askedPayee(canned()).Act(ask(view.DoYes), uitest.Noon)
	snap = next(asked)
	snap.Questions = nil
	if asked, _ = asked.Apply(snap, uitest.Noon); asked.Page() != view.PageClosed || asked.Said.Code != fault.PayeeUnasked {
		t.Errorf("page %d, said %q", asked.Page(), asked.Said.Code)
	}
}
