package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"psar/payments/khqr"
	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

func TestSale(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	if a := b.verify(t, "12"); a.Found || a.Message != "Payment not found" {
		t.Errorf("before: %+v", a)
	}
	a := b.create(t, "12", "5.00")
	if a.RequestTime != b.clock.Now().Unix() || a.MD5 != khqr.MD5(a.QR) || a.Amount != "5.00" {
		t.Errorf("answer %+v", a)
	}
	if got := b.verify(t, "12"); got != (raksmeypay.VerifyAnswer{Found: true, Status: "PENDING", Amount: "5"}) {
		t.Errorf("pending: %+v", got)
	}
	b.pay(t, "12")
	if got := b.verify(t, "12"); got != (raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Amount: "5"}) {
		t.Errorf("paid: %+v", got)
	}
	_, err := b.client.CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: "12", Amount: "5.00"})
	if e, _ := errors.AsType[*raksmeypay.Error](err); e == nil || e.Kind != raksmeypay.AlreadyPaid || e.Code != 8 || !e.Known {
		t.Errorf("again: %v", err)
	}
	p := b.State().Payments
	if len(p) != 1 || p[0].Creates != 2 || p[0].Verifies != 2 || p[0].Status != sandbox.Success || len(p[0].Received) != 1 {
		t.Errorf("state %+v", p)
	}
}

// TestSameCodeAgain: an id keeps its code, expiry and amount, whatever later create
// calls ask for.
func TestSameCodeAgain(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{Lifetime: 2 * time.Minute}, 0)
	first := b.create(t, "12", "5.00")
	b.clock.Add(time.Hour)
	again := b.create(t, "12", "7.00")
	if again.QR != first.QR || again.MD5 != first.MD5 || again.Amount != "7.00" {
		t.Errorf("first %+v\nagain %+v", first, again)
	}
	_, err := khqr.Verify(again.QR, khqr.Expect{Minor: 700, HasAmount: true, Now: b.clock.Now()})
	if khqr.ClassOf(err) != khqr.ClassMismatch {
		t.Errorf("old code for a new amount: %v", err)
	}
	_, err = khqr.Verify(again.QR, khqr.Expect{Minor: 500, HasAmount: true, Now: b.clock.Now()})
	if khqr.ClassOf(err) != khqr.ClassExpired {
		t.Errorf("old code: %v", err)
	}
	b.pay(t, "12") // after the expiry, and still accepted
	if a := b.verify(t, "12"); a.Amount != "5" {
		t.Errorf("paid %+v, want what the code asked", a)
	}
}

func TestResponseCodes(t *testing.T) {
	t.Parallel()
	usd, khr := sandbox.DefaultProfiles()[0], sandbox.DefaultProfiles()[1]
	inactive, bare, tight := usd, usd, usd
	inactive.ID, inactive.Inactive = "inactive", true
	bare.ID, bare.Account = "bare", ""
	tight.ID, tight.Limit, tight.DailyLimit = "tight", 1000, 1500
	b := start(t, sandbox.Config{Profiles: []sandbox.Profile{usd, khr, inactive, bare, tight}}, 0)
	unknown, wrongKey := usd, usd
	unknown.ID, wrongKey.Key = "unknown", "another-key"
	for _, c := range []struct {
		profile sandbox.Profile
		amount  string
		code    int
	}{
		{unknown, "5.00", 1},
		{inactive, "5.00", 2},
		{bare, "5.00", 3},
		{wrongKey, "5.00", 4},
		{khr, "99", 5},
		{khr, "100", 0},
		{khr, "40000000", 0},
		{khr, "40000001", 6},
		{khr, "100.00", 9},
		{usd, "0.01", 0},
		{usd, "10000.00", 0},
		{usd, "10000.01", 6},
		{tight, "10.00", 0},
		{tight, "10.01", 6},
	} {
		id := strconv.Itoa(len(b.State().Payments) + 1)
		_, err := b.clientOf(t, c.profile, 0).CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: id, Amount: c.amount})
		e, _ := errors.AsType[*raksmeypay.Error](err)
		switch {
		case c.code == 0 && err != nil, c.code != 0 && e == nil:
			t.Errorf("%s %s: %v, want code %d", c.profile.ID, c.amount, err, c.code)
		case c.code != 0 && (e.Kind != raksmeypay.Refused || e.Code != c.code || !e.Known || e.Message == ""):
			t.Errorf("%s %s: %+v, want code %d", c.profile.ID, c.amount, e, c.code)
		}
	}
	for _, p := range []sandbox.Profile{unknown, inactive, wrongKey} {
		if _, err := b.clientOf(t, p, 0).Verify(t.Context(), "1"); raksmeypay.KindOf(err) != raksmeypay.Refused {
			t.Errorf("verify %s: %v, which must not pass for not paid", p.ID, err)
		}
	}
}

// TestDailyLimit: the limit counts payments of a day in Phnom Penh, which begins at
// 17:00 UTC.
func TestDailyLimit(t *testing.T) {
	t.Parallel()
	p := sandbox.DefaultProfiles()[0]
	p.DailyLimit = 1500
	b := start(t, sandbox.Config{Profiles: []sandbox.Profile{p}}, 0)
	b.create(t, "1", "10.00")
	b.create(t, "2", "10.00") // created, not paid
	b.pay(t, "1")
	ask := raksmeypay.CreateQRRequest{TransactionID: "3", Amount: "5.01"}
	_, err := b.client.CreateQR(t.Context(), ask)
	if e, _ := errors.AsType[*raksmeypay.Error](err); e == nil || e.Code != 7 {
		t.Errorf("over the day's limit: %v", err)
	}
	b.create(t, "4", "5.00")
	b.clock.Add(12*time.Hour - time.Millisecond)
	if _, err := b.client.CreateQR(t.Context(), ask); err == nil {
		t.Error("the limit was lifted before midnight in Phnom Penh")
	}
	b.clock.Add(time.Millisecond)
	if _, err := b.client.CreateQR(t.Context(), ask); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

func TestPay(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	if err := b.Pay("12"); !errors.Is(err, sandbox.ErrNotFound) {
		t.Errorf("unknown: %v", err)
	}
	b.create(t, "12", "5.00")
	for _, amount := range []string{"0.00", "x", "-1", "1.234", "1e3"} {
		if err := b.Pay("12", amount); !errors.Is(err, sandbox.ErrAmount) {
			t.Errorf("%q: %v", amount, err)
		}
	}
	if err := b.Pay("12", "4.50"); err != nil {
		t.Fatal(err)
	}
	if err := b.Pay("12"); !errors.Is(err, sandbox.ErrAlreadyPaid) {
		t.Errorf("twice: %v", err)
	}
	if a := b.verify(t, "12"); !a.Success() || a.Amount != "4.5" {
		t.Errorf("verify %+v, want what was paid", a)
	}
}

// TestMultipart: the vendor's samples also send create in this encoding.
func TestMultipart(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	p := sandbox.DefaultProfiles()[0]
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{
		"transaction_id": "TXN_123456", "amount": "5.00", "remark": " tea\u200b", "qr_template": "2",
		"hash": raksmeypay.HashCreate(p.Key, "TXN_123456", "5.00", "tea"),
	} {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	answer := post(t, b.URL+raksmeypay.CreatePath(p.ID), form.FormDataContentType(), &body)
	var got struct {
		Code int `json:"responseCode"`
		Data map[string]any
	}
	if err := json.Unmarshal(answer, &got); err != nil || got.Code != 0 {
		t.Fatalf("%s: %v", answer, err)
	}
	for _, name := range []string{"transaction_id", "amount", "qr", "qr_url", "qr_image_url", "md5", "hash"} {
		if s, _ := got.Data[name].(string); s == "" {
			t.Errorf("%s is %v, want text", name, got.Data[name])
		}
	}
	if state := b.State().Payments; len(state) != 1 || state[0].Remark != "tea" {
		t.Errorf("state %+v", state)
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	a := b.create(t, "12", "5.00")
	for _, u := range []string{a.QRURL, a.QRImageURL} {
		response, err := http.Get(u)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(response.Body)
		response.Body.Close()
		if err != nil || picture.Bounds().Dx() < 100 {
			t.Errorf("%s: %v", u, err)
		}
	}
	response, err := http.Get(b.URL + "/qr/none.png")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("no such picture: %s", response.Status)
	}
}

func post(t testing.TB, u, contentType string, body io.Reader) []byte {
	t.Helper()
	response, err := http.Post(u, contentType, body)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestControl(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{Control: true}, 0)
	b.create(t, "12", "5.00")
	for _, c := range []struct{ path, contentType, body, want string }{
		{"pay", "application/json", `{"transaction_id":"13"}`, "no such payment"},
		{"pay", "application/json", `{"transaction_id":"12","amont":"1"}`, "amont"},
		{"pay", "application/json", `{"transaction_id":"12"} x`, "after the JSON"},
		{"pay", "application/json", `{"transaction_id":"12","amount":"x"}`, "amount"},
		{"fault", "application/json", `{"kind":"nonsense"}`, "nonsense"},
		{"fault", "application/json", `{"step":"verify","kind":"html","times":1}`, `{"ok":true}`},
		{"pay", "application/x-www-form-urlencoded", url.Values{"transaction_id": {"12"}, "amount": {"5.00"}}.Encode(), `{"ok":true}`},
		{"pay", "application/json", `{"transaction_id":"12"}`, "already paid"},
	} {
		if got := post(t, b.URL+"/_control/"+c.path, c.contentType, strings.NewReader(c.body)); !strings.Contains(string(got), c.want) {
			t.Errorf("%s %s: %s", c.path, c.body, got)
		}
	}
	if _, err := b.client.Verify(t.Context(), "12"); raksmeypay.KindOf(err) != raksmeypay.NotJSON {
		t.Errorf("the fault did not strike: %v", err)
	}
	response, err := http.Get(b.URL + "/_control/state")
	if err != nil {
		t.Fatal(err)
	}
	var state sandbox.State
	err = json.NewDecoder(response.Body).Decode(&state)
	response.Body.Close()
	if err != nil || len(state.Payments) != 1 || state.Payments[0].Status != sandbox.Success || state.Faults == nil {
		t.Errorf("state %+v, %v", state, err)
	}
	post(t, b.URL+"/_control/reset", "", nil)
	if n := len(b.State().Payments); n != 0 {
		t.Errorf("%d payments after reset", n)
	}
}

func TestNoControlUnlessAsked(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "12", "5.00")
	post(t, b.URL+"/_control/pay", "application/json", strings.NewReader(`{"transaction_id":"12"}`))
	if a := b.verify(t, "12"); a.Success() {
		t.Error("paid by a call that should not be there")
	}
}

func TestListenOnThisMachineAlone(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0", "127.0.0.1"} {
		if s, err := sandbox.Listen(t.Context(), address, sandbox.Config{}); err == nil {
			s.Close()
			t.Errorf("listens on %s", address)
		}
	}
}

// TestCloseLetsGo: Close, and the end of the context, release a hanging client.
func TestCloseLetsGo(t *testing.T) {
	t.Parallel()
	for _, byContext := range []bool{false, true} {
		ctx, cancel := context.WithCancel(context.Background())
		s, err := sandbox.Listen(ctx, "127.0.0.1:0", sandbox.Config{Profiles: sandbox.DefaultProfiles()})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetFault(sandbox.Fault{Kind: sandbox.Hang}); err != nil {
			t.Fatal(err)
		}
		p := sandbox.DefaultProfiles()[0]
		c, err := raksmeypay.New(raksmeypay.Config{BaseURL: s.URL, ProfileID: p.ID, ProfileKey: p.Key, Timeout: time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := c.Verify(context.Background(), "1")
			ended <- err
		}()
		for len(s.State().Faults) > 0 { // until the call hangs
			runtime.Gosched()
		}
		if byContext {
			cancel()
		} else if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; raksmeypay.KindOf(err) != raksmeypay.Unreachable {
			t.Errorf("by context %v: %v", byContext, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		cancel()
	}
}

// TestManyAtOnce: under concurrent calls each id gets one code and is paid once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	var all sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]string{}
	paid := 0
	for i := range 64 {
		id := strconv.Itoa(1 + i%8)
		all.Go(func() {
			a, err := b.client.CreateQR(context.Background(), raksmeypay.CreateQRRequest{TransactionID: id, Amount: "1.00"})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				if old, ok := seen[id]; ok && old != a.QR {
					t.Errorf("id %s has two codes", id)
				}
				seen[id] = a.QR
			} else if raksmeypay.KindOf(err) != raksmeypay.AlreadyPaid {
				t.Error(err)
			}
			if b.Pay(id) == nil {
				paid++
			}
		})
	}
	all.Wait()
	if paid != 8 || len(b.State().Payments) != 8 {
		t.Errorf("%d paid of %d payments, want 8 of 8", paid, len(b.State().Payments))
	}
}
