package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

// golden is one line of testdata: an input, and what the vendor's PHP SDK makes of it.
// The SDK package's tests have a reader too, but a test can't import another package's
// tests, and this one has only the fields of the command's input and output.
type golden struct {
	Name      string `json:"name"`
	ProfileID string `json:"profile_id"`
	Key       string `json:"profile_key"`
	Input     struct {
		TransactionID string `json:"transaction_id"`
		Amount        string `json:"amount"`
		Remark        string `json:"remark"`
		SuccessURL    string `json:"success_url"`
		Template      int    `json:"qr_template"`
	} `json:"input"`
	Create  jsonout.Hash `json:"create_qr"`
	Payment jsonout.Hash `json:"payment"`
	Verify  jsonout.Hash `json:"verify"`
	Success struct {
		Time   string `json:"success_time"`
		Amount string `json:"success_amount"`
		Bakong string `json:"bakong_hash"`
		Hash   string `json:"success_hash"`
	} `json:"success"`
	Webhook struct {
		TransactionID string      `json:"transaction_id"`
		Amount        string      `json:"amount"`
		Bakong        string      `json:"bakong_hash"`
		Timestamp     json.Number `json:"timestamp"`
		Hash          string      `json:"hash"`
	} `json:"webhook"`
}

func readGolden(t *testing.T) []golden {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "payments", "raksmeypay", "testdata", "php-golden.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []golden
	for lines := json.NewDecoder(bytes.NewReader(b)); lines.More(); {
		var g golden
		if err := lines.Decode(&g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	if len(all) != 30 {
		t.Fatalf("%d golden lines, want 30", len(all))
	}
	return all
}

func TestHashGolden(t *testing.T) {
	for _, g := range readGolden(t) {
		t.Setenv(profileKeyEnv, g.Key)
		in := g.Input
		for _, c := range []struct {
			want jsonout.Hash
			args []string
		}{
			{g.Create, []string{"qr", "--transaction-id=" + in.TransactionID,
				"--amount=" + in.Amount, "--remark=" + in.Remark, "--template=" + strconv.Itoa(in.Template)}},
			{g.Verify, []string{"verify", "--transaction-id=" + in.TransactionID}},
			{g.Payment, []string{"link", "--transaction-id=" + in.TransactionID,
				"--amount=" + in.Amount, "--remark=" + in.Remark, "--success-url=" + in.SuccessURL}},
			{jsonout.Hash{Hash: g.Success.Hash}, []string{"success", "--transaction-id=" + in.TransactionID,
				"--amount=" + g.Success.Amount, "--time=" + g.Success.Time, "--bakong-hash=" + g.Success.Bakong}},
			{jsonout.Hash{Hash: g.Webhook.Hash}, []string{"webhook", "--transaction-id=" + g.Webhook.TransactionID,
				"--amount=" + g.Webhook.Amount, "--time=" + g.Webhook.Timestamp.String(), "--bakong-hash=" + g.Webhook.Bakong}},
		} {
			out, errs, code := apptest.Run(t, psar, "", "", append([]string{"hash", "--json", "--profile=" + g.ProfileID}, c.args...)...)
			var got jsonout.Hash
			if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitOK {
				t.Fatalf("%s %s: exit %d, %v\n%s%s", g.Name, c.args[0], code, err, out, errs)
			}
			if got != c.want {
				t.Errorf("%s %s:\n got %+v\nwant %+v", g.Name, c.args[0], got, c.want)
			}
		}
	}
}

func TestHashRefuses(t *testing.T) {
	const key = "d0c5f00ddeadbeef0123456789abcdef"
	for _, c := range []struct {
		name, key, says string
		args            []string
	}{
		{"no key", "", "PSAR_PROFILE_KEY", []string{"qr", "--transaction-id=1", "--amount=5.00"}},
		{"no id", key, "--transaction-id", []string{"verify"}},
		{"empty id", key, "--transaction-id", []string{"qr", "--transaction-id=", "--amount=5.00"}},
		{"no amount", key, "--amount", []string{"qr", "--transaction-id=1"}},
		{"no profile", key, "--profile", []string{"link", "--transaction-id=1", "--amount=5.00", "--success-url=https://a.example/"}},
		{"no success URL", key, "--success-url", []string{"link", "--transaction-id=1", "--amount=5.00", "--profile=p"}},
		{"no time", key, "--time", []string{"webhook", "--transaction-id=1", "--amount=5.00", "--bakong-hash=h"}},
		{"no bank's hash", key, "--bakong-hash", []string{"success", "--transaction-id=1", "--amount=5.00", "--time=1"}},
	} {
		t.Setenv(profileKeyEnv, c.key)
		out, errs, code := apptest.Run(t, psar, "", "", append([]string{"hash", "--json"}, c.args...)...)
		e := errorOf(t, out)
		if code != exitUsage || e.Code != "usage" || !strings.Contains(e.Message, c.says) || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, errs)
		}
		if strings.Contains(out+errs, key) {
			t.Errorf("%s: the key is said", c.name)
		}
	}
	if _, errs, code := apptest.Run(t, psar, "", "", "hash", "refund", "--transaction-id=1"); code != exitUsage || !strings.Contains(errs, "psar hash --help") {
		t.Errorf("an unknown kind: exit %d\n%s", code, errs)
	}
}

// TestMisread: a command line that can't be parsed is reported in the shop's language,
// on standard error only.
func TestMisread(t *testing.T) {
	for _, lang := range []string{"en", "km"} {
		t.Setenv("PSAR_LANG", lang)
		for _, args := range [][]string{{"link"}, {"unclaimed", "settle", "1"}, {"payee", "confirm", "usd"}, {"hash"}, {"no-such"}, {"sell", "5", "USD", "--no-such"}} {
			out, errs, code := apptest.Run(t, psar, "", "", args...)
			if code != exitUsage || out != "" || !strings.Contains(errs, " --help\n") || (lang == "km") != strings.Contains(errs, "មិនយល់ពាក្យបញ្ជា") {
				t.Errorf("%v: exit %d\n%s%s", args, code, out, errs)
			}
			out, _, code = apptest.Run(t, psar, "", "", append(args, "--json")...)
			if e := errorOf(t, out); code != exitUsage || e.Code != "usage" || e.Message == "" || e.Hint == "" {
				t.Errorf("%v --json: exit %d\n%s", args, code, out)
			}
		}
	}
}

// saidError is the error document of a failed command with --json.
type saidError struct{ Code, Message, Hint string }

func errorOf(t *testing.T, out string) saidError {
	t.Helper()
	var doc struct{ Error saidError }
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return doc.Error
}
