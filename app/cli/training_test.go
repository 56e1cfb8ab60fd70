package cli

import (
	"html"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// Training has secrets of its own. No command in training uses or shows those of the shop
// in the same folder.
func TestTrainingHasItsOwnSecrets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.SetSecret(t, psar, dir, "gateway.usd.profile_key", "d0c5f00ddeadbeef0123456789abcdef")
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash", "--training")
	for key, want := range map[string]string{"manager.pin": "", "gateway.usd.profile_key": "(set)", "webhook.api_key": ""} {
		if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", key, "--training")); got != want {
			t.Errorf("%s is %q in training, want %q", key, got, want)
		}
	}
	profile := sandbox.DefaultProfiles()[0]
	want := raksmeypay.PaymentLink("https://mail.raksmeypay.com", profile.ID, profile.Key, raksmeypay.LinkRequest{
		TransactionID: "12345678", Amount: "5.00", SuccessURL: "https://example.com/",
	})
	button := apptest.Psar(t, psar, dir, "webkit", "button", "--training", "--currency", profile.Currency, "--amount", "5.00", "--transaction-id", "12345678")
	if !strings.Contains(html.UnescapeString(button), want) {
		t.Errorf("the link is not hashed with training's key:\n%s\nwant %s", button, want)
	}
}
