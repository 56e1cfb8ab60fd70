package control

import (
	"context"
	"errors"
	"io"
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

// Neither side deals with another account: what the system says of the process at the other
// end decides, on both sides. It is shown here by a side that is told to be of another account
// than it is, which needs no root; TestOtherAccountsOfTheSystem has a real one.
func TestOtherAccounts(t *testing.T) {
	t.Parallel()
	here := os.Geteuid()
	as := func(own int) func(net.Conn) error {
		return func(conn net.Conn) error { return checkAccount(conn, own) }
	}
	for _, c := range []struct {
		name       string
		till, peer int // the accounts that either side takes for its own
		refused    bool
	}{
		{"TheSame", here, here, false}, {"AnotherTill", here, here + 1, true}, {"AnotherCommand", here + 1, here, true}, {"NoAccount", -1, here, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ran := false
			s := serve(t, t.TempDir(), Server{check: as(c.till), Run: func(context.Context, *Command) int { ran = true; return 0 }})
			conn, err := dial(t.Context(), s.dir, as(c.peer))
			if err == nil {
				_, err = Caller{Out: io.Discard, Err: io.Discard}.Carry(t.Context(), conn, Hello{Args: []string{"staff", "add"}})
			}
			s.close()
			if want := map[bool]fault.Code{true: fault.TillAccount}[c.refused]; fault.CodeOf(err) != want || ran == c.refused {
				t.Errorf("%v, carried out: %v", err, ran)
			}
		})
	}
	near, far := net.Pipe() // a connection of which the system knows no account
	t.Cleanup(func() { _ = errors.Join(near.Close(), far.Close()) })
	go Server{Run: func(context.Context, *Command) int { t.Error("it ran"); return 0 }}.answer(context.Background(), far)
	if m, err := newWire(near).receive(); err != nil || m.Refused == nil || m.Refused.Code != fault.TillAccount {
		t.Errorf("a command of nobody knows whom: %+v, %v", m, err)
	}
	if err := checkPeer(near); fault.CodeOf(err) != fault.TillAccount {
		t.Errorf("a till of nobody knows whom: %v", err)
	}
}

// The same with a real other account, even where the modes of the files let it connect. Only root
// can be one: what everybody else can show is in TestOtherAccounts.
func TestOtherAccountsOfTheSystem(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	dir, err := os.MkdirTemp("/dev/shm", "psar-control-") // t.TempDir lies where only root may enter
	if err != nil {
		t.Fatal(err)
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
