package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	keyring "github.com/zalando/go-keyring"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/journal"
	"psar/pos/payment"
)

// ringInMemory is a desktop's keyring.
type ringInMemory struct{ held sync.Map }

func (r *ringInMemory) Get(service, user string) (string, error) {
	if secret, ok := r.held.Load(service + "\x00" + user); ok {
		return secret.(string), nil
	}
	return "", keyring.ErrNotFound
}

func (r *ringInMemory) Set(service, user, secret string) error {
	r.held.Store(service+"\x00"+user, secret)
	return nil
}

func (r *ringInMemory) Delete(service, user string) error {
	if _, ok := r.held.LoadAndDelete(service + "\x00" + user); !ok {
		return keyring.ErrNotFound
	}
	return nil
}

// TestACopyPutBack: commands one after the other sign their rows and raise nothing; a copy
// of the folder that hides a sale is shown until somebody clears it with a reason.
func TestACopyPutBack(t *testing.T) {
	t.Parallel()
	ring := &ringInMemory{}
	psar := apptest.Function(func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		w := testEnvironment()
		w.streams, w.keyring = streams{in, out, errs}, ring
		return run(ctx, args, w)
	})
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "sell", "2", "USD", "--cash")
	data := filepath.Join(dir, "psar.db")
	old, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	apptest.Psar(t, psar, dir, "sell", "50", "USD", "--cash")
	checks := func() (key, mark jsonout.Check) {
		t.Helper()
		for _, c := range apptest.ReadJSON[jsonout.Doctor](t, psar, dir, "doctor").Checks {
			switch c.Name {
			case "records_key":
				key = c
			case "records_mark":
				mark = c
			}
		}
		return key, mark
	}
	if key, mark := checks(); !key.OK || !mark.OK || !strings.Contains(key.Detail, "in the keyring") || !strings.Contains(mark.Detail, "fit") {
		t.Errorf("%+v %+v", key, mark)
	}
	if check := apptest.ReadJSON[journal.Check](t, psar, dir, "journal", "verify"); !check.OK || check.Signed < 8 || check.Before != 0 || check.Unchecked != 0 {
		t.Errorf("%+v", check)
	}
	alerts := func() []payment.Alert { return apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms") }
	if list := alerts(); len(list) != 0 {
		t.Fatalf("%+v", list)
	}

	if err := os.WriteFile(data, old, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, mark := checks(); mark.OK || !strings.Contains(mark.Detail, "000002") {
		t.Errorf("%+v", mark)
	}
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash") // cash sells whatever there is
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash")
	list := alerts()
	if len(list) != 1 || list[0].Kind != payment.AlertJournalBehind || !strings.Contains(list[0].Expected, "/000002)") {
		t.Fatalf("%+v", list)
	}
	if text := apptest.Psar(t, psar, dir, "alarms"); !strings.Contains(text, "put back or cut") {
		t.Error(text)
	}
	if _, errs, code := apptest.Run(t, psar, dir, "", "alarms", "read", "1", "--by", "Srey"); code != exitFailed || !strings.Contains(errs, "reason") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if _, errs, code := apptest.Run(t, psar, dir, "", "alarms", "read", "1", "--by", "Srey", "--reason", "put back a backup"); code != exitOK || !strings.Contains(errs, "cleared by Srey") {
		t.Errorf("exit %d: %s", code, errs)
	}
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash")
	if list := alerts(); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if out := apptest.Psar(t, psar, dir, "journal", "verify"); !strings.Contains(out, "rows are signed") {
		t.Error(out)
	}
	if _, mark := checks(); !mark.OK {
		t.Errorf("%+v", mark)
	}
}
