package raksmeypay

import (
	"net/http"
	"strconv"
)

// Webhook is what the gateway posts once when a payment was made. It is a REASON TO
// VERIFY AND NEVER PROOF OF A PAYMENT: it may be lost, repeated or late, its hash
// does not cover Unproved at all, and does not prove where one of the other values
// ends and the next begins.
type Webhook struct {
	TransactionID string // 1 to 128 visible ASCII characters: a shop's web site may use ids that are not numbers
	Amount        string // decimal text, 1 to 24 characters
	BakongHash    string // the bank's reference: 1 to 128 visible ASCII characters
	Timestamp     int64  // by the gateway's clock, Unix seconds; its age is not checked
	Unproved      Unproved
}

// Unproved is the part of a webhook that the hash does not cover: anybody on the way
// could have changed it. Each is at most 128 visible ASCII characters, "" if absent.
type Unproved struct {
	ProfileID string
	Currency  string
	Status    string
}

// Profile is a profile whose webhooks are accepted.
type Profile struct {
	ID  string
	Key string `json:"-"` // secret; with "" no webhook is accepted
}

// String leaves the key out.
func (p Profile) String() string { return "raksmeypay profile " + p.ID }

// GoString leaves the key out.
func (p Profile) GoString() string { return p.String() }

// CheckAPIKey checks the X-Api-Key header of a webhook, in constant time. With an
// empty apiKey it refuses everything. It is for receivers with a router of their own;
// WebhookHandler calls it too. The error is a *Distrust: Missing, Malformed (a
// repeated header) or WrongAPIKey.
func CheckAPIKey(apiKey string, header http.Header) error {
	const name = "X-Api-Key"
	switch given := header.Values(name); {
	case len(given) == 0 || len(given) == 1 && given[0] == "":
		return &Distrust{Missing, name}
	case len(given) > 1:
		return &Distrust{Malformed, name}
	case apiKey == "" || !sameSecret(given[0], apiKey):
		return &Distrust{WrongAPIKey, name}
	}
	return nil
}

// ParseWebhook checks a webhook's body: one JSON object without repeated names, with
// the hash made with the key of the profile that it names or, if it names none, of
// any of the profiles. While a key is being replaced, pass the profile twice, with the
// old and the new key. Unknown names are ignored.
//
// The error is a *Distrust: Missing, Malformed, WrongProfile or WrongHash.
func ParseWebhook(body []byte, profiles ...Profile) (Webhook, error) {
	o, wrong := parseObject(body)
	if wrong != nil {
		return Webhook{}, &Distrust{Malformed, ""}
	}
	var w Webhook
	var hash string
	for _, f := range [...]struct {
		name     string
		into     *string
		ok       func(string) bool
		optional bool
	}{
		{"transaction_id", &w.TransactionID, visible, false},
		{"amount", &w.Amount, isDecimal, false},
		{"bakong_hash", &w.BakongHash, visible, false},
		{"hash", &hash, visible, false},
		{"profile_id", &w.Unproved.ProfileID, visible, true},
		{"currency", &w.Unproved.Currency, visible, true},
		{"status", &w.Unproved.Status, visible, true},
	} {
		switch value, ok := o.str(f.name); {
		case !o.has(f.name) && f.optional:
		case !o.has(f.name) || ok && value == "" && !f.optional:
			return Webhook{}, &Distrust{Missing, f.name}
		case !ok || !f.ok(value):
			return Webhook{}, &Distrust{Malformed, f.name}
		default:
			*f.into = value
		}
	}
	// Hashed as it is written in the body.
	timestamp := string(o["timestamp"])
	if !o.has("timestamp") {
		return Webhook{}, &Distrust{Missing, "timestamp"}
	}
	if !digits(timestamp) || len(timestamp) > maxTime {
		return Webhook{}, &Distrust{Malformed, "timestamp"}
	}
	w.Timestamp, _ = strconv.ParseInt(timestamp, 10, 64) // at most maxTime digits: they fit
	if err := w.prove(timestamp, hash, profiles); err != nil {
		return Webhook{}, err
	}
	return w, nil
}

// prove compares the hash with those of the profiles that may have made it. A
// profile_id that is not the shop's is refused without trying any key: a gateway
// that knows the shop's key also knows its profile id.
func (w Webhook) prove(timestamp, hash string, profiles []Profile) error {
	named, proved := false, false
	for _, p := range profiles {
		if w.Unproved.ProfileID != "" && w.Unproved.ProfileID != p.ID {
			continue
		}
		named = true
		// The loop does not stop early, so that the time does not reveal which key fits.
		if sealed(p.Key, hash, HashWebhook(p.Key, timestamp, w.Amount, w.BakongHash, w.TransactionID)) {
			proved = true
		}
	}
	switch {
	case !named:
		return &Distrust{WrongProfile, "profile_id"}
	case !proved:
		return &Distrust{WrongHash, "hash"}
	}
	return nil
}
