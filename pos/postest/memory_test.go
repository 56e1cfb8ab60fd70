package postest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	InMemory()
	os.Exit(m.Run())
}

func TestInMemory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if where, ok := memory(); ok && disk != "" && !strings.HasPrefix(dir, where+string(filepath.Separator)) {
		t.Errorf("%s is not below %s", dir, where)
	}
}

func TestOnDisk(t *testing.T) {
	t.Parallel()
	var dir string
	t.Run("Made", func(t *testing.T) {
		dir = OnDisk(t)
		if where, ok := memory(); ok && strings.HasPrefix(dir, where+string(filepath.Separator)) {
			t.Errorf("%s lies in memory", dir)
		}
		if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
			t.Error(err)
		}
	})
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s stays behind: %v", dir, err)
	}
}
