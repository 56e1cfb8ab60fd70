package storagetest

import (
	"context"
	"errors"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/storage"
)

// Set stores a setting past the till's checks, with its fact, as an older program stored any.
func Set(ctx context.Context, o storage.Options, key settings.Key, value string) error {
	db, err := storage.Open(ctx, o)
	if err != nil {
		return err
	}
	_, err = db.Commit(ctx, pos.Batch{
		At: o.Clock.Now(), Till: 1, Settings: settings.Values{key: value},
		Facts: []journal.Fact{{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, To: value}}},
	})
	return errors.Join(err, db.Close())
}
