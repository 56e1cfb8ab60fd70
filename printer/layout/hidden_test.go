package layout_test

import (
	"bytes"
	"testing"

	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/layout"
)

// Names on paper come from stored rows and from the gateway: what can't be seen in one is
// printed as its escape, and nothing of it reaches the printer as a command.
func TestPaperShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	receipt, slip, audit := receiptJob(), slipJob(), auditJob()
	audit.Report.Shop.Name = "Sokha\x1bp"
	audit.Report.Audit.People[0].By = "Sok\u202e\x10\x14"
	audit.Report.Audit.Events[2].What = "Ice\x1bp\x00"
	receipt.Receipt.Lines[2].Name = "Ice\u202e\x1bp\x00\x10\x14"
	receipt.Receipt.Remark = "table\u2066 4\x1d(H"
	receipt.Receipt.Cashier = "Sok\u009bha"
	slip.Slip.Payee.Name = "Sok\u202eDara"
	for _, c := range []struct {
		job  queue.Job
		want []string
	}{
		{receipt, []string{`Ice\u202e\u001bp\u0000\u0010\u0014`, `table\u2066 4\u001d(H`, `Sok\u009bha`}},
		{slip, []string{`Sok\u202eDara`}},
		{audit, []string{`Sokha\u001bp`, `Sok\u202e\u0010\u0014`, `Ice\u001bp\u0000`}},
	} {
		data, err := layout.Encode(settings.Values{settings.TillLanguage: "en"}, c.job) // Khmer is a picture
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s: not on the paper: %s", c.job.Kind, want)
			}
		}
		for _, command := range []string{"\x1bp\x00", "\x10\x14", "4\x1d(H", "\u202e"} {
			if bytes.Contains(data, []byte("Ice"+command)) || bytes.Contains(data, []byte("Sok"+command)) || bytes.Contains(data, []byte("table"+command)) {
				t.Errorf("%s: a name is a command: %q", c.job.Kind, command)
			}
		}
	}
}

// Every paper of a shop whose gateway is on this machine says so, at both of its ends where
// it has two; in training it says that instead.
func TestPaperOfATestGateway(t *testing.T) {
	t.Parallel()
	mark, training := []byte("TEST GATEWAY"), []byte("TRAINING")
	receipt, again, slip := receiptJob(), receiptJob(), slipJob()
	again.Receipt.Copy, slip.Slip.Training = true, false
	for name, c := range map[string]struct {
		job  queue.Job
		shop *settings.Shop
	}{
		"receipt": {receipt, &receipt.Receipt.Shop},
		"copy":    {again, &again.Receipt.Shop},
		"slip":    {slip, &slip.Slip.Shop},
	} {
		data, err := layout.Encode(settings.Values{}, c.job)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, mark) {
			t.Errorf("%s: a bank's gateway is marked", name)
		}
		c.shop.TestGateway = true
		if data, err = layout.Encode(settings.Values{}, c.job); err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(data, mark); got != 2 || bytes.Contains(data, training) {
			t.Errorf("%s: marked %d times", name, got)
		}
	}
	both := slipJob()
	both.Slip.Shop.TestGateway = true
	data, err := layout.Encode(settings.Values{}, both)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, mark) || bytes.Count(data, training) != 2 {
		t.Error("training is not said, or not alone")
	}
}
