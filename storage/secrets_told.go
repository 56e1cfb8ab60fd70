package storage

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/settings"
)

// journalSecrets is the condition of an index: see migration 32.
const journalSecrets = "kind IN ('secret.intended', 'secret.known')"

// secretFacts selects the rows that tell of secrets, beside those of settingFacts, by an index of
// few rows.
const secretFacts = "SELECT " + signedColumns + " FROM journal WHERE " + journalSecrets + " ORDER BY seq"

// toldSecret is what the journal tells of a secret; the zero value where it tells nothing.
type toldSecret struct {
	told   bool
	prints []string // what it may be: the last value and, while a change has not ended, the next
	// Of what an older program wrote, which is no print:
	void  bool // it is in doubt
	keyed bool // it is signed: the keyring answered when the secret was changed
}

// mostPrints bounds how many changes that never ended are kept: each costs a hash.
const mostPrints = 4

// older reports whether an older program wrote it last: nobody knows to what it was changed.
func (t toldSecret) older() bool { return t.told && len(t.prints) == 0 }

// none reports whether the secret is not set.
func (t toldSecret) none() bool {
	return !t.told || len(t.prints) > 0 && !slices.ContainsFunc(t.prints, func(p string) bool { return p != facts.SecretNone })
}

// next takes in a fact's print. What is intended may have become so or not; nothing is known of
// what was before where an older program wrote that.
func (t toldSecret) next(r signedRow, print string, holds bool) toldSecret {
	switch intended := r.Kind == facts.SecretIntended; {
	case intended && (print == "" || !holds || t.older()):
		return t
	case intended && !t.told:
		t.prints = []string{facts.SecretNone, print}
	case intended:
		if t.prints = append(slices.Clone(t.prints), print); len(t.prints) > mostPrints {
			t.prints = slices.Delete(t.prints, 1, 2) // of one that never ended, long ago
		}
	case !holds && !t.told:
		t.void = true
	case !holds: // the fact before it counts
		return t
	case print == "":
		t = toldSecret{keyed: len(r.mac) > 0 && !bytes.Equal(r.mac, unsigned)}
	default:
		t.void, t.prints = false, []string{print}
	}
	t.told = true
	return t
}

// secretsTold is where the secrets of a folder are told of.
type secretsTold interface {
	toldSecrets(ctx context.Context) (map[settings.Key]toldSecret, error)
}

// toldSecrets implements secretsTold by the journal.
func (db *DB) toldSecrets(ctx context.Context) (map[settings.Key]toldSecret, error) {
	told := map[settings.Key]toldSecret{}
	err := db.judgingRows(ctx, func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		rows, err := d.rows(ctx, q, settingFacts)
		if err != nil {
			return err
		}
		more, err := d.rows(ctx, q, secretFacts)
		if err != nil {
			return err
		}
		rows = slices.SortedFunc(slices.Values(append(rows, more...)), func(a, b signedRow) int { return cmp.Compare(a.Seq, b.Seq) })
		for _, r := range rows {
			var said facts.Setting
			if json.Unmarshal(r.Payload, &said) != nil {
				continue
			}
			if spec, err := settings.SpecOf(said.Key); err != nil || !spec.Secret {
				continue
			}
			holds, err := d.holds(ctx, r)
			if err != nil {
				return err
			}
			told[said.Key] = told[said.Key].next(r, said.Print, holds)
		}
		return nil
	})
	return told, err
}

// SecretsOf is OpenSecrets for an open database, whose journal says which values of the secrets
// count. It tells of each by its print, so that none that was put into the file, or is in another
// keyring, passes.
func SecretsOf(db *DB, dir, program string, ring Keyring) (*Secrets, error) {
	s, err := OpenSecrets(dir, program, ring)
	if err != nil {
		return nil, err
	}
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.journal, s.pins = db, &PINs{Peppers: db}
	return s, nil
}

// toldOf returns what the journal tells of a secret. Where there is no journal, what is kept counts.
func (s *Secrets) toldOf(key settings.Key) (toldSecret, error) {
	if s.journal == nil {
		return toldSecret{told: true}, nil
	}
	told, err := s.journal.toldSecrets(context.Background())
	return told[key], err
}

// provenSecret is a value that was found to have a print.
type provenSecret struct{ print, value string }

// is reports whether a value is one that the journal tells of. The error says that it can't be
// checked now, where no other print is the value's.
func (s *Secrets) is(told toldSecret, value string) (is bool, err error) {
	for _, print := range told.prints {
		if print == facts.SecretNone || value == "" {
			if print == facts.SecretNone && value == "" {
				return true, nil
			}
			continue
		}
		if s.proven[provenSecret{print, value}] {
			return true, nil
		}
		matches, away := s.pins.Matches(context.Background(), print, value)
		if matches {
			s.proven[provenSecret{print, value}] = true // hashing takes a tenth of a second
			return true, nil
		}
		err = errors.Join(err, away)
	}
	return false, err
}

// toldValue returns the value of a secret that the journal tells, wherever it is kept.
func (s *Secrets) toldValue(key settings.Key, told toldSecret, kept map[settings.Key]string) (string, error) {
	var away error // why something can't be looked at
	others := false
	if value := kept[key]; value != "" {
		is, err := s.is(told, value)
		if is {
			return value, nil
		}
		away, others = err, err == nil
	}
	value, err := s.ringValue(key)
	if err == nil && value == "" && slices.Contains(told.prints, facts.SecretNone) {
		return "", nil
	}
	if err == nil && value != "" {
		var is bool
		if is, err = s.is(told, value); is {
			return value, nil
		}
		others = others || err == nil
	}
	if away = errors.Join(away, err); away == nil && others {
		return "", fault.New(fault.SecretDoubted, key)
	}
	return "", fault.New(fault.KeyringAway, key).Because(away)
}

// olderValue returns the value of a secret of which an older program told that it was changed. As
// it did, a value in the file comes before the keyring's: it was set later, while that was away.
// Not where the fact is signed, for then the keyring answered.
func (s *Secrets) olderValue(key settings.Key, told toldSecret, kept map[settings.Key]string) (string, error) {
	if told.void {
		return "", fault.New(fault.SecretDoubted, key)
	}
	filed, inFile := kept[key]
	if inFile && !told.keyed {
		return filed, nil
	}
	names, unread := s.inRing()
	value, away := s.ringValue(key)
	named := unread != nil || slices.Contains(names, key)
	switch {
	case value != "":
		return value, nil
	case named, inFile && away != nil:
		return "", fault.New(fault.KeyringAway, key).Because(away)
	}
	return filed, nil // one that was never kept in the keyring is not missed there
}

// Proves implements pos.HeldSecrets.
func (s *Secrets) Proves(key settings.Key, value string) (bool, error) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	told, err := s.toldOf(key)
	if err != nil {
		return false, err
	}
	if told.older() {
		return false, fault.New(fault.KeyringAway, key)
	}
	return s.is(told, value)
}

// Doubts implements pos.HeldSecrets.
func (s *Secrets) Doubts(ctx context.Context, deep bool) (found []payment.Alert, err error) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if s.journal == nil {
		return nil, nil
	}
	for _, file := range s.damaged() {
		found = append(found, payment.Alert{Kind: payment.AlertSecretFiles, Actual: file})
	}
	kept, _ := s.readFile() // said above
	others, err := s.others(ctx, kept, deep)
	if len(others) > 0 {
		found = append(found, payment.Alert{Kind: payment.AlertSecretFiles, Expected: listed(others), Actual: s.file})
	}
	return found, err
}

// others are the secrets that are kept in the file otherwise than the journal tells.
func (s *Secrets) others(ctx context.Context, kept map[settings.Key]string, deep bool) (keys []string, err error) {
	if len(kept) == 0 {
		return nil, nil
	}
	told, err := s.journal.toldSecrets(ctx)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		if spec, err := settings.SpecOf(key); err == nil && spec.Secret && s.differs(told[key], kept[key], deep) {
			keys = append(keys, string(key))
		}
	}
	return keys, nil
}

// SetAside implements pos.HeldSecrets: a file that can't be read gets another name, and a secret
// that the journal does not tell of leaves its file.
func (s *Secrets) SetAside(ctx context.Context) error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.setAside()
	kept, err := s.readFile()
	if err != nil || s.journal == nil {
		return err
	}
	others, err := s.others(ctx, kept, true)
	if err != nil || len(others) == 0 {
		return err
	}
	for _, key := range others {
		delete(kept, settings.Key(key))
	}
	return s.writeFile(kept)
}

// differs reports whether a value in the file is not the one that the journal tells of.
func (s *Secrets) differs(told toldSecret, value string, deep bool) bool {
	switch {
	case told.none():
		return value != ""
	case told.older():
		return told.void
	case value == "":
		return !slices.Contains(told.prints, facts.SecretNone)
	case !deep:
		return false
	}
	is, away := s.is(told, value)
	return !is && away == nil
}

// Unprinted implements pos.HeldSecrets.
func (s *Secrets) Unprinted(ctx context.Context) (keys []settings.Key, err error) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if s.journal == nil {
		return nil, nil
	}
	told, err := s.journal.toldSecrets(ctx)
	for _, key := range slices.Sorted(maps.Keys(told)) {
		if t := told[key]; t.older() && !t.void {
			keys = append(keys, key)
		}
	}
	return keys, err
}
