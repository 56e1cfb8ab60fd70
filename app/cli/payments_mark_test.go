package cli

import (
	"encoding/json"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
)

// A manager marks as paid what the bank's app shows and the gateway does not. The
// reference is mandatory, and the day's report counts it.
func TestPaymentsMark(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.SetUp(t, psar, dir, apptest.StartGateway(t, psar))
	out, errs, _ := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--json", "--wait", "1s")
	var sold jsonout.Sell
	if err := json.Unmarshal([]byte(out), &sold); err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	id := string(sold.TransactionID)
	if _, _, code := apptest.Run(t, psar, dir, "", "payments", "mark", id, "--by", "Dara"); code != exitUsage {
		t.Errorf("without a reference: exit %d", code)
	}
	if _, _, code := apptest.Run(t, psar, dir, "", "payments", "mark", id, "--by", "Dara", "--reference", " "); code != exitFailed {
		t.Errorf("with a blank reference: exit %d", code)
	}
	marked := apptest.ReadJSON[jsonout.Attempt](t, psar, dir, "payments", "mark", id, "--by", "Dara", "--reference", "FT26327HX81")
	if marked.State != payment.Paid || marked.ByHand != "Dara" || marked.Receipt.Sequence != 1 || !marked.Watched {
		t.Errorf("%+v", marked)
	}
	sale := apptest.ReadJSON[[]sale.Sale](t, psar, dir, "sales")[0]
	if sale.Tenders[0].Reference != "FT26327HX81" || sale.Tenders[0].ByHand != "Dara" {
		t.Errorf("%+v", sale.Tenders)
	}
	if r := apptest.ReadJSON[report.Report](t, psar, dir, "report"); r.Corrections.ByHand != 1 {
		t.Errorf("%+v", r.Corrections)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}
