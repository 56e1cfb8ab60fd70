//go:build unix

package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
)

// A database that is a link is as open as the file is that it leads to. The shop sells, and says so; a
// file that nobody else can reach, and one of another name, is nothing to say.
func TestLinksThatOthersCanRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		link         string
		folder, mode os.FileMode
		want         bool
	}{
		"open":          {databaseName, 0o755, 0o644, true},
		"of a group":    {databaseName, 0o710, 0o640, true},
		"closed":        {databaseName, 0o755, 0o600, false},
		"closed folder": {databaseName, 0o700, 0o644, false},
		"secrets":       {secretsName, 0o755, 0o644, true},
		"of others":     {"notes.txt", 0o755, 0o644, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, err := os.MkdirTemp("", "psar-links-") // t.TempDir is closed to others
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.RemoveAll(root) })
			dir, elsewhere := filepath.Join(root, "shop"), filepath.Join(root, "disk")
			if err := os.Chmod(root, 0o711); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(elsewhere, 0o700); err != nil {
				t.Fatal(err)
			}
			db, err := Open(context.Background(), options(dir))
			if err == nil {
				err = db.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(elsewhere, "file")
			if c.link == databaseName {
				err = os.Rename(filepath.Join(dir, c.link), to)
			} else {
				err = os.WriteFile(to, []byte("{}"), 0o600)
			}
			if err == nil {
				err = os.Symlink(to, filepath.Join(dir, c.link))
			}
			for path, mode := range map[string]os.FileMode{elsewhere: c.folder, to: c.mode} {
				if err == nil {
					err = os.Chmod(path, mode)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			again := mustOpen(t, options(dir))
			notice := again.Notice()
			if said := notice != nil; said != c.want || said && (notice.Code != fault.DataExposed || notice.Args[0] != repairOf(to)) {
				t.Errorf("notice %v", notice)
			}
			if seen := CheckAccess(dir); (seen != nil) != c.want {
				t.Errorf("seen %v", seen)
			}
		})
	}
}
