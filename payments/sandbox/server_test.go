package sandbox_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"psar/payments/sandbox"
)

// A web page in a browser of this machine can neither read nor change anything of the
// gateway: not by a name of its own that leads to loopback (DNS rebinding), and not by a
// request that the browser marks with the page's origin.
func TestServerTakesNoPagesRequests(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{Control: true}, 0)
	b.create(t, "12", "5.00")
	here, err := url.Parse(b.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, host, origin string
		want               int
	}{
		{"rebinding", "evil.example:" + here.Port(), "", http.StatusMisdirectedRequest},
		{"rebinding, its own origin", "evil.example:" + here.Port(), "http://evil.example:" + here.Port(), http.StatusMisdirectedRequest},
		{"a name that only begins so", "127.0.0.1.evil.example", "", http.StatusMisdirectedRequest},
		{"a name that only ends so", "evil.example#127.0.0.1", "", http.StatusMisdirectedRequest},
		{"another machine", "192.0.2.7", "", http.StatusMisdirectedRequest},
		{"a page", here.Host, "https://evil.example", http.StatusForbidden},
		{"a page without an origin of its own", here.Host, "null", http.StatusForbidden},
		{"a page of another port", here.Host, "http://127.0.0.1:1", http.StatusForbidden},
		{"https is another origin", here.Host, "https://" + here.Host, http.StatusForbidden},
	} {
		for _, call := range []string{"/_control/pay", "/_control/reset", "/_control/fault"} {
			if got, said := knock(t, b.URL+call, c.host, c.origin); got != c.want {
				t.Errorf("%s at %s: %d %s", c.name, call, got, said)
			}
		}
	}
	state := b.State()
	if len(state.Payments) != 1 || len(state.Payments[0].Received) != 0 || len(state.Faults) != 0 {
		t.Errorf("a page changed the gateway: %+v", state)
	}
	for _, c := range []struct{ name, host, origin string }{
		{"a program", here.Host, ""},
		{"its own page", here.Host, "http://" + here.Host},
		{"by name", "localhost:" + here.Port(), "http://localhost:" + here.Port()},
	} {
		if got, said := knock(t, b.URL+"/_control/mend", c.host, c.origin); got != http.StatusOK {
			t.Errorf("%s: %d %s", c.name, got, said)
		}
	}
}

// knock posts a payment's id with a Host and an Origin.
func knock(t *testing.T, address, host, origin string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader("transaction_id=12"))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(said)
}
