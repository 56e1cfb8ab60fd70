package listen

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"psar/payments/raksmeypay"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Handler serves POST /webhook, and GET settings.SuccessPath with a payment id. It
// uses neither the Host header nor the client's address, so it works behind a
// reverse proxy.
func (l *Listener) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/webhook", l.serveWebhook)
	mux.HandleFunc("GET "+settings.SuccessPath+"{id}", l.servePaid)
	return mux
}

// errFull means that the queue of hints is full. The watcher finds the payment by
// polling.
var errFull = errors.New("payments: too many hints at once")

func (l *Listener) serveWebhook(w http.ResponseWriter, r *http.Request) {
	k, err := l.keys.of(l.cfg.Settings())
	if err != nil {
		k = keySet{} // without keys every webhook is refused
		l.note("webhook: the keys can't be read", "error", err)
	}
	said := &statusWriter{ResponseWriter: w}
	raksmeypay.WebhookHandler(k.webhook(), func(_ context.Context, webhook raksmeypay.Webhook) error {
		if !l.hints.add(id.Payment(webhook.TransactionID)) {
			return errFull
		}
		l.note("webhook", "transaction_id", webhook.TransactionID)
		return nil
	}).ServeHTTP(said, r)
	if said.status != http.StatusOK {
		l.note("webhook not taken", "status", said.status)
	}
}

// statusWriter keeps the HTTP status of the answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// servePaid answers a customer who returns from the payment page.
func (l *Listener) servePaid(w http.ResponseWriter, r *http.Request) {
	raw := r.PathValue("id")
	page, status := l.judgeReturn(r.Context(), id.Payment(raw), r.URL.Query())
	if page != pageThanks {
		l.note("return not believed", "status", status)
	}
	servePage(w, page, status)
}

// judgeReturn authenticates a return with the key of the attempt's own profile.
// Without a valid hash, the till is not asked.
func (l *Listener) judgeReturn(ctx context.Context, id id.Payment, query url.Values) (page, int) {
	k, err := l.keys.of(l.cfg.Settings())
	if err != nil {
		l.note("return: the keys can't be read", "error", err)
		return pageBusy, http.StatusServiceUnavailable
	}
	signer, reason := k.signer(id, query, l.cfg.Clock.Now())
	switch reason {
	case "":
	case raksmeypay.TooOld:
		return pageOld, http.StatusGone
	case raksmeypay.InFuture:
		return pageClock, http.StatusBadRequest
	default:
		return pageWrong, http.StatusBadRequest
	}
	if !l.lookups.Allow() {
		return pageBusy, http.StatusTooManyRequests
	}
	a, err := l.attempt(ctx, id)
	switch {
	case fault.CodeOf(err) == fault.PaymentUnknown:
		return pageWrong, http.StatusNotFound
	case err != nil:
		l.note("return: the attempt can't be read", "error", err)
		return pageBusy, http.StatusServiceUnavailable
	case a.Amount.Currency != signer:
		return pageWrong, http.StatusBadRequest
	}
	if !l.hints.add(a.ID) {
		l.note("return not taken", "transaction_id", id, "error", errFull)
	}
	return pageThanks, http.StatusOK
}

// signer is the currency of the profile that signed a return. reason says why the
// return is refused, "" when it is accepted.
func (s keySet) signer(id id.Payment, query url.Values, now time.Time) (money.Currency, raksmeypay.Reason) {
	reason := raksmeypay.WrongHash
	for _, p := range s.profiles {
		_, err := raksmeypay.CheckSuccess(p.Key, string(id), query, now)
		var distrust *raksmeypay.Distrust
		switch {
		case err == nil:
			return p.currency, ""
		case errors.As(err, &distrust) && distrust.Reason != raksmeypay.WrongHash:
			reason = distrust.Reason
		}
	}
	return "", reason
}

// attempt finds an attempt in the current snapshot, else in the database.
func (l *Listener) attempt(ctx context.Context, id id.Payment) (payment.Attempt, error) {
	snapshot := l.cfg.Till.Snapshot()
	for _, list := range [][]payment.Attempt{snapshot.Watching, snapshot.Rechecking} {
		for _, a := range list {
			if a.ID == id {
				return a, nil
			}
		}
	}
	return l.cfg.Till.Attempt(ctx, id)
}

// note logs a line, within the limit on lines that strangers can cause.
func (l *Listener) note(msg string, args ...any) {
	if l.logLines.Allow() {
		l.cfg.Log(msg, args...)
	}
}
