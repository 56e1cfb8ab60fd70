package sandbox

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Server is a Sandbox that listens on loopback.
type Server struct {
	*Sandbox
	URL string // http://127.0.0.1:PORT, without a trailing slash

	server *http.Server
	served chan error
	unhook func() bool
}

// Listen serves a new Sandbox over HTTP until Close, or until ctx is done. The
// address is host:port with a loopback host, port 0 for any free one: a gateway with
// public keys must not be reachable from elsewhere.
func Listen(ctx context.Context, address string, config Config) (*Server, error) {
	if err := checkLoopback(address); err != nil {
		return nil, err
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	s := &Server{Sandbox: New(config), URL: "http://" + listener.Addr().String(), served: make(chan error, 1)}
	s.server = &http.Server{
		Handler:           fromThisMachine(s.Sandbox),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		// Dropped connections are faults on demand, not worth a log line.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	go func() { s.served <- s.server.Serve(listener) }()
	s.unhook = context.AfterFunc(ctx, func() { _ = s.server.Close(); s.stop() })
	return s, nil
}

// Close stops listening and closes every connection, also hanging ones. It may be
// called more than once.
func (s *Server) Close() error {
	s.unhook()
	err := errors.Join(s.server.Close(), s.Sandbox.Close())
	if served, ok := <-s.served; ok {
		close(s.served)
		if !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
	}
	return err
}

func checkLoopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if !loopbackHost(host) {
		return errors.New("sandbox: " + address + " is not an address of this machine alone")
	}
	return nil
}

// loopbackHost reports that a host without its port is this machine by itself.
func loopbackHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// fromThisMachine refuses requests that a web page of somebody else makes: a listener on
// loopback is reached by every page in a browser of this machine. A Host that is another's
// is DNS rebinding (421), a foreign Origin a page's own request (403). Programs send neither.
func fromThisMachine(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := url.URL{Host: r.Host}
		if !loopbackHost(u.Hostname()) {
			http.Error(w, "the training gateway answers at an address of this machine only", http.StatusMisdirectedRequest)
			return
		}
		for _, origin := range r.Header.Values("Origin") {
			if !strings.EqualFold(origin, "http://"+r.Host) {
				http.Error(w, "the training gateway takes no request of another web page", http.StatusForbidden)
				return
			}
		}
		h.ServeHTTP(w, r)
	})
}
