package raksmeypay

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// MaxWebhook is how much of a webhook's body is read, in bytes.
const MaxWebhook = 64 << 10

// WebhookConfig says whose webhooks a handler takes.
type WebhookConfig struct {
	APIKey   string `json:"-"` // secret: what the gateway sends as X-Api-Key; "" takes no webhook at all
	Profiles []Profile
}

// Check finds what would make a handler refuse every webhook: no API key, or one
// that no header can hold; no profile, or one whose id or key is none. A program
// asks at its start, for the handler itself answers nobody why. The error is of
// kind BadRequest.
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

// WebhookHandler takes the gateway's webhooks and hands each on to hint, which
// should make the program verify. It answers
//
//	200 {"status":"ok"}  hint took it
//	400                  the body is not believed: see ParseWebhook
//	401                  a wrong or absent API key; the body was not read
//	405                  any method but POST
//	413                  a body over MaxWebhook
//	503                  hint returned an error
//
// and everything but 200 with {"status":"error"} and no reason. The body is JSON
// by what it holds, whatever its Content-Type says.
//
// hint runs before the answer, so it must note the payment and return, not wait.
// The gateway sends a webhook once and repeats none, also after a 503: what hint
// refuses is lost, and the payment is found by polling alone. The same webhook
// may come twice; both are answered alike, and hint is called for each. To verify
// twice does no harm, and a memory of webhooks would have to grow or to forget.
//
// Nothing is logged or kept. The handler needs neither the Host header nor the
// client's address, and so works behind a reverse proxy; the server's ReadTimeout
// bounds a sender who never ends. It may be called at any time, from any number of
// goroutines, and calls hint as often at once.
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
