package sandbox_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// FuzzRequest: the gateway answers any request to any path without an error of its
// own, and nothing is paid that was not requested.
func FuzzRequest(f *testing.F) {
	profile := sandbox.DefaultProfiles()[0]
	create := raksmeypay.CreateBody(profile.Key, raksmeypay.CreateQRRequest{TransactionID: "12", Amount: "5.00"})
	link := raksmeypay.PaymentLink("", profile.ID, profile.Key, raksmeypay.LinkRequest{TransactionID: "12", Amount: "5.00", SuccessURL: "https://shop.example/ok"})
	for _, r := range [][3]string{
		{"POST", raksmeypay.CreatePath(profile.ID), create},
		{"POST", raksmeypay.VerifyPath(profile.ID), raksmeypay.VerifyBody(profile.Key, "12")},
		{"GET", link, ""},
		{"POST", strings.Replace(link, "?", "/pay?", 1), ""},
		{"GET", strings.Replace(link, "?", "/state?", 1), ""},
		{"GET", raksmeypay.SMMPath(profile.ID) + "?amount=5.00&min=1&max=9&u=dara&e=a@b", ""},
		{"POST", raksmeypay.SMMPath(profile.ID) + "?u=dara&e=a@b", "amount=5.00"},
		{"POST", "/_control/fault", `{"kind":"delay","delay_ms":1}`},
		{"POST", "/_control/webhook", `{"profile_id":"x","url":"http://127.0.0.1:1"}`},
		{"GET", "/qr/00.png", ""}, {"GET", "/js/raksmeypay-modal.js", ""},
	} {
		f.Add(r[0], r[1], r[2], raksmeypay.ContentType)
	}
	f.Add("POST", raksmeypay.CreatePath(profile.ID), "--x\r\n\r\n--x--", "multipart/form-data; boundary=x")
	f.Fuzz(func(t *testing.T, method, target, body, contentType string) {
		if strings.Contains(target, "_control/fault") || strings.Contains(target, "_control/webhook") && strings.Contains(body, "127.0.0.1") {
			return // it may do wrong what a fault tells it to
		}
		request, err := http.NewRequest(method, "http://gateway"+target, bytes.NewReader([]byte(body)))
		if err != nil {
			return
		}
		request.Header.Set("Content-Type", contentType)
		s := sandbox.New(sandbox.Config{Profiles: sandbox.DefaultProfiles(), Control: true})
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, request)
		if answer.Code >= 500 || answer.Code < 200 {
			t.Fatalf("%s %q: %d\n%s", method, target, answer.Code, answer.Body)
		}
		for _, p := range s.State().Payments {
			if len(p.Received) > 0 {
				t.Fatalf("%s %q: paid by one request", method, target)
			}
		}
	})
}
