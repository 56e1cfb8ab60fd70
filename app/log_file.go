package app

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/storage"
)

const (
	mostLog  = 5 << 20 // of one file, in bytes
	mostLogs = 4       // files that were ended
	endedLog = "2006-01-02T15-04-05.000"
)

// logFile is the file that a log is written into. It is opened once: what somebody puts in its
// place meanwhile is not written into, nor waited for. One that was ended stands beside it, with
// the time of that in its name.
type logFile struct {
	path  string
	clock pos.Clock

	mu     sync.Mutex
	file   *os.File // nil where it could not be opened: the next line tries again
	told   bool     // that it can't be
	closed bool
}

// open opens the file, or makes it. The error is fault.DataLink where something else stands in place
// of the file or its folder.
func (l *logFile) open() (err error) {
	if l.file != nil {
		return nil
	}
	if l.closed {
		return os.ErrClosed
	}
	folder := filepath.Dir(l.path)
	if err = isFolder(folder); errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		l.file, err = storage.OpenOwn(l.path)
	}
	var known *fault.Error
	if errors.As(err, &known) && !l.told {
		l.told = true
		fmt.Fprintln(os.Stderr, "psar:", words.ErrorMessage(words.English, string(known.Code), known.Args...))
	}
	return err
}

// isFolder returns fault.DataLink where something else than a folder is.
func isFolder(path string) error {
	info, err := os.Lstat(path)
	if err == nil && info.Mode().Type()&^fs.ModeIrregular != fs.ModeDir {
		return fault.New(fault.DataLink, path)
	}
	return err
}

// Write implements io.Writer. A line for which there is no room ends the file.
func (l *logFile) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.open(); err != nil {
		return 0, err
	}
	size, err := l.file.Seek(0, io.SeekEnd) // another program may have emptied it
	if err == nil && size > 0 && size+int64(len(line)) > mostLog {
		err = l.end()
	}
	if err != nil {
		return 0, err
	}
	return l.file.Write(line)
}

// end ends the file and begins another.
func (l *logFile) end() error {
	err := isFolder(filepath.Dir(l.path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = l.file.Close() // Windows renames no open file
	l.file = nil
	if err != nil {
		return err
	}
	if err := os.Rename(l.path, l.endedPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := l.open(); err != nil {
		return err
	}
	ended, err := l.ended()
	for _, e := range ended[:max(0, len(ended)-mostLogs)] {
		err = errors.Join(err, os.Remove(e.path))
	}
	return err
}

// endedPath is a free name for a file that is ended now.
func (l *logFile) endedPath() string {
	for at := l.clock.Now().UTC(); ; at = at.Add(time.Millisecond) {
		path := strings.TrimSuffix(l.path, ".log") + "-" + at.Format(endedLog) + ".log"
		if _, err := os.Lstat(path); err != nil {
			return path
		}
	}
}

// oldLog is a file that was ended.
type oldLog struct {
	path string
	at   time.Time
}

// ended are the files that were, the oldest first. Other names are not the till's.
func (l *logFile) ended() (ended []oldLog, err error) {
	folder := filepath.Dir(l.path)
	if err := isFolder(folder); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		name, begins := strings.CutPrefix(e.Name(), "psar-")
		name, ends := strings.CutSuffix(name, ".log")
		if at, err := time.Parse(endedLog, name); err == nil && begins && ends && !e.IsDir() {
			ended = append(ended, oldLog{filepath.Join(folder, e.Name()), at})
		}
	}
	return ended, err
}

// endBegunBefore ends the file if its first line is of before a time.
func (l *logFile) endBegunBefore(at time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.open(); err != nil {
		return nil // nothing is logged, and that was said
	}
	if begun, ok := firstLine(io.NewSectionReader(l.file, 0, mostLog)); !ok || !begun.Before(at) {
		return nil
	}
	return l.end()
}

// Close closes the file, for good.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

// firstLine returns the time of a log's first line; ok is false for an empty file. A line
// without a time is not the till's: it has the oldest one.
func firstLine(r io.Reader) (at time.Time, ok bool) {
	line, err := bufio.NewReaderSize(io.LimitReader(r, 256), 256).ReadString(' ')
	if err != nil && line == "" {
		return at, false
	}
	at, _ = time.Parse(time.RFC3339Nano, strings.TrimSpace(strings.TrimPrefix(line, "time=")))
	return at, true
}
