package listen

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"testing"
	"time"

	"psar/payments/paytest"
	"psar/pos/postest"
	"psar/pos/settings"
)

// door is a limited listener that accepts all the time.
type door struct {
	t        *testing.T
	limited  *limitedListener
	accepted chan net.Conn
}

func openDoor(t *testing.T, most limits) *door {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := &door{t: t, limited: limitConns(inner, most), accepted: make(chan net.Conn, 100)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			c, err := d.limited.Accept()
			if err != nil {
				return
			}
			d.accepted <- c
		}
	}()
	t.Cleanup(func() {
		if err := d.limited.Close(); err != nil {
			t.Error(err)
		}
		<-ended
	})
	return d
}

// knock connects from an address of this machine.
func (d *door) knock(from string) net.Conn {
	d.t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	c, err := dialer.Dial("tcp", d.limited.Addr().String())
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = c.Close() })
	if err := c.SetReadDeadline(time.Now().Add(postest.Patience)); err != nil {
		d.t.Fatal(err)
	}
	return c
}

// taken is the next connection that the listener accepted.
func (d *door) taken() net.Conn {
	d.t.Helper()
	select {
	case c := <-d.accepted:
		d.t.Cleanup(func() { _ = c.Close() })
		return c
	case <-time.After(postest.Patience):
		d.t.Fatal("no connection was taken")
		return nil
	}
}

// mustEnd fails unless the other end closes the connection, answering or not.
func mustEnd(t *testing.T, c net.Conn, what string) {
	t.Helper()
	if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s: the connection stays open", what)
	}
}

// Connections that strangers hold open without a request use at most the listener's places.
func TestListenerHasSoManyPlaces(t *testing.T) {
	t.Parallel()
	most := usualLimits()
	most.conns = 2
	d := openDoor(t, most)
	for range 3 {
		d.knock("127.0.0.1")
	}
	first := d.taken()
	d.taken()
	select {
	case <-d.accepted:
		t.Error("a third connection was taken")
	default:
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	d.taken()
	_ = first.Close() // a second Close must not free a second place
	d.knock("127.0.0.1")
	select {
	case <-d.accepted:
		t.Error("a place was freed twice")
	default:
	}
}

// One machine gets eight connections of the till's places, and its ninth ends at once; the
// next machine is served. The reverse proxy's address is not counted.
func TestOneAddressGetsEightPlaces(t *testing.T) {
	t.Parallel()
	most := usualLimits()
	proxy := netip.MustParseAddr("127.0.0.9")
	most.exempt = func(a netip.Addr) bool { return a == proxy }
	d := openDoor(t, most)
	var held []net.Conn
	for range 8 {
		d.knock("127.0.0.2")
		held = append(held, d.taken())
	}
	mustEnd(t, d.knock("127.0.0.2"), "the ninth")
	mustEnd(t, d.knock("127.0.0.2"), "the tenth")
	d.knock("127.0.0.3")
	if c := d.taken(); remote(c).String() != "127.0.0.3" {
		t.Errorf("taken: %s", c.RemoteAddr())
	}
	for range 20 {
		d.knock(proxy.String())
		d.taken()
	}
	if err := held[0].Close(); err != nil {
		t.Error(err)
	}
	_ = held[0].Close() // counts once
	d.knock("127.0.0.2")
	d.taken()
	mustEnd(t, d.knock("127.0.0.2"), "one more than eight again")
}

// A machine has as many addresses of its network of IPv6 as it likes: they share its places.
func TestPlacesAreCountedByNetwork(t *testing.T) {
	t.Parallel()
	l := limitConns(nil, usualLimits())
	for i := range 8 {
		if !l.enter(netip.MustParseAddr(fmt.Sprintf("2001:db8::%d", i+1))) {
			t.Errorf("connection %d of a network is refused", i+1)
		}
	}
	for address, want := range map[string]bool{
		"2001:db8::9": false, "2001:db8::ffff:0:0:1": false, "2001:db8:0:1::1": true, "192.0.2.1": true, "192.0.2.2": true, "::1": true,
	} {
		if got := l.enter(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s enters: %v", address, got)
		}
	}
	l.leave(netip.MustParseAddr("2001:db8::1"))
	if !l.enter(netip.MustParseAddr("2001:db8::9")) {
		t.Error("a place that was left is not given again")
	}
}

// What is not counted any more is forgotten: an address of the past takes no memory.
func TestAnAddressIsForgotten(t *testing.T) {
	t.Parallel()
	d := openDoor(t, usualLimits())
	for i := range 20 {
		c := d.knock(fmt.Sprintf("127.0.1.%d", i+1))
		if err := d.taken().Close(); err != nil {
			t.Error(err)
		}
		_ = c.Close()
	}
	d.limited.mu.Lock()
	defer d.limited.mu.Unlock()
	if len(d.limited.from) != 0 {
		t.Errorf("kept: %v", d.limited.from)
	}
}

// The limits that the issue names: no idle connection lives longer than half a minute, and
// eight come from one address. Loopback is exempt, however it is written.
func TestUsualLimits(t *testing.T) {
	t.Parallel()
	most := usualLimits()
	for name, d := range map[string]time.Duration{"header": most.header, "request": most.request, "answer": most.answer, "idle": most.idle} {
		if d <= 0 || d > 30*time.Second {
			t.Errorf("%s: %s", name, d)
		}
	}
	if most.perAddress != 8 || most.conns < 2*most.perAddress {
		t.Errorf("%d connections, %d from one address", most.conns, most.perAddress)
	}
	for address, want := range map[string]bool{"127.0.0.1": true, "127.3.2.1": true, "::1": true, "192.0.2.7": false, "2001:db8::1": false, "fe80::1": false} {
		if got := most.exempt(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is exempt: %v", address, got)
		}
	}
}

// Whoever sends nothing, half a header, half a body, or no second request loses the
// connection. Each case has one short limit only.
func TestIdleConnectionsEnd(t *testing.T) {
	t.Parallel()
	const short = 20 * time.Millisecond
	webhook := "POST /webhook HTTP/1.1\r\nHost: till\r\nX-Api-Key: " + paytest.APIKey + "\r\n"
	for name, tt := range map[string]struct {
		said    string
		answers bool
		short   func(*limits)
	}{
		"nothing":       {"", false, func(l *limits) { l.header = short }},
		"half a header": {webhook, false, func(l *limits) { l.header = short }},
		"half a body":   {webhook + "Content-Length: 400\r\n\r\n{\"transaction_id\"", false, func(l *limits) { l.request = short }},
		"no more":       {"GET /paid/1 HTTP/1.1\r\nHost: till\r\n\r\n", true, func(l *limits) { l.idle = short }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPost(t, nil)
			p.Set(settings.WebhookAPIKey, paytest.APIKey)
			l := New(p.listener.cfg)
			l.limits.header, l.limits.request, l.limits.answer, l.limits.idle = time.Hour, time.Hour, time.Hour, time.Hour
			tt.short(&l.limits)
			p.Set(settings.WebhookListen, "127.0.0.2:0")
			p.run(l)
			c, err := net.Dial("tcp", p.status(l, "listening", func(s Status) bool { return s.Address != "" }).Address)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = c.Close() })
			if err := c.SetDeadline(time.Now().Add(postest.Patience)); err != nil {
				t.Fatal(err)
			}
			_, err = io.WriteString(c, tt.said)
			if tt.answers {
				if err != nil {
					t.Fatal(err)
				}
				answer, err := http.ReadResponse(bufio.NewReader(c), nil)
				if err != nil || answer.Close {
					t.Fatalf("the first request is answered %+v, %v", answer, err)
				}
				_ = answer.Body.Close()
			}
			mustEnd(t, c, name)
		})
	}
}
