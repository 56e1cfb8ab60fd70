package raksmeypay

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
)

// golden is one line of testdata: an input, and what the vendor's PHP SDK makes of it.
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
	Payment struct {
		URL     string `json:"url"`
		Encoded string `json:"success_url_encoded"`
		Hash    string `json:"hash"`
	} `json:"payment"`
	Create  goldenCall `json:"create_qr"`
	Verify  goldenCall `json:"verify"`
	Success struct {
		Time   string `json:"success_time"`
		Amount string `json:"success_amount"`
		Bakong string `json:"bakong_hash"`
		Hash   string `json:"success_hash"`
	} `json:"success"`
	Webhook struct {
		TransactionID string      `json:"transaction_id"`
		Amount        string      `json:"amount"`
		Currency      string      `json:"currency"`
		Status        string      `json:"status"`
		Bakong        string      `json:"bakong_hash"`
		Timestamp     json.Number `json:"timestamp"`
		Hash          string      `json:"hash"`
	} `json:"webhook"`
	WebhookJSON string `json:"webhook_json"` // the body, byte for byte
}

type goldenCall struct {
	Path        string `json:"path"`
	ContentType string `json:"content_type"`
	Body        string `json:"body"`
	Hash        string `json:"hash"`
}

func readGolden(t *testing.T) []golden {
	t.Helper()
	f, err := os.Open("testdata/php-golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []golden
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(all) != 30 {
		t.Fatalf("%d golden lines, want 30", len(all))
	}
	return all
}

func (g golden) request() CreateQRRequest {
	return CreateQRRequest{TransactionID: g.Input.TransactionID, Amount: g.Input.Amount, Remark: g.Input.Remark, Template: g.Input.Template}
}

func (g golden) link() LinkRequest {
	return LinkRequest{TransactionID: g.Input.TransactionID, Amount: g.Input.Amount, SuccessURL: g.Input.SuccessURL, Remark: g.Input.Remark}
}

func TestGoldenHashesAndBodies(t *testing.T) {
	t.Parallel()
	for _, g := range readGolden(t) {
		t.Run(g.Name, func(t *testing.T) {
			t.Parallel()
			in := g.Input
			for _, c := range []struct{ what, got, want string }{
				{"create hash", HashCreate(g.Key, in.TransactionID, in.Amount, in.Remark), g.Create.Hash},
				{"verify hash", HashVerify(g.Key, in.TransactionID), g.Verify.Hash},
				{"link hash", HashLink(g.Key, in.TransactionID, in.Amount, Escape(in.SuccessURL), in.Remark), g.Payment.Hash},
				{"success hash", HashSuccess(g.Key, g.Success.Time, g.Success.Amount, g.Success.Bakong, in.TransactionID), g.Success.Hash},
				{"webhook hash", HashWebhook(g.Key, g.Webhook.Timestamp.String(), g.Webhook.Amount, g.Webhook.Bakong, g.Webhook.TransactionID), g.Webhook.Hash},
				{"success URL", Escape(in.SuccessURL), g.Payment.Encoded},
				{"create path", CreatePath(g.ProfileID), g.Create.Path},
				{"create body", CreateBody(g.Key, g.request()), g.Create.Body},
				{"verify path", VerifyPath(g.ProfileID), g.Verify.Path},
				{"verify body", VerifyBody(g.Key, in.TransactionID), g.Verify.Body},
				{"link", PaymentLink(DefaultBaseURL, g.ProfileID, g.Key, g.link()), g.Payment.URL},
			} {
				if c.got != c.want {
					t.Errorf("%s\n got %s\nwant %s", c.what, c.got, c.want)
				}
			}
		})
	}
}

// beyondContract are the inputs that this client refuses to send: an id that is not
// a number, and USD with one decimal.
var beyondContract = map[string]bool{"sdk-txn": true, "amount-1dp": true}

// TestGoldenOverHTTP sends the calls with the client, and compares the requests.
func TestGoldenOverHTTP(t *testing.T) {
	t.Parallel()
	var got struct{ method, path, contentType, body string }
	answer := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got.method, got.path, got.contentType, got.body = r.Method, r.URL.Path, r.Header.Get("Content-Type"), string(body)
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	sent := 0
	for _, g := range readGolden(t) {
		c, err := New(Config{BaseURL: server.URL, ProfileID: g.ProfileID, ProfileKey: g.Key})
		if err != nil {
			t.Fatal(err)
		}
		answer = `{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":` + strconv.Quote(g.Input.TransactionID) +
			`,"amount":` + strconv.Quote(g.Input.Amount) + `,"qr":"000201"}}`
		_, err = c.CreateQR(t.Context(), g.request())
		if beyondContract[g.Name] {
			if KindOf(err) != BadRequest {
				t.Errorf("%s: create: %v, want a bad request", g.Name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: create: %v", g.Name, err)
		}
		checkSent(t, g.Name, got, g.Create)
		answer = `{"status":1,"payment_amount":0.01,"payment_status":"PENDING"}`
		if _, err := c.Verify(t.Context(), g.Input.TransactionID); err != nil {
			t.Errorf("%s: verify: %v", g.Name, err)
		}
		checkSent(t, g.Name, got, g.Verify)
		link, err := c.PaymentLink(g.link())
		if want := strings.Replace(g.Payment.URL, DefaultBaseURL, server.URL, 1); err != nil || link != want {
			t.Errorf("%s: link %s, %v\nwant %s", g.Name, link, err, want)
		}
		sent++
		c.CloseIdleConnections()
	}
	if sent != 28 {
		t.Errorf("%d golden inputs sent, want 28", sent)
	}
}

func checkSent(t *testing.T, name string, got struct{ method, path, contentType, body string }, want goldenCall) {
	t.Helper()
	if got.method != http.MethodPost || got.path != want.Path || got.contentType != want.ContentType || got.body != want.Body {
		t.Errorf("%s: sent %+v\nwant %+v", name, got, want)
	}
}

// TestHashHasNoSeparators records what a hash does not prove.
func TestHashHasNoSeparators(t *testing.T) {
	t.Parallel()
	if HashCreate("k", "1", "25.00", "") != HashCreate("k", "12", "5.00", "") {
		t.Error("the hash tells values apart: the documentation says that it does not")
	}
}
