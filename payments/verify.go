package payments

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"psar/payments/raksmeypay"
	"psar/pos"
)

// Verify asks whether an attempt is paid. See pos.Gateway. An answer that does
// not fit is neither paid nor unpaid.
func (g *Gateway) Verify(ctx context.Context, a pos.Attempt) pos.Event {
	client, err := g.client(a, g.cfg.Settings())
	if err != nil {
		return pos.OutcomeUnknown{Reason: pos.CodeOf(err), Detail: err.Error()}
	}
	answer, err := client.Verify(ctx, string(a.ID))
	if err == nil {
		return judge(answer, a.Amount.Currency)
	}
	var failed *raksmeypay.Error
	if !errors.As(err, &failed) {
		return pos.OutcomeUnknown{Reason: pos.CodeInternal, Detail: err.Error()}
	}
	switch failed.Kind {
	case raksmeypay.BadRequest:
		return pos.OutcomeUnknown{Reason: pos.CodeInternal, Detail: failed.Error()}
	case raksmeypay.Refused:
		// A wrong key, say: the gateway did not speak of the payment.
		g.forget(a.Amount.Currency)
		return pos.OutcomeUnknown{
			Reason: refusal(failed.Code), Detail: refusalDetail(failed), RetryAfter: failed.RetryAfter,
		}
	}
	return unknown(failed)
}

// judge turns Verify's answer into an event.
func judge(answer raksmeypay.VerifyAnswer, c pos.Currency) pos.Event {
	switch {
	case !answer.Found:
		return pos.VerifiedUnpaid{Known: false}
	case strings.EqualFold(answer.Status, "PENDING"):
		return pos.VerifiedUnpaid{Known: true}
	case !answer.Success():
		return pos.OutcomeUnknown{Reason: pos.CodeGatewayAnswer, Detail: fmt.Sprintf("payment_status %q", answer.Status)}
	}
	received, err := amountOf(answer.Amount, c)
	if err != nil || received.Minor == 0 {
		// It says paid: that must not be lost with the amount.
		return pos.PaidUnclear{Said: answer.Amount + answer.Unread}
	}
	return pos.VerifiedPaid{Received: received}
}

// amountOf reads an amount as the gateway's JSON writes it, where 5, 5.0 and
// 5.000 dollars, or 100 and 100.0 riel, are the same.
func amountOf(text string, c pos.Currency) (pos.Money, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	return pos.ParseMoney(whole, c)
}
