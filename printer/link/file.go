package link

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// fileChunk is what a USB printer's device takes in one go.
const fileChunk = 4 << 10

// fileLink appends to a file, or writes to a device that looks like one.
type fileLink struct {
	deaf
	sink
	file   *os.File
	broken bool
	closed bool
}

func parseFile(path string) (opener, error) {
	if path == "" {
		return nil, errors.New("link: file: needs a path")
	}
	return func(ctx context.Context) (Link, error) {
		// A device or a named pipe may hold whoever opens it.
		f, err := abandon(ctx, func() (*os.File, error) {
			return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
		}, func(f *os.File, err error) {
			if err == nil {
				_ = f.Close() // nobody is left to be told
			}
		})
		if err != nil {
			return nil, fmt.Errorf("link: %w", err)
		}
		return &fileLink{sink: newSink(f), file: f}, nil
	}, nil
}

// Write implements Link. What it reports as written is on the disk.
func (l *fileLink) Write(ctx context.Context, data []byte) (int, error) {
	if l.broken || l.closed {
		return 0, errBroken
	}
	sent := 0
	for sent < len(data) {
		err := ctx.Err()
		if err == nil {
			var n int
			n, err = l.write(ctx, data[sent:min(sent+fileChunk, len(data))], stall)
			sent += n
		}
		if err != nil {
			l.broken = true
			return sent, err
		}
	}
	err := l.call(ctx, l.sync)
	if err != nil {
		l.broken = true
	}
	return sent, err
}

// sync flushes a file to its disk. Devices and pipes have none, and say so.
func (l *fileLink) sync() error {
	err := l.file.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// Urgent implements Link: nothing overtakes in a file.
func (l *fileLink) Urgent(ctx context.Context, data []byte) (int, error) { return l.Write(ctx, data) }

// Close implements Link.
func (l *fileLink) Close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	if l.broken {
		// A write that a pipe holds comes back. Files and most devices know no
		// deadline, and there the kernel decides.
		_ = l.file.SetWriteDeadline(time.Unix(1, 0))
	}
	return l.close()
}

// Confirms implements Link: bytes in a file are no paper.
func (l *fileLink) Confirms() bool { return false }
