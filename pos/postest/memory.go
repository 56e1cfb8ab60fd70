package postest

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// tempDir is the variable under which t.TempDir makes its folders.
const tempDir = "TMPDIR"

// disk is where temporary files lie without InMemory, "" where it changed nothing.
var disk string

// InMemory lets every t.TempDir of this process and its children lie in memory, where
// the machine has such a place with enough room: a shop's database waits for its disk
// with each commit, and most tests are not about that. Programs may not be run from
// there. TestMain calls it before the tests run. Benchmarks measure the disk as well,
// and keep it; so does whoever sets TMPDIR.
func InMemory() {
	measures := slices.ContainsFunc(os.Args, func(arg string) bool { return strings.HasPrefix(arg, "-test.bench=") })
	dir, ok := memory()
	if !ok || measures || os.Getenv(tempDir) != "" {
		return
	}
	disk = os.TempDir()
	if err := os.Setenv(tempDir, dir); err != nil {
		disk = ""
	}
}

// OnDisk is a folder on the disk, for a test of what survives a crash or what a disk
// refuses. It is removed with the test.
func OnDisk(t testing.TB) string {
	t.Helper()
	if disk == "" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(disk, "psar-test-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
