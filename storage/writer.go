package storage

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"sync"

	"psar/pos"
	"psar/pos/journal"
)

// writer is the one connection that writes. It begins and ends transactions itself:
// database/sql takes a failed COMMIT for the end of a transaction, but in SQLite the
// transaction may still be open.
type writer struct {
	mu    sync.Mutex
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	made  []string // what it made again in the schema: see remake
	seen  int64    // PRAGMA data_version: it rises when another connection has written
}

func openWriter(ctx context.Context, path string, steps fs.FS, clock pos.Clock) (*writer, error) {
	db, err := sql.Open("sqlite", dsn(path, url.Values{
		"mode": {"rw"},
		"_pragma": {
			"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
			"fullfsync(1)", // macOS: fsync alone stops at the drive's cache
		},
	}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	var made []string
	if err = refuseNewer(ctx, db, path, steps); err == nil {
		made, err = remake(ctx, db, path)
	}
	if err == nil {
		err = upgrade(ctx, db, path, steps, clock)
	}
	if err != nil {
		return nil, joinClose(err, db.Close())
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, joinClose(err, db.Close())
	}
	w := &writer{db: db, conn: conn, stmts: map[string]*sql.Stmt{}, made: made}
	if err := conn.QueryRowContext(ctx, dataVersion).Scan(&w.seen); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

func (w *writer) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	var errs []error
	for _, query := range slices.Sorted(maps.Keys(w.stmts)) {
		errs = append(errs, w.stmts[query].Close())
	}
	return errors.Join(append(errs, w.conn.Close(), w.db.Close())...)
}

// transact runs f in one transaction. Once begun it is not cancelled: it takes milliseconds,
// and an interrupted COMMIT would leave its outcome unknown.
func (w *writer) transact(ctx context.Context, f func(tx transaction) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	tx := transaction{ctx: context.WithoutCancel(ctx), w: w, sign: &signature{}, places: &[]journal.Head{}}
	if _, err := tx.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := f(tx)
	if err == nil {
		_, err = tx.exec("COMMIT")
	}
	if err != nil {
		// After some errors SQLite has rolled back by itself; then this fails and
		// does not matter.
		_, _ = w.conn.ExecContext(tx.ctx, "ROLLBACK")
	}
	return err
}

// transaction is the writer between BEGIN and COMMIT. Each statement is compiled once for
// the life of the connection.
type transaction struct {
	ctx  context.Context
	w    *writer
	sign *signature // of the rows that it adds to the journal

	places *[]journal.Head // of these rows
}

const dataVersion = "PRAGMA data_version"

// writtenByOthers reports whether another connection has written since this writer was
// opened, or since the last call. Nobody may: the folder is locked, and this process's other
// connections only read.
func (tx transaction) writtenByOthers() (bool, error) {
	before := tx.w.seen
	err := tx.QueryRowContext(tx.ctx, dataVersion).Scan(&tx.w.seen)
	return tx.w.seen != before, err
}

// othersWrote is writtenByOthers after the last commit.
func (w *writer) othersWrote() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	var now int64
	err := w.conn.QueryRowContext(context.Background(), dataVersion).Scan(&now)
	return err == nil && now != w.seen
}

func (tx transaction) prepare(query string) (*sql.Stmt, error) {
	if s, ok := tx.w.stmts[query]; ok {
		return s, nil
	}
	s, err := tx.w.conn.PrepareContext(tx.ctx, query)
	if err != nil {
		return nil, err
	}
	tx.w.stmts[query] = s
	return s, nil
}

func (tx transaction) exec(query string, args ...any) (sql.Result, error) {
	s, err := tx.prepare(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(tx.ctx, args...)
}

// QueryContext and QueryRowContext make a transaction a querier, so that the functions that
// read beside the writer also read inside it.
func (tx transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return tx.w.conn.QueryContext(ctx, query, args...)
}

func (tx transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := tx.prepare(query)
	if err != nil {
		return tx.w.conn.QueryRowContext(ctx, query, args...) // returns the same error, as a row
	}
	return s.QueryRowContext(ctx, args...)
}
