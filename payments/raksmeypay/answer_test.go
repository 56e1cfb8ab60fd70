package raksmeypay

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseVerify(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		body    string
		want    VerifyAnswer
		success bool
		kind    Kind
	}{
		{`{"status":1,"payment_amount":0.01,"payment_status":"SUCCESS"}`, VerifyAnswer{true, "SUCCESS", "0.01", "", ""}, true, ""},
		{`{"status":1,"payment_amount":5,"payment_status":"success"}`, VerifyAnswer{true, "success", "5", "", ""}, true, ""},
		{`{"status":1,"payment_amount":5.0,"payment_status":"Success"}`, VerifyAnswer{true, "Success", "5.0", "", ""}, true, ""},
		{`{"status":1,"payment_amount":"5.00","payment_status":"SUCCESS"}`, VerifyAnswer{true, "SUCCESS", "5.00", "", ""}, true, ""},
		{`{"status":1,"payment_amount":0.1000000000000000055,"payment_status":"SUCCESS"}`, VerifyAnswer{true, "SUCCESS", "0.1000000000000000055", "", ""}, true, ""},
		{`{"status":1,"payment_amount":0.01,"payment_status":"PENDING"}`, VerifyAnswer{true, "PENDING", "0.01", "", ""}, false, ""},
		{`{"status":1,"payment_amount":null,"payment_status":"PENDING"}`, VerifyAnswer{true, "PENDING", "", "", ""}, false, ""},
		{`{"status":1,"payment_amount":5,"payment_status":"FAILED"}`, VerifyAnswer{true, "FAILED", "5", "", ""}, false, ""},
		{`{"status":1,"payment_amount":5,"payment_status":" SUCCESS"}`, VerifyAnswer{true, " SUCCESS", "5", "", ""}, false, ""},
		{`{"status":1,"payment_amount":5,"payment_status":"\u017fUCCESS"}`, VerifyAnswer{true, "ſUCCESS", "5", "", ""}, false, ""},
		{`{"status":0,"err_msg":"Payment not found"}`, VerifyAnswer{false, "", "", "", "Payment not found"}, false, ""},
		{`{"status":0,"err_msg":"Payment not found","payment_status":"SUCCESS"}`, VerifyAnswer{false, "", "", "", "Payment not found"}, false, ""},
		{`{"status":0,"err_msg":"Invalid hash"}`, VerifyAnswer{}, false, Refused},
		{`{"status":0}`, VerifyAnswer{}, false, Refused},
		{`{"responseCode":4,"responseMessage":"wrong hash"}`, VerifyAnswer{}, false, Refused},
		{`{"responseCode":0,"status":1,"payment_amount":5,"payment_status":"SUCCESS"}`, VerifyAnswer{true, "SUCCESS", "5", "", ""}, true, ""},
		{`{"status":2,"payment_amount":5,"payment_status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":true,"payment_amount":5,"payment_status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":"1","payment_amount":5,"payment_status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1.0,"payment_amount":5,"payment_status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1,"payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "no payment_amount"}, true, ""},
		{`{"status":1,"payment_amount":5}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1,"payment_amount":5e0,"payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "5e0"}, true, ""},
		{`{"status":1,"payment_amount":-5,"payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "-5"}, true, ""},
		{`{"status":1,"payment_amount":"1,000","payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "\"1,000\""}, true, ""},
		{`{"status":1,"payment_amount":"","payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "\"\""}, true, ""},
		{`{"status":1,"payment_amount":"៥","payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "\"៥\""}, true, ""},
		{`{"status":1,"payment_amount":{},"payment_status":"SUCCESS"}`, VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "{}"}, true, ""},
		{`{"status":1,"payment_amount":5,"payment_status":"PENDING","payment_status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1,"payment_amount":5,"Payment_Status":"SUCCESS"}`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1,"payment_amount":05,"payment_status":"SUCCESS"}`, VerifyAnswer{}, false, NotJSON},
		{`{"status":1,"payment_amount":"","payment_status":"PENDING"}`, VerifyAnswer{Found: true, Status: "PENDING"}, false, ""},
		{`[{"status":1,"payment_amount":5,"payment_status":"SUCCESS"}]`, VerifyAnswer{}, false, Unexpected},
		{`{"status":1,"payment_amount":5,"payment_st`, VerifyAnswer{}, false, Cut},
	} {
		got, err := parseVerify([]byte(c.body))
		var kind Kind
		if err != nil {
			kind = err.Kind
		}
		if got != c.want || got.Success() != c.success || kind != c.kind {
			t.Errorf("%s\n got %+v %q", c.body, got, kind)
		}
	}
}

// TestEveryCut: an answer truncated at any byte is neither paid nor a refusal.
func TestEveryCut(t *testing.T) {
	t.Parallel()
	paid := `{"status":1,"payment_amount":10.01,"payment_status":"SUCCESS"}`
	made := `{"responseCode":0,"responseMessage":"\u0041","data":{"transaction_id":"12","amount":"5.00","qr":"0002"}}`
	for n := range len(paid) {
		if a, err := parseVerify([]byte(paid[:n])); err == nil || err.Kind != Cut {
			t.Errorf("%q: %+v, %+v", paid[:n], a, err)
		}
	}
	for n := range len(made) {
		if a, err := parseCreate([]byte(made[:n]), CreateQRRequest{TransactionID: "12", Amount: "5.00"}); err == nil || err.Kind != Cut {
			t.Errorf("%q: %+v, %+v", made[:n], a, err)
		}
	}
}

func TestSameDecimal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"5", "5.00", true}, {"5.0", "5.00", true}, {"0.10", "0.1", true}, {"000", "0", true}, {"007.50", "7.5", true},
		{"5", "50", false}, {"5.01", "5.1", false}, {"100", "1", false}, {"0.5", "5", false},
	} {
		if sameDecimal(c.a, c.b) != c.same {
			t.Errorf("%s and %s: want same %v", c.a, c.b, c.same)
		}
	}
}

// FuzzParseVerify: the parser returns for any input, and says "paid" only of a
// document that encoding/json reads the same, with a decimal amount.
func FuzzParseVerify(f *testing.F) {
	for _, s := range []string{
		`{"status":1,"payment_amount":0.01,"payment_status":"SUCCESS"}`,
		`{"status":0,"err_msg":"Payment not found"}`,
		`{"responseCode":4,"responseMessage":"x"}`, `{`, ``, `<b>`, `{"status":1,"status":0}`, "\xff",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := parseVerify(body)
		if err != nil {
			if err.Kind == "" || a != (VerifyAnswer{}) {
				t.Fatalf("error %+v with answer %+v", err, a)
			}
			return
		}
		if a.Amount != "" && strings.Trim(a.Amount, "0123456789.") != "" {
			t.Fatalf("amount %q is not decimal", a.Amount)
		}
		if !a.Success() {
			return
		}
		var plain map[string]any
		if err := json.Unmarshal(body, &plain); err != nil {
			t.Fatalf("paid by %q, which is not JSON: %v", body, err)
		}
		if said, _ := plain["payment_status"].(string); plain["status"] != 1.0 || !strings.EqualFold(said, "SUCCESS") {
			t.Fatalf("paid by %q", body)
		}
		if (a.Amount == "") == (a.Unread == "") {
			t.Fatalf("paid: amount %q, unread %q", a.Amount, a.Unread)
		}
	})
}

// FuzzParseCreate: for any input a code is accepted only with the requested id and
// amount, and messages are fit for a log.
func FuzzParseCreate(f *testing.F) {
	for _, s := range []string{
		`{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":"12","amount":"5.00","qr":"0002","md5":"m","req_time":1}}`,
		`{"responseCode":8,"responseMessage":"paid"}`, `{"responseCode":0,"data":[]}`, `{"responseCode":1e2}`, `[]`, `{"responseCode":0,"data":{"a":1,"a":2}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := parseCreate(body, CreateQRRequest{TransactionID: "12", Amount: "5.00"})
		if err == nil && (a.TransactionID != "12" || !sameDecimal(a.Amount, "5.00") || a.QR == "") {
			t.Fatalf("taken: %+v", a)
		}
		if err != nil {
			m := message(err.Message, "secret")
			if utf8.RuneCountInString(m) > maxMessage || strings.ContainsAny(m, "\r\n\x00") || strings.Contains(m, "secret") {
				t.Fatalf("message %q", m)
			}
		}
	})
}

func BenchmarkParseVerify(b *testing.B) {
	body := []byte(`{"status":1,"payment_amount":0.01,"payment_status":"SUCCESS"}`)
	b.ReportAllocs()
	for b.Loop() {
		if a, err := parseVerify(body); err != nil || !a.Success() {
			b.Fatal(err)
		}
	}
}
