package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"

	"psar/pos"
	"psar/pos/fault"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

const versionsTable = "schema_versions"

// mostVersion is more than any program's: somebody else has written that.
const mostVersion = 1000000

// migrations are the numbered steps from an empty database to this program's schema.
func migrations() fs.FS {
	steps, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return steps
}

// create builds a new database under a temporary name and then renames it, so that no
// half-built database ever has the real name.
func create(ctx context.Context, path string, steps fs.FS) error {
	made := path + ".new"
	for _, leftover := range []string{made, made + "-journal", made + "-wal", made + "-shm"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fileFault(leftover, err)
		}
	}
	if err := touch(made); err != nil {
		return fileFault(filepath.Dir(path), err)
	}
	if err := build(ctx, made, steps); err != nil {
		return err
	}
	if err := syncFile(made); err != nil {
		return fileFault(made, err)
	}
	if err := os.Rename(made, path); err != nil {
		return fileFault(path, err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return fileFault(path, err)
	}
	return nil
}

// build migrates a file that nobody else has: an empty one, or a private copy.
func build(ctx context.Context, path string, steps fs.FS) (err error) {
	db, err := sql.Open("sqlite", dsn(path, url.Values{"mode": {"rw"}}))
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	p, err := provider(db, steps)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return err
}

// upgrade migrates an existing database to this program's schema, after copying it beside
// itself.
func upgrade(ctx context.Context, db *sql.DB, path string, steps fs.FS, clock pos.Clock) error {
	p, err := provider(db, steps)
	if err != nil {
		return err
	}
	have, want, err := versions(ctx, db, path, p)
	if err != nil || have == want {
		return err
	}
	if have <= 0 { // none was ever without its first
		return fault.New(fault.DatabaseDamaged, path).Because(errNoVersions)
	}
	if err := copyBefore(ctx, db, path, have, clock); err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// isOlder reports whether a database has an older schema than this program's. Codes: those of
// versions.
func isOlder(ctx context.Context, db *sql.DB, path string, steps fs.FS) (bool, error) {
	p, err := provider(db, steps)
	if err != nil {
		return false, err
	}
	have, want, err := versions(ctx, db, path, p)
	return have < want, err
}

// versions returns the schema versions of the database and of the program. Codes:
// fault.DatabaseNewer; fault.DatabaseDamaged where a Psar database has no version.
func versions(ctx context.Context, db *sql.DB, path string, p *goose.Provider) (have, want int64, err error) {
	for _, s := range p.ListSources() {
		want = max(want, s.Version)
	}
	var tables int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = ?", versionsTable).Scan(&tables)
	if err != nil {
		return 0, 0, err
	}
	if tables == 0 {
		return 0, 0, fault.New(fault.DatabaseDamaged, path).Because(errNoVersions)
	}
	if have, err = lastVersion(ctx, db); err != nil {
		return 0, 0, err
	}
	if have > want {
		return 0, 0, fault.New(fault.DatabaseNewer, path).
			Because(fmt.Errorf("schema %d, this program knows %d", have, want))
	}
	return have, want, nil
}

func lastVersion(ctx context.Context, db *sql.DB) (last int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+versionsTable+" WHERE typeof(version_id) = 'integer' AND version_id < ?", mostVersion).Scan(&last)
	return last, err
}

// refuseNewer refuses a newer program's database before anything is made again in it: what this
// program misses there may be gone for good. A table of versions that can't be read is remake's to
// judge. The error's code is fault.DatabaseNewer.
func refuseNewer(ctx context.Context, db *sql.DB, path string, steps fs.FS) error {
	if _, err := lastVersion(ctx, db); err != nil {
		return ctx.Err()
	}
	p, err := provider(db, steps)
	if err == nil {
		_, _, err = versions(ctx, db, path, p)
	}
	return err
}

// copyBefore copies a database at schema 1 to psar-before-v2-20060102T150405.000Z.db.
func copyBefore(ctx context.Context, db *sql.DB, path string, have int64, clock pos.Clock) error {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	to := fmt.Sprintf("%s-before-v%d-%s.db", stem, have+1, clock.Now().UTC().Format("20060102T150405.000Z"))
	if err := vacuumInto(ctx, db, to); err != nil {
		return err
	}
	if err := errors.Join(syncFile(to), syncDir(filepath.Dir(to))); err != nil {
		return fileFault(to, err)
	}
	return nil
}

// vacuumInto copies a database into a new file that only its owner may read.
func vacuumInto(ctx context.Context, db *sql.DB, to string) error {
	if err := touch(to); err != nil { // SQLite fills an empty file and keeps its mode
		return fileFault(to, err)
	}
	_, err := db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

func provider(db *sql.DB, steps fs.FS) (*goose.Provider, error) {
	return goose.NewProvider(goose.DialectSQLite3, db, steps,
		goose.WithTableName(versionsTable), goose.WithDisableGlobalRegistry(true))
}

// touch creates an empty file that only its owner may read. It must not exist.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
