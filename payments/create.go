package payments

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/payments/raksmeypay"
	"psar/pos/fault"
	"psar/pos/payment"
)

// Create asks the gateway for a code and checks it before it may be shown. The
// event is CodeAccepted, CodeRejected, GatewayRefused, OutcomeUnknown or, for a
// payment link, LinkReady. See pos.Gateway.
func (g *Gateway) Create(ctx context.Context, a payment.Attempt) payment.Event {
	settings := g.cfg.Settings()
	client, err := g.client(a, settings)
	if err != nil {
		// Nothing was sent, so no code was made.
		return payment.GatewayRefused{Reason: fault.CodeOf(err), Detail: err.Error()}
	}
	if a.Channel == payment.ChannelLink {
		if _, err := g.PaymentLink(a); err != nil {
			return payment.GatewayRefused{Reason: fault.CodeOf(err), Detail: err.Error()} // nothing was sent
		}
		return payment.LinkReady{Expires: g.cfg.Clock.Now().UTC().Add(settings.LinkLife()).Truncate(time.Millisecond)}
	}
	answer, err := client.CreateQR(ctx, raksmeypay.CreateQRRequest{
		TransactionID: string(a.ID), Amount: a.Amount.Decimal(), Remark: a.Remark,
	})
	if err == nil {
		return check(a, answer.QR, answer.MD5, settings, g.cfg.Clock.Now())
	}
	var failed *raksmeypay.Error
	if !errors.As(err, &failed) {
		return payment.OutcomeUnknown{Reason: fault.Internal, Detail: err.Error()}
	}
	switch failed.Kind {
	case raksmeypay.BadRequest:
		return payment.GatewayRefused{Reason: fault.Internal, Detail: failed.Error()} // nothing was sent
	case raksmeypay.Refused:
		g.forget(a.Amount.Currency)
		return payment.GatewayRefused{Reason: refusal(failed.Code), Detail: refusalDetail(failed)}
	case raksmeypay.WrongEcho:
		return payment.CodeRejected{Reason: fault.QREcho, Detail: failed.Error()}
	case raksmeypay.AlreadyPaid:
		// Only Verify can confirm it: the watcher calls that next, through its limiter.
		return payment.OutcomeUnknown{
			Reason: fault.AlreadyPaid, Detail: refusalDetail(failed), RetryAfter: failed.RetryAfter,
		}
	}
	return unknown(failed)
}

// refusal is the fault code of a responseCode. The gateway documents 1 to 7.
func refusal(responseCode int) fault.Code {
	if responseCode >= 1 && responseCode <= 7 {
		return fault.GatewayRefused + fault.Code("_"+strconv.Itoa(responseCode))
	}
	return fault.GatewayRefused
}

// refusalDetail is the gateway's response code and message.
func refusalDetail(e *raksmeypay.Error) string {
	if e.Code == 0 {
		return e.Message
	}
	return strings.TrimSpace(strconv.Itoa(e.Code) + " " + e.Message)
}

// unknown is the event of a call whose outcome is not known.
func unknown(e *raksmeypay.Error) payment.OutcomeUnknown {
	u := payment.OutcomeUnknown{Reason: fault.GatewayAnswer, Detail: e.Error(), RetryAfter: e.RetryAfter}
	switch e.Kind {
	case raksmeypay.Unreachable, raksmeypay.Canceled:
		u.Reason = fault.GatewayUnreachable
	case raksmeypay.Timeout:
		u.Reason = fault.GatewayTimeout
	case raksmeypay.RateLimited:
		u.Reason = fault.GatewayRateLimited
	}
	return u
}
