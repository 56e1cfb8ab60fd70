package abandon

import (
	"bytes"
	"context"
	"os"
)

// File is a pipe or a device, whose calls end with Ctx.
type File struct {
	Ctx  context.Context
	File *os.File
}

// Open opens a file, which may wait for who is at a pipe's other end.
func Open(ctx context.Context, path string, flag int) (*os.File, error) {
	return Call(ctx, func() (*os.File, error) { return os.OpenFile(path, flag, 0) }, func(f *os.File, err error) {
		if err == nil {
			_ = f.Close() // there is nobody to return the error to
		}
	})
}

// Read implements io.Reader.
func (f File) Read(b []byte) (int, error) {
	got, err := Call(f.Ctx, func() ([]byte, error) {
		own := make([]byte, len(b)) // the caller may use b while an abandoned read fills it
		n, err := f.File.Read(own)
		return own[:n], err
	}, func([]byte, error) {})
	return copy(b, got), err
}

// Write implements io.Writer.
func (f File) Write(b []byte) (int, error) {
	own := bytes.Clone(b) // the caller may use b while an abandoned write reads it
	return Call(f.Ctx, func() (int, error) { return f.File.Write(own) }, func(int, error) {})
}

// Seek implements io.Seeker. Where it can't, it says so at once.
func (f File) Seek(offset int64, whence int) (int64, error) { return f.File.Seek(offset, whence) }

// Close closes the file. One whose call is held is closed when that returns.
func (f File) Close() error {
	_, err := Call(f.Ctx, func() (struct{}, error) { return struct{}{}, f.File.Close() }, func(struct{}, error) {})
	return err
}
