package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"psar/pos/settings"
	"psar/printer/abandon"
)

// fileChunk is what a USB printer's device accepts in one write, in bytes.
const fileChunk = 4 << 10

// fileLink appends to a file, or writes to a device.
type fileLink struct {
	noAnswers
	sink
	file   *os.File
	fresh  bool // nothing is in it yet, not even reset
	broken bool
	closed bool
}

func parseFile(path string, o Options) (opener, error) {
	if path == "" {
		return nil, errors.New("link: file: needs a path")
	}
	below := ""
	if o.Folder != "" {
		var err error
		if below, err = settings.LinkFile("file:"+path, o.Folder); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context) (Link, error) {
		// Opening a device or a named pipe may block.
		l, err := abandon.Call(ctx, func() (*fileLink, error) {
			if o.Folder == "" {
				f, err := openDevice(path)
				return &fileLink{file: f}, err
			}
			f, fresh, err := openOwn(o.Folder, below)
			return &fileLink{file: f, fresh: fresh}, notOurs(path, err)
		}, func(l *fileLink, err error) {
			if err == nil {
				_ = l.file.Close() // there is nobody to return the error to
			}
		})
		if err != nil {
			return nil, fmt.Errorf("link: %w", err)
		}
		l.sink = newSink(l.file)
		return l, nil
	}, nil
}

// openDevice opens what is no file: a file that a person names is written by who asked for it,
// whole.
func openDevice(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.Mode().IsRegular() {
		return nil, errors.Join(fmt.Errorf("%s is a file", path), err, f.Close())
	}
	return f, nil
}

// Write implements Link. The bytes that it reports are on the disk.
func (l *fileLink) Write(ctx context.Context, data []byte) (int, error) {
	if l.broken || l.closed {
		return 0, errBroken
	}
	if l.fresh && len(data) > 0 {
		l.fresh = false
		if !bytes.HasPrefix(data, []byte(reset)) {
			if _, err := l.Write(ctx, []byte(reset)); err != nil {
				return 0, err
			}
		}
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

// sync flushes a file to its disk. Devices and pipes return an error that means they have none.
func (l *fileLink) sync() error {
	err := l.file.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// Urgent implements Link: nothing overtakes within a file.
func (l *fileLink) Urgent(ctx context.Context, data []byte) (int, error) { return l.Write(ctx, data) }

// Close implements Link.
func (l *fileLink) Close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	if l.broken {
		// A deadline in the past unblocks a write to a pipe. Files and most devices
		// have no deadlines; there the kernel decides.
		_ = l.file.SetWriteDeadline(time.Unix(1, 0))
	}
	return l.close()
}

// Confirms implements Link: bytes in a file are not paper.
func (l *fileLink) Confirms() bool { return false }
