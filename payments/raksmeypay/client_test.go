package raksmeypay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const (
	testProfile = "9a0b977717b87db68d46a479be987745"
	testKey     = "k3y-that-no-log-may-hold"
)

// serve starts a gateway with one handler, and a client of it.
func serve(t *testing.T, timeout time.Duration, h http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := New(Config{BaseURL: server.URL, ProfileID: testProfile, ProfileKey: testKey, Timeout: timeout,
		HTTP: &http.Client{Transport: &http.Transport{}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func ask() CreateQRRequest {
	return CreateQRRequest{TransactionID: "12", Amount: "5.00", Remark: "tea"}
}

func TestNew(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		base, profile, key string
		ok                 bool
	}{
		{"", testProfile, testKey, true},
		{"https://uat.example:8443/x/", testProfile, testKey, true},
		{"http://127.0.0.1:8080", testProfile, testKey, true},
		{"http://127.9.9.9", testProfile, testKey, true},
		{"http://[::1]:80", testProfile, testKey, true},
		{"http://LOCALHOST:1", testProfile, testKey, true},
		{"http://mail.raksmeypay.com", testProfile, testKey, false},
		{"http://127.0.0.1.example.com", testProfile, testKey, false},
		{"http://192.168.1.10", testProfile, testKey, false},
		{"ftp://127.0.0.1", testProfile, testKey, false},
		{"mail.raksmeypay.com", testProfile, testKey, false},
		{"https://", testProfile, testKey, false},
		{"https://u:p@example.com", testProfile, testKey, false},
		{"https://example.com?x=1", testProfile, testKey, false},
		{"https://example.com#x", testProfile, testKey, false},
		{"", "", testKey, false},
		{"", "../verify", testKey, false},
		{"", strings.Repeat("a", 65), testKey, false},
		{"", testProfile, "", false},
		{"", testProfile, testKey + "\n", false},
		{"", testProfile, "two words", false},
	} {
		_, err := New(Config{BaseURL: c.base, ProfileID: c.profile, ProfileKey: c.key})
		if (err == nil) != c.ok {
			t.Errorf("%q %q %q: %v", c.base, c.profile, c.key, err)
		}
		if err != nil && KindOf(err) != BadRequest {
			t.Errorf("%q: kind %q", c.base, KindOf(err))
		}
	}
}

func TestBadRequestIsNeverSent(t *testing.T) {
	t.Parallel()
	c := serve(t, time.Second, func(http.ResponseWriter, *http.Request) { t.Error("a bad request was sent") })
	for _, r := range []CreateQRRequest{
		{TransactionID: "", Amount: "5.00"},
		{TransactionID: "012", Amount: "5.00"},
		{TransactionID: "0", Amount: "5.00"},
		{TransactionID: "TXN_1", Amount: "5.00"},
		{TransactionID: "១២", Amount: "5.00"},
		{TransactionID: "1234567890123456", Amount: "5.00"},
		{TransactionID: "1", Amount: ""},
		{TransactionID: "1", Amount: "5.0"},
		{TransactionID: "1", Amount: "5.000"},
		{TransactionID: "1", Amount: "5."},
		{TransactionID: "1", Amount: ".50"},
		{TransactionID: "1", Amount: "-5.00"},
		{TransactionID: "1", Amount: "1e3"},
		{TransactionID: "1", Amount: "1,000"},
		{TransactionID: "1", Amount: "0.00"},
		{TransactionID: "1", Amount: "0"},
		{TransactionID: "1", Amount: "05.00"},
		{TransactionID: "1", Amount: "99999999999.00"},
		{TransactionID: "1", Amount: "5.00", Remark: strings.Repeat("ក", 501)},
		{TransactionID: "1", Amount: "5.00", Remark: "\xff"},
		{TransactionID: "1", Amount: "5.00", Template: 3},
		{TransactionID: "1", Amount: "5.00", Template: -1},
	} {
		_, err := c.CreateQR(t.Context(), r)
		var e *Error
		if !errors.As(err, &e) || e.Kind != BadRequest || !e.Known {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if _, err := c.Verify(t.Context(), "TXN_1"); KindOf(err) != BadRequest {
		t.Errorf("verify: %v", err)
	}
	for _, u := range []string{"", "/relative", "javascript:alert(1)", "https:opaque"} {
		if _, err := c.PaymentLink(LinkRequest{TransactionID: "1", Amount: "5.00", SuccessURL: u}); KindOf(err) != BadRequest {
			t.Errorf("link to %q: %v", u, err)
		}
	}
}

// TestRemarkIsTrimmedBeforeHashing: the hash must be of the remark that a trimming
// server sees.
func TestRemarkIsTrimmedBeforeHashing(t *testing.T) {
	t.Parallel()
	for _, remark := range []string{"tea", " tea ", "\u200btea\u200b", "\t\u200b tea\r\n", "\ufefftea\u00a0"} {
		var got, hash string
		c := serve(t, time.Second, func(w http.ResponseWriter, r *http.Request) {
			got, hash = r.PostFormValue("remark"), r.PostFormValue("hash")
			_, _ = io.WriteString(w, `{"responseCode":0,"data":{"transaction_id":"12","amount":"5.00","qr":"x"}}`)
		})
		_, err := c.CreateQR(t.Context(), CreateQRRequest{TransactionID: "12", Amount: "5.00", Remark: remark})
		if err != nil || got != "tea" || hash != HashCreate(testKey, "12", "5.00", "tea") {
			t.Errorf("%q: sent %q, hash %s, %v", remark, got, hash, err)
		}
	}
	if got := TrimRemark("ទឹក\u200bដោះគោ"); got != "ទឹក\u200bដោះគោ" {
		t.Errorf("a zero-width space inside was taken out: %q", got)
	}
}

func TestAnswersOverHTTP(t *testing.T) {
	t.Parallel()
	const good = `{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":"12","amount":"5.00","qr":"0002","md5":"m","req_time":1750000000,"hash":"h"}}`
	for _, c := range []struct {
		name   string
		status int
		header string // Retry-After
		body   string
		kind   Kind
		code   int
		known  bool
		after  time.Duration
	}{
		{"good", 200, "", good, "", 0, false, 0},
		{"good with an error status: the body decides", 500, "", good, "", 0, false, 0},
		{"good in a redirect: the body decides", 302, "", good, "", 0, false, 0},
		{"refused", 200, "", `{"responseCode":4,"responseMessage":"wrong hash"}`, Refused, 4, true, 0},
		{"refused with data", 200, "", `{"responseCode":5,"responseMessage":"low","data":null}`, Refused, 5, true, 0},
		{"refused with status 403", 403, "", `{"responseCode":2,"responseMessage":"x"}`, Refused, 2, true, 0},
		{"undocumented code", 200, "", `{"responseCode":99,"responseMessage":"x"}`, Refused, 99, true, 0},
		{"already paid", 200, "", `{"responseCode":8,"responseMessage":"paid"}`, AlreadyPaid, 8, true, 0},
		{"429 page", 429, "7", `<h1>Too many</h1>`, RateLimited, 0, false, 7 * time.Second},
		{"429 JSON of another shape", 429, "7", `{"message":"Too Many Attempts."}`, RateLimited, 0, false, 7 * time.Second},
		{"429 in the form of a refusal", 429, "60", `{"responseCode":429,"responseMessage":"Too many"}`, RateLimited, 429, false, time.Minute},
		{"429 with a documented code: the body decides", 429, "7", `{"responseCode":7,"responseMessage":"x"}`, Refused, 7, true, 7 * time.Second},
		{"429 already paid", 429, "7", `{"responseCode":8,"responseMessage":"paid"}`, AlreadyPaid, 8, true, 7 * time.Second},
		{"429 empty", 429, "999999999999999999999", ``, RateLimited, 0, false, time.Hour},
		{"503", 503, "3", `busy`, ServerError, 0, false, 3 * time.Second},
		{"500 empty", 500, "", ``, ServerError, 0, false, 0},
		{"redirect", 307, "", `moved`, Redirected, 0, false, 0},
		{"404 page", 404, "", `<html>`, NotJSON, 0, false, 0},
		{"warning before JSON", 200, "", "<br />\n<b>Warning</b>: x\n" + good, NotJSON, 0, false, 0},
		{"something after JSON", 200, "", good + "x", NotJSON, 0, false, 0},
		{"two answers", 200, "", good + good, NotJSON, 0, false, 0},
		{"byte order mark", 200, "", "\ufeff" + good, NotJSON, 0, false, 0},
		{"not UTF-8", 200, "", "{\"a\":\"\xff\"}", NotJSON, 0, false, 0},
		{"empty", 200, "", ``, Cut, 0, false, 0},
		{"blank", 200, "", " \n", Cut, 0, false, 0},
		{"half", 200, "", good[:60], Cut, 0, false, 0},
		{"array", 200, "", `[]`, Unexpected, 0, false, 0},
		{"null", 200, "", `null`, Unexpected, 0, false, 0},
		{"no code", 200, "", `{"data":{}}`, Unexpected, 0, false, 0},
		{"code as text", 200, "", `{"responseCode":"0"}`, Unexpected, 0, false, 0},
		{"code twice", 200, "", `{"responseCode":4,"responseCode":0,"data":{"transaction_id":"12","amount":"5.00","qr":"x"}}`, Unexpected, 0, false, 0},
		{"code in another case", 200, "", `{"ResponseCode":0,"data":{"transaction_id":"12","amount":"5.00","qr":"x"}}`, Unexpected, 0, false, 0},
		{"no data", 200, "", `{"responseCode":0}`, Unexpected, 0, false, 0},
		{"no qr", 200, "", `{"responseCode":0,"data":{"transaction_id":"12","amount":"5.00"}}`, Unexpected, 0, false, 0},
		{"no id", 200, "", `{"responseCode":0,"data":{"amount":"5.00","qr":"x"}}`, Unexpected, 0, false, 0},
		{"amount with exponent", 200, "", `{"responseCode":0,"data":{"transaction_id":"12","amount":5e0,"qr":"x"}}`, Unexpected, 0, false, 0},
		{"amount twice", 200, "", `{"responseCode":0,"data":{"transaction_id":"12","amount":"5.00","amount":"6.00","qr":"x"}}`, Unexpected, 0, false, 0},
		{"amount as number", 200, "", `{"responseCode":0,"data":{"transaction_id":12,"amount":5.0,"qr":"x"}}`, "", 0, false, 0},
		{"another id", 200, "", `{"responseCode":0,"data":{"transaction_id":"13","amount":"5.00","qr":"x"}}`, WrongEcho, 0, false, 0},
		{"another amount", 200, "", `{"responseCode":0,"data":{"transaction_id":"12","amount":"50","qr":"x"}}`, WrongEcho, 0, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			client := serve(t, 5*time.Second, func(w http.ResponseWriter, _ *http.Request) {
				if c.header != "" {
					w.Header().Set("Retry-After", c.header)
				}
				w.Header().Set("Location", "http://127.0.0.1:1/")
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
			})
			answer, err := client.CreateQR(t.Context(), ask())
			if KindOf(err) != c.kind {
				t.Fatalf("%v, want kind %q", err, c.kind)
			}
			if c.kind == "" {
				if answer.QR == "" || answer.TransactionID != "12" {
					t.Errorf("answer %+v", answer)
				}
				return
			}
			e, _ := errors.AsType[*Error](err)
			if e.Code != c.code || e.Known != c.known || e.RetryAfter != c.after || e.HTTPStatus != c.status {
				t.Errorf("%+v", e)
			}
		})
	}
}

// A rate-limit answer to verify says nothing about the payment, in whatever form it comes.
func TestVerifyTooOften(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Kind{
		`{"responseCode":429,"responseMessage":"Too many"}`: RateLimited,
		`{"status":0,"err_msg":"Too many requests"}`:        RateLimited,
		`{"responseCode":4,"responseMessage":"wrong hash"}`: Refused,
	} {
		client := serve(t, 5*time.Second, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = io.WriteString(w, body)
		})
		_, err := client.Verify(t.Context(), "12")
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Kind != want || e.RetryAfter != time.Minute || e.Known != (want == Refused) {
			t.Errorf("%s: %+v, want %s", body, e, want)
		}
	}
}

// TestSecretsStayInside: whatever the gateway repeats, neither key nor hash appears
// in an error, a message or a printed client.
func TestSecretsStayInside(t *testing.T) {
	t.Parallel()
	hash := HashCreate(testKey, "12", "5.00", "tea")
	verifyHash := HashVerify(testKey, "12")
	var said bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&said, nil))
	for _, body := range []string{
		`{"responseCode":4,"responseMessage":"expected HASH, key KEY"}`,
		`{"status":0,"err_msg":"expected HASH, key KEY"}`,
		`HASH KEY`, `{"HASH":"KEY"}`, `{"HASH":1,"HASH":2}`,
	} {
		client := serve(t, time.Second, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, strings.NewReplacer("HASH", r.PostFormValue("hash"), "KEY", testKey).Replace(body))
		})
		_, err := client.CreateQR(t.Context(), ask())
		_, err2 := client.Verify(t.Context(), "12")
		logger.Info("x", "create", err, "verify", err2, "client", client)
		fmt.Fprintf(&said, "%v %+v %#v %s", err, err2, client, client)
	}
	raw := rawServer(t, "NOT HTTP "+testKey+" "+hash+"\r\n\r\n")
	client, err := New(Config{BaseURL: raw, ProfileID: testProfile, ProfileKey: testKey})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.CreateQR(t.Context(), ask())
	if KindOf(err) != Unreachable {
		t.Errorf("not HTTP: %v", err)
	}
	config := Config{ProfileID: testProfile, ProfileKey: testKey}
	asJSON, _ := json.Marshal(config)
	fmt.Fprintf(&said, "%v %v %+v %#v %s", err, config, config, config, asJSON)
	for _, secret := range []string{testKey, hash, verifyHash} {
		if strings.Contains(said.String(), secret) {
			t.Errorf("%s came out in:\n%s", secret, said.String())
		}
	}
	if !strings.Contains(said.String(), "[hidden]") {
		t.Error("no message was repeated: the test proves nothing")
	}
}

// rawServer answers one connection with the given bytes, which are not HTTP.
func rawServer(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = conn.Read(make([]byte, 4096))
		_, _ = io.WriteString(conn, answer)
	}()
	return "http://" + l.Addr().String()
}

func TestRetryAfterDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after, date string
		want        time.Duration
	}{
		{"Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:27:30 GMT", 30 * time.Second},
		{"Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:29:00 GMT", 0},
		{"Wed, 21 Oct 2027 07:28:00 GMT", "Wed, 21 Oct 2026 07:29:00 GMT", time.Hour},
		{"Wed, 21 Oct 2026 07:28:00 GMT", "", 0},
		{"soon", "Wed, 21 Oct 2026 07:27:30 GMT", 0},
		{"-5", "", 0},
		{"0", "", 0},
	} {
		if got := retryAfter(http.Header{"Retry-After": {c.after}, "Date": {c.date}}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
