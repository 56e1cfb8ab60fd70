package pos_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

// keptByFolder opens the shop's till again with the secrets of its folder.
func (s *testShop) keptByFolder() *storage.Secrets {
	s.t.Helper()
	s.till.Close()
	secrets, err := storage.SecretsOf(s.disk.DB, s.dir, "psar", noRing{})
	if err != nil {
		s.t.Fatal(err)
	}
	till, err := pos.OpenTill(s.t.Context(), pos.TillConfig{
		Store: s.disk, Clock: s.clock, Secrets: secrets, PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1}, Version: "test",
		NewID: func() (id.Sale, error) { return "01993b5e-7a00-7000-8000-999999999998", nil },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.till.Till = till
	return secrets
}

// noRing is a computer without a keyring.
type noRing struct{}

func (noRing) Get(string, string) (string, error) { return "", fault.New(fault.KeyringAway) }
func (noRing) Set(string, string, string) error   { return fault.New(fault.KeyringAway) }
func (noRing) Delete(string, string) error        { return fault.New(fault.KeyringAway) }

func (s *testShop) dropSecrets(kept map[settings.Key]string) {
	s.t.Helper()
	b, err := json.Marshal(kept)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.dir, "secrets.json"), b, 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// The PIN of a shop before its first owner is the one that the journal tells of: a file with another
// one, with none or no file at all gives nobody rights, and keeps nobody out who knows it.
func TestManagerPINIsTheJournals(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.keptByFolder()
	const right, wrong = "739182", "482915"
	value := 40_000
	approve := func(pin string) error {
		value++ // the same one asks for nothing
		return s.till.SetSettingBy(t.Context(), settings.PollLink, strconv.Itoa(value), staff.Approval{By: "Dara", PIN: pin})
	}
	s.set(settings.ManagerPIN, right)
	for what, kept := range map[string]map[settings.Key]string{
		"another one": {settings.ManagerPIN: wrong},
		"none":        {settings.ManagerPIN: ""},
		"no file":     {},
	} {
		s.dropSecrets(kept)
		if what == "no file" {
			if err := os.Remove(filepath.Join(s.dir, "secrets.json")); err != nil {
				t.Fatal(err)
			}
		}
		if set, err := s.till.ManagerPINSet(); err != nil || !set {
			t.Errorf("%s: set %v, %v", what, set, err)
		}
		if err := approve(wrong); fault.CodeOf(err) != fault.PINWrong {
			t.Errorf("%s: %v", what, err)
		}
		if err := approve(""); fault.CodeOf(err) != fault.PINWrong && fault.CodeOf(err) != fault.ManagerNeeded {
			t.Errorf("%s, without a PIN: %v", what, err)
		}
		if err := approve(right); err != nil {
			t.Errorf("%s: the right one: %v", what, err)
		}
	}
	if all := s.alertsOf(payment.AlertSecretFiles); len(all) != 1 || all[0].Expected != string(settings.ManagerPIN) {
		t.Errorf("alerts %v", all)
	}
	s.sellFor(money.Of(100, money.USD))
}

// What the owner has looked at is put aside, and is no alert any more.
func TestSecretsAreSetAside(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.keptByFolder()
	s.dropSecrets(map[settings.Key]string{settings.WebhookAPIKey: "0123456789abcdef"})
	s.keptByFolder()
	all := s.alertsOf(payment.AlertSecretFiles)
	if len(all) != 1 || all[0].Expected != string(settings.WebhookAPIKey) {
		t.Fatalf("alerts %v", all)
	}
	if err := s.till.ReadAlert(t.Context(), all[0].ID, "I looked", staff.Approval{By: "Dara"}); err != nil {
		t.Fatal(err)
	}
	s.keptByFolder()
	if all := s.alertsOf(payment.AlertSecretFiles); len(all) != 0 {
		t.Errorf("alerts %v", all)
	}
}

// The secrets of an older program, whose journal says only that they were changed, are told once, and
// no alert.
func TestSecretsOfAnOlderProgramAreTold(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	kept := map[settings.Key]string{settings.ManagerPIN: "739182", settings.USDProfileKey: "0123456789abcdef"}
	for _, key := range []settings.Key{settings.ManagerPIN, settings.USDProfileKey, settings.WebhookAPIKey} {
		fact := journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key}}
		if _, err := s.disk.Commit(t.Context(), pos.Batch{At: s.clock.Now(), Facts: []journal.Fact{fact}}); err != nil {
			t.Fatal(err)
		}
	}
	s.dropSecrets(kept)
	secrets := s.keptByFolder()
	for range 2 {
		s.till.KnowSecrets(context.Background())
	}
	var told []journal.Kind
	for _, e := range s.journal() {
		if e.Kind == facts.SecretKnown {
			told = append(told, e.Kind)
		}
	}
	if len(told) != 3 || len(s.alertsOf(payment.AlertSecretFiles)) != 0 {
		t.Errorf("told %d, alerts %v", len(told), s.alertsOf(payment.AlertSecretFiles))
	}
	for _, key := range []settings.Key{settings.ManagerPIN, settings.USDProfileKey, settings.WebhookAPIKey} {
		if got, err := secrets.Secret(key); err != nil || got != kept[key] {
			t.Errorf("%s: %q, %v", key, got, err)
		}
	}
	s.dropSecrets(map[settings.Key]string{settings.USDProfileKey: "fedcba9876543210"})
	s.till.KnowSecrets(context.Background())
	if all := s.alertsOf(payment.AlertSecretFiles); len(all) != 1 || all[0].Expected != string(settings.USDProfileKey) {
		t.Errorf("alerts %v", all)
	}
}
