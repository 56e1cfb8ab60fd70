package app

import (
	"errors"
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
	"psar/printer/link"
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
	half, writing := link.UnfinishedSheet+"1", link.UnfinishedSheet+"2"
	others := []string{"logo.png", stamp(now.AddDate(0, 0, -31)) + "-list.pdf"}
	if err := os.MkdirAll(filepath.Join(dir, old[:len(sheetTime)]+"-folder.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range append([]string{young, old, half, writing}, others...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Chtimes(filepath.Join(dir, half), now, now.AddDate(0, 0, -31)), os.Chtimes(filepath.Join(dir, writing), now, now)); err != nil {
		t.Fatal(err)
	}
	log := openLog(shop.Dir, shop.clock)
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
	if has(old) || has(half) || !has(writing) || !has(young) || !has(others[0]) || !has(others[1]) || !has(old[:len(sheetTime)]+"-folder.png") {
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
	log := openLog(shop.Dir, shop.clock)
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
	dir := filepath.Join(t.TempDir(), "shop [1] *")
	log := openLog(dir, SystemClock{})
	defer log.Close()
	log.Info("the first one")
	folder := filepath.Join(dir, "log")
	lines := func() (all string) {
		t.Helper()
		for _, name := range logsIn(t, folder) {
			text, err := os.ReadFile(filepath.Join(folder, name))
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
			files := logsIn(t, folder)
			if len(files) != 2 {
				t.Fatal(files)
			}
			name := filepath.Join(folder, fmt.Sprintf("psar-%s.log", now.UTC().Format("2006-01-02T15-04-05.000")))
			if err := os.Rename(filepath.Join(folder, files[0]), name); err != nil {
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

// A log whose till was closed for a long time is gone when the till opens, and so are lines that a
// file has which was ended since.
func TestLinesOfAClosedTillAreRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "log")
	now := time.Now()
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, days := range map[string]int{"psar.log": 208, "psar-" + now.AddDate(0, 0, -1).UTC().Format("2006-01-02T15-04-05.000") + ".log": 91} {
		line := fmt.Sprintf("time=%s level=INFO msg=old\n", now.AddDate(0, 0, -days).Format(time.RFC3339Nano))
		if err := os.WriteFile(filepath.Join(folder, name), []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log := openLog(dir, SystemClock{})
	defer log.Close()
	if err := log.expire(now.AddDate(0, 0, -90), now); err != nil {
		t.Fatal(err)
	}
	for _, name := range logsIn(t, folder) {
		if text, err := os.ReadFile(filepath.Join(folder, name)); err != nil || strings.Contains(string(text), "old") {
			t.Errorf("%s: %q %v", name, text, err)
		}
	}
}

// What a till says that was closed for a summer stands in a file of its own, and stays when the
// summer's goes.
func TestLinesOfTodayAreKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	shop := openShop(t, dir)
	defer shop.Close()
	folder := filepath.Join(dir, "log")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(folder, "psar.log"), fmt.Sprintf("time=%s level=INFO msg=old\n", time.Now().AddDate(0, 0, -91).Format(time.RFC3339Nano)))
	log := shop.OpenLog()
	defer log.Close()
	log.Warn("the printer is gone")
	if err := shop.expire(log); err != nil {
		t.Fatal(err)
	}
	var all string
	for _, name := range logsIn(t, folder) {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	if strings.Contains(all, "msg=old") || !strings.Contains(all, "the printer is gone") {
		t.Errorf("%q", all)
	}
}

// logsIn are the names of the logs in a folder, the one that is written last.
func logsIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".log" {
			names = append(names, e.Name())
		}
	}
	return names
}
