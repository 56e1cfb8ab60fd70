package app

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/storage"
)

// Log is the log file in the data folder: 5 files of at most 5 MB, which nobody else can
// read. Secrets and codes must not be logged.
type Log struct {
	*slog.Logger
	file *lumberjack.Logger // nil where nothing is logged
}

// OpenLog opens the log. Where a link, a pipe or a device stands in place of the file or its
// folder nothing is logged, and standard error says so.
func OpenLog(dir string) *Log {
	folder := filepath.Join(dir, "log")
	file := &lumberjack.Logger{Filename: filepath.Join(folder, "psar.log"), MaxSize: 5, MaxBackups: 4}
	for _, is := range []struct {
		path string
		kind fs.FileMode
	}{{folder, fs.ModeDir}, {file.Filename, 0}} {
		if info, err := os.Lstat(is.path); err == nil && info.Mode().Type()&^fs.ModeIrregular != is.kind {
			fmt.Fprintln(os.Stderr, "psar:", words.ErrorMessage(words.English, string(fault.DataLink), is.path))
			return &Log{Logger: slog.New(slog.DiscardHandler)}
		}
	}
	_ = os.MkdirAll(folder, 0o700) // or each line says why it can't be kept
	return &Log{slog.New(slog.NewTextHandler(file, nil)), file}
}

// Close closes the file.
func (l *Log) Close() {
	if l.file == nil {
		return
	}
	if err := l.file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		fmt.Fprintln(os.Stderr, "psar:", err)
	}
}

// expire removes lines of before a time, by whole files: one is ended when its first line
// has half that age, and removed when it was ended as long ago, or holds lines of before that
// time, as after a summer in which the till was closed.
func (l *Log) expire(before, now time.Time) error {
	if l.file == nil {
		return nil
	}
	half := now.Add(-now.Sub(before) / 2)
	var errs []error
	if begun, ok := firstLine(l.file.Filename); ok && begun.Before(half) {
		errs = append(errs, l.file.Rotate())
	}
	folder := filepath.Dir(l.file.Filename)
	entries, err := os.ReadDir(folder)
	errs = append(errs, err)
	for _, e := range entries {
		ended, ok := endedLog(e.Name())
		if !ok {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if begun, tells := firstLine(path); ended.Before(half) || tells && !begun.IsZero() && begun.Before(before) {
			errs = append(errs, os.Remove(path))
		}
	}
	return errors.Join(errs...)
}

// endedLog is when a file of that name was ended, by lumberjack; ok is false for any other's.
func endedLog(name string) (at time.Time, ok bool) {
	name, begins := strings.CutPrefix(name, "psar-")
	name, ends := strings.CutSuffix(name, ".log")
	at, err := time.Parse("2006-01-02T15-04-05.000", name)
	return at, begins && ends && err == nil
}

// firstLine returns the time of a log's first line; ok is false for an empty file. A line
// without a time is not the till's: it has the oldest one.
func firstLine(path string) (at time.Time, ok bool) {
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow|storage.NoWait, 0)
	if err != nil {
		return at, false
	}
	defer f.Close()
	line, err := bufio.NewReaderSize(f, 256).ReadString(' ')
	if err != nil && line == "" {
		return at, false
	}
	at, _ = time.Parse(time.RFC3339Nano, strings.TrimSpace(strings.TrimPrefix(line, "time=")))
	return at, true
}
