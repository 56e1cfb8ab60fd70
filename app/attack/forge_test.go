//go:build e2e

package attack

import (
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"psar/pos/journal"
)

// bySQL is the sqlite3 command line on the shop's database. Triggers that stand in the way are
// dropped and made again: sql 'DELETE FROM sales'.
func bySQL(ts *testscript.TestScript, _ bool, args []string) {
	triggers := func(what string) string {
		out, err := exec.Command("sqlite3", "-batch", "-init", os.DevNull, ts.Getenv("DB"), "SELECT "+what+" FROM sqlite_schema WHERE type = 'trigger'").Output()
		ts.Check(err)
		return string(out)
	}
	script := strings.Join([]string{
		".bail on", ".timeout 10000", "BEGIN IMMEDIATE;", triggers("'DROP TRIGGER ' || name || ';'"),
		strings.Join(args, ";\n") + ";", triggers("sql || ';'"), "COMMIT;",
	}, "\n")
	ts.Check(os.WriteFile(ts.MkAbs("thief.sql"), []byte(script), 0o600))
	ts.Check(ts.Exec("sh", "-c", `exec sqlite3 -batch -init /dev/null "$DB" <thief.sql`))
}

// unkeyed is what a forged row has in place of its signature, by how it is called.
var unkeyed = map[string]string{"away": "x'00'", "guessed": "randomblob(16)"}

// forge appends a fact with the right number, hash and head, as whoever has the source can: forge
// KIND VERSION PAYLOAD. The one thing that it lacks is the key; forge away … writes what the
// program does while the keyring is away, and forge guessed … what looks like a signature. forge
// below … puts it before the first row, where no chain leads to it.
func forge(ts *testscript.TestScript, _ bool, args []string) {
	if args[0] == "below" {
		ts.Check(behindTriggers(ts.Getenv("DB"), func(tx *sql.Tx) error { return below(tx, args[1], args[3]) }))
		return
	}
	mac, named := unkeyed[args[0]]
	if named {
		args = args[1:]
	}
	ts.Check(behindTriggers(ts.Getenv("DB"), func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash)
			SELECT seq + 1, 1, ?, ?, ?, ?, '', '' FROM journal_head`, args[0], args[1], time.Now().UnixMilli(), args[2])
		if named && err == nil {
			_, err = tx.Exec("UPDATE journal SET mac = " + mac + " WHERE seq = (SELECT max(seq) FROM journal)")
		}
		return errors.Join(err, chain(tx))
	}))
}

// below puts a fact with the right hash before the first row, and before those that it put there.
func below(tx *sql.Tx, kind, payload string) error {
	e := journal.Entry{Till: 1, Kind: journal.Kind(kind), Version: 1, At: time.Now(), Payload: []byte(payload), PrevHash: journal.GenesisHash}
	if err := tx.QueryRow("SELECT min(min(seq), -8) - 2 FROM journal").Scan(&e.Seq); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		e.Seq, e.Till, e.Kind, e.Version, e.At.UnixMilli(), string(e.Payload), e.PrevHash, e.Sum())
	return err
}

// rehash computes the whole chain and its head anew, after rows were changed or taken out.
func rehash(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(behindTriggers(ts.Getenv("DB"), chain))
}

// behindTriggers does in one transaction what the database's triggers forbid.
func behindTriggers(path string, do func(*sql.Tx) error) (err error) {
	db, err := sql.Open("sqlite", path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing after a commit
	triggers := map[string]string{}
	rows, err := tx.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		return err
	}
	for rows.Next() {
		var name, text string
		err = errors.Join(err, rows.Scan(&name, &text))
		triggers[name] = text
	}
	err = errors.Join(err, rows.Err(), rows.Close())
	for name := range triggers {
		if err == nil {
			_, err = tx.Exec("DROP TRIGGER " + name)
		}
	}
	if err == nil {
		err = do(tx)
	}
	for _, text := range triggers {
		if err == nil {
			_, err = tx.Exec(text)
		}
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

// chain gives every row the number, the hash and the hash before it that it must have.
func chain(tx *sql.Tx) error {
	rows, err := tx.Query("SELECT seq, till, kind, version, at_ms, payload FROM journal ORDER BY seq")
	if err != nil {
		return err
	}
	var all []journal.Entry
	var places []int64
	for rows.Next() {
		var e journal.Entry
		var at int64
		err = errors.Join(err, rows.Scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload))
		e.At = time.UnixMilli(at)
		all, places = append(all, e), append(places, e.Seq)
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return err
	}
	head := journal.Head{Hash: journal.GenesisHash}
	for i, e := range all {
		e.Seq, e.PrevHash = int64(i)+1, head.Hash
		head = journal.Head{Seq: e.Seq, Hash: e.Sum()}
		if _, err := tx.Exec("UPDATE journal SET seq = ?, prev_hash = ?, hash = ? WHERE seq = ?", e.Seq, e.PrevHash, head.Hash, places[i]); err != nil {
			return err
		}
	}
	_, err = tx.Exec("UPDATE journal_head SET seq = ?, hash = ?", head.Seq, head.Hash)
	return err
}
