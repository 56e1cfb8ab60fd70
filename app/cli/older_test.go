package cli

import (
	"bytes"
	"path/filepath"
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

// A command that only reads opens an older data folder, too.
func TestReadingAnOlderShop(t *testing.T) {
	t.Parallel()
	dir := olderShop(t)
	if days := apptest.ReadJSON[map[string]any](t, psar, dir, "shift"); len(days) == 0 {
		t.Error("nothing was read")
	}
}

// While another program has an older data folder open, nothing is copied or changed, and
// the message says what to do.
func TestOlderShopThatIsOpen(t *testing.T) {
	t.Parallel()
	dir := olderShop(t)
	s := inProcess(t, dir)
	holder, err := storage.Open(t.Context(), storage.Options{Dir: dir, Training: true, Clock: s.clock})
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	if _, err := s.openReading(dir, false); fault.CodeOf(err) != fault.DatabaseOlder {
		t.Errorf("%v", err)
	}
	if _, err := s.openTillShop(dir); fault.CodeOf(err) != fault.DataLocked || !strings.Contains(sentence(words.English, err), "A training till has") {
		t.Errorf("%v", err)
	}
	if copies, err := filepath.Glob(filepath.Join(dir, "psar-before-v*.db")); err != nil || len(copies) != 0 {
		t.Errorf("copies %v, %v", copies, err)
	}
}
