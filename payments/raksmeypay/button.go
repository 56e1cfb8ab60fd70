package raksmeypay

// ButtonRequest describes a link to the payment page in the form of a button.
type ButtonRequest struct {
	Link  string // a payment link: see (*Client).PaymentLink
	Label string // at most 100 characters; "": "Pay by KHQR"
	Nonce string // of the page's Content-Security-Policy, base64; "": no nonce
}

// ButtonHTML is a button that leads to the payment page. It needs no script. The
// error is of kind BadRequest.
func ButtonHTML(r ButtonRequest) (string, error) {
	r.Label = orElse(r.Label, defaultLabel)
	if err := firstError(checkPageURL(r.Link, "the link"), checkLabel(r.Label), checkNonce(r.Nonce)); err != nil {
		return "", err
	}
	return render("button", r)
}
