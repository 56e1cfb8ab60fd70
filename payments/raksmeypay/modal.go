package raksmeypay

import (
	"net/url"
	"strconv"
	"strings"
)

// ModalRequest describes a button that opens the payment page in a modal.
type ModalRequest struct {
	Link  string // a payment link: see (*Client).PaymentLink
	Label string // at most 100 characters; "": "Pay by KHQR"
	// Script is the address of the gateway's modal script; "": ModalScriptPath at
	// the gateway of Link.
	Script string
	JQuery string // the address of jQuery; "": DefaultJQuery, of which only the published file is run
	// ScriptsLoaded says that the page already loads jQuery and the modal script,
	// as for all but the first modal of a page.
	ScriptsLoaded bool
	// Width and Height are 1 to 9999 px, em or rem, or 1 to 100 %, vw or vh; "":
	// 500px and 650px.
	Width, Height       string
	CloseOnOverlayClick bool
	Nonce               string // of the page's Content-Security-Policy, base64; "": no nonce
}

const (
	// DefaultJQuery is the jQuery that the vendor's modal script needs.
	DefaultJQuery = "https://code.jquery.com/jquery-3.7.1.min.js"
	// jQueryIntegrity is the SHA-256 of DefaultJQuery, as jQuery publishes it: the
	// browser runs no other file from that address.
	jQueryIntegrity = "sha256-/JqT3SQfawRcv/BIHPThkBvs0OEvtFFmqPF/lYI/Cxo="

	// ModalScriptPath is the path of the modal script, below the base URL.
	ModalScriptPath = "/js/raksmeypay-modal.js"

	modalWidth, modalHeight = "500px", "650px"
)

// ModalHTML is a button that opens the payment page in a modal, by the gateway's
// script and jQuery. Without the scripts, the button is a link to the same page.
// A page may have several, each with its own link; all but the first need
// ScriptsLoaded. The error is of kind BadRequest.
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
// link. The gateway may be below a path.
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

// checkLength accepts lengths such as 500px, 90%, 80vh, 40em.
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
