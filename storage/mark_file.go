package storage

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
)

// dispute is a mark that the journal contradicts. It stays beside the new one until the
// owner has cleared the alert.
type dispute struct {
	Kind   payment.AlertKind `json:"kind"`
	Was    journal.Mark      `json:"was"`
	Actual string            `json:"actual,omitempty"` // what the folder had when it was noticed

	No    int       `json:"no,omitempty"`    // among all that were noticed, from 1
	From  int64     `json:"from,omitempty"`  // rows above it are missing; 0 where that is not known
	Found int64     `json:"found,omitempty"` // the last row that was there when it was noticed
	Named markedKey `json:"key,omitzero"`    // what the mark knew of the key

	Asks bool `json:"asks,omitempty"` // settled, but by nothing that the key proves: the owner is asked again

	hint bool // settled by what waits for the key
}

// markedKey is the row that first names a key of the shop's, and the start of its print.
type markedKey struct {
	Seq   int64  `json:"seq"`
	Print string `json:"print"`
}

// maxDisputes bounds a record in a keyring, each kind of matters in it: one of Windows takes 2560
// bytes. mostMatters bounds one in the state folder.
const (
	maxDisputes = 4
	mostMatters = 32
)

// record is what is kept of a shop outside its folder: in the state folder and, without the
// folder's path, in the keyring.
type record struct {
	Shop     string       `json:"shop"`
	Folder   string       `json:"folder,omitempty"`
	Mark     journal.Mark `json:"mark"`
	Named    markedKey    `json:"key,omitzero"`
	Vouched  vouched      `json:"power,omitzero"`
	Disputed []dispute    `json:"disputed,omitempty"`
	Settled  []dispute    `json:"settled,omitempty"` // those that the owner has cleared: their rows alone
	Matters  int          `json:"matters,omitempty"` // how many disputes were noticed
	First    int64        `json:"first,omitempty"`   // the first row of the run that wrote it; in the state folder alone
	Clears   []clearing   `json:"clears,omitempty"`  // in the state folder alone
	Place    string       `json:"place,omitempty"`   // see placeOf; in the keyring alone
	MAC      string       `json:"mac,omitempty"`     // see rowKey.seal; in the state folder alone
	Closed   bool         `json:"closed,omitempty"`  // the run that wrote it has ended, in whatever order
	Hidden   []id.Code    `json:"hidden,omitempty"`  // facts that the indexes lack, or lacked, until that is told; outside the seal
}

// forRing is the record as a keyring takes it: the disputes of the highest marks, and what was
// settled last.
func (r record) forRing() record {
	if r.Folder != "" {
		r.Place = placeOf(r.Folder)
	}
	r.Folder, r.Clears, r.First, r.MAC, r.Hidden, r.Vouched = "", nil, 0, "", nil, r.Vouched.summed()
	r.Disputed = r.Disputed[:min(len(r.Disputed), maxDisputes)]
	r.Settled = r.Settled[max(0, len(r.Settled)-maxDisputes):]
	return r
}

// markFiles are the records in the user's state folder, one file a shop; the folder ""
// keeps none.
type markFiles string

func (m markFiles) path(shop string) string { return filepath.Join(string(m), shop[:16]+".json") }

// read returns a shop's record, a zero one where there is none.
func (m markFiles) read(shop string) (record, error) {
	r, err := readRecord(m.path(shop))
	if errors.Is(err, fs.ErrNotExist) {
		return record{}, nil
	}
	if err == nil && r.Shop != shop {
		return record{}, errForeignRecord
	}
	return r, err
}

var errForeignRecord = errors.New("the file is about another shop")

// write stores a record, whole or not at all, and returns when it is on the disk.
func (m markFiles) write(r record) error {
	if err := os.MkdirAll(string(m), 0o700); err != nil {
		return err
	}
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(m.path(r.Shop), append(b, '\n'))
}

// Marked reports where the state folder knows the shop. elsewhere: in another folder than this one,
// which is then a copy: nothing is to be written in it by the way. here: in this one, and the database
// has this program's schema; then it is the till's own, and to write in it changes nothing else.
func (db *DB) Marked(ctx context.Context) (here, elsewhere bool, err error) {
	shop, err := shopOf(ctx, db.read)
	if err != nil || shop == "" || db.outside.State == "" {
		return false, false, failure(db.path, err)
	}
	r, err := markFiles(db.outside.State).read(shop)
	if err != nil || r.Folder == "" {
		return false, false, nil // the till tells that it can't be read
	}
	is := realFolder(filepath.Dir(r.Folder)) == realFolder(filepath.Dir(db.path))
	return is && db.copied.dir == "", !is, nil
}

// othersAt returns the records of other shops that were in a folder and had sold something.
func (m markFiles) othersAt(folder, shop string) (found []record) {
	for _, path := range stateFiles(string(m)) {
		r, err := readRecord(path)
		if err == nil && r.Folder == folder && r.Shop != shop && !r.Mark.Last().IsZero() {
			found = append(found, r)
		}
	}
	return found
}
