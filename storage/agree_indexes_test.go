package storage

import (
	"testing"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/settings"
)

// A verification reads the facts in the pass over all rows, and tells of an index that lacks some.
func TestVerifyFindsIndexesThatLackRows(t *testing.T) {
	t.Parallel()
	for _, index := range append([]string{"journal_about", "journal_folders", "journal_jobs", "journal_manager", "journal_rates", "journal_traces"}, powerIndexes...) {
		t.Run(index, func(t *testing.T) {
			t.Parallel()
			g := ownedShop(t)
			g.record(journal.Fact{Kind: facts.FolderUsed, Payload: facts.Folder{}})
			g.record(journal.Fact{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{}})
			g.record(journal.Fact{Kind: facts.RateConfirmed, Payload: "4000"})
			g.record(journal.Fact{Kind: facts.PayeeFields, Payload: facts.PayeePin{}})
			g.record(journal.Fact{Kind: facts.SecretKnown, Payload: facts.Setting{Key: settings.USDProfileKey, Print: facts.SecretNone}})
			g.close()
			g.hide(index, "seq < 2")
			db, err := OpenReadOnly(t.Context(), g.o)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			check, err := db.VerifyJournal(t.Context())
			if err != nil || len(check.Findings) != 1 || check.Findings[0].Table != finding.Indexes || check.Findings[0].ID != index {
				t.Errorf("%+v (%v)", check.Findings, err)
			}
		})
	}
}

// How many rows each index of the journal must have is known from the pass over all rows, by their
// kinds and versions: the table is read through for none.
func TestIndexesAreCounted(t *testing.T) {
	t.Parallel()
	all := telling{kinds: map[kindVersion]int64{}}
	for _, kind := range []journal.Kind{facts.PrintQueued, facts.PrintEnded, facts.FolderUsed, facts.ManagerRefused, facts.RateConfirmed,
		facts.SettingChanged, facts.PayeeFields, facts.StaffAdded, facts.SecretKnown, facts.KeyringHolds, facts.SaleCompleted} {
		all.kinds[kindVersion{kind, 1}], all.kinds[kindVersion{kind, 2}] = 1, 1
	}
	for name, made := range journalIndexes() {
		want := int64(2)
		switch name {
		case "journal_about":
			want = 22
		case "journal_traces", "journal_traces_at": // those of settings, folders and refused managers
			want = 6
		}
		if rows, condition := all.indexed(made); rows != want || condition == "" {
			t.Errorf("%s: %d rows with %q, want %d", name, rows, condition, want)
		}
	}
}
