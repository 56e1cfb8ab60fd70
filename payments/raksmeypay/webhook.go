package raksmeypay

import (
	"net/http"
	"strconv"
)

// Webhook is what the gateway posts once when a payment was made. It is a HINT
// TO VERIFY AND NEVER THE PROOF THAT MONEY CAME: it may be lost, come twice or
// come late, its hash does not cover Unproved at all, and of the rest not where
// one value ends and the next begins. For that reason nothing here says "paid".
type Webhook struct {
	TransactionID string // 1 to 128 visible ASCII characters: the shop's web site may use other ids than numbers
	Amount        string // decimal text, 1 to 24 characters
	BakongHash    string // the bank's reference: 1 to 128 visible ASCII characters
	Timestamp     int64  // by the gateway's clock, Unix seconds; how old it may be is not judged
	Unproved      Unproved
}

// Unproved is the part of a webhook that no hash covers: anybody on the way could
// have changed it. Each is at most 128 visible ASCII characters, "" when absent.
type Unproved struct {
	ProfileID string
	Currency  string
	Status    string
}

// Profile is a profile whose webhooks are taken.
type Profile struct {
	ID  string
	Key string `json:"-"` // secret; "" believes nothing
}

// String leaves the key out.
func (p Profile) String() string { return "raksmeypay profile " + p.ID }

// GoString leaves the key out.
func (p Profile) GoString() string { return p.String() }

// CheckAPIKey judges the X-Api-Key of a webhook's header, in constant time. An
// empty apiKey fits nothing. It is for receivers with a router of their own;
// WebhookHandler does it too. The error is a *Distrust: Missing, Malformed (it
// stands twice) or WrongAPIKey.
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

// ParseWebhook judges a webhook's body: one JSON object, no name twice, the hash
// made with the key of the profile that it names or, where it names none, of one
// of the profiles. A profile may stand twice, with an old key and a new one. A
// name that the contract does not know is left alone.
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
	// Hashed as it is written.
	timestamp := string(o["timestamp"])
	if !o.has("timestamp") {
		return Webhook{}, &Distrust{Missing, "timestamp"}
	}
	if !digits(timestamp) || len(timestamp) > maxTime {
		return Webhook{}, &Distrust{Malformed, "timestamp"}
	}
	w.Timestamp, _ = strconv.ParseInt(timestamp, 10, 64) // so few digits always fit
	if err := w.prove(timestamp, hash, profiles); err != nil {
		return Webhook{}, err
	}
	return w, nil
}

// prove compares the hash with that of every profile that may have made it. A
// profile_id that is not the shop's is refused without trying its keys: the
// gateway that knows the shop's key also knows the shop's id.
func (w Webhook) prove(timestamp, hash string, profiles []Profile) error {
	named, proved := false, false
	for _, p := range profiles {
		if w.Unproved.ProfileID != "" && w.Unproved.ProfileID != p.ID {
			continue
		}
		named = true
		// No way out of the loop: the time tells nothing of which key fits.
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
