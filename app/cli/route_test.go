package cli

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/payments/sandbox"
)

// farGateway is a gateway at a name that exists nowhere: whoever wants to reach it has to go
// through a proxy, and to believe an authority of this test's own.
const farGateway = "https://gateway.invalid"

// middle is what a thief, or an office, puts between the till and the gateway: a proxy that
// answers for every address itself.
type middle struct {
	bank     *sandbox.Sandbox
	proxy    string // its address
	ca       string // the file of its authority
	tunnels  atomic.Int32
	requests atomic.Int32
}

func newMiddle(t *testing.T) *middle {
	t.Helper()
	m := &middle{bank: sandbox.New(sandbox.Config{Profiles: sandbox.DefaultProfiles()})}
	t.Cleanup(func() {
		if err := m.bank.Close(); err != nil {
			t.Error(err)
		}
	})
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(farGateway)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An authority of a test"}, DNSNames: []string{u.Hostname()},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}, &x509.Certificate{Subject: pkix.Name{CommonName: "An authority of a test"}}, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	m.ca = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(m.ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	answers := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.requests.Add(1)
		m.bank.ServeHTTP(w, r)
	}))
	answers.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	answers.StartTLS()
	t.Cleanup(answers.Close)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.tunnels.Add(1)
		if r.Method == http.MethodConnect {
			tunnel(w, answers.Listener.Addr().String())
		}
	}))
	t.Cleanup(front.Close)
	m.proxy = front.URL
	return m
}

// tunnel joins a proxy's client to an address, until either ends.
func tunnel(w http.ResponseWriter, address string) {
	far, err := net.Dial("tcp", address)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	near, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	var both sync.WaitGroup
	for _, way := range [][2]net.Conn{{near, far}, {far, near}} {
		both.Go(func() {
			_, _ = io.Copy(way[0], way[1])
			_ = way[0].Close()
		})
	}
	both.Wait()
}

// shopFarAway sets up a shop whose gateway is a bank's, as far as it knows.
func shopFarAway(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	p := sandbox.DefaultProfiles()[0]
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.base_url", farGateway, "--by", "Srey")
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.usd.profile_id", p.ID, "--by", "Srey")
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.usd.account", p.Account, "--by", "Srey")
	apptest.SetSecret(t, psar, dir, "gateway.usd.profile_key", p.Key)
	return dir
}

// Who starts the till says nothing about the way to the bank. The attack that this ends: a
// proxy of the thief's own in HTTPS_PROXY, his authority in SSL_CERT_FILE, and every code is
// "Paid". It sets the process's environment, so it runs alone.
func TestEnvironmentIsNoWayToTheBank(t *testing.T) {
	thief := newMiddle(t)
	dir := shopFarAway(t)
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"} {
		t.Setenv(name, thief.proxy)
	}
	t.Setenv("NO_PROXY", "")
	t.Setenv("SSL_CERT_FILE", thief.ca)
	t.Setenv("SSL_CERT_DIR", filepath.Dir(thief.ca))
	for _, args := range [][]string{{"sell", "--json", "--wait", "1s", "3.50", "USD"}, {"watch", "--once"}, {"doctor"}} {
		out, errs, exit := apptest.Run(t, apptest.Process(t), dir, "", args...)
		if args[0] == "sell" && (exit == exitOK || strings.Contains(out, `"qr":`)) {
			t.Errorf("sold by the thief's word: exit %d\n%s%s", exit, out, errs)
		}
		if args[0] == "doctor" && !strings.Contains(out, "HTTPS_PROXY") {
			t.Errorf("doctor does not say what is not used:\n%s", out)
		}
	}
	if n := thief.tunnels.Load(); n != 0 {
		t.Errorf("the thief's proxy was asked %d times", n)
	}
	// His authority alone, with a way that leads to him.
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.proxy", thief.proxy, "--by", "Srey")
	out, errs, exit := apptest.Run(t, apptest.Process(t), dir, "", "sell", "--json", "--wait", "1s", "3.50", "USD")
	if exit == exitOK || thief.tunnels.Load() == 0 || thief.requests.Load() != 0 {
		t.Errorf("exit %d, %d tunnels, %d requests believed\n%s%s", exit, thief.tunnels.Load(), thief.requests.Load(), out, errs)
	}
}

// The owner's own proxy and certificates lead to the bank: without them nothing is reached,
// with the certificates of somebody else nothing is believed.
func TestOwnersWayToTheBank(t *testing.T) {
	t.Parallel()
	office, other := newMiddle(t), newMiddle(t)
	dir := shopFarAway(t)
	set := func(key, value string) { apptest.Psar(t, psar, dir, "settings", "set", key, value, "--by", "Srey") }
	sell := func() (string, int) {
		out, errs, exit := apptest.Run(t, psar, dir, "", "sell", "--json", "--wait", "1s", "3.50", "USD")
		return out + errs, exit
	}
	set("gateway.proxy", office.proxy)
	set("gateway.ca_file", other.ca)
	if said, exit := sell(); exit == exitOK || office.tunnels.Load() == 0 || office.requests.Load() != 0 {
		t.Errorf("exit %d, %d requests by another's certificates\n%s", exit, office.requests.Load(), said)
	}
	set("gateway.ca_file", office.ca)
	if said, exit := sell(); exit != exitNotPaid || office.requests.Load() == 0 || !strings.Contains(said, `"qr":`) {
		t.Errorf("exit %d, %d requests\n%s", exit, office.requests.Load(), said)
	}
	out, _, _ := apptest.Run(t, psar, dir, "", "doctor")
	for _, part := range []string{office.proxy, office.ca} {
		if !strings.Contains(out, part) {
			t.Errorf("doctor does not name %s:\n%s", part, out)
		}
	}
	if err := os.Remove(office.ca); err != nil {
		t.Fatal(err)
	}
	before := office.requests.Load()
	if said, exit := sell(); exit == exitOK || !strings.Contains(said, "ca_file") || office.requests.Load() != before {
		t.Errorf("without its file: exit %d\n%s", exit, said)
	}
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash") // cash needs no bank
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestWayToTheBankIsCheckedWhenSet(t *testing.T) {
	t.Parallel()
	dir, m := shopFarAway(t), newMiddle(t)
	text := filepath.Join(t.TempDir(), "no.pem")
	if err := os.WriteFile(text, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"gateway.proxy", "192.0.2.1:3128"}, {"gateway.proxy", "ftp://192.0.2.1:21"}, {"gateway.proxy", "http://192.0.2.1"},
		{"gateway.proxy", "http://sok:1234@192.0.2.1:3128"}, {"gateway.proxy", "http://192.0.2.1:3128/x"}, {"gateway.proxy", "http://192.0.2.1:99999"},
		{"gateway.ca_file", filepath.Join(dir, "none.pem")}, {"gateway.ca_file", text}, {"gateway.ca_file", dir},
	} {
		if out, errs, exit := apptest.Run(t, psar, dir, "", "settings", "set", c[0], c[1], "--by", "Srey"); exit != exitFailed || errs == "" {
			t.Errorf("%s=%s: exit %d\n%s%s", c[0], c[1], exit, out, errs)
		}
	}
	for _, proxy := range []string{"http://192.0.2.1:3128", "https://proxy.example:443", "socks5://127.0.0.1:1080", ""} {
		apptest.Psar(t, psar, dir, "settings", "set", "gateway.proxy", proxy, "--by", "Srey")
	}
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.ca_file", m.ca, "--by", "Srey")
	if got := apptest.Psar(t, psar, dir, "settings", "get", "gateway.ca_file"); strings.TrimSpace(got) != m.ca {
		t.Errorf("kept as %q", got)
	}
}

// A real shop on a gateway of this machine says so on its papers, and on a copy for ever: in
// the picture there is more than on one of a bank's. Layout's tests say what.
func TestDoctorNamesATestGateway(t *testing.T) {
	t.Parallel()
	dir := shopFarAway(t)
	if out, _, _ := apptest.Run(t, psar, dir, "", "doctor"); strings.Contains(out, "TEST GATEWAY") {
		t.Errorf("a bank's gateway is one for tests:\n%s", out)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.base_url", "http://127.0.0.1:9", "--by", "Srey")
	if out, _, _ := apptest.Run(t, psar, dir, "", "doctor"); !strings.Contains(out, "! Way to the bank") || !strings.Contains(out, "TEST GATEWAY") {
		t.Errorf("a gateway of this machine is none for tests:\n%s", out)
	}
	if out := apptest.Psar(t, psar, dir, "report"); !strings.Contains(out, "TEST GATEWAY") {
		t.Errorf("the report does not say it:\n%s", out)
	}
}
