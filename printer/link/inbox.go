package link

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
)

// inboxSize bounds what waits to be read, in bytes. A printer's answers are a
// handful; one that pushes its status all day to nobody must not fill memory.
const inboxSize = 4 << 10

// inbox holds what a printer has sent, oldest first. Where nobody reads, the
// oldest goes: what a printer said last is how it is.
type inbox struct {
	mu   sync.Mutex
	data []byte
	end  error         // nothing more comes
	news chan struct{} // holds one
}

func newInbox() *inbox { return &inbox{news: make(chan struct{}, 1)} }

// put takes what the printer sent.
func (b *inbox) put(p []byte) {
	b.mu.Lock()
	b.data = append(b.data, p...)
	if over := len(b.data) - inboxSize; over > 0 {
		b.data = append(b.data[:0], b.data[over:]...)
	}
	b.mu.Unlock()
	b.tell()
}

// close says that nothing more comes. What came already can still be read.
func (b *inbox) close(err error) {
	b.mu.Lock()
	if b.end == nil {
		b.end = err
	}
	b.mu.Unlock()
	b.tell()
}

func (b *inbox) tell() {
	select {
	case b.news <- struct{}{}:
	default:
	}
}

// Read implements Link.
func (b *inbox) Read(ctx context.Context, buf []byte) (int, error) {
	for {
		if n, err := b.take(buf); n > 0 || err != nil {
			return n, err
		}
		select {
		case <-b.news:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func (b *inbox) take(buf []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := copy(buf, b.data)
	b.data = append(b.data[:0], b.data[n:]...)
	if n > 0 {
		return n, nil
	}
	return 0, b.end
}

// fill reads a printer until nothing more comes from it, and returns why where
// that is not a printer that just hung up or a link that was closed.
func (b *inbox) fill(from io.Reader) error {
	buf := make([]byte, inboxSize)
	for {
		n, err := from.Read(buf)
		b.put(buf[:max(n, 0)])
		if err == nil {
			continue
		}
		b.close(io.EOF)
		if err == io.EOF || errors.Is(err, net.ErrClosed) || errors.Is(err, os.ErrClosed) {
			return nil
		}
		return err
	}
}

// deaf is the reading side of a link that brings nothing back.
type deaf struct{}

// Read implements Link.
func (deaf) Read(context.Context, []byte) (int, error) { return 0, io.EOF }
