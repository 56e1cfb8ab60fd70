//go:build e2e

package e2e

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/app/apptest"
)

// TestWindow makes one sale in real windows: keys, the code read from the customer's screen
// by a scanner, paid at a gateway in another process, and the receipt printed.
func TestWindow(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("printer.link", "paper:") })
	bin, dir, gw, cashier, customer := st.bin, st.dir, st.gw, st.cashier, st.customer

	// On a till that was just opened, the first sentence and the first help page
	// were never painted before.
	st.settled()
	idle := st.picture(cashier)
	st.keys("Return")
	st.until("the sentence about an amount of zero", func() bool { return differs(idle, st.picture(cashier)) })
	said := st.picture(cashier)
	st.keys("F1")
	st.until("the help page", func() bool { return differs(said, st.picture(cashier)) })
	st.keys("Escape")

	st.keys("3", "5", "0", "Return")
	issued := gw.WaitIssued(t, "3.50")
	var seen string
	st.until("the code on the customer's screen", func() bool {
		seen = st.code(customer)
		return seen != ""
	})
	if seen != issued.QR {
		t.Fatalf("the screen's code is not the gateway's:\n screen  %s\n gateway %s", seen, issued.QR)
	}
	st.keys("p")
	slip := ""
	st.until("the slip on paper", func() bool {
		files, _ := filepath.Glob(filepath.Join(dir, "paper", "*slip*.png"))
		if len(files) == 1 {
			slip = files[0]
		}
		return slip != ""
	})
	if got := apptest.Scan(slip); got != issued.QR {
		t.Fatalf("the slip's code is not the gateway's:\n slip    %s\n gateway %s", got, issued.QR)
	}

	gw.Pay(t, issued.TransactionID)
	st.until("the sale", func() bool { return len(apptest.Sales(t, bin, dir)) == 1 })
	st.until("the receipt on paper", func() bool {
		files, _ := filepath.Glob(filepath.Join(dir, "paper", "*receipt*.png"))
		return len(files) == 1
	})
	sale := apptest.Sales(t, bin, dir)[0]
	if sale.Total.Amount != "3.50" || sale.Total.Currency != "USD" || !strings.HasSuffix(sale.Receipt, "/000001") {
		t.Errorf("sale = %+v", sale)
	}
	st.close()
}

// tillProcess is the till in a process of its own.
type tillProcess struct {
	cmd  *exec.Cmd
	done chan error
}

func startTill(t *testing.T, bin apptest.Binary, dir, log, display string) *tillProcess {
	t.Helper()
	out, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(string(bin), "--data", dir, "--windowed")
	// A home of its own, because reports are written to the user's documents.
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "XAUTHORITY=", "WAYLAND_DISPLAY=", "LANG=en_US.UTF-8", "LC_CTYPE=C.UTF-8", "HOME="+t.TempDir())
	cmd.Env = append(cmd.Env, apptest.Outside(cmd.Args)...)
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &tillProcess{cmd, make(chan error, 1)}
	go func() { p.done <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = out.Close()
	})
	return p
}

// turns is how often the windows' event loop has become idle.
func (p *tillProcess) turns(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
	n := 0
	if _, err := fmt.Sscan(rest, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// ends waits some time for the till to end, which must be without an error.
func (p *tillProcess) ends(t *testing.T) bool {
	t.Helper()
	select {
	case err := <-p.done:
		if err != nil {
			t.Errorf("the till ended with %v", err)
		}
		return true
	case <-time.After(apptest.Patience / 8):
		return false
	}
}

// window waits for a window and returns its X id.
func (st *stage) window(name string) string {
	st.t.Helper()
	id := ""
	apptest.Eventually(st.t, "the window "+name, func() bool {
		out, _ := st.screen.tool("search", "--onlyvisible", "--name", name).Output()
		lines := strings.Fields(string(out))
		if len(lines) > 0 {
			id = lines[len(lines)-1]
		}
		return id != ""
	})
	return id
}

// xdo moves and activates windows, and presses keys.
func (st *stage) xdo(args ...string) {
	st.t.Helper()
	st.screen.still = false
	if out, err := st.screen.tool(args...).CombinedOutput(); err != nil {
		st.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

func decode(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
