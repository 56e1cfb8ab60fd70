package cli

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/storage/storagetest"
)

// TestACopyPutBack: commands one after the other sign their rows and raise nothing; a copy
// of the folder that hides a sale is shown until somebody clears it with a reason.
func TestACopyPutBack(t *testing.T) {
	t.Parallel()
	ring := storagetest.NewRing()
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
	if check := apptest.ReadJSON[journal.Check](t, psar, dir, "journal", "verify"); !check.OK || check.Signed < 5 || check.Before != 0 || check.Unchecked != 0 {
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

// TestSettingsRewritten: a gateway that somebody writes into the table is used by nobody. The
// doctor names it, the next command puts it back and sells, and an alarm says so.
func TestSettingsRewritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.base_url", "https://pay.example")
	apptest.Psar(t, psar, dir, "sell", "2", "USD", "--cash")
	if rows := checksOf(t, dir)["records_rows"]; !rows.OK || rows.Detail != "as the journal tells" {
		t.Errorf("%+v", rows)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err == nil {
		_, err = db.Exec("UPDATE settings SET value = 'https://mallory.example' WHERE key = 'gateway.base_url'")
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	said := func(text string) {
		t.Helper()
		if !strings.Contains(text, "gateway.base_url = https://pay.example") || !strings.Contains(text, "gateway.base_url = https://mallory.example") {
			t.Error(text)
		}
	}
	rows := checksOf(t, dir)["records_rows"]
	if said(rows.Detail); rows.OK {
		t.Errorf("%+v", rows)
	}
	if got := apptest.Psar(t, psar, dir, "settings", "get", "gateway.base_url"); !strings.Contains(got, "pay.example") {
		t.Error(got)
	}
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash")
	said(apptest.Psar(t, psar, dir, "alarms"))
	if rows := checksOf(t, dir)["records_rows"]; !rows.OK {
		t.Errorf("%+v", rows)
	}
}
