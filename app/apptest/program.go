// Package apptest is the program under test: a process to start, a shop that is
// set up, and the training gateway beside it in a process of its own. Tests of
// several packages share it; nothing else may import it.
package apptest

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// Program is the program as a path to start: the test binary itself, whose
// TestMain becomes the program where Env says so.
func Program(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// MainEnv is set where a test binary is to be the program.
const MainEnv = "PSAR_TEST_MAIN"

// Env is the environment of the program: messages in English, and no keyring but
// the folder's own.
func Env() []string {
	return append(os.Environ(), MainEnv+"=1", "PSAR_LANG=en", "DBUS_SESSION_BUS_ADDRESS=")
}

// Run runs a command to its end and returns what it said.
func Run(t *testing.T, bin, dir, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"--data", dir}, args...)...)
	cmd.Env = Env()
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		t.Fatalf("psar %v: %v", args, err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// Psar runs a command that must succeed.
func Psar(t *testing.T, bin, dir string, args ...string) string {
	t.Helper()
	out, errs, code := Run(t, bin, dir, "", args...)
	if code != 0 {
		t.Fatalf("psar %v: exit %d\n%s%s", args, code, out, errs)
	}
	return out
}

// ReadJSON runs a command that must print one JSON document and nothing else.
func ReadJSON[T any](t *testing.T, bin, dir string, args ...string) T {
	t.Helper()
	var v T
	out := Psar(t, bin, dir, append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("psar %v: %v\n%s", args, err, out)
	}
	return v
}

// SetUp makes a shop that works with a gateway.
func SetUp(t *testing.T, bin, dir string, gw *Gateway) {
	t.Helper()
	set := func(key, value string) { Psar(t, bin, dir, "settings", "set", key, value) }
	set("gateway.base_url", gw.URL)
	set("shop.name", "Sokha Coffee House")
	set("shop.name_km", "ហាងកាហ្វេ សុខា")
	set("rate.khr_per_usd", "4100")
	set("poll.fresh_ms", "200")
	set("poll.per_second", "20")
	for _, p := range gw.Profiles {
		c := strings.ToLower(p.Currency)
		set("gateway."+c+".profile_id", p.ProfileID)
		if out, errs, code := Run(t, bin, dir, p.ProfileKey+"\n", "settings", "set", "gateway."+c+".profile_key"); code != 0 {
			t.Fatalf("profile key: %s%s", out, errs)
		}
	}
}

// Sale is a sale as psar sales --json shows it.
type Sale struct {
	Receipt string `json:"receipt_number"`
	Total   struct {
		Amount   string `json:"amount"`
		Currency string `json:"currency"`
	} `json:"total"`
	Tenders []struct {
		TransactionID string `json:"transaction_id"`
	} `json:"tenders"`
}

// Sales lists the sales of today.
func Sales(t *testing.T, bin, dir string) []Sale {
	t.Helper()
	var list []Sale
	out := Psar(t, bin, dir, "sales", "--json")
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// Payments lists the attempts of a shop.
func Payments(t *testing.T, bin, dir string, args ...string) []jsonout.Attempt {
	t.Helper()
	var list []jsonout.Attempt
	out := Psar(t, bin, dir, append([]string{"payments", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// SetSecret stores a secret as a person would: by standard input.
func SetSecret(t *testing.T, bin, dir, key, value string) {
	t.Helper()
	if out, errs, code := Run(t, bin, dir, value+"\n", "settings", "set", key); code != 0 {
		t.Fatalf("%s: exit %d\n%s%s", key, code, out, errs)
	}
}
