package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"psar/app/cli/jsonout"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program itself, so that tests can run
// it as a process of its own, and kill it; or the program as scripts run it.
func TestMain(m *testing.M) {
	if os.Getenv("PSAR_TEST_MAIN") == "1" {
		os.Exit(Main())
	}
	testscript.Main(m, map[string]func(){"psar": scriptedPsar})
}

// testBinary is the program as a path to start.
func testBinary(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func programEnv() []string {
	env := append(os.Environ(), "PSAR_TEST_MAIN=1", "PSAR_LANG=en", "DBUS_SESSION_BUS_ADDRESS=")
	return env
}

// psarRun runs a command to its end and returns what it said.
func psarRun(t *testing.T, bin, dir, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"--data", dir}, args...)...)
	cmd.Env = programEnv()
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

// psar runs a command that must succeed.
func psar(t *testing.T, bin, dir string, args ...string) string {
	t.Helper()
	out, errs, code := psarRun(t, bin, dir, "", args...)
	if code != 0 {
		t.Fatalf("psar %v: exit %d\n%s%s", args, code, out, errs)
	}
	return out
}

// gatewayProcess is the training gateway in a process of its own.
type gatewayProcess struct {
	url      string
	profiles []jsonout.GatewayProfile
}

func startGateway(t *testing.T, bin string, flags ...string) *gatewayProcess {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"gateway", "--control"}, flags...)...)
	cmd.Env = programEnv()
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
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
	line, err := bufio.NewReader(pipe).ReadBytes('\n')
	if err != nil {
		t.Fatalf("the gateway's first line: %v", err)
	}
	var l jsonout.Gateway
	if err := json.Unmarshal(line, &l); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return &gatewayProcess{l.Listening, l.Profiles}
}

// setUp makes a shop that works with a gateway.
func setUp(t *testing.T, bin, dir string, gw *gatewayProcess) {
	t.Helper()
	set := func(key, value string) { psar(t, bin, dir, "settings", "set", key, value) }
	set("gateway.base_url", gw.url)
	set("shop.name", "Sokha Coffee House")
	set("shop.name_km", "ហាងកាហ្វេ សុខា")
	set("rate.khr_per_usd", "4100")
	set("poll.fresh_ms", "200")
	set("poll.per_second", "20")
	for _, p := range gw.profiles {
		c := strings.ToLower(p.Currency)
		set("gateway."+c+".profile_id", p.ProfileID)
		if out, errs, code := psarRun(t, bin, dir, p.ProfileKey+"\n", "settings", "set", "gateway."+c+".profile_key"); code != 0 {
			t.Fatalf("profile key: %s%s", out, errs)
		}
	}
}

// issued is a payment as the gateway knows it.
type issued struct {
	TransactionID string `json:"transaction_id"`
	Amount        string `json:"amount"`
	QR            string `json:"qr"`
	Status        string `json:"status"`
}

func (p issued) paid() bool { return p.Status == "SUCCESS" }

func (g *gatewayProcess) state(t *testing.T) []issued {
	t.Helper()
	res, err := http.Get(g.url + "/_control/state")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var s struct {
		Payments []issued `json:"payments"`
	}
	if err := json.NewDecoder(res.Body).Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s.Payments
}

// waitIssued waits until the gateway has issued a code of an amount.
func (g *gatewayProcess) waitIssued(t *testing.T, amount string) issued {
	t.Helper()
	var found issued
	eventually(t, "a code of "+amount+" at the gateway", func() bool {
		for _, p := range g.state(t) {
			if p.Amount == amount {
				found = p
			}
		}
		return found.QR != ""
	})
	return found
}

func (g *gatewayProcess) pay(t *testing.T, id string) {
	t.Helper()
	g.post(t, "pay", map[string]any{"transaction_id": id})
}

func (g *gatewayProcess) post(t *testing.T, call string, body any) {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(g.url+"/_control/"+call, "application/json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		text, _ := io.ReadAll(res.Body)
		t.Fatalf("%s: %s %s", call, res.Status, text)
	}
}

// soldView is a sale as psar sales --json shows it.
type soldView struct {
	Receipt string `json:"receipt_number"`
	Total   struct {
		Amount   string `json:"amount"`
		Currency string `json:"currency"`
	} `json:"total"`
	Tenders []struct {
		TransactionID string `json:"transaction_id"`
	} `json:"tenders"`
}

func sales(t *testing.T, bin, dir string) []soldView {
	t.Helper()
	var list []soldView
	out := psar(t, bin, dir, "sales", "--json")
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// paymentsOf lists the attempts of a shop.
func paymentsOf(t *testing.T, bin, dir string, args ...string) []jsonout.Attempt {
	t.Helper()
	var list []jsonout.Attempt
	out := psar(t, bin, dir, append([]string{"payments", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return list
}

// patience bounds every wait of the tests; it is never waited out in a run
// that passes.
const patience = 30 * time.Second

// eventually asks again and again until something outside this process is so.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		if ok() {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(fmt.Sprint("no sign of ", what))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// scan reads the code on a picture, "" when there is none.
func scan(file string) string {
	out, _ := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	return strings.TrimSuffix(string(out), "\n")
}
