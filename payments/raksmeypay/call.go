package raksmeypay

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// MaxBody is the longest answer that is read, in bytes.
const MaxBody = 1 << 20

// maxRetryAfter bounds a Retry-After, so that one wrong header does not leave a
// shop's payments unverified for a day.
const maxRetryAfter = time.Hour

// reply is an HTTP answer, not yet checked.
type reply struct {
	status     int
	retryAfter time.Duration
	body       []byte
}

// post sends one form. A non-nil error means that no whole answer arrived; it
// contains neither the key nor the hash.
func (c *Client) post(ctx context.Context, path, form, hash string) (reply, *Error) {
	ctx, cancel := c.withTimeout(ctx)
	defer cancel()
	var connected atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	request, err := http.NewRequestWithContext(traced, http.MethodPost, c.base+path, strings.NewReader(form))
	if err != nil {
		return reply{}, badRequest("the address is not valid")
	}
	request.Header.Set("Content-Type", ContentType)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.agent)
	response, err := c.http.Do(request)
	if err != nil {
		failed := c.lost(ctx, err, hash)
		failed.Known = failed.Kind == Unreachable && !connected.Load() && neverSent(err)
		return reply{}, failed
	}
	defer response.Body.Close()
	r := reply{status: response.StatusCode, retryAfter: retryAfter(response.Header)}
	r.body, err = io.ReadAll(io.LimitReader(response.Body, MaxBody+1))
	switch {
	case err != nil:
		failed := c.lost(ctx, err, hash)
		if failed.Kind == Unreachable {
			failed.Kind = Cut // part of the answer had arrived
		}
		return r, r.unclear(failed)
	case len(r.body) > MaxBody:
		return r, r.unclear(&Error{Kind: TooLarge})
	}
	return r, nil
}

// unclear completes the error of an answer that could not be used. The HTTP status
// decides the kind before what is wrong with the body.
func (r reply) unclear(e *Error) *Error {
	e.HTTPStatus, e.RetryAfter, e.Known = r.status, r.retryAfter, false
	if e.Kind == Timeout || e.Kind == Canceled {
		return e
	}
	switch {
	case r.status == http.StatusTooManyRequests:
		e.Kind = RateLimited
	case r.status >= 500:
		e.Kind = ServerError
	case r.status >= 300 && r.status < 400:
		e.Kind = Redirected
	}
	return e
}

// lost returns why no whole answer arrived.
func (c *Client) lost(ctx context.Context, err error, hash string) *Error {
	// A url.Error quotes the address and so may quote secrets; its cause tells
	// enough.
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	var slow net.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return &Error{Kind: Canceled, Err: context.Canceled}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout(), ctx.Err() != nil:
		return &Error{Kind: Timeout, Err: context.DeadlineExceeded}
	}
	// A transport may quote bytes that it could not read, and a server may have
	// repeated the request there.
	if text := err.Error(); strings.Contains(text, c.key) || strings.Contains(text, hash) {
		err = errors.New(message(text, c.key, hash))
	}
	return &Error{Kind: Unreachable, Err: err}
}

// neverSent reports that the connection could not be made, so that no byte of the
// request can have been sent.
func neverSent(err error) bool {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// retryAfter reads seconds or a date. A date is compared with the answer's own Date
// header, because the shop's clock may be wrong.
func retryAfter(h http.Header) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if text == "" {
		return 0
	}
	if digits(text) {
		seconds, err := strconv.Atoi(text)
		if err != nil || seconds > int(maxRetryAfter/time.Second) {
			return maxRetryAfter
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), maxRetryAfter)
}
