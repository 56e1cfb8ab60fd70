package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

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
			info, err := os.Stat(db.copied)
			if err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
				t.Errorf("%v (%v)", info, err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(db.copied); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the copy is left: %v", err)
			}
		})
	}
}
