package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"psar/pos/postest"
	"slices"
	"testing"
)

// Unread bytes are bounded, and the newest are kept.
func TestInboxKeepsTheLast(t *testing.T) {
	b := newInbox()
	for i := range 3 {
		b.put(bytes.Repeat([]byte{byte('a' + i)}, inboxSize-1))
	}
	b.close(io.EOF)
	got, err := io.ReadAll(reader{b, t.Context()})
	if err != nil || len(got) != inboxSize {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	if got[0] != 'b' || got[1] != 'c' || got[inboxSize-1] != 'c' {
		t.Errorf("kept %q … %q", got[:2], got[inboxSize-1])
	}
}

// reader is a Link's Read as an io.Reader.
type reader struct {
	l interface {
		Read(context.Context, []byte) (int, error)
	}
	ctx context.Context
}

func (r reader) Read(p []byte) (int, error) { return r.l.Read(r.ctx, p) }

func TestInboxReadEndsWithItsContext(t *testing.T) {
	b := newInbox()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := b.Read(ctx, make([]byte, 8))
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// echo sends every byte back, over a connection or a terminal.
func echo(rw io.ReadWriter) {
	buf := make([]byte, 256)
	for {
		n, err := rw.Read(buf)
		if err != nil {
			return
		}
		if _, err := rw.Write(buf[:n]); err != nil {
			return
		}
	}
}

// both writes a job and reads its echo meanwhile. The writer stays less than
// inboxSize ahead of the reader, because the oldest unread bytes are dropped.
func both(t *testing.T, l Link, data []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), postest.Patience)
	defer cancel()
	const part = inboxSize / 4
	ahead := make(chan struct{}, 2)
	wrote := make(chan error, 1)
	go func() {
		for p := range slices.Chunk(data, part) {
			select {
			case ahead <- struct{}{}:
			case <-ctx.Done():
			}
			if n, err := l.Write(ctx, p); err != nil || n != len(p) {
				wrote <- fmt.Errorf("Write = %d of %d, %w", n, len(p), err)
				return
			}
		}
		wrote <- nil
	}()
	for p := range slices.Chunk(data, part) {
		got := make([]byte, len(p))
		if n, err := io.ReadFull(reader{l, ctx}, got); err != nil || !bytes.Equal(got, p) {
			t.Errorf("heard %d bytes, %v, want the %d that were sent", n, err, len(p))
			break
		}
		<-ahead
	}
	cancelled := t.Failed()
	if cancelled {
		cancel()
	}
	if err := <-wrote; err != nil && !cancelled {
		t.Error(err)
	}
}

func TestTCPReadsWhileItWrites(t *testing.T) {
	noLeaks(t)
	spec := listen(t, func(c *net.TCPConn) { echo(c) })
	l := open(t, spec, Options{})
	both(t, l, bytes.Repeat(allBytes(), 40))
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if n, err := l.Read(t.Context(), make([]byte, 8)); n != 0 || err != io.EOF {
		t.Errorf("Read of a closed link = %d, %v", n, err)
	}
}

func TestTCPReadHearsThatThePrinterHungUp(t *testing.T) {
	noLeaks(t)
	spec := listen(t, func(c *net.TCPConn) { _, _ = c.Write([]byte{0x12}) })
	l := open(t, spec, Options{})
	got, err := io.ReadAll(reader{l, t.Context()})
	if err != nil || !bytes.Equal(got, []byte{0x12}) {
		t.Errorf("% X, %v", got, err)
	}
}

func TestLinksThatBringNothingBack(t *testing.T) {
	noLeaks(t)
	for _, spec := range []string{"paper:", "file:printed"} {
		l := open(t, spec, Options{Folder: t.TempDir(), PaperDir: t.TempDir(), WidthDots: 384})
		if n, err := l.Read(t.Context(), make([]byte, 8)); n != 0 || err != io.EOF || Answers(spec) {
			t.Errorf("%s: Read = %d, %v", spec, n, err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, spec := range []string{"tcp:192.0.2.10", "serial:COM3", "usb:/dev/usb/lp0"} {
		if !Answers(spec) {
			t.Errorf("%s is thought to be noAnswers", spec)
		}
	}
}
