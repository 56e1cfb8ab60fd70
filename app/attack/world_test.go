//go:build e2e

package attack

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	keyringlib "github.com/zalando/go-keyring"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/journal"
)

// until repeats a command until what it says matches: until PATTERN psar alarms.
func until(ts *testscript.TestScript, neg bool, args []string) {
	pattern := regexp.MustCompile(args[0])
	patiently(ts, args[0], func() bool {
		err := ts.Exec("sh", append([]string{"-c", `exec "$0" "$@" </dev/null`}, args[1:]...)...)
		return (err != nil) == neg && pattern.MatchString(ts.ReadFile("stdout")+ts.ReadFile("stderr"))
	})
}

// await waits for a file that a program in the background makes.
func await(ts *testscript.TestScript, _ bool, args []string) {
	patiently(ts, args[0], func() bool {
		_, err := os.Lstat(ts.MkAbs(args[0]))
		return err == nil
	})
}

func patiently(ts *testscript.TestScript, what string, ok func() bool) {
	patience := apptest.Patience
	if os.Getenv(allEnv) != "" {
		patience = 3 * time.Second // another program may never do it
	}
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("no sign of %s", what)
		}
	}
}

// take stores the group of a pattern in the last output as a variable.
func take(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout") + ts.ReadFile("stderr"))
	if len(found) != 2 {
		ts.Fatalf("%q is not there", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// waitSaid is how the program says how long nobody may try a PIN.
var waitSaid = regexp.MustCompile(`Wait (\d+) s`)

// waits tries a PIN until the program says how long to wait, and then at once the right one, which must
// wait too: waits 'psar … <wrong.pin' 'psar … <right.pin'. Where the machine was so slow that the wait
// was over, it begins anew.
func waits(ts *testscript.TestScript, _ bool, args []string) {
	patiently(ts, "a wait", func() bool {
		asked := time.Now()
		_ = ts.Exec("sh", "-c", args[0])
		found := waitSaid.FindStringSubmatch(ts.ReadFile("stderr"))
		if found == nil {
			return false
		}
		wait, err := time.ParseDuration(found[1] + "s")
		ts.Check(err)
		err = ts.Exec("sh", "-c", args[1])
		if err != nil && waitSaid.MatchString(ts.ReadFile("stderr")) {
			return true
		}
		if passed := time.Since(asked); err != nil || passed < wait-time.Second { // a wait is said in whole seconds
			ts.Fatalf("%s after a wait of %v was said: %v", passed, wait, err)
		}
		return false
	})
}

// pins are what the staff type, in files of their names.
var pins = map[string]string{"srey": "918273", "dara": "736455", "sok": "729418", "wrong": "555556"}

// shops are folders that the scripts copy: each setting is a command, and each PIN takes a tenth of a
// second to hash.
type shops struct{ named, owned, staffed string }

// makeShops makes a shop with a name, one in which Srey, the owner, works alone, and one with its
// staff: Dara manages it, Sok is a cashier.
func makeShops(t *testing.T, program apptest.Binary) shops {
	t.Helper()
	made := shops{t.TempDir(), t.TempDir(), t.TempDir()}
	apptest.Psar(t, program, made.named, "settings", "set", "shop.name", "Sokha Coffee House")
	hire := func(dir, stdin string, args ...string) {
		if _, errs, code := apptest.Run(t, program, dir, stdin, append([]string{"staff", "add"}, args...)...); code != 0 {
			t.Fatalf("%s: exit %d\n%s", args[0], code, errs)
		}
	}
	move := func(to, from string) {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	move(made.owned, made.named)
	hire(made.owned, pins["srey"]+"\n", "Srey", "--role", "owner")
	move(made.staffed, made.owned)
	hire(made.staffed, pins["srey"]+"\n"+pins["dara"]+"\n", "Dara", "--role", "manager", "--by", "Srey")
	hire(made.staffed, pins["srey"]+"\n"+pins["sok"]+"\n", "Sok", "--role", "cashier", "--by", "Srey")
	return made
}

// shop is a shop with a name.
func shop(ts *testscript.TestScript, _ bool, _ []string) { moveIn(ts, of(ts).shops.named) }

// staffed is a shop with its staff, instead of shop, and staff alone the owner's: see makeShops.
func staffed(ts *testscript.TestScript, _ bool, args []string) {
	for name, pin := range pins {
		ts.Check(os.WriteFile(ts.MkAbs(name+".pin"), []byte(pin+"\n"), 0o600))
	}
	s := of(ts)
	if len(args) > 0 {
		s.seller = "Srey"
		moveIn(ts, s.shops.owned)
		return
	}
	s.seller = "Sok"
	moveIn(ts, s.shops.staffed)
}

// moveIn copies a shop, which the program opens once: where there is a keyring, it makes its key.
func moveIn(ts *testscript.TestScript, from string) {
	ts.Check(os.CopyFS(ts.Getenv("SHOP"), os.DirFS(from)))
	ts.Check(ts.Exec("chmod", "-R", "go-rwx", ts.Getenv("SHOP")))
	if os.Getenv(allEnv) != "" { // an older program's journal lacks the column that is forged
		_ = ts.Exec("sqlite3", "-batch", "-init", os.DevNull, ts.Getenv("DB"), "ALTER TABLE journal ADD COLUMN mac BLOB")
	}
	ts.Check(run(ts, []string{"watch", "--once"}))
}

// bank gives the shop the training gateway, in a process of its own.
func bank(ts *testscript.TestScript, _ bool, _ []string) {
	s := of(ts)
	cmd := exec.Command(cmp.Or(os.Getenv(bankEnv), string(s.psar)), "gateway", "--control")
	cmd.Env = []string{"HOME=" + ts.Getenv("HOME")}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	ts.Check(err)
	var l jsonout.Gateway
	ts.Check(json.Unmarshal(line, &l))
	s.bank = &apptest.Gateway{URL: l.Listening, Profiles: l.Profiles}
	set := func(stdin string, args ...string) {
		ts.Check(os.WriteFile(ts.MkAbs("secret"), []byte(stdin), 0o600))
		ts.Check(run(ts, append([]string{"<secret", "settings", "set"}, args...)))
	}
	set("", "gateway.base_url", l.Listening)
	set("", "poll.fresh_ms", "200")
	for _, p := range l.Profiles {
		if p.Currency == "USD" {
			set("", "gateway.usd.profile_id", p.ProfileID)
			set(p.ProfileKey+"\n", "gateway.usd.profile_key")
		}
	}
	ts.Setenv("BANK", l.Listening)
}

// pays makes a customer pay the code of an amount once it is there: pays 3.50.
func pays(ts *testscript.TestScript, _ bool, args []string) {
	s := of(ts)
	patiently(ts, "a code of "+args[0], func() bool {
		var state struct {
			Payments []apptest.Issued `json:"payments"`
		}
		res, err := http.Get(s.bank.URL + "/_control/state")
		ts.Check(err)
		defer res.Body.Close()
		ts.Check(json.NewDecoder(res.Body).Decode(&state))
		i := slices.IndexFunc(state.Payments, func(p apptest.Issued) bool { return p.Amount == args[0] && p.QR != "" && !p.Paid() })
		if i >= 0 {
			control(ts, "pay", map[string]any{"transaction_id": state.Payments[i].TransactionID})
		}
		return i >= 0
	})
}

// spoil makes the gateway's next codes others: spoil other-merchant.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	control(ts, "fault", map[string]any{"step": "create", "kind": args[0], "times": 1})
}

func control(ts *testscript.TestScript, call string, body any) {
	b, err := json.Marshal(body)
	ts.Check(err)
	res, err := http.Post(of(ts).bank.URL+"/_control/"+call, "application/json", strings.NewReader(string(b)))
	ts.Check(err)
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		text, _ := io.ReadAll(res.Body)
		ts.Fatalf("%s: %s %s", call, res.Status, text)
	}
}

// listener is the thief's own: a proxy, a printer, a gateway.
type listener struct {
	net.Listener
	calls atomic.Int64
}

// thief opens the thief's port, at $THIEF; thief unheard checks that nobody has called there.
func thief(ts *testscript.TestScript, _ bool, args []string) {
	s := of(ts)
	if len(args) > 0 {
		if n := s.thief.calls.Load(); n != 0 || args[0] != "unheard" {
			ts.Fatalf("%d calls came to the thief", n)
		}
		return
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	s.thief = &listener{Listener: l}
	done := make(chan struct{})
	ts.Defer(func() { _ = l.Close(); <-done })
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.thief.calls.Add(1)
			_ = conn.Close()
		}
	}()
	ts.Setenv("THIEF", l.Addr().String())
}

// page calls an address as a page of an origin does in a browser, and prints the answer: page URL
// ORIGIN.
func page(ts *testscript.TestScript, _ bool, args []string) {
	call, err := http.NewRequest(http.MethodPost, args[0], strings.NewReader("{}"))
	ts.Check(err)
	call.Header.Set("Origin", args[1])
	res, err := http.DefaultClient.Do(call)
	ts.Check(err)
	defer res.Body.Close()
	fmt.Fprintln(ts.Stdout(), res.Status)
}

// session starts a bus with an unlocked Secret Service of its own.
func session(dir string, vars []string) (address string, end func(), err error) {
	return living(dir, append(vars, "DBUS_SESSION_BUS_ADDRESS="), "dbus-run-session", "--", "sh", "-c",
		`printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat`)
}

// display opens a virtual display, at $DISPLAY.
func display(ts *testscript.TestScript, _ bool, _ []string) {
	name, end, err := living(ts.MkAbs("."), os.Environ(), ts.Getenv("HOUSE")+"/packaging/virtual-display.sh", "sh", "-c", `echo "$DISPLAY"; exec cat`)
	ts.Check(err)
	ts.Defer(end)
	ts.Setenv("DISPLAY", name)
}

// living starts a command that says a line and lives until its input ends.
func living(dir string, vars []string, name string, args ...string) (said string, end func(), err error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, vars
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	end = func() { _ = in.Close(); _ = cmd.Wait() }
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		end()
		return "", nil, fmt.Errorf("%s does not start: %w", name, err)
	}
	return strings.TrimSpace(line), end, nil
}

// keyring does to the session's keyring what a thief or a bad day does: lock, stop (it hangs),
// go on, end (it is gone), other (a session with a keyring of the thief's own), forge (another key),
// empty.
func keyring(ts *testscript.TestScript, _ bool, args []string) {
	switch args[0] {
	case "lock":
		ts.Check(ts.Exec("dbus-send", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets",
			"org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"))
	case "stop", "go", "end":
		signal := map[string]string{"stop": "STOP", "go": "CONT", "end": "KILL"}[args[0]]
		ts.Check(ts.Exec("kill", "-"+signal, ringProcess(ts)))
		if args[0] == "stop" {
			pid := ringProcess(ts)
			ts.Defer(func() { _ = exec.Command("kill", "-CONT", pid).Run() }) // or it never ends
		}
	case "other":
		home := ts.MkAbs("thief")
		ts.Check(os.Mkdir(home, 0o700))
		vars := append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home)
		address, end, err := session(home, vars)
		ts.Check(err)
		ts.Defer(end)
		ts.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	case "forge":
		inRing(ts, "key", strings.Repeat("5a", journal.KeySize))
	case "empty":
		inRing(ts, "key", "")
		inRing(ts, "mark", "")
	default:
		ts.Fatalf("keyring lock|stop|go|end|other|forge|empty")
	}
}

// inRing writes into the session's keyring what the program keeps there; "" takes it away.
func inRing(ts *testscript.TestScript, user, secret string) {
	ts.Check(ts.Exec("sqlite3", "-batch", "-init", os.DevNull, ts.Getenv("DB"), "SELECT substr(hash, 1, 16) FROM journal WHERE seq = 1"))
	self, err := os.Executable()
	ts.Check(err)
	ts.Check(ts.Exec("env", ringEnv+"="+strings.Join([]string{"psar journal " + strings.TrimSpace(ts.ReadFile("stdout")), user, secret}, "\n"), self))
}

// ringEnv makes the test's binary write into the keyring of the session that it runs in, because the
// bus is the process's.
const ringEnv = "PSAR_ATTACK_RING"

func writeRing(order string) error {
	part := strings.Split(order, "\n")
	if part[2] == "" {
		return keyringlib.Delete(part[0], part[1])
	}
	return keyringlib.Set(part[0], part[1], part[2])
}

// ringProcess is the process that has the session's secrets.
func ringProcess(ts *testscript.TestScript) string {
	ts.Check(ts.Exec("dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/",
		"org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"))
	found := regexp.MustCompile(`uint32 (\d+)`).FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("nobody has the secrets: %s", ts.ReadFile("stdout"))
	}
	return found[1]
}
