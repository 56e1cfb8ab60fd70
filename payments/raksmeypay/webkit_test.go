package raksmeypay

import (
	"net/url"
	"strings"
	"testing"
)

const pageLink = "https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amount=5.00&hash=ab"

func TestWebKitRefuses(t *testing.T) {
	t.Parallel()
	button := func(r ButtonRequest) error { _, err := ButtonHTML(r); return err }
	modal := func(r ModalRequest) error { _, err := ModalHTML(r); return err }
	smm := func(r SMMRequest) error { _, err := SMMHTML(r); return err }
	for name, err := range map[string]error{
		"NoLink":         button(ButtonRequest{}),
		"ScriptLink":     button(ButtonRequest{Link: "javascript:alert(1)"}),
		"PlainHTTP":      button(ButtonRequest{Link: "http://shop.example/"}),
		"LinkWithUser":   button(ButtonRequest{Link: "https://u:p@shop.example/"}),
		"LongLabel":      button(ButtonRequest{Link: pageLink, Label: strings.Repeat("ក", 101)}),
		"ModalNoLink":    modal(ModalRequest{}),
		"ModalWidth":     modal(ModalRequest{Link: pageLink, Width: "500"}),
		"ModalHeight":    modal(ModalRequest{Link: pageLink, Height: "650px;x:y"}),
		"ModalScript":    modal(ModalRequest{Link: pageLink, Script: "//evil.example/x.js"}),
		"ModalJQuery":    modal(ModalRequest{Link: pageLink, JQuery: "data:text/javascript,1"}),
		"SMMNoProfile":   smm(SMMRequest{}),
		"SMMProfile":     smm(SMMRequest{ProfileID: "../verify"}),
		"SMMBase":        smm(SMMRequest{BaseURL: "http://gateway.example", ProfileID: testProfile}),
		"SMMAmount":      smm(SMMRequest{ProfileID: testProfile, Amount: "five"}),
		"SMMMax":         smm(SMMRequest{ProfileID: testProfile, Max: "1,000"}),
		"SMMUserAlone":   smm(SMMRequest{ProfileID: testProfile, User: "dara"}),
		"SMMEmailOfLine": smm(SMMRequest{ProfileID: testProfile, User: "dara", Email: "a@b\nx"}),
	} {
		if KindOf(err) != BadRequest {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing that a shop puts in can leave its place in the HTML.
func TestWebKitEscapes(t *testing.T) {
	t.Parallel()
	hostile := `"><script>alert('x')</script>&lt;`
	link := "https://shop.example/?q=" + url.QueryEscape(hostile) + `&x="'<`
	button, err := ButtonHTML(ButtonRequest{Link: link, Label: hostile})
	if err != nil {
		t.Fatal(err)
	}
	modal, err := ModalHTML(ModalRequest{Link: link, Label: hostile, Script: `https://shop.example/"><script>x`})
	if err != nil {
		t.Fatal(err)
	}
	smm, err := SMMHTML(SMMRequest{ProfileID: testProfile, User: hostile, Email: `"onload=alert(1) x="@shop.example`})
	if err != nil {
		t.Fatal(err)
	}
	for name, html := range map[string]string{"button": button, "modal": modal, "smm": smm, "page": Page(hostile, "")} {
		if strings.Contains(html, "<script>alert") || strings.Contains(html, `"onload`) || strings.Contains(html, "alert('x')") {
			t.Errorf("%s:\n%s", name, html)
		}
	}
}

func TestSMMURL(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]SMMRequest{
		"https://mail.raksmeypay.com/payment/smm/" + testProfile: {ProfileID: testProfile},
		"http://127.0.0.1:1/payment/smm/" + testProfile + "?amount=5.00&min=1&max=100&u=dara&e=dara%40shop.example": {
			BaseURL: "http://127.0.0.1:1/", ProfileID: testProfile, Amount: "5.00", Min: "1", Max: "100",
			User: "dara", Email: "dara@shop.example",
		},
	} {
		if got, err := SMMURL(r); err != nil || got != want {
			t.Errorf("%s, %v\nwant %s", got, err, want)
		}
	}
}
