package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"psar/pos/fault"
)

// ownFolders are the folders that Psar makes in a data folder.
var ownFolders = []string{"log", "paper", "reports"}

// ownName reports whether Psar gives files in a data folder this name: those of the
// databases, their logs and copies, of the secrets and the folder's id, with what a
// half-written one has behind it.
func ownName(name string) bool {
	for _, stem := range []string{"psar", "training", secretsName, ringName, folderIDName} {
		if rest, ok := strings.CutPrefix(name, stem); ok && (rest == "" || rest[0] == '.' || rest[0] == '-') {
			return true
		}
	}
	return slices.Contains(ownFolders, name)
}

// keptNames are how the names begin of files in a data folder that only Psar writes.
var keptNames = []string{
	databaseName, trainingName, "psar-before-", "training-before-", lockName, "psar.sock", secretsName, ringName, folderIDName,
}

// Located is the whole path of what a path names, with the links on the way to its folder followed.
// What they point at comes before a ".." behind them, as it does for the system; a path that is
// cleaned as a text, as by filepath.Abs, is another one. The last name is not followed.
func Located(path string) (string, error) {
	if runtime.GOOS == "windows" { // where the system cleans it as a text
		whole, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		path = whole
	}
	if !filepath.IsAbs(path) {
		here, err := os.Getwd()
		if err != nil {
			return "", err
		}
		path = here + string(filepath.Separator) + path
	}
	dir, name := filepath.Split(path)
	if name == "" || name == "." || name == ".." {
		return filepath.EvalSymlinks(path)
	}
	dir, err := filepath.EvalSymlinks(dir)
	return filepath.Join(dir, name), err
}

// IsOwn reports whether a path is that of a file of Psar's own in a data folder, whichever it is:
// something else that is written there would be read as the shop's. It is Located.
func IsOwn(path string) bool {
	path, err := Located(path)
	if err != nil {
		return false // there is no such folder
	}
	dir, name := filepath.Dir(path), filepath.Base(path)
	if filepath.Base(dir) == "log" {
		return isShop(filepath.Dir(dir))
	}
	name = strings.ToLower(name) // some disks tell no case apart
	return isShop(dir) && slices.ContainsFunc(keptNames, func(own string) bool { return strings.HasPrefix(name, own) })
}

// isShop reports whether a folder has a database.
func isShop(dir string) bool { return !isNew(dir, true) }

// isNew reports whether opening a database would begin a new shop. Training beside a shop
// begins none.
func isNew(dir string, training bool) bool {
	for _, path := range []string{databasePath(dir, false), databasePath(dir, training)} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}

// openFolder makes a data folder, and closes it and Psar's files in it to everybody but
// their owner. What could not be closed is the notice of a shop that is there already; a new
// one is refused by fault.DataNotPrivate with the folder and the command that repairs it.
func openFolder(dir string, training bool) (notice *fault.Error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fileFault(dir, err)
	}
	fresh := isNew(dir, training)
	if fresh {
		if notice = CheckAccess(dir); notice != nil && !ownsAll(dir) {
			return nil, fault.New(fault.DataNotPrivate, dir, repairOf(dir))
		}
	}
	if notice = closeToOthers(dir); notice != nil && fresh {
		return nil, fault.New(fault.DataNotPrivate, dir, repairOf(dir)).Because(notice.Err)
	}
	return notice, nil
}

// ownsAll reports whether a folder holds nothing that is not Psar's: a folder that was named
// by mistake, such as /tmp or a web server's, is not taken from those who use it.
func ownsAll(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !ownName(e.Name()) && e.Name() != "lost+found" // which a new disk has
	})
}

// repairOf is the command that closes a folder to others.
func repairOf(dir string) string {
	return "chmod -R go-rwx '" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
}

// exposed is the notice about a folder that others can read.
func exposed(dir string, why error) *fault.Error {
	return fault.New(fault.DataExposed, repairOf(dir)).Because(why)
}

// Notice returns what the shop's owner should know about the data folder, nil for nothing:
// fault.DataExposed with the command that closes it to others, where Open could not.
func (db *DB) Notice() *fault.Error { return db.notice }

// CheckAccess returns fault.DataExposed, with the command that repairs it, where others can
// read a data folder. It changes nothing. On Windows, where a folder has no such mode, and
// for a folder that is not there, it is nil.
func CheckAccess(dir string) *fault.Error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	return checkAccess(dir)
}
