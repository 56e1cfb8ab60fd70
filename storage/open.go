package storage

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
)

const (
	databaseName = "psar.db"
	trainingName = "training.db"

	// readConns bounds the read connections: windows, reports and the watcher.
	readConns = 4
)

// Options say where the shop's data is, and give the time.
type Options struct {
	Dir      string // the data folder; created when missing
	Training bool   // the training database instead of the shop's
	Clock    pos.Clock

	// Keyring and State are outside the folder, and prove its journal: the keyring holds
	// the key of its rows and their mark, State is the user's folder for marks. nil and
	// "" do without, as training does: then rows say that they were written without a key.
	Keyring Keyring
	State   string

	Held *Hold // of the folder, which Open takes over; nil: Open locks it
}

// DB is an open database. Its methods are safe for several goroutines at once.
type DB struct {
	path     string
	clock    pos.Clock
	training bool
	lock     *folderLock
	notice   *fault.Error // about the folder; nil for nothing
	write    *writer      // nil when opened for reading
	read     *sql.DB
	custody  *custody    // nil when opened for reading
	outside  Options     // where custody looks
	copied   readingCopy // a private copy that is read instead; none where it has no folder
	hides    bool        // names of people who left: see Shown

	askKey func() (*rowKey, error) // asks the keyring once for the key of the rows; nil in an open till
}

// Open opens the database for the one program that writes. It creates the folder (mode
// 0700) and the database (mode 0600) where they are missing, closes them to others where
// they are not (see Notice), and migrates an older schema after copying the file beside
// itself. Codes: fault.DataLocked with the folder and the process id of the program that
// holds it, and which till it is where that is not the same one's; fault.DataLink with the path of a lock that is no plain file;
// fault.DataNotPrivate for a new shop that others could read, with the folder and the
// command that repairs it; fault.DataUnwritable, fault.DiskFull,
// fault.DatabaseForeign, fault.DatabaseNewer and fault.DatabaseDamaged with the path. A
// foreign file is not touched.
func Open(ctx context.Context, o Options) (*DB, error) {
	return open(ctx, o, migrations())
}

func open(ctx context.Context, o Options, steps fs.FS) (*DB, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fileFault(o.Dir, err)
	}
	db := &DB{path: databasePath(dir, o.Training), clock: o.Clock, training: o.Training, outside: o}
	if db.notice, err = openFolder(dir, o.Training); err != nil {
		return nil, err
	}
	if db.lock, err = o.Held.orLock(dir, o.Training); err != nil {
		return nil, err
	}
	forgetReadingCopies(dir)
	if err := db.connect(ctx, steps); err != nil {
		return nil, failure(db.path, joinClose(err, db.Close()))
	}
	return db, nil
}

func (db *DB) connect(ctx context.Context, steps fs.FS) error {
	err := probe(db.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = create(ctx, db.path, steps)
	}
	if err != nil {
		return err
	}
	if db.write, err = openWriter(ctx, db.path, steps, db.clock); err != nil {
		return err
	}
	if db.read, err = openReaders(db.path, "rw"); err != nil {
		return err
	}
	if db.custody, err = openCustody(ctx, db, db.outside); err != nil {
		return fault.DamagedIf(failure(db.path, err), db.path)
	}
	if len(db.write.made) > 0 {
		db.custody.alert(payment.AlertSchema, listed(db.write.made), "")
	}
	return nil
}

// Exists checks that a folder has a shop's database; not that it can be opened. The
// error's code is fault.DataMissing with the folder.
func Exists(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fileFault(dir, err)
	}
	if _, err := os.Stat(databasePath(dir, false)); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.DataMissing, dir)
	}
	return nil
}

// OpenReadOnly opens the database beside a running till, for reports and checks: no lock,
// no migration, no write. Of an older schema it reads a private copy: see readCopy. The error's
// code is fault.DataMissing with the folder where there is no database, or one of Open's.
func OpenReadOnly(ctx context.Context, o Options) (_ *DB, err error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fileFault(o.Dir, err)
	}
	db := &DB{path: databasePath(dir, o.Training), clock: o.Clock, training: o.Training, outside: o, hides: true}
	switch err := probe(db.path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.DataMissing, dir)
	case err != nil:
		return nil, err
	}
	forgetReadingCopies(dir)
	if db.read, err = openReaders(db.path, "ro"); err != nil {
		return nil, err
	}
	db.askKey = sync.OnceValues(func() (*rowKey, error) {
		key, _, err := db.rowKey(context.WithoutCancel(ctx))
		return key, err
	})
	older, err := isOlder(ctx, db.read, db.path, migrations())
	if err == nil && older {
		err = db.readCopy(ctx, freeBytes)
	}
	if err != nil {
		return nil, failure(db.path, joinClose(err, db.Close()))
	}
	return db, nil
}

func databasePath(dir string, training bool) string {
	if training {
		return filepath.Join(dir, trainingName)
	}
	return filepath.Join(dir, databaseName)
}

// Path is the path of the database file.
func (db *DB) Path() string { return db.path }

// Shop tells the shop from any other, by the hash of its journal's first row: "" before there is
// one, and of a database that is opened for reading.
func (db *DB) Shop() string {
	if db.custody == nil {
		return ""
	}
	db.custody.mu.Lock()
	defer db.custody.mu.Unlock()
	return db.custody.shop
}

// Close closes every connection and unlocks the folder.
func (db *DB) Close() error {
	db.custody.close(db.write != nil && db.write.othersWrote())
	var errs []error
	if db.read != nil {
		errs = append(errs, db.read.Close())
	}
	// The writer closes last: it merges the write-ahead log into the file.
	if db.write != nil {
		errs = append(errs, db.write.close())
	}
	errs = append(errs, db.copied.remove(), db.lock.release())
	if err := errors.Join(errs...); err != nil {
		return failure(db.path, err)
	}
	return nil
}

// Check checks the whole file for damage: fault.DatabaseDamaged with the path. It takes
// about a second for 100 MB, so Open does not do it.
func (db *DB) Check(ctx context.Context) error {
	var answer string
	if err := db.read.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return failure(db.path, err)
	}
	if answer != "ok" {
		return fault.New(fault.DatabaseDamaged, db.path).Because(errors.New(answer))
	}
	return nil
}

func openReaders(path, mode string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, url.Values{
		"mode":    {mode},
		"_pragma": {"busy_timeout(5000)", "query_only(1)"},
	}))
	if err != nil {
		return nil, failure(path, err)
	}
	db.SetMaxOpenConns(readConns)
	db.SetMaxIdleConns(readConns)
	return db, nil
}

// dsn returns a file's name as an SQLite URI, whatever characters the path has.
func dsn(path string, options url.Values) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: options.Encode()}
	return u.String()
}
