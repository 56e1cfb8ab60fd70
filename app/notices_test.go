package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
)

// openShop opens a shop without a gateway.
func openShop(t *testing.T, dir string) *Shop {
	t.Helper()
	shop, err := Open(t.Context(), Place{Dir: dir}, false, SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	return shop
}

// What is wrong with the folder and with a printer's stored link is said when the till opens,
// which opens all the same.
func TestNotices(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	shop := openShop(t, dir)
	err := shop.Till.SetSetting(t.Context(), settings.PrinterLink, "file:printed.bin")
	said := shop.notices()
	shop.Close()
	if err != nil || slices.ContainsFunc(said, func(e *fault.Error) bool { return e.Code != fault.KeyringFile }) {
		t.Fatalf("%v; said of a shop that is well: %v", err, said)
	}
	err = storagetest.Set(t.Context(), storage.Options{Dir: dir, Clock: SystemClock{}}, settings.PrinterLink, "file:/home/till/.profile")
	if err == nil {
		err = os.Chmod(dir, 0o777|os.ModeSticky)
	}
	if err != nil {
		t.Fatal(err)
	}
	shop = openShop(t, dir)
	defer shop.Close()
	var codes []fault.Code
	for _, e := range shop.notices() {
		codes = append(codes, e.Code)
	}
	want := []fault.Code{fault.PrinterFile}
	if filepath.Separator == '/' {
		want = append(want, fault.DataExposed)
	}
	for _, code := range want {
		if !slices.Contains(codes, code) {
			t.Errorf("%v, want %s", codes, code)
		}
	}
}

// hangingRing answers when it is let go.
type hangingRing struct{ held chan struct{} }

func (r hangingRing) Get(string, string) (string, error) { <-r.held; return "", errors.New("locked") }
func (r hangingRing) Set(string, string, string) error   { <-r.held; return errors.New("locked") }
func (r hangingRing) Delete(string, string) error        { <-r.held; return errors.New("locked") }

// brokenRing does not answer until it is mended.
type brokenRing struct {
	mended atomic.Bool
	kept   sync.Map
}

func (r *brokenRing) Get(service, key string) (string, error) {
	if !r.mended.Load() {
		return "", errors.New("locked")
	}
	value, _ := r.kept.Load(service + key)
	kept, _ := value.(string)
	return kept, nil
}

func (r *brokenRing) Set(service, key, value string) error {
	if !r.mended.Load() {
		return errors.New("locked")
	}
	r.kept.Store(service+key, value)
	return nil
}

func (r *brokenRing) Delete(string, string) error { return errors.New("locked") }

// A shop opens while the keyring hangs; that it does not answer is told when that is known, and no
// longer once it answers. The windows wait for none of it.
func TestNoticesOfALateKeyring(t *testing.T) {
	t.Parallel()
	hanging, broken := hangingRing{make(chan struct{})}, &brokenRing{}
	let := sync.OnceFunc(func() { close(hanging.held) })
	defer let()
	for name, ring := range map[string]storage.Keyring{"hanging": hanging, "broken": broken} {
		shop, err := Open(t.Context(), Place{Dir: t.TempDir(), State: t.TempDir(), Keyring: ring}, false, SystemClock{})
		if err != nil {
			t.Fatal(err)
		}
		defer shop.Close()
		ctx, stop := context.WithCancel(t.Context())
		ticks, done := make(chan time.Time), make(chan struct{})
		go func() {
			defer close(done)
			shop.keepNotices(ctx, ticks)
		}()
		defer func() { stop(); <-done }()
		if ring == hanging {
			if said := shop.later(nil)(); said != nil {
				t.Errorf("%s: %v before it was asked", name, said)
			}
			let()
		}
		tick := func() {
			select {
			case ticks <- time.Time{}:
			case <-time.After(postest.Patience):
				t.Fatalf("%s: nobody looks", name)
			}
		}
		tick()
		tick() // what was found before is stored by now
		if said := shop.later(nil)(); len(said) != 1 || said[0].Code != fault.KeyringFile {
			t.Errorf("%s: %v", name, said)
		}
		if ring != storage.Keyring(broken) {
			continue
		}
		broken.mended.Store(true)
		if err := shop.Secrets.SetSecret(settings.USDProfileKey, "0123456789abcdef"); err != nil {
			t.Fatal(err)
		}
		tick()
		tick()
		if said := shop.later(nil)(); said == nil || len(said) != 0 {
			t.Errorf("%v, when it answers", said)
		}
	}
}

// All that comes up after the shop was opened is among the later notices, and among the first
// where the windows open afterwards.
func TestNotedIsShownLater(t *testing.T) {
	t.Parallel()
	shop := openShop(t, t.TempDir())
	defer shop.Close()
	first := []*fault.Error{fault.New(fault.DataExposed)}
	noted := []*fault.Error{fault.New(fault.ShopNew, "/mnt/shop"), fault.New(fault.ControlMissing, shop.Dir)}
	for _, n := range noted {
		shop.Noted(n)
	}
	want := slices.Concat(noted, first)
	if said := shop.later(first)(); !slices.Equal(said, want) {
		t.Errorf("later %v, want %v", said, want)
	}
	if said := shop.withNoted(first); !slices.Equal(said, want) {
		t.Errorf("at first %v, want %v", said, want)
	}
	for range 2 * mostNoted {
		shop.Noted(noted[0])
	}
	if said := shop.later(nil)(); len(said) != mostNoted {
		t.Errorf("%d are noted", len(said))
	}
}
