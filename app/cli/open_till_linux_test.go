package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"psar/app/apptest"
	"psar/pos/money"
)

// tillProcess is the folder of a shop whose till is open in a process of its own.
func tillProcess(t *testing.T) (dir string, till *apptest.Running) {
	t.Helper()
	dir = t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	till = apptest.Start(t, apptest.Process(t), dir, "", "watch")
	till.Says(t, "Payments watched")
	return dir, till
}

// What the till asks is asked in the terminal that the command was typed in, and hidden
// there; Ctrl+C ends the question and gives the terminal back.
func TestTerminalAtAnOpenTill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	openBeside(t, dir)
	console := openConsole(t)
	set := console.start(t, dir, "settings", "set", "manager.pin")
	console.answer(t, "The new value (it is not shown):", "86420")
	if exit := exitOf(set); exit != exitOK || strings.Contains(console.text(), "86420") || console.hides() {
		t.Errorf("exit %d, hides %v\n%s", exit, console.hides(), console.text())
	}
	if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", "manager.pin")); got != "(set)" {
		t.Errorf("get says %q", got)
	}
	again := openConsole(t)
	drawer := again.start(t, dir, "printer", "drawer", "--reason", "test", "--by", "Sokha")
	apptest.Eventually(t, "the question", func() bool { return strings.Contains(again.text(), "it is not shown") })
	apptest.Eventually(t, "a terminal that hides", again.hides)
	if err := drawer.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if exit := exitOf(drawer); exit == exitOK || again.hides() {
		t.Errorf("exit %d, hides %v\n%s", exit, again.hides(), again.text())
	}
}

// A till that goes away while it asks leaves no terminal that hides what is typed.
func TestTerminalOfATillThatEnds(t *testing.T) {
	t.Parallel()
	dir, till := tillProcess(t)
	console := openConsole(t)
	set := console.start(t, dir, "settings", "set", "manager.pin")
	apptest.Eventually(t, "a terminal that hides", console.hides)
	till.Kill(t)
	if exit := exitOf(set); exit == exitOK || console.hides() {
		t.Errorf("exit %d, hides %v\n%s", exit, console.hides(), console.text())
	}
}

// A till whose commands read the database keeps its hold on it: another program that opens
// and closes the file afterwards does not take the write-ahead log away under it.
func TestTillKeepsItsHoldOnTheDatabase(t *testing.T) {
	t.Parallel()
	dir, till := tillProcess(t)
	command := apptest.Process(t)
	apptest.Psar(t, command, dir, "sell", "1.00", "USD", "--cash")
	apptest.Psar(t, command, dir, "receipt", "01/"+strconv.Itoa(time.Now().In(money.PhnomPenh).Year())+"/000001", "--png", filepath.Join(t.TempDir(), "receipt.png"))
	apptest.Psar(t, command, dir, "report", "--audit")
	if out, err := exec.Command("sqlite3", "-batch", "-init", os.DevNull, filepath.Join(dir, "psar.db"), "SELECT count(*) FROM sales").CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Fatalf("%v %s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "psar.db-wal")); err != nil {
		t.Errorf("the log went with the other program: %v", err)
	}
	apptest.Psar(t, command, dir, "sell", "2.00", "USD", "--cash")
	till.Kill(t)
	if all := apptest.Psar(t, psar, dir, "sales"); strings.Count(all, "/000") != 2 {
		t.Errorf("after a kill:\n%s", all)
	}
}

// A till that hangs ends a command with one sentence.
func TestTillThatHangs(t *testing.T) {
	t.Parallel()
	dir, _ := tillProcess(t)
	text, err := os.ReadFile(filepath.Join(dir, "psar.lock")) // the process that has the folder
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err == nil {
		err = unix.Kill(pid, unix.SIGSTOP)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, errs, exit := apptest.Run(t, psar, dir, "", "sell", "1.00", "USD", "--cash")
	if exit != exitFailed || strings.Count(errs, "psar: ") != 1 || !strings.Contains(errs, "does not answer") {
		t.Errorf("exit %d\n%s", exit, errs)
	}
}
