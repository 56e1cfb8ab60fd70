package postest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCopies(t *testing.T) {
	made := 0
	put := Copies(func(dir string) (string, error) {
		made++
		path := filepath.Join(dir, "till.txt")
		return path, os.WriteFile(path, []byte("empty"), 0o600)
	})
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		if err := put(dir); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(first, "till.txt"), []byte("sold"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := put(first); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{first: "sold", second: "empty"} {
		if got, err := os.ReadFile(filepath.Join(dir, "till.txt")); err != nil || string(got) != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if made != 1 {
		t.Errorf("made %d times", made)
	}
}
