package cli

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/payment"
)

// console is the master side of a terminal: what a person sees and types.
type console struct {
	master, slave *os.File

	mu   sync.Mutex
	seen bytes.Buffer
}

func openConsole(t *testing.T) *console {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = master.Close() })
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = slave.Close() })
	c := &console{master: master, slave: slave}
	go func() {
		b := make([]byte, 1024)
		for {
			n, err := master.Read(b)
			c.mu.Lock()
			c.seen.Write(b[:n])
			c.mu.Unlock()
			if err != nil {
				return // closed by the test
			}
		}
	}()
	return c
}

func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen.String()
}

// hides reports whether the terminal's echo is off.
func (c *console) hides() bool {
	mode, err := unix.IoctlGetTermios(int(c.master.Fd()), unix.TCGETS)
	return err == nil && mode.Lflag&unix.ECHO == 0
}

// answer waits for a question and types the line; a secret only once the echo is off, as
// no person types sooner.
func (c *console) answer(t *testing.T, question, line string) {
	t.Helper()
	apptest.Eventually(t, "the question "+question, func() bool { return strings.Contains(c.text(), question) })
	if strings.Contains(question, "it is not shown") {
		apptest.Eventually(t, "a terminal that hides it", c.hides)
	}
	if _, err := c.master.WriteString(line + "\n"); err != nil {
		t.Fatal(err)
	}
}

// start runs a command on the console.
func (c *console) start(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(string(apptest.Process(t)), append([]string{"--data", dir}, args...)...)
	cmd.Env = apptest.Env()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.slave, c.slave, c.slave
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

func exitOf(cmd *exec.Cmd) int {
	_ = cmd.Wait()
	return cmd.ProcessState.ExitCode()
}

func TestSellAsksTheOwner(t *testing.T) {
	t.Parallel()
	dir, gw := heldShop(t)
	apptest.SetSecret(t, psar, dir, "manager.pin", "739182")
	console := openConsole(t)
	sell := console.start(t, dir, "sell", "5.00", "USD", "--wait", "30s")
	console.answer(t, "yes or no:", "yes")
	console.answer(t, "Manager’s name:", "Sokha")
	console.answer(t, "PIN (it is not shown):", "604857")
	apptest.Eventually(t, "the word about a wrong PIN", func() bool { return strings.Contains(console.text(), "PIN is wrong") })
	apptest.Eventually(t, "the question for the PIN again", func() bool {
		_, after, _ := strings.Cut(console.text(), "PIN is wrong")
		return strings.Contains(after, "PIN (it is not shown):")
	})
	code := gw.WaitIssued(t, "5.00")
	if strings.Contains(console.text(), code.QR) {
		t.Error("the code is shown before it was confirmed")
	}
	console.answer(t, "PIN (it is not shown):", "739182")
	apptest.Eventually(t, "the code", func() bool { return strings.Contains(console.text(), code.QR) })
	gw.Pay(t, code.TransactionID)
	if exit := exitOf(sell); exit != exitOK {
		t.Fatalf("exit %d\n%s", exit, console.text())
	}
	if text := console.text(); strings.Contains(text, "739182") || strings.Contains(text, "604857") {
		t.Errorf("a PIN was seen:\n%s", text)
	}
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); list[0].State != jsonout.PayeeConfirmed || list[0].Account != trainingAccount {
		t.Errorf("payees %+v", list)
	}
}

func TestSellOwnerSaysNo(t *testing.T) {
	t.Parallel()
	dir, _ := heldShop(t)
	console := openConsole(t)
	sell := console.start(t, dir, "sell", "5.00", "USD", "--wait", "30s")
	console.answer(t, "yes or no:", "no")
	console.answer(t, "Manager’s name:", "Sokha")
	if exit := exitOf(sell); exit != exitRefused {
		t.Errorf("exit %d\n%s", exit, console.text())
	}
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(list) != 1 {
		t.Errorf("alarms %+v", list)
	}
}

// An answer that is neither yes nor no decides nothing, and the question is asked again; the
// end of the input and Ctrl+C end it.
func TestSellOwnerUndecided(t *testing.T) {
	t.Parallel()
	dir, _ := heldShop(t)
	console := openConsole(t)
	sell := console.start(t, dir, "sell", "5.00", "USD", "--wait", "30s")
	console.answer(t, "yes or no:", "maybe")
	apptest.Eventually(t, "the question again", func() bool { return strings.Count(console.text(), "yes or no:") == 2 })
	console.answer(t, "yes or no:", "\x04")
	if exit := exitOf(sell); exit != exitRefused {
		t.Errorf("exit %d\n%s", exit, console.text())
	}
	again := openConsole(t)
	sell = again.start(t, dir, "sell", "6.00", "USD", "--wait", "30s")
	apptest.Eventually(t, "the question", func() bool { return strings.Contains(again.text(), "yes or no:") })
	if err := sell.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if exit := exitOf(sell); exit != exitRefused {
		t.Errorf("interrupted: exit %d\n%s", exit, again.text())
	}
	if list := apptest.ReadJSON[[]jsonout.Payee](t, psar, dir, "payee"); list[0].State != jsonout.PayeeWaits {
		t.Errorf("payees %+v", list)
	}
	if list := apptest.ReadJSON[[]payment.Alert](t, psar, dir, "alarms"); len(list) != 0 {
		t.Errorf("alarms %+v", list)
	}
}

func TestListHasAHeadOnATerminal(t *testing.T) {
	t.Parallel()
	dir, _ := unmatchedShop(t, "5.00", "4.00")
	console := openConsole(t)
	if exit := exitOf(console.start(t, dir, "unclaimed")); exit != exitOK {
		t.Fatalf("exit %d", exit)
	}
	apptest.Eventually(t, "the list with its head", func() bool {
		head, row := strings.Index(console.text(), "Since"), strings.Index(console.text(), "$4.00")
		return head >= 0 && row > head
	})
	if out := apptest.Psar(t, psar, dir, "unclaimed"); strings.Contains(out, "Since") {
		t.Errorf("a head where a program reads:\n%s", out)
	}
}

func TestSecretIsTypedUnseen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	console := openConsole(t)
	set := console.start(t, dir, "settings", "set", "manager.pin")
	console.answer(t, "The new value (it is not shown):", "86420")
	if exit := exitOf(set); exit != exitOK || strings.Contains(console.text(), "86420") {
		t.Errorf("exit %d\n%s", exit, console.text())
	}
	if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", "manager.pin")); got != "(set)" {
		t.Errorf("get says %q", got)
	}
	if console.hides() {
		t.Error("the terminal goes on hiding what is typed")
	}
}

// Ctrl+C at a secret's prompt sets nothing and restores the terminal.
func TestInterruptedSecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	console := openConsole(t)
	set := console.start(t, dir, "settings", "set", "manager.pin")
	apptest.Eventually(t, "the question", func() bool { return strings.Contains(console.text(), "it is not shown") })
	apptest.Eventually(t, "a terminal that hides", console.hides)
	if err := set.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if exit := exitOf(set); exit == exitOK || console.hides() {
		t.Errorf("exit %d, hides %v\n%s", exit, console.hides(), console.text())
	}
	if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", "manager.pin")); got == "(set)" {
		t.Error("it was set")
	}
}
