package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
)

// The lock's file is opened, and the process id written into it, only where it is a plain
// file of this folder: through a link the shop would overwrite a file of somebody else.
func TestLockFollowsNoLink(t *testing.T) {
	t.Parallel()
	elsewhere := t.TempDir()
	for name, target := range map[string]string{
		"to a file":      filepath.Join(elsewhere, "letters"),
		"to an old lock": filepath.Join(elsewhere, "lock"),
		"to nothing":     filepath.Join(elsewhere, "nothing"),
		"to itself":      lockName,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "to a file" || name == "to an old lock" {
				if err := os.WriteFile(target, []byte("1234\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			dir, _ := inDir(t)
			path := filepath.Join(dir, lockName)
			if err := os.Symlink(target, path); err != nil {
				t.Skip(err) // on Windows only administrators may
			}
			_, err := Open(context.Background(), options(dir))
			wantCode(t, err, fault.DataLink, path)
			if held, err := os.ReadFile(target); err == nil && string(held) != "1234\n" {
				t.Errorf("the link's target holds %q", held)
			}
			if _, err := os.Lstat(filepath.Join(elsewhere, "nothing")); err == nil {
				t.Error("the link's target was made")
			}
		})
	}
}

// A second name of a file is no link that can be refused: backups that save space make them.
// The shop opens, and what is no process id stays.
func TestLockKeepsAFileOfTwoNames(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	letters := filepath.Join(t.TempDir(), "letters")
	if err := os.WriteFile(letters, []byte("Dear Sokha"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(letters, filepath.Join(dir, lockName)); err != nil {
		t.Skip(err) // another disk, or one without hard links
	}
	mustOpen(t, options(dir))
	if held, err := os.ReadFile(letters); err != nil || string(held) != "Dear Sokha" {
		t.Errorf("it holds %q, %v", held, err)
	}
	_, err := Open(context.Background(), options(dir))
	wantCode(t, err, fault.DataLocked, dir)
}

// What is no file at all can't be locked.
func TestLockOfNoFile(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	path := filepath.Join(dir, lockName)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), options(dir))
	wantCode(t, err, fault.DataLink, path)
}
