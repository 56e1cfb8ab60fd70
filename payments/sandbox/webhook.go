package sandbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"psar/payments/raksmeypay"
)

// Delivery is one webhook of a payment.
type Delivery struct {
	ProfileID     string `json:"profile_id"`
	TransactionID string `json:"transaction_id"`
	URL           string `json:"url"`
	Status        int    `json:"status,omitempty"` // HTTP status of the receiver, 0 without an answer
	Error         string `json:"error,omitempty"`
	Done          bool   `json:"done"` // false while it is being sent
}

// webhookBody is the posted JSON, with the vendor's order of names.
type webhookBody struct {
	TransactionID string `json:"transaction_id"`
	Amount        string `json:"amount"`
	Currency      string `json:"currency"`
	Status        string `json:"status"`
	ProfileID     string `json:"profile_id"`
	BakongHash    string `json:"bakong_hash"`
	Timestamp     int64  `json:"timestamp"`
	Hash          string `json:"hash"`
}

// webhookStatus is the status in the vendor's sample of a webhook.
const webhookStatus = "success"

// webhookTimeout bounds a delivery. Deliveries are not repeated.
const webhookTimeout = 10 * time.Second

// bakongHash imitates the bank's reference of a payment's n-th receipt.
func bakongHash(p *Payment, n int) string {
	sum := sha256.Sum256([]byte(p.ProfileID + " " + p.TransactionID + " " + strconv.Itoa(n)))
	return hex.EncodeToString(sum[:])
}

// tell sends the webhook of a payment just received, once, in a goroutine. s.mu must
// be held.
func (s *Sandbox) tell(p *Payment, r Receipt) {
	profile := s.profiles[p.ProfileID]
	if profile.WebhookURL == "" || s.ctx.Err() != nil {
		return
	}
	fault, _ := s.take(call{step: StepWebhook, id: p.TransactionID})
	times := 1
	switch fault.Kind {
	case WebhookLost:
		return
	case WebhookTwice:
		times = 2
	}
	body := webhookBody{
		TransactionID: p.TransactionID, Amount: r.Amount, Currency: p.Currency, Status: webhookStatus,
		ProfileID: p.ProfileID, BakongHash: r.BakongHash, Timestamp: r.PaidMS / 1000,
	}
	body.Hash = raksmeypay.HashWebhook(profile.Key, strconv.FormatInt(body.Timestamp, 10), body.Amount, body.BakongHash, body.TransactionID)
	if fault.Kind == WebhookForged {
		body.Hash = raksmeypay.HashWebhook("not-the-key", strconv.FormatInt(body.Timestamp, 10), body.Amount, body.BakongHash, body.TransactionID)
	}
	var delay time.Duration
	if fault.Kind == WebhookLate {
		delay = time.Duration(fault.DelayMS) * time.Millisecond
	}
	for range times {
		d := &Delivery{ProfileID: p.ProfileID, TransactionID: p.TransactionID, URL: profile.WebhookURL}
		s.deliveries = append(s.deliveries, d)
		s.sending.Go(func() { s.deliver(d, profile, encode(body), delay) })
	}
}

// deliver sends one webhook and records the result in d, even if Reset has removed d
// meanwhile.
func (s *Sandbox) deliver(d *Delivery, profile Profile, body []byte, delay time.Duration) {
	status, err := s.post(profile, body, delay)
	s.mu.Lock()
	defer s.mu.Unlock()
	d.Status, d.Done = status, true
	if err != nil {
		d.Error = err.Error()
	}
}

func (s *Sandbox) post(profile Profile, body []byte, delay time.Duration) (status int, err error) {
	if err := checkWebhookURL(profile.WebhookURL); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(s.ctx, delay+webhookTimeout)
	defer cancel()
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, profile.WebhookURL, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Api-Key", profile.APIKey)
	response, err := s.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, maxForm)) // so that the connection can be reused
	return response.StatusCode, nil
}

// checkWebhookURL accepts loopback addresses only: a training gateway must not call
// anybody else.
func checkWebhookURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("sandbox: the webhook URL must be an http address")
	}
	if !loopbackHost(u.Hostname()) {
		return errors.New("sandbox: the webhook URL must be on this machine")
	}
	return nil
}

// SetWebhook sets where a profile's webhooks are sent; "" sends none. The error says
// what is wrong with the address.
func (s *Sandbox) SetWebhook(profileID, address, apiKey string) error {
	if address != "" {
		if err := checkWebhookURL(address); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	profile, ok := s.profiles[profileID]
	if !ok {
		return errors.New("sandbox: no such profile")
	}
	profile.WebhookURL, profile.APIKey = address, apiKey
	s.profiles[profileID] = profile
	return nil
}
