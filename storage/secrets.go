package storage

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/settings"
)

const (
	secretsName  = "secrets.json"
	ringName     = "keyring.json" // names of the secrets in the keyring
	folderIDName = "folder.id"
)

// Secrets keeps profile keys and manager.pin in the operating system's keyring or, where
// there is none, in a file of mode 0600 in the data folder. It implements pos.Secrets.
//
// A secret in the file takes precedence over the keyring's: it was set later, while the
// keyring was unavailable. An empty one there means that it was removed. The names of the
// secrets in the keyring are in a file too: an unavailable keyring must not look like an
// empty one, or the manager's PIN would seem not to be set.
type Secrets struct {
	turn    chan struct{} // of one place: taken by who reads, writes or asks the keyring
	dir     string
	file    string
	names   string
	program string // as it is called in the keyring
	id      string // of the folder; "" while nothing was kept for it in any keyring
	ring    *patientRing
	asked   chan struct{} // closed after the keyring's first answer, or its failure

	said    sync.Mutex // of missing, which is told while the keyring is asked
	missing error      // why the keyring could not be used when it was asked last; nil when it could
}

var _ pos.Secrets = (*Secrets)(nil)

// OpenSecrets opens the secrets of a data folder. It writes nothing: SetSecret creates the
// folder when it is missing. program names the program in the keyring; the folder's own id
// is added to it, so that two folders of one user never share a secret. A nil ring means
// the operating system's keyring. Nobody waits for it here: it is asked beside, and again by
// each call that needs it, which takes 2 s at most. Codes:
// fault.DataUnwritable, fault.DiskFull and fault.DatabaseDamaged, with the path.
func OpenSecrets(dir, program string, ring Keyring) (*Secrets, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fileFault(dir, err)
	}
	if ring == nil {
		ring = systemKeyring{}
	}
	s := &Secrets{
		dir:     dir,
		file:    filepath.Join(dir, secretsName),
		names:   filepath.Join(dir, ringName),
		program: program,
		ring:    newPatientRing(ring),
		turn:    make(chan struct{}, 1),
		asked:   make(chan struct{}),
	}
	if err := s.readID(); err != nil {
		return nil, err
	}
	if _, err := s.readFile(); err != nil {
		return nil, err
	}
	if _, err := s.inRing(); err != nil {
		return nil, err
	}
	go func() {
		defer close(s.asked)
		s.turn <- struct{}{}
		defer func() { <-s.turn }()
		_, _ = s.get("probe") // a name that is never set tells a working keyring from one that is locked or absent
	}()
	return s, nil
}

// Asked is closed when the keyring has answered for the first time, or has not for 2 s: from
// then on Notice tells of it.
func (s *Secrets) Asked() <-chan struct{} { return s.asked }

// get and set ask the keyring, and note whether it answers. Called with the turn taken.
func (s *Secrets) get(name string) (string, error) {
	value, err := s.ring.get(s.service(), name)
	s.note(err)
	return value, err
}

func (s *Secrets) set(key settings.Key, value string) error {
	err := s.ring.set(s.service(), string(key), value)
	s.note(err)
	return err
}

func (s *Secrets) note(err error) {
	s.said.Lock()
	defer s.said.Unlock()
	s.missing = err
}

// service is what the folder's secrets are kept under in the keyring.
func (s *Secrets) service() string { return s.program + " " + s.id }

// Secret returns a stored secret, "" when there is none. The error's code is
// fault.KeyringAway where the keyring holds it and cannot be read.
func (s *Secrets) Secret(key settings.Key) (string, error) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if err := mustBeSecret(key); err != nil {
		return "", err
	}
	kept, err := s.readFile()
	if err != nil {
		return "", err
	}
	if value, ok := kept[key]; ok {
		return value, nil
	}
	names, err := s.inRing()
	if err != nil {
		return "", err
	}
	if err := s.readID(); err != nil {
		return "", err
	}
	value := ""
	if s.id != "" {
		value, err = s.get(string(key))
	}
	if value == "" && slices.Contains(names, key) {
		return "", fault.New(fault.KeyringAway, key).Because(err)
	}
	return value, nil // one that was never kept there is not missed
}

// SetSecret stores a secret; "" removes it. The error's code is fault.SettingInvalid for a
// value that the setting may not hold.
func (s *Secrets) SetSecret(key settings.Key, value string) error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if err := mustBeSecret(key); err != nil {
		return err
	}
	spec, err := settings.SpecOf(key)
	if err != nil {
		return err
	}
	if err := spec.CheckValue(value); err != nil {
		return err
	}
	kept, err := s.readFile()
	if err != nil {
		return err
	}
	if err := s.makeID(); err != nil {
		return err
	}
	names, err := s.inRing()
	if err != nil {
		return err
	}
	// The name first: an interruption leaves a name without a secret, which
	// Secret reports, and not a secret without a name.
	if err := s.addName(key); err != nil {
		return err
	}
	away := s.set(key, value)
	if value == "" && away == nil || away != nil && !slices.Contains(names, key) {
		if err := s.removeName(key); err != nil {
			return err
		}
	}
	if away != nil {
		kept[key] = value
		return s.writeFile(kept)
	}
	if _, ok := kept[key]; !ok {
		return nil
	}
	delete(kept, key)
	return s.writeFile(kept)
}

// Notice returns fault.KeyringFile with the file's path when secrets are kept there, or will
// be, and which ones they are where the keyring could keep them; fault.KeyringAway when the keyring does not answer, and holds one. It waits for nothing:
// see Asked.
func (s *Secrets) Notice() *fault.Error {
	s.said.Lock()
	missing := s.missing
	s.said.Unlock()
	kept, err := s.readFile()
	if err != nil || len(kept) > 0 {
		args := []any{s.file}
		if missing == nil && s.answered() {
			for _, key := range slices.Sorted(maps.Keys(kept)) {
				args = append(args, key)
			}
		}
		return fault.New(fault.KeyringFile, args...).Because(missing)
	}
	if missing == nil {
		return nil
	}
	if names, err := s.inRing(); err == nil && len(names) > 0 {
		return fault.New(fault.KeyringAway, names[0]).Because(missing)
	}
	return fault.New(fault.KeyringFile, s.file).Because(missing)
}

// answered reports whether the keyring has been asked.
func (s *Secrets) answered() bool {
	select {
	case <-s.asked:
		return true
	default:
		return false
	}
}

// inRing reads the names of the secrets in the keyring.
func (s *Secrets) inRing() ([]settings.Key, error) {
	b, err := os.ReadFile(s.names)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fileFault(s.names, err)
	}
	var names []settings.Key
	if json.Unmarshal(b, &names) != nil {
		return nil, fault.New(fault.DatabaseDamaged, s.names)
	}
	return names, nil
}

func (s *Secrets) addName(key settings.Key) error {
	names, err := s.inRing()
	if err != nil || slices.Contains(names, key) {
		return err
	}
	return writeJSON(s.names, append(names, key))
}

func (s *Secrets) removeName(key settings.Key) error {
	names, err := s.inRing()
	if err != nil || !slices.Contains(names, key) {
		return err
	}
	return writeJSON(s.names, slices.DeleteFunc(names, func(k settings.Key) bool { return k == key }))
}

func mustBeSecret(key settings.Key) error {
	spec, err := settings.SpecOf(key)
	if err != nil {
		return err
	}
	if !spec.Secret {
		return internal("%s is no secret", key)
	}
	return nil
}

// readFile reads the secrets in the file; a missing file counts as empty.
func (s *Secrets) readFile() (map[settings.Key]string, error) {
	kept := map[settings.Key]string{}
	b, err := os.ReadFile(s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err != nil {
		return nil, fileFault(s.file, err)
	}
	if json.Unmarshal(b, &kept) != nil || kept == nil {
		// The cause is left out: it may quote the file.
		return nil, fault.New(fault.DatabaseDamaged, s.file)
	}
	return kept, nil
}

func (s *Secrets) writeFile(kept map[settings.Key]string) error { return writeJSON(s.file, kept) }

func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return internal("%w", err)
	}
	if err := replaceFile(path, append(b, '\n')); err != nil {
		return fileFault(path, err)
	}
	return nil
}

// readID reads the random id of the data folder, if it has one. It never changes.
func (s *Secrets) readID() error {
	if s.id != "" {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(s.dir, folderIDName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileFault(s.dir, err)
	}
	s.id = strings.TrimSpace(string(b))
	return nil
}

// makeID gives the data folder its id, if it has none, and creates it when it is missing.
func (s *Secrets) makeID() error {
	if err := s.readID(); err != nil || s.id != "" {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fileFault(s.dir, err)
	}
	id := rand.Text()
	if err := replaceFile(filepath.Join(s.dir, folderIDName), []byte(id+"\n")); err != nil {
		return fileFault(s.dir, err)
	}
	s.id = id
	return nil
}

// replaceFile writes a file of mode 0600, whole or not at all.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	err = joinClose(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return joinClose(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(path))
}
