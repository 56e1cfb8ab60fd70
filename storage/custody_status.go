package storage

import (
	"context"
	"errors"

	"psar/pos/journal"
)

// KeyState is how the key of the journal's rows is.
type KeyState int

// The states of a key.
const (
	KeyNone    KeyState = iota // none was made yet
	KeyHeld                    // the keyring has it, and the journal names it
	KeyAway                    // the keyring does not answer
	KeyMissing                 // the journal names one that the keyring does not have
)

// CustodyStatus is how a shop stands to what is kept of it outside its folder.
type CustodyStatus struct {
	Key      KeyState
	KeyErr   error        // of KeyAway
	Mark     journal.Mark // the highest that is known; zero where there is none
	MarkErr  error        // why the one in the state folder can't be read
	Now      journal.Mark // the folder as it is
	Standing journal.Standing
	Disputed int // marks that wait for the owner
}

// CustodyStatus looks at the keyring and the state folder, and changes nothing: it is
// called beside a running till, which may be ahead of its mark.
func (db *DB) CustodyStatus(ctx context.Context) (s CustodyStatus, err error) {
	shop, err := shopOf(ctx, db.read)
	if err != nil || shop == "" {
		return s, failure(db.path, err)
	}
	var records []record
	if db.outside.State != "" {
		var r record
		r, s.MarkErr = markFiles(db.outside.State).read(shop)
		records = append(records, r)
	}
	if db.outside.Keyring != nil {
		ring := newPatientRing(db.outside.Keyring)
		if s.Key, s.KeyErr, err = keyState(ctx, db, ring, shop); err != nil {
			return s, failure(db.path, err)
		}
		if r, err := ringRecord(ring, shop); err == nil {
			records = append(records, r)
		}
	}
	for _, r := range records {
		s.Disputed = max(s.Disputed, len(r.Disputed))
		if r.Mark.Seq > s.Mark.Seq {
			s.Mark = r.Mark
		}
	}
	// The folder is read after the marks: the till writes them in the other order.
	if s.Now, err = readMark(ctx, db); err != nil || s.Mark.IsZero() {
		return s, failure(db.path, err)
	}
	there, err := hashAt(ctx, db.read, s.Mark.Seq)
	s.Standing = s.Mark.Against(s.Now.Head, there)
	return s, failure(db.path, err)
}

func keyState(ctx context.Context, db *DB, ring *patientRing, shop string) (state KeyState, away error, err error) {
	said, err := readSigning(ctx, db.read, "")
	if err != nil {
		return KeyAway, nil, err
	}
	kept, away := ring.get(ringService(shop), ringKey)
	key, ok := parseRowKey(kept, shop)
	switch {
	case away != nil:
		return KeyAway, away, nil
	case ok && said.names(key.print()):
		return KeyHeld, nil, nil
	case said.signer() != "":
		return KeyMissing, nil, nil
	}
	return KeyNone, nil, nil
}

// KeyAsked is closed when the keyring has answered for the first time, or has failed to.
func (db *DB) KeyAsked() <-chan struct{} { return db.custody.ringAsked }

// KeyAway says why rows are written without the key that the journal names, while the
// keyring does not answer; nil when they are not, or it was not asked yet.
func (db *DB) KeyAway(ctx context.Context) error {
	if db.custody == nil {
		return nil
	}
	db.custody.mu.Lock()
	away := db.custody.keys.err
	db.custody.mu.Unlock()
	if away == nil || errors.Is(away, errNotAsked) {
		return nil
	}
	if said, err := readSigning(ctx, db.read, ""); err != nil || said.signer() == "" {
		return nil
	}
	return away
}
