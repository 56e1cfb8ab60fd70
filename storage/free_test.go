package storage

import (
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
	"psar/pos/postest"
)

func TestFreeBytes(t *testing.T) {
	t.Parallel()
	dir := postest.OnDisk(t)
	for _, at := range []string{dir, filepath.Join(dir, "not", "made", "yet")} {
		if free, err := FreeBytes(at); err != nil || free == 0 {
			t.Errorf("%s: %d bytes (%v)", at, free, err)
		}
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	below := filepath.Join(file, "below")
	_, err := FreeBytes(below)
	wantCode(t, err, fault.DataUnwritable, below)
}
