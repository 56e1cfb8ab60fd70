package raksmeypay

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
)

// MaxWebhook is how much of a webhook's body is read, in bytes.
const MaxWebhook = 64 << 10

// Webhook is what the gateway posts once when a payment was made. It is a reason
// to verify, never the proof: it may be lost, come twice, or come late, and its
// hash does not cover Unproved.
type Webhook struct {
	TransactionID string
	Amount        string // decimal text
	BakongHash    string // the bank's reference
	Timestamp     int64  // Unix seconds
	Unproved      Unproved
}

// Unproved is the part of a webhook that anybody on the way could have changed.
type Unproved struct {
	ProfileID string
	Currency  string
	Status    string
}

// Profile is a profile whose webhooks are taken.
type Profile struct {
	ID  string
	Key string // secret
}

// ParseWebhook judges a webhook's body. Its hash must be made with the key of
// the profile that it names or, where it names none, of one of the profiles. The
// error is a *Distrust.
func ParseWebhook(body []byte, profiles ...Profile) (Webhook, error) {
	o, wrong := parseObject(body)
	if wrong != nil {
		return Webhook{}, &Distrust{Malformed, ""}
	}
	var w Webhook
	for _, f := range []struct {
		name string
		into *string
		ok   func(string) bool
	}{
		{"transaction_id", &w.TransactionID, visible}, // the shop's web site may use other ids
		{"amount", &w.Amount, checkDecimal},
		{"bakong_hash", &w.BakongHash, visible},
	} {
		switch value, ok := o.str(f.name); {
		case !o.has(f.name) || ok && value == "":
			return Webhook{}, &Distrust{Missing, f.name}
		case !ok || !f.ok(value):
			return Webhook{}, &Distrust{Malformed, f.name}
		default:
			*f.into = value
		}
	}
	if !o.has("timestamp") {
		return Webhook{}, &Distrust{Missing, "timestamp"}
	}
	var ok bool
	if w.Timestamp, ok = o.integer("timestamp"); !ok || w.Timestamp < 0 {
		return Webhook{}, &Distrust{Malformed, "timestamp"}
	}
	w.Unproved = Unproved{o.text("profile_id"), o.text("currency"), o.text("status")}
	return w, w.prove(o.text("hash"), profiles)
}

// prove compares the hash with that of every profile that may have made it.
func (w Webhook) prove(hash string, profiles []Profile) error {
	if hash == "" {
		return &Distrust{Missing, "hash"}
	}
	timestamp := strconv.FormatInt(w.Timestamp, 10)
	named, proved := false, false
	for _, p := range profiles {
		if w.Unproved.ProfileID != "" && w.Unproved.ProfileID != p.ID {
			continue
		}
		named = true
		// No way out of the loop: the time tells nothing of which key fits.
		if sameSecret(hash, HashWebhook(p.Key, timestamp, w.Amount, w.BakongHash, w.TransactionID)) {
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

// WebhookConfig says whose webhooks a handler takes.
type WebhookConfig struct {
	APIKey   string // secret: what the gateway sends as X-Api-Key; "" takes no webhook at all
	Profiles []Profile
}

// WebhookHandler takes the gateway's webhooks and hands each on to hint, which
// should make the program verify and must not wait: the gateway sends a webhook
// once and repeats none. The same one may come twice, and hint is then called
// twice.
//
// It answers 200 {"status":"ok"}, 401 for a wrong or absent API key (before the
// body is read), 400 for a body that is not believed, 405 for another method,
// 413 for a body over MaxWebhook, and 503 when hint returned an error. It needs
// neither the Host header nor the client's address, and so works behind a
// reverse proxy.
func WebhookHandler(config WebhookConfig, hint func(context.Context, Webhook) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := serveWebhook(config, hint, w, r)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		said := `{"status":"error"}`
		if status == http.StatusOK {
			said = `{"status":"ok"}`
		}
		_, _ = io.WriteString(w, said) // a caller that went away has lost nothing
	})
}

func serveWebhook(config WebhookConfig, hint func(context.Context, Webhook) error, w http.ResponseWriter, r *http.Request) int {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed
	}
	given := r.Header.Values("X-Api-Key")
	if config.APIKey == "" || len(given) != 1 || !sameSecret(given[0], config.APIKey) {
		return http.StatusUnauthorized
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxWebhook))
	if errors.As(err, new(*http.MaxBytesError)) {
		return http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return http.StatusBadRequest
	}
	webhook, err := ParseWebhook(body, config.Profiles...)
	if err != nil {
		return http.StatusBadRequest
	}
	if hint(r.Context(), webhook) != nil {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
