package control

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// nobody is the account of the system that owns nothing.
const nobody = 65534

// asNobody does f on a thread of another account.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	done := make(chan unix.Errno)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		_, _, wrong := unix.RawSyscall(unix.SYS_SETRESUID, ^uintptr(0), nobody, ^uintptr(0))
		if wrong == 0 {
			f()
		}
		done <- wrong
	}()
	if wrong := <-done; wrong != 0 {
		t.Skip("only root can be somebody else")
	}
}

// Neither side deals with another account, even where the modes of the files let it connect.
func TestOtherAccounts(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	dir, err := os.MkdirTemp("/dev/shm", "psar-control-") // t.TempDir lies where only root may enter
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := serve(t, dir, Server{Run: func(context.Context, *Command) int { t.Error("it ran"); return 0 }})
	path := filepath.Join(dir, socketName)
	asNobody(t, func() {
		if _, err := net.Dial("unix", path); err == nil {
			t.Error("another account may connect")
		}
	})
	for name, mode := range map[string]os.FileMode{dir: 0o777, path: 0o666} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	asNobody(t, func() {
		if conn, err := Dial(context.Background(), s.dir); fault.CodeOf(err) != fault.TillAccount {
			t.Errorf("a till of another account: %v, %v", conn, err)
		}
		conn, err := net.Dial("unix", path)
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		w := newWire(conn)
		_ = w.send(message{Hello: &Hello{Args: []string{"staff", "add"}}})
		if m, err := w.receive(); err != nil || m.Refused == nil || m.Refused.Code != fault.TillAccount {
			t.Errorf("a command of another account: %+v, %v", m, err)
		}
	})
}
