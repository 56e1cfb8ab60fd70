package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"psar/app/apptest"

	"github.com/rogpeppe/go-internal/testscript"
)

// desk is a till in a process of its own.
type desk struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
	said strings.Builder // standard error
}

// till opens the till; till close closes it; till kill kills it, like a power cut.
func (s *script) till(ts *testscript.TestScript, args []string) {
	switch {
	case len(args) == 0 || strings.HasPrefix(args[0], "-"):
	case s.desk == nil:
		ts.Fatalf("no till is open")
	case args[0] == "close":
		s.close(ts)
		return
	case args[0] == "kill":
		ts.Check(s.desk.cmd.Process.Kill())
		_ = s.desk.cmd.Wait() // killed: the error is expected
		s.desk = nil
		return
	}
	path, err := os.Executable()
	ts.Check(err)
	d := &desk{cmd: exec.Command(path, args...)}
	d.cmd.Dir = ts.MkAbs(".")
	d.cmd.Env = append(apptest.Env(), apptest.MainEnv+"="+tillEnv, "HOME="+ts.Getenv("HOME"), "PSAR_DATA="+ts.Getenv("PSAR_DATA"),
		"PATH=", // no program plays sounds
		aheadEnv+"="+time.Duration(s.clock.ahead.Load()).String())
	d.cmd.Stderr = &d.said
	d.in, err = d.cmd.StdinPipe()
	ts.Check(err)
	out, err := d.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(d.cmd.Start())
	d.out = bufio.NewScanner(out)
	s.desk = d
	ts.Defer(func() {
		if s.desk == d {
			_ = d.cmd.Process.Kill()
			_ = d.cmd.Wait()
		}
	})
	s.listen(ts)
}

func (s *script) close(ts *testscript.TestScript) {
	d := s.desk
	ts.Check(d.in.Close())
	err := d.cmd.Wait()
	s.desk = nil
	if err != nil {
		ts.Fatalf("the till ended with %v\n%s", err, d.said.String())
	}
	log, err := os.ReadFile(filepath.Join(ts.Getenv("PSAR_DATA"), "log", "psar.log"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Fatalf("%v", err)
	}
	if strings.Contains(string(log), "panic") || strings.Contains(string(log), "not drawn") {
		ts.Fatalf("the windows have a defect:\n%s", log)
	}
}

// order sends an order to the till and waits for its answer.
func (s *script) order(ts *testscript.TestScript, o order) answer {
	if s.desk == nil {
		ts.Fatalf("no till is open")
	}
	o.Ahead = time.Duration(s.clock.ahead.Load())
	ts.Check(json.NewEncoder(s.desk.in).Encode(o))
	return s.listen(ts)
}

func (s *script) listen(ts *testscript.TestScript) (a answer) {
	if !s.desk.out.Scan() {
		ts.Fatalf("the till has gone:\n%s", s.desk.said.String())
	}
	ts.Check(json.Unmarshal(s.desk.out.Bytes(), &a))
	s.clock.set(a.Ahead)
	if a.Wrong != "" {
		ts.Fatalf("%s; the window says\n%s\n%s", a.Wrong, a.Window, s.desk.said.String())
	}
	return a
}

// pace is the time from one typed key to the next, long enough that a busy machine can
// tell typing from a scan.
const pace = 300 * time.Millisecond

// keys presses keys in the cashier's window, one after the other: keys 3 5 0 F9
// Return. A word after = is typed letter by letter: keys =Sokha Return.
func (s *script) keys(ts *testscript.TestScript, args []string) {
	var keys []string
	for _, k := range args {
		if text, typed := strings.CutPrefix(k, "="); typed {
			keys = append(keys, strings.Split(text, "")...)
		} else {
			keys = append(keys, k)
		}
	}
	s.order(ts, order{Keys: keys, Pace: pace})
}

// scan is a barcode scanner that ends with Enter: scan 8847100010018.
func (s *script) scan(ts *testscript.TestScript, args []string) {
	s.order(ts, order{Keys: append(strings.Split(args[0], ""), "Return"), Pace: time.Millisecond})
}

// inWindow waits until a window shows a text: customer '\$3\.50'. With ! it waits until
// the window no longer shows it.
func inWindow(name string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if len(args) != 1 {
			ts.Fatalf("usage: %s PATTERN", name)
		}
		_, err := regexp.Compile(args[0])
		ts.Check(err)
		s := ts.Value(script{}).(*script)
		fmt.Fprintln(ts.Stdout(), s.order(ts, order{Window: name, Says: args[0], Gone: neg}).Window)
	}
}
