//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/storage"
)

// stage is a shop in real windows on a virtual display, with a gateway in another process:
// keys are sent by the window system, and the results are read by commands beside the open
// till.
type stage struct {
	t                 *testing.T
	bin               apptest.Binary
	dir, log          string
	gw                *apptest.Gateway
	till              *tillProcess
	cashier, customer string // X window ids
	scenes            bool   // each scene keeps its own picture
	screen            *screen
	reader            []string // name and PIN of who reads reports, in a shop with staff
}

// openStage opens a till on a display of its own, beside the stages of other tests. prepare
// may add to the shop first. It needs PSAR_BIN, the program's path: make window provides it.
func openStage(t *testing.T, prepare func(st *stage)) *stage {
	t.Helper()
	t.Parallel()
	st := &stage{t: t, bin: apptest.Binary(os.Getenv("PSAR_BIN")), dir: t.TempDir(), log: filepath.Join(t.TempDir(), "till.log")}
	if st.bin == "" {
		t.Fatal("PSAR_BIN is not set: run make window")
	}
	st.screen = openScreen(t)
	st.gw = apptest.StartGateway(t, st.bin)
	apptest.SetUp(t, st.bin, st.dir, st.gw)
	st.set("till.language", "en")
	st.set("rate.khr_per_usd", "4000")
	if prepare != nil {
		prepare(st)
	}
	st.open()
	t.Cleanup(func() {
		if !st.scenes {
			st.keepPicture()
		}
	})
	return st
}

// open starts the till and puts its windows side by side.
func (st *stage) open() {
	st.t.Helper()
	st.till = startTill(st.t, st.bin, st.dir, st.log, st.screen.display)
	st.cashier, st.customer = st.window("^Psar$"), st.window("Customer$")
	st.watch(st.cashier)
	st.xdo("windowmove", "--sync", st.cashier, "0", "0")
	st.xdo("windowmove", "--sync", st.customer, "1440", "0")
	st.xdo("windowactivate", "--sync", st.cashier)
}

// close closes the till by the window manager, and verifies the journal. A window manager
// that is busy with a window's focus loses the key: it is pressed again.
func (st *stage) close() {
	st.t.Helper()
	ended := false
	for tries := 0; tries < 5 && !ended; tries++ {
		out, err := st.screen.tool("windowactivate", "--sync", st.cashier, "key", "alt+F4").CombinedOutput()
		if ended = st.till.ends(st.t); !ended {
			st.t.Logf("it runs after Alt+F4; xdotool: %v %s", err, out) // the window may be gone
		}
	}
	if !ended {
		st.neverEnds()
	}
	apptest.Psar(st.t, st.bin, st.dir, "journal", "verify")
	if b, _ := os.ReadFile(st.log); strings.Contains(string(b), "Error in Fyne call thread") {
		st.t.Errorf("a widget was touched outside the toolkit's thread:\n%s", b)
	}
}

// neverEnds fails the test with the screen, and with what each goroutine of the till is at.
func (st *stage) neverEnds() {
	st.t.Helper()
	st.keepScreen()
	if err := st.till.cmd.Process.Signal(syscall.SIGQUIT); err != nil {
		st.t.Log(err)
	}
	st.till.ends(st.t)
	said, err := os.ReadFile(st.log)
	st.t.Fatalf("the till did not end when its window was closed (%v):\n%s", err, said)
}

// scene is one scenario. The scenes of a stage follow each other, and each ends with an
// empty till: behind one that failed the others would only wait for what never comes.
func (st *stage) scene(name string, play func(st *stage)) {
	st.t.Helper()
	st.scenes = true
	passed := st.t.Run(name, func(t *testing.T) {
		own := *st
		own.t = t
		defer own.keepPicture()
		play(&own)
	})
	if !passed {
		st.t.Fatal("the scenes behind it were not played")
	}
}

// keepPicture saves the screen of a failed scene, in out/.
func (st *stage) keepPicture() {
	if st.t.Failed() {
		st.xdo("windowactivate", st.cashier)
		st.keepScreen()
		log, err := os.ReadFile(st.tillLog())
		st.t.Logf("the till's log (%v):\n%s", err, log)
	}
}

// tillLog is the till's own log, which names the keys that it did not take.
func (st *stage) tillLog() string { return filepath.Join(st.dir, "log", "psar.log") }

// keepScreen saves the screen, in out/.
func (st *stage) keepScreen() {
	name := regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(st.t.Name(), "-")
	file := filepath.Join("..", "..", "out", name+".png")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		st.t.Log(err)
	}
	st.save(st.picture(st.screen.root()).image(), file)
	st.t.Log("the screen: ", file)
}

func (st *stage) set(key, value string) {
	st.t.Helper()
	apptest.Psar(st.t, st.bin, st.dir, "settings", "set", key, value)
}

func (st *stage) setting(key string) string {
	st.t.Helper()
	return strings.TrimSpace(apptest.Psar(st.t, st.bin, st.dir, "settings", "get", key))
}

// keys presses keys at a cashier's speed, once the window is still. After the keys of a
// figure it waits until the window shows them, because the till takes a deciding key only
// for what was on the screen.
func (st *stage) keys(names ...string) {
	st.t.Helper()
	for len(names) > 0 {
		n := 1
		for n < len(names) && slices.Contains(figureKeys, names[n]) {
			n++
		}
		st.rested()
		st.hand(append([]string{"key", "--delay", "90"}, names[:n]...)...)
		names = names[n:]
	}
}

// hand types until the till takes it: a till that is too busy to tell what was on the screen
// when a key went down, or shows something new since a moment, drops it and says so.
func (st *stage) hand(args ...string) {
	st.t.Helper()
	for range 4 {
		before := st.notTaken()
		from := st.till.turns(st.t)
		st.xdo(args...)
		st.heard()
		st.answered(from)
		st.settled()
		if st.notTaken() == before {
			return
		}
		st.t.Logf("typed again: %v", args)
		st.rested()
	}
	st.t.Fatalf("not taken: %v", args)
}

// notTaken is how often the till has said to type it again.
func (st *stage) notTaken() int {
	st.t.Helper()
	text, err := os.ReadFile(st.tillLog())
	if err != nil && !os.IsNotExist(err) {
		st.t.Fatal(err)
	}
	return strings.Count(string(text), "keys not taken")
}

// figureKeys change the typed figure and decide nothing.
var figureKeys = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "period", "slash", "asterisk", "BackSpace"}

// write types a text into a form, which may have come by itself just now.
func (st *stage) write(text string) {
	st.t.Helper()
	st.rested()
	st.hand("type", "--delay", "80", text)
}

// fill fills in the lines of a form, each with Enter.
func (st *stage) fill(lines ...string) {
	st.t.Helper()
	for _, text := range lines {
		if text != "" {
			st.write(text)
		}
		st.keys("Return")
	}
}

// scan is a barcode scanner, faster than any hand. It waits for the result.
func (st *stage) scan(code string) {
	st.t.Helper()
	st.settled()
	before := st.picture(st.cashier)
	st.hand("type", "--delay", "0", "--args", "1", code, "key", "Return")
	st.until("what the scan of "+code+" brings", func() bool { return differs(before, st.picture(st.cashier)) })
}

// until waits for a result of keys, and then for the window, which shows what is recorded
// a little later.
func (st *stage) until(what string, ok func() bool) {
	st.t.Helper()
	apptest.Eventually(st.t, what, ok)
	st.screen.still = false
	st.settled()
}

// changes presses keys and waits until the cashier's window shows something else.
func (st *stage) changes(names ...string) {
	st.t.Helper()
	st.settled()
	before := st.picture(st.cashier)
	st.keys(names...)
	st.until("another picture after "+strings.Join(names, " "), func() bool { return differs(before, st.picture(st.cashier)) })
}

// writes presses keys and waits until the till has recorded something.
func (st *stage) writes(names ...string) {
	st.t.Helper()
	before := st.written()
	st.keys(names...)
	st.until("an entry of the journal after "+strings.Join(names, " "), func() bool { return st.written() > before })
}

// written is the number of the journal's last entry.
func (st *stage) written() int64 {
	st.t.Helper()
	db, err := storage.OpenReadOnly(st.t.Context(), storage.Options{Dir: st.dir, Clock: app.SystemClock{}})
	if err != nil {
		st.t.Fatal(err)
	}
	defer db.Close()
	head, err := db.JournalHead(st.t.Context())
	if err != nil {
		st.t.Fatal(err)
	}
	return head.Seq
}

func (st *stage) sales() []sale.Sale {
	st.t.Helper()
	return apptest.ReadJSON[[]sale.Sale](st.t, st.bin, st.dir, "sales")
}

// sold waits until there is one more sale than before, and returns it.
func (st *stage) sold(before int) sale.Sale {
	st.t.Helper()
	var all []sale.Sale
	st.until("the sale", func() bool { all = st.sales(); return len(all) == before+1 })
	newest := all[0]
	for _, s := range all {
		if s.Receipt.Sequence > newest.Receipt.Sequence {
			newest = s
		}
	}
	return newest
}

func (st *stage) shift() drawer.Shift {
	st.t.Helper()
	return readAs[drawer.Shift](st, "shift")
}

func (st *stage) report(args ...string) report.Report {
	st.t.Helper()
	return readAs[report.Report](st, append([]string{"report"}, args...)...)
}

// readAs reads what only whoever may print an X report is told.
func readAs[T any](st *stage, args ...string) T {
	st.t.Helper()
	stdin := ""
	if len(st.reader) > 0 {
		args, stdin = append([]string{"--as", st.reader[0]}, args...), st.reader[1]+"\n"
	}
	return apptest.ReadJSONWith[T](st.t, st.bin, st.dir, stdin, args...)
}

func (st *stage) payment(id id.Payment) jsonout.Attempt {
	st.t.Helper()
	return attempt(st.t, st.bin, st.dir, id)
}

// shown waits until the code of an amount is on the customer's screen.
func (st *stage) shown(amount string) apptest.Issued {
	st.t.Helper()
	code := st.gw.WaitIssued(st.t, amount)
	st.until("the code on the customer's screen", func() bool { return st.code(st.customer) == code.QR })
	return code
}

// pay makes the customer pay the code on the screen, and waits until the cashier sees it.
func (st *stage) pay(code apptest.Issued) {
	st.t.Helper()
	st.settled()
	before := st.picture(st.cashier)
	st.gw.Pay(st.t, code.TransactionID)
	st.until("paid on the cashier's screen", func() bool { return differs(before, st.picture(st.cashier)) })
}

// staff adds people to the shop: name, role and PIN in turn. The first is an owner. Nobody has to
// sign in before they sell.
func (st *stage) staff(people ...string) {
	st.t.Helper()
	apptest.Psar(st.t, st.bin, st.dir, "settings", "set", "till.sign_in", "false")
	st.reader = []string{people[0], people[2]}
	for i := 0; i < len(people); i += 3 {
		name, role, pin := people[i], people[i+1], people[i+2]
		args, stdin := []string{"staff", "add", name, "--role", role}, pin+"\n"
		if i > 0 {
			args, stdin = append(args, "--by", people[0]), people[2]+"\n"+stdin
		}
		if out, errs, code := apptest.Run(st.t, st.bin, st.dir, stdin, args...); code != 0 {
			st.t.Fatalf("%s: exit %d\n%s%s", name, code, out, errs)
		}
	}
}

// items gives the shop a catalogue: lines of a CSV file, without the head.
func (st *stage) items(lines ...string) {
	st.t.Helper()
	file := filepath.Join(st.t.TempDir(), "items.csv")
	text := "name,name_km,barcode,price,currency\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		st.t.Fatal(err)
	}
	apptest.Psar(st.t, st.bin, st.dir, "import", "items", file)
}
