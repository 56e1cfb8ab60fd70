//go:build unix

package control

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestListen(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(string(filepath.Separator)+strings.Repeat("d", 60), 4)
	for name, dir := range map[string]string{
		"OK":          t.TempDir(),
		"KhmerFolder": filepath.Join(t.TempDir(), "ហាង សុខា"),
		"LongFolder":  filepath.Join(t.TempDir(), deep), // longer than an address may be
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrNoTill) {
				t.Errorf("before there is one: %v", err)
			}
			s := serve(t, dir, Server{})
			info, err := os.Lstat(filepath.Join(dir, socketName))
			if err != nil || info.Mode() != fs.ModeSocket|0o600 {
				t.Fatalf("%v, %v", info, err)
			}
			if got := carry(t.Context(), t, dir, nil); got.err != nil {
				t.Error(got.err)
			}
			s.close()
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// The socket of a till that was killed stands in nobody's way.
func TestListenAfterAKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, socketName))
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrNoTill) {
		t.Errorf("%v", err)
	}
	serve(t, dir, Server{})
	if got := carry(t.Context(), t, dir, nil); got.err != nil {
		t.Error(got.err)
	}
}

// What is no socket stays as it is, and no command goes there.
func TestListenReplacesSocketsOnly(t *testing.T) {
	t.Parallel()
	elsewhere := serve(t, t.TempDir(), Server{})
	for name, put := range map[string]func(path string) error{
		"File":   func(path string) error { return os.WriteFile(path, []byte("a letter"), 0o600) },
		"Folder": func(path string) error { return os.Mkdir(path, 0o700) },
		"Link":   func(path string) error { return os.Symlink(filepath.Join(elsewhere.dir, socketName), path) },
		"Astray": func(path string) error { return os.Symlink("nowhere", path) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, socketName)
			if err := put(path); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			if l, err := Listen(dir); !errors.Is(err, errNoSocket) {
				t.Errorf("%v, %v", l, err)
			}
			if conn, err := Dial(t.Context(), dir); !errors.Is(err, ErrNoTill) {
				t.Errorf("%v, %v", conn, err)
			}
			if after, err := os.Lstat(path); err != nil || after.Mode() != before.Mode() {
				t.Errorf("%v, %v", after, err)
			}
		})
	}
}
