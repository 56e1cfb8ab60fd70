package sandbox_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// open loads a page without following redirects.
func open(t *testing.T, method, address string, form url.Values) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", raksmeypay.ContentType)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// TestPaymentPageRefusals: every response code has a page with its number and a
// text in both languages.
func TestPaymentPageRefusals(t *testing.T) {
	t.Parallel()
	usd, khr := sandbox.DefaultProfiles()[0], sandbox.DefaultProfiles()[1]
	inactive, bare, full := usd, usd, usd
	inactive.ID, inactive.Inactive = "inactive", true
	bare.ID, bare.Account = "bare", ""
	full.ID, full.DailyLimit = "full", 100
	b := start(t, sandbox.Config{Profiles: []sandbox.Profile{usd, khr, inactive, bare, full}}, 0)
	stranger, wrongKey := usd, usd
	stranger.ID, wrongKey.Key = "stranger", "another-key"
	for _, c := range []struct {
		profile         sandbox.Profile
		amount          string
		english, number string
	}{
		{stranger, "5.00", "not known", "1"},
		{inactive, "5.00", "not active", "2"},
		{bare, "5.00", "no Bakong account", "3"},
		{wrongKey, "5.00", "not valid", "4"},
		{khr, "99", "below 100 riel", "5"},
		{usd, "10000.01", "limit of one payment", "6"},
		{full, "5.00", "limit for today", "7"},
	} {
		link := raksmeypay.PaymentLink(b.URL, c.profile.ID, c.profile.Key, raksmeypay.LinkRequest{
			TransactionID: "12", Amount: c.amount, SuccessURL: "https://shop.example/ok",
		})
		_, page := open(t, http.MethodGet, link, nil)
		if !strings.Contains(page, c.english) || !strings.Contains(page, "response code</span> "+c.number) || strings.Contains(page, "/qr/") {
			t.Errorf("code %s: %s", c.number, page)
		}
		if paid, _ := open(t, http.MethodPost, strings.Replace(link, "?", "/pay?", 1), nil); paid.StatusCode != http.StatusOK {
			t.Errorf("code %s: its button leads to %s", c.number, paid.Header.Get("Location"))
		}
	}
	if n := len(b.State().Payments); n != 0 {
		t.Errorf("%d payments of refused links", n)
	}
}

// TestPaymentPagePays: loading pages pays nothing; the button pays once; a paid link
// leads back to the shop. A page load is not counted as a create call.
func TestPaymentPagePays(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	link, err := b.client.PaymentLink(raksmeypay.LinkRequest{TransactionID: "12", Amount: "5.00", SuccessURL: "https://shop.example/ok?order=7#top"})
	if err != nil {
		t.Fatal(err)
	}
	to := func(call string) string { return strings.Replace(link, "?", call+"?", 1) }
	for _, address := range []string{link, link, to("/paid"), to("/state"), to("/pay")} {
		open(t, http.MethodGet, address, nil)
	}
	if p := b.State().Payments; len(p) != 1 || p[0].Status != sandbox.Pending || p[0].Creates != 0 {
		t.Fatalf("after looking: %+v", p)
	}
	if _, state := open(t, http.MethodGet, to("/state"), nil); !strings.Contains(state, `"paid":false`) {
		t.Errorf("state %s", state)
	}
	for range 2 { // a double click
		if r, _ := open(t, http.MethodPost, to("/pay"), nil); r.StatusCode != http.StatusSeeOther {
			t.Fatalf("the button: %s", r.Status)
		}
	}
	if p := b.State().Payments; len(p) != 1 || len(p[0].Received) != 1 {
		t.Fatalf("after paying: %+v", p)
	}
	if r, _ := open(t, http.MethodGet, link, nil); r.StatusCode != http.StatusSeeOther || !strings.Contains(r.Header.Get("Location"), "/paid?") {
		t.Errorf("the link again: %s %s", r.Status, r.Header.Get("Location"))
	}
	r, page := open(t, http.MethodGet, to("/paid"), nil)
	if !strings.Contains(page, `data-back="https://shop.example/ok?order=7&amp;success_time=`) {
		t.Errorf("the way back: %s", page)
	}
	if policy := r.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "frame-ancestors") {
		t.Errorf("policy %q", policy)
	}
	if r.Header.Get("Referrer-Policy") != "same-origin" || r.Header.Get("X-Frame-Options") != "" {
		t.Errorf("headers %v", r.Header)
	}
}

// TestTopUpFrame: the user must be given and the amount within bounds; each amount is
// a payment of its own, and only the gateway's own page can pay it.
func TestTopUpFrame(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	profile := sandbox.DefaultProfiles()[0]
	frame := b.URL + raksmeypay.SMMPath(profile.ID) + "?amount=5.00&min=1.00&max=100.00"
	user := "&u=dara&e=dara%40shop.example"
	for _, c := range []struct{ address, want string }{
		{frame, "is missing"},
		{frame + "&u=dara", "is missing"},
		{frame + "&u=dara&e=nobody", "is missing"},
		{frame + "&u=+&e=dara%40shop.example", "is missing"},
		{frame + "&u=dara&e=" + strings.Repeat("a", 300) + "%40b", "is missing"},
		{strings.Replace(frame, "max=100.00", "max=0.50", 1) + user, "not valid"},
		{strings.Replace(frame, "min=1.00", "min=1e3", 1) + user, "not valid"},
		{strings.Replace(frame, profile.ID, "stranger", 1) + user, "not known"},
		{strings.Replace(frame, "amount=5.00", "amount=0.99", 1) + user, `class="problem"`},
		{strings.Replace(frame, "amount=5.00", "amount=100.01", 1) + user, `class="problem"`},
		{frame + user, `class="range"`},
		{frame + user + "&top_up=1&proof=x", "not valid"},
	} {
		if _, page := open(t, http.MethodGet, c.address, nil); !strings.Contains(page, c.want) {
			t.Errorf("%s: no %q in\n%s", c.address, c.want, page)
		}
	}
	for _, amount := range []string{"", "0.99", "100.01", "5.001", "5e1", "-5", "៥"} {
		if r, page := open(t, http.MethodPost, frame+user, url.Values{"amount": {amount}}); !strings.Contains(page, `class="problem"`) {
			t.Errorf("amount %q: %s", amount, r.Status)
		}
	}
	if n := len(b.State().Payments); n != 0 {
		t.Fatalf("%d payments of refused amounts", n)
	}
	var codes []string
	for range 2 {
		r, _ := open(t, http.MethodPost, frame+user, url.Values{"amount": {"7"}})
		codes = append(codes, b.URL+r.Header.Get("Location"))
	}
	for _, at := range append(codes, codes...) { // a reload creates nothing
		if _, page := open(t, http.MethodGet, at, nil); !strings.Contains(page, "/qr/") {
			t.Errorf("%s shows no code", at)
		}
	}
	p := b.State().Payments
	if len(p) != 2 || p[0].TransactionID == p[1].TransactionID || p[0].Amount != "7.00" || p[0].Remark != "top-up dara dara@shop.example" {
		t.Fatalf("payments %+v", p)
	}
	// The frame can pay only its own top-ups, not a till's payment.
	b.create(t, "12", "5.00")
	for _, form := range []url.Values{{"pay": {"12"}}, {"pay": {"12"}, "proof": {"x"}}, {"pay": {p[0].TransactionID}, "proof": {""}}} {
		open(t, http.MethodPost, frame+user, form)
	}
	for _, p := range b.State().Payments {
		if len(p.Received) > 0 {
			t.Errorf("%s was paid without a proof", p.TransactionID)
		}
	}
	state := strings.Replace(codes[0], "?", "/state?", 1)
	if _, said := open(t, http.MethodGet, state, nil); !strings.Contains(said, `"paid":false`) {
		t.Errorf("state %s", said)
	}
	b.pay(t, p[0].TransactionID) // in a bank's app
	if _, said := open(t, http.MethodGet, state, nil); !strings.Contains(said, `"paid":true`) {
		t.Errorf("state %s", said)
	}
	if _, page := open(t, http.MethodGet, codes[0], nil); !strings.Contains(page, "Topped up 7.00 USD") {
		t.Errorf("paid: %s", page)
	}
}
