package storage

import (
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

const behind = 1 << 30

// tagInfo is FILE_ATTRIBUTE_TAG_INFO.
type tagInfo struct{ attributes, tag uint32 }

// nameSurrogate is the bit of a reparse tag that says that the file stands for another, as
// symbolic links and junctions do; a file that OneDrive keeps has a tag without it.
const nameSurrogate = 0x2000_0000

// openOwn opens a file of Psar's own, or makes it. It opens a link itself, not what it points at,
// and refuses it: the error is errLink.
func openOwn(path string) (*os.File, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_NORMAL|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	f := os.NewFile(uintptr(h), path)
	var info tagInfo
	err = windows.GetFileInformationByHandleEx(h, windows.FileAttributeTagInfo, (*byte)(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if info.attributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 && info.tag&nameSurrogate != 0 {
		return nil, errors.Join(errLink, f.Close())
	}
	return f, nil
}

// lockFile locks one byte far after the process id: Windows lets nobody read a locked byte,
// and the other program reads the process id.
func lockFile(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{Offset: behind})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errLocked
	}
	return err
}

func unlockFile(f *os.File) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, &windows.Overlapped{Offset: behind})
}
