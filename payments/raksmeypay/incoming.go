package raksmeypay

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Reason says why something that came in from outside is not believed.
type Reason string

// The reasons. A web page tells them to nobody: who forges learns nothing.
const (
	Missing      Reason = "missing"       // a parameter is absent or empty
	Malformed    Reason = "malformed"     // not of the documented form, or a name stands twice
	WrongAPIKey  Reason = "wrong API key" // the webhook's X-Api-Key is not the shop's
	WrongProfile Reason = "wrong profile" // the webhook names a profile that is not the shop's
	WrongHash    Reason = "wrong hash"    // not made with the profile key, or of other values
	TooOld       Reason = "too old"       // the success URL was made more than SuccessFor ago
	InFuture     Reason = "in the future" // the success URL will be made only later: a clock is wrong
)

// Distrust is the error of CheckSuccess, ParseWebhook and CheckAPIKey, always as
// *Distrust. It holds neither a key nor a hash nor a value that came in.
type Distrust struct {
	Reason Reason
	Field  string // the parameter that it is about, "" for the whole
}

// Error is one English sentence without a full stop, for logs.
func (d *Distrust) Error() string {
	s := "raksmeypay: not believed: " + string(d.Reason)
	if d.Field != "" {
		s += ": " + d.Field
	}
	return s
}

// sealed reports that got is the hash that only the key makes. An empty key is
// everybody's: what it makes proves nothing.
func sealed(key, got, want string) bool { return key != "" && sameSecret(got, want) }

// sameSecret compares in a time that depends on neither value, nor on the length
// of the one that is secret.
func sameSecret(got, want string) bool {
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(want))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// maxVisible bounds an id, a word or a bank's reference, in bytes: SHA-256 in hex
// is 64.
const maxVisible = 128

// visible takes an id, a word or a reference: ASCII without spaces and controls.
func visible(s string) bool { return len(s) <= maxVisible && printable(s) }
