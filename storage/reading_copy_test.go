package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
	"psar/pos/postest"
)

// A database of an older schema is read as a private copy with this program's schema and all
// that it holds; the copy is gone at the end.
func TestOlderSchemaIsReadAsAPrivateCopy(t *testing.T) {
	t.Parallel()
	for _, archive := range []string{"schema16.db.gz", "schema19.db.gz"} {
		t.Run(archive, func(t *testing.T) {
			t.Parallel()
			dir := postest.Thaw(t, filepath.Join("..", "pos", "testdata", "frozen", archive))
			db, err := OpenReadOnly(context.Background(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			text, err := schemaText(context.Background(), db.read)
			if lacks, has := schemaDiffers(text); err != nil || len(lacks)+len(has) > 0 {
				t.Errorf("lacks %q, has %q (%v)", lacks, has, err)
			}
			if check, err := db.VerifyJournal(context.Background()); err != nil || !check.OK || check.Rows == 0 {
				t.Errorf("%+v (%v)", check, err)
			}
			info, err := os.Stat(db.copied.dir)
			if err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
				t.Errorf("%v (%v)", info, err)
			}
			if place := filepath.Dir(db.copied.dir); place != filepath.Dir(dir) {
				t.Errorf("it stands in %s, the folder is %s", place, dir)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(db.copied.dir); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the copy is left: %v", err)
			}
		})
	}
}

// A copy that a killed program left goes with the next reading, and with the next start; one that is
// being read stays.
func TestLeftReadingCopiesGo(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]func(context.Context, Options) (*DB, error){"reading": OpenReadOnly, "start": Open} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := frozenInAPlace(t)
			left := filepath.Join(filepath.Dir(dir), readingCopies+"1")
			if err := os.MkdirAll(left, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(left, databaseName), []byte("sales"), 0o600); err != nil {
				t.Fatal(err)
			}
			reading, err := OpenReadOnly(context.Background(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			if name == "start" {
				if err := os.MkdirAll(left, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			db, err := next(context.Background(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("it is left: %v", err)
			}
			if check, err := reading.VerifyJournal(context.Background()); err != nil || !check.OK {
				t.Errorf("what is being read: %+v (%v)", check, err)
			}
			if err := errors.Join(db.Close(), reading.Close()); err != nil {
				t.Error(err)
			}
		})
	}
}

// Where the disk lacks the room for a copy, none is begun.
func TestNoReadingCopyOnAFullDisk(t *testing.T) {
	t.Parallel()
	dir := frozenInAPlace(t)
	db := &DB{path: databasePath(dir, false)}
	var err error
	if db.read, err = openReaders(db.path, "ro"); err != nil {
		t.Fatal(err)
	}
	err = db.readCopy(context.Background(), func(string) (uint64, error) { return 4096, nil })
	if fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("%v", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if found, err := filepath.Glob(filepath.Join(filepath.Dir(dir), readingCopies+"*")); err != nil || len(found) > 0 {
		t.Errorf("left: %q (%v)", found, err)
	}
}

// frozenInAPlace is a shop of an older schema, in a folder whose own place nobody else uses.
func frozenInAPlace(t *testing.T) string {
	t.Helper()
	from, dir := postest.Thaw(t, filepath.Join("..", "pos", "testdata", "frozen", "schema19.db.gz")), filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}
