package ui

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// unclaimedMoney is a list of two pages with every reason.
func unclaimedMoney() []payment.Attempt {
	money := func(id id.Payment, asked, came money.Money, ago time.Duration) payment.Attempt {
		a := ended(id, payment.Unclaimed, asked, ago)
		a.Watched, a.Received, a.Expires = false, came, a.Created.Add(30*time.Second)
		return a
	}
	cancelled := money("11795332112345", usd(1230), usd(1230), 3*time.Hour)
	cancelled.Expires = cancelled.Created.Add(10 * time.Minute)
	refused := money("11795332112346", usd(250), usd(250), 50*time.Minute)
	refused.Problem = fault.QRAccount
	twice := money("11795332112347", usd(420), usd(840), 20*time.Minute)
	twice.State, twice.LastVerify = payment.Paid, noon.Add(-18*time.Minute)
	return []payment.Attempt{
		money("11795332000001", khr(14000), khr(14000), 51*time.Hour),
		money("11795332000002", usd(300), usd(250), 26*time.Hour),
		cancelled, refused, twice,
		money("11795332112348", usd(1000), usd(1100), 12*time.Minute),
	}
}

func heldAttempt() payment.Attempt {
	a := shownAttempt("20", usd(1230), 4*time.Second)
	a.State, a.Problem, a.Detail = payment.Requested, fault.PayeeUnconfirmed, "sok_dara@aclb"
	a.Payee = payment.Payee{Account: "sok_dara@aclb", Name: "SOK DARA"}
	return a
}

func askedPayee(s state) state {
	a := heldAttempt()
	s.snap.Questions = []pos.PayeeQuestion{{Currency: money.USD, Payee: a.Payee, Payment: a.ID}}
	return s
}

func alarmed(s state) state {
	s.snap.Alarms = []payment.Alarm{
		{
			ID: 3, Kind: payment.AlarmOtherAccount, Payment: "20", Currency: money.USD, Expected: "sok_dara@aclb",
			Found: payment.Payee{Account: "quick_cash@bank", Name: "QUICK CASH"}, Raised: noon.Add(-40 * time.Minute), Last: noon.Add(-3 * time.Minute), Times: 4,
		},
		{ID: 4, Kind: payment.AlarmOtherAccount, Currency: money.KHR, Found: payment.Payee{Account: "other@bank", Name: "OTHER"}, Last: noon, Times: 1},
	}
	return s
}

// unclear is a shop in which the bank was not understood.
func unclear(s state) state {
	s.snap.Alarms = []payment.Alarm{{
		ID: 5, Kind: payment.AlarmPaidUnclear, Payment: "11795332112345", Currency: money.USD, Money: usd(1230),
		Raised: noon.Add(-time.Hour), Last: noon.Add(-time.Hour), Times: 1,
	}}
	return s
}

// payLink is as long as a real address with two callbacks and its hash.
const payLink = "https://pay.example/payment/request/pf_5c1d2e3f4a5b?transaction_id=11795332112345&amount=12.30" +
	"&hash=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08&success_url=https%3A%2F%2Fshop.example%2Fpaid%2F11795332112345&remark=Order+1042"

func linkAttempt() payment.Attempt {
	a := shownAttempt("11795332112345", usd(1230), time.Minute)
	a.QR, a.Payee, a.Channel = "", payment.Payee{}, payment.ChannelLink
	a.Expires = a.Created.Add(24 * time.Hour)
	return a
}

func withLink(s state) state {
	s = withFront(linkAttempt())(s)
	s.link = link{"11795332112345", payLink}
	return s
}

// typedForm opens a form of the list's third payment and types into it.
func typedForm(t task, page deskPage, texts ...string) func(state) state {
	return func(s state) state {
		s.snap.Unclaimed = unclaimedMoney()
		s, _ = s.openList(noon).openDetail(2)
		s, _ = s.openForm(form{task: t})
		s.desk.form = s.desk.form.withPIN()
		for i, text := range texts {
			s.desk.form.focus = i
			s.desk.form = s.desk.form.with(i, text)
		}
		s.desk.page = page
		return s
	}
}

func deskScenes() []scene {
	detail := func(s state) state {
		s.snap.Unclaimed = unclaimedMoney()
		s, _ = s.openList(noon).openDetail(2)
		s.desk.past = []payment.Settlement{
			{Kind: payment.SettleNote, Note: "ភ្ញៀវនឹងមកវិញល្ងាចនេះ", By: "សុខា", At: noon.Add(-2 * time.Hour)},
			{Kind: payment.SettleNote, Note: "Called ACLEDA, they look into it", By: "Sokha", At: noon.Add(-time.Hour)},
		}
		return s
	}
	return []scene{
		{"payee-held", func(s state) state { return withFront(heldAttempt())(askedPayee(s)) }},
		{"payee-bar", func(s state) state {
			s = askedPayee(s)
			s.snap.Attempts = append(s.snap.Attempts, heldAttempt())
			s.entry.digits = "350"
			return s
		}},
		{"payee-form", func(s state) state {
			s, _ = withFront(heldAttempt())(askedPayee(s)).answerPayee(true, noon)
			return s
		}},
		{"payee-review", func(s state) state {
			s, _ = withFront(heldAttempt())(askedPayee(s)).answerPayee(true, noon)
			s.desk.form = s.desk.form.with(0, "សុខា")
			s.desk.page = deskReview
			return s
		}},
		{"alarm-bar", func(s state) state { s = alarmed(waitingTray(s)); s.entry.digits = "350"; return s }},
		{"alarm-payee", func(s state) state {
			return withFront(shownAttempt("21", usd(420), time.Minute))(alarmed(askedPayee(s)))
		}},
		{"alarm-form", func(s state) state {
			s, _ = alarmed(s).readAlarm(noon)
			s.desk.form = s.desk.form.withPIN().with(0, "Sokha")
			s.desk.form.focus, s.desk.form.problem = 1, said{code: fault.PINWrong}
			return s
		}},
		{"list", func(s state) state {
			s.snap.Unclaimed = unclaimedMoney()
			s = waitingTray(s).openList(noon)
			s.desk.row = 2
			return s.say(noon, statusGood, words.PaidInTray, "$4.20", "01/2026/000188")
		}},
		{"list-alarm", func(s state) state {
			s = alarmed(s)
			s.snap.Unclaimed = unclaimedMoney()
			return s.openList(noon)
		}},
		{"form-alarm", func(s state) state {
			return typedForm(taskRefund, deskForm, "FT26327HX81", "Sokha", "1234")(unclear(s))
		}},
		{"alarm-unclear", func(s state) state {
			s, _ = unclear(s).readAlarm(noon)
			return s
		}},
		{"list-empty", func(s state) state { return s.openList(noon) }},
		{"detail", detail},
		{"form-receipt", typedForm(taskReceipt, deskForm, "000187", "សុខា", "1234")},
		{"form-refund", func(s state) state {
			s = typedForm(taskRefund, deskForm, "", "")(s)
			s.desk.form.focus, s.desk.form.problem = 0, said{code: fault.ReferenceMissing}
			return s
		}},
		{"review-sale", typedForm(taskSale, deskReview, "Sokha", "1234")},
		{"review-refund", typedForm(taskRefund, deskReview, "FT26327HX81", "Sokha", "1234")},
		{"done", func(s state) state {
			s = typedForm(taskReceipt, deskForm, "187", "Sokha")(s)
			return s.settled(settleCommand{pos.SettleRequest{Kind: payment.SettleReceipt, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}}}, outcome{}, nil, noon)
		}},
		{"link", withLink},
		{"link-cancel", func(s state) state { s = withLink(s); s.confirm = true; return s }},
		{"one-profile", func(s state) state {
			delete(s.snap.Settings, settings.KHRProfileID)
			s.entry.digits, s.canLink = "350", true
			s, _ = s.act(action{verb: doFlip}, noon)
			return s
		}},
		{"no-profile", func(s state) state {
			delete(s.snap.Settings, settings.KHRProfileID)
			delete(s.snap.Settings, settings.USDProfileID)
			s.entry.digits = "350"
			s, _ = s.act(action{verb: doCharge}, noon)
			return s
		}},
		{"refused-lasting", func(s state) state {
			a := ended("20", payment.Refused, usd(1230), 2*time.Second)
			a.Problem, a.Detail = "gateway_refused_7", ""
			return withFront(a)(s)
		}},
	}
}

// The manager's desk and what leads to it, as pictures.
func TestDeskLooksAsDesigned(t *testing.T) {
	for _, look := range looks {
		if look.dark {
			continue
		}
		for _, sc := range deskScenes() {
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, customer := drawBoth(t, sc.in(look.language, false), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
				if look.language == words.English && (sc.name == "payee-form" || sc.name == "link") {
					test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-customer-"+look.name+".png"), customer)
				}
			})
		}
	}
	for _, sc := range deskScenes() {
		switch sc.name {
		case "detail", "alarm-payee", "form-receipt", "form-alarm", "link", "list":
			t.Run(sc.name+"-1024x768", func(t *testing.T) {
				size := fyne.NewSize(1024, 768)
				cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-1024x768.png"), cashier)
			})
		}
	}
}
