package apptest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// Program is the path of the program under test: the test binary itself, which runs
// as the program if MainEnv is set (see TestMain of app/cli).
func Program(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// MainEnv is the environment variable that makes a test binary run as the program.
const MainEnv = "PSAR_TEST_MAIN"

// Env is the program's environment: English messages, and no keyring except the one
// in the data folder.
func Env() []string {
	return append(os.Environ(), MainEnv+"=1", "PSAR_LANG=en", "DBUS_SESSION_BUS_ADDRESS=")
}

// start starts a command that serves until the test ends, and decodes its first line,
// which is JSON, into first.
func start(t *testing.T, first any, bin string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(bin, args...)
	cmd.Env = Env()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatalf("the first line of %v: %v", args, err)
	}
	if err := json.Unmarshal(line, first); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return cmd
}

// Run runs a command and returns its output and exit code.
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

// Psar runs a command that must succeed, and returns its standard output.
func Psar(t *testing.T, bin, dir string, args ...string) string {
	t.Helper()
	out, errs, code := Run(t, bin, dir, "", args...)
	if code != 0 {
		t.Fatalf("psar %v: exit %d\n%s%s", args, code, out, errs)
	}
	return out
}

// ReadJSON runs a command that must print exactly one JSON document.
func ReadJSON[T any](t *testing.T, bin, dir string, args ...string) T {
	t.Helper()
	var v T
	out := Psar(t, bin, dir, append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("psar %v: %v\n%s", args, err, out)
	}
	return v
}

// SetUp makes a shop that uses a gateway.
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

// Sales lists today's sales.
func Sales(t *testing.T, bin, dir string) []Sale {
	t.Helper()
	var list []Sale
	out := Psar(t, bin, dir, "sales", "--json")
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// Payments lists a shop's payment attempts.
func Payments(t *testing.T, bin, dir string, args ...string) []jsonout.Attempt {
	t.Helper()
	var list []jsonout.Attempt
	out := Psar(t, bin, dir, append([]string{"payments", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// SetSecret stores a secret, passed by standard input.
func SetSecret(t *testing.T, bin, dir, key, value string) {
	t.Helper()
	if out, errs, code := Run(t, bin, dir, value+"\n", "settings", "set", key); code != 0 {
		t.Fatalf("%s: exit %d\n%s%s", key, code, out, errs)
	}
}
