package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/payments/sandbox"
	"psar/pos/fault"
	"psar/pos/payment"
)

// heldSale sells five dollars and returns the payment whose code is held, and what was said.
func heldSale(t *testing.T, dir string) (result jsonout.Sell, said string) {
	t.Helper()
	out, errs, code := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--json", "--wait", "20s")
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitRefused || result.QR != "" {
		t.Fatalf("exit %d, %v\n%s%s", code, err, out, errs)
	}
	return result, errs
}

// paidSale sells and pays; a question would end the command.
func paidSale(t *testing.T, dir, amount string, gw *apptest.Gateway) {
	t.Helper()
	sell := apptest.Start(t, psar, dir, "", "sell", amount, "USD", "--wait", "30s")
	gw.Pay(t, gw.WaitIssued(t, amount).TransactionID)
	if exit := sell.Exit(); exit != exitOK {
		t.Fatalf("an honest sale: exit %d", exit)
	}
}

func spoil(t *testing.T, gw *apptest.Gateway, kind sandbox.Kind, times int) {
	t.Helper()
	gw.Post(t, "fault", sandbox.Fault{Kind: kind, Times: times})
}

// The account is the shop's, the merchant number behind it is not: the code is never shown,
// and whoever answers sees both.
func TestOtherMerchantNumberIsHeld(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	heldSale(t, dir)
	apptest.Psar(t, psar, dir, "payee", "confirm", "usd", "--by", "Sokha")
	paidSale(t, dir, "1.25", gw)

	spoil(t, gw, sandbox.OtherMerchant, 1)
	asked, said := heldSale(t, dir)
	if asked.Problem != fault.PayeeDiffers || strings.Contains(said, gw.WaitIssued(t, "5.00").QR) {
		t.Errorf("problem %s\n%s", asked.Problem, said)
	}
	for _, want := range []string{"says something new about whom it pays", "Until now", "This code", "Merchant number", "(none)", "0099887766"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee")
	want := payment.Difference{Field: payment.FieldMerchant, Is: "0099887766"}
	if len(list) < 2 || list[1].State != jsonout.PayeeWaits || list[1].Payment != asked.TransactionID || len(list[1].Differences) != 1 || list[1].Differences[0] != want {
		t.Fatalf("list %+v", list)
	}
	// A yes that has seen nothing is none.
	_, errs, code := apptest.Run(t, psar, dir, "", "payee", "confirm", "usd", "--by", "Sokha")
	if code != exitUsage || !strings.Contains(errs, "--payment") || !strings.Contains(errs, "0099887766") {
		t.Errorf("a bare yes: exit %d\n%s", code, errs)
	}
	if _, errs, code := apptest.Run(t, psar, dir, "", "payee", "confirm", "usd", "--payment", "1", "--by", "Sokha"); code != exitFailed || !strings.Contains(errs, "No code asks") {
		t.Errorf("another payment: exit %d\n%s", code, errs)
	}
	apptest.Psar(t, psar, dir, "payee", "deny", "usd", "--payment", string(asked.TransactionID), "--by", "Sokha")
	alerts := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms")
	if len(alerts) != 1 || alerts[0].Expected != trainingAccount || alerts[0].Differs != `merchant_id: "" → "0099887766"` {
		t.Errorf("alarms %+v", alerts)
	}
	if text := apptest.Psar(t, psar, dir, "alarms"); !strings.Contains(text, `would have paid somebody else: Merchant number: "" → "0099887766"`) {
		t.Errorf("alarms:\n%s", text)
	}
	paidSale(t, dir, "1.75", gw)
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// Set-up with two codes: what differs is shown once, and then left out.
func TestChangingFieldIsAskedOnce(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	spoil(t, gw, sandbox.ChangingField, -1)
	heldSale(t, dir)
	apptest.Psar(t, psar, dir, "payee", "confirm", "usd", "--by", "Sokha")
	asked, said := heldSale(t, dir)
	if !strings.Contains(said, "says that this changes with every payment") || !strings.Contains(said, "Tag 29/05") {
		t.Errorf("the second code:\n%s", said)
	}
	_, errs, code := apptest.Run(t, psar, dir, "", "payee", "confirm", "usd", "--payment", string(asked.TransactionID), "--by", "Sokha")
	if code != exitOK || !strings.Contains(errs, "From now on this is not compared") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	paidSale(t, dir, "1.25", gw)
	paidSale(t, dir, "1.75", gw)
	text := apptest.Psar(t, psar, dir, "payee", "show")
	for _, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "29/05") != strings.Contains(line, "changes with every payment") {
			t.Errorf("show:\n%s", text)
		}
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// A shop of before knows only its account: it sells on without a question, and is held to
// what its paid codes said.
func TestUpgradedShopSellsOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	spoil(t, gw, sandbox.ChangingField, -1)
	paidSale(t, dir, "1.25", gw)
	paidSale(t, dir, "1.50", gw)
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.confirm_payee", "always")
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); len(list[0].Fields) != 0 || list[0].Account != trainingAccount {
		t.Fatalf("before: %+v", list)
	}
	paidSale(t, dir, "1.75", gw)
	gw.Post(t, "mend", nil)
	spoil(t, gw, sandbox.OtherMerchant, 1)
	heldSale(t, dir)
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// A merchant number with a Cyrillic letter is refused by name, whatever was confirmed.
func TestAlikeMerchantNumberIsRefused(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	spoil(t, gw, sandbox.AlikeMerchant, 1)
	result, _ := heldSale(t, dir)
	if result.Problem != fault.QRAccount || !strings.Contains(result.Detail, `PS\u0410R`) {
		t.Errorf("%+v", result)
	}
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); list[0].State != jsonout.PayeeOpen {
		t.Errorf("payees %+v", list)
	}
	if alerts := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(alerts) != 1 {
		t.Errorf("alarms %+v", alerts)
	}
}
