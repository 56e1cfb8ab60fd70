package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
)

const (
	// mostStateFiles is how many names of the state folder are looked at: anybody may put
	// files there, and the till must open all the same.
	mostStateFiles = 2000
	// maxStateFile is the largest file there that is read, in bytes: a hundred uses take 40 kB.
	maxStateFile = 128 << 10
)

// stateName is the form of a name that a program gives a file there.
var stateName = regexp.MustCompile(`^[0-9a-f]{16}\.json$`)

// stateFiles lists a program's own files in a part of the state folder.
func stateFiles(dir string) (paths []string) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil // there is no such folder yet, or a pipe, which would be waited for
	}
	d, err := os.OpenFile(dir, os.O_RDONLY|NoWait, 0)
	if err != nil {
		return nil
	}
	defer d.Close()
	files, _ := d.ReadDir(mostStateFiles) // what was read before an error counts
	for _, file := range files {
		if file.Type().IsRegular() && stateName.MatchString(file.Name()) {
			paths = append(paths, filepath.Join(dir, file.Name()))
		}
	}
	return paths
}

// readStateFile reads a file of the state folder; a pipe, a link and a large one are none.
func readStateFile(path string) ([]byte, error) { return readPlain(path, os.Lstat, maxStateFile) }

func readRecord(path string) (r record, err error) {
	b, err := readStateFile(path)
	if err != nil {
		return record{}, err
	}
	return r, json.Unmarshal(b, &r)
}
