package payments

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"psar/payments/khqr"
	"psar/payments/paytest"
	"psar/pos/payment"
	"psar/pos/settings"
)

var (
	noon = time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)
	good = khqr.Code{
		PointOfInitiation: khqr.Dynamic, Kind: khqr.Individual, Account: "shop@bank",
		Currency: khqr.USD, Amount: "5", MerchantName: "Sok Shop", MerchantCity: "Phnom Penh",
		Language: "km", MerchantNameAlternate: "ហាងសុខ",
		CreatedMS: noon.Add(-time.Second).UnixMilli(), ExpiresMS: noon.Add(5 * time.Minute).UnixMilli(),
	}
	attempt = payment.Attempt{ID: "11795316400000", State: payment.Requested, Amount: paytest.FiveDollars, Remark: "table 4", Watched: true}
)

type standing time.Time

func (s standing) Now() time.Time { return time.Time(s) }

// remote is a gateway whose answers the test sets.
type remote struct {
	*httptest.Server
	create, verify func(w http.ResponseWriter, form map[string][]string)
}

func newRemote(t testing.TB) *remote {
	t.Helper()
	r := &remote{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if err := q.ParseForm(); err != nil {
			t.Error(err)
		}
		if strings.HasPrefix(q.URL.Path, "/api/payment/verify/") {
			r.verify(w, q.PostForm)
		} else {
			r.create(w, q.PostForm)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func says(text string) func(http.ResponseWriter, map[string][]string) {
	return func(w http.ResponseWriter, _ map[string][]string) { fmt.Fprint(w, text) }
}

// codeOf writes a valid code after change has altered its fields.
func codeOf(t testing.TB, change func(*khqr.Code)) string {
	t.Helper()
	c := good
	if change != nil {
		change(&c)
	}
	text, err := khqr.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// answer is the gateway's answer to a successful create call.
func answer(qr, md5 string) string {
	return fmt.Sprintf(`{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":%q,"amount":"5.00","qr":%q,"md5":%q,"hash":"x"}}`,
		attempt.ID, qr, md5)
}

func gatewayTo(r *remote, values settings.Values) (*Gateway, *paytest.Secrets) {
	all := settings.Values{
		settings.BaseURL: r.URL, settings.USDProfileID: "0123456789abcdef", settings.KHRProfileID: "fedcba9876543210",
	}
	for key, value := range values {
		all[key] = value
	}
	secrets := &paytest.Secrets{Values: map[settings.Key]string{
		settings.USDProfileKey: "dollar-key", settings.KHRProfileKey: "riel-key",
	}}
	return NewGateway(GatewayConfig{
		Settings: func() settings.Values { return all }, Secrets: secrets, Clock: standing(noon), Timeout: 5 * time.Second,
	}), secrets
}
