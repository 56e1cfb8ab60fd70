package pos_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

// slowSecrets is a keyring that waits for its user, until it is released.
type slowSecrets struct {
	pos.Secrets
	asked   chan struct{}
	answers chan error
}

func (s slowSecrets) SetSecret(key settings.Key, value string) error {
	s.asked <- struct{}{}
	if err := <-s.answers; err != nil {
		return err
	}
	return s.Secrets.SetSecret(key, value)
}

// staleRead is a keyring whose first answer is late.
type staleRead struct {
	pos.Secrets
	once       atomic.Bool
	read, goOn chan struct{}
}

func (s *staleRead) Secret(key settings.Key) (string, error) {
	value, err := s.Secrets.Secret(key)
	if s.once.CompareAndSwap(false, true) {
		close(s.read)
		<-s.goOn
	}
	return value, err
}

// keptBy opens the shop's till again with another keyring.
func (s *testShop) keptBy(secrets pos.Secrets) {
	s.t.Helper()
	s.till.Close()
	till, err := pos.OpenTill(s.t.Context(), pos.TillConfig{
		Store: s.disk, Clock: s.clock, Secrets: secrets, PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1}, Version: "test",
		NewID: func() (id.Sale, error) { return "01993b5e-7a00-7000-8000-999999999999", nil },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.till.Till = till
}

// While the keyring waits the till goes on selling, and the journal holds what is intended.
func TestTillDoesNotWaitForTheKeyring(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer error
		want   []journal.Kind
	}{
		"OK":      {nil, []journal.Kind{"secret.intended", "setting.changed", "setting.changed"}},
		"Refused": {fault.New(fault.KeyringAway, settings.USDProfileKey), []journal.Kind{"secret.intended", "setting.changed", "secret.kept"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			slow := slowSecrets{s.kept, make(chan struct{}), make(chan error)}
			s.keptBy(slow)
			before := len(s.journal())
			ended := make(chan error, 1)
			go func() { ended <- s.till.SetSetting(t.Context(), settings.USDProfileKey, "another-key") }()
			<-slow.asked
			ctx, cancel := context.WithTimeout(t.Context(), postest.Patience) // a till that is blocked is found, not waited for
			defer cancel()
			if err := s.till.SetSetting(ctx, settings.TillTheme, "dark"); err != nil {
				t.Errorf("another command while the keyring is asked: %v", err)
			}
			slow.answers <- tt.answer
			if err := <-ended; !errors.Is(err, tt.answer) {
				t.Error(err)
			}
			var got []journal.Kind
			for _, e := range s.journal()[before:] {
				got = append(got, e.Kind)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("facts %q, want %q", got, tt.want)
			}
			if changed := s.kept[settings.USDProfileKey] == "another-key"; changed != (tt.answer == nil) {
				t.Errorf("the keyring holds %q", s.kept[settings.USDProfileKey])
			}
		})
	}
}

// A manager.pin that was read before another one was set authorizes nothing.
func TestStaleManagerPINAuthorizesNothing(t *testing.T) {
	t.Parallel()
	for name, approval := range map[string]staff.Approval{
		"TheOldPIN": {By: "Dara", PIN: "1357"},
		"NoName":    {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if approval.PIN != "" {
				s.set(settings.ManagerPIN, approval.PIN)
			}
			stale := &staleRead{Secrets: s.kept, read: make(chan struct{}), goOn: make(chan struct{})}
			s.keptBy(stale)
			ended := make(chan error, 1)
			go func() { ended <- s.till.SetSettingBy(t.Context(), settings.ConfirmPayee, "always", approval) }()
			<-stale.read
			if err := s.till.SetSettingBy(t.Context(), settings.ManagerPIN, "2468", approval); err != nil {
				t.Fatal(err)
			}
			close(stale.goOn)
			if code := fault.CodeOf(<-ended); code != fault.PINWrong && code != fault.ManagerNeeded {
				t.Errorf("by the PIN of before: %q", code)
			}
			if got := s.till.Snapshot().Settings.Get(settings.ConfirmPayee); got != "auto" {
				t.Errorf("it was changed to %q", got)
			}
		})
	}
}
