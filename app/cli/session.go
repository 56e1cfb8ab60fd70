package cli

import (
	"fmt"
	"path/filepath"
	"slices"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/storage"
)

// noShop reports whether a data folder has no shop's database; missing says where this computer
// had a shop all the same, and is nil where it never had one. Then training may begin by itself.
func (s *session) noShop(dir string) (none bool, missing *fault.Error) {
	if storage.Exists(dir) == nil {
		return false, nil
	}
	known := storage.KnownShops(s.state(dir))
	switch {
	case len(known) == 0:
		return true, nil
	case known[0] == "" || slices.Contains(known, dir):
		return true, fault.New(fault.ShopGone, dir)
	}
	return true, fault.New(fault.ShopElsewhere, dir, known[0])
}

// openReading opens a shop's database for reading, also beside an open till. It changes nothing,
// an older schema neither.
func (s *session) openReading(dir string, training bool) (*storage.DB, error) {
	return storage.OpenReadOnly(s, s.placeOf(dir).Options(training, s.clock))
}

// openSecrets opens the secrets of the flags' shop, whose database is open, for reading. Those of
// the shop itself have nothing to do with training.
func (s *session) openSecrets(db *storage.DB) (pos.Secrets, error) {
	if s.flags.Training {
		return app.TrainingSecrets(), nil
	}
	return storage.SecretsOf(db, filepath.Dir(db.Path()), "psar", s.keyring)
}

// secretIn reads a secret of the shop in a folder, for reading alone.
func (s *session) secretIn(dir string, key settings.Key) (string, error) {
	db, err := s.openReading(dir, s.flags.Training)
	if err != nil {
		return "", err
	}
	defer db.Close()
	secrets, err := s.openSecrets(db)
	if err != nil {
		return "", err
	}
	return secrets.Secret(key)
}

// placeOf is where the shop of a data folder is.
func (s *session) placeOf(dir string) app.Place {
	return app.Place{Dir: dir, State: s.state(dir), Keyring: s.keyring}
}

// openShop opens the data folder of the flags for writing.
func (s *session) openShop() (*app.Shop, error) {
	if s.hosted != nil {
		return s.borrow()
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return nil, err
	}
	if !s.flags.Training {
		// Only setting up makes a shop: a mistyped --data must not start a new one.
		if err := storage.Exists(dir); err != nil {
			return nil, err
		}
	}
	return s.shopIn(dir)
}

// makeShop is openShop for a folder that may have no shop yet.
func (s *session) makeShop() (*app.Shop, error) {
	if s.hosted != nil {
		return s.borrow()
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return nil, err
	}
	// Nor must an empty one take the place of one whose disk is away, unless the till was told to.
	if _, missing := s.noShop(dir); !s.flags.Training && missing != nil && missing.Code == fault.ShopGone {
		return nil, missing
	}
	return s.shopIn(dir)
}

// borrow is the shop of the till that carries the command out.
func (s *session) borrow() (*app.Shop, error) {
	shop := s.hosted.shop.Lend()
	return shop, s.signIn(shop)
}

func (s *session) shopIn(dir string) (*app.Shop, error) {
	place := s.placeOf(dir)
	place.Brief = true
	shop, err := app.Open(s, place, s.flags.Training, s.clock)
	if err != nil {
		return nil, err
	}
	shop.NotClosed = app.SayNotClosed(s.err, s.lang)
	for _, notice := range append(shop.NotedNow(), shop.DB.Notice()) {
		if notice != nil {
			fmt.Fprint(s.err, sentence(s.lang, notice))
		}
	}
	if shop.Forgotten > 0 {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLITrainingClosed, shop.Forgotten))
	}
	if err := s.signIn(shop); err != nil {
		shop.Close()
		return nil, err
	}
	return shop, nil
}

// withShop does f in the shop of openShop, and closes it. It ends the command: an error is
// refused, as JSON too if asJSON.
func (s *session) withShop(asJSON bool, f func(*session, *app.Shop) error) error {
	shop, err := s.openShop()
	return s.within(shop, err, asJSON, f)
}

// withNewShop is withShop for a folder that may have no shop yet.
func (s *session) withNewShop(asJSON bool, f func(*session, *app.Shop) error) error {
	shop, err := s.makeShop()
	return s.within(shop, err, asJSON, f)
}

func (s *session) within(shop *app.Shop, err error, asJSON bool, f func(*session, *app.Shop) error) error {
	if err != nil {
		return s.refuse(asJSON, err)
	}
	defer shop.Close()
	return s.refuse(asJSON, f(s, shop))
}

// withRequest is withShop for what is asked by flags: wrong ones open no shop.
func withRequest[R any](s *session, asJSON bool, read func() (R, error), do func(*session, *app.Shop, R) error) error {
	request, err := read()
	if err != nil {
		return s.refuse(asJSON, err)
	}
	return s.withShop(asJSON, func(s *session, shop *app.Shop) error { return do(s, shop, request) })
}
