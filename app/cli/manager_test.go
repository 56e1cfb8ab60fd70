package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

// heldShop is a shop whose first code is held until its payee is confirmed.
func heldShop(t *testing.T) (dir string, gw *apptest.Gateway) {
	t.Helper()
	dir = t.TempDir()
	gw = apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.confirm_payee", "always")
	return dir, gw
}

const trainingAccount = "psar_training@devb" // of the gateway's dollar profile

func TestPayeeConfirmed(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); len(list) != 2 || list[0].State != jsonout.PayeeOpen || list[1].State != jsonout.PayeeOpen {
		t.Fatalf("before the first code: %+v", list)
	}

	out, errs, code := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--json", "--wait", "20s")
	var result jsonout.Sell
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitRefused {
		t.Fatalf("exit %d, %v\n%s%s", code, err, out, errs)
	}
	if result.Problem != fault.PayeeUnconfirmed || result.QR != "" || result.Payee == nil || result.Payee.Account != trainingAccount {
		t.Errorf("result %+v", result)
	}
	if qr := gw.WaitIssued(t, "5.00").QR; strings.Contains(out+errs, qr) {
		t.Error("a code was shown that nobody had confirmed")
	}
	if !strings.Contains(errs, trainingAccount) || !strings.Contains(errs, "psar payee confirm usd --by") {
		t.Errorf("it does not say what to do:\n%s", errs)
	}
	list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee", "list")
	if list[0].State != jsonout.PayeeWaits || list[0].Account != trainingAccount || list[0].Payment != result.TransactionID {
		t.Errorf("waiting: %+v", list)
	}

	for _, c := range []struct {
		name, pin, says string
		args            []string
	}{
		{"wrong PIN", "1111", "PIN is wrong", []string{"confirm", "usd", "--by", "Sokha"}},
		{"no PIN", "", "No PIN was typed", []string{"confirm", "usd", "--by", "Sokha"}},
		{"no name", "2468", "needs a manager", []string{"confirm", "usd", "--by", " "}},
		{"another currency", "2468", "No code asks", []string{"confirm", "khr", "--by", "Sokha"}},
		{"another account", "2468", "No code asks", []string{"confirm", "usd", "--account", "mallory@aclb", "--by", "Sokha"}},
		{"no currency", "2468", "currency is not known", []string{"deny", "eur", "--by", "Sokha"}},
	} {
		_, errs, code := apptest.Run(t, psar, dir, c.pin+"\n", append([]string{"payee"}, c.args...)...)
		if code != exitFailed || !strings.Contains(errs, c.says) || strings.Contains(errs, c.pin) && c.pin != "" {
			t.Errorf("%s: exit %d\n%s", c.name, code, errs)
		}
	}
	if _, _, code := apptest.Run(t, psar, dir, "", "payee", "confirm", "usd"); code != exitUsage {
		t.Errorf("without --by: exit %d", code)
	}
	if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", "gateway.usd.account")); got != "" {
		t.Fatalf("%q is pinned without a manager's word", got)
	}

	if _, errs, code := apptest.Run(t, psar, dir, "2468\n", "payee", "confirm", "usd", "--by", "Sokha"); code != exitOK {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); list[0].State != jsonout.PayeeConfirmed || list[0].Account != trainingAccount {
		t.Errorf("confirmed: %+v", list)
	}
	// The sale of the held code had ended: it must not be shown any more.
	if a := apptest.Payments(t, psar, dir)[0]; a.State != payment.Cancelled || !a.Watched {
		t.Errorf("the payment that asked: %+v", a)
	}
	sell := apptest.Start(t, psar, dir, "", "sell", "1.25", "USD", "--wait", "30s")
	gw.Pay(t, gw.WaitIssued(t, "1.25").TransactionID)
	if exit := sell.Exit(); exit != exitOK {
		t.Errorf("a sale after the confirmation: exit %d", exit)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestPayeeDeniedRaisesAnAlert(t *testing.T) {
	t.Parallel()
	dir, _ := heldShop(t)
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); list == nil || len(list) != 0 {
		t.Fatalf("alarms of a new shop: %+v", list)
	}
	if _, errs, code := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--wait", "20s"); code != exitRefused {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	apptest.Psar(t, psar, dir, "payee", "deny", "usd", "--by", "Sokha")
	if a := apptest.Payments(t, psar, dir)[0]; a.State != payment.Refused || a.Problem != fault.QRAccount {
		t.Errorf("the denied payment: %+v", a)
	}
	list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms")
	if len(list) != 1 || list[0].Found.Account != trainingAccount || list[0].Currency != money.USD {
		t.Fatalf("alarms = %+v", list)
	}
	if text := apptest.Psar(t, psar, dir, "alarms"); !strings.Contains(text, trainingAccount) {
		t.Errorf("the list does not name the account:\n%s", text)
	}
	for _, c := range [][2]string{{"99", "no such alarm"}, {"one", "no such alarm"}, {"-1", "no such alarm"}} {
		if _, errs, code := apptest.Run(t, psar, dir, "", "alarms", "read", "--by", "Sokha", "--", c[0]); code != exitFailed || !strings.Contains(errs, c[1]) {
			t.Errorf("alarm %s: exit %d\n%s", c[0], code, errs)
		}
	}
	if _, errs, code := apptest.Run(t, psar, dir, "", "alarms", "read", "1", "--by", ""); code != exitFailed || !strings.Contains(errs, "needs a manager") {
		t.Errorf("nobody's word: exit %d\n%s", code, errs)
	}
	apptest.Psar(t, psar, dir, "alarms", "read", "1", "--by", "Sokha")
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(list) != 0 {
		t.Errorf("after it was read: %+v", list)
	}
	if all := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms", "--all"); len(all) != 1 || all[0].ReadBy != "Sokha" {
		t.Errorf("all alarms: %+v", all)
	}
	out, errs, _ := apptest.Run(t, psar, dir, "", "alarms")
	if out != "" || !strings.HasSuffix(errs, "(none)\n") {
		t.Errorf("an empty list says %q and %q", out, errs)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// unmatchedShop is a shop with a payment of another amount than asked.
func unmatchedShop(t *testing.T, asked, came string) (dir, id string) {
	t.Helper()
	dir = t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	if _, errs, code := apptest.Run(t, psar, dir, "", "sell", asked, "USD", "--wait", "1s"); code != exitNotPaid {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	id = gw.WaitIssued(t, asked).TransactionID
	gw.Post(t, "pay", map[string]any{"transaction_id": id, "amount": came})
	apptest.Psar(t, psar, dir, "watch", "--once")
	return dir, id
}

func TestUnmatchedTooLittle(t *testing.T) {
	t.Parallel()
	dir, id := unmatchedShop(t, "5.00", "4.00")
	list := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "unclaimed", "list")
	if len(list) != 1 || list[0].State != payment.Unmatched || list[0].Unmatched == nil || list[0].Unmatched.Decimal() != "4.00" {
		t.Fatalf("unclaimed = %+v", list)
	}
	for _, want := range []string{id, "$4.00", "$5.00", "0 min", "too little"} {
		if text := apptest.Psar(t, psar, dir, "payments", "--unclaimed"); !strings.Contains(text, want) {
			t.Errorf("the list does not say %q:\n%s", want, text)
		}
	}
	for _, c := range []struct {
		name, code string
		exit       int
		args       []string
	}{
		{"too little for the sale", "claim_short", exitFailed, []string{id, "--sale", "--by", "Sokha"}},
		{"unknown id", "payment_unknown", exitFailed, []string{"11111111111111", "--sale", "--by", "Sokha"}},
		{"no id", "payment_unknown", exitFailed, []string{"sale", "--sale", "--by", "Sokha"}},
		{"no such receipt", "receipt_unknown", exitFailed, []string{id, "--receipt", "01/2026/000999", "--by", "Sokha"}},
		{"no receipt at all", "receipt_unknown", exitFailed, []string{id, "--receipt", "first", "--by", "Sokha"}},
		{"no reference", "reference_missing", exitFailed, []string{id, "--refund", "--by", "Sokha"}},
		{"long reference", "text_invalid", exitFailed, []string{id, "--refund", "--reference", strings.Repeat("7", 65), "--by", "Sokha"}},
		{"a note of two lines", "text_invalid", exitFailed, []string{id, "--note", "a\nb", "--by", "Sokha"}},
		{"nobody", "manager_needed", exitFailed, []string{id, "--refund", "--reference", "FT1", "--by", ""}},
		{"nothing said", "usage", exitUsage, []string{id, "--by", "Sokha"}},
		{"empty note", "usage", exitUsage, []string{id, "--note", "", "--by", "Sokha"}},
		{"reference alone", "usage", exitUsage, []string{id, "--note", "x", "--reference", "FT1", "--by", "Sokha"}},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, "", append([]string{"unclaimed", "settle", "--json"}, c.args...)...)
		if e := errorOf(t, out); exit != c.exit || e.Code != c.code || e.Message == "" || e.Hint == "" || !strings.Contains(errs, e.Message) {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
	}
	if _, _, exit := apptest.Run(t, psar, dir, "", "unclaimed", "settle", id, "--sale", "--refund", "--by", "Sokha"); exit != exitUsage {
		t.Errorf("two ways at once: exit %d", exit)
	}
	if list := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "unclaimed"); len(list) != 1 || len(list[0].Resolutions) != 0 {
		t.Fatalf("what was refused changed something: %+v", list)
	}

	noted := apptest.ReadJSON[jsonout.Attempt](t, psar, dir, "unclaimed", "settle", id, "--note", "asked the bank", "--by", "Sokha")
	if noted.State != payment.Unmatched || len(noted.Resolutions) != 1 || noted.Resolutions[0].Note != "asked the bank" {
		t.Errorf("noted: %+v", noted)
	}
	apptest.Psar(t, psar, dir, "unclaimed", "settle", id, "--refund", "--reference", "FT26327XYZ", "--by", "Sokha")
	all := apptest.Payments(t, psar, dir)
	if a := all[0]; a.State != payment.Resolved || a.Unmatched != nil || a.Resolved.Decimal() != "4.00" ||
		len(a.Resolutions) != 2 || a.Resolutions[1].Reference != "FT26327XYZ" || a.Resolutions[1].By != "Sokha" {
		t.Errorf("settled: %+v", a)
	}
	out, errs, exit := apptest.Run(t, psar, dir, "", "unclaimed", "settle", id, "--refund", "--reference", "FT2", "--by", "Sokha", "--json")
	if e := errorOf(t, out); exit != exitFailed || e.Code != "unclaimed_none" {
		t.Errorf("a second time: exit %d\n%s%s", exit, out, errs)
	}
	if len(apptest.Sales(t, psar, dir)) != 0 {
		t.Error("money that was sent back made a sale")
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestUnmatchedTooMuchWithPIN(t *testing.T) {
	t.Parallel()
	dir, id := unmatchedShop(t, "5.00", "6.00")
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	resolve := func(pin string, args ...string) (string, string, int) {
		return apptest.Run(t, psar, dir, pin+"\n", append([]string{"unclaimed", "settle", id, "--by", "Sokha", "--json"}, args...)...)
	}
	out, _, exit := resolve("1357", "--sale")
	if e := errorOf(t, out); exit != exitFailed || e.Code != "pin_wrong" {
		t.Fatalf("a wrong PIN: exit %d\n%s", exit, out)
	}
	if len(apptest.Sales(t, psar, dir)) != 0 {
		t.Fatal("a wrong PIN made a sale")
	}
	out, errs, exit := resolve("2468", "--sale")
	var claimed jsonout.Attempt
	if err := json.Unmarshal([]byte(out), &claimed); err != nil || exit != exitOK || strings.Contains(out+errs, "2468") {
		t.Fatalf("exit %d, %v\n%s%s", exit, err, out, errs)
	}
	if claimed.State != payment.Paid || claimed.Receipt.Sequence != 1 || claimed.Unmatched == nil || claimed.Unmatched.Decimal() != "1.00" {
		t.Errorf("claimed: %+v", claimed)
	}
	sold := apptest.Sales(t, psar, dir)
	if len(sold) != 1 || sold[0].Total.Amount != "5.00" || sold[0].Tenders[0].TransactionID != id {
		t.Fatalf("sales = %+v", sold)
	}
	if text := apptest.Psar(t, psar, dir, "unclaimed"); !strings.Contains(text, "$1.00") || !strings.Contains(text, "too much") {
		t.Errorf("what is over:\n%s", text)
	}
	out, _, exit = resolve("2468", "--receipt", sold[0].Receipt)
	if e := errorOf(t, out); exit != exitFailed || e.Code != "claim_other" {
		t.Errorf("to its own receipt: exit %d\n%s", exit, out)
	}
	if out, errs, exit := resolve("2468", "--refund", "--reference", "FT1", "--note", "sent back"); exit != exitOK {
		t.Fatalf("exit %d\n%s%s", exit, out, errs)
	}
	if list := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "unclaimed"); len(list) != 0 {
		t.Errorf("unclaimed = %+v", list)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestEmptyLists(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	for _, list := range [][]string{{"payments"}, {"payments", "--open"}, {"payments", "--unclaimed"}, {"unclaimed"}, {"sales"}, {"alarms", "--all"}, {"payee"}} {
		out, errs, exit := apptest.Run(t, psar, dir, "", list...)
		if out != "" || !strings.HasSuffix(errs, "(none)\n") || exit != exitOK {
			t.Errorf("%v: exit %d, %q and %q", list, exit, out, errs)
		}
		if rows := apptest.ReadJSON[[]any](t, psar, dir, list...); rows == nil || len(rows) != 0 {
			t.Errorf("%v --json: %v", list, rows)
		}
	}
}

// Once a PIN is set, settings that decide where the money goes need a manager's approval.
func TestGuardedSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	for _, c := range []struct {
		name, stdin, says string
		exit              int
		args              []string
	}{
		{"nobody", "", "needs a manager", exitFailed, []string{"gateway.usd.account", "mallory@aclb"}},
		{"a wrong PIN", "1357\n", "PIN is wrong", exitFailed, []string{"gateway.usd.account", "mallory@aclb", "--by", "Sokha"}},
		{"the PIN itself", "1357\n9999\n", "PIN is wrong", exitFailed, []string{"manager.pin", "--by", "Sokha"}},
		{"taking the PIN away", "", "needs a manager", exitFailed, []string{"manager.pin", ""}},
		{"a secret without a value", "2468\n", "nothing came", exitFailed, []string{"gateway.usd.profile_key", "--by", "Sokha"}},
		{"what nobody guards", "", "", exitOK, []string{"shop.name", "Sokha Coffee House"}},
		{"the right PIN", "2468\n", "", exitOK, []string{"gateway.usd.account", "sokha@aclb", "--by", "Sokha"}},
		{"a secret behind the PIN", "2468\nd0c5f00ddeadbeef\n", "", exitOK, []string{"gateway.usd.profile_key", "--by", "Sokha"}},
		{"another PIN", "2468\n97531\n", "", exitOK, []string{"manager.pin", "--by", "Sokha"}},
		{"the PIN of before", "2468\n", "PIN is wrong", exitFailed, []string{"gateway.usd.account", "", "--by", "Sokha"}},
		{"the new PIN", "97531\n", "", exitOK, []string{"gateway.usd.account", "", "--by", "Sokha"}},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, c.stdin, append([]string{"settings", "set"}, c.args...)...)
		if exit != c.exit || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, out, errs)
		}
		for _, secret := range []string{"2468", "97531", "1357", "d0c5f00d"} {
			if strings.Contains(errs, secret) {
				t.Errorf("%s: a secret is said:\n%s", c.name, errs)
			}
		}
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}
