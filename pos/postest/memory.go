package postest

import (
	"flag"
	"os"
	"testing"
)

// tempDir is the variable that names the folder of t.TempDir's folders.
const tempDir = "TMPDIR"

// disk is the folder of temporary files as it was before InMemory; "" where InMemory
// changed nothing.
var disk string

// InMemory makes every t.TempDir of this process and its children a folder in memory,
// where the machine has such a place with enough room: a database waits for its disk
// at each commit, which most tests are not about. Programs may not be executed there.
// Call it in TestMain before the tests run. It changes nothing for benchmarks, which
// measure the disk too, nor where TMPDIR is set.
func InMemory() {
	if !flag.Parsed() {
		flag.Parse()
	}
	measures := flag.Lookup("test.bench").Value.String() != ""
	dir, ok := memory()
	if !ok || measures || os.Getenv(tempDir) != "" {
		return
	}
	disk = os.TempDir()
	if err := os.Setenv(tempDir, dir); err != nil {
		disk = ""
	}
}

// OnDisk returns a folder on the disk, for tests of crashes and of disk errors. It is
// removed with the test.
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
