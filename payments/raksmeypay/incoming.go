package raksmeypay

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Reason is why an incoming request was refused.
type Reason string

// The reasons. Do not tell them to the sender: a forger would learn from them.
const (
	Missing      Reason = "missing"       // a parameter is absent or empty
	Malformed    Reason = "malformed"     // not of the documented form, or a repeated name
	WrongAPIKey  Reason = "wrong API key" // the webhook's X-Api-Key is not the shop's
	WrongProfile Reason = "wrong profile" // the webhook names a profile that is not the shop's
	WrongHash    Reason = "wrong hash"    // made with another key, or of other values
	TooOld       Reason = "too old"       // the success URL was made more than SuccessFor ago
	InFuture     Reason = "in the future" // the success URL's time is in the future: a clock is wrong
)

// Distrust is the error of CheckSuccess, ParseWebhook and CheckAPIKey, always as
// *Distrust. It contains no key, no hash and no received value.
type Distrust struct {
	Reason Reason
	Field  string // the parameter, "" for the request as a whole
}

// Error is one English sentence without a full stop, for logs.
func (d *Distrust) Error() string {
	s := "raksmeypay: not believed: " + string(d.Reason)
	if d.Field != "" {
		s += ": " + d.Field
	}
	return s
}

// sealed reports that got is the hash want, made with key. With an empty key it is
// always false: anybody can make such a hash.
func sealed(key, got, want string) bool { return key != "" && sameSecret(got, want) }

// sameSecret compares in constant time, which depends neither on the values nor on
// the secret's length.
func sameSecret(got, want string) bool {
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(want))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// maxVisible is the longest id, status or bank reference, in bytes. SHA-256 in hex
// has 64.
const maxVisible = 128

// visible reports that s is ASCII without spaces and controls, of at most maxVisible bytes.
func visible(s string) bool { return len(s) <= maxVisible && printable(s) }
