package ui

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
)

func fields(s string) []string { return strings.Fields(s) }

// canned is the shop of the pictures, in English, with nothing going on.
func canned() state { return newState(cannedSnapshot(), words.English, nil, true) }

// next is a later snapshot with these attempts.
func next(s state, attempts ...payment.Attempt) pos.Snapshot {
	snap := s.snap
	snap.Version++
	snap.Attempts = attempts
	return snap
}

func front(a payment.Attempt) state { return withFront(a)(canned()) }

// What every key does in every phase: the command it gives, if any, and what
// the cashier is told.
func TestKeysByPhase(t *testing.T) {
	t.Parallel()
	requested := payment.Attempt{ID: "20", State: payment.Requested, Amount: usd(350), Created: noon, Changed: noon, Watched: true}
	shown := shownAttempt("20", usd(350), time.Minute)
	old := func(st payment.State) payment.Attempt { return ended("20", st, usd(350), 10*time.Second) }
	typed := canned()
	typed.entry.digits = "350"
	charging := typed
	charging.charging = true
	asking := front(shown)
	asking.confirm = true
	stranger := old(payment.Refused)
	stranger.Problem = fault.QRAccount
	unset := typed
	unset.snap.Settings = settings.Values{}
	plain := front(shown)
	plain.canPay = false
	noPrinter := front(shown)
	noPrinter.snap.Printers = nil
	paper := canned()
	paper.snap.Asking = []queue.Job{{ID: 7}}
	asked := pos.ChargeRequest{
		Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: usd(350)}}}, Shown: usd(350),
	}
	link := asked
	link.Channel = payment.ChannelLink
	charge, again := chargeCommand{asked}, againCommand{"20"}
	linked := typed
	linked.canLink = true
	broken := old(payment.Refused)
	broken.Problem = fault.QRCRC
	wrongKey := old(payment.Refused)
	wrongKey.Problem = "gateway_refused_4"

	tests := []struct {
		name  string
		state state
		verb  verb
		want  command
		said  words.Key // or a code
	}{
		{"Enter on nothing", canned(), doCharge, nil, "amount_zero"},
		{"Enter on an amount", typed, doCharge, charge, ""},
		{"Enter without a profile", unset, doCharge, nil, "profile_missing"},
		{"second Enter while committing", charging, doCharge, nil, words.UnderWay},
		{"second Enter while preparing", front(requested), doCharge, nil, words.UnderWay},
		{"second Enter while waiting", front(shown), doCharge, nil, words.UnderWay},
		{"Enter in the cancel question", asking, doCharge, nil, words.UnderWay},
		{"Enter after paid charges nothing", front(old(payment.Paid)), doCharge, nil, ""},
		{"Enter after a refusal tries again", front(broken), doCharge, again, ""},
		{"Enter after a refusal that would come again", front(wrongKey), doCharge, nil, ""},
		{"Enter after a code for a stranger", front(stranger), doCharge, nil, ""},
		{"Enter after expiry makes a new code", front(old(payment.Expired)), doCharge, again, ""},
		{"Enter after a cancel asks anew", front(old(payment.Cancelled)), doCharge, again, ""},
		{"Enter after an unknown end", front(old(payment.Unknown)), doCharge, again, ""},
		{"Enter after a wrong amount", front(old(payment.Unclaimed)), doCharge, nil, ""},
		{"Enter just after a refusal was meant for the sale", front(ended("20", payment.Refused, usd(350), settleFor-time.Millisecond)), doCharge, nil, ""},
		{"L on an amount", linked, doLink, chargeCommand{link}, ""},
		{"L without the means", typed, doLink, nil, words.NotNow},
		{"L while waiting", func() state { s := front(shown); s.canLink = true; return s }(), doLink, nil, words.UnderWay},
		{"C with nothing open", canned(), doCopy, nil, words.NoPaymentOpen},
		{"C on a code", front(shown), doCopy, nil, words.NotNow},
		{"A without an alarm", canned(), doAlarm, nil, words.NoAlarm},
		{"digit while waiting", front(shown), doDigits, nil, words.AmountLocked},
		{"flip while waiting", front(shown), doFlip, nil, words.AmountLocked},
		{"backspace while committing", charging, doBackspace, nil, words.KeysDropped},
		{"digit while committing", charging, doDigits, nil, words.KeysDropped},
		{"a page's key while committing", charging, doRate, nil, words.KeysDropped},
		{"Esc while committing", charging, doEscape, nil, words.Preparing},
		{"F4 while committing", charging, doConfirm, nil, words.Working},
		{"F4 alone cancels nothing", front(shown), doConfirm, nil, words.NotNow},
		{"F4 in the question cancels", asking, doConfirm, cancelCommand{"20"}, ""},
		{"Esc never cancels by itself", asking, doEscape, nil, ""},
		{"F5 while waiting", front(shown), doCheckNow, checkCommand{"20"}, ""},
		{"F5 with nothing open", canned(), doCheckNow, nil, words.NoPaymentOpen},
		{"F2 with nothing open", canned(), doNextSale, nil, words.NoPaymentOpen},
		{"F3 with an empty tray", canned(), doBringFront, nil, words.NothingWaiting},
		{"F8 while waiting", front(shown), doPay, payCommand{"20"}, ""},
		{"F8 before the code", front(requested), doPay, nil, words.NotNow},
		{"F8 with real money", plain, doPay, nil, words.NotNow},
		{"P while waiting", front(shown), doPrint, slipCommand{"20"}, ""},
		{"P before the code", front(requested), doPrint, nil, words.NotNow},
		{"P without a printer", noPrinter, doPrint, nil, "printer_missing"},
		{"P after paid", front(ended("12", payment.Paid, usd(350), time.Second)), doPrint, reprintCommand{id.Receipt{Till: 1, Year: 2026, Sequence: 187}}, ""},
		{"Y on the printer's question", paper, doYes, answerCommand{7, true}, ""},
		{"N on the printer's question", paper, doNo, answerCommand{7, false}, ""},
		{"Y without a question", canned(), doYes, nil, words.NotNow},
		{"a key of a later version", canned(), doLater, nil, words.NotInThisVersion},
		{"F11", canned(), doLanguage, settingCommand{settings.TillLanguage, "km"}, ""},
		{"F6", canned(), doTheme, settingCommand{settings.TillTheme, "dark"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, got := tt.state.act(action{verb: tt.verb, text: "5"}, noon)
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("command %#v, want %#v", got, tt.want)
			}
			if said := string(s.said.key) + string(s.said.code); said != string(tt.said) {
				t.Errorf("said %q, want %q", said, tt.said)
			}
			if tt.said != "" && s.said.text(words.English, noon) == "" {
				t.Error("nothing to read")
			}
		})
	}
}

func TestLaterVersionIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	s, _ := canned().act(action{verb: doLater}, noon)
	text := s.said.text(words.English, noon)
	for _, lang := range []words.Language{words.English, words.Khmer} {
		if want := words.Text(lang, words.NotInThisVersion); !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}

// One step back a press, what stands on top first.
func TestEscapeGoesOneStepBack(t *testing.T) {
	t.Parallel()
	s := front(shownAttempt("20", usd(350), time.Minute))
	esc := func() { s, _ = s.act(action{verb: doEscape}, noon) }
	s.help = true
	if esc(); s.help || s.confirm {
		t.Fatal("the help was not closed alone")
	}
	if esc(); !s.confirm || s.front == "" {
		t.Fatal("no question before a cancel")
	}
	if esc(); s.confirm || s.front == "" {
		t.Fatal("the question did not go, or the payment did")
	}
	s = canned()
	s.entry.digits = "350"
	s.notices = []*fault.Error{fault.New(fault.KeyringFile)}
	if esc(); !s.entry.empty() || len(s.notices) != 1 {
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
	typed.entry.digits = "350"
	typed, c := typed.act(action{verb: doCharge}, noon)
	made := payment.Attempt{ID: "30", State: payment.Reserved, Amount: usd(350), Created: noon, Changed: noon, Watched: true}
	first, _ := typed.apply(next(typed, made), noon)
	first = first.done(c, outcome{attempt: made}, nil, noon)
	second := typed.done(c, outcome{attempt: made}, nil, noon)
	if second.front != made.ID || !second.busy() {
		t.Error("between the answer and its snapshot the till is not busy")
	}
	second, _ = second.apply(next(second, made), noon)
	for name, s := range map[string]state{"snapshot first": first, "answer first": second} {
		if s.front != made.ID || s.charging || !s.entry.empty() || len(s.tray(noon)) != 0 {
			t.Errorf("%s: front %q, charging %v, entry %q, tray %d", name, s.front, s.charging, s.entry.digits, len(s.tray(noon)))
		}
		if v := s.customer(noon); v.kind != customerPreparing || v.amount != "$3.50" {
			t.Errorf("%s: the customer sees %v %q", name, v.kind, v.amount)
		}
	}
	failed := typed.done(c, outcome{}, fault.New(fault.DiskFull), noon)
	if failed.busy() || failed.entry.digits != "350" || failed.said.code != fault.DiskFull {
		t.Errorf("a failed commit: busy %v, entry %q, said %q", failed.busy(), failed.entry.digits, failed.said.code)
	}
}

// Nothing of a charge is seen before its commit.
func TestCustomerSeesOnlyWhatIsCommitted(t *testing.T) {
	t.Parallel()
	s := canned()
	before := s.customer(noon)
	s.entry.digits = "350"
	s, _ = s.act(action{verb: doCharge}, noon)
	if after := s.customer(noon); after != before {
		t.Errorf("the customer's window changed to %+v", after)
	}
}

func TestPaidGoesAfterThreeSecondsOrByADigit(t *testing.T) {
	t.Parallel()
	shown := shownAttempt("20", usd(350), time.Minute)
	paid := shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, noon, false
	s := front(shown)
	s, sounds := s.apply(next(s, paid), noon)
	if !reflect.DeepEqual(sounds, []Sound{SoundPaid}) {
		t.Fatalf("sounds %v", sounds)
	}
	if again, sounds := s.apply(next(s, paid), noon); len(sounds) != 0 || again.front != "20" {
		t.Error("the same news sounded twice")
	}
	if v := s.tick(noon.Add(2900 * time.Millisecond)).panel(noon); v.kind != panelPaid || v.status != statusGood {
		t.Errorf("before three seconds: %+v", v)
	}
	if v := s.tick(noon.Add(3 * time.Second)); v.front != "" || v.customer(noon).kind != customerIdle || len(v.tray(noon)) != 0 {
		t.Error("after three seconds the windows are not idle")
	}
	s, _ = s.act(action{verb: doDigits, text: "7"}, noon)
	if s.front != "" || s.entry.digits != "7" {
		t.Errorf("a digit: front %q, entry %q", s.front, s.entry.digits)
	}
}

// Two payments at once: each keeps its amount, and the one in the tray says
// when it is paid, with its receipt's number.
func TestTray(t *testing.T) {
	t.Parallel()
	first := shownAttempt("20", usd(350), time.Minute)
	s := front(first)
	s, _ = s.act(action{verb: doNextSale}, noon)
	if got := s.tray(noon); s.front != "" || len(got) != 1 || s.customer(noon).kind != customerIdle {
		t.Fatalf("F2: front %q, tray %v", s.front, got)
	}
	s, _ = s.act(action{verb: doDigits, text: "9"}, noon)
	if s.entry.digits != "9" {
		t.Fatal("the next sale can't be typed")
	}
	paid := first
	paid.State, paid.Changed, paid.Watched = payment.Paid, noon, false
	snap := next(s, paid)
	snap.Receipts = map[id.Payment]id.Receipt{"20": {Till: 1, Year: 2026, Sequence: 188}}
	s, sounds := s.apply(snap, noon)
	v := s.cashier(noon)
	if !reflect.DeepEqual(sounds, []Sound{SoundPaid}) || len(v.tray) != 1 || v.tray[0].view.status != statusGood {
		t.Errorf("sounds %v, tray %+v", sounds, v.tray)
	}
	if !strings.Contains(v.panel.said.text, "01/2026/000188") || !strings.Contains(v.panel.said.text, "$3.50") {
		t.Errorf("said %q", v.panel.said.text)
	}
	if v.amount.amount != "$0.09" || v.panel.kind != panelSale {
		t.Errorf("the sale being typed was disturbed: %q", v.amount.amount)
	}
	if got := s.tray(noon.Add(trayPaidFor + time.Second)); len(got) != 0 {
		t.Error("a paid sale stays in the tray")
	}
	back, _ := s.act(action{verb: doBringFront}, noon)
	if back.front != "20" || back.panel(noon).kind != panelPaid {
		t.Error("the tray's sale did not come to the front")
	}
	back = back.tick(noon.Add(4 * time.Second))
	if back.entry.digits != "9" {
		t.Error("what was typed before is lost")
	}
}

// A front that the till has forgotten must not lock the window.
func TestForgottenFrontLetsGo(t *testing.T) {
	t.Parallel()
	s := front(ended("20", payment.Unknown, usd(350), time.Minute))
	s, _ = s.apply(next(s), noon)
	if s.front != "" || s.busy() {
		t.Error("still in front")
	}
}

func TestLanguageFollowsTheSetting(t *testing.T) {
	t.Parallel()
	s := canned()
	snap := next(s)
	snap.Settings = shopSettings()
	snap.Settings[settings.TillLanguage] = "km"
	s, _ = s.apply(snap, noon)
	if s.language != words.Khmer {
		t.Errorf("language %q", s.language)
	}
}

func TestOldSnapshotIsLeft(t *testing.T) {
	t.Parallel()
	s := front(shownAttempt("20", usd(350), time.Minute))
	old := cannedSnapshot()
	s.snap.Version = 9
	if s, _ := s.apply(old, noon); s.snap.Version != 9 {
		t.Error("an older snapshot replaced a newer one")
	}
}

// The currency's key on the paid screen begins the next sale in that currency: the
// figures after it must not be dollars.
func TestFlipAfterPaid(t *testing.T) {
	s := newState(cannedSnapshot(), words.English, nil, false)
	s = withFront(ended("20", payment.Paid, usd(350), time.Second))(s)
	s, _ = s.act(action{verb: doFlip}, noon)
	for _, d := range []string{"2", "5", "000"} {
		s, _ = s.act(action{verb: doDigits, text: d}, noon)
	}
	if got := s.entry.money(); got != khr(25_000) || s.front != "" {
		t.Errorf("%v, front %q", got, s.front)
	}
}
