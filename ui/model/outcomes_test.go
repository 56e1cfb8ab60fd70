package model

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
	"psar/ui/uitest"
	"psar/ui/view"
)

// Whom codes pay is asked in a bar, or in the panel where its payment stands;
// Y and N are the printer's only when nothing else is asked.
func TestPayeeIsAskedOnce(t *testing.T) {
	t.Parallel()
	s := askedPayee(canned())
	s.Snap.UnknownPrints = []queue.Job{{ID: 7}}
	bars := s.bars(uitest.Noon)
	if len(bars) != 2 || bars[0].Text != "KHQR codes of the USD profile pay SOK DARA · sok_dara@aclb. Is this the shop’s account?" {
		t.Fatalf("bars %+v", bars)
	}
	if bars[0].Buttons[0].Hint != "Y" || bars[1].Buttons[0].Hint != "" {
		t.Error("Y stands under two keys")
	}
	if _, c := s.Act(bars[1].Buttons[0].Action, uitest.Noon); c != (AnswerCommand{7, true}) {
		t.Errorf("the printer's own key: %v", c)
	}
	if s, c := s.Act(ask(view.DoYes), uitest.Noon); c != (ManagerCommand{s.Form().turn}) || s.Form().task() != taskConfirm {
		t.Errorf("Y: %v", c)
	}
	held := withFront(heldAttempt())(s)
	if bars := held.bars(uitest.Noon); len(bars) != 1 || bars[0].Buttons[0].Action.Verb != view.DoCameOut {
		t.Errorf("asked twice: %+v", bars)
	}
	if v := held.panel(uitest.Noon); v.Sub != "SOK DARA · sok_dara@aclb" || v.Card.Payload != "" || v.Buttons[0].Action.Verb != view.DoOurs {
		t.Errorf("panel %+v", v)
	}
	if v := held.Customer(uitest.Noon); v.Kind != view.CustomerPreparing || v.Card.Payload != "" {
		t.Errorf("the customer sees %d", v.Kind)
	}
	if s, _ := canned().Act(view.Action{Verb: view.DoOurs}, uitest.Noon); s.Said.Key != words.NothingAsked {
		t.Errorf("said %q", s.Said.Key)
	}
}

func TestAlertStaysAndSaysAll(t *testing.T) {
	t.Parallel()
	s := alerted(canned())
	want := "A USD code would have paid QUICK CASH · quick_cash@bank, not the shop’s sok_dara@aclb. 4 ×, last 14:29"
	for _, s := range []Model{s, front(uitest.Shown("20", uitest.USD(1), 0)), s.openList(uitest.Noon)} {
		s = alerted(s)
		if bars := s.bars(uitest.Noon); len(bars) == 0 || bars[0].Status != view.StatusBad || bars[0].Text != want || bars[0].More != "1 more" {
			t.Errorf("%+v", bars)
		}
		if s, _ = s.Act(ask(view.DoEscape), uitest.Noon); len(s.bars(uitest.Noon)) == 0 {
			t.Error("Esc took the alarm away")
		}
	}
	// On every page of the desk, above whatever is asked there; but not above
	// itself.
	resolving := form{of: resolveForm{as: taskRefund}, Fields: []field{{Kind: fieldReference}}}
	for _, over := range []page{listPage{}, detailPage{}, formPage{form: resolving}, reviewPage{form: resolving}, donePage{form: resolving}} {
		s, page := alerted(askedPayee(canned())).open(over), over.name()
		if bars := s.bars(uitest.Noon); len(bars) != 1 || bars[0].Text != want || bars[0].More != "1 more" || (bars[0].Buttons[0].Label == "") != (page >= view.PageForm) {
			t.Errorf("page %d: %+v", page, bars)
		}
	}
	for kind, want := range map[payment.AlertKind]string{
		payment.AlertPaidUnclear:    "The bank says payment 11795332112345 of $12.30 was paid, but not how much: look in the bank’s app · 1 ×, last 13:32",
		payment.AlertOutcomeUnknown: "The bank never said whether payment 11795332112345 of $12.30 was paid · 1 ×, last 13:32",
	} {
		s := unclear(canned())
		s.Snap.Alerts[0].Kind = kind
		if got := s.alertText(uitest.Noon); got != want {
			t.Errorf("%s: %s", kind, got)
		}
	}
	s.Snap.Alerts = s.Snap.Alerts[1:]
	if got := s.alertText(uitest.Noon.Add(48 * time.Hour)); got != "A KHR code would have paid OTHER · other@bank, which is not the shop’s. 1 ×, last 22/11/2026 14:32" {
		t.Error(got)
	}
}

// The front follows its sale: whichever id is paid, both windows say so.
func TestFrontFollowsItsSale(t *testing.T) {
	t.Parallel()
	old := uitest.Ended("20", payment.Expired, uitest.USD(350), time.Minute)
	old.Sale = "s"
	renewed := uitest.Shown("21", uitest.USD(350), time.Second)
	renewed.Sale, renewed.Replaces = "s", "20"
	s := front(old)
	s, c := s.Act(ask(view.DoCharge), uitest.Noon)
	if c != (AgainCommand{"20"}) || s.panel(uitest.Noon).Title != words.Text(words.English, words.Preparing) {
		t.Fatalf("Enter: %#v, %q", c, s.panel(uitest.Noon).Title)
	}
	s, _ = s.Apply(next(s, old, renewed), uitest.Noon)
	if s = done(s, c, told{attempt: renewed}, nil, uitest.Noon); s.Front != "21" || s.Charging || len(s.tray(uitest.Noon)) != 0 {
		t.Fatalf("front %s, charging %v, tray %v", s.Front, s.Charging, s.tray(uitest.Noon))
	}
	paid, given := old, renewed
	paid.State, paid.Changed = payment.Paid, uitest.Noon
	given.State, given.Changed = payment.Cancelled, uitest.Noon
	for name, s := range map[string]Model{"the new one in front": s, "the old one in front": s.toFront("20", uitest.Noon)} {
		s, sounds := s.Apply(next(s, given, paid), uitest.Noon)
		if s.Front != "20" || s.panel(uitest.Noon).Kind != view.PanelPaid || s.Customer(uitest.Noon).Kind != view.CustomerPaid || !reflect.DeepEqual(sounds, []Sound{SoundPaid}) {
			t.Errorf("%s: front %s, panel %d, customer %d, sounds %v", name, s.Front, s.panel(uitest.Noon).Kind, s.Customer(uitest.Noon).Kind, sounds)
		}
	}
	// Money that nobody expects is no reason to look away from it.
	late := old
	late.State, late.Changed, late.Received = payment.Unmatched, uitest.Noon, uitest.USD(350)
	done := renewed
	done.State, done.Changed = payment.Paid, uitest.Noon
	if s, _ := s.toFront("20", uitest.Noon).Apply(next(s, late, done), uitest.Noon); s.Front != "20" {
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
		a := uitest.Ended("20", payment.Refused, uitest.USD(350), time.Minute)
		a.Problem, a.Detail = code, ""
		v := front(a).panel(uitest.Noon)
		if got := v.Buttons[0].Action.Verb == view.DoCharge; got != again {
			t.Errorf("%s: a second try is offered: %v", code, got)
		}
		if !again && strings.Contains(v.Detail, "Try again") || v.Detail == "" {
			t.Errorf("%s says %q", code, v.Detail)
		}
	}
}

// A link's way: fetched once, copied, printed, never on the customer's window.
func TestLink(t *testing.T) {
	t.Parallel()
	a := linkAttempt()
	s, c := front(a).Wants()
	if c != (LinkCommand{a}) {
		t.Fatalf("wants %#v", c)
	}
	if _, again := s.Wants(); again != nil {
		t.Error("asked for twice")
	}
	if s, c := s.Act(ask(view.DoCopy), uitest.Noon); c != nil || s.Said.Key != words.NotNow {
		t.Error("copied nothing")
	}
	s = done(s, c, told{link: payLink}, nil, uitest.Noon)
	v := s.panel(uitest.Noon)
	if v.Kind != view.PanelLink || v.Link != payLink || v.Detail != "Watched until 23/11/2026 14:31" {
		t.Errorf("panel %d, %q, %q", v.Kind, v.Link, v.Detail)
	}
	if s, _ := s.Act(ask(view.DoCopy), uitest.Noon); s.effect != (CopyLink{payLink}) {
		t.Errorf("C: %#v", s.effect)
	}
	if _, c := s.Act(ask(view.DoPrint), uitest.Noon); c != (LinkSlipCommand{a.ID, payLink}) {
		t.Errorf("P: %#v", c)
	}
	for st, at := range map[payment.State]time.Time{payment.Reserved: uitest.Noon, payment.Requested: uitest.Noon, payment.Shown: uitest.Noon, payment.Paid: uitest.Noon, payment.Expired: uitest.Noon} {
		b := a
		b.State = st
		if v := front(b).Customer(at); v.Kind != view.CustomerIdle || v.Amount != "" || v.Card.Payload != "" {
			t.Errorf("%s: the customer's window shows %d %q", st, v.Kind, v.Amount)
		}
	}
	over := uitest.Noon.Add(25 * time.Hour)
	if v := s.panel(over); v.Link != "" || !v.Buttons[1].Off {
		t.Error("a link whose time is over can be copied")
	}
	s, _ = s.Act(ask(view.DoNextSale), uitest.Noon)
	if v := s.Cashier(uitest.Noon).Tray; len(v) != 1 || v[0].View.Whole == 0 || !strings.HasPrefix(v[0].View.At, "Link") {
		t.Errorf("tray %+v", v)
	}
	failed := done(s, LinkCommand{a}, told{}, fault.New(fault.LinkNoReturn), uitest.Noon)
	if !strings.Contains(failed.Said.Text(words.English, uitest.Noon), "link.success_url") {
		t.Error("what has to be set is not said")
	}
}

// Only what is set up is offered, and the other says why not.
func TestProfiles(t *testing.T) {
	t.Parallel()
	with := func(keys ...settings.Key) Model {
		snap := uitest.Snapshot()
		delete(snap.Settings, settings.USDProfileID)
		delete(snap.Settings, settings.KHRProfileID)
		for _, k := range keys {
			snap.Settings[k] = "p"
		}
		s := New(snap, words.English, nil, false)
		s, _ = s.Act(digit("5"), uitest.Noon)
		return s
	}
	tests := []struct {
		name         string
		state        Model
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
		if tt.state.Entry.currency != tt.home || pad.Flip.Off || pad.Cash.Off || pad.Charge.Off == tt.ready {
			t.Errorf("%s: %s, flip off %v, charge off %v", tt.name, tt.state.Entry.currency, pad.Flip.Off, pad.Charge.Off)
		}
		s, _ := tt.state.Act(ask(view.DoFlip), uitest.Noon)
		if pad := s.pad(); s.Entry.currency != tt.home.Other() || pad.Charge.Off == tt.other || pad.Cash.Off {
			t.Errorf("%s after /: %s, charge off %v", tt.name, s.Entry.currency, pad.Charge.Off)
		}
	}
	if hint := with().pad().Charge.Hint; hint != "not set up" {
		t.Errorf("KHQR says %q", hint)
	}
	doubted := with(settings.USDProfileID)
	doubted.Snap.Alerts = []payment.Alert{{ID: 1, Kind: payment.AlertPayFacts}}
	if pad := doubted.pad(); !pad.Charge.Off || pad.Charge.Hint != "in doubt" || !pad.Link.Off || pad.Cash.Off {
		t.Errorf("in doubt: %+v", pad)
	}
	if s, c := doubted.Act(ask(view.DoCharge), uitest.Noon); c != nil || s.Said.Code != fault.PayFactsDoubted {
		t.Errorf("in doubt: asks %v, says %q", c, s.Said.Code)
	}
	doubted = with()
	doubted.Snap.Alerts = []payment.Alert{{ID: 1, Kind: payment.AlertPayFacts}}
	if hint := doubted.pad().Charge.Hint; hint != "in doubt" {
		t.Errorf("in doubt, without a profile: KHQR says %q", hint)
	}
	// A profile that comes or goes while the till runs changes nothing that is typed.
	s := canned()
	snap := next(s)
	snap.Settings = settings.Values{settings.KHRProfileID: "k"}
	if s, _ = s.Apply(snap, uitest.Noon); s.Entry.currency != money.USD {
		t.Errorf("became %s", s.Entry.currency)
	}
}

// What keeps webhooks out is said once, and goes with the problem.
func TestListenerNotice(t *testing.T) {
	t.Parallel()
	s := canned()
	inUse := fault.New(fault.PortInUse, "127.0.0.1:8090")
	s = s.Heard(inUse).Heard(inUse)
	if bars := s.bars(uitest.Noon); len(bars) != 1 || !strings.Contains(bars[0].Text, "127.0.0.1:8090") {
		t.Fatalf("bars %+v", bars)
	}
	if closed, _ := s.Act(view.Action{Verb: view.DoDismiss}, uitest.Noon); len(closed.Heard(inUse).bars(uitest.Noon)) != 0 {
		t.Error("a notice that was closed came back")
	}
	if s = s.Heard(fault.New(fault.WebhookNoKey)); len(s.bars(uitest.Noon)) != 1 {
		t.Errorf("another problem: %+v", s.bars(uitest.Noon))
	}
	if s = s.Heard(nil); len(s.bars(uitest.Noon)) != 0 {
		t.Errorf("the problem is gone: %+v", s.bars(uitest.Noon))
	}
}

// Over the change an alert takes the room of the printer's question. Y and N answer nothing
// that is not on the screen.
func TestQuestionBehindAnAlert(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("3 5 0 F9 Enter")
	p.answer(p.last, told{sale: givenSale(uitest.USD(350), nil, uitest.USD(350))}, nil).pause(time.Second)
	asked := p.s
	asked.Snap.UnknownPrints = []queue.Job{{ID: 7}}
	hidden := alerted(asked)
	for _, v := range []view.Verb{view.DoYes, view.DoNo} {
		if s, c := hidden.Act(ask(v), p.now); c != nil || s.Page() != view.PageChange || s.Said.Key != words.NotNow {
			t.Errorf("%v: %v, page %d, said %q", v, c, s.Page(), s.Said.Key)
		}
		if _, c := asked.Act(ask(v), p.now); c != (AnswerCommand{7, v == view.DoYes}) {
			t.Errorf("%v without an alert: %v", v, c)
		}
	}
}

// Esc takes no notice away that waits for room behind other bars.
func TestNoticeBehindOtherBars(t *testing.T) {
	t.Parallel()
	s := alerted(askedPayee(canned())).Heard(fault.New(fault.WebhookNoKey))
	if s, _ = s.Act(ask(view.DoEscape), uitest.Noon); len(s.notices) != 1 {
		t.Error("a notice that nobody saw is gone")
	}
	s.Snap.Alerts = nil
	if s, _ = s.Act(ask(view.DoEscape), uitest.Noon.Add(time.Second)); len(s.notices) != 0 {
		t.Error("a notice that was seen stays")
	}
}

// What comes up after the start is a bar, once: also where it was shown at the start, or closed.
func TestNoticesThatComeLater(t *testing.T) {
	t.Parallel()
	at, late := fault.New(fault.DataExposed, "/shop", "chmod"), fault.New(fault.KeyringAway, "gateway.usd.profile_key")
	s := New(uitest.Snapshot(), words.English, []*fault.Error{at}, false)
	s = s.Noticed([]*fault.Error{at, late}).Noticed([]*fault.Error{at, late})
	if len(s.notices) != 2 || s.notices[1] != late {
		t.Fatalf("%v", s.notices)
	}
	one, two := fault.New(fault.PrinterFile, "file:/a"), fault.New(fault.PrinterFile, "file:/b")
	if s := s.Noticed([]*fault.Error{at, late, one, two}); len(s.notices) != 4 {
		t.Errorf("%v, of two printers", s.notices)
	}
	s.notices = nil // closed
	if s = s.Noticed([]*fault.Error{at, late}); len(s.notices) != 0 {
		t.Errorf("%v after they were closed", s.notices)
	}
}

// A notice goes with what it is about, and comes again with it; what keeps webhooks out is told
// by others.
func TestNoticesGoWithTheirMatter(t *testing.T) {
	t.Parallel()
	at, late := fault.New(fault.DataExposed, "/shop", "chmod"), fault.New(fault.KeyringAway, "gateway.usd.profile_key")
	s := New(uitest.Snapshot(), words.English, []*fault.Error{at, late}, false).Heard(fault.New(fault.WebhookNoKey))
	if s = s.Noticed(nil); len(s.notices) != 3 {
		t.Fatalf("%v before anything is known", s.notices)
	}
	if s = s.Noticed([]*fault.Error{at}); len(s.notices) != 2 || s.notices[0] != at || s.notices[1].Code != fault.WebhookNoKey {
		t.Errorf("%v when the keyring is back", s.notices)
	}
	if s = s.Noticed([]*fault.Error{at, late}); len(s.notices) != 3 {
		t.Errorf("%v when it is away again", s.notices)
	}
	if s = s.Noticed([]*fault.Error{}); len(s.notices) != 1 || s.notices[0].Code != fault.WebhookNoKey {
		t.Errorf("%v when all is well", s.notices)
	}
}
