package storage

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
)

// Each use of a data folder is known to the other folders of the computer; commands one after
// the other are one use, and the folder's own is none.
func TestUsesOfFolders(t *testing.T) {
	t.Parallel()
	state, own, second := t.TempDir(), t.TempDir(), t.TempDir()
	began := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	at := func(minutes int) time.Time { return began.Add(time.Duration(minutes) * time.Minute) }
	use := func(dir string, training, told bool, since, until int) {
		BeginUse(state, InUse{Dir: dir, Training: training, InJournal: told, Shop: ofShop("")}, at(since)).Until(at(until))
	}
	use(own, false, false, 0, 600)
	use(own, true, true, 1, 2)
	use(second, false, false, 10, 11)
	use(second, false, false, 20, 21)
	use(second, false, false, 60, 70)
	use(second, true, false, 80, 90)
	use(own, true, false, 95, 99) // with the shop's database put away
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(own, link); err != nil {
		t.Skip(err)
	}
	use(link, false, false, 100, 110) // the same folder
	if err := os.WriteFile(filepath.Join(usesFolder(state), "0123456789abcdef.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	second, own = realFolder(second), realFolder(own)
	want := []facts.Folder{
		{Folder: second, Since: at(10), Until: at(21)}, {Folder: second, Since: at(60), Until: at(70)},
		{Folder: second, Training: true, Since: at(80), Until: at(90)}, {Folder: own, Training: true, Since: at(95), Until: at(99)},
	}
	got := UsedBeside(state, own, "")
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		want[i].Use, want[i].Note = got[i].Use, got[i].Note // see TestUsesDontHangOnTheClock
		if got[i] != want[i] || got[i].Use == "" || got[i].Note == 0 {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	if UsedBeside("", own, "") != nil || UsedBeside(t.TempDir(), own, "") != nil || BeginUse("", InUse{Dir: own, Shop: ofShop("")}, began) != nil {
		t.Error("uses without a state folder")
	}
}

// A file of uses stays small.
func TestUsesAreBounded(t *testing.T) {
	t.Parallel()
	state, dir := t.TempDir(), t.TempDir()
	for n := range usesKept + 20 {
		BeginUse(state, InUse{Dir: dir, Shop: ofShop("")}, time.Unix(int64(n)*3600, 0))
	}
	if got := UsedBeside(state, t.TempDir(), ""); len(got) != usesKept || got[0].Since.Unix() != 20*3600 {
		t.Errorf("%d uses, the first %+v", len(got), got[0])
	}
}

// A shop that has sold something is known to its computer, wherever its folder is now.
func TestKnownShops(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	if got := KnownShops(g.o.State); len(got) != 0 {
		t.Errorf("%v", got)
	}
	g.day(1)
	BeginUse(g.o.State, InUse{Dir: g.o.Dir, Shop: ofShop("")}, noon)
	if got := KnownShops(g.o.State); len(got) != 1 || got[0] != g.o.Dir {
		t.Errorf("%v, want %s", got, g.o.Dir)
	}
}

// A shop whose record has no folder has none, and not the one that the program was started in.
func TestKnownShopsWithoutAFolder(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(1)
	state := t.TempDir()
	for n, folder := range []string{"", g.o.Dir} {
		r := record{Shop: strings.Repeat("0123456789abcdef"[n:n+1], 64), Mark: journal.Mark{Head: journal.Head{Seq: 5}}}
		if folder != "" {
			r.Folder = databasePath(folder, false)
		}
		if err := markFiles(state).write(r); err != nil {
			t.Fatal(err)
		}
	}
	if got := KnownShops(state); !slices.Equal(got, []string{g.o.Dir, ""}) {
		t.Errorf("%q", got)
	}
}

func ofShop(shop string) func() string { return func() string { return shop } }

// A folder that was moved is the same shop at its new place: also on a stick that comes back
// under another name. Its copy, another shop's, and training that nobody told of are not.
func TestUsesOfAMovedFolder(t *testing.T) {
	t.Parallel()
	state, place := t.TempDir(), t.TempDir()
	began := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	use := func(dir, shop string, training, told bool, hour int) {
		BeginUse(state, InUse{Dir: filepath.Join(place, dir), Training: training, InJournal: told, Shop: ofShop(shop)}, began.Add(time.Duration(hour)*time.Hour)).Until(began.Add(time.Duration(hour)*time.Hour + time.Minute))
	}
	copied := filepath.Join(place, "copy")
	if err := os.MkdirAll(copied, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(copied, databaseName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	use("old", "sokha", false, false, 0)
	use("old", "sokha", true, true, 1)
	use("old", "sokha", true, false, 2) // training in it, untold
	use("old", "other", false, false, 3)
	use("copy", "sokha", false, false, 4)
	use("new", "sokha", false, false, 5)
	var hours []int
	for _, f := range UsedBeside(state, filepath.Join(place, "new"), "sokha") {
		hours = append(hours, int(f.Since.Sub(began).Hours()))
	}
	if !slices.Equal(hours, []int{2, 3, 4}) {
		t.Errorf("uses at the hours %v", hours)
	}
}

// A copy of the shop that was used as a second till, and is deleted before the Z, was no earlier
// place of the shop: the shop was in its own folder before.
func TestUsesOfACopyThatIsGone(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		uses string // the folders, in the order of their use
		want int    // of the copy
	}{
		"used before the copy":            {"own copy", 1},
		"and after it":                    {"own copy own", 1},
		"twice":                           {"own copy own copy own", 2},
		"moved, and never here before":    {"copy own", 0},
		"another shop was here before":    {"other copy own", 0},
		"moved, and then copied to there": {"copy own copy own", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, place := t.TempDir(), t.TempDir()
			for hour, dir := range strings.Fields(c.uses) {
				shop := "sokha"
				if dir == "other" {
					dir, shop = "own", "other"
				}
				at := began.Add(time.Duration(hour) * time.Hour)
				BeginUse(state, InUse{Dir: filepath.Join(place, dir), Shop: ofShop(shop)}, at).Until(at.Add(time.Minute))
			}
			got := UsedBeside(state, filepath.Join(place, "own"), "sokha")
			if len(got) != c.want || len(got) > 0 && got[0].Folder != filepath.Join(realFolder(place), "copy") {
				t.Errorf("%+v", got)
			}
		})
	}
}

// Whatever lies in the state folder, a till reads a bounded part of it, and waits for nothing.
func TestStateFilesAreBounded(t *testing.T) {
	t.Parallel()
	state, dir := t.TempDir(), t.TempDir()
	BeginUse(state, InUse{Dir: dir, Shop: ofShop("")}, noon)
	folder := usesFolder(state)
	large := bytes.Repeat([]byte(" "), maxStateFile)
	write := func(name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("ffffffffffffffff.json", append(large, `{"folder":"/large","uses":[{}]}`...))
	write("named.json", []byte(`{"folder":"/named","uses":[{}]}`))
	if err := os.Symlink("/dev/zero", filepath.Join(folder, "eeeeeeeeeeeeeeee.json")); err != nil {
		t.Skip(err)
	}
	if got := UsedBeside(state, t.TempDir(), ""); len(got) != 1 || got[0].Folder != realFolder(dir) {
		t.Errorf("%+v", got)
	}
	for n := range mostStateFiles + 50 {
		write(fmt.Sprintf("%016x.json", n), []byte(`{"folder":"/many","uses":[{}]}`))
	}
	if got := stateFiles(folder); len(got) > mostStateFiles {
		t.Errorf("%d files", len(got))
	}
}

// Until when the till stood open is exact after an orderly end, and behind after a kill; commands
// between say nothing of it.
func TestUntilWhenTheTillStoodOpen(t *testing.T) {
	t.Parallel()
	state, dir := t.TempDir(), t.TempDir()
	at := func(minute int) time.Time {
		return time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC).Add(time.Duration(minute) * time.Minute)
	}
	begin := func(minute int, brief bool) *FolderUse {
		return BeginUse(state, InUse{Dir: dir, Brief: brief, Shop: ofShop("")}, at(minute))
	}
	want := func(u *FolderUse, minute int, exact bool) {
		t.Helper()
		if until, is := u.OpenBefore(); !until.Equal(at(minute)) || is != exact {
			t.Errorf("open until %v, exact %v; want %v, %v", until, is, at(minute), exact)
		}
	}
	first := begin(0, false)
	if until, exact := first.OpenBefore(); !until.IsZero() || exact {
		t.Errorf("open before the first run until %v, %v", until, exact)
	}
	first.Until(at(5))
	begin(8, true).End(at(9)) // the till was killed
	second := begin(10, false)
	want(second, 5, false)
	second.Until(at(15))
	second.End(at(17))
	begin(18, true).End(at(19))
	want(begin(20, false), 17, true)
}
