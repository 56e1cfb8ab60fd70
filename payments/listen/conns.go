package listen

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// limits bound what strangers can hold of the till: connections, and the time for which
// one may do nothing.
type limits struct {
	conns      int // open connections, so that the till's own files and calls keep file descriptors
	perAddress int // of them from one remote address or network of IPv6, so that one machine can't take them all

	header  time.Duration // from a connection's start, or a request's first byte, to the end of its header
	request time.Duration // to the end of its body
	answer  time.Duration // to the last byte of the answer
	idle    time.Duration // without a request

	// exempt reports an address without a limit of its own.
	exempt func(netip.Addr) bool
}

// usualLimits are the limits of every shop. A reverse proxy sits on this machine and brings
// everybody's requests from one address, so loopback has no limit of its own.
func usualLimits() limits {
	return limits{
		conns: 64, perAddress: 8,
		header: 5 * time.Second, request: 10 * time.Second, answer: 15 * time.Second, idle: 30 * time.Second,
		exempt: netip.Addr.IsLoopback,
	}
}

// limitedListener accepts at most as many connections at a time as it has places.
// Further ones wait in the system's queue until a connection ends or times out. One more
// from an address that holds its share is closed at once.
type limitedListener struct {
	net.Listener
	limits limits
	places chan struct{}
	closed chan struct{}
	once   sync.Once

	mu   sync.Mutex
	from map[netip.Prefix]int // open connections; no network stays with none
}

func limitConns(l net.Listener, most limits) *limitedListener {
	return &limitedListener{
		Listener: l, limits: most, places: make(chan struct{}, most.conns), closed: make(chan struct{}),
		from: map[netip.Prefix]int{},
	}
}

func (l *limitedListener) Accept() (net.Conn, error) {
	for {
		select {
		case l.places <- struct{}{}:
		case <-l.closed:
			return nil, net.ErrClosed
		}
		c, err := l.Listener.Accept()
		if err != nil {
			<-l.places
			return nil, err
		}
		address := remote(c)
		if !l.enter(address) {
			_ = c.Close() // a stranger's, who has enough of them
			<-l.places
			continue
		}
		return &limitedConn{Conn: c, leave: sync.OnceFunc(func() {
			l.leave(address)
			<-l.places
		})}, nil
	}
}

// remote is a connection's other end without its port; the zero address where it has none.
func remote(c net.Conn) netip.Addr {
	at, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

// network is what counts as one machine: an address of IPv4, and the 64 bits of one of IPv6 that
// lead to a network, for a machine gives itself as many addresses there as it likes.
func network(address netip.Addr) netip.Prefix {
	bits := address.BitLen()
	if address.Is6() {
		bits = 64
	}
	of, err := address.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // that of all without an address
	}
	return of
}

// enter counts a connection, and reports false if its network may have no more.
func (l *limitedListener) enter(address netip.Addr) bool {
	of := network(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.from[of] >= l.limits.perAddress && !l.limits.exempt(address) {
		return false
	}
	l.from[of]++
	return true
}

func (l *limitedListener) leave(address netip.Addr) {
	of := network(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.from[of]--; l.from[of] == 0 {
		delete(l.from, of)
	}
}

func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

type limitedConn struct {
	net.Conn
	leave func()
}

func (c *limitedConn) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
