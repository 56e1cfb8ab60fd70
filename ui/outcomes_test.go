package ui

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/settings"
)

// Whom codes pay is asked in a bar, or in the panel where its payment stands;
// Y and N are the printer's only when nothing else is asked.
func TestPayeeIsAskedOnce(t *testing.T) {
	t.Parallel()
	s := askedPayee(canned())
	s.snap.Asking = []queue.Job{{ID: 7}}
	bars := s.bars(noon)
	if len(bars) != 2 || bars[0].text != "KHQR codes of the USD profile pay SOK DARA · sok_dara@aclb. Is this the shop’s account?" {
		t.Fatalf("bars %+v", bars)
	}
	if bars[0].buttons[0].hint != "Y" || bars[1].buttons[0].hint != "" {
		t.Error("Y stands under two keys")
	}
	if _, c := s.act(bars[1].buttons[0].action, noon); c != (answerCommand{7, true}) {
		t.Errorf("the printer's own key: %v", c)
	}
	if s, c := s.act(ask(doYes), noon); c != (managerCommand{}) || s.desk.form.task != taskConfirm {
		t.Errorf("Y: %v", c)
	}
	held := withFront(heldAttempt())(s)
	if bars := held.bars(noon); len(bars) != 1 || bars[0].buttons[0].action.verb != doCameOut {
		t.Errorf("asked twice: %+v", bars)
	}
	if v := held.panel(noon); v.sub != "SOK DARA · sok_dara@aclb" || v.card.payload != "" || v.buttons[0].action.verb != doOurs {
		t.Errorf("panel %+v", v)
	}
	if v := held.customer(noon); v.kind != customerPreparing || v.card.payload != "" {
		t.Errorf("the customer sees %d", v.kind)
	}
	if s, _ := canned().act(action{verb: doOurs}, noon); s.said.key != words.NothingAsked {
		t.Errorf("said %q", s.said.key)
	}
}

func TestAlarmStaysAndSaysAll(t *testing.T) {
	t.Parallel()
	s := alarmed(canned())
	want := "A USD code would have paid QUICK CASH · quick_cash@bank, not the shop’s sok_dara@aclb. 4 ×, last 14:29 · 1 more"
	for _, s := range []state{s, front(shownAttempt("20", usd(1), 0)), s.openList(noon)} {
		s = alarmed(s)
		if bars := s.bars(noon); len(bars) == 0 || bars[0].status != statusBad || bars[0].text != want {
			t.Errorf("%+v", bars)
		}
		if s, _ = s.act(ask(doEscape), noon); len(s.bars(noon)) == 0 {
			t.Error("Esc took the alarm away")
		}
	}
	// On every page of the desk, above whatever is asked there; but not above
	// itself.
	for page := deskList; page <= deskDone; page++ {
		s := alarmed(askedPayee(canned()))
		s.desk.page, s.desk.form.task = page, taskRefund
		if bars := s.bars(noon); len(bars) != 1 || bars[0].text != want || (bars[0].buttons[0].label == "") != (page >= deskForm) {
			t.Errorf("page %d: %+v", page, bars)
		}
	}
	for kind, want := range map[payment.AlarmKind]string{
		payment.AlarmPaidUnclear:    "The bank says payment 11795332112345 of $12.30 was paid, but not how much: look in the bank’s app · 1 ×, last 13:32",
		payment.AlarmOutcomeUnknown: "The bank never said whether payment 11795332112345 of $12.30 was paid · 1 ×, last 13:32",
	} {
		s := unclear(canned())
		s.snap.Alarms[0].Kind = kind
		if got := s.alarmText(noon); got != want {
			t.Errorf("%s: %s", kind, got)
		}
	}
	s.snap.Alarms = s.snap.Alarms[1:]
	if got := s.alarmText(noon.Add(48 * time.Hour)); got != "A KHR code would have paid OTHER · other@bank, which is not the shop’s. 1 ×, last 22/11/2026 14:32" {
		t.Error(got)
	}
}

// The front follows its sale: whichever id is paid, both windows say so.
func TestFrontFollowsItsSale(t *testing.T) {
	t.Parallel()
	old := ended("20", payment.Expired, usd(350), time.Minute)
	old.Sale = "s"
	renewed := shownAttempt("21", usd(350), time.Second)
	renewed.Sale, renewed.Replaces = "s", "20"
	s := front(old)
	s, c := s.act(ask(doCharge), noon)
	if c != (againCommand{"20"}) || s.panel(noon).title != words.Text(words.English, words.Preparing) {
		t.Fatalf("Enter: %#v, %q", c, s.panel(noon).title)
	}
	s, _ = s.apply(next(s, old, renewed), noon)
	if s = s.done(c, outcome{attempt: renewed}, nil, noon); s.front != "21" || s.charging || len(s.tray(noon)) != 0 {
		t.Fatalf("front %s, charging %v, tray %v", s.front, s.charging, s.tray(noon))
	}
	paid, given := old, renewed
	paid.State, paid.Changed = payment.Paid, noon
	given.State, given.Changed = payment.Cancelled, noon
	for name, s := range map[string]state{"the new one in front": s, "the old one in front": s.toFront("20", noon)} {
		s, sounds := s.apply(next(s, given, paid), noon)
		if s.front != "20" || s.panel(noon).kind != panelPaid || s.customer(noon).kind != customerPaid || !reflect.DeepEqual(sounds, []Sound{SoundPaid}) {
			t.Errorf("%s: front %s, panel %d, customer %d, sounds %v", name, s.front, s.panel(noon).kind, s.customer(noon).kind, sounds)
		}
	}
	// Money that nobody expects is no reason to look away from it.
	late := old
	late.State, late.Changed, late.Received = payment.Unclaimed, noon, usd(350)
	done := renewed
	done.State, done.Changed = payment.Paid, noon
	if s, _ := s.toFront("20", noon).apply(next(s, late, done), noon); s.front != "20" {
		t.Error("unclaimed money was taken off the screen")
	}
}

// Refusals that would come again offer no second try, and say what to do.
func TestNoSecondTryWhereItEndsTheSame(t *testing.T) {
	t.Parallel()
	for code, again := range map[fault.Code]bool{
		"gateway_refused_1": false, "gateway_refused_2": false, "gateway_refused_3": false, "gateway_refused_4": false,
		"gateway_refused_6": false, "gateway_refused_7": false, fault.QRAccount: false, fault.QRNoExpiry: false, fault.QRCurrency: false,
		fault.QRAmount: true, fault.QRCRC: true, fault.QRMD5: true, fault.QREcho: true, fault.QRExpired: true, fault.GatewayRefused: true,
	} {
		a := ended("20", payment.Refused, usd(350), time.Minute)
		a.Problem, a.Detail = code, ""
		v := front(a).panel(noon)
		if got := v.buttons[0].action.verb == doCharge; got != again {
			t.Errorf("%s: a second try is offered: %v", code, got)
		}
		if !again && strings.Contains(v.detail, "Try again") || v.detail == "" {
			t.Errorf("%s says %q", code, v.detail)
		}
	}
}

// A link's way: fetched once, copied, printed, never on the customer's window.
func TestLink(t *testing.T) {
	t.Parallel()
	a := linkAttempt()
	s, c := front(a).wants()
	if c != (linkCommand{a}) {
		t.Fatalf("wants %#v", c)
	}
	if _, again := s.wants(); again != nil {
		t.Error("asked for twice")
	}
	if s, c := s.act(ask(doCopy), noon); c != nil || s.said.key != words.NotNow {
		t.Error("copied nothing")
	}
	s = s.done(c, outcome{link: payLink}, nil, noon)
	v := s.panel(noon)
	if v.kind != panelLink || v.link != payLink || v.detail != "Watched until 23/11/2026 14:31" {
		t.Errorf("panel %d, %q, %q", v.kind, v.link, v.detail)
	}
	if _, c := s.act(ask(doCopy), noon); c != (copyCommand{payLink}) {
		t.Errorf("C: %#v", c)
	}
	if _, c := s.act(ask(doPrint), noon); c != (linkSlipCommand{a.ID, payLink}) {
		t.Errorf("P: %#v", c)
	}
	for st, at := range map[payment.State]time.Time{payment.Reserved: noon, payment.Requested: noon, payment.Shown: noon, payment.Paid: noon, payment.Expired: noon} {
		b := a
		b.State = st
		if v := front(b).customer(at); v.kind != customerIdle || v.amount != "" || v.card.payload != "" {
			t.Errorf("%s: the customer's window shows %d %q", st, v.kind, v.amount)
		}
	}
	over := noon.Add(25 * time.Hour)
	if v := s.panel(over); v.link != "" || !v.buttons[1].off {
		t.Error("a link whose time is over can be copied")
	}
	s, _ = s.act(ask(doNextSale), noon)
	if v := s.cashier(noon).tray; len(v) != 1 || v[0].view.whole == 0 || !strings.HasPrefix(v[0].view.at, "Link") {
		t.Errorf("tray %+v", v)
	}
	failed := s.done(linkCommand{a}, outcome{}, fault.New(fault.LinkNoReturn), noon)
	if !strings.Contains(failed.said.text(words.English, noon), "link.success_url") {
		t.Error("what has to be set is not said")
	}
}

// Only what is set up is offered, and the other says why not.
func TestProfiles(t *testing.T) {
	t.Parallel()
	with := func(keys ...settings.Key) state {
		snap := cannedSnapshot()
		delete(snap.Settings, settings.USDProfileID)
		delete(snap.Settings, settings.KHRProfileID)
		for _, k := range keys {
			snap.Settings[k] = "p"
		}
		s := newState(snap, words.English, nil, false)
		s, _ = s.act(digit("5"), noon)
		return s
	}
	tests := []struct {
		name         string
		state        state
		home         money.Currency
		ready, other bool // KHQR in it, and after a flip: notes are taken in both always
	}{
		{"both", with(settings.USDProfileID, settings.KHRProfileID), money.USD, true, true},
		{"dollars", with(settings.USDProfileID), money.USD, true, false},
		{"riel", with(settings.KHRProfileID), money.KHR, true, false},
		{"none", with(), money.USD, false, false},
	}
	for _, tt := range tests {
		pad := tt.state.pad()
		if tt.state.entry.currency != tt.home || pad.flip.off || pad.cash.off || pad.charge.off == tt.ready {
			t.Errorf("%s: %s, flip off %v, charge off %v", tt.name, tt.state.entry.currency, pad.flip.off, pad.charge.off)
		}
		s, _ := tt.state.act(ask(doFlip), noon)
		if pad := s.pad(); s.entry.currency != tt.home.Other() || pad.charge.off == tt.other || pad.cash.off {
			t.Errorf("%s after /: %s, charge off %v", tt.name, s.entry.currency, pad.charge.off)
		}
	}
	if hint := with().pad().charge.hint; hint != "not set up" {
		t.Errorf("KHQR says %q", hint)
	}
	// A profile that comes or goes while the till runs changes nothing that is typed.
	s := canned()
	snap := next(s)
	snap.Settings = settings.Values{settings.KHRProfileID: "k"}
	if s, _ = s.apply(snap, noon); s.entry.currency != money.USD {
		t.Errorf("became %s", s.entry.currency)
	}
}

// What keeps webhooks out is said once, and goes with the problem.
func TestListenerNotice(t *testing.T) {
	t.Parallel()
	s := canned()
	inUse := fault.New(fault.PortInUse, "127.0.0.1:8090")
	s = s.heard(inUse).heard(inUse)
	if bars := s.bars(noon); len(bars) != 1 || !strings.Contains(bars[0].text, "127.0.0.1:8090") {
		t.Fatalf("bars %+v", bars)
	}
	if closed, _ := s.act(action{verb: doDismiss}, noon); len(closed.heard(inUse).bars(noon)) != 0 {
		t.Error("a notice that was closed came back")
	}
	if s = s.heard(fault.New(fault.WebhookNoKey)); len(s.bars(noon)) != 1 {
		t.Errorf("another problem: %+v", s.bars(noon))
	}
	if s = s.heard(nil); len(s.bars(noon)) != 0 {
		t.Errorf("the problem is gone: %+v", s.bars(noon))
	}
}
