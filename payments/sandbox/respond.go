package sandbox

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"time"
)

// strike applies the fault of a call: it waits out delays, and carries out faults
// that replace the work. ok is false if the call is answered or dropped with that.
func (s *Sandbox) strike(w http.ResponseWriter, r *http.Request, c call) (fault Fault, ok bool) {
	s.mu.Lock()
	fault, wait := s.take(c)
	s.mu.Unlock()
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return fault, false
		}
	}
	switch fault.Kind {
	case Hang:
		<-r.Context().Done()
	case Close:
		panic(http.ErrAbortHandler) // closes the connection
	case Status:
		page(w, fault.Status, fault.RetryAfter, http.StatusText(fault.Status))
	case RateLimit:
		if fault.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(fault.RetryAfter))
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"message":"Too Many Attempts."}`)
	case Redirect:
		w.Header().Set("Location", "/maintenance")
		page(w, http.StatusFound, 0, "Found")
	default:
		return fault, true
	}
	return fault, false
}

// page is an HTML page of a web server in place of an answer.
func page(w http.ResponseWriter, status, retryAfter int, title string) {
	if retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<!doctype html>\n<title>"+title+"</title>\n<h1>"+title+"</h1>\n")
}

// hugePadding is the number of spaces after an answer; more than any client should read.
const hugePadding = 2 << 20

// spaces are a piece of hugePadding.
var spaces = bytes.Repeat([]byte(" "), 32<<10)

// respond writes the answer of a call, or what a fault makes of it. Write errors mean
// that the client is gone, and are ignored.
func respond(w http.ResponseWriter, fault Fault, body []byte) {
	padding := 0
	switch fault.Kind {
	case LostAnswer:
		panic(http.ErrAbortHandler)
	case HTML:
		page(w, http.StatusOK, 0, "Maintenance")
		return
	case Empty:
		w.WriteHeader(http.StatusOK)
		return
	case Garbage:
		body = bytes.Repeat([]byte{0x1f, 0x00, 0xfe, 0x7f, '{', '"'}, 32)
	case PHPWarning:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		body = append([]byte("<br />\n<b>Warning</b>:  Undefined variable $remark in <b>/var/www/html/api.php</b> on line <b>42</b><br />\n"), body...)
	case Huge:
		padding = hugePadding
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)+padding))
	if fault.Kind == Cut {
		_, _ = w.Write(body[:len(body)/2])
		_ = http.NewResponseController(w).Flush() // else the half answer would be discarded
		panic(http.ErrAbortHandler)
	}
	_, err := w.Write(body)
	for ; padding > 0 && err == nil; padding -= len(spaces) {
		_, err = w.Write(spaces[:min(padding, len(spaces))])
	}
}
