//go:build e2e

package attack

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"psar/app/apptest"
	"psar/pos/money"
	"psar/pos/postest"
)

func TestMain(m *testing.M) {
	if order := os.Getenv(ringEnv); order != "" {
		if err := writeRing(order); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	postest.InMemory()
	os.Exit(m.Run())
}

// tools are the programs that a thief, or a test of one, has. One that is missing fails the tests:
// packaging/setup.sh headless installs them.
var tools = []string{"sqlite3", "dbus-run-session", "dbus-send", "gnome-keyring-daemon", "Xvfb", "openbox", "xdotool", "sh", "cp", "kill", "setpriv", "flock"}

// allEnv has every script go on to its end after a mistake, to see what another program does. bankEnv
// is the program that has the training gateway then: an older one knows fewer faults.
const (
	allEnv  = "PSAR_ATTACK_ALL"
	bankEnv = "PSAR_ATTACK_BANK"
)

// TestAttacks runs every script twice: with a Secret Service of its own, and without one. Their
// commands are described in testdata/README.md.
func TestAttacks(t *testing.T) {
	program := os.Getenv("PSAR_BIN")
	if program == "" {
		t.Fatal("PSAR_BIN is not set: run make attacks")
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%v: run packaging/setup.sh headless", err)
		}
	}
	shops := makeShops(t, apptest.Binary(program))
	for name, ring := range map[string]bool{"keyring": true, "bare": false} {
		t.Run(name, func(t *testing.T) { runScripts(t, scene{psar: apptest.Binary(program), ring: ring, shops: shops}) })
	}
}

func runScripts(t *testing.T, in scene) {
	t.Parallel()
	// Short, because a socket's path is: the control socket lies in the shop's folder.
	root, err := os.MkdirTemp("", "psar")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(root); err != nil {
			t.Error(err)
		}
	})
	testscript.Run(t, testscript.Params{
		Dir: "testdata", WorkdirRoot: root, RequireUniqueNames: true, RequireExplicitExec: true,
		ContinueOnError: os.Getenv(allEnv) != "",
		Setup:           func(env *testscript.Env) error { return setUp(env, in) },
		Condition: func(name string) (bool, error) {
			if name != "keyring" {
				return false, fmt.Errorf("no condition is called %q", name)
			}
			return in.ring, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"psar": psar, "until": until, "await": await, "take": take, "waits": waits, "sells": sells,
			"shop": shop, "staff": staffed, "bank": bank, "pays": pays, "spoil": spoil,
			"sql": bySQL, "alter": alter, "hide": hide, "forge": forge, "rehash": rehash, "keyring": keyring, "thief": thief, "page": page, "display": display,
			"stopped": ends, "shown": ends, "unstopped": ends, "quiet": ends,
		},
	})
}

// scene is what belongs to one run of a script.
type scene struct {
	psar  apptest.Binary
	ring  bool // there is a Secret Service
	shops shops

	bank   *apptest.Gateway
	thief  *listener
	seller string // who sells, where the shop has staff
	end    string // how the attack ended
}

// place is the key of a script's scene.
type place struct{}

func of(ts *testscript.TestScript) *scene { return ts.Value(place{}).(*scene) }

// setUp gives a script a computer: a home, a shop's folder, an environment of its own, and where
// the scripts have a keyring a session with one.
func setUp(env *testscript.Env, in scene) error {
	s := &in
	env.Values[place{}] = s
	home, run, bin := filepath.Join(env.WorkDir, "home"), filepath.Join(env.WorkDir, "run"), filepath.Join(env.WorkDir, "bin")
	for _, dir := range []string{home, run, bin} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
	}
	if err := os.Symlink(string(s.psar), filepath.Join(bin, "psar")); err != nil {
		return err
	}
	house, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	for name, value := range map[string]string{
		"HOME": home, "XDG_RUNTIME_DIR": run, "STATE": filepath.Join(home, ".local", "state", "psar"),
		"PATH": bin + ":" + env.Getenv("PATH"), "PSAR_DATA": filepath.Join(env.WorkDir, "shop"), "PSAR_LANG": "en",
		"SHOP": filepath.Join(env.WorkDir, "shop"), "DB": filepath.Join(env.WorkDir, "shop", "psar.db"),
		"DBUS_SESSION_BUS_ADDRESS": "", "YEAR": time.Now().In(money.PhnomPenh).Format("2006"), "HOUSE": house, "WAYLAND_DISPLAY": "",
	} {
		env.Setenv(name, value)
	}
	if s.ring {
		address, end, err := session(env.WorkDir, slices.Clone(env.Vars))
		if err != nil {
			return err
		}
		env.Defer(end)
		env.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	}
	env.Defer(func() {
		if s.end == "" && !env.T().(testing.TB).Failed() {
			env.T().Fatal("the script does not say how the attack ended")
		}
	})
	return nil
}

// ends is how an attack ended: stopped, shown or unstopped, or how an honest day did, quiet, with a
// pattern of what the last command said. Nothing of the attack may follow.
func ends(ts *testscript.TestScript, neg bool, args []string) {
	s := of(ts)
	if neg || len(args) != 1 || s.end != "" {
		ts.Fatalf("an attack ends once, in a sentence")
	}
	said := ts.ReadFile("stdout") + ts.ReadFile("stderr")
	if !regexp.MustCompile(args[0]).MatchString(said) {
		ts.Fatalf("it does not say %q:\n%s", args[0], said)
	}
	s.end = args[0]
}

// psar runs the program with a file as its standard input: psar <owner.pin staff add Dara.
func psar(ts *testscript.TestScript, neg bool, args []string) {
	if of(ts).end != "" {
		ts.Fatalf("the attack has ended")
	}
	if err := run(ts, args); (err != nil) != neg {
		ts.Fatalf("psar %s: %v", strings.Join(args, " "), err)
	}
}

// run is psar in the script's environment.
func run(ts *testscript.TestScript, args []string) error {
	in := os.DevNull
	if len(args) > 0 && strings.HasPrefix(args[0], "<") {
		in, args = ts.MkAbs(args[0][1:]), args[1:]
	}
	return ts.Exec("sh", append([]string{"-c", `exec psar "$@" <"$0"`, in}, args...)...)
}

// waitForCash bounds a sale in cash, in seconds: a keyring that is asked without end is not waited
// for. A sale on a busy machine takes a tenth of it.
const waitForCash = "30"

// nobodysPIN is what the till says where it then has to sell in nobody's name: the keyring is away
// that proves the PIN, or its row was changed.
var nobodysPIN = regexp.MustCompile("This PIN can’t be checked now|counts no more|made with another computer’s keyring")

// sells takes cash, whatever was done to the shop: in the seller's name, or where no PIN counts in
// nobody's.
func sells(ts *testscript.TestScript, neg bool, _ []string) {
	if neg {
		ts.Fatalf("cash always sells")
	}
	said := [2]string{ts.ReadFile("stdout"), ts.ReadFile("stderr")}
	try := func(stdin string, args ...string) error {
		return ts.Exec("timeout", append([]string{"--signal=KILL", waitForCash, "sh", "-c", `exec psar "$@" sell 1 USD --cash <"$0"`, stdin}, args...)...)
	}
	who := of(ts).seller
	if who == "" {
		ts.Check(try(os.DevNull))
	} else if err := try(ts.MkAbs(strings.ToLower(who)+".pin"), "--as", who); err != nil {
		if !nobodysPIN.MatchString(ts.ReadFile("stderr")) {
			ts.Fatalf("cash does not sell: %v", err)
		}
		ts.Check(try(os.DevNull))
	}
	fmt.Fprint(ts.Stdout(), said[0])
	fmt.Fprint(ts.Stderr(), said[1])
}
