package sandbox_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// BenchmarkRequests measures requests per second over real HTTP with kept-alive
// connections, from as many callers as there are cores. The floor is a handler that
// reads the form and answers fixed bytes.
func BenchmarkRequests(bm *testing.B) {
	profile := sandbox.DefaultProfiles()[0]
	caller := func(bm *testing.B, address, path string, body func() string) {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
		bm.Cleanup(client.CloseIdleConnections)
		bm.ReportAllocs()
		bm.RunParallel(func(p *testing.PB) {
			for p.Next() {
				r, err := client.Post(address+path, raksmeypay.ContentType, strings.NewReader(body()))
				if err != nil {
					bm.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, r.Body)
				if r.Body.Close(); err != nil || r.StatusCode != http.StatusOK {
					bm.Errorf("%s, %v", r.Status, err)
					return
				}
			}
		})
		bm.ReportMetric(float64(bm.N)/bm.Elapsed().Seconds(), "requests/s")
	}
	verify := func() string { return raksmeypay.VerifyBody(profile.Key, "1") }
	bm.Run("Floor", func(bm *testing.B) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := r.ParseForm(); err != nil {
				bm.Error(err)
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"status":1,"payment_amount":5,"payment_status":"PENDING"}`)
		}))
		bm.Cleanup(server.Close)
		caller(bm, server.URL, "/", verify)
	})
	bm.Run("Verify", func(bm *testing.B) {
		b := start(bm, sandbox.Config{}, 0)
		b.create(bm, "1", "5.00")
		caller(bm, b.URL, raksmeypay.VerifyPath(profile.ID), verify)
	})
	bm.Run("Create", func(bm *testing.B) {
		b := start(bm, sandbox.Config{}, 0)
		var id atomic.Int64
		caller(bm, b.URL, raksmeypay.CreatePath(profile.ID), func() string {
			return raksmeypay.CreateBody(profile.Key, raksmeypay.CreateQRRequest{TransactionID: strconv.FormatInt(id.Add(1), 10), Amount: "5.00"})
		})
	})
}
