//go:build e2e

package attack

import (
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"psar/pos/journal"
)

// alteredRow is what a row was.
type alteredRow struct {
	Seq           int64
	Payload, Hash string
	MAC           []byte
}

// upToRow selects the rows of a run of the till up to one.
const upToRow = " WHERE seq <= ?1 AND seq >= (SELECT max(seq) FROM journal WHERE kind = 'till.opened' AND seq <= ?1)"

// alter puts another text into the payload of a row of the journal, with the hash of what it says
// then, and marks the rows of its run up to it as written without the key: alter WHERE OLD NEW. alter
// back makes the rows what they were.
func alter(ts *testscript.TestScript, _ bool, args []string) {
	kept := ts.MkAbs("altered.json")
	ts.Check(behindTriggers(ts.Getenv("DB"), func(tx *sql.Tx) error {
		if args[0] == "back" {
			return alterBack(tx, kept)
		}
		var e journal.Entry
		var at int64
		err := tx.QueryRow("SELECT seq, till, kind, version, at_ms, payload, prev_hash FROM journal WHERE "+args[0]+" ORDER BY seq LIMIT 1").
			Scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload, &e.PrevHash)
		if err == nil && !strings.Contains(string(e.Payload), args[1]) {
			err = errors.New(string(e.Payload) + " has no " + args[1])
		}
		if err == nil {
			err = keepRows(tx, kept, e.Seq)
		}
		if err != nil {
			return err
		}
		e.At, e.Payload = time.UnixMilli(at), []byte(strings.ReplaceAll(string(e.Payload), args[1], args[2]))
		_, err = tx.Exec("UPDATE journal SET payload = ?, hash = ? WHERE seq = ?", string(e.Payload), e.Sum(), e.Seq)
		_, unsigned := tx.Exec("UPDATE journal SET mac = x'00'"+upToRow+" AND length(mac) = 16", e.Seq)
		return errors.Join(err, unsigned)
	}))
}

// keepRows writes down what the rows of a run are, up to one.
func keepRows(tx *sql.Tx, path string, last int64) error {
	rows, err := tx.Query("SELECT seq, payload, hash, mac FROM journal"+upToRow, last)
	if err != nil {
		return err
	}
	var kept []alteredRow
	for rows.Next() {
		var r alteredRow
		err = errors.Join(err, rows.Scan(&r.Seq, &r.Payload, &r.Hash, &r.MAC))
		kept = append(kept, r)
	}
	b, bad := json.Marshal(kept)
	return errors.Join(err, rows.Err(), rows.Close(), bad, os.WriteFile(path, b, 0o600))
}

func alterBack(tx *sql.Tx, path string) error {
	b, err := os.ReadFile(path)
	var kept []alteredRow
	if err == nil {
		err = json.Unmarshal(b, &kept)
	}
	for _, r := range kept {
		_, did := tx.Exec("UPDATE journal SET payload = ?, hash = ?, mac = ? WHERE seq = ?", r.Payload, r.Hash, r.MAC, r.Seq)
		err = errors.Join(err, did)
	}
	return err
}

// hide leaves in an index only the rows with a condition; its text stays what it was: hide INDEX
// CONDITION.
func hide(ts *testscript.TestScript, _ bool, args []string) {
	on := func(do func(db *sql.DB) error) { // each on a connection of its own, which reads the schema anew
		db, err := sql.Open("sqlite", ts.Getenv("DB"))
		ts.Check(err)
		ts.Check(errors.Join(do(db), db.Close()))
	}
	index, was := args[0], ""
	on(func(db *sql.DB) error {
		return db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", index).Scan(&was)
	})
	set := func(text string) {
		on(func(db *sql.DB) error {
			db.SetMaxOpenConns(1)
			_, err := db.Exec("PRAGMA writable_schema = ON")
			_, did := db.Exec("UPDATE sqlite_schema SET sql = ? WHERE name = ?", text, index)
			return errors.Join(err, did)
		})
	}
	and := " AND "
	if !strings.Contains(was, "WHERE") {
		and = " WHERE "
	}
	set(was + and + args[1])
	on(func(db *sql.DB) error { _, err := db.Exec("REINDEX " + index); return err })
	set(was)
}
