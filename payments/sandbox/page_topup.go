package sandbox

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// topUpPage is what the SMM frame shows: first the amount, then the code.
type topUpPage struct {
	User, Email      string
	Amount, Min, Max string
	Symbol, Step     string
	Problem          bool // the amount is not within Min and Max
	Payment          *paymentPage
	Action           string
}

// topUp is a request of the frame.
type topUp struct {
	profile     Profile
	user, email string
	min, max    int64 // minor units; max 0: the profile's limit
}

func (s *Sandbox) readTopUp(r *http.Request) (topUp, int) {
	profile, code := s.known(r.PathValue("profile"))
	if code != codeSuccess {
		return topUp{}, code
	}
	q := r.URL.Query()
	t := topUp{profile: profile, user: trim(q.Get("u")), email: trim(q.Get("e")), min: profile.least(), max: profile.limit()}
	if t.user == "" || !strings.Contains(t.email, "@") || len(t.user)+len(t.email) > 200 {
		return topUp{}, codeInvalid
	}
	for name, into := range map[string]*int64{"min": &t.min, "max": &t.max} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		minor, ok := parseMinor(text, profile.Currency)
		if !ok {
			return topUp{}, codeInvalid
		}
		*into = minor
	}
	if t.min > t.max {
		return topUp{}, codeInvalid
	}
	return t, codeSuccess
}

func (t topUp) page(r *http.Request, amount string) topUpPage {
	page := topUpPage{
		User: t.user, Email: t.email, Amount: amount, Symbol: symbol(t.profile.Currency), Step: "0.01",
		Min: formatMinor(t.min, t.profile.Currency), Max: formatMinor(t.max, t.profile.Currency),
		Action: r.URL.Path + "?" + r.URL.RawQuery,
	}
	if t.profile.Currency == "KHR" {
		page.Step = "100"
	}
	return page
}

// serveTopUp shows the frame, with the amount that the shop proposes.
func (s *Sandbox) serveTopUp(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	t, code := s.readTopUp(r)
	s.mu.Unlock()
	if code != codeSuccess {
		showRefusal(w, code)
		return
	}
	show(w, http.StatusOK, "topup.html", t.page(r, r.URL.Query().Get("amount")))
}

// serveTopUpAsk takes the amount and shows the code, or takes the training
// customer's payment. The gateway gives each top-up an id of its own.
func (s *Sandbox) serveTopUpAsk(w http.ResponseWriter, r *http.Request) {
	if !parseForm(w, r) {
		return
	}
	s.mu.Lock()
	t, code := s.readTopUp(r)
	if code != codeSuccess {
		s.mu.Unlock()
		showRefusal(w, code)
		return
	}
	if id := r.PostForm.Get("pay"); id != "" {
		p := s.ledger.payments[account{t.profile.ID, id}]
		if p != nil && len(p.Received) == 0 {
			s.pay(p, p.Amount)
		}
		s.mu.Unlock()
		if p == nil {
			showRefusal(w, codeInvalid)
			return
		}
		show(w, http.StatusOK, "message.html", messagePage{"បានបញ្ចូលប្រាក់ " + p.Amount + " " + symbol(p.Currency), "Topped up " + p.Amount + " " + p.Currency})
		return
	}
	amount := r.PostForm.Get("amount")
	page := t.page(r, amount)
	minor, ok := parseMinor(amount, t.profile.Currency)
	if page.Problem = !ok || minor < t.min || minor > t.max; !page.Problem {
		var p *Payment
		if p, code = s.ask(t.profile, s.nextTopUp(t.profile), formatMinor(minor, t.profile.Currency), "top-up "+t.user+" "+t.email); code == codeSuccess {
			page.Payment = &paymentPage{
				Amount: p.Amount, Symbol: page.Symbol, Picture: "/qr/" + p.MD5 + ".png",
				Expires: p.ExpiresMS, Query: url.QueryEscape(p.TransactionID),
			}
		}
	}
	s.mu.Unlock()
	if code != codeSuccess {
		showRefusal(w, code)
		return
	}
	show(w, http.StatusOK, "topup.html", page)
}

// nextTopUp is an id that no payment of the profile has. The lock is held.
func (s *Sandbox) nextTopUp(profile Profile) string {
	n := s.now().UnixMilli()
	for s.ledger.payments[account{profile.ID, strconv.FormatInt(n, 10)}] != nil {
		n++
	}
	return strconv.FormatInt(n, 10)
}
