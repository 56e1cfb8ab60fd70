package pos_test

import (
	"context"
	"path/filepath"
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/storage"
)

// A till that can't open because a backup holds the database, or because it was stopped, says so. It
// says nothing of damage: an old copy in the folder's place would lose sales.
func TestWhatPassesIsNoDamage(t *testing.T) {
	t.Parallel()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for name, c := range map[string]struct {
		ctx  context.Context
		held bool
		want fault.Code
	}{
		"another program holds the database": {t.Context(), true, fault.DataLocked},
		"stopped":                            {stopped, false, fault.Stopped},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			s.close()
			defer s.open() // it opens then
			options := storage.Options{Dir: s.dir, Clock: s.clock, State: s.outside}
			db, err := storage.Open(t.Context(), options)
			if err != nil {
				t.Fatal(err)
			}
			if c.held {
				other := foreignDB(t, filepath.Join(s.dir, "psar.db"))
				if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
					t.Fatal(err)
				}
				defer func() { _, _ = other.Exec("ROLLBACK") }()
			}
			till, err := pos.OpenTill(c.ctx, pos.TillConfig{
				Store: db, Clock: s.clock, Secrets: s.kept, Version: "test", Folder: s.dir, NewID: s.newID(),
				PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1},
			})
			if err == nil {
				till.Close()
			}
			if got := fault.CodeOf(err); got != c.want {
				t.Errorf("opening: %v, want %s", err, c.want)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if c.held {
				return
			}
			if _, err = storage.Open(c.ctx, options); fault.CodeOf(err) != c.want {
				t.Errorf("opening the database: %v, want %s", err, c.want)
			}
		})
	}
}
