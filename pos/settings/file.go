package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// File is a file that a setting names, with the sum of what it held when the owner set it: whoever
// writes something else into it says nothing by that.
type File struct {
	Path string
	Sum  string // SHA-256 in hex; "" where an older program kept none
}

const fileSum = "#sha256="

// NewFile is the file of a path with what it holds.
func NewFile(path string, holds []byte) File {
	sum := sha256.Sum256(holds)
	return File{path, hex.EncodeToString(sum[:])}
}

// FileOf reads the value of a setting that names a file.
func FileOf(value string) File {
	at := len(value) - len(fileSum) - 2*sha256.Size
	if at < 0 || !strings.HasPrefix(value[at:], fileSum) {
		return File{Path: value}
	}
	return File{value[:at], value[at+len(fileSum):]}
}

// Value is the setting's value as it is kept.
func (f File) Value() string {
	if f.Sum == "" {
		return f.Path
	}
	return f.Path + fileSum + f.Sum
}

// String names the file for people, with as much of its sum as tells it from others.
func (f File) String() string {
	if f.Sum == "" {
		return f.Path
	}
	return f.Path + " (SHA-256 " + f.Sum[:16] + "…)"
}

// checkFile accepts a path that means the same wherever the program is started, with its sum.
// Whoever sets it has read the file.
func checkFile(v string) error {
	f := FileOf(v)
	if !filepath.IsAbs(f.Path) {
		return fmt.Errorf("the whole path of a file")
	}
	if sum, err := hex.DecodeString(f.Sum); err != nil || len(sum) != sha256.Size {
		return fmt.Errorf("a file, with the sum of what it holds")
	}
	return nil
}

// maxFile bounds the setting's value, in characters: a path as long as any setting, and its sum.
const maxFile = maxSetting + len(fileSum) + 2*sha256.Size
