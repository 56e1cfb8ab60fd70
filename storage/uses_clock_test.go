package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos/facts"
)

// A use is told from any other by what no clock says: one that begins on a clock that was set
// back is another one, and so is what follows in an open folder; small steps of the clock are none.
func TestUsesDontHangOnTheClock(t *testing.T) {
	t.Parallel()
	state, own, second := t.TempDir(), t.TempDir(), t.TempDir()
	at := func(minutes float64) time.Time { return noon.Add(time.Duration(minutes * float64(time.Minute))) }
	begin := func(dir string, minutes float64) *FolderUse {
		return BeginUse(state, InUse{Dir: dir, Shop: ofShop("")}, at(minutes))
	}
	type spell struct{ since, until float64 }
	want := func(when string, all ...spell) (found []facts.Folder) {
		t.Helper()
		found = UsedBeside(state, own, "")
		slices.SortFunc(found, func(a, b facts.Folder) int { return int(a.Note - b.Note) })
		var got []spell
		for _, f := range found {
			got = append(got, spell{f.Since.Sub(noon).Minutes(), f.Until.Sub(noon).Minutes()})
		}
		if !slices.Equal(got, all) {
			t.Fatalf("%s: %v, want %v", when, got, all)
		}
		return found
	}
	begin(own, 0)
	begin(second, 1).Until(at(5))
	first := want("used", spell{1, 5})[0]
	open := begin(second, -60)
	open.Until(at(-50))
	two := want("the clock was set back before", spell{1, 5}, spell{-60, -50})
	if two[0] != first || two[1].Use == first.Use || two[1].Note <= first.Note {
		t.Errorf("%+v after %+v", two, first)
	}
	open.Until(at(-50.5))
	step := want("a small step", spell{1, 5}, spell{-60, -50})
	if step[1].Use != two[1].Use || step[1].Note <= two[1].Note {
		t.Errorf("%+v after %+v", step[1], two[1])
	}
	open.Until(at(-90))
	open.Until(at(-85))
	want("the clock was set back while it was open", spell{1, 5}, spell{-60, -50}, spell{-90, -85})
}

// What was before the shop came to the computer is none of its; what comes later is, also by a
// clock that was set back to before it came.
func TestUsesBeforeTheShop(t *testing.T) {
	t.Parallel()
	state, own, second, try := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	use := func(dir, shop string, training bool, minutes int) *FolderUse {
		return BeginUse(state, InUse{Dir: dir, Training: training, Shop: ofShop(shop)}, noon.Add(time.Duration(minutes)*time.Minute))
	}
	use(second, "dara", false, 0)
	use(own, "", true, 1) // as every new shop begins
	open := use(try, "", true, 2)
	if got := UsedBeside(state, own, ""); len(got) != 3 {
		t.Errorf("%+v before the shop came", got)
	}
	use(own, "sokha", false, 10)
	if got := UsedBeside(state, own, "sokha"); len(got) > 0 {
		t.Errorf("told of what was before: %+v", got)
	}
	use(second, "dara", false, -30)
	open.Until(noon.Add(12 * time.Minute)) // goes on
	want := []string{realFolder(second), realFolder(try)}
	for _, dir := range []string{own, t.TempDir()} { // where it came, then moved
		if dir != own {
			use(dir, "sokha", false, 60)
		}
		var folders []string
		for _, f := range UsedBeside(state, dir, "sokha") {
			if f.Folder != realFolder(own) {
				folders = append(folders, f.Folder)
			}
		}
		if !slices.Equal(folders, want) {
			t.Errorf("from %s: %q, want %q", dir, folders, want)
		}
	}
}

// The files of older programs are read: their uses have no id. This program goes on in none of
// them, and takes a damaged file for one of whose beginning nothing is known.
func TestUsesOfAnOlderProgram(t *testing.T) {
	t.Parallel()
	state, own, second := t.TempDir(), t.TempDir(), t.TempDir()
	BeginUse(state, InUse{Dir: second, Shop: ofShop("")}, noon)
	path := stateFiles(usesFolder(state))[0]
	older, err := json.Marshal(map[string]any{"folder": realFolder(second), "uses": []any{map[string]any{"since": noon, "until": noon.Add(time.Minute)}}})
	if err == nil {
		err = os.WriteFile(path, older, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	BeginUse(state, InUse{Dir: own, Shop: ofShop("")}, noon)
	want := facts.Folder{Folder: realFolder(second), Since: noon, Until: noon.Add(time.Minute)}
	if got := UsedBeside(state, own, ""); len(got) != 1 || got[0] != want {
		t.Fatalf("%+v, want %+v", got, want)
	}
	BeginUse(state, InUse{Dir: second, Shop: ofShop("")}, noon.Add(2*time.Minute))
	got := UsedBeside(state, own, "")
	if len(got) != 2 || got[0] != want || got[1].Use == "" || !got[1].Since.Equal(noon.Add(2*time.Minute)) {
		t.Errorf("%+v", got)
	}
	mine := filepath.Join(usesFolder(state), "0000000000000000.json")
	for _, file := range stateFiles(usesFolder(state)) {
		if file != path {
			mine = file
		}
	}
	if err := os.WriteFile(mine, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	BeginUse(state, InUse{Dir: own, Shop: ofShop("")}, noon.Add(time.Hour))
	if again := UsedBeside(state, own, ""); len(again) != 2 {
		t.Errorf("%+v with the shop's own file damaged", again)
	}
}

// What was told of other folders is read from an index of it alone.
func TestFoldersToldUseTheirIndex(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	if plan := planOf(t, db, folderFacts, mostFolderFacts); !strings.HasPrefix(plan, "SCAN journal USING INDEX journal_folders") {
		t.Errorf("%q", plan)
	}
}
