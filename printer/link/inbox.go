package link

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
)

// inboxSize bounds the unread bytes. A printer's answers are a few bytes; one that
// pushes its status all day must not fill the memory.
const inboxSize = 4 << 10

// inbox holds the bytes that a printer sent, oldest first. When it is full, the oldest
// are dropped: the newest hold the current state.
type inbox struct {
	mu   sync.Mutex
	data []byte
	end  error         // Read's error once data is empty; nil while more may come
	news chan struct{} // gets one when data or end has changed
}

func newInbox() *inbox { return &inbox{news: make(chan struct{}, 1)} }

// put appends received bytes.
func (b *inbox) put(p []byte) {
	b.mu.Lock()
	b.data = append(b.data, p...)
	if over := len(b.data) - inboxSize; over > 0 {
		b.data = append(b.data[:0], b.data[over:]...)
	}
	b.mu.Unlock()
	b.tell()
}

// close sets the error that Read returns after the remaining data.
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

// fill reads a printer until no more comes. It returns nil if the printer closed the
// connection or the link was closed, else the error.
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

// noAnswers is the reading side of a link that brings nothing back.
type noAnswers struct{}

// Read implements Link.
func (noAnswers) Read(context.Context, []byte) (int, error) { return 0, io.EOF }
