package sandbox

import (
	"net/http"
	"net/url"
	"time"

	"psar/payments/raksmeypay"
)

// paymentPage is the content of the payment page.
type paymentPage struct {
	Merchant, MerchantKhmer string
	Amount, Currency        string
	Picture                 string // address of the code's picture
	LeftMS                  int64  // milliseconds until the code expires; 0 after it
	Action                  string // where the training customer's button posts to
	ID, Proof               string // what the button posts; "": Action holds the proof
	Ask, Next               string // the address that tells whether it was paid, and where to go then
}

// pageOf is the page of a payment, without its addresses. s.mu must be held.
func (s *Sandbox) pageOf(profile Profile, p *Payment) paymentPage {
	return paymentPage{
		Merchant: profile.MerchantName, MerchantKhmer: profile.MerchantNameKhmer,
		Amount: p.Amount, Currency: p.Currency, Picture: "/qr/" + p.MD5 + ".png",
		LeftMS: max(0, p.ExpiresMS-s.now().UnixMilli()),
	}
}

// link is a payment link with a valid hash.
type link struct {
	profile Profile
	id      string
	amount  string
	remark  string
	back    string // the success URL, unencoded
}

// readLink checks the query of a payment link like the vendor's page: the hash
// covers the success URL, encoded once. s.mu must be held.
func (s *Sandbox) readLink(r *http.Request) (link, int) {
	profile, code := s.known(r.PathValue("profile"))
	if code != codeSuccess {
		return link{}, code
	}
	q := r.URL.Query()
	l := link{profile: profile, id: q.Get("transaction_id"), amount: q.Get("amount"), remark: trim(q.Get("remark"))}
	encoded := q.Get("success_url")
	if q.Get("hash") != raksmeypay.HashLink(profile.Key, l.id, l.amount, encoded, l.remark) {
		return link{}, codeWrongHash
	}
	back, err := url.QueryUnescape(encoded)
	if err != nil {
		return link{}, codeInvalid
	}
	u, err := url.Parse(back)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return link{}, codeInvalid
	}
	l.back = back
	return l, codeSuccess
}

// servePayment shows the payment page of a link.
func (s *Sandbox) servePayment(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	l, code := s.readLink(r)
	var page paymentPage
	if code == codeSuccess {
		var p *Payment
		if p, code = s.ask(l.profile, l.id, l.amount, l.remark); code == codeSuccess {
			// The link's own query identifies and proves the payment.
			page = s.pageOf(l.profile, p)
			page.Action = below(r, "/pay")
			page.Ask, page.Next = below(r, "/state"), below(r, "/paid")
		}
	}
	s.mu.Unlock()
	switch code {
	case codeSuccess:
		show(w, http.StatusOK, "payment.html", page)
	case codeAlreadyPaid:
		http.Redirect(w, r, below(r, "/paid"), http.StatusSeeOther)
	default:
		showRefusal(w, code)
	}
}

// servePaymentPay handles the page's button: the training customer pays.
func (s *Sandbox) servePaymentPay(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	l, code := s.readLink(r)
	if code == codeSuccess {
		if p := s.ledger.payments[account{l.profile.ID, l.id}]; p == nil {
			code = codeInvalid
		} else if len(p.Received) == 0 {
			s.pay(p, p.Amount)
		}
	}
	s.mu.Unlock()
	if code != codeSuccess {
		showRefusal(w, code)
		return
	}
	http.Redirect(w, r, "paid?"+r.URL.RawQuery, http.StatusSeeOther)
}

// paidPage is the content of the page that leads back to the shop.
type paidPage struct{ Back string }

// servePaymentPaid sends the browser back to the shop, also out of a frame.
func (s *Sandbox) servePaymentPaid(w http.ResponseWriter, r *http.Request) {
	back, code := s.returnURL(r)
	switch {
	case code != codeSuccess:
		showRefusal(w, code)
	case back == "":
		show(w, http.StatusOK, "message.html", say("មិនទាន់បង់ប្រាក់", "Not paid yet"))
	default:
		show(w, http.StatusOK, "paid.html", paidPage{back})
	}
}

// servePaymentState tells a waiting page whether the link's payment was made.
func (s *Sandbox) servePaymentState(w http.ResponseWriter, r *http.Request) {
	back, code := s.returnURL(r)
	sayPaid(w, code == codeSuccess && back != "")
}

// returnURL is where the browser goes once the link is paid, "" before.
func (s *Sandbox) returnURL(r *http.Request) (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, code := s.readLink(r)
	if code != codeSuccess {
		return "", code
	}
	p := s.ledger.payments[account{l.profile.ID, l.id}]
	if p == nil || len(p.Received) == 0 {
		return "", codeSuccess
	}
	first := p.Received[0]
	back, err := raksmeypay.SuccessReturnURL(l.profile.Key, raksmeypay.ReturnRequest{
		SuccessURL: l.back, TransactionID: l.id, Amount: first.Amount, BakongHash: first.BakongHash,
		Time: s.now().Truncate(time.Second),
	})
	if err != nil {
		return "", codeInvalid
	}
	return back, codeSuccess
}

// sayPaid answers a waiting page.
func sayPaid(w http.ResponseWriter, paid bool) {
	w.Header().Set("Cache-Control", "no-store")
	control(w, http.StatusOK, struct {
		Paid bool `json:"paid"`
	}{paid})
}

// below is an address below the current page's, with the same query.
func below(r *http.Request, path string) string {
	return r.URL.EscapedPath() + path + "?" + r.URL.RawQuery
}
