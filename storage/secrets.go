package storage

import (
	"maps"
	"path/filepath"
	"slices"
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
// Which value of a secret counts is told by the journal: see SecretsOf. Of one that an older program
// wrote, that in the file takes precedence over the keyring's: it was set later, while the keyring
// was unavailable. An empty one there means that it was removed. The names of the secrets in the
// keyring are in a file too: an unavailable keyring must not look like an empty one.
//
// What is in the folder is anybody's who can write there. A file that can't be read is none, and
// said so: the shop opens all the same.
type Secrets struct {
	turn    chan struct{} // of one place: taken by who reads, writes or asks the keyring
	dir     string
	file    string
	names   string
	program string // as it is called in the keyring
	id      string // of the folder; "" while nothing was kept for it in any keyring
	ring    *patientRing
	journal secretsTold // nil: what is kept counts
	pins    *PINs
	proven  map[provenSecret]bool
	asked   chan struct{} // closed after the keyring's first answer, or its failure

	said    sync.Mutex // of missing, which is told while the keyring is asked
	missing error      // why the keyring could not be used when it was asked last; nil when it could
}

var _ pos.Secrets = (*Secrets)(nil)

// OpenSecrets opens the secrets of a data folder whose database is not open: what is kept counts. It writes nothing: SetSecret creates the
// folder when it is missing. program names the program in the keyring; the folder's own id
// is added to it, so that two folders of one user never share a secret. A nil ring means
// the operating system's keyring. Nobody waits for it here: it is asked beside, and again by
// each call that needs it, which takes 2 s at most. Code: fault.DataUnwritable with the path.
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
		proven:  map[provenSecret]bool{},
	}
	_ = s.readID() // a file that can't be read is told by Notice
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

// Secret returns a stored secret, "" when there is none. Codes: fault.KeyringAway where it is not
// where it was kept, or can't be checked now; fault.SecretDoubted where another one is kept in its
// place.
func (s *Secrets) Secret(key settings.Key) (string, error) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if err := mustBeSecret(key); err != nil {
		return "", err
	}
	told, err := s.toldOf(key)
	if err != nil || told.none() {
		return "", err
	}
	kept, _ := s.readFile() // one that can't be read holds none
	if told.older() {
		return s.olderValue(key, told, kept)
	}
	return s.toldValue(key, told, kept)
}

// ringValue returns what the keyring holds of a secret, "" for nothing.
func (s *Secrets) ringValue(key settings.Key) (string, error) {
	if err := s.readID(); err != nil || s.id == "" {
		return "", err
	}
	return s.get(string(key))
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
	s.setAside()
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

// Notice returns fault.SecretFile with the path of a file that can't be read; fault.KeyringFile
// with the file's path when secrets are kept there, or will be, and which ones they are where the
// keyring could keep them; fault.KeyringAway when the keyring does not answer, and holds one. It
// waits for nothing: see Asked.
func (s *Secrets) Notice() *fault.Error {
	if damaged := s.damaged(); len(damaged) > 0 {
		return fault.New(fault.SecretFile, damaged[0])
	}
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
