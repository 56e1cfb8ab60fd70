package app

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/storage"
)

// Log is the log file in the data folder: 5 files of at most 5 MB, which nobody else can
// read. Secrets and codes must not be logged.
type Log struct {
	*slog.Logger
	file *logFile
}

// OpenLog opens the shop's log. Where a link, a pipe or a device stands in place of the file or its
// folder nothing is logged, and standard error says so. A file whose first line is old already is
// ended, so that what this run says does not go with it.
func (s *Shop) OpenLog() *Log {
	log := openLog(s.Dir, s.clock)
	now := s.clock.Now()
	days := settings.Values{}.Int(settings.KeepDays) // training has settings of its own
	if !s.InTraining() {
		days = s.Till.Snapshot().Settings.Int(settings.KeepDays)
	}
	if err := log.file.endBegunBefore(halfway(now.AddDate(0, 0, -days), now)); err != nil {
		log.Warn("the log's file can't be ended", "error", err)
	}
	return log
}

func openLog(dir string, clock pos.Clock) *Log {
	file := &logFile{path: filepath.Join(dir, "log", "psar.log"), clock: clock}
	_ = file.open() // a link is told of; else the next line tries again, as behind a full disk
	return &Log{slog.New(slog.NewTextHandler(file, nil)), file}
}

// halfway is the time in the middle.
func halfway(before, now time.Time) time.Time { return now.Add(-now.Sub(before) / 2) }

// Close closes the file.
func (l *Log) Close() {
	if err := l.file.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "psar:", err)
	}
}

// expire removes lines of before a time, by whole files: one is ended when its first line
// has half that age, and removed when it was ended as long ago, or holds lines of before that
// time, as after a summer in which the till was closed.
func (l *Log) expire(before, now time.Time) error {
	half := halfway(before, now)
	errs := []error{l.file.endBegunBefore(half)}
	ended, err := l.file.ended()
	if fault.CodeOf(err) != fault.DataLink { // of which standard error was told
		errs = append(errs, err)
	}
	for _, old := range ended {
		if old.at.Before(half) || begunBefore(old.path, before) {
			errs = append(errs, os.Remove(old.path))
		}
	}
	return errors.Join(errs...)
}

// begunBefore reports whether a file tells that its first line is of before a time.
func begunBefore(path string, at time.Time) bool {
	f, err := storage.OpenPlain(path)
	if err != nil {
		return false
	}
	defer f.Close()
	begun, ok := firstLine(f)
	return ok && !begun.IsZero() && begun.Before(at)
}
