package cli

import (
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/assets/words"
	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/report"
)

// Training has secrets of its own. No command in training uses or shows those of the shop
// in the same folder.
func TestTrainingHasItsOwnSecrets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.SetSecret(t, psar, dir, "gateway.usd.profile_key", "d0c5f00ddeadbeef0123456789abcdef")
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash", "--training")
	for key, want := range map[string]string{"manager.pin": "", "gateway.usd.profile_key": "(set)", "webhook.api_key": ""} {
		if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", key, "--training")); got != want {
			t.Errorf("%s is %q in training, want %q", key, got, want)
		}
	}
	profile := sandbox.DefaultProfiles()[0]
	want := raksmeypay.PaymentLink("https://mail.raksmeypay.com", profile.ID, profile.Key, raksmeypay.LinkRequest{
		TransactionID: "12345678", Amount: "5.00", SuccessURL: "https://example.com/",
	})
	button := apptest.Psar(t, psar, dir, "webkit", "button", "--training", "--currency", profile.Currency, "--amount", "5.00", "--transaction-id", "12345678")
	if !strings.Contains(html.UnescapeString(button), want) {
		t.Errorf("the link is not hashed with training's key:\n%s\nwant %s", button, want)
	}
}

// onePC is the environment of programs that share a computer, its state folder too.
func onePC(t *testing.T, clock pos.Clock) apptest.Function {
	t.Helper()
	state := t.TempDir()
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		w := testEnvironment()
		w.state = func(string) string { return state }
		w.streams, w.clock = streams{in, out, errs}, clock
		return run(ctx, args, w)
	}
}

// Where there ever was a shop, in the folder or on the computer, the till never opens in
// training by itself: it is a shop that sells cash.
func TestTrainingNeverBeginsByItselfWhereAShopWas(t *testing.T) {
	t.Parallel()
	state, had, empty := t.TempDir(), t.TempDir(), t.TempDir()
	w := testEnvironment()
	w.state = func(string) string { return state }
	open := func(dir string) (training bool, said string) {
		t.Helper()
		var errs bytes.Buffer
		w.streams = streams{nil, &errs, &errs}
		s := &session{Context: t.Context(), environment: w, flags: &commands{Data: dir}, lang: words.English}
		shop, err := s.openTillShop(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer shop.Close()
		if !shop.InTraining() {
			if _, err := shop.Till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); err != nil {
				t.Error(err)
			}
		}
		return shop.InTraining(), errs.String()
	}
	if training, said := open(empty); !training || !strings.Contains(said, "training mode") {
		t.Errorf("nothing was ever here: training %v, %s", training, said)
	}
	apptest.Psar(t, psar, had, "settings", "set", "shop.name", "Sokha") // no profile yet
	if training, _ := open(had); training {
		t.Error("a folder with a shop opens in training")
	}
	missing := func(dir string) string {
		t.Helper()
		_, missing := (&session{Context: t.Context(), environment: w}).noShop(dir)
		if missing == nil {
			return ""
		}
		return sentence(words.English, missing)
	}
	if said := missing(empty); missing(had) != "" || !strings.Contains(said, empty) || !strings.Contains(said, had) {
		t.Errorf("%q of the shop, %q of the empty folder", missing(had), said)
	}
	if training, _ := open(empty); training {
		t.Error("a computer that had a shop opens in training")
	}
	removeShop(t, had)
	if said := missing(had); !strings.Contains(said, "no shop in it now: "+had) {
		t.Errorf("its disk is away: %q", said)
	}
	if training, _ := open(had); training {
		t.Error("a folder whose shop was taken away opens in training")
	}
}

// removeShop takes the shop's database away, as a disk does that is not mounted.
func removeShop(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"psar.db", "psar.db-wal", "psar.db-shm"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// A command begins no empty shop in the place of one whose disk is away; elsewhere it does.
func TestNoEmptyShopInTheShopsPlace(t *testing.T) {
	t.Parallel()
	psar, dir, second := onePC(t, app.SystemClock{}), t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	removeShop(t, dir)
	for _, args := range [][]string{{"settings", "set", "shop.name", "Sokha"}, {"staff", "add", "Srey", "--role", "owner"}} {
		_, errs, exit := apptest.Run(t, psar, dir, "918273\n", args...)
		if exit != exitFailed || !strings.Contains(errs, "no shop in it now: "+dir) || !strings.Contains(errs, "connect the disk") {
			t.Errorf("%v: exit %d: %s", args, exit, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "psar.db")); err == nil {
		t.Error("an empty shop was begun")
	}
	apptest.Psar(t, psar, second, "settings", "set", "shop.name", "Second")
}

// Training in a shop's folder, and in another one of the same computer, is on the shop's Z, in
// every form of it.
func TestTrainingAndSecondFoldersAreOnTheZ(t *testing.T) {
	t.Parallel()
	psar, dir, second := onePC(t, app.SystemClock{}), t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash")
	apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash", "--training")
	apptest.Psar(t, psar, second, "settings", "set", "shop.name", "Second")
	apptest.Psar(t, psar, second, "sell", "7.00", "USD", "--cash")
	apptest.Psar(t, psar, second, "sell", "7.00", "USD", "--cash", "--training")
	apptest.Psar(t, psar, dir, "close", "--count-usd", "5")
	second, err := filepath.EvalSymlinks(second)
	if err != nil {
		t.Fatal(err)
	}
	z := apptest.ReadJSON[report.Report](t, psar, dir, "report", "--z", "1")
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if len(z.Trained) != 1 || z.Trained[0].Account != u.Username || z.Trained[0].Broken || z.Trained[0].Until.Before(z.Trained[0].Since) {
		t.Errorf("training %+v", z.Trained)
	}
	if len(z.Folders) != 2 || z.Folders[0].Folder != second || z.Folders[0].Training || z.Folders[1].Folder != second || !z.Folders[1].Training {
		t.Errorf("folders %+v", z.Folders)
	}
	said := apptest.Psar(t, psar, dir, "report", "--z", "1")
	for _, want := range []string{"In training", u.Username, "Other data folders on this computer", filepath.Base(second)} {
		if !strings.Contains(strings.ReplaceAll(said, "\n", ""), want) {
			t.Errorf("the Z does not say %q:\n%s", want, said)
		}
	}
	// Its own training is on the second shop's Z, with the first shop beside it.
	apptest.Psar(t, psar, second, "close", "--count-usd", "7")
	z = apptest.ReadJSON[report.Report](t, psar, second, "report", "--z", "1")
	if len(z.Trained) != 1 || len(z.Folders) != 1 || z.Folders[0].Training {
		t.Errorf("training %+v, folders %+v", z.Trained, z.Folders)
	}
	if check := apptest.Psar(t, psar, dir, "journal", "verify"); !strings.Contains(check, "whole") {
		t.Errorf("%s", check)
	}
}

// A second folder that sells on a clock that was set back is on the next Z all the same, and on no
// other one.
func TestSecondFolderWithTheClockSetBack(t *testing.T) {
	t.Parallel()
	clock := postest.NewClock(time.Date(2026, 11, 30, 2, 0, 0, 0, time.UTC))
	psar, dir, second := onePC(t, clock), t.TempDir(), t.TempDir()
	z := func(number string) report.Report {
		t.Helper()
		clock.Add(time.Minute)
		apptest.Psar(t, psar, dir, "sell", "5.00", "USD", "--cash")
		apptest.Psar(t, psar, dir, "close")
		return apptest.ReadJSON[report.Report](t, psar, dir, "report", "--z", number)
	}
	apptest.Psar(t, psar, second, "settings", "set", "shop.name", "Second") // before the shop
	clock.Add(time.Minute)
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	clock.Add(30 * time.Minute)
	if first := z("1"); len(first.Folders) > 0 {
		t.Errorf("before the shop: %+v", first.Folders)
	}
	clock.Add(-2 * time.Hour)
	apptest.Psar(t, psar, second, "sell", "7.00", "USD", "--cash")
	clock.Add(2 * time.Hour)
	if told := z("2"); len(told.Folders) != 1 {
		t.Errorf("told %+v", told.Folders)
	}
	if later := z("3"); len(later.Folders) > 0 {
		t.Errorf("told again: %+v", later.Folders)
	}
}
