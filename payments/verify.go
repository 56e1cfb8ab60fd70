package payments

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"psar/payments/raksmeypay"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

// Verify asks the gateway whether an attempt is paid. The event is VerifiedPaid,
// VerifiedUnpaid, PaidUnclear or OutcomeUnknown. See pos.Gateway.
func (g *Gateway) Verify(ctx context.Context, a payment.Attempt) payment.Event {
	client, err := g.client(a, g.cfg.Settings())
	if err != nil {
		return payment.OutcomeUnknown{Reason: fault.CodeOf(err), Detail: err.Error()}
	}
	answer, err := client.Verify(ctx, string(a.ID))
	if err == nil {
		return judge(answer, a.Amount.Currency)
	}
	var failed *raksmeypay.Error
	if !errors.As(err, &failed) {
		return payment.OutcomeUnknown{Reason: fault.Internal, Detail: err.Error()}
	}
	switch failed.Kind {
	case raksmeypay.BadRequest:
		return payment.OutcomeUnknown{Reason: fault.Internal, Detail: failed.Error()}
	case raksmeypay.Refused:
		// The key may be wrong: a refusal says nothing about the payment.
		g.forget(a.Amount.Currency)
		return payment.OutcomeUnknown{
			Reason: refusal(failed.Code), Detail: refusalDetail(failed), RetryAfter: failed.RetryAfter,
		}
	}
	return unknown(failed)
}

// judge turns an answer of Verify into an event.
func judge(answer raksmeypay.VerifyAnswer, c money.Currency) payment.Event {
	switch {
	case !answer.Found:
		return payment.VerifiedUnpaid{Known: false}
	case strings.EqualFold(answer.Status, "PENDING"):
		return payment.VerifiedUnpaid{Known: true}
	case !answer.Success():
		return payment.OutcomeUnknown{Reason: fault.GatewayAnswer, Detail: fmt.Sprintf("payment_status %q", answer.Status)}
	}
	received, err := amountOf(answer.Amount, c)
	if err != nil || received.Minor == 0 {
		// Paid, with an amount that can't be read: the payment must not be lost.
		return payment.PaidUnclear{Said: answer.Amount + answer.Unread}
	}
	return payment.VerifiedPaid{Received: received}
}

// amountOf reads an amount in the gateway's JSON notation, where 5, 5.0 and 5.000
// dollars, or 100 and 100.0 riel, are equal.
func amountOf(text string, c money.Currency) (money.Money, error) {
	whole, fraction, _ := strings.Cut(withoutNoise(text), ".")
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	return money.Parse(whole, c)
}

// doubleDigits is how many significant decimal digits a float64 always keeps.
const doubleDigits = 15

// withoutNoise rounds a number with more digits than a float64 keeps to those it
// keeps: PHP with serialize_precision 17 writes 0.1 as 0.10000000000000001. An
// amount that differs by a cent or more is never changed into another.
func withoutNoise(text string) string {
	whole, fraction, _ := strings.Cut(text, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	extra := len(digits) - doubleDigits
	if extra <= 0 || extra > len(fraction) || len(digits) > doubleDigits+2 {
		return text
	}
	kept, err := strconv.ParseUint(digits[:doubleDigits], 10, 64)
	if err != nil {
		return text
	}
	if digits[doubleDigits] >= '5' {
		kept++
	}
	decimals := len(fraction) - extra
	rounded := fmt.Sprintf("%0*d", decimals+1, kept)
	return rounded[:len(rounded)-decimals] + "." + rounded[len(rounded)-decimals:]
}
