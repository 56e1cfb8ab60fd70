package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"psar/pos/fault"
	"psar/pos/queue"
)

func TestOpenMakesFolderAndFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "shop ?#%20 ផ្សារ")
	db := mustOpen(t, options(dir))
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	if runtime.GOOS == "windows" {
		return // Windows has no such modes
	}
	modes := map[string]fs.FileMode{"": 0o700, lockName: 0o600, databaseName: 0o600, databaseName + "-wal": 0o600}
	for name, want := range modes {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%q has mode %o, want %o", name, info.Mode().Perm(), want)
		}
	}
}

func TestOpenSetsWhatDurabilityNeeds(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db := mustOpen(t, options(dir))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := db.write.conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %s (%v), want %s", pragma, got, err, want)
		}
	}
	var loose int
	err := db.read.QueryRow("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0" +
		" AND name NOT LIKE 'sqlite_%' AND name <> 'schema_versions'").Scan(&loose)
	if err != nil || loose != 0 {
		t.Errorf("%d tables are not STRICT (%v)", loose, err)
	}
	if err := db.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestOpenTwice(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db, err := Open(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	training := options(dir)
	training.Training = true
	_, err = Open(context.Background(), training)
	wantCode(t, err, fault.DataLocked, dir)
	var locked *fault.Error
	if want := []any{dir, os.Getpid(), "real"}; errors.As(err, &locked) && !slices.Equal(locked.Args, want) {
		t.Errorf("the lock says %v, want %v", locked.Args, want)
	}
	if _, err = Open(context.Background(), options(dir)); errors.As(err, &locked) && !slices.Equal(locked.Args, []any{dir, os.Getpid()}) {
		t.Errorf("to a second till of the same shop it says %v", locked.Args)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, training)
}

func TestTrainingIsAnotherFile(t *testing.T) {
	t.Parallel()
	dir, path := inDir(t)
	o := options(dir)
	o.Training = true
	db := mustOpen(t, o)
	if want := filepath.Join(dir, trainingName); db.Path() != want {
		t.Errorf("path %s, want %s", db.Path(), want)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the shop's database: %v, want none", err)
	}
}

func TestOpenWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(file, "shop")
	_, err := Open(context.Background(), options(dir))
	wantCode(t, err, fault.DataUnwritable, dir)
}

// sqliteFile creates a database of another program.
func sqliteFile(t *testing.T, path string, statements ...string) []byte {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, url.Values{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOpenLeavesAForeignFileAlone(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T, path string) []byte{
		"Text":  func(*testing.T, string) []byte { return bytes.Repeat([]byte("my diary\n"), 1000) },
		"Short": func(*testing.T, string) []byte { return []byte(headerMagic) },
		"Empty": func(*testing.T, string) []byte { return []byte{} },
		"OtherDatabase": func(t *testing.T, path string) []byte {
			return sqliteFile(t, path, "CREATE TABLE notes (a)", "INSERT INTO notes VALUES (1)")
		},
		"OtherApplication": func(t *testing.T, path string) []byte {
			return sqliteFile(t, path, "PRAGMA application_id = 252006673", "CREATE TABLE sales (a)")
		},
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, path := inDir(t)
			want := content(t, path)
			if err := os.WriteFile(path, want, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(context.Background(), options(dir))
			wantCode(t, err, fault.DatabaseForeign, path)
			_, err = OpenReadOnly(context.Background(), options(dir))
			wantCode(t, err, fault.DatabaseForeign, path)
			got, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("the file was touched (%v)", err)
			}
			for _, beside := range []string{"-wal", "-shm", "-journal", ".new"} {
				if _, err := os.Stat(path + beside); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s stands beside it", beside)
				}
			}
			// The lock is released.
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			mustOpen(t, options(dir))
		})
	}
}

func TestOpenRefusesALogWithoutItsDatabase(t *testing.T) {
	t.Parallel()
	dir, path := inDir(t)
	if err := os.WriteFile(path+"-wal", []byte("frames"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), options(dir))
	wantCode(t, err, fault.DatabaseDamaged, path)
}

func TestOpenAfterACrashWhileMaking(t *testing.T) {
	t.Parallel()
	dir, path := inDir(t)
	for _, leftover := range []string{".new", ".new-journal"} {
		if err := os.WriteFile(path+leftover, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustCommit(t, mustOpen(t, options(dir)), paid(1, 1, usd(350), noon))
}

func TestOpenDamaged(t *testing.T) {
	t.Parallel()
	// After the header of 100 bytes comes the schema's first page, whose first byte must
	// be 2, 5, 10 or 13 (SQLite file format, 1.6).
	tests := map[string]func(b []byte) []byte{
		"SchemaPage": func(b []byte) []byte { b[100] = 0xff; return b },
		"PageSize":   func(b []byte) []byte { binary.BigEndian.PutUint16(b[16:], 3); return b },
		"CutShort":   func(b []byte) []byte { return b[:4096] },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, path := inDir(t)
			db, err := Open(context.Background(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, damage(b), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = Open(context.Background(), options(dir))
			wantCode(t, err, fault.DatabaseDamaged, path)
		})
	}
}

// nextSchema returns this program's migrations and one more.
func nextSchema(t *testing.T, next string) fs.FS {
	t.Helper()
	names, err := fs.Glob(migrations(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	schema := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(migrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		schema[name] = &fstest.MapFile{Data: text}
	}
	schema["9999_next.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + next)}
	return schema
}

// schemaBefore returns this program's migrations below a number.
func schemaBefore(t *testing.T, number int) fs.FS {
	t.Helper()
	schema := nextSchema(t, "").(fstest.MapFS)
	for name := range schema {
		if n, err := strconv.Atoi(name[:4]); err != nil || n >= number {
			delete(schema, name)
		}
	}
	return schema
}

func TestUpgradeBacksUpFirst(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db, err := Open(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	want := mustCommit(t, db, paid(1, 1, usd(350), noon)).Head
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	newer, err := open(context.Background(), options(dir), nextSchema(t, "ALTER TABLE sales ADD COLUMN seat TEXT;"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newer.read.Exec("SELECT seat FROM sales"); err != nil {
		t.Error(err)
	}
	if err := newer.Close(); err != nil {
		t.Fatal(err)
	}
	copies, err := filepath.Glob(filepath.Join(dir, "psar-before-v*.db"))
	if err != nil || len(copies) != 1 {
		t.Fatalf("copies %v (%v), want one", copies, err)
	}

	// This program refuses the database as too new, and can open the copy.
	_, err = Open(context.Background(), options(dir))
	wantCode(t, err, fault.DatabaseNewer, filepath.Join(dir, databaseName))
	_, err = OpenReadOnly(context.Background(), options(dir))
	wantCode(t, err, fault.DatabaseNewer, filepath.Join(dir, databaseName))
	restored := t.TempDir()
	if err := os.Rename(copies[0], filepath.Join(restored, databaseName)); err != nil {
		t.Fatal(err)
	}
	old := mustOpen(t, options(restored))
	if check, err := old.VerifyJournal(context.Background()); err != nil || !check.OK || check.Head != want {
		t.Errorf("the copy's journal: %+v (%v), want head %+v", check, err, want)
	}
}

func TestUpgradeThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db, err := Open(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	want := mustCommit(t, db, paid(1, 1, usd(350), noon)).Head
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = open(context.Background(), options(dir), nextSchema(t, "DROP TABLE prints;\nDROP TABLE nowhere;"))
	wantCode(t, err, fault.Internal, "")
	again := mustOpen(t, options(dir))
	if head, err := again.JournalHead(context.Background()); err != nil || head != want {
		t.Errorf("head %+v (%v), want %+v", head, err, want)
	}
	if jobs, err := again.PrintJobs(context.Background(), queue.Queued); err != nil || len(jobs) != 1 {
		t.Errorf("%d print jobs (%v), want 1", len(jobs), err)
	}
}

func TestOpenReadOnlyBesideARunningTill(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	_, err := OpenReadOnly(context.Background(), options(dir))
	wantCode(t, err, fault.DataMissing, dir)
	till := mustOpen(t, options(dir))
	mustCommit(t, till, paid(1, 1, usd(350), noon))
	beside, err := OpenReadOnly(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	want := mustCommit(t, till, paid(2, 2, usd(150), noon)).Head
	if check, err := beside.VerifyJournal(context.Background()); err != nil || !check.OK || check.Head != want {
		t.Errorf("journal %+v (%v), want head %+v", check, err, want)
	}
	_, err = beside.Commit(context.Background(), paid(3, 3, usd(150), noon))
	wantCode(t, err, fault.Internal, "")
	if _, err := beside.read.Exec("DELETE FROM sale_lines"); err == nil {
		t.Error("a reader deleted rows")
	}
}

func TestOpenReadOnlyAfterTheTillClosed(t *testing.T) {
	t.Parallel()
	dir, path := inDir(t)
	db, err := Open(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := OpenReadOnly(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if sales, err := alone.Sales(context.Background(), noonDay); err != nil || len(sales) != 1 {
		t.Errorf("%d sales (%v), want 1", len(sales), err)
	}
	if err := alone.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("a reader changed the database (%v)", err)
	}
}
