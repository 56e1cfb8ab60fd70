package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// TestMultipartAsItComes: forms as PHP, curl and browsers may encode them are read;
// anything else is refused.
func TestMultipartAsItComes(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	p := sandbox.DefaultProfiles()[0]
	b.create(t, "12", "5.00")
	hash := raksmeypay.HashVerify(p.Key, "12")
	part := func(head, value string) string {
		return "--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + value + "\r\n"
	}
	id, proof := part(`name="transaction_id"`, "12"), part(`name="hash"`, hash)
	for name, c := range map[string]struct {
		contentType, body string
		status            int
	}{
		"OK":             {"multipart/form-data; boundary=x", id + proof + "--x--\r\n", 200},
		"QuotedBoundary": {`multipart/form-data; charset=utf-8; boundary="x"`, id + proof + "--x--", 200},
		"UpperCase":      {"Multipart/Form-Data; Boundary=x", id + proof + "--x--\r\n", 200},
		"Preamble":       {"multipart/form-data; boundary=x", "to be skipped\r\n" + id + proof + "--x--\r\nand this", 200},
		"PartWithType": {"multipart/form-data; boundary=x",
			part("name=\"transaction_id\"\r\nContent-Type: text/plain; charset=utf-8", "12") + proof + "--x--\r\n", 200},
		"FileBeside": {"multipart/form-data; boundary=x",
			part(`name="logo"; filename="logo.png"`, strings.Repeat("\x00", 1000)) + id + proof + "--x--\r\n", 200},
		"UrlencodedWithCharset": {"application/x-www-form-urlencoded; charset=UTF-8", "transaction_id=12&hash=" + hash, 200},
		"NoBoundary":            {"multipart/form-data", id + proof + "--x--\r\n", 400},
		"OtherBoundary":         {"multipart/form-data; boundary=y", id + proof + "--x--\r\n", 400},
		"NeverEnds":             {"multipart/form-data; boundary=x", id + proof, 400},
		"Empty":                 {"multipart/form-data; boundary=x", "", 400},
		"TooLarge":              {"multipart/form-data; boundary=x", part(`name="remark"`, strings.Repeat("r", 1<<20)) + id + proof + "--x--\r\n", 400},
		"TooLargeUrlencoded":    {raksmeypay.ContentType, "transaction_id=12&hash=" + hash + "&remark=" + strings.Repeat("r", 1<<20), 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := http.Post(b.URL+raksmeypay.VerifyPath(p.ID), c.contentType, strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			if r.StatusCode != c.status {
				t.Fatalf("%s, want %d", r.Status, c.status)
			}
			if c.status != http.StatusOK {
				return
			}
			var answer struct {
				Status int    `json:"status"`
				Words  string `json:"err_msg"`
			}
			if err := json.NewDecoder(r.Body).Decode(&answer); err != nil || answer.Status != 1 {
				t.Errorf("answer %+v, %v", answer, err)
			}
		})
	}
	// A file part is not a field.
	r := post(t, b.URL+raksmeypay.VerifyPath(p.ID), "multipart/form-data; boundary=x",
		strings.NewReader(part(`name="transaction_id"; filename="id"`, "12")+proof+"--x--\r\n"))
	if !strings.Contains(string(r), `"status":0`) {
		t.Errorf("a file passed for a field: %s", r)
	}
}
