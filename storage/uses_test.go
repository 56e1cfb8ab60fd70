package storage

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"psar/pos/facts"
)

// Each use of a data folder is known to the other folders of the computer; commands one after
// the other are one use, and the folder's own is none.
func TestUsesOfFolders(t *testing.T) {
	t.Parallel()
	state, own, second := t.TempDir(), t.TempDir(), t.TempDir()
	began := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	at := func(minutes int) time.Time { return began.Add(time.Duration(minutes) * time.Minute) }
	use := func(dir string, training, told bool, since, until int) {
		BeginUse(state, dir, training, told, at(since)).Until(at(until))
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
	if err := os.WriteFile(filepath.Join(usesFolder(state), "broken.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	second, own = realFolder(second), realFolder(own)
	want := []facts.Folder{
		{Folder: second, Since: at(10), Until: at(21)}, {Folder: second, Since: at(60), Until: at(70)},
		{Folder: second, Training: true, Since: at(80), Until: at(90)}, {Folder: own, Training: true, Since: at(95), Until: at(99)},
	}
	got := UsedBeside(state, own)
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	if UsedBeside("", own) != nil || UsedBeside(t.TempDir(), own) != nil || BeginUse("", own, false, false, began) != nil {
		t.Error("uses without a state folder")
	}
}

// A file of uses stays small.
func TestUsesAreBounded(t *testing.T) {
	t.Parallel()
	state, dir := t.TempDir(), t.TempDir()
	for n := range mostUses + 20 {
		BeginUse(state, dir, false, false, time.Unix(int64(n)*3600, 0))
	}
	if got := UsedBeside(state, t.TempDir()); len(got) != mostUses || got[0].Since.Unix() != 20*3600 {
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
	BeginUse(g.o.State, g.o.Dir, false, false, noon)
	if got := KnownShops(g.o.State); len(got) != 1 || got[0] != g.o.Dir {
		t.Errorf("%v, want %s", got, g.o.Dir)
	}
}
