package sandbox

import (
	"net/http"
	"strconv"
	"strings"

	"psar/payments/raksmeypay"
)

// topUpPage is the content of the SMM frame: first the amount, then the code.
type topUpPage struct {
	User, Email            string
	Amount, Min, Max, Step string
	Currency               string
	Problem                bool // the amount is outside Min and Max
	Payment                *paymentPage
	Action                 string
}

// topUp is a request of the frame. Nothing in its address is authenticated: the
// vendor's has no hash.
type topUp struct {
	profile     Profile
	user, email string
	min, max    int64 // minor units
}

// maxUser is the longest login and e-mail together, in bytes.
const maxUser = 200

func (s *Sandbox) readTopUp(r *http.Request) (topUp, int) {
	profile, code := s.known(r.PathValue("profile"))
	if code != codeSuccess {
		return topUp{}, code
	}
	q := r.URL.Query()
	t := topUp{profile: profile, user: trim(q.Get("u")), email: trim(q.Get("e")), min: profile.least(), max: profile.limit()}
	if t.user == "" || !strings.Contains(t.email, "@") || len(t.user)+len(t.email) > maxUser {
		return topUp{}, codeNoUser
	}
	for _, bound := range []struct {
		name string
		into *int64
	}{{"min", &t.min}, {"max", &t.max}} {
		text := q.Get(bound.name)
		if text == "" {
			continue
		}
		minor, ok := parseMinor(text, profile.Currency)
		if !ok {
			return topUp{}, codeInvalid
		}
		*bound.into = minor
	}
	if t.min > t.max {
		return topUp{}, codeInvalid
	}
	return t, codeSuccess
}

// allows reads an amount, and reports whether it is within the frame's bounds.
func (t topUp) allows(amount string) (minor int64, ok bool) {
	minor, ok = parseMinor(amount, t.profile.Currency)
	return minor, ok && t.min <= minor && minor <= t.max
}

func (t topUp) page(r *http.Request, amount string) topUpPage {
	page := topUpPage{
		User: t.user, Email: t.email, Amount: amount, Currency: t.profile.Currency, Step: "0.01",
		Min: formatMinor(t.min, t.profile.Currency), Max: formatMinor(t.max, t.profile.Currency),
		Action: below(r, ""),
	}
	if t.profile.Currency == "KHR" {
		page.Step = "1"
	}
	_, ok := t.allows(amount)
	page.Problem = amount != "" && !ok
	return page
}

// serveTopUp shows the frame: the proposed amount, then the code of the top-up that
// the address names, then that it was paid.
func (s *Sandbox) serveTopUp(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	t, code := s.readTopUp(r)
	var page topUpPage
	var p *Payment
	paid := false
	if code == codeSuccess {
		q := r.URL.Query()
		page = t.page(r, q.Get("amount"))
		if q.Has("top_up") {
			if p = s.toppedUp(t.profile, q.Get("top_up"), q.Get("proof")); p == nil {
				code = codeWrongHash
			} else {
				paid = len(p.Received) > 0
				made := s.pageOf(t.profile, p)
				made.Action, made.ID, made.Proof = below(r, ""), p.TransactionID, q.Get("proof")
				made.Ask, made.Next = below(r, "/state"), below(r, "")
				page.Payment = &made
			}
		}
	}
	s.mu.Unlock()
	switch {
	case code != codeSuccess:
		showRefusal(w, code)
	case paid:
		done := say("បានបញ្ចូលប្រាក់ "+p.Amount+" "+p.Currency, "Topped up "+p.Amount+" "+p.Currency)
		done.Done = true
		show(w, http.StatusOK, "message.html", done)
	default:
		show(w, http.StatusOK, "topup.html", page)
	}
}

// serveTopUpPost handles the amount or the training customer's payment, and redirects
// to the page with the result, so that a reload repeats nothing.
func (s *Sandbox) serveTopUpPost(w http.ResponseWriter, r *http.Request) {
	if !parseForm(w, r) {
		return
	}
	s.mu.Lock()
	t, code := s.readTopUp(r)
	var p *Payment
	amount := r.PostForm.Get("amount")
	problem := false
	switch id := r.PostForm.Get("pay"); {
	case code != codeSuccess:
	case id != "":
		if p = s.toppedUp(t.profile, id, r.PostForm.Get("proof")); p == nil {
			code = codeWrongHash
		} else if len(p.Received) == 0 {
			s.pay(p, p.Amount)
		}
	default:
		minor, ok := t.allows(amount)
		if problem = !ok; ok {
			p, code = s.ask(t.profile, s.nextTopUp(t.profile), formatMinor(minor, t.profile.Currency), "top-up "+t.user+" "+t.email)
		}
	}
	s.mu.Unlock()
	switch {
	case code != codeSuccess:
		showRefusal(w, code)
	case problem:
		page := t.page(r, amount)
		page.Problem = true
		show(w, http.StatusOK, "topup.html", page)
	default:
		q := r.URL.Query()
		q.Set("top_up", p.TransactionID)
		q.Set("proof", proof(t.profile, p))
		http.Redirect(w, r, r.URL.EscapedPath()+"?"+q.Encode(), http.StatusSeeOther)
	}
}

// serveTopUpState tells a waiting page whether a top-up was paid.
func (s *Sandbox) serveTopUpState(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	profile, _ := s.known(r.PathValue("profile"))
	p := s.toppedUp(profile, r.URL.Query().Get("top_up"), r.URL.Query().Get("proof"))
	paid := p != nil && len(p.Received) > 0
	s.mu.Unlock()
	sayPaid(w, paid)
}

// toppedUp is the top-up that an address or a form names and proves, else nil: a
// page must not be able to pay a payment of another call. s.mu must be held.
func (s *Sandbox) toppedUp(profile Profile, id, given string) *Payment {
	p := s.ledger.payments[account{profile.ID, id}]
	if p == nil || given != proof(profile, p) {
		return nil
	}
	return p
}

// proof is the part of a top-up's address that only the gateway can make.
func proof(profile Profile, p *Payment) string {
	return raksmeypay.HashVerify(profile.Key, "top-up "+p.TransactionID+" "+p.MD5)
}

// nextTopUp is an id that the profile has not used. s.mu must be held.
func (s *Sandbox) nextTopUp(profile Profile) string {
	n := s.now().UnixMilli()
	for s.ledger.payments[account{profile.ID, strconv.FormatInt(n, 10)}] != nil {
		n++
	}
	return strconv.FormatInt(n, 10)
}
