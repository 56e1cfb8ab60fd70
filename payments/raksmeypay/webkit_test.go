package raksmeypay

import (
	"html"
	"net/url"
	"regexp"
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
		"LabelOfLines":   button(ButtonRequest{Link: pageLink, Label: "a\nb"}),
		"LabelNotUTF8":   button(ButtonRequest{Link: pageLink, Label: "\xff"}),
		"LongNonce":      button(ButtonRequest{Link: pageLink, Nonce: strings.Repeat("A", 129)}),
		"PaddedNonce":    button(ButtonRequest{Link: pageLink, Nonce: "=a"}),
		"ButtonNonce":    button(ButtonRequest{Link: pageLink, Nonce: `x" onclick="y`}),
		"ModalNonce":     modal(ModalRequest{Link: pageLink, Nonce: "<"}),
		"SMMNonce":       smm(SMMRequest{ProfileID: testProfile, Nonce: " "}),
		"ModalNoWidth":   modal(ModalRequest{Link: pageLink, Width: "0px"}),
		"ModalOverWide":  modal(ModalRequest{Link: pageLink, Width: "101%"}),
		"SMMBelowMin":    smm(SMMRequest{ProfileID: testProfile, Min: "10.00", Amount: "9.99"}),
		"SMMAboveMax":    smm(SMMRequest{ProfileID: testProfile, Amount: "100.01", Max: "100"}),
		"SMMMinOverMax":  smm(SMMRequest{ProfileID: testProfile, Min: "2", Max: "1.99"}),
		"SMMZero":        smm(SMMRequest{ProfileID: testProfile, Min: "0.00"}),
		"SMMNoEmail":     smm(SMMRequest{ProfileID: testProfile, User: "dara", Email: "dara"}),
		"SMMEmailOfTwo":  smm(SMMRequest{ProfileID: testProfile, User: "dara", Email: "dara @shop.example"}),
		"SMMLongUser":    smm(SMMRequest{ProfileID: testProfile, User: strings.Repeat("d", 129), Email: "a@b"}),
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

// No value that a shop passes in can break out of its place in the HTML.
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
	smm, err := SMMHTML(SMMRequest{ProfileID: testProfile, User: hostile, Email: `"onload=alert(1)/x="@shop.example`})
	if err != nil {
		t.Fatal(err)
	}
	for name, made := range map[string]string{"button": button, "modal": modal, "smm": smm, "page": Page(hostile, "")} {
		if strings.Contains(made, "<script>alert") || strings.Contains(made, `"onload`) || strings.Contains(made, "alert('x')") {
			t.Errorf("%s:\n%s", name, made)
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

// A browser reads exactly the link that was hashed.
func TestWebKitKeepsTheLink(t *testing.T) {
	t.Parallel()
	address := regexp.MustCompile(`href="([^"]*)"`)
	for _, g := range readGolden(t) {
		link := g.Payment.URL
		button, err := ButtonHTML(ButtonRequest{Link: link})
		if err != nil {
			t.Fatal(err)
		}
		modal, err := ModalHTML(ModalRequest{Link: link})
		if err != nil {
			t.Fatal(err)
		}
		for _, snippet := range []string{button, modal} {
			match := address.FindStringSubmatch(snippet)
			if match == nil || html.UnescapeString(match[1]) != link {
				t.Errorf("%s: %q\nwant %s", g.Name, match, link)
			}
		}
	}
}

// Every snippet runs on a page whose policy allows scripts and styles by nonce only.
func TestWebKitNonce(t *testing.T) {
	t.Parallel()
	const nonce = "rAnd0m+/_-=="
	opened := regexp.MustCompile(`<(script|style)\b[^>]*>`)
	handler := regexp.MustCompile(`<[^>]*\s(style|on[a-z]+)=`)
	for name, snippet := range map[string]func(string) (string, error){
		"Button": func(n string) (string, error) { return ButtonHTML(ButtonRequest{Link: pageLink, Nonce: n}) },
		"Modal":  func(n string) (string, error) { return ModalHTML(ModalRequest{Link: pageLink, Nonce: n}) },
		"SMM": func(n string) (string, error) {
			return SMMHTML(SMMRequest{ProfileID: testProfile, User: "d", Email: "d@e", Nonce: n})
		},
		"SMMLate": func(n string) (string, error) { return SMMHTML(SMMRequest{ProfileID: testProfile, Nonce: n}) },
	} {
		with, err := snippet(nonce)
		if err != nil {
			t.Fatal(err)
		}
		tags := opened.FindAllString(with, -1)
		if len(tags) == 0 {
			t.Errorf("%s has no script and no style: the test proves nothing", name)
		}
		for _, tag := range tags {
			if !strings.Contains(html.UnescapeString(tag), `nonce="`+nonce+`"`) {
				t.Errorf("%s: %s has no nonce", name, tag)
			}
		}
		if bad := handler.FindString(with); bad != "" {
			t.Errorf("%s: %s needs a policy that allows everything", name, bad)
		}
		without, err := snippet("")
		if err != nil || strings.Contains(without, "nonce") {
			t.Errorf("%s: %s, %v", name, without, err)
		}
	}
}

func TestModalScripts(t *testing.T) {
	t.Parallel()
	modal := func(r ModalRequest) string {
		t.Helper()
		made, err := ModalHTML(r)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	const below = "https://uat.example:8443/pay"
	if made := modal(ModalRequest{Link: below + "/payment/request/9a0b?x=/payment/request/"}); !strings.Contains(made, `src="`+below+ModalScriptPath+`"`) {
		t.Errorf("of a gateway below a path:\n%s", made)
	}
	if made := modal(ModalRequest{Link: "https://shop.example/pay/12"}); !strings.Contains(made, `src="https://shop.example`+ModalScriptPath+`"`) {
		t.Errorf("of another link:\n%s", made)
	}
	// The published hash applies to jQuery's own file only.
	if made := modal(ModalRequest{Link: pageLink, JQuery: "https://shop.example/jquery.js"}); strings.Contains(made, "integrity") {
		t.Errorf("another jQuery:\n%s", made)
	}
	if made := modal(ModalRequest{Link: pageLink, ScriptsLoaded: true}); strings.Contains(made, "src=") || !strings.Contains(made, "RaksmeyPay.open") {
		t.Errorf("a second modal:\n%s", made)
	}
}

func TestLessDecimal(t *testing.T) {
	t.Parallel()
	rising := []string{"0", "0.01", "0.1", "0.45", "0.5", "1", "1.99", "2.00", "9.99", "10", "99", "100", "1000000"}
	for i, a := range rising {
		for j, b := range rising {
			if lessDecimal(a, b) != (i < j) {
				t.Errorf("%s before %s: %v", a, b, i >= j)
			}
		}
	}
	if lessDecimal("5", "5.00") || lessDecimal("05.0", "5") {
		t.Error("equal amounts have an order")
	}
}

func TestCheckLength(t *testing.T) {
	t.Parallel()
	for length, ok := range map[string]bool{
		"1px": true, "500px": true, "9999px": true, "40em": true, "2rem": true, "1%": true, "100%": true, "80vh": true, "90vw": true,
		"": false, "px": false, "0px": false, "0500px": false, "10000px": false, "99999999999999999999px": false, "101%": false,
		"-1px": false, "+1px": false, "1.5em": false, "1 px": false, "1px ": false, "1PX": false, "1": false, "1px;": false, "៥px": false, "calc(1px)": false,
	} {
		if err := checkLength(length); (err == nil) != ok {
			t.Errorf("%q: %v", length, err)
		}
	}
}
