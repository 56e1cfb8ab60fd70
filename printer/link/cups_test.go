//go:build unix

package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"psar/pos/postest"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fakeLP is a script in lp's place, and the folder in which it runs.
func fakeLP(t *testing.T, script string) (command, dir string) {
	t.Helper()
	dir = t.TempDir()
	command = filepath.Join(dir, "lp")
	if err := os.WriteFile(command, []byte("#!/bin/sh\ncd '"+dir+"'\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return command, dir
}

func TestCUPSJobIsHandedOverWhole(t *testing.T) {
	noLeaks(t)
	command, dir := fakeLP(t, `echo "$@" > args; cat > job`)
	l, err := openPatient(t, command, "Kitchen_80")
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Repeat(allBytes(), 20)
	for part := want; len(part) > 0; part = part[min(1000, len(part)):] {
		if _, err := l.Write(t.Context(), part[:min(1000, len(part))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "job")); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "args")); err != nil || string(got) != "-d Kitchen_80 -o raw -s\n" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := l.Write(t.Context(), []byte("late")); err == nil {
		t.Error("a closed link takes bytes")
	}
}

func TestCUPSSaysWhyNot(t *testing.T) {
	noLeaks(t)
	command, _ := fakeLP(t, "cat > /dev/null; echo one >&2; echo 'lp: Error - The printer or class does not exist.' >&2; exit 1\n")
	l, err := openPatient(t, command, "none")
	if err != nil {
		t.Fatal(err)
	}
	_, writeErr := l.Write(t.Context(), []byte("receipt"))
	if err := l.Close(); writeErr != nil || err == nil || !strings.HasSuffix(err.Error(), "does not exist.") {
		t.Errorf("Write %v, Close %v", writeErr, err)
	}
	if _, err := openCUPS(t.Context(), filepath.Join(t.TempDir(), "none"), "q"); err == nil {
		t.Error("a command that is not there takes jobs")
	}
}

// The reason is reported even if lp ends before it has read the job.
func TestCUPSRefusesBeforeItReads(t *testing.T) {
	noLeaks(t)
	command, _ := fakeLP(t, "echo 'lp: The printer or class does not exist.' >&2; exit 1\n")
	err := handedTo(t, command, 1<<20, soon)
	if err == nil || !strings.HasSuffix(err.Error(), "does not exist.") {
		t.Errorf("Close: %v", err)
	}
}

// openPatient opens a link that waits for lp as long as a busy machine may need.
func openPatient(t *testing.T, command, queue string) (Link, error) {
	t.Helper()
	l, err := openCUPS(t.Context(), command, queue)
	if err == nil {
		l.(*cupsLink).within = soon
	}
	return l, err
}

// handedTo gives a command a job of size bytes and returns Close's error. Close waits
// for the command for at most within.
func handedTo(t *testing.T, command string, size int, within time.Duration) error {
	t.Helper()
	l, err := openCUPS(t.Context(), command, "q")
	if err != nil {
		t.Fatal(err)
	}
	l.(*cupsLink).within = within
	if _, err := l.Write(t.Context(), make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	err = l.Close()
	if took := time.Since(began); took > within+soon/2 {
		t.Errorf("Close took %v", took)
	}
	return err
}

// A job that was broken off or never begun is not sent: lp is not started.
func TestCUPSBrokenJobIsNone(t *testing.T) {
	noLeaks(t)
	command, dir := fakeLP(t, "echo started > job\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, broken := range []bool{true, false} {
		l, err := openCUPS(t.Context(), command, "q")
		if err != nil {
			t.Fatal(err)
		}
		if broken {
			if _, err := l.Write(t.Context(), []byte("half a receipt")); err != nil {
				t.Fatal(err)
			}
			if n, err := l.Write(ctx, []byte("the rest")); n != 0 || !errors.Is(err, context.Canceled) {
				t.Errorf("Write after the context's end = %d, %v", n, err)
			}
			if _, err := l.Write(t.Context(), []byte("more")); err == nil {
				t.Error("a link that was given up takes more")
			}
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "job")); err == nil {
			t.Errorf("broken off: %v: it is a job", broken)
		}
	}
	if _, err := openCUPS(ctx, command, "q"); !errors.Is(err, context.Canceled) {
		t.Errorf("Open after the context's end: %v", err)
	}
}

// An lp that never ends is killed with its children, whether it reads the job or not.
func TestCUPSHangs(t *testing.T) {
	noLeaks(t)
	for name, script := range map[string]string{
		"reads":       "sleep 100 & echo $! > child; cat > /dev/null; wait\n",
		"never reads": "sleep 100 & echo $! > child; wait\n",
	} {
		command, dir := fakeLP(t, script)
		if err := handedTo(t, command, 1<<20, 5*time.Second); err == nil {
			t.Errorf("%s: a job that nobody confirmed is handed over", name)
		}
		gone(t, waitForFile(t, filepath.Join(dir, "child")))
	}
}

// A child that lp leaves behind does not block Close; lp's exit status counts.
func TestCUPSLeavesAChild(t *testing.T) {
	noLeaks(t)
	command, dir := fakeLP(t, "cat > /dev/null; sleep 100 & echo $! > child\n")
	if err := handedTo(t, command, 100, soon); err != nil {
		t.Error(err)
	}
	child, err := strconv.Atoi(waitForFile(t, filepath.Join(dir, "child")))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(child, syscall.SIGKILL); err != nil {
		t.Error(err)
	}
}

func waitForFile(t *testing.T, path string) string {
	t.Helper()
	deadline := time.Now().Add(postest.Patience)
	for {
		if text, err := os.ReadFile(path); err == nil && bytes.HasSuffix(text, []byte("\n")) {
			return strings.TrimSpace(string(text))
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is not written", path)
		}
	}
}

// gone waits for a process to end.
func gone(t *testing.T, pid string) {
	t.Helper()
	deadline := time.Now().Add(postest.Patience)
	for {
		state, err := os.ReadFile("/proc/" + pid + "/stat")
		if err != nil || bytes.Contains(state, []byte(") Z ")) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("process %s lives on", pid)
		}
	}
}

// TestCUPSForReal sends a job through a real CUPS to a network printer; its bytes
// arrive unchanged.
func TestCUPSForReal(t *testing.T) {
	noLeaks(t)
	for _, tool := range []string{"cupsd", "lp"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("without %s (Debian: cups, cups-client) there is no CUPS to print through: %v", tool, err)
		}
	}
	printed := make(chan []byte, 1)
	printer := listen(t, func(c *net.TCPConn) {
		got, _ := io.ReadAll(c)
		printed <- got
	})
	socket := startCUPS(t, strings.TrimPrefix(printer, "tcp:"))
	t.Setenv("CUPS_SERVER", socket)
	brokenOff(t)
	l, err := openPatient(t, lp, "till")
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Repeat(allBytes(), 20)
	if _, err := l.Write(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-printed:
		if !bytes.Equal(got, want) {
			t.Errorf("%d bytes came out, want the %d that went in", len(got), len(want))
		}
	case <-time.After(postest.Patience):
		t.Error("the job did not come out")
	}
	other, err := openPatient(t, lp, "nobody")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = other.Write(t.Context(), []byte("x"))
	if err := other.Close(); !errors.Is(err, ErrNotTaken) || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("a queue that is not there: %v", err)
	}
}

// brokenOff writes half a job and closes the link after an error; it is never printed.
func brokenOff(t *testing.T) {
	t.Helper()
	l, err := openPatient(t, lp, "till")
	if err != nil {
		t.Fatal(err)
	}
	// Far more than a pipe holds, so that nothing waits in one.
	if _, err := l.Write(t.Context(), make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Write(ctx, []byte("the rest")); err == nil {
		t.Error("a Write after the context's end takes bytes")
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// startCUPS runs CUPS with one raw queue named till, and returns its socket.
func startCUPS(t *testing.T, printer string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cups") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { // CUPS runs without root's rights
		t.Fatal(err)
	}
	for _, sub := range []string{"spool", "cache", "run", "ppd"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	socket := filepath.Join(dir, "sock")
	files := map[string]string{
		"cups-files.conf": fmt.Sprintf("ServerRoot %[1]s\nRequestRoot %[1]s/spool\nCacheDir %[1]s/cache\nStateDir %[1]s/run\nTempDir %[1]s/spool\n"+
			"AccessLog %[1]s/access\nErrorLog %[1]s/error\nPageLog %[1]s/page\n", dir),
		"cupsd.conf": "Listen " + socket + "\nBrowsing No\nDefaultAuthType None\nWebInterface No\n<Location />\nAllow all\n</Location>\n" +
			"<Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n",
		"printers.conf": "<Printer till>\nDeviceURI socket://" + printer + "\nState Idle\nAccepting Yes\nErrorPolicy abort-job\n</Printer>\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	daemon := exec.Command("cupsd", "-f", "-c", filepath.Join(dir, "cupsd.conf"), "-s", filepath.Join(dir, "cups-files.conf"))
	var said bytes.Buffer
	daemon.Stderr = &said
	inGroup(daemon)
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Signal(os.Interrupt)
		late := time.AfterFunc(3*time.Second, func() { killGroup(daemon) })
		_ = daemon.Wait()
		late.Stop()
	})
	deadline := time.Now().Add(postest.Patience)
	for {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			_ = conn.Close()
			return socket
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(dir, "error"))
			t.Fatalf("CUPS does not listen: %v\n%s%s", err, log, said.String())
		}
	}
}
