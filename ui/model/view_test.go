package model

import (
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// What the cashier and the customer see of a payment, by its state and time.
func TestPhases(t *testing.T) {
	t.Parallel()
	requested := func(age time.Duration) payment.Attempt {
		return payment.Attempt{ID: "20", State: payment.Requested, Amount: uitest.USD(350), Created: uitest.Noon.Add(-age), Changed: uitest.Noon.Add(-age), Watched: true}
	}
	shown := func(age, sinceAnswer time.Duration) payment.Attempt {
		a := uitest.Shown("20", uitest.USD(350), age)
		a.LastVerify = uitest.Noon.Add(-sinceAnswer)
		return a
	}
	troubled := func(a payment.Attempt, c fault.Code) payment.Attempt { a.Problem = c; return a }
	endless := shown(time.Minute, time.Second)
	endless.Expires = time.Time{}
	text := func(k words.Key) string { return words.Text(words.English, k) }

	tests := []struct {
		name     string
		attempt  payment.Attempt
		kind     view.PanelKind
		title    string
		detail   string
		customer view.CustomerKind
		card     bool
	}{
		{"preparing", requested(time.Second), view.PanelPayment, text(words.Preparing), text(words.AmountLocked), view.CustomerPreparing, false},
		{"preparing for 3 s", requested(3 * time.Second), view.PanelPayment, text(words.Preparing), text(words.Checking), view.CustomerPreparing, false},
		{"preparing for 10 s", requested(10 * time.Second), view.PanelPayment, text(words.Preparing), text(words.BankSlow), view.CustomerPreparing, false},
		{"no link while preparing", troubled(requested(20*time.Second), fault.GatewayUnreachable), view.PanelPayment, text(words.Preparing), words.Text(words.English, words.UnreachableSince, "14:31"), view.CustomerPreparing, false},
		{"waiting", shown(time.Minute, time.Second), view.PanelPayment, text(words.WaitingForBank), text(words.AmountLocked), view.CustomerCode, true},
		{"no answer for 3 s", shown(time.Minute, 3*time.Second), view.PanelPayment, text(words.WaitingForBank), text(words.Checking), view.CustomerCode, true},
		{"no answer for 10 s", shown(time.Minute, 10*time.Second), view.PanelPayment, text(words.WaitingForBank), text(words.BankSlow), view.CustomerCode, true},
		{"a code without an end", endless, view.PanelPayment, text(words.WaitingForBank), text(words.AmountLocked), view.CustomerCode, true},
		{"the last second", shown(10*time.Minute-time.Second, time.Second), view.PanelPayment, text(words.WaitingForBank), text(words.AmountLocked), view.CustomerCode, true},
		{"the code's time is over", shown(10*time.Minute, time.Second), view.PanelPayment, text(words.LastCheck), text(words.AmountLocked), view.CustomerWait, false},
		{"paid", uitest.Ended("20", payment.Paid, uitest.USD(350), 0), view.PanelPaid, text(words.Paid), text(words.NextDigit), view.CustomerPaid, false},
		{"expired", uitest.Ended("20", payment.Expired, uitest.USD(350), 0), view.PanelEnded, text(words.Expired), text(words.ExpiredHint), view.CustomerWait, false},
		{"cancelled", uitest.Ended("20", payment.Cancelled, uitest.USD(350), 0), view.PanelEnded, text(words.Cancelled), text(words.StillWatched), view.CustomerWait, false},
		{
			"refused", troubled(uitest.Ended("20", payment.Refused, uitest.USD(350), 0), fault.QRCRC), view.PanelEnded,
			words.ErrorMessage(words.English, "code_crc"), words.ErrorHint(words.English, "code_crc"), view.CustomerWait, false,
		},
		{
			"another amount", troubled(uitest.Ended("20", payment.Unmatched, uitest.USD(350), 0), fault.PaymentMismatch), view.PanelEnded,
			words.ErrorMessage(words.English, "payment_mismatch"), words.ErrorHint(words.English, "payment_mismatch"), view.CustomerWait, false,
		},
		{"unknown", uitest.Ended("20", payment.Unknown, uitest.USD(350), 0), view.PanelEnded, text(words.OutcomeUnknown), text(words.OutcomeUnknownHint), view.CustomerWait, false},
		{"given up", func() payment.Attempt {
			a := uitest.Ended("20", payment.Unknown, uitest.USD(350), 0)
			a.Watched = false
			return a
		}(), view.PanelEnded, text(words.OutcomeUnknown), text(words.UnknownEnd), view.CustomerWait, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := tt.attempt
			if strings.HasPrefix(tt.name, "another") || tt.name == "refused" {
				a.Detail = ""
			}
			s := canned()
			s.Snap.Gateway = pos.GatewayStatus{Known: true, Problem: a.Problem, Since: uitest.Noon.Add(-time.Minute)}
			s = withFront(a)(s)
			v := s.panel(uitest.Noon)
			if v.Kind != tt.kind || v.Title != tt.title || v.Detail != tt.detail {
				t.Errorf("cashier: %d %q %q\nwant %d %q %q", v.Kind, v.Title, v.Detail, tt.kind, tt.title, tt.detail)
			}
			if v.Amount != "$3.50" {
				t.Errorf("amount %q", v.Amount)
			}
			if got := v.Card.Payload != ""; got != tt.card {
				t.Errorf("cashier's card: %v, want %v", got, tt.card)
			}
			c := s.Customer(uitest.Noon)
			if c.Kind != tt.customer || (c.Card.Payload != "") != tt.card {
				t.Errorf("customer: kind %d, card %v; want %d, %v", c.Kind, c.Card.Payload != "", tt.customer, tt.card)
			}
			if c.Khmer == "" || c.English == "" || c.Amount != "$3.50" {
				t.Errorf("customer reads %q, %q, %q", c.Khmer, c.English, c.Amount)
			}
			km := s
			km.Language = words.Khmer
			if v := km.panel(uitest.Noon); v.Title == tt.title || v.Title == "" || v.Detail == tt.detail || v.Detail == "" {
				t.Errorf("in Khmer: %q, %q", v.Title, v.Detail)
			}
		})
	}
}

// F5 says "checking" at once and until the answer is there.
func TestCheckNowSaysSo(t *testing.T) {
	t.Parallel()
	a := uitest.Shown("20", uitest.USD(350), time.Minute)
	s := front(a)
	s, _ = s.Act(view.Action{Verb: view.DoCheckNow}, uitest.Noon)
	if got := s.panel(uitest.Noon).Detail; got != words.Text(words.English, words.Checking) {
		t.Errorf("after F5: %q", got)
	}
	a.LastVerify = uitest.Noon.Add(time.Second)
	s, _ = s.Apply(next(s, a), uitest.Noon.Add(time.Second))
	if got := s.panel(uitest.Noon.Add(time.Second)).Detail; got != words.Text(words.English, words.AmountLocked) {
		t.Errorf("after the answer: %q", got)
	}
}

func TestHowLongTheCodeIsGood(t *testing.T) {
	t.Parallel()
	tests := []struct {
		left           time.Duration
		khmer, english string
	}{
		{8*time.Minute + 12*time.Second, "កូដនេះមានសុពលភាព 8 នាទីទៀត", "This code is good for 8 more minutes"},
		{4*time.Minute + 59*time.Second + 400*time.Millisecond, "កូដនេះមានសុពលភាព 5 នាទីទៀត", "This code is good for 5 more minutes"},
		{119 * time.Second, "កូដនេះមានសុពលភាព 1 នាទីទៀត", "This code is good for one more minute"},
		{59 * time.Second, "កូដនេះមានសុពលភាព 55 វិនាទីទៀត", "This code is good for another 55 s"},
		{2 * time.Second, "កូដនេះមានសុពលភាព 1 វិនាទីទៀត", "This code is good for another 1 s"},
	}
	for _, tt := range tests {
		a := payment.Attempt{Expires: uitest.Noon.Add(tt.left)}
		if km, en := goodFor(a, uitest.Noon); km != tt.khmer || en != tt.english {
			t.Errorf("%v: %q, %q", tt.left, km, en)
		}
	}
}

func TestChips(t *testing.T) {
	t.Parallel()
	since := uitest.Noon.Add(-4 * time.Minute)
	bank := func(g pos.GatewayStatus) view.Chip { s := canned(); s.Snap.Gateway = g; return s.bank() }
	printer := func(p ...queue.PrinterStatus) view.Chip { s := canned(); s.Snap.Printers = p; return s.printer() }
	receipts := func(waiting int, state queue.PrinterState) queue.PrinterStatus {
		return queue.PrinterStatus{Link: "usb:/dev/usb/lp0", Roles: []settings.PrintRole{settings.RoleReceipt}, Waiting: waiting, PrinterState: state}
	}
	slips := queue.PrinterStatus{Link: "tcp:192.0.2.10", Roles: []settings.PrintRole{settings.RoleSlip}, PrinterState: queue.PrinterState{Problem: fault.PrinterPaperOut}}
	asking := canned()
	asking.Snap.UnknownPrints = []queue.Job{{ID: 1}}
	tests := []struct {
		name string
		got  view.Chip
		want view.Chip
	}{
		{"bank untried", bank(pos.GatewayStatus{}), view.Chip{Status: view.StatusNone, Text: "Bank link not tried yet"}},
		{"bank well", bank(pos.GatewayStatus{Known: true, Since: since}), view.Chip{Status: view.StatusGood, Text: "Bank link"}},
		{"bank lost", bank(pos.GatewayStatus{Known: true, Problem: fault.GatewayUnreachable, Since: since}), view.Chip{Status: view.StatusAttention, Text: "No bank link since 14:28"}},
		{"bank slow", bank(pos.GatewayStatus{Known: true, Problem: fault.GatewayTimeout, Since: since}), view.Chip{Status: view.StatusAttention, Text: "Bank link slow since 14:28"}},
		{"no printer", printer(), view.Chip{Status: view.StatusNone, Text: "No printer"}},
		{"printer well", printer(receipts(1, queue.PrinterState{Known: true})), view.Chip{Status: view.StatusGood, Text: "Printer"}},
		{"printer busy", printer(receipts(3, queue.PrinterState{})), view.Chip{Status: view.StatusGood, Text: "Printer: 3 waiting"}},
		{"printer off", printer(receipts(1, queue.PrinterState{Problem: fault.PrinterUnreachable})), view.Chip{Status: view.StatusAttention, Text: "Printer: no answer"}},
		{"cover open", printer(receipts(0, queue.PrinterState{Problem: fault.PrinterCoverOpen})), view.Chip{Status: view.StatusAttention, Text: "Printer: cover open"}},
		{"broken", printer(receipts(0, queue.PrinterState{Problem: fault.PrinterBroken})), view.Chip{Status: view.StatusAttention, Text: "Printer needs a look"}},
		{"paper low", printer(receipts(4, queue.PrinterState{PaperLow: true})), view.Chip{Status: view.StatusAttention, Text: "Printer: paper low"}},
		{"the other printer", printer(receipts(4, queue.PrinterState{PaperLow: true}), slips), view.Chip{Status: view.StatusAttention, Text: "QR printer: no paper"}},
		{"printer asks", asking.printer(), view.Chip{Status: view.StatusAttention, Text: "Did it print?"}},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, tt.got, tt.want)
		}
	}
}

// Whoever counts the drawer blind sees at no page what was taken today: with the float it would
// be what is in the drawer. So it is at a locked till, which anybody passes.
func TestFootKeepsTheCountBlind(t *testing.T) {
	t.Parallel()
	signed := func(role staff.Role) func(Model) Model {
		return func(s Model) Model {
			s = openShift(staffed(s))
			s.Snap.SignedIn = staff.SignedIn{ID: 3, Name: "Srey", Role: role}
			return s
		}
	}
	locked := func(s Model) Model {
		s = signed(staff.Owner)(s)
		s, _ = s.Act(ask(view.DoLock), uitest.Noon)
		s.Snap.SignedIn = staff.SignedIn{}
		return s
	}
	all, count := "86 · $412.75 · 310,500 ៛", "86"
	for name, c := range map[string]struct {
		of   func(Model) Model
		want string
	}{
		"without staff": {openShift, all}, "a manager": {signed(staff.Manager), all}, "an owner": {signed(staff.Owner), all},
		"a cashier": {signed(staff.Cashier), count}, "nobody": {staffed, count}, "locked": {locked, count},
		"who counts": {func(s Model) Model { return countedDrawer(cashiers(s)) }, count},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := c.of(canned())
			if got := s.Cashier(uitest.Noon).Today[1]; got != c.want {
				t.Errorf("the foot says %q on page %d, want %q", got, s.Page(), c.want)
			}
		})
	}
}

func TestTotalsAndRate(t *testing.T) {
	t.Parallel()
	s := canned()
	if got := s.totals(); got != "86 · $412.75 · 310,500 ៛" {
		t.Errorf("totals %q", got)
	}
	s.Entry.Digits = "350"
	if got := s.amount(); got.Amount != "$3.50" || got.Note != "≈ 14,400 ៛ · 4,100" { // 14,350 to the next 100
		t.Errorf("amount %+v", got)
	}
	s.Snap.Settings = settings.Values{}
	if got := s.amount().Note; got != words.Text(words.English, words.NoRate) {
		t.Errorf("without a rate: %q", got)
	}
}

// A refused code says what is wrong with it in the cashier's words; what the
// decoder found stays in the log.
func TestRefusedCodeSpeaksPlainly(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		problem fault.Code
		detail  string
		en, km  string
	}{
		{"amount", fault.QRAmount, `khqr: tag 54: the amount is "3.01" where 300 minor units were asked for`, "The code asks for another amount", "កូដស្នើចំនួនទឹកប្រាក់ខុស"},
		{"currency", fault.QRCurrency, `khqr: tag 53: the currency is 116`, "The code is in another currency", "កូដប្រើរូបិយប័ណ្ណខុស"},
		{"account, decoded", fault.QRAccount, `khqr: tag 29.00: the account is "other@bank" where "mine@bank" is pinned`, "The code would pay another account", "កូដនេះនឹងបង់ទៅគណនីផ្សេង"},
		{"account, named", fault.QRAccount, "other@bank", "The code would pay another account: other@bank", "កូដនេះនឹងបង់ទៅគណនីផ្សេង: other@bank"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := uitest.Ended("20", payment.Refused, uitest.USD(300), 0)
			a.Problem, a.Detail = tt.problem, tt.detail
			for lang, want := range map[words.Language]string{words.English: tt.en, words.Khmer: tt.km} {
				s := withFront(a)(New(uitest.Snapshot(), lang, nil, false))
				if got := s.panel(uitest.Noon).Title; got != want {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

// The printer's question names the paper, so that the right one is looked for.
func TestQuestionNamesThePaper(t *testing.T) {
	t.Parallel()
	receipt := &sale.Receipt{Number: id.Receipt{Till: 1, Year: 2026, Sequence: 187}}
	tests := []struct {
		name   string
		job    queue.Job
		en, km string
	}{
		{"receipt", queue.Job{ID: 3, Receipt: receipt}, "Did the paper come out? Receipt 01/2026/000187", "តើក្រដាសចេញមកឬទេ? វិក្កយបត្រ 01/2026/000187"},
		{"slip", queue.Job{ID: 3, Slip: &payment.Slip{Amount: uitest.USD(350)}}, "Did the paper come out? QR slip, $3.50", "តើក្រដាសចេញមកឬទេ? ក្រដាស QR $3.50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for lang, want := range map[words.Language]string{words.English: tt.en, words.Khmer: tt.km} {
				s := New(uitest.Snapshot(), lang, nil, false)
				s.Snap.UnknownPrints = []queue.Job{tt.job}
				if got := s.bars(uitest.Noon)[0].Text; got != want {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

// What came is written like what was asked, so that the two compare at a glance.
func TestOtherAmountIsWrittenLikeEveryAmount(t *testing.T) {
	t.Parallel()
	a := uitest.Ended("20", payment.Unmatched, uitest.USD(400), 0)
	a.Problem, a.Received, a.Detail = fault.PaymentMismatch, uitest.USD(401), uitest.USD(401).String()
	s := withFront(a)(New(uitest.Snapshot(), words.English, nil, false))
	if got, want := s.panel(uitest.Noon).Title, "Another amount was paid than was asked: $4.01"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
