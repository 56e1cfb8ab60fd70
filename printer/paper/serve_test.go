package paper

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"psar/pos/postest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// port is the address at which a Device is served until the test ends.
type port struct{ address string }

func onPort(t *testing.T, d *Device) port {
	t.Helper()
	return onPortWith(t, d, nil)
}

// onPortWith is onPort, and tells refused of each host that speaks HTTP.
func onPortWith(t *testing.T, d *Device, refused func()) port {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, d, refused) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Serve ended with %v", err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("the listener is open: %v", err)
		}
	})
	return port{l.Addr().String()}
}

func (p port) dial(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(postest.Patience)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// asks sends data and expects the answer want.
func asks(t *testing.T, conn net.Conn, data, want string) {
	t.Helper()
	if _, err := io.WriteString(conn, data); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(want))
	if _, err := io.ReadFull(conn, got); err != nil || string(got) != want {
		t.Fatalf("% X is answered % X, %v; want % X", data, got, err, want)
	}
}

// A printer serves one host at a time. The next one's bytes wait.
func TestServesOneHostAtATime(t *testing.T) {
	t.Parallel()
	d := NewDevice(576, Behaviour{})
	p := onPort(t, d)
	first, second := p.dial(t), p.dial(t)
	asks(t, first, "one\n\x1d(H\x06\x00000042", "\x37\x220042\x00")
	if _, err := io.WriteString(second, "two\n\x1dV\x01\x10\x04\x01"); err != nil {
		t.Fatal(err)
	}
	asks(t, first, "\x10\x04\x01", "\x12")
	if got := d.Printed(); got != 4+11+3 {
		t.Errorf("%d bytes printed while the first host is on the line", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	asks(t, second, "", "\x12")
	// The first host's sheet ended with its connection, the second's with its cut.
	for _, want := range []int{30, 30 + toKnife} {
		img, err := d.NextSheet(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Dy() - 2*margin; got != want {
			t.Errorf("a sheet of %d rows, want %d", got, want)
		}
	}
}

// Everything from a host that sends and closes at once is printed, also while the
// buffer is full.
func TestServesAHostThatDoesNotWait(t *testing.T) {
	t.Parallel()
	d := NewDevice(576, Behaviour{Buffer: 100, BytesPerSecond: 1 << 20})
	p := onPort(t, d)
	conn := p.dial(t)
	if _, err := io.WriteString(conn, strings.Repeat("123456789\n", 1000)); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	img, err := d.NextSheet(t.Context())
	if err != nil || img.Bounds().Dy() != 2*margin+30*1000 || d.Printed() != 10_000 {
		t.Errorf("%v %v, %d bytes printed", img.Bounds(), err, d.Printed())
	}
}

// A pulled cable resets the connection and every new one.
func TestServeResetsWherePulled(t *testing.T) {
	t.Parallel()
	for name, pull := range map[string]func(t *testing.T, d *Device, conn net.Conn){
		"after so many bytes": func(t *testing.T, _ *Device, conn net.Conn) {
			if _, err := io.WriteString(conn, "1234567890"); err != nil {
				t.Fatal(err)
			}
		},
		"by hand": func(t *testing.T, d *Device, conn net.Conn) {
			asks(t, conn, "\x10\x04\x01", "\x12")
			d.Pull()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := NewDevice(576, Behaviour{PulledAfter: 9})
			p := onPort(t, d)
			conn := p.dial(t)
			pull(t, d, conn)
			if _, err := io.ReadAll(conn); !errors.Is(err, syscall.ECONNRESET) {
				t.Errorf("the connection ended with %v", err)
			}
			// The next one may be reset before its dial returns.
			again, err := net.Dial("tcp", p.address)
			if err == nil {
				_, err = io.ReadAll(again)
				_ = again.Close()
			}
			if !errors.Is(err, syscall.ECONNRESET) {
				t.Errorf("without a cable a connection ended with %v", err)
			}
			d.Plug()
			asks(t, p.dial(t), "\x10\x04\x01", "\x12")
		})
	}
}

// The end of Serve's context ends a host that is blocked, one that is silent, and one
// that waits.
func TestServeEnds(t *testing.T) {
	t.Parallel()
	d := NewDevice(576, Behaviour{Buffer: 10})
	d.SetPaper(true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, d, nil) }()
	var hosts []net.Conn
	for range 2 {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.SetDeadline(time.Now().Add(postest.Patience)); err != nil {
			t.Fatal(err)
		}
		hosts = append(hosts, conn)
	}
	asks(t, hosts[0], "\x10\x04\x01"+strings.Repeat("x", 1<<16), "\x1a")
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Serve ended with %v", err)
	}
	for _, conn := range hosts {
		if _, err := io.ReadAll(conn); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("a connection lives on")
		}
	}
}

// A closed Device ends Serve too, with an error.
func TestServeEndsWithItsDevice(t *testing.T) {
	t.Parallel()
	d := NewDevice(576, Behaviour{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- Serve(t.Context(), l, d, nil) }()
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	asks(t, conn, "\x10\x04\x01", "\x12")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Serve ended with %v", err)
	}
}

// A stream that begins like HTTP is a web page's that was told to print on a printer of the
// network, or a scan: it is hung up on, whole or byte by byte, and nothing of it gets on
// paper. What only looks like it for some bytes is printed.
func TestServePrintsNoHTTP(t *testing.T) {
	t.Parallel()
	for _, begins := range []string{"GET /", "HEAD /", "POST /", "PUT /", "DELETE /", "CONNECT 127.0.0.1:9100", "OPTIONS *", "TRACE /", "PATCH /",
		"PROPFIND /", "PRI *", "M-SEARCH *", "\r\nPOST /", "\n\r\n\nBREW /" + strings.Repeat("pot", 2000), "\x16\x03\x01\x02\x00\x01", "\n\x16\x03\x03"} {
		for _, slowly := range []bool{false, true} {
			d := NewDevice(576, Behaviour{})
			var told atomic.Int32
			p := onPortWith(t, d, func() { told.Add(1) })
			conn := p.dial(t)
			request := begins + " HTTP/1.1\r\nHost: 127.0.0.1:9100\r\n\r\nPay 1000 $ to the bearer\n\x1dV\x01"
			step := len(request)
			if slowly {
				step = 1
			}
			for i := 0; i < len(request); i += step {
				if _, err := io.WriteString(conn, request[i:i+step]); err != nil {
					break // hung up on
				}
			}
			if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%q: the connection stays open", begins)
			}
			asks(t, p.dial(t), "ok\n\x1d(H\x06\x00000042", "\x37\x220042\x00") // the next host is served
			if got := d.Printed(); got != 3+11 || told.Load() != 1 {
				t.Errorf("%q: %d bytes printed, told %d times", begins, got, told.Load())
			}
		}
	}
	for _, text := range []string{"G", "GET", "GETTING STARTED\n", "get /\n", "POSTCARD\n", "\x1b@GET / HTTP/1.1\n", "OPTION\n", "get / HTTP/1.1\n",
		"\n\nSokha Coffee HTTP\n", "Wi-Fi code\nHTTP/1.1", "\x16\x02", "COFFEE " + strings.Repeat("x", mostHeld) + " HTTP/", "\n\n\n"} {
		d := NewDevice(576, Behaviour{})
		p := onPortWith(t, d, func() { t.Errorf("%q is taken for HTTP", text) })
		conn := p.dial(t)
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
		asks(t, p.dial(t), "\x1d(H\x06\x00000042", "\x37\x220042\x00")
		if got := d.Printed(); got != len(text)+11 {
			t.Errorf("%q: %d bytes printed", text, got)
		}
	}
}

// A name in capital letters and a space may begin a request; the question behind it is none, and
// is answered before the host says more.
func TestServeAnswersBehindCapitals(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"COFFEE ", "COFFEE A ", "COFFEE A H", "\nCOFFEE /a"} {
		p := onPortWith(t, NewDevice(576, Behaviour{}), func() { t.Errorf("%q is taken for HTTP", text) })
		asks(t, p.dial(t), text+"\x1d(H\x06\x00000042", "\x37\x220042\x00")
	}
}
