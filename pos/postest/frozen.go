package postest

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Thaw unpacks a gzipped database that a released program wrote into a new temporary
// folder, as psar.db.
func Thaw(t *testing.T, archive string) (dir string) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "psar.db"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
