package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// unmatchedMoney is a list of two pages with every reason.
func unmatchedMoney() []payment.Attempt {
	money := func(id id.Payment, asked, came money.Money, ago time.Duration) payment.Attempt {
		a := uitest.Ended(id, payment.Unmatched, asked, ago)
		a.Watched, a.Received, a.Expires = false, came, a.Created.Add(30*time.Second)
		return a
	}
	cancelled := money("11795332112345", uitest.USD(1230), uitest.USD(1230), 3*time.Hour)
	cancelled.Expires = cancelled.Created.Add(10 * time.Minute)
	refused := money("11795332112346", uitest.USD(250), uitest.USD(250), 50*time.Minute)
	refused.Problem = fault.QRAccount
	twice := money("11795332112347", uitest.USD(420), uitest.USD(840), 20*time.Minute)
	twice.State, twice.LastVerify = payment.Paid, uitest.Noon.Add(-18*time.Minute)
	return []payment.Attempt{
		money("11795332000001", uitest.KHR(14000), uitest.KHR(14000), 51*time.Hour),
		money("11795332000002", uitest.USD(300), uitest.USD(250), 26*time.Hour),
		cancelled, refused, twice,
		money("11795332112348", uitest.USD(1000), uitest.USD(1100), 12*time.Minute),
	}
}

func heldAttempt() payment.Attempt {
	a := uitest.Shown("20", uitest.USD(1230), 4*time.Second)
	a.State, a.Problem, a.Detail = payment.Requested, fault.PayeeUnconfirmed, "sok_dara@aclb"
	a.Payee = payment.Payee{Account: "sok_dara@aclb", Name: "SOK DARA"}
	return a
}

func askedPayee(s Model) Model {
	a := heldAttempt()
	s.Snap.Questions = []pos.PayeeQuestion{{Currency: money.USD, Payee: a.Payee, Payment: a.ID}}
	return s
}

// differing asks about a code that says something else than the shop's codes so far.
func differing(front bool, differences ...payment.Difference) func(Model) Model {
	return func(s Model) Model {
		a := heldAttempt()
		a.Problem, a.Detail = fault.PayeeDiffers, payment.Described(differences)
		s.Snap.Questions = []pos.PayeeQuestion{{
			Currency: money.USD, Payee: a.Payee, Payment: a.ID, Code: &pos.CodePayee{Differences: differences, Payments: []id.Payment{a.ID}},
		}}
		if front {
			return withFront(a)(s)
		}
		s.Snap.Attempts = append(s.Snap.Attempts, a)
		s.Entry.Digits = "350"
		return s
	}
}

// otherMerchant is the most that has room: another receiver, with a long name.
var otherMerchant = []payment.Difference{
	{Field: payment.FieldMerchant, Was: "0011223344556677", Is: "0099887766554433"},
	{Field: "26/00", Is: "com.somebody.else.payments"},
	{Field: payment.FieldName, Was: "SOK DARA", Is: "ហាងលក់ទំនិញចម្រុះ ភ្នំពេញ"},
	{Field: payment.FieldBank, Was: "ACLEDA Bank Plc.", Is: "Somebody Else Microfinance"}, {Field: payment.FieldCity, Was: "Phnom Penh"},
}

// perPayment is what a second code may say otherwise with every payment.
var perPayment = []payment.Difference{{Field: "15", Was: "0011795332112345", Is: "0011795332112346", Varies: true}}

func alerted(s Model) Model {
	s.Snap.Alerts = []payment.Alert{
		{
			ID: 3, Kind: payment.AlertOtherAccount, Payment: "20", Currency: money.USD, Expected: "sok_dara@aclb",
			Found: payment.Payee{Account: "quick_cash@bank", Name: "QUICK CASH"}, Raised: uitest.Noon.Add(-40 * time.Minute), Last: uitest.Noon.Add(-3 * time.Minute), Times: 4,
		},
		{ID: 4, Kind: payment.AlertOtherAccount, Currency: money.KHR, Found: payment.Payee{Account: "other@bank", Name: "OTHER"}, Last: uitest.Noon, Times: 1},
	}
	return s
}

// unclear is a shop in which the bank was not understood.
func unclear(s Model) Model {
	s.Snap.Alerts = []payment.Alert{{
		ID: 5, Kind: payment.AlertPaidUnclear, Payment: "11795332112345", Currency: money.USD, Money: uitest.USD(1230),
		Raised: uitest.Noon.Add(-time.Hour), Last: uitest.Noon.Add(-time.Hour), Times: 1,
	}}
	return s
}

// putBack is a shop whose folder somebody put back.
func putBack(s Model) Model {
	s.Snap.Alerts = []payment.Alert{{
		ID: 6, Kind: payment.AlertJournalBehind, Expected: "J12034-0123456789abcdef (01/2026/001934)", Actual: "J11802-fedcba9876543210 (01/2026/001899)",
		Raised: uitest.Noon, Last: uitest.Noon, Times: 1,
	}}
	return s
}

// payLink is as long as a real address with two callbacks and its hash.
const payLink = "https://pay.example/payment/request/pf_5c1d2e3f4a5b?transaction_id=11795332112345&amount=12.30" +
	"&hash=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08&success_url=https%3A%2F%2Fshop.example%2Fpaid%2F11795332112345&remark=Order+1042"

func linkAttempt() payment.Attempt {
	a := uitest.Shown("11795332112345", uitest.USD(1230), time.Minute)
	a.QR, a.Payee, a.Channel = "", payment.Payee{}, payment.ChannelLink
	a.Expires = a.Created.Add(24 * time.Hour)
	return a
}

func withLink(s Model) Model {
	s = withFront(linkAttempt())(s)
	s.link = link{"11795332112345", payLink}
	return s
}

// typedForm opens a form of the list's third payment and types into it.
func typedForm(t task, page view.Page, texts ...string) func(Model) Model {
	return func(s Model) Model {
		s.Snap.Unmatched = unmatchedMoney()
		s, _ = s.openList(uitest.Noon).openDetail(2)
		s, _ = s.page.(detailPage).resolve(s, t, uitest.Noon)
		f := s.Form().withPIN()
		for i, text := range texts {
			f.Focus = i
			f = f.with(i, text)
		}
		if page == view.PageReview {
			return s.open(reviewPage{form: f})
		}
		return s.withForm(f)
	}
}

// alertScenes are a payee that is not known yet, and what a manager has to read.
func alertScenes() []scene {
	return []scene{
		{"payee-held", func(s Model) Model { return withFront(heldAttempt())(askedPayee(s)) }},
		{"payee-bar", func(s Model) Model {
			s = askedPayee(s)
			s.Snap.Attempts = append(s.Snap.Attempts, heldAttempt())
			s.Entry.Digits = "350"
			return s
		}},
		{"payee-form", func(s Model) Model {
			s, _ = withFront(heldAttempt())(askedPayee(s)).answerPayee(true, uitest.Noon)
			return s
		}},
		{"payee-review", func(s Model) Model {
			s, _ = withFront(heldAttempt())(askedPayee(s)).answerPayee(true, uitest.Noon)
			return s.open(reviewPage{form: s.Form().with(0, "សុខា")})
		}},
		{"payee-differs", differing(true, otherMerchant...)},
		{"payee-varies", differing(true, perPayment...)},
		{"payee-differs-bar", differing(false, otherMerchant...)},
		{"payee-differs-form", func(s Model) Model {
			s, _ = differing(true, otherMerchant...)(s).answerPayee(true, uitest.Noon)
			return s.withForm(s.Form().withPIN().with(0, "សុខា"))
		}},
		{"payee-varies-review", func(s Model) Model {
			s, _ = differing(true, perPayment...)(s).answerPayee(true, uitest.Noon)
			return s.open(reviewPage{form: s.Form().with(0, "សុខា")})
		}},
		{"payee-differs-review", func(s Model) Model {
			s, _ = differing(true, otherMerchant...)(s).answerPayee(false, uitest.Noon)
			return s.open(reviewPage{form: s.Form().with(0, "សុខា")})
		}},
		{"alarm-differs", func(s Model) Model {
			s = alerted(s)
			s.Snap.Alerts[0].Found, s.Snap.Alerts[0].Differs = heldAttempt().Payee, payment.Described(otherMerchant[:1])
			s.Entry.Digits = "350"
			return s
		}},
		{"alarm-differs-form", func(s Model) Model {
			s = alerted(s)
			s.Snap.Alerts[0].Found, s.Snap.Alerts[0].Differs = heldAttempt().Payee, payment.Described(otherMerchant[:1])
			s, _ = s.readAlert(uitest.Noon)
			return s
		}},
		{"records-bar", func(s Model) Model { s = putBack(waitingTray(s)); s.Entry.Digits = "350"; return s }},
		{"records-form", func(s Model) Model { s, _ = putBack(s).readAlert(uitest.Noon); return s }},
		{"alarm-bar", func(s Model) Model { s = alerted(waitingTray(s)); s.Entry.Digits = "350"; return s }},
		{"alarm-payee", func(s Model) Model {
			return withFront(uitest.Shown("21", uitest.USD(420), time.Minute))(alerted(askedPayee(s)))
		}},
		{"alarm-form", func(s Model) Model {
			s, _ = alerted(s).readAlert(uitest.Noon)
			s = s.withForm(s.Form().withPIN().with(0, "Sokha"))
			return editedForm(s, func(f *form) { f.Focus, f.Problem = 1, Said{Code: fault.PINWrong} })
		}},
		{"alarm-unclear", func(s Model) Model {
			s, _ = unclear(s).readAlert(uitest.Noon)
			return s
		}},
	}
}

// opened is a payment that a manager has open.
func opened(s Model) Model {
	s.Snap.Unmatched = unmatchedMoney()
	s, _ = s.openList(uitest.Noon).openDetail(2)
	past := []payment.Resolution{
		{Kind: payment.ResolveNote, Note: "ភ្ញៀវនឹងមកវិញល្ងាចនេះ", By: "សុខា", At: uitest.Noon.Add(-2 * time.Hour)},
		{Kind: payment.ResolveNote, Note: "Called ACLEDA, they look into it", By: "Sokha", At: uitest.Noon.Add(-time.Hour)},
	}
	return edited(s, func(p *detailPage) { p.past = past })
}

// unmatchedScenes are money without a sale, and what can be done with it.
func unmatchedScenes() []scene {
	return []scene{
		{"list", func(s Model) Model {
			s.Snap.Unmatched = unmatchedMoney()
			s = waitingTray(s).openList(uitest.Noon)
			s = s.open(listPage{row: 2})
			return s.Say(uitest.Noon, view.StatusGood, words.PaidInTray, "$4.20", "01/2026/000188")
		}},
		{"list-alarm", func(s Model) Model {
			s = alerted(s)
			s.Snap.Unmatched = unmatchedMoney()
			return s.openList(uitest.Noon)
		}},
		{"form-alarm", func(s Model) Model {
			return typedForm(taskRefund, view.PageForm, "FT26327HX81", "Sokha", "1234")(unclear(s))
		}},
		{"list-empty", func(s Model) Model { return s.openList(uitest.Noon) }},
		{"detail", opened},
		{"form-receipt", typedForm(taskReceipt, view.PageForm, "000187", "សុខា", "1234")},
		{"form-refund", func(s Model) Model {
			s = typedForm(taskRefund, view.PageForm, "", "")(s)
			return editedForm(s, func(f *form) { f.Focus, f.Problem = 0, Said{Code: fault.ReferenceMissing} })
		}},
		{"review-sale", typedForm(taskSale, view.PageReview, "Sokha", "1234")},
		{"review-refund", typedForm(taskRefund, view.PageReview, "FT26327HX81", "Sokha", "1234")},
		{"done", func(s Model) Model {
			s = typedForm(taskReceipt, view.PageForm, "187", "Sokha")(s)
			return answered(s, ResolveCommand{pos.ResolveRequest{Kind: payment.ResolveReceipt, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}}}, told{}, nil, uitest.Noon)
		}},
	}
}

// linkScenes are a payment link, and what can’t be charged.
func linkScenes() []scene {
	return []scene{
		{"link", withLink},
		{"link-cancel", func(s Model) Model { s = withLink(s); s.Confirm = true; return s }},
		{"one-profile", func(s Model) Model {
			delete(s.Snap.Settings, settings.KHRProfileID)
			s.Entry.Digits, s.CanLink = "350", true
			s, _ = s.Act(ask(view.DoFlip), uitest.Noon)
			return s
		}},
		{"no-profile", func(s Model) Model {
			delete(s.Snap.Settings, settings.KHRProfileID)
			delete(s.Snap.Settings, settings.USDProfileID)
			s.Entry.Digits = "350"
			s, _ = s.Act(ask(view.DoCharge), uitest.Noon)
			return s
		}},
		{"codes-doubted", func(s Model) Model {
			s.Snap.Alerts = []payment.Alert{{ID: 7, Kind: payment.AlertPayFacts, Expected: "J41-ab12cd34ef560789 gateway.usd.profile_id", Raised: uitest.Noon, Last: uitest.Noon, Times: 1}}
			s.Entry.Digits = "350"
			s, _ = s.Act(ask(view.DoCharge), uitest.Noon)
			return s
		}},
		{"refused-lasting", func(s Model) Model {
			a := uitest.Ended("20", payment.Refused, uitest.USD(1230), 2*time.Second)
			a.Problem, a.Detail = "gateway_refused_7", ""
			return withFront(a)(s)
		}},
	}
}
