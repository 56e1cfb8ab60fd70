package paper

import (
	"errors"
	"strings"
)

// errHTTP means that a host speaks HTTP: it is a browser, whose page was told to print, or
// a scan of the network. No till begins so.
var errHTTP = errors.New("paper: the host speaks HTTP")

// httpMethods begin an HTTP request (RFC 9110, 9.1, and PATCH of RFC 5789).
var httpMethods = [...]string{"GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "CONNECT ", "OPTIONS ", "TRACE ", "PATCH "}

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
	maybe := false
	for _, method := range httpMethods {
		if strings.HasPrefix(s.held, method) {
			return nil, errHTTP
		}
		maybe = maybe || strings.HasPrefix(method, s.held)
	}
	if maybe {
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
