package storage

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/settings"
)

// maxOwnFile is the largest file of the secrets that is read, in bytes: five secrets take 3 kB.
const maxOwnFile = 64 << 10

// readOwn reads a small file of Psar's own; a link to one is followed.
func readOwn(path string) ([]byte, error) { return readPlain(path, os.Stat, maxOwnFile) }

// readJSON reads a file into a value, which stays what it is where there is none. The error's code
// is fault.SecretFile with the path.
func readJSON(path string, v any) error {
	b, err := readOwn(path)
	if isAbsent(err) {
		return nil
	}
	if err != nil {
		return fault.New(fault.SecretFile, path).Because(err)
	}
	if json.Unmarshal(b, v) != nil {
		// The cause is left out: it may quote the file.
		return fault.New(fault.SecretFile, path).Because(errNotPlain)
	}
	return nil
}

// readFile reads the secrets in the file; a missing file counts as empty.
func (s *Secrets) readFile() (map[settings.Key]string, error) {
	kept := map[settings.Key]string{}
	if err := readJSON(s.file, &kept); err != nil {
		return map[settings.Key]string{}, err
	}
	if kept == nil {
		kept = map[settings.Key]string{}
	}
	return kept, nil
}

// inRing reads the names of the secrets in the keyring.
func (s *Secrets) inRing() (names []settings.Key, err error) {
	if err := readJSON(s.names, &names); err != nil {
		return nil, err
	}
	return names, nil
}

// readID reads the random id of the data folder, if it has one. It never changes.
func (s *Secrets) readID() error {
	if s.id != "" {
		return nil
	}
	path := filepath.Join(s.dir, folderIDName)
	b, err := readOwn(path)
	if isAbsent(err) {
		return nil
	}
	id := strings.TrimSpace(string(b))
	if err == nil && (id == "" || len(id) > mostID || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' })) {
		err = errNotPlain
	}
	if err != nil {
		return fault.New(fault.SecretFile, path).Because(err)
	}
	s.id = id
	return nil
}

// mostID bounds a folder's id, in bytes; this program's have 26.
const mostID = 100

// damaged returns the files that can't be read.
func (s *Secrets) damaged() (paths []string) {
	_, secrets := s.readFile()
	_, names := s.inRing()
	for _, err := range []error{secrets, names, (&Secrets{dir: s.dir}).readID()} {
		if known := (*fault.Error)(nil); errors.As(err, &known) {
			paths = append(paths, known.Args[0].(string))
		}
	}
	return paths
}

// setAside makes place for what is to be kept: what can't be read stays beside it.
func (s *Secrets) setAside() {
	for _, path := range s.damaged() {
		_ = os.Rename(path, path+".damaged-"+rand.Text()[:8]) // where it can't be, writing says so
	}
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
