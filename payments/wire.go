package payments

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"psar/pos/fault"
	"psar/pos/settings"
)

// Route is the way to the gateway as the owner has set it. The environment has no say:
// whoever starts the program could otherwise put a proxy of their own in between, with a
// certificate of their own, and answer "paid".
type Route struct {
	Base   string        // the gateway's address
	Proxy  string        // "": none
	CAFile settings.File // zero: the system's certificates
}

// IgnoredEnvironment lists the variables that the Go library would let choose a proxy and
// certificates.
var IgnoredEnvironment = []string{
	"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
}

// RouteOf returns the route that the settings hold.
func RouteOf(s settings.Values) Route {
	return Route{Base: s.Get(settings.BaseURL), Proxy: s.Get(settings.GatewayProxy), CAFile: settings.FileOf(s.Get(settings.GatewayCAFile))}
}

// Direct reports that no proxy is used: none is set, or the gateway is on this machine.
func (r Route) Direct() bool { return r.Proxy == "" || settings.TestGateway(r.Base) }

// Client returns an HTTP client for the route. It asks the environment for nothing. The
// error's code is fault.SettingInvalid with the setting, or ReadCAFile's; fault.CAFileChanged too
// where nothing says yet what the file held when it was set.
func (r Route) Client() (*http.Client, error) {
	transport := &http.Transport{
		DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          8,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
	}
	if !r.Direct() {
		proxy, err := url.Parse(r.Proxy)
		if err != nil {
			return nil, fault.New(fault.SettingInvalid, settings.GatewayProxy, r.Proxy).Because(err)
		}
		transport.Proxy = http.ProxyURL(proxy)
	}
	base, err := url.Parse(r.Base)
	if err != nil || base.Scheme != "https" {
		return &http.Client{Transport: transport}, nil // New of package raksmeypay judges the address
	}
	switch {
	case r.CAFile.Path == "":
		transport.TLSClientConfig.RootCAs, err = systemRoots()
	default:
		if transport.TLSClientConfig.RootCAs, err = ReadCAFile(r.CAFile); err == nil && r.CAFile.Sum == "" {
			err = fault.New(fault.CAFileChanged, r.CAFile.Path)
		}
	}
	if err != nil {
		return nil, err
	}
	return &http.Client{Transport: transport}, nil
}

// maxCAFile bounds a file of certificates, in bytes: the system's own have 300 KB.
const maxCAFile = 4 << 20

// ReadCAFile reads the certificates that the gateway's must be signed by, as PEM. The
// error's code is fault.CAFile with the path, or fault.CAFileChanged with it where the file holds
// something else than its sum says.
func ReadCAFile(f settings.File) (*x509.CertPool, error) {
	pool, now, err := readCAFile(f.Path)
	if err == nil && f.Sum != "" && now != f {
		return nil, fault.New(fault.CAFileChanged, f.Path)
	}
	return pool, err
}

// CAFileNow is a file of certificates with what it holds now. The error's code is fault.CAFile with
// the path.
func CAFileNow(path string) (settings.File, error) {
	_, now, err := readCAFile(path)
	return now, err
}

func readCAFile(path string) (*x509.CertPool, settings.File, error) {
	pool := x509.NewCertPool()
	var holds []byte
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case !info.Mode().IsRegular() || info.Size() > maxCAFile:
		err = fmt.Errorf("no file of at most %d bytes", maxCAFile)
	default:
		if holds, err = os.ReadFile(path); err == nil && !pool.AppendCertsFromPEM(holds) {
			err = errors.New("it holds no certificate as PEM")
		}
	}
	if err != nil {
		return nil, settings.File{}, fault.New(fault.CAFile, path).Because(err)
	}
	return pool, settings.NewFile(path, holds), nil
}

// Reach checks that the route's first machine accepts connections: the proxy, or else the
// gateway. It makes no call that the gateway would count. It returns that machine's name.
func (r Route) Reach(ctx context.Context) (host string, err error) {
	address := r.Base
	if !r.Direct() {
		address = r.Proxy
	}
	u, err := url.Parse(address)
	if err != nil {
		return address, err
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return u.Host, err
	}
	return u.Host, conn.Close()
}
