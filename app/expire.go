package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"psar/pos/settings"
	"psar/printer/link"
)

// expireEvery is how often a running till looks for what is too old to be kept.
const expireEvery = time.Hour

// expiring removes what is older than privacy.keep_days, now and every hour. Sales are
// never removed.
func (s *Shop) expiring(ctx context.Context, log *Log) {
	ticker := time.NewTicker(expireEvery)
	defer ticker.Stop()
	for {
		if err := s.expire(log); err != nil {
			log.Warn("what is too old can't be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (s *Shop) expire(log *Log) error {
	if s.InTraining() { // the pictures and the log are the shop's, and training has settings of its own
		return nil
	}
	now := s.clock.Now()
	before := now.AddDate(0, 0, -s.Till.Snapshot().Settings.Int(settings.KeepDays))
	return errors.Join(expireSheets(paperDir(s.Dir), before), log.expire(before, now))
}

// expireSheets removes the virtual printer's pictures of before a time, also one that was never
// finished, for the till was killed. Other files in its folder are not the till's.
func expireSheets(dir string, before time.Time) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	errs := []error{err}
	for _, e := range entries {
		at, ok := sheetNamed(e.Name())
		ok = ok && filepath.Ext(e.Name()) == ".png"
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), link.UnfinishedSheet) {
			at, ok = info.ModTime(), true
		}
		if !ok || !e.Type().IsRegular() || !at.Before(before) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
