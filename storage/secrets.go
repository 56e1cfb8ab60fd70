package storage

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

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
	mu      sync.Mutex
	dir     string
	file    string
	names   string
	program string // as it is called in the keyring
	id      string // of the folder; "" while nothing was kept for it in any keyring
	ring    boundedKeyring
	missing error // why the keyring cannot be used; nil when it can
}

var _ pos.Secrets = (*Secrets)(nil)

// OpenSecrets opens the secrets of a data folder. It writes nothing: SetSecret creates the
// folder when it is missing. program names the program in the keyring; the folder's own id
// is added to it, so that two folders of one user never share a secret. A nil ring means
// the operating system's keyring. It takes at most 2 s where that does not answer. Codes:
// fault.DataUnwritable, fault.DiskFull and fault.DatabaseDamaged, with the path.
func OpenSecrets(dir, program string, ring Keyring) (*Secrets, error) {
	return openSecrets(dir, program, ring, keyringPatience)
}

func openSecrets(dir, program string, ring Keyring, patience time.Duration) (*Secrets, error) {
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
		ring:    boundedKeyring{ring: ring, patience: patience},
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
	// Reading a name that is never set tells a working keyring from one that is locked
	// or absent.
	_, s.missing = s.ring.get(s.service(), "probe")
	return s, nil
}

// service is what the folder's secrets are kept under in the keyring.
func (s *Secrets) service() string { return s.program + " " + s.id }

// Secret returns a stored secret, "" when there is none. The error's code is
// fault.KeyringAway where the keyring holds it and cannot be read.
func (s *Secrets) Secret(key settings.Key) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	if s.missing != nil {
		if slices.Contains(names, key) {
			return "", fault.New(fault.KeyringAway, key).Because(s.missing)
		}
		return "", nil
	}
	if err := s.readID(); err != nil {
		return "", err
	}
	value := ""
	if s.id != "" {
		value, err = s.ring.get(s.service(), string(key))
	}
	if err != nil || value == "" && slices.Contains(names, key) {
		return "", fault.New(fault.KeyringAway, key).Because(err)
	}
	return value, nil
}

// SetSecret stores a secret; "" removes it. The error's code is fault.SettingInvalid for a
// value that the setting may not hold.
func (s *Secrets) SetSecret(key settings.Key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	if s.missing == nil {
		// The name first: an interruption leaves a name without a secret, which
		// Secret reports, and not a secret without a name.
		if err := s.addName(key); err != nil {
			return err
		}
		s.missing = s.ring.set(s.service(), string(key), value)
	}
	if s.missing == nil && value == "" {
		if err := s.removeName(key); err != nil {
			return err
		}
	}
	if s.missing != nil {
		kept[key] = value
		return s.writeFile(kept)
	}
	if _, ok := kept[key]; !ok {
		return nil
	}
	delete(kept, key)
	return s.writeFile(kept)
}

// Notice returns fault.KeyringFile with the file's path when secrets are kept there.
func (s *Secrets) Notice() *fault.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.missing != nil {
		return fault.New(fault.KeyringFile, s.file).Because(s.missing)
	}
	if kept, err := s.readFile(); err != nil || len(kept) > 0 {
		return fault.New(fault.KeyringFile, s.file)
	}
	return nil
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
