package app

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// kept fails if a file has other content, or if its folder has another file.
func kept(t *testing.T, path, want string) {
	t.Helper()
	if data, err := os.ReadFile(path); err != nil || string(data) != want {
		t.Errorf("%s holds %q, %v; want %q", path, data, err, want)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".psar-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// If the new file can't be finished, the existing one stays.
func TestWriteWholeKeepsWhatStoodThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "day.csv")
	if err := os.WriteFile(path, []byte("yesterday"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	err := WriteWhole(path, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Error(err)
	}
	kept(t, path, "yesterday")
	if err := CanWrite(path); err != nil {
		t.Error(err)
	}
	kept(t, path, "yesterday")
	if err := CanWrite(filepath.Join(path, "below a file")); err == nil {
		t.Error("a file below a file can be written")
	}
	if err := CanWrite(filepath.Dir(path)); err == nil {
		t.Error("a folder can be written as a file")
	}
}

// A replaced file keeps its mode and the link to it; other files in the folder are not
// touched.
func TestWriteWholeReplaces(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, link := filepath.Join(dir, "day.csv"), filepath.Join(dir, "link.csv")
	neighbour := path + ".part"
	for _, name := range []string{path, neighbour} {
		if err := os.WriteFile(name, []byte("yesterday"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err) // on Windows only administrators may
	}
	err := WriteWhole(link, func(w io.Writer) error {
		_, err := io.WriteString(w, "today")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	kept(t, path, "today")
	kept(t, neighbour, "yesterday")
	info, err := os.Lstat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is a file now: %v, %v", info.Mode(), err)
	}
}

// A link to a missing file creates that file; a link to itself is an error and stays.
func TestWriteWholeFollowsLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "stick"), 0o700); err != nil {
		t.Fatal(err)
	}
	link, circle := filepath.Join(dir, "link.csv"), filepath.Join(dir, "circle.csv")
	for name, to := range map[string]string{link: filepath.Join("stick", "day.csv"), circle: "circle.csv"} {
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err) // on Windows only administrators may
		}
	}
	today := func(w io.Writer) error { _, err := io.WriteString(w, "today"); return err }
	if err := WriteWhole(link, today); err != nil {
		t.Fatal(err)
	}
	kept(t, filepath.Join(dir, "stick", "day.csv"), "today")
	if err := WriteWhole(circle, today); err == nil {
		t.Error("written over a circle")
	}
	for _, name := range []string{link, circle} {
		if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link now, %v", name, err)
		}
	}
}
