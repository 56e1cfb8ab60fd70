package model

import (
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
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

func fields(s string) []string { return strings.Fields(s) }

// canned is the shop of the pictures, in English, with nothing going on.
func canned() Model { return New(uitest.Snapshot(), words.English, nil, true) }

// items, count and refund are the open page of each, zero where another is open.
func (s Model) items() itemsPage {
	p, _ := as[itemsPage](s)
	return p
}

func (s Model) count() countPage {
	p, _ := as[countPage](s)
	return p
}

// refund is also what lies behind the form that asks why.
func (s Model) refund() refundPage {
	if k, ok := s.Form().of.(giveForm); ok {
		return k.refund
	}
	p, _ := as[refundPage](s)
	return p
}

// next is a later snapshot with these attempts.
func next(s Model, attempts ...payment.Attempt) pos.Snapshot {
	snap := s.Snap
	snap.Version++
	snap.Attempts = attempts
	return snap
}

func front(a payment.Attempt) Model { return withFront(a)(canned()) }

// What every key does in every phase: the command it gives, if any, and what
// the cashier is told.
func TestKeysByPhase(t *testing.T) {
	t.Parallel()
	requested := payment.Attempt{ID: "20", State: payment.Requested, Amount: uitest.USD(350), Created: uitest.Noon, Changed: uitest.Noon, Watched: true}
	shown := uitest.Shown("20", uitest.USD(350), time.Minute)
	old := func(st payment.State) payment.Attempt { return uitest.Ended("20", st, uitest.USD(350), 10*time.Second) }
	typed := canned()
	typed.Entry.Digits = "350"
	charging := typed
	charging.Charging = true
	asking := front(shown)
	asking.Confirm = true
	stranger := old(payment.Refused)
	stranger.Problem = fault.QRAccount
	unset := typed
	unset.Snap.Settings = settings.Values{}
	plain := front(shown)
	plain.canPay = false
	noPrinter := front(shown)
	noPrinter.Snap.Printers = nil
	paper := canned()
	paper.Snap.UnknownPrints = []queue.Job{{ID: 7}}
	asked := pos.ChargeRequest{
		Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(350)}}}, Shown: uitest.USD(350),
	}
	link := asked
	link.Channel = payment.ChannelLink
	charge, again := ChargeCommand{&asked}, AgainCommand{"20"}
	linked := typed
	linked.CanLink = true
	broken := old(payment.Refused)
	broken.Problem = fault.QRCRC
	wrongKey := old(payment.Refused)
	wrongKey.Problem = "gateway_refused_4"

	tests := []struct {
		name  string
		state Model
		verb  view.Verb
		want  Command
		said  words.Key // or a code
	}{
		{"Enter on nothing", canned(), view.DoCharge, nil, "amount_zero"},
		{"Enter on an amount", typed, view.DoCharge, charge, ""},
		{"Enter without a profile", unset, view.DoCharge, nil, "profile_missing"},
		{"second Enter while committing", charging, view.DoCharge, nil, words.UnderWay},
		{"second Enter while preparing", front(requested), view.DoCharge, nil, words.UnderWay},
		{"second Enter while waiting", front(shown), view.DoCharge, nil, words.UnderWay},
		{"Enter in the cancel question", asking, view.DoCharge, nil, words.UnderWay},
		{"Enter after paid charges nothing", front(old(payment.Paid)), view.DoCharge, nil, ""},
		{"Enter after a refusal tries again", front(broken), view.DoCharge, again, ""},
		{"Enter after a refusal that would come again", front(wrongKey), view.DoCharge, nil, ""},
		{"Enter after a code for a stranger", front(stranger), view.DoCharge, nil, ""},
		{"Enter after expiry makes a new code", front(old(payment.Expired)), view.DoCharge, again, ""},
		{"Enter after a cancel asks anew", front(old(payment.Cancelled)), view.DoCharge, again, ""},
		{"Enter after an unknown end", front(old(payment.Unknown)), view.DoCharge, again, ""},
		{"Enter after a wrong amount", front(old(payment.Unmatched)), view.DoCharge, nil, ""},
		{"Enter just after a refusal was meant for the sale", front(uitest.Ended("20", payment.Refused, uitest.USD(350), SettleFor-time.Millisecond)), view.DoCharge, nil, words.JustCame},
		{"L on an amount", linked, view.DoLink, ChargeCommand{&link}, ""},
		{"L without the means", typed, view.DoLink, nil, words.NotNow},
		{"L while waiting", func() Model { s := front(shown); s.CanLink = true; return s }(), view.DoLink, nil, words.UnderWay},
		{"C with nothing open", canned(), view.DoCopy, nil, words.NoPaymentOpen},
		{"C on a code", front(shown), view.DoCopy, nil, words.NotNow},
		{"A without an alarm", canned(), view.DoAlert, nil, words.NoAlert},
		{"digit while waiting", front(shown), view.DoDigits, nil, words.AmountLocked},
		{"flip while waiting", front(shown), view.DoFlip, nil, words.AmountLocked},
		{"backspace while committing", charging, view.DoBackspace, nil, words.KeysDropped},
		{"digit while committing", charging, view.DoDigits, nil, words.KeysDropped},
		{"a page's key while committing", charging, view.DoRate, nil, words.KeysDropped},
		{"Esc while committing", charging, view.DoEscape, nil, words.Preparing},
		{"F4 while committing", charging, view.DoConfirm, nil, words.Working},
		{"F4 alone cancels nothing", front(shown), view.DoConfirm, nil, words.NotNow},
		{"F4 in the question cancels", asking, view.DoConfirm, CancelCommand{"20"}, ""},
		{"Esc never cancels by itself", asking, view.DoEscape, nil, ""},
		{"F5 while waiting", front(shown), view.DoCheckNow, CheckCommand{"20"}, ""},
		{"F5 with nothing open", canned(), view.DoCheckNow, nil, words.NoPaymentOpen},
		{"F2 with nothing open", canned(), view.DoNextSale, nil, words.NoPaymentOpen},
		{"F3 with an empty tray", canned(), view.DoBringFront, nil, words.NothingWaiting},
		{"F8 while waiting", front(shown), view.DoPay, PayCommand{"20"}, ""},
		{"F8 before the code", front(requested), view.DoPay, nil, words.NotNow},
		{"F8 with real money", plain, view.DoPay, nil, words.NotNow},
		{"P while waiting", front(shown), view.DoPrint, SlipCommand{"20"}, ""},
		{"P before the code", front(requested), view.DoPrint, nil, words.NotNow},
		{"P without a printer", noPrinter, view.DoPrint, nil, "printer_missing"},
		{"P after paid", front(uitest.Ended("12", payment.Paid, uitest.USD(350), time.Second)), view.DoPrint, ReprintCommand{id.Receipt{Till: 1, Year: 2026, Sequence: 187}}, ""},
		{"Y on the printer's question", paper, view.DoYes, AnswerCommand{7, true}, ""},
		{"N on the printer's question", paper, view.DoNo, AnswerCommand{7, false}, ""},
		{"Y without a question", canned(), view.DoYes, nil, words.NotNow},
		{"F11", canned(), view.DoLanguage, SettingCommand{settings.TillLanguage, "km"}, ""},
		{"F6", canned(), view.DoTheme, SettingCommand{settings.TillTheme, "dark"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, got := tt.state.Act(view.Action{Verb: tt.verb, Text: "5"}, uitest.Noon)
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("command %#v, want %#v", got, tt.want)
			}
			if said := string(s.Said.Key) + string(s.Said.Code); said != string(tt.said) {
				t.Errorf("said %q, want %q", said, tt.said)
			}
			if tt.said != "" && s.Said.Text(words.English, uitest.Noon) == "" {
				t.Error("nothing to read")
			}
		})
	}
}

// One step back a press, what stands on top first.
func TestEscapeGoesOneStepBack(t *testing.T) {
	t.Parallel()
	s := front(uitest.Shown("20", uitest.USD(350), time.Minute))
	now := uitest.Noon
	esc := func() {
		now = now.Add(SettleFor)
		s, _ = s.Act(view.Action{Verb: view.DoEscape}, now)
	}
	s.Help = true
	if esc(); s.Help || s.Confirm {
		t.Fatal("the help was not closed alone")
	}
	if esc(); !s.Confirm || s.Front == "" {
		t.Fatal("no question before a cancel")
	}
	if esc(); s.Confirm || s.Front == "" {
		t.Fatal("the question did not go, or the payment did")
	}
	s = canned()
	s.Entry.Digits = "350"
	s.notices = []*fault.Error{fault.New(fault.KeyringFile)}
	if esc(); !s.Entry.Empty() || len(s.notices) != 1 {
		t.Fatal("the amount was not cleared alone")
	}
	if esc(); len(s.notices) != 0 {
		t.Fatal("the notice stayed")
	}
}

// The charge's snapshot may come before its answer or after it: either way the
// payment stands in front, once, and the entry is empty.
func TestChargeComesToTheFront(t *testing.T) {
	t.Parallel()
	typed := canned()
	typed.Entry.Digits = "350"
	typed, c := typed.Act(view.Action{Verb: view.DoCharge}, uitest.Noon)
	made := payment.Attempt{ID: "30", State: payment.Reserved, Amount: uitest.USD(350), Created: uitest.Noon, Changed: uitest.Noon, Watched: true}
	first, _ := typed.Apply(next(typed, made), uitest.Noon)
	first = done(first, c, told{attempt: made}, nil, uitest.Noon)
	second := done(typed, c, told{attempt: made}, nil, uitest.Noon)
	if second.Front != made.ID || !second.Busy() {
		t.Error("between the answer and its snapshot the till is not busy")
	}
	second, _ = second.Apply(next(second, made), uitest.Noon)
	for name, s := range map[string]Model{"snapshot first": first, "answer first": second} {
		if s.Front != made.ID || s.Charging || !s.Entry.Empty() || len(s.tray(uitest.Noon)) != 0 {
			t.Errorf("%s: front %q, charging %v, entry %q, tray %d", name, s.Front, s.Charging, s.Entry.Digits, len(s.tray(uitest.Noon)))
		}
		if v := s.Customer(uitest.Noon); v.Kind != view.CustomerPreparing || v.Amount != "$3.50" {
			t.Errorf("%s: the customer sees %v %q", name, v.Kind, v.Amount)
		}
	}
	failed := done(typed, c, told{}, fault.New(fault.DiskFull), uitest.Noon)
	if failed.Busy() || failed.Entry.Digits != "350" || failed.Said.Code != fault.DiskFull {
		t.Errorf("a failed commit: busy %v, entry %q, said %q", failed.Busy(), failed.Entry.Digits, failed.Said.Code)
	}
}

// What a command charges while the counter charges stays in the tray: neither window shows it
// in the place of the counter's own.
func TestChargeElsewhereStaysInTheTray(t *testing.T) {
	t.Parallel()
	s := canned()
	s.Entry.Digits = "350"
	s, c := s.Act(view.Action{Verb: view.DoCharge}, uitest.Noon)
	attempt := func(id id.Payment, cents int64) payment.Attempt {
		return payment.Attempt{ID: id, State: payment.Reserved, Amount: uitest.USD(cents), Created: uitest.Noon, Changed: uitest.Noon, Watched: true}
	}
	theirs, ours := attempt("30", 350), attempt("31", 350)
	snap := next(s, theirs)
	snap.Elsewhere = map[id.Payment]bool{theirs.ID: true}
	before := s.Customer(uitest.Noon)
	s, _ = s.Apply(snap, uitest.Noon)
	if s.Front != "" || !s.Charging || s.Entry.Digits != "350" || !reflect.DeepEqual(s.Customer(uitest.Noon), before) {
		t.Errorf("front %q, charging %v, entry %q", s.Front, s.Charging, s.Entry.Digits)
	}
	s = done(s, c, told{attempt: ours}, nil, uitest.Noon)
	snap = next(s, theirs, ours)
	snap.Elsewhere = map[id.Payment]bool{theirs.ID: true}
	s, _ = s.Apply(snap, uitest.Noon)
	if tray := s.tray(uitest.Noon); s.Front != ours.ID || len(tray) != 1 || tray[0].ID != theirs.ID {
		t.Errorf("front %q, tray %v", s.Front, tray)
	}
}

// Nothing of a charge is seen before its commit.
func TestCustomerSeesOnlyWhatIsCommitted(t *testing.T) {
	t.Parallel()
	s := canned()
	before := s.Customer(uitest.Noon)
	s.Entry.Digits = "350"
	s, _ = s.Act(view.Action{Verb: view.DoCharge}, uitest.Noon)
	if after := s.Customer(uitest.Noon); after != before {
		t.Errorf("the customer's window changed to %+v", after)
	}
}

func TestPaidGoesAfterThreeSecondsOrByADigit(t *testing.T) {
	t.Parallel()
	shown := uitest.Shown("20", uitest.USD(350), time.Minute)
	paid := shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, uitest.Noon, false
	s := front(shown)
	s, sounds := s.Apply(next(s, paid), uitest.Noon)
	if !reflect.DeepEqual(sounds, []Sound{SoundPaid}) {
		t.Fatalf("sounds %v", sounds)
	}
	if again, sounds := s.Apply(next(s, paid), uitest.Noon); len(sounds) != 0 || again.Front != "20" {
		t.Error("the same news sounded twice")
	}
	if v := s.Tick(uitest.Noon.Add(2900 * time.Millisecond)).panel(uitest.Noon); v.Kind != view.PanelPaid || v.Status != view.StatusGood {
		t.Errorf("before three seconds: %+v", v)
	}
	if v := s.Tick(uitest.Noon.Add(3 * time.Second)); v.Front != "" || v.Customer(uitest.Noon).Kind != view.CustomerIdle || len(v.tray(uitest.Noon)) != 0 {
		t.Error("after three seconds the windows are not idle")
	}
	s, _ = s.Act(view.Action{Verb: view.DoDigits, Text: "7"}, uitest.Noon)
	if s.Front != "" || s.Entry.Digits != "7" {
		t.Errorf("a digit: front %q, entry %q", s.Front, s.Entry.Digits)
	}
}

// Two payments at once: each keeps its amount, and the one in the tray says
// when it is paid, with its receipt's number.
func TestTray(t *testing.T) {
	t.Parallel()
	first := uitest.Shown("20", uitest.USD(350), time.Minute)
	s := front(first)
	s, _ = s.Act(view.Action{Verb: view.DoNextSale}, uitest.Noon)
	if got := s.tray(uitest.Noon); s.Front != "" || len(got) != 1 || s.Customer(uitest.Noon).Kind != view.CustomerIdle {
		t.Fatalf("F2: front %q, tray %v", s.Front, got)
	}
	s, _ = s.Act(view.Action{Verb: view.DoDigits, Text: "9"}, uitest.Noon)
	if s.Entry.Digits != "9" {
		t.Fatal("the next sale can't be typed")
	}
	paid := first
	paid.State, paid.Changed, paid.Watched = payment.Paid, uitest.Noon, false
	snap := next(s, paid)
	snap.Receipts = map[id.Payment]id.Receipt{"20": {Till: 1, Year: 2026, Sequence: 188}}
	s, sounds := s.Apply(snap, uitest.Noon)
	v := s.Cashier(uitest.Noon)
	if !reflect.DeepEqual(sounds, []Sound{SoundPaid}) || len(v.Tray) != 1 || v.Tray[0].View.Status != view.StatusGood {
		t.Errorf("sounds %v, tray %+v", sounds, v.Tray)
	}
	if !strings.Contains(v.Panel.Said.Text, "01/2026/000188") || !strings.Contains(v.Panel.Said.Text, "$3.50") {
		t.Errorf("said %q", v.Panel.Said.Text)
	}
	if v.Amount.Amount != "$0.09" || v.Panel.Kind != view.PanelSale {
		t.Errorf("the sale being typed was disturbed: %q", v.Amount.Amount)
	}
	if got := s.tray(uitest.Noon.Add(trayPaidFor + time.Second)); len(got) != 0 {
		t.Error("a paid sale stays in the tray")
	}
	back, _ := s.Act(view.Action{Verb: view.DoBringFront}, uitest.Noon)
	if back.Front != "20" || back.panel(uitest.Noon).Kind != view.PanelPaid {
		t.Error("the tray's sale did not come to the front")
	}
	back = back.Tick(uitest.Noon.Add(4 * time.Second))
	if back.Entry.Digits != "9" {
		t.Error("what was typed before is lost")
	}
}

// A front that the till has forgotten must not lock the window.
func TestForgottenFrontLetsGo(t *testing.T) {
	t.Parallel()
	s := front(uitest.Ended("20", payment.Unknown, uitest.USD(350), time.Minute))
	s, _ = s.Apply(next(s), uitest.Noon)
	if s.Front != "" || s.Busy() {
		t.Error("still in front")
	}
}

func TestLanguageFollowsTheSetting(t *testing.T) {
	t.Parallel()
	s := canned()
	snap := next(s)
	snap.Settings = uitest.Settings()
	snap.Settings[settings.TillLanguage] = "km"
	s, _ = s.Apply(snap, uitest.Noon)
	if s.Language != words.Khmer {
		t.Errorf("language %q", s.Language)
	}
}

func TestOldSnapshotIsLeft(t *testing.T) {
	t.Parallel()
	s := front(uitest.Shown("20", uitest.USD(350), time.Minute))
	old := uitest.Snapshot()
	s.Snap.Version = 9
	if s, _ := s.Apply(old, uitest.Noon); s.Snap.Version != 9 {
		t.Error("an older snapshot replaced a newer one")
	}
}

// The currency's key on the paid screen begins the next sale in that currency: the
// figures after it must not be dollars.
func TestFlipAfterPaid(t *testing.T) {
	s := New(uitest.Snapshot(), words.English, nil, false)
	s = withFront(uitest.Ended("20", payment.Paid, uitest.USD(350), time.Second))(s)
	s, _ = s.Act(view.Action{Verb: view.DoFlip}, uitest.Noon)
	for _, d := range []string{"2", "5", "000"} {
		s, _ = s.Act(view.Action{Verb: view.DoDigits, Text: d}, uitest.Noon)
	}
	if got := s.Entry.Money(); got != uitest.KHR(25_000) || s.Front != "" {
		t.Errorf("%v, front %q", got, s.Front)
	}
}
