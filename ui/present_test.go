package ui

import (
	"slices"
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
)

// What the cashier and the customer see of a payment, by its state and time.
func TestPhases(t *testing.T) {
	t.Parallel()
	requested := func(age time.Duration) payment.Attempt {
		return payment.Attempt{ID: "20", State: payment.Requested, Amount: usd(350), Created: noon.Add(-age), Changed: noon.Add(-age), Watched: true}
	}
	shown := func(age, sinceAnswer time.Duration) payment.Attempt {
		a := shownAttempt("20", usd(350), age)
		a.LastVerify = noon.Add(-sinceAnswer)
		return a
	}
	troubled := func(a payment.Attempt, c fault.Code) payment.Attempt { a.Problem = c; return a }
	endless := shown(time.Minute, time.Second)
	endless.Expires = time.Time{}
	text := func(k words.Key) string { return words.Text(words.English, k) }

	tests := []struct {
		name     string
		attempt  payment.Attempt
		kind     panelKind
		title    string
		detail   string
		customer customerKind
		card     bool
	}{
		{"preparing", requested(time.Second), panelPayment, text(words.Preparing), text(words.AmountLocked), customerPreparing, false},
		{"preparing for 3 s", requested(3 * time.Second), panelPayment, text(words.Preparing), text(words.Checking), customerPreparing, false},
		{"preparing for 10 s", requested(10 * time.Second), panelPayment, text(words.Preparing), text(words.BankSlow), customerPreparing, false},
		{"no link while preparing", troubled(requested(20*time.Second), fault.GatewayUnreachable), panelPayment, text(words.Preparing), words.Text(words.English, words.UnreachableSince, "14:31"), customerPreparing, false},
		{"waiting", shown(time.Minute, time.Second), panelPayment, text(words.WaitingForBank), text(words.AmountLocked), customerCode, true},
		{"no answer for 3 s", shown(time.Minute, 3*time.Second), panelPayment, text(words.WaitingForBank), text(words.Checking), customerCode, true},
		{"no answer for 10 s", shown(time.Minute, 10*time.Second), panelPayment, text(words.WaitingForBank), text(words.BankSlow), customerCode, true},
		{"a code without an end", endless, panelPayment, text(words.WaitingForBank), text(words.AmountLocked), customerCode, true},
		{"the last second", shown(10*time.Minute-time.Second, time.Second), panelPayment, text(words.WaitingForBank), text(words.AmountLocked), customerCode, true},
		{"the code's time is over", shown(10*time.Minute, time.Second), panelPayment, text(words.LastCheck), text(words.AmountLocked), customerWait, false},
		{"paid", ended("20", payment.Paid, usd(350), 0), panelPaid, text(words.Paid), text(words.NextDigit), customerPaid, false},
		{"expired", ended("20", payment.Expired, usd(350), 0), panelEnded, text(words.Expired), text(words.ExpiredHint), customerWait, false},
		{"cancelled", ended("20", payment.Cancelled, usd(350), 0), panelEnded, text(words.Cancelled), text(words.StillWatched), customerWait, false},
		{
			"refused", troubled(ended("20", payment.Refused, usd(350), 0), fault.QRCRC), panelEnded,
			words.ErrorMessage(words.English, "code_crc"), words.ErrorHint(words.English, "code_crc"), customerWait, false,
		},
		{
			"another amount", troubled(ended("20", payment.Unclaimed, usd(350), 0), fault.PaymentMismatch), panelEnded,
			words.ErrorMessage(words.English, "payment_mismatch"), words.ErrorHint(words.English, "payment_mismatch"), customerWait, false,
		},
		{"unknown", ended("20", payment.Unknown, usd(350), 0), panelEnded, text(words.OutcomeUnknown), text(words.OutcomeUnknownHint), customerWait, false},
		{"given up", func() payment.Attempt { a := ended("20", payment.Unknown, usd(350), 0); a.Watched = false; return a }(), panelEnded, text(words.OutcomeUnknown), text(words.UnknownEnd), customerWait, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := tt.attempt
			if strings.HasPrefix(tt.name, "another") || tt.name == "refused" {
				a.Detail = ""
			}
			s := canned()
			s.snap.Gateway = pos.GatewayStatus{Known: true, Problem: a.Problem, Since: noon.Add(-time.Minute)}
			s = withFront(a)(s)
			v := s.panel(noon)
			if v.kind != tt.kind || v.title != tt.title || v.detail != tt.detail {
				t.Errorf("cashier: %d %q %q\nwant %d %q %q", v.kind, v.title, v.detail, tt.kind, tt.title, tt.detail)
			}
			if v.amount != "$3.50" {
				t.Errorf("amount %q", v.amount)
			}
			if got := v.card.payload != ""; got != tt.card {
				t.Errorf("cashier's card: %v, want %v", got, tt.card)
			}
			c := s.customer(noon)
			if c.kind != tt.customer || (c.card.payload != "") != tt.card {
				t.Errorf("customer: kind %d, card %v; want %d, %v", c.kind, c.card.payload != "", tt.customer, tt.card)
			}
			if c.khmer == "" || c.english == "" || c.amount != "$3.50" {
				t.Errorf("customer reads %q, %q, %q", c.khmer, c.english, c.amount)
			}
			km := s
			km.language = words.Khmer
			if v := km.panel(noon); v.title == tt.title || v.title == "" || v.detail == tt.detail || v.detail == "" {
				t.Errorf("in Khmer: %q, %q", v.title, v.detail)
			}
		})
	}
}

// F5 says "checking" at once and until the answer is there.
func TestCheckNowSaysSo(t *testing.T) {
	t.Parallel()
	a := shownAttempt("20", usd(350), time.Minute)
	s := front(a)
	s, _ = s.act(action{verb: doCheckNow}, noon)
	if got := s.panel(noon).detail; got != words.Text(words.English, words.Checking) {
		t.Errorf("after F5: %q", got)
	}
	a.LastVerify = noon.Add(time.Second)
	s, _ = s.apply(next(s, a), noon.Add(time.Second))
	if got := s.panel(noon.Add(time.Second)).detail; got != words.Text(words.English, words.AmountLocked) {
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
		a := payment.Attempt{Expires: noon.Add(tt.left)}
		if km, en := goodFor(a, noon); km != tt.khmer || en != tt.english {
			t.Errorf("%v: %q, %q", tt.left, km, en)
		}
	}
}

func TestChips(t *testing.T) {
	t.Parallel()
	since := noon.Add(-4 * time.Minute)
	bank := func(g pos.GatewayStatus) chipView { s := canned(); s.snap.Gateway = g; return s.bank() }
	printer := func(p ...queue.PrinterStatus) chipView { s := canned(); s.snap.Printers = p; return s.printer() }
	receipts := func(waiting int, state queue.PrinterState) queue.PrinterStatus {
		return queue.PrinterStatus{Link: "usb:/dev/usb/lp0", Roles: []settings.PrintRole{settings.RoleReceipt}, Waiting: waiting, PrinterState: state}
	}
	slips := queue.PrinterStatus{Link: "tcp:192.0.2.10", Roles: []settings.PrintRole{settings.RoleSlip}, PrinterState: queue.PrinterState{Problem: fault.PrinterPaperOut}}
	asking := canned()
	asking.snap.Asking = []queue.Job{{ID: 1}}
	tests := []struct {
		name string
		got  chipView
		want chipView
	}{
		{"bank untried", bank(pos.GatewayStatus{}), chipView{statusNone, "Bank link not tried yet"}},
		{"bank well", bank(pos.GatewayStatus{Known: true, Since: since}), chipView{statusGood, "Bank link"}},
		{"bank lost", bank(pos.GatewayStatus{Known: true, Problem: fault.GatewayUnreachable, Since: since}), chipView{statusAttention, "No bank link since 14:28"}},
		{"bank slow", bank(pos.GatewayStatus{Known: true, Problem: fault.GatewayTimeout, Since: since}), chipView{statusAttention, "Bank link slow since 14:28"}},
		{"no printer", printer(), chipView{statusNone, "No printer"}},
		{"printer well", printer(receipts(1, queue.PrinterState{Known: true})), chipView{statusGood, "Printer"}},
		{"printer busy", printer(receipts(3, queue.PrinterState{})), chipView{statusGood, "Printer: 3 waiting"}},
		{"printer off", printer(receipts(1, queue.PrinterState{Problem: fault.PrinterUnreachable})), chipView{statusAttention, "Printer: no answer"}},
		{"cover open", printer(receipts(0, queue.PrinterState{Problem: fault.PrinterCoverOpen})), chipView{statusAttention, "Printer: cover open"}},
		{"broken", printer(receipts(0, queue.PrinterState{Problem: fault.PrinterBroken})), chipView{statusAttention, "Printer needs a look"}},
		{"paper low", printer(receipts(4, queue.PrinterState{PaperLow: true})), chipView{statusAttention, "Printer: paper low"}},
		{"the other printer", printer(receipts(4, queue.PrinterState{PaperLow: true}), slips), chipView{statusAttention, "QR printer: no paper"}},
		{"printer asks", asking.printer(), chipView{statusAttention, "Did it print?"}},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, tt.got, tt.want)
		}
	}
}

func TestTotalsAndRate(t *testing.T) {
	t.Parallel()
	s := canned()
	if got := s.totals(); got != "86 · $412.75 · 310,500 ៛" {
		t.Errorf("totals %q", got)
	}
	s.entry.digits = "350"
	if got := s.amount(); got.amount != "$3.50" || got.note != "≈ 14,400 ៛ · 4,100" { // 14,350 to the next 100
		t.Errorf("amount %+v", got)
	}
	s.snap.Settings = settings.Values{}
	if got := s.amount().note; got != words.Text(words.English, words.NoRate) {
		t.Errorf("without a rate: %q", got)
	}
}

// Every key of the router stands in the help, and the help names no other.
func TestHelpNamesEveryKey(t *testing.T) {
	t.Parallel()
	named := map[string]bool{}
	for _, r := range canned().everyKey() {
		if r.text == "" || named[r.key] {
			t.Errorf("%q: no words, or twice", r.key)
		}
		named[r.key] = true
	}
	for _, f := range fields("F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 Esc Backspace * - + / P") {
		if !named[f] {
			t.Errorf("%s is not in the help", f)
		}
	}
	if len(named) > helpRows {
		t.Errorf("%d keys have no room", len(named))
	}
}

func TestWrapKeepsEveryLetter(t *testing.T) {
	t.Parallel()
	wide := func(s string) float32 { return float32(len(khmerClusters(s))) }
	tests := []struct {
		text  string
		width float32
		want  []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 3, []string{"one", "two", "thr", "ee"}},
		{"", 5, nil},
		// No spaces: cut between clusters, the subscript stays with its letter.
		{"ខ្ញុំស្ករ", 1, []string{"ខ្ញុំ", "ស្ក", "រ"}},
		{"បង់\u200bប្រាក់", 3, []string{"បង់", "ប្រាក់"}},
	}
	for _, tt := range tests {
		if got := wrap(tt.text, tt.width, wide); !slices.Equal(got, tt.want) {
			t.Errorf("%q at %v: %q, want %q", tt.text, tt.width, got, tt.want)
		}
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
			a := ended("20", payment.Refused, usd(300), 0)
			a.Problem, a.Detail = tt.problem, tt.detail
			for lang, want := range map[words.Language]string{words.English: tt.en, words.Khmer: tt.km} {
				s := withFront(a)(newState(cannedSnapshot(), lang, nil, false))
				if got := s.panel(noon).title; got != want {
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
		{"slip", queue.Job{ID: 3, Slip: &payment.Slip{Amount: usd(350)}}, "Did the paper come out? QR slip, $3.50", "តើក្រដាសចេញមកឬទេ? ក្រដាស QR $3.50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for lang, want := range map[words.Language]string{words.English: tt.en, words.Khmer: tt.km} {
				s := newState(cannedSnapshot(), lang, nil, false)
				s.snap.Asking = []queue.Job{tt.job}
				if got := s.bars(noon)[0].text; got != want {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

// What came is written like what was asked, so that the two compare at a glance.
func TestOtherAmountIsWrittenLikeEveryAmount(t *testing.T) {
	t.Parallel()
	a := ended("20", payment.Unclaimed, usd(400), 0)
	a.Problem, a.Received, a.Detail = fault.PaymentMismatch, usd(401), usd(401).String()
	s := withFront(a)(newState(cannedSnapshot(), words.English, nil, false))
	if got, want := s.panel(noon).title, "Another amount was paid than was asked: $4.01"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
