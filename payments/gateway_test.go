package payments

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/payments/khqr"
	"psar/payments/paytest"
	"psar/payments/raksmeypay"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

func TestCreateAsksAndAccepts(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	qr := codeOf(t, nil)
	r.create = func(w http.ResponseWriter, form map[string][]string) {
		hash := raksmeypay.HashCreate("dollar-key", string(attempt.ID), "5.00", "table 4")
		for key, want := range map[string]string{
			"transaction_id": string(attempt.ID), "amount": "5.00", "remark": "table 4", "hash": hash,
		} {
			if got := strings.Join(form[key], "|"); got != want {
				t.Errorf("%s: %q, want %q", key, got, want)
			}
		}
		fmt.Fprint(w, answer(qr, khqr.MD5(qr)))
	}
	g, _ := gatewayTo(r, nil)
	want := payment.CodeAccepted{
		QR:      qr,
		Payee:   payment.Payee{Account: "shop@bank", Name: "Sok Shop", NameKhmer: "ហាងសុខ", City: "Phnom Penh"},
		Expires: noon.Add(5 * time.Minute),
	}
	if got := g.Create(context.Background(), attempt); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestCreateInRielHasNoDecimals(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	riel := attempt
	riel.Amount = money.Riel(20_000)
	qr := codeOf(t, func(c *khqr.Code) { c.Currency, c.Amount = khqr.KHR, "20000" })
	r.create = func(w http.ResponseWriter, form map[string][]string) {
		if got := form["amount"][0]; got != "20000" {
			t.Errorf("asked for %q", got)
		}
		fmt.Fprint(w, strings.Replace(answer(qr, ""), "5.00", "20000", 1))
	}
	g, _ := gatewayTo(r, nil)
	if got := paytest.Named(g.Create(context.Background(), riel)); got != "CodeAccepted" {
		t.Error(got)
	}
}

// Each check before show refuses its codes.
func TestCodesThatAreNotShown(t *testing.T) {
	t.Parallel()
	dynamic := codeOf(t, nil)
	// Tag 99 is the last before the CRC, with 34 characters.
	noEnd := reseal(dynamic[:strings.LastIndex(dynamic, "9934")])
	tests := []struct {
		name, qr, md5 string
		settings      settings.Values
		want          string
	}{
		{"good, no md5 given", dynamic, "", nil, "CodeAccepted"},
		{"good, the pinned account", dynamic, "", settings.Values{settings.USDAccount: "shop@bank"}, "CodeAccepted"},
		{"another amount", codeOf(t, func(c *khqr.Code) { c.Amount = "50" }), "", nil, "CodeRejected code_amount"},
		{"a cent less", codeOf(t, func(c *khqr.Code) { c.Amount = "4.99" }), "", nil, "CodeRejected code_amount"},
		{"another currency", codeOf(t, func(c *khqr.Code) { c.Currency, c.Amount = khqr.KHR, "500" }), "", nil, "CodeRejected code_currency"},
		{"another account", dynamic, "", settings.Values{settings.USDAccount: "owner@bank"}, "CodeRejected code_account"},
		{"the pin in another case", dynamic, "", settings.Values{settings.USDAccount: "Shop@bank"}, "CodeRejected code_account"},
		{"expired", codeOf(t, func(c *khqr.Code) { c.CreatedMS, c.ExpiresMS = noon.Add(-time.Hour).UnixMilli(), noon.UnixMilli()-1 }), "", nil, "CodeRejected code_expired"},
		{"static", codeOf(t, func(c *khqr.Code) {
			c.PointOfInitiation, c.Amount, c.CreatedMS, c.ExpiresMS = khqr.Static, "", 0, 0
		}), "", nil, "CodeRejected code_static"},
		{"no end", noEnd, "", nil, "CodeRejected code_no_expiry"},
		{"no end, allowed", noEnd, "", settings.Values{settings.AllowNoExpiry: "true"}, "CodeAccepted"},
		{"a wrong checksum", dynamic[:len(dynamic)-4] + flip(dynamic[len(dynamic)-4:]), "", nil, "CodeRejected code_crc"},
		{"the md5 of another", dynamic, khqr.MD5(dynamic + " "), nil, "CodeRejected code_md5"},
		{"cut short", dynamic[:40], "", nil, "CodeRejected code_malformed"},
		{"not a code", "hello", "", nil, "CodeRejected code_malformed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRemote(t)
			r.create = says(answer(tt.qr, tt.md5))
			g, _ := gatewayTo(r, tt.settings)
			if got := paytest.Named(g.Create(context.Background(), attempt)); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// reseal appends the CRC to a code without one.
func reseal(body string) string {
	body += "6304"
	crc := uint16(0xFFFF)
	for i := range len(body) {
		crc ^= uint16(body[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return fmt.Sprintf("%s%04X", body, crc)
}

func flip(crc string) string {
	if crc[0] == '0' {
		return "1" + crc[1:]
	}
	return "0" + crc[1:]
}

func TestCreateAnswers(t *testing.T) {
	t.Parallel()
	qr := codeOf(t, nil)
	status := func(code int, header, body string) func(http.ResponseWriter, map[string][]string) {
		return func(w http.ResponseWriter, _ map[string][]string) {
			if name, value, ok := strings.Cut(header, ": "); ok {
				w.Header().Set(name, value)
			}
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	refusal := func(n int) string { return fmt.Sprintf(`{"responseCode":%d,"responseMessage":"No"}`, n) }
	tests := []struct {
		name   string
		create func(http.ResponseWriter, map[string][]string)
		want   string
	}{
		{"profile not found", says(refusal(1)), "GatewayRefused gateway_refused_1"},
		{"wrong hash", status(400, "", refusal(4)), "GatewayRefused gateway_refused_4"},
		{"daily limit", says(refusal(7)), "GatewayRefused gateway_refused_7"},
		{"a number that nobody documented", says(refusal(99)), "GatewayRefused gateway_refused"},
		{"already paid", says(refusal(8)), "OutcomeUnknown already_paid"},
		{"already paid, one call too many", status(429, "Retry-After: 7", refusal(8)), "OutcomeUnknown already_paid"},
		{"another id comes back", says(strings.Replace(answer(qr, ""), string(attempt.ID), "11795316400001", 1)), "CodeRejected code_echo"},
		{"another amount comes back", says(strings.Replace(answer(qr, ""), "5.00", "6.00", 1)), "CodeRejected code_echo"},
		{"a page", says("<html>502</html>"), "OutcomeUnknown gateway_answer"},
		{"a warning before JSON", says("Warning: x in y.php\n" + answer(qr, "")), "OutcomeUnknown gateway_answer"},
		{"a cut body", says(answer(qr, "")[:80]), "OutcomeUnknown gateway_answer"},
		{"an empty body", says(""), "OutcomeUnknown gateway_answer"},
		{"an error of the server", status(500, "", "{}"), "OutcomeUnknown gateway_answer"},
		{"sent elsewhere", status(302, "Location: https://example.com/", ""), "OutcomeUnknown gateway_answer"},
		{"too many calls, said as a refusal", status(429, "Retry-After: 7", refusal(429)), "OutcomeUnknown gateway_rate_limited"},
		{"too many calls", status(429, "Retry-After: 7", ""), "OutcomeUnknown gateway_rate_limited"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRemote(t)
			r.create = tt.create
			r.verify = func(http.ResponseWriter, map[string][]string) { t.Error("a second call, past the limiter") }
			g, _ := gatewayTo(r, nil)
			got := g.Create(context.Background(), attempt)
			if paytest.Named(got) != tt.want {
				t.Errorf("%s, want %s", paytest.Named(got), tt.want)
			}
			if u, ok := got.(payment.OutcomeUnknown); ok && strings.HasPrefix(tt.name, "too many") && u.RetryAfter != 7*time.Second {
				t.Errorf("Retry-After 7 is read as %v", u.RetryAfter)
			}
		})
	}
}

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	g, _ := gatewayTo(r, nil)
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	r.create = func(http.ResponseWriter, map[string][]string) { <-release }
	g.cfg.Timeout = 20 * time.Millisecond
	if got := paytest.Named(g.Create(context.Background(), attempt)); got != "OutcomeUnknown gateway_timeout" {
		t.Error(got)
	}
	closed := newRemote(t)
	closed.Close()
	g, _ = gatewayTo(closed, nil)
	if got := paytest.Named(g.Create(context.Background(), attempt)); got != "OutcomeUnknown gateway_unreachable" {
		t.Error(got)
	}
	if got := paytest.Named(g.Verify(context.Background(), attempt)); got != "OutcomeUnknown gateway_unreachable" {
		t.Error(got)
	}
}

func TestVerifyAnswers(t *testing.T) {
	t.Parallel()
	success := func(amount string) string {
		return `{"status":1,"payment_amount":` + amount + `,"payment_status":"SUCCESS"}`
	}
	const open, unread = "OutcomeUnknown gateway_answer", "PaidUnclear"
	tests := []struct {
		answer string
		usd    string
		khr    string
	}{
		{success(`5`), "VerifiedPaid 5.00 USD", "VerifiedPaid 5 KHR"},
		{success(`5.0`), "VerifiedPaid 5.00 USD", "VerifiedPaid 5 KHR"},
		{success(`5.00`), "VerifiedPaid 5.00 USD", "VerifiedPaid 5 KHR"},
		{success(`"5.00"`), "VerifiedPaid 5.00 USD", "VerifiedPaid 5 KHR"},
		{success(`0.01`), "VerifiedPaid 0.01 USD", unread},
		{success(`20000`), "VerifiedPaid 20000.00 USD", "VerifiedPaid 20000 KHR"},
		{success(`5.001`), unread, unread},
		{success(`0`), unread, unread},
		{success(`-5`), unread, unread},
		{success(`5e0`), unread, unread},
		{success(`null`), unread, unread},
		{success(`"five"`), unread, unread},
		{success(`99999999999`), unread, unread},
		// A double as PHP writes it with serialize_precision 17.
		{success(`0.10000000000000001`), "VerifiedPaid 0.10 USD", unread},
		{success(`4.9900000000000002`), "VerifiedPaid 4.99 USD", unread},
		{success(`8.1999999999999993`), "VerifiedPaid 8.20 USD", unread},
		{success(`9999.9899999999998`), "VerifiedPaid 9999.99 USD", unread},
		{success(`4.9949999999999998`), unread, unread},
		{success(`4.9900000000000102`), unread, unread},
		{success(`4.990000000000000200`), unread, unread},
		{`{"status":1,"payment_amount":5,"payment_status":"success"}`, "VerifiedPaid 5.00 USD", "VerifiedPaid 5 KHR"},
		{`{"status":1,"payment_amount":5,"payment_status":"PENDING"}`, "VerifiedUnpaid true", "VerifiedUnpaid true"},
		{`{"status":0,"err_msg":"Payment not found"}`, "VerifiedUnpaid false", "VerifiedUnpaid false"},
		{`{"status":1,"payment_amount":5,"payment_status":"SUCCESSFUL"}`, open, open},
		{`{"status":1,"payment_amount":5,"payment_status":"FAILED"}`, open, open},
		{`{"status":1,"payment_amount":5,"payment_status":""}`, open, open},
		{`{"status":0,"payment_amount":5,"payment_status":"SUCCESS"}`, "OutcomeUnknown gateway_refused", "OutcomeUnknown gateway_refused"},
		{`{"status":"1","payment_amount":5,"payment_status":"SUCCESS"}`, open, open},
		{`{"status":1,"payment_status":"SUCCESS"}`, unread, unread},
		{`{"payment_amount":5,"payment_status":"SUCCESS"}`, open, open},
		{`{"status":1,"payment_amount":5,"payment_status":"PENDING","payment_status":"SUCCESS"}`, open, open},
		{`[` + success(`5`) + `]`, open, open},
		{success(`5`) + success(`5`), open, open},
		{success(`5`)[:30], open, open},
		{`SUCCESS`, open, open},
		{``, open, open},
		{`{"status":0,"err_msg":"Invalid hash"}`, "OutcomeUnknown gateway_refused", "OutcomeUnknown gateway_refused"},
		{`{"responseCode":4,"responseMessage":"Wrong hash"}`, "OutcomeUnknown gateway_refused_4", "OutcomeUnknown gateway_refused_4"},
	}
	r := newRemote(t)
	g, _ := gatewayTo(r, nil)
	riel := attempt
	riel.Amount = money.Riel(20_000)
	for _, tt := range tests {
		r.verify = says(tt.answer)
		if got := paytest.Named(g.Verify(context.Background(), attempt)); got != tt.usd {
			t.Errorf("%s in USD: %s, want %s", tt.answer, got, tt.usd)
		}
		if got := paytest.Named(g.Verify(context.Background(), riel)); got != tt.khr {
			t.Errorf("%s in KHR: %s, want %s", tt.answer, got, tt.khr)
		}
	}
}

func BenchmarkVerifyAnswer(b *testing.B) {
	a := raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Amount: "5.00"}
	for b.Loop() {
		if _, ok := judge(a, money.USD).(payment.VerifiedPaid); !ok {
			b.Fatal("not paid")
		}
	}
}
