package raksmeypay

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// MaxWebhook is the longest webhook body that is read, in bytes.
const MaxWebhook = 64 << 10

// WebhookConfig is whose webhooks a handler accepts.
type WebhookConfig struct {
	APIKey   string `json:"-"` // secret: what the gateway sends as X-Api-Key; with "" no webhook is accepted
	Profiles []Profile
}

// Check returns what would make a handler refuse every webhook: no usable API key,
// no profile, or a profile without a usable id or key. Call it when the program
// starts, because the handler tells nobody why it refuses. The error is of kind
// BadRequest.
func (c WebhookConfig) Check() error {
	if c.APIKey == "" || len(c.APIKey) > maxKey || !printable(c.APIKey) {
		return badRequest("the API key must be 1 to 256 printable ASCII characters without spaces")
	}
	if len(c.Profiles) == 0 {
		return badRequest("no profile whose webhooks could be taken")
	}
	for _, p := range c.Profiles {
		if err := firstError(checkProfile(p.ID), checkKey(p.Key)); err != nil {
			return err
		}
	}
	return nil
}

// String leaves the keys out.
func (c WebhookConfig) String() string { return "raksmeypay webhooks" }

// GoString leaves the keys out.
func (c WebhookConfig) GoString() string { return c.String() }

// WebhookHandler accepts the gateway's webhooks and passes each to hint, which should
// make the program verify. It answers
//
//	200 {"status":"ok"}  hint returned nil
//	400                  the body was refused: see ParseWebhook
//	401                  a wrong or absent API key; the body was not read
//	405                  any method but POST
//	413                  a body over MaxWebhook
//	503                  hint returned an error
//
// and everything but 200 with {"status":"error"} and no reason. The body must be
// JSON, whatever its Content-Type is.
//
// hint runs before the answer, so it must queue the payment and return at once. The
// gateway sends a webhook once and does not repeat it, also after a 503: what hint
// refuses is lost, and only polling finds that payment. The same webhook may arrive
// twice; hint is called for each, and both get the same answer. To verify twice does
// no harm, and a memory of webhooks would have to grow or to forget.
//
// The handler logs and keeps nothing. It uses neither the Host header nor the
// client's address, so it works behind a reverse proxy; set the server's ReadTimeout
// against senders that never end. It is safe for concurrent use, and calls hint
// concurrently.
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
		_, _ = io.WriteString(w, said) // nothing is lost when the caller is gone
	})
}

func serveWebhook(config WebhookConfig, hint func(context.Context, Webhook) error, w http.ResponseWriter, r *http.Request) int {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed
	}
	if CheckAPIKey(config.APIKey, r.Header) != nil {
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
