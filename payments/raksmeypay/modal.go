package raksmeypay

import (
	"net/url"
	"strconv"
	"strings"
)

// ModalRequest is a button that opens the payment page over the shop's own.
type ModalRequest struct {
	Link  string // a payment link: see (*Client).PaymentLink
	Label string // at most 100 characters; "": "Pay by KHQR"
	// Script is the address of the gateway's modal script; "" is that of the
	// link's own gateway: see ModalScriptPath.
	Script string
	JQuery string // the address of jQuery 3.7.1; "": DefaultJQuery, and nothing but that very file
	// ScriptsLoaded says that the page loads jQuery and the modal script itself,
	// or that another modal on it does.
	ScriptsLoaded bool
	// Width and Height are 1 to 9999 px, em or rem, or 1 to 100 %, vw or vh; "":
	// 500px and 650px.
	Width, Height       string
	CloseOnOverlayClick bool
	Nonce               string // of the page's Content-Security-Policy, base64; "": none
}

const (
	// DefaultJQuery is the library that the vendor's modal script stands on.
	DefaultJQuery = "https://code.jquery.com/jquery-3.7.1.min.js"
	// jQueryIntegrity is the SHA-256 of that file, as jQuery publishes it: another
	// file from that address is not run.
	jQueryIntegrity = "sha256-/JqT3SQfawRcv/BIHPThkBvs0OEvtFFmqPF/lYI/Cxo="

	// ModalScriptPath is the path of the modal script, below the base URL.
	ModalScriptPath = "/js/raksmeypay-modal.js"

	modalWidth, modalHeight = "500px", "650px"
)

// ModalHTML is a button that opens the payment page over the shop's own, by the
// gateway's script after jQuery. Where a script does not load, the button is the
// link that it also is. Several may stand on one page, each with its own link; all
// but the first are made with ScriptsLoaded. The error is of kind BadRequest.
func ModalHTML(r ModalRequest) (string, error) {
	r.Label, r.JQuery = orElse(r.Label, defaultLabel), orElse(r.JQuery, DefaultJQuery)
	r.Width, r.Height = orElse(r.Width, modalWidth), orElse(r.Height, modalHeight)
	if err := firstError(checkPageURL(r.Link, "the link"), checkLabel(r.Label), checkLength(r.Width), checkLength(r.Height), checkNonce(r.Nonce)); err != nil {
		return "", err
	}
	r.Script = orElse(r.Script, modalScriptOf(r.Link))
	if err := firstError(checkPageURL(r.Script, "the script"), checkPageURL(r.JQuery, "jQuery")); err != nil {
		return "", err
	}
	integrity := ""
	if r.JQuery == DefaultJQuery {
		integrity = jQueryIntegrity
	}
	return render("modal", struct {
		ModalRequest
		Integrity string
	}{r, integrity})
}

// modalScriptOf is the address of the modal script at the gateway of a payment
// link, which may stand below a path.
func modalScriptOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	below, _, found := strings.Cut(u.EscapedPath(), linkPath)
	if !found {
		below = ""
	}
	return u.Scheme + "://" + u.Host + below + ModalScriptPath
}

// checkLength takes 500px, 90%, 80vh, 40em and the like.
func checkLength(s string) *Error {
	unit := strings.TrimLeft(s, "0123456789")
	number := strings.TrimSuffix(s, unit)
	most := 0
	switch unit {
	case "px", "em", "rem":
		most = 9999
	case "%", "vw", "vh":
		most = 100
	}
	if n, err := strconv.Atoi(number); err != nil || n < 1 || n > most || number[0] == '0' {
		return badRequest("a width or height must be a CSS length such as 500px or 90%")
	}
	return nil
}
