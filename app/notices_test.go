package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
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

// A shop opens while the keyring hangs; that it does not answer is told when that is known.
func TestNoticesOfALateKeyring(t *testing.T) {
	t.Parallel()
	ring := hangingRing{make(chan struct{})}
	let := sync.OnceFunc(func() { close(ring.held) })
	defer let()
	shop, err := Open(t.Context(), Place{Dir: t.TempDir(), State: t.TempDir(), Keyring: ring}, false, SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	later := shop.later()
	let()
	deadline := time.Now().Add(postest.Patience)
	for len(later()) == 0 && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if said := later(); len(said) != 1 || said[0].Code != fault.KeyringFile {
		t.Errorf("%v", said)
	}
}

// What comes up after the shop was opened is among the later notices.
func TestNotedIsShownLater(t *testing.T) {
	t.Parallel()
	shop := openShop(t, t.TempDir())
	defer shop.Close()
	shop.Noted(fault.New(fault.ControlMissing, shop.Dir))
	if said := shop.later()(); len(said) == 0 || said[0].Code != fault.ControlMissing {
		t.Errorf("%v", said)
	}
}
