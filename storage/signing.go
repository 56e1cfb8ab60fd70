package storage

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// signing is from when on the rows of a journal are signed, and by which key. It learns that from
// the rows that tell of the keyring, in their order: whoever judges rows, or takes a key, asks it.
//
// A row that names another key than the one that signs counts only where the owner has
// accepted that: else whoever adds one to a journal could have any signature pass.
type signing struct {
	own     string     // print of the key at hand, "" for none
	named   []namedKey // in their order, the last one signs
	mark    bool       // the keyring holds the mark, with the last key
	cleared bool       // the owner has cleared since that the last key is missing, or another one
}

// namedKey is a key that the journal names, from its own row on.
type namedKey struct {
	seq   int64
	print string
}

// unreadKey is the print of a key whose naming was damaged.
const unreadKey = "?"

// signingRows selects the rows that signing learns from, by an index of few rows.
const signingRows = "SELECT " + signedColumns + ` FROM journal WHERE kind IN ('keyring.holds', 'alarm.read')
	AND (kind = 'keyring.holds' OR instr(payload, '"keyring_') > 0) ORDER BY seq`

// readSigning reads all that the journal tells of its signatures; own is the print of the key at
// hand, "" for none.
func readSigning(ctx context.Context, q querier, own string) (signing, error) {
	s := signing{own: own}
	rows, err := signedRows(ctx, q, signingRows)
	for _, r := range rows {
		var run writingRun
		if err == nil && s.asks(r) {
			err = run.upTo(ctx, q, r.Seq)
		}
		s.learn(r, run)
	}
	return s, err
}

// aboutKey is what learn reads of a row.
type aboutKey struct {
	facts.Held
	Kind     payment.AlertKind
	Expected string
}

// asks reports whether learn needs to know what the run that wrote a row had signed before.
func (s *signing) asks(r signedRow) bool {
	return r.Kind == facts.AlertRead || r.Kind == facts.KeyringHolds && s.signer() != ""
}

// learn takes in a row. run is the one that wrote it, before it.
func (s *signing) learn(r signedRow, run writingRun) {
	if r.Kind != facts.KeyringHolds && r.Kind != facts.AlertRead {
		return
	}
	var about aboutKey
	whole := json.Unmarshal(r.Payload, &about) == nil && r.Hash == r.Sum()
	switch {
	case r.Kind == facts.AlertRead:
		s.clears(r, about, whole && !run.signs)
	case !whole: // it named a key, nobody knows which
		if s.signer() == "" {
			s.named = append(s.named, namedKey{r.Seq, cmp.Or(s.own, unreadKey)})
		}
	case about.Name == facts.HeldJournalMark:
		s.mark = true
	case about.Name == facts.HeldJournalKey && s.mayName(r, about.Print, run):
		s.mark = s.mark && s.signer() == about.Print
		s.named, s.cleared = append(s.named, namedKey{r.Seq, about.Print}), false
	}
}

// clears takes in the clearing of an alert. One of a key that is missing is not signed, and its run
// has signed nothing: there was no key. A row with a signature clears nothing of the kind.
func (s *signing) clears(r signedRow, about aboutKey, counts bool) {
	switch {
	case about.Kind == payment.AlertKeyringMissing && about.Expected == facts.HeldJournalMark:
		s.mark = false
	case about.Kind == payment.AlertKeyringMissing, about.Kind == payment.AlertKeyringOther:
		s.cleared = s.cleared || counts && bytes.Equal(r.mac, unsigned)
	}
}

// mayName reports whether a row may name a key: the first one and the one that signs already
// any, another one only a run that has signed nothing yet, where the owner has cleared that the
// last key is gone, or the key is an earlier one that has come back.
func (s *signing) mayName(r signedRow, print string, run writingRun) bool {
	if last := s.signer(); last == "" || last == print {
		return true
	}
	return len(r.mac) == journal.MACSize && !run.signs && (s.cleared || s.names(print))
}

// signer is the print of the key that signs, "" for none.
func (s *signing) signer() string {
	if len(s.named) == 0 {
		return ""
	}
	return s.named[len(s.named)-1].print
}

// signerOf is the print of the key that signs a row, "" for none.
func (s *signing) signerOf(seq int64) (print string) {
	for _, k := range s.named {
		if k.seq <= seq {
			print = k.print
		}
	}
	return print
}

// names reports whether a key is one that the journal names.
func (s *signing) names(print string) bool {
	return slices.ContainsFunc(s.named, func(k namedKey) bool { return k.print == print })
}

// namesAt reports whether the journal names a key at the row where a mark knows of it.
func (s *signing) namesAt(key markedKey) bool {
	return slices.ContainsFunc(s.named, func(k namedKey) bool { return k.seq == key.Seq && strings.HasPrefix(k.print, key.Print) })
}

// short is the start of the last key's print, as alerts name it.
func (s *signing) short() string { return shortPrint(s.signer()) }

func shortPrint(print string) string { return print[:min(16, len(print))] }

// first is the first row that names a key, as a mark knows of it; a zero one where there is none.
func (s *signing) first() markedKey {
	for _, k := range s.named {
		if k.print != unreadKey {
			return markedKey{k.seq, shortPrint(k.print)}
		}
	}
	return markedKey{}
}

// writingRun is the run of the till that writes a row: from its first signature on it signs all,
// for the key stays what it is until the next run.
type writingRun struct {
	seq   int64 // the last row that was taken in
	signs bool  // a row of this run is signed
}

// row takes in the next row, and reports whether that owes a signature: it says that there is no
// key, though its run had one before. A row that tells what the keyring holds is signed itself.
func (w *writingRun) row(r signedRow) (owes bool) {
	w.seq = r.Seq
	switch r.Kind {
	case facts.TillOpened:
		w.signs = false // the key may come later
	case facts.KeyringHolds:
		w.signs = true
	}
	owes = w.signs && bytes.Equal(r.mac, unsigned)
	w.signs = w.signs || len(r.mac) == journal.MACSize
	return owes
}

// upTo takes in the rows before one, behind those that it has taken in: the last of those on which
// anything depends.
func (w *writingRun) upTo(ctx context.Context, q querier, seq int64) error {
	var last signedRow
	err := q.QueryRowContext(ctx, `SELECT seq, kind, mac FROM journal NOT INDEXED WHERE seq < ? AND seq > ?
		AND (kind IN ('till.opened', 'keyring.holds') OR length(mac) = ?) ORDER BY seq DESC LIMIT 1`,
		seq, w.seq, journal.MACSize).Scan(&last.Seq, &last.Kind, &last.mac)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		w.row(last)
	}
	return err
}
