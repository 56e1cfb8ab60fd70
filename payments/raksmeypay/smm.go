package raksmeypay

import (
	"net/url"
	"strings"
	"unicode"
)

// SMMRequest describes the frame in which a signed-in user tops up their balance.
//
// No hash covers its address: whoever loads it can change any value, and so top up
// for another user or by another amount. What was paid, only Verify or the webhook
// says.
type SMMRequest struct {
	BaseURL   string // "": DefaultBaseURL
	ProfileID string
	// Amount is the proposed amount; Min and Max bound what the user may enter.
	// Decimal text as in CreateQRRequest, Min ≤ Amount ≤ Max; "" leaves one out.
	Amount, Min, Max string
	// User and Email belong to the signed-in user, 1 to 128 and 3 to 254
	// characters. If both are "", the snippet reads them from the attributes
	// data-user and data-email of its element, which the shop's page fills in (in
	// PHP, with esc_attr($user->user_login) and esc_attr($user->user_email)). The
	// frame is loaded once both are filled in.
	User, Email string
	Nonce       string // of the page's Content-Security-Policy, base64; "": no nonce
}

// SMMWidth and SMMHeight are the size of the frame, in CSS pixels.
const SMMWidth, SMMHeight = 370, 550

const (
	maxUser  = 128 // characters
	maxEmail = 254 // bytes, by RFC 5321
)

// SMMPath is the path of the top-up frame, below the base URL.
func SMMPath(profileID string) string { return "/payment/smm/" + url.PathEscape(profileID) }

// SMMURL is the address of the top-up frame. If User and Email are "", it has no u
// and e. The error is of kind BadRequest.
func SMMURL(r SMMRequest) (string, error) {
	base, wrong := checkBase(orElse(r.BaseURL, DefaultBaseURL))
	if err := firstError(wrong, checkProfile(r.ProfileID), checkRange(r), checkUser(r.User, r.Email)); err != nil {
		return "", err
	}
	var fields []Field
	for _, f := range [...]Field{{"amount", r.Amount}, {"min", r.Min}, {"max", r.Max}, {"u", r.User}, {"e", r.Email}} {
		if f.Value != "" {
			fields = append(fields, f)
		}
	}
	address := base + SMMPath(r.ProfileID)
	if len(fields) > 0 {
		address += "?" + EncodeForm(fields...)
	}
	return address, nil
}

// SMMHTML is the top-up frame of a signed-in user. The error is of kind BadRequest.
func SMMHTML(r SMMRequest) (string, error) {
	address, err := SMMURL(r)
	if err != nil {
		return "", err
	}
	if wrong := checkNonce(r.Nonce); wrong != nil {
		return "", wrong
	}
	piece := "smm"
	if r.User == "" {
		piece = "smm-late"
	}
	return render(piece, struct {
		URL           string
		Width, Height int
		Nonce         string
	}{address, SMMWidth, SMMHeight, r.Nonce})
}

// checkRange checks that those of Min, Amount and Max that are set are in order.
func checkRange(r SMMRequest) *Error {
	below := ""
	for _, amount := range [...]string{r.Min, r.Amount, r.Max} {
		if amount == "" {
			continue
		}
		if err := checkAmount(amount); err != nil {
			return err
		}
		if below != "" && lessDecimal(amount, below) {
			return badRequest("the amount must be from min to max")
		}
		below = amount
	}
	return nil
}

func checkUser(user, email string) *Error {
	name, host, _ := strings.Cut(email, "@")
	switch {
	case user == "" && email == "":
		return nil
	case user == "" || email == "":
		return badRequest("the user's login and e-mail must both be given, or neither")
	case !line(user, maxUser):
		return badRequest("the user's login must be at most 128 characters on one line")
	case name == "" || host == "" || len(email) > maxEmail || !line(email, maxEmail) || strings.ContainsFunc(email, unicode.IsSpace):
		return badRequest("the user's e-mail must be an address of at most 254 bytes")
	}
	return nil
}
