package sandbox_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"psar/payments/sandbox"
)

// vendorCall is what the vendor's PHP SDK sends for one input.
type vendorCall struct {
	Name      string `json:"name"`
	ProfileID string `json:"profile_id"`
	Key       string `json:"profile_key"`
	Payment   struct {
		URL string `json:"url"`
	} `json:"payment"`
	Create vendorPost `json:"create_qr"`
	Verify vendorPost `json:"verify"`
}

type vendorPost struct {
	Path        string `json:"path"`
	ContentType string `json:"content_type"`
	Body        string `json:"body"`
}

func vendorCalls(t *testing.T) []vendorCall {
	t.Helper()
	f, err := os.Open("../raksmeypay/testdata/php-golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []vendorCall
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c vendorCall
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if err := lines.Err(); err != nil || len(all) != 30 {
		t.Fatalf("%d calls, want 30 (%v)", len(all), err)
	}
	return all
}

// untrimmed reports that the remark begins or ends in white space: the gateway trims
// before it hashes, so the vendor's hash of such a remark is refused.
func untrimmed(body string) bool {
	form, err := url.ParseQuery(body)
	remark := form.Get("remark")
	return err == nil && strings.TrimSpace(strings.Trim(remark, "\u200b")) != remark
}

// The training gateway accepts the requests (in both encodings) and the links of the
// vendor's SDK.
func TestVendorsOwnRequests(t *testing.T) {
	t.Parallel()
	taken := 0
	for _, c := range vendorCalls(t) {
		t.Run(c.Name, func(t *testing.T) {
			profile := sandbox.Profile{
				ID: c.ProfileID, Key: c.Key, Currency: "USD", Account: "shop@devb", MerchantName: "Shop",
				Limit: 1_000_000_000_00,
			}
			want := float64(0)
			if untrimmed(c.Create.Body) {
				want = 4
			} else {
				taken++
			}
			for _, encode := range []func(*testing.T, vendorPost) (string, io.Reader){asSent, asMultipart} {
				b := start(t, sandbox.Config{Profiles: []sandbox.Profile{profile}}, 0)
				if got := b.call(t, c.Create, encode)["responseCode"]; got != want {
					t.Errorf("create: responseCode %v, want %v", got, want)
				}
				if want == 0 {
					if got := b.call(t, c.Verify, encode); got["status"] != 1.0 || got["payment_status"] != "PENDING" {
						t.Errorf("verify: %v", got)
					}
				}
			}
			b := start(t, sandbox.Config{Profiles: []sandbox.Profile{profile}}, 0)
			link := strings.Replace(c.Payment.URL, "https://mail.raksmeypay.com", b.URL, 1)
			page := get(t, link)
			if shows := strings.Contains(page, "/qr/"); shows != (want == 0) {
				t.Errorf("the link %s shows a code: %v\n%s", link, shows, page)
			}
		})
	}
	if taken < 25 {
		t.Errorf("only %d of the vendor's requests were taken", taken)
	}
}

func asSent(_ *testing.T, p vendorPost) (string, io.Reader) {
	return p.ContentType, strings.NewReader(p.Body)
}

func asMultipart(t *testing.T, p vendorPost) (string, io.Reader) {
	t.Helper()
	form, err := url.ParseQuery(p.Body)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range form {
		if err := w.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), &b
}

func (b bench) call(t *testing.T, p vendorPost, encode func(*testing.T, vendorPost) (string, io.Reader)) map[string]any {
	t.Helper()
	contentType, body := encode(t, p)
	var answer map[string]any
	if err := json.Unmarshal(post(t, b.URL+p.Path, contentType, body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func get(t testing.TB, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s (%v)\n%s", address, r.Status, err, b)
	}
	return string(b)
}
