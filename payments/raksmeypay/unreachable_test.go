package raksmeypay

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestTooLarge(t *testing.T) {
	t.Parallel()
	for _, over := range []int{0, 1} {
		client := serve(t, 10*time.Second, func(w http.ResponseWriter, _ *http.Request) {
			head := `{"responseCode":4,"responseMessage":"`
			_, _ = io.WriteString(w, head+strings.Repeat("a", MaxBody-len(head)-2+over)+`"}`)
		})
		_, err := client.CreateQR(t.Context(), ask())
		want := Refused // a body of exactly MaxBody is read whole
		if over == 1 {
			want = TooLarge
		}
		if KindOf(err) != want {
			t.Errorf("%d over the cap: %q, want %q", over, KindOf(err), want)
		}
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	c, err := New(Config{BaseURL: "http://" + address, ProfileID: testProfile, ProfileKey: testKey})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.CreateQR(t.Context(), ask())
	e, _ := errors.AsType[*Error](err)
	if e == nil || e.Kind != Unreachable || !e.Known {
		t.Errorf("nobody listens: %+v", e)
	}
}

// TestUntrustedCertificate: a gateway without a valid certificate is sent nothing.
func TestUntrustedCertificate(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") }))
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	server.StartTLS()
	defer server.Close()
	c, err := New(Config{BaseURL: server.URL, ProfileID: testProfile, ProfileKey: testKey})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.CreateQR(t.Context(), ask())
	e, _ := errors.AsType[*Error](err)
	if e == nil || e.Kind != Unreachable || !e.Known {
		t.Errorf("%+v", e)
	}
}

func TestTimeoutAndCancel(t *testing.T) {
	t.Parallel()
	hang := func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	_, err := serve(t, 30*time.Millisecond, hang).CreateQR(t.Context(), ask())
	e, _ := errors.AsType[*Error](err)
	if e == nil || e.Kind != Timeout || e.Known || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("timeout: %+v", e)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c := serve(t, time.Minute, func(w http.ResponseWriter, r *http.Request) { cancel(); hang(w, r) })
	_, err = c.Verify(ctx, "12")
	e, _ = errors.AsType[*Error](err)
	if e == nil || e.Kind != Canceled || e.Known || !errors.Is(err, context.Canceled) {
		t.Errorf("cancel: %+v", e)
	}
	// The headers arrive, the body never ends.
	_, err = serve(t, 50*time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"status":1,`)
		w.(http.Flusher).Flush()
		hang(w, r)
	}).Verify(t.Context(), "12")
	if KindOf(err) != Timeout {
		t.Errorf("body without end: %v", err)
	}
}
