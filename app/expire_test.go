package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/settings"
)

// Pictures of the virtual printer go after privacy.keep_days by the time in their names, and
// nothing that the till did not make.
func TestOldSheetsAreRemoved(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, money.PhnomPenh)
	clock := postest.NewClock(now)
	shop, err := Open(t.Context(), Place{Dir: t.TempDir()}, false, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	dir := paperDir(shop.Dir)
	stamp := func(at time.Time) string { return at.Format(sheetTime) }
	young, old := stamp(now.AddDate(0, 0, -29))+"-receipt.png", stamp(now.AddDate(0, 0, -31))+"-receipt.png"
	others := []string{"logo.png", stamp(now.AddDate(0, 0, -31)) + "-list.pdf"}
	if err := os.MkdirAll(filepath.Join(dir, old[:len(sheetTime)]+"-folder.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range append([]string{young, old}, others...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log := OpenLog(shop.Dir)
	defer log.Close()
	has := func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	}
	if err := shop.expire(log); err != nil || !has(old) {
		t.Fatalf("31 days of 90: %v, kept %t", err, has(old))
	}
	if err := shop.Till.SetSetting(t.Context(), settings.KeepDays, "30"); err != nil {
		t.Fatal(err)
	}
	if err := shop.expire(log); err != nil {
		t.Fatal(err)
	}
	if has(old) || !has(young) || !has(others[0]) || !has(others[1]) || !has(old[:len(sheetTime)]+"-folder.png") {
		left, _ := os.ReadDir(dir)
		t.Errorf("after 30 days there are %v", left)
	}
}

// Training, where everybody is an owner, takes nothing of the shop's away.
func TestTrainingRemovesNothing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, money.PhnomPenh)
	shop, err := Open(t.Context(), Place{Dir: t.TempDir()}, true, postest.NewClock(now))
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	old := filepath.Join(paperDir(shop.Dir), now.AddDate(-1, 0, 0).Format(sheetTime)+"-receipt.png")
	if err := os.MkdirAll(filepath.Dir(old), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(old, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	log := OpenLog(shop.Dir)
	defer log.Close()
	if err := shop.expire(log); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err != nil {
		t.Error(err)
	}
}

// A line of the log is there for half the time at least, and gone after all of it, however
// little is logged and whenever it is looked at within the hour.
func TestOldLinesOfTheLogAreRemoved(t *testing.T) {
	t.Parallel()
	const days = 10
	dir := t.TempDir()
	log := OpenLog(dir)
	defer log.Close()
	log.Info("the first one")
	folder := filepath.Join(dir, "log")
	lines := func() (all string) {
		t.Helper()
		names, err := filepath.Glob(filepath.Join(folder, "*.log"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all += string(text)
		}
		return all
	}
	// The log's times are the machine's; whoever looks is ahead of it.
	begun := time.Now()
	for hour := range 24*days + 2 {
		now := begun.Add(time.Duration(hour) * time.Hour)
		if hour == 24*days/2+1 { // the first file has just been ended: now, by the machine's clock
			ended, err := filepath.Glob(filepath.Join(folder, "psar-*.log"))
			if err != nil || len(ended) != 1 {
				t.Fatalf("%v %v", ended, err)
			}
			name := filepath.Join(folder, fmt.Sprintf("psar-%s.log", now.UTC().Format("2006-01-02T15-04-05.000")))
			if err := os.Rename(ended[0], name); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.expire(now.AddDate(0, 0, -days), now); err != nil {
			t.Fatal(err)
		}
		if hour == 24*days/2 && !strings.Contains(lines(), "the first one") {
			t.Fatal("a line is gone after half the time")
		}
	}
	now := begun.Add(time.Duration(24*days+2) * time.Hour)
	if err := log.expire(now.AddDate(0, 0, -days), now); err != nil || strings.Contains(lines(), "the first one") {
		t.Errorf("after all the time: %v, %q", err, lines())
	}
	if log.Info("the last one"); !strings.Contains(lines(), "the last one") {
		t.Error("nothing more is logged")
	}
	for _, name := range []string{"psar-mine.log", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("mine\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	later := now.AddDate(1, 0, 0)
	if err := log.expire(later.AddDate(0, 0, -days), later); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || !slices.ContainsFunc(left, func(e os.DirEntry) bool { return e.Name() == "psar-mine.log" }) || len(left) < 3 {
		t.Errorf("what is not the till's is gone: %v %v", left, err)
	}
}
