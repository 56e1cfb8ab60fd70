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
	ringName     = "keyring.json" // the names of what the keyring holds
	folderIDName = "folder.id"
)

// Secrets keeps profile keys in the operating system's keyring or, where there
// is none, in a file of mode 0600 in the data folder. It fulfils pos.Secrets.
//
// A key that stands in the file counts before the keyring's: it was set later,
// while the keyring was away. An empty one there says that it was removed. The
// names of the keys that the keyring holds stand in a file too: a keyring that
// is away must not look like one that is empty, or a manager's PIN would be
// gone with it.
type Secrets struct {
	mu      sync.Mutex
	file    string
	names   string
	service string
	ring    bounded
	missing error // why the keyring can't be used; nil when it can
}

var _ pos.Secrets = (*Secrets)(nil)

// OpenSecrets opens the secrets of a data folder, which is made when it is missing.
// service names the program in the keyring; the folder's own id is added to it, so
// that two folders of one user never share a key. A nil ring is the operating
// system's. It takes 2 s at most where a keyring does not answer. Codes:
// fault.DataUnwritable, fault.DiskFull and fault.DatabaseDamaged, with the path.
func OpenSecrets(dir, service string, ring Keyring) (*Secrets, error) {
	return openSecrets(dir, service, ring, keyringPatience)
}

func openSecrets(dir, service string, ring Keyring, patience time.Duration) (*Secrets, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fileFault(dir, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fileFault(dir, err)
	}
	id, err := folderID(dir)
	if err != nil {
		return nil, err
	}
	if ring == nil {
		ring = systemKeyring{}
	}
	s := &Secrets{
		file:    filepath.Join(dir, secretsName),
		names:   filepath.Join(dir, ringName),
		service: service + " " + id,
		ring:    bounded{ring: ring, patience: patience},
	}
	if _, err := s.kept(); err != nil {
		return nil, err
	}
	if _, err := s.inRing(); err != nil {
		return nil, err
	}
	// Asking for a name that is never set tells a keyring that works from one
	// that is locked or absent.
	_, s.missing = s.ring.get(s.service, "probe")
	return s, nil
}

// Secret returns a stored secret, "" when there is none. Where the keyring holds
// it and can't be read, the code is fault.KeyringAway.
func (s *Secrets) Secret(key settings.Key) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := mustBeSecret(key); err != nil {
		return "", err
	}
	kept, err := s.kept()
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
	value, err := s.ring.get(s.service, string(key))
	if err != nil || value == "" && slices.Contains(names, key) {
		return "", fault.New(fault.KeyringAway, key).Because(err)
	}
	return value, nil
}

// SetSecret stores a secret; "" removes it. A value that the setting may not
// hold is refused with fault.SettingInvalid.
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
	kept, err := s.kept()
	if err != nil {
		return err
	}
	if s.missing == nil {
		// Named first: a stop in between leaves a name without a key, which is
		// said loudly, and not a key without a name.
		if err := s.name(key); err != nil {
			return err
		}
		s.missing = s.ring.set(s.service, string(key), value)
	}
	if s.missing == nil && value == "" {
		if err := s.unname(key); err != nil {
			return err
		}
	}
	if s.missing != nil {
		kept[key] = value
		return s.keep(kept)
	}
	if _, ok := kept[key]; !ok {
		return nil
	}
	delete(kept, key)
	return s.keep(kept)
}

// Notice is fault.KeyringFile with the file's path when secrets are kept there.
func (s *Secrets) Notice() *fault.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.missing != nil {
		return fault.New(fault.KeyringFile, s.file).Because(s.missing)
	}
	if kept, err := s.kept(); err != nil || len(kept) > 0 {
		return fault.New(fault.KeyringFile, s.file)
	}
	return nil
}

// inRing reads the names of the keys that the keyring holds.
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

func (s *Secrets) name(key settings.Key) error {
	names, err := s.inRing()
	if err != nil || slices.Contains(names, key) {
		return err
	}
	return writeJSON(s.names, append(names, key))
}

func (s *Secrets) unname(key settings.Key) error {
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

// kept reads the file; there being none is the same as an empty one.
func (s *Secrets) kept() (map[settings.Key]string, error) {
	kept := map[settings.Key]string{}
	b, err := os.ReadFile(s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err != nil {
		return nil, fileFault(s.file, err)
	}
	if json.Unmarshal(b, &kept) != nil || kept == nil {
		// The cause stays out: it may quote what the file holds.
		return nil, fault.New(fault.DatabaseDamaged, s.file)
	}
	return kept, nil
}

func (s *Secrets) keep(kept map[settings.Key]string) error { return writeJSON(s.file, kept) }

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

// folderID is a random name that a data folder keeps for good.
func folderID(dir string) (string, error) {
	path := filepath.Join(dir, folderIDName)
	b, err := os.ReadFile(path)
	if id := strings.TrimSpace(string(b)); err == nil && id != "" {
		return id, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fileFault(path, err)
	}
	id := rand.Text()
	if err := replaceFile(path, []byte(id+"\n")); err != nil {
		return "", fileFault(path, err)
	}
	return id, nil
}

// replaceFile puts a file of mode 0600 in place whole or not at all.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	err = closing(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return closing(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(path))
}
