package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

// checksOf are doctor's findings by name.
func checksOf(t *testing.T, dir string) map[string]jsonout.Check {
	t.Helper()
	doc := apptest.ReadJSON[jsonout.Doctor](t, psar, dir, "doctor")
	found := map[string]jsonout.Check{}
	for _, f := range doc.Checks {
		found[f.Name] = f
	}
	return found
}

func TestDoctorSeesWhatWaitsForAManager(t *testing.T) {
	t.Parallel()
	dir, _ := unmatchedShop(t, "5.00", "4.00")
	for name, want := range map[string]struct {
		ok   bool
		says string
	}{
		"unclaimed":   {false, "payments: 1, the oldest 0 min"},
		"alarms":      {true, "none"},
		"payees":      {false, "KHR: not confirmed"}, // the first code pinned the dollar account, as the gateway is on loopback
		"manager_pin": {false, "not set"},
		"webhook":     {true, "off"},
	} {
		if f := checksOf(t, dir)[name]; f.OK != want.ok || !strings.Contains(f.Detail, want.says) {
			t.Errorf("%s: %+v, want %+v", name, f, want)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	apptest.Psar(t, psar, dir, "settings", "set", "webhook.listen", address)
	if f := checksOf(t, dir)["webhook"]; f.OK || !strings.Contains(f.Detail, "webhook.api_key") {
		t.Errorf("webhook without a key: %+v", f)
	}
	apptest.SetSecret(t, psar, dir, "webhook.api_key", "a-key-of-the-shop-itself")
	apptest.SetSecret(t, psar, dir, "manager.pin", "2468")
	if f := checksOf(t, dir)["manager_pin"]; !f.OK || strings.Contains(f.Detail, "2468") {
		t.Errorf("manager_pin: %+v", f)
	}
	if f := checksOf(t, dir)["webhook"]; !f.OK || !strings.Contains(f.Detail, address) {
		t.Errorf("webhook: %+v", f)
	}
	_ = listener.Close()
	if f := checksOf(t, dir)["webhook"]; f.OK {
		t.Errorf("webhook of nobody: %+v", f)
	}
}

func TestDoctorWithoutAShop(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "absent")
	found := checksOf(t, dir)
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("looking made the folder: %v", err)
	}
	for _, name := range []string{"display", "fonts", "data", "disk", "clock", "secrets", "gateway", "webhook", "printer", "manager_pin", "payees", "alarms", "unclaimed", "backup"} {
		if found[name].Detail == "" {
			t.Errorf("%s: %+v", name, found[name])
		}
	}
}

// The codes of an earlier training can't be paid: they are no longer verified.
func TestTrainingForgetsKindly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, errs, code := apptest.Run(t, psar, dir, "", "--training", "sell", "5.00", "USD", "--wait", "1s"); code != exitNotPaid {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	if list := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "--training", "payments", "--open"); len(list) != 1 {
		t.Fatalf("open: %+v", list)
	}
	_, errs, code := apptest.Run(t, psar, dir, "", "--training", "watch", "--once")
	if code != exitOK || !strings.Contains(errs, "earlier training that are over") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	if list := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "--training", "payments"); len(list) != 1 || list[0].State != "cancelled" || list[0].Watched {
		t.Errorf("payments: %+v", list)
	}
	apptest.Psar(t, psar, dir, "--training", "journal", "verify")
}

// The holder of a locked folder is named in a sentence of its own.
func TestLockIsSaidAsASentence(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.confirm_payee", "auto")
	apptest.Start(t, apptest.Process(t), dir, "", "sell", "5.00", "USD", "--wait", "30s")
	gw.WaitIssued(t, "5.00")
	_, errs, code := apptest.Run(t, psar, dir, "", "alarms", "read", "1", "--by", "Sokha")
	own := fmt.Sprint("process ", os.Getpid())
	if code != exitFailed || !strings.Contains(errs, dir+"\n") || !strings.Contains(errs, "The other one is process ") || strings.Contains(errs, own) {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

// A missing display is reported in a sentence, however DISPLAY is spelt.
func TestNoDisplay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, display := range []string{"", ":4242", "nonsense"} {
		cmd := exec.Command(string(apptest.Process(t)), "--data", dir)
		cmd.Env = append(apptest.Env(), "DISPLAY="+display)
		out, _ := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(string(out), "There is no display") || strings.Contains(string(out), "goroutine") {
			t.Errorf("%q: exit %d\n%s", display, cmd.ProcessState.ExitCode(), out)
		}
	}
}
