package storage

import (
	"context"
	"path/filepath"
	"testing"

	"psar/pos/fault"
)

// A newer program's database is refused before anything is made again in it: what this program
// misses there may be gone for good.
func TestNewerIsNotMadeAgain(t *testing.T) {
	t.Parallel()
	for name, drop := range map[string]string{
		"an index": "DROP INDEX prints_state", "a table": "DROP TABLE held_bills", "a core table": "ALTER TABLE till_ids RENAME TO till_numbers",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			o, path := options(dir), filepath.Join(dir, databaseName)
			db, err := Open(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			execRaw(t, db, drop, "INSERT INTO "+versionsTable+" (version_id, is_applied) SELECT max(version_id) + 1, 1 FROM "+versionsTable)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			was := schemaOf(t, path)
			_, err = Open(context.Background(), o)
			wantCode(t, err, fault.DatabaseNewer, path)
			if is := schemaOf(t, path); is != was {
				t.Errorf("the schema was %s\nand is %s", was, is)
			}
			_, err = OpenReadOnly(context.Background(), o)
			wantCode(t, err, fault.DatabaseNewer, path)
		})
	}
}

func schemaOf(t *testing.T, path string) string {
	t.Helper()
	r, err := openReaders(path, "ro")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := schemaText(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
