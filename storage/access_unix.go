//go:build unix

package storage

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"psar/pos/fault"
)

// others are the rights of everybody but the owner.
const others fs.FileMode = 0o077

func checkAccess(dir string) *fault.Error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil
	case info.Mode()&others != 0:
		return exposed(dir, fmt.Errorf("mode %v", info.Mode()))
	}
	return checkLinks(dir)
}

// checkLinks looks where the links lead that stand for files of Psar's: a database that was moved to
// another disk is as open as it is there. What is elsewhere is not repaired, and only a file of the
// same owner is told of: nobody is to be led to close another.
func checkLinks(dir string) *fault.Error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if e.Type()&fs.ModeSymlink == 0 || !ownName(e.Name()) {
			continue
		}
		to, err := filepath.EvalSymlinks(filepath.Join(dir, e.Name()))
		if err != nil {
			continue
		}
		info, err := os.Stat(to)
		if err == nil && info.Mode().IsRegular() && ownedHere(info) && info.Mode()&others != 0 && othersEnter(filepath.Dir(to)) {
			return exposed(to, fmt.Errorf("%s, mode %v", e.Name(), info.Mode()))
		}
	}
	return nil
}

// ownedHere reports whether a file belongs to this program's user.
func ownedHere(info fs.FileInfo) bool {
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Geteuid()
}

// othersEnter reports whether somebody else can enter a folder and those above it.
func othersEnter(dir string) bool {
	const enter fs.FileMode = 0o011
	for {
		info, err := os.Stat(dir)
		if err != nil || info.Mode()&enter == 0 {
			return false
		}
		above := filepath.Dir(dir)
		if above == dir {
			return true
		}
		dir = above
	}
}

// closeToOthers takes the rights on a data folder and on Psar's files in it from everybody
// but their owner. It returns checkAccess's answer: in a folder that nobody else can enter,
// nobody reads a file whose mode can't be changed.
func closeToOthers(dir string) *fault.Error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return checkAccess(dir)
	}
	defer root.Close()
	failed := closeFolder(root)
	if entries, err := fs.ReadDir(root.FS(), "."); err == nil {
		for _, e := range entries {
			closeFile(root, e)
		}
	}
	if e := checkAccess(dir); e != nil && failed != nil {
		return e.Because(failed)
	} else if e != nil {
		return e
	}
	return nil
}

// closeFolder closes the folder itself. One where everybody may make files, as in /tmp, is
// not the shop's to close.
func closeFolder(root *os.Root) error {
	info, err := root.Stat(".")
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSticky != 0:
		return fmt.Errorf("mode %v", info.Mode())
	case info.Mode()&others == 0:
		return nil
	}
	return root.Chmod(".", info.Mode()&^others)
}

// closeFile closes a file or folder of Psar's. What can't be closed stays: it counts where
// others can enter the folder.
func closeFile(root *os.Root, e fs.DirEntry) {
	info, err := root.Lstat(e.Name())
	if err != nil || !ownName(e.Name()) || !info.Mode().IsRegular() && !info.IsDir() || info.Mode()&others == 0 {
		return
	}
	_ = root.Chmod(e.Name(), info.Mode()&^others)
}
