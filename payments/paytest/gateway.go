package paytest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// FiveDollars is the amount of most test sales.
var FiveDollars = money.Cents(500)

// APIKey is the shop's API key for webhooks.
const APIKey = "an-api-key-of-tests"

// Named is an event's type and its reason: "CodeRejected code_amount".
func Named(e payment.Event) string {
	name := reflect.TypeOf(e).Name()
	switch e := e.(type) {
	case payment.CodeRejected:
		return name + " " + string(e.Reason)
	case payment.GatewayRefused:
		return name + " " + string(e.Reason)
	case payment.OutcomeUnknown:
		return name + " " + string(e.Reason)
	case payment.VerifiedPaid:
		return name + " " + e.Received.String()
	case payment.VerifiedUnpaid:
		return fmt.Sprint(name, " ", e.Known)
	}
	return name
}

// WebhookBody is the body of the gateway's webhook of a payment, after change.
func WebhookBody(t *testing.T, profile sandbox.Profile, id id.Payment, change func(map[string]any)) []byte {
	t.Helper()
	const at = 1750000000
	body := map[string]any{
		"transaction_id": string(id), "amount": "5.00", "currency": profile.Currency, "status": "SUCCESS",
		"profile_id": profile.ID, "bakong_hash": "ab12", "timestamp": at,
		"hash": raksmeypay.HashWebhook(profile.Key, fmt.Sprint(at), "5.00", "ab12", string(id)),
	}
	if change != nil {
		change(body)
	}
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Back is the address to which the gateway sends the customer's browser back.
func Back(t *testing.T, address, key string, id id.Payment, at time.Time) string {
	t.Helper()
	url, err := raksmeypay.SuccessReturnURL(key, raksmeypay.ReturnRequest{
		SuccessURL: "http://" + address + settings.SuccessPath + string(id), TransactionID: string(id),
		Amount: "5.00", BakongHash: "ab12", Time: at,
	})
	if err != nil {
		t.Fatal(err)
	}
	return url
}
