package postest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Copies makes a file once for all tests of a program, and returns what puts a copy of it
// under its own name into a folder, unless one is there. The function original works in a
// folder of its own and returns the path of the file, which nothing uses any more.
func Copies(original func(dir string) (path string, err error)) func(dir string) error {
	var name string
	read := sync.OnceValues(func() (content []byte, err error) {
		dir, err := os.MkdirTemp("", "psar-original-")
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		path, err := original(dir)
		if err != nil {
			return nil, err
		}
		name = filepath.Base(path)
		return os.ReadFile(path)
	})
	return func(dir string) error {
		content, err := read()
		if err != nil {
			return err
		}
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = f.Write(content)
		return errors.Join(err, f.Close())
	}
}
