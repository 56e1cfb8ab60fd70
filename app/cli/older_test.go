package cli

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/storage"
)

// olderShop is a data folder as an older version left it.
func olderShop(t *testing.T) (dir string) {
	t.Helper()
	return postest.Thaw(t, filepath.Join("..", "..", "pos", "testdata", "frozen", "schema16.db.gz"))
}

func inProcess(t *testing.T, dir string) *session {
	t.Helper()
	var out, errs bytes.Buffer
	w := testEnvironment()
	w.streams = streams{nil, &out, &errs}
	return &session{
		Context: t.Context(), environment: w,
		flags: &commands{Data: dir}, lang: words.English,
	}
}

// A newer till opens an older data folder: after a backup, with the current schema, and
// not in training.
func TestTillOpensAnOlderShop(t *testing.T) {
	t.Parallel()
	dir := olderShop(t)
	shop, err := inProcess(t, dir).openTillShop(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	if s := shop.Till.Snapshot(); s.Training || !s.Settings.HasProfile(money.USD) {
		t.Errorf("training %v, %v", s.Training, s.Settings.Get(settings.ShopName))
	}
	copies, err := filepath.Glob(filepath.Join(dir, "psar-before-v*.db"))
	if err != nil || len(copies) != 1 {
		t.Errorf("copies %v, %v", copies, err)
	}
}

// stateOf is every file of a folder with its contents.
func stateOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

// A command that only reads opens an older data folder, too, and leaves it as it was: it may be
// a copy that is kept as it was found.
func TestReadingAnOlderShop(t *testing.T) {
	t.Parallel()
	dir := olderShop(t)
	before := stateOf(t, dir)
	if days := apptest.ReadJSON[map[string]any](t, psar, dir, "shift"); len(days) == 0 {
		t.Error("nothing was read")
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
	if after := stateOf(t, dir); !maps.Equal(before, after) {
		t.Errorf("files %q, before %q, or what is in them", slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
	}
}

// While another program has an older data folder open it can be read, but nothing opens it for
// writing, and nothing is copied or changed there.
func TestOlderShopThatIsOpen(t *testing.T) {
	t.Parallel()
	dir := olderShop(t)
	s := inProcess(t, dir)
	holder, err := storage.Open(t.Context(), storage.Options{Dir: dir, Training: true, Clock: s.clock})
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	db, err := s.openReading(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.openTillShop(dir); fault.CodeOf(err) != fault.DataLocked || !strings.Contains(sentence(words.English, err), "A training till has") {
		t.Errorf("%v", err)
	}
	if copies, err := filepath.Glob(filepath.Join(dir, "psar-before-v*.db")); err != nil || len(copies) != 0 {
		t.Errorf("copies %v, %v", copies, err)
	}
}
