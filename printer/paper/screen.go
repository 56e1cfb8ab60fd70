package paper

import (
	"errors"
	"regexp"
	"strings"
)

// errHTTP means that a host speaks HTTP or TLS: it is a browser, whose page was told to print, or
// a scan of the network. No till begins so.
var errHTTP = errors.New("paper: the host speaks HTTP")

// httpMethods begin an HTTP request (RFC 9110, 9.1, and PATCH of RFC 5789).
var httpMethods = [...]string{"GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "CONNECT ", "OPTIONS ", "TRACE ", "PATCH "}

// A request line has any method, a target and a version (RFC 9112, 3); servers take empty lines
// before it (2.2). All methods that are registered are of capital letters, and no target has
// control characters, with which a printer's commands begin. mayBeHTTP is the beginning of one.
var (
	isHTTP    = regexp.MustCompile(`^[A-Z-]+ [^\x00-\x20]+ HTTP/`)
	mayBeHTTP = regexp.MustCompile(`^[A-Z-]*( [^\x00-\x20]*( (H(T(T(P)?)?)?)?)?)?$`)
)

// isTLS begins a handshake of TLS (RFC 8446, 5.1): its kind, and the version of SSL that all have.
const isTLS = "\x16\x03"

// mostHeld bounds what is held back of a stream, and looked at again with each byte: RFC 9112 has
// servers take lines of 8,000.
const mostHeld = 8 << 10

// screen holds the beginning of a stream back while it may still be that of HTTP.
type screen struct {
	held   string
	passed bool
}

// pass takes the next bytes of a stream and returns those that may be printed. The error is
// errHTTP.
func (s *screen) pass(data []byte) ([]byte, error) {
	if s.passed {
		return data, nil
	}
	s.held += string(data)
	line := strings.TrimLeft(s.held, "\r\n")
	maybe := mayBeHTTP.MatchString(line) || strings.HasPrefix(isTLS, line)
	for _, method := range httpMethods {
		if strings.HasPrefix(line, method) {
			return nil, errHTTP
		}
	}
	switch {
	case isHTTP.MatchString(line), strings.HasPrefix(line, isTLS):
		return nil, errHTTP
	case maybe && len(s.held) < mostHeld:
		return nil, nil
	}
	return s.rest(), nil
}

// rest is what is still held when the stream ends.
func (s *screen) rest() []byte {
	held := s.held
	s.held, s.passed = "", true
	return []byte(held)
}
