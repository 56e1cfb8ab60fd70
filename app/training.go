package app

import (
	"context"
	"errors"
	"os"
	"os/user"
	"strconv"

	"psar/assets"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
	"psar/storage"
)

// trainingSecrets are the keys of the built-in gateway's profiles. They are public and
// protect nothing.
type trainingSecrets map[settings.Key]string

func (s trainingSecrets) Secret(key settings.Key) (string, error) { return s[key], nil }

func (s trainingSecrets) SetSecret(key settings.Key, _ string) error {
	return fault.New(fault.SettingInvalid, key, "…")
}

func (s trainingSecrets) Notice() *fault.Error { return nil }

// TrainingSecrets are the secrets of every training shop.
func TrainingSecrets() pos.Secrets {
	keys := trainingSecrets{}
	for _, p := range sandbox.DefaultProfiles() {
		_, key, _ := settings.ProfileKeys(money.Currency(p.Currency))
		keys[key] = p.Key
	}
	return keys
}

// PageFonts are the fonts of the gateway's pages, for machines without a Khmer font.
func PageFonts() []sandbox.Font {
	var fonts []sandbox.Font
	for _, weight := range []int{400, 600, 700} {
		fonts = append(fonts, sandbox.Font{Weight: weight, TrueType: assets.KantumruyPro(weight)})
	}
	return fonts
}

// startTraining starts the built-in gateway on loopback.
func (s *Shop) startTraining(ctx context.Context) error {
	server, err := sandbox.Listen(ctx, "127.0.0.1:0", sandbox.Config{
		Profiles: sandbox.DefaultProfiles(), Now: s.clock.Now, Fonts: PageFonts(),
	})
	if err != nil {
		return fault.New(fault.PortInUse, "127.0.0.1:0").Because(err)
	}
	s.training = server
	s.Secrets = TrainingSecrets()
	return nil
}

// seedTraining gives a new training database a shop's basics: a name, a rate, the
// built-in gateway's profiles, the virtual printer, and staff. Once there is an owner
// nothing is changed: the settings are then the trainee's.
func seedTraining(ctx context.Context, till *pos.Till) error {
	if till.Snapshot().Staffed {
		return nil
	}
	now := till.Snapshot().Settings
	seed := []struct {
		key   settings.Key
		value string
	}{
		{settings.ShopName, "Psar Training Shop"},
		{settings.ShopNameKhmer, "ផ្សារហ្វឹកហាត់"},
		{settings.ShopAddress, "Phnom Penh"},
		{settings.Rate, "4100"},
		{settings.PrinterLink, "paper:"},
		{settings.LinkSuccessURL, "https://example.com/"},
	}
	for _, p := range sandbox.DefaultProfiles() {
		id, _, _ := settings.ProfileKeys(money.Currency(p.Currency))
		seed = append(seed, struct {
			key   settings.Key
			value string
		}{id, p.ID})
	}
	for _, s := range seed {
		if now[s.key] != "" {
			continue
		}
		if err := till.SetSetting(ctx, s.key, s.value); err != nil {
			return err
		}
	}
	return addTrainingStaff(ctx, till)
}

// addTrainingStaff adds the training staff. Their PINs are public and protect nothing.
func addTrainingStaff(ctx context.Context, till *pos.Till) error {
	var owner staff.Approval
	for _, s := range []struct {
		name string
		role staff.Role
		pin  string
	}{
		{"Owner", staff.Owner, "1111"},
		{"Manager", staff.Manager, "2222"},
		{"Cashier", staff.Cashier, "3333"},
	} {
		if _, err := till.AddStaff(ctx, s.name, s.role, s.pin, owner); err != nil {
			return err
		}
		if s.role == staff.Owner {
			owner = staff.Approval{By: s.name, PIN: s.pin}
		}
	}
	return nil
}

// aside opens the till of the folder's shop for f, where training is before or afterwards, and
// closes it again.
func aside(ctx context.Context, at Place, clock pos.Clock, db *storage.DB, trained bool, f func(*pos.Till) error) error {
	secrets, err := storage.SecretsOf(db, at.Dir, "psar", at.Keyring)
	if err != nil {
		return err
	}
	cfg := tillConfig(at, db, secrets, clock)
	cfg.Trained, cfg.Brief = trained, true
	till, err := pos.OpenTill(ctx, cfg)
	if err != nil {
		return err
	}
	defer till.Close()
	return f(till)
}

// openTraining opens the training database, after the journal of the folder's shop, where there is
// one, has told that training begins. One that can't be opened is no place to train in.
func (s *Shop) openTraining(ctx context.Context) (*storage.DB, error) {
	training := s.place.Options(true, s.clock)
	if storage.Exists(s.place.Dir) != nil {
		return storage.Open(ctx, training)
	}
	db, err := storage.Open(ctx, s.place.Options(false, s.clock))
	if err != nil {
		return nil, err
	}
	s.own = db.Shop()
	err = aside(ctx, s.place, s.clock, db, false, func(till *pos.Till) error { return till.BeginTraining(ctx, account()) })
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.told = true
	return db.Swap(ctx, training)
}

// closeDB closes the database; after training it has the journal of the folder's shop, where that
// has told of its beginning, tell that it has ended.
func (s *Shop) closeDB() error {
	ctx, own := context.Background(), s.place.Options(false, s.clock)
	var db *storage.DB
	var err error
	switch {
	case !s.told && s.DB == nil:
		return nil
	case !s.told:
		return s.DB.Close()
	case s.DB == nil: // the journal has told of a training that could not be opened
		db, err = storage.Open(ctx, own)
	default:
		db, err = s.DB.Swap(ctx, own)
	}
	if err != nil {
		return err
	}
	err = aside(ctx, s.place, s.clock, db, true, func(*pos.Till) error { return nil })
	return errors.Join(err, db.Close())
}

// account is who runs this process, by the name that the system has for them.
func account() string {
	u, err := user.Current()
	if err != nil {
		return strconv.Itoa(os.Getuid())
	}
	return text.Shown(u.Username)
}

// endEarlierTraining ends the watch of attempts from an earlier training. The built-in
// gateway forgets everything with its process, so nobody can pay those codes, and
// polling them would go on for days. It returns their number.
func endEarlierTraining(ctx context.Context, till *pos.Till) (int, error) {
	left := till.Snapshot().Watching
	for _, a := range left {
		var err error
		if a.InProgress() {
			if a, err = till.Happened(ctx, a.ID, payment.CancelledByCashier{}); err != nil {
				return 0, err
			}
		}
		if !a.Watched {
			continue
		}
		if _, err = till.Happened(ctx, a.ID, payment.WatchEnded{Unpayable: true}); err != nil {
			return 0, err
		}
	}
	return len(left), nil
}

// customerPays is the training customer's pay button.
func (s *Shop) customerPays(id id.Payment) error {
	if err := s.training.Pay(string(id), ""); err != nil {
		return fault.New(fault.PaymentUnknown, id).Because(err)
	}
	s.Watcher.CheckNow(id)
	return nil
}
