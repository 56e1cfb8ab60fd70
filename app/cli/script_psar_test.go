package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"psar/app/apptest"

	"fyne.io/fyne/v2"
	"github.com/rogpeppe/go-internal/testscript"
)

// scripted is a command of a script. It runs in the test's process: the start of one
// costs more than what a command does.
type scripted struct {
	args      []string
	out, errs strings.Builder
	code      int
	ended     chan struct{}
}

// psarInScript runs the program: psar <PIN.FILE staff add Dara, whose standard input is a
// file; psar sell 1 USD --wait 20s &, which runs on until the script says ended.
func psarInScript(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(script{}).(*script)
	last := len(args) - 1
	if last >= 0 && args[last] == "&" {
		s.behind = s.start(ts, args[:last])
		return
	}
	c := s.start(ts, args)
	c.end(ts)
	if failed := c.code != exitOK; failed != neg {
		ts.Fatalf("exit %d\n%s", c.code, c.errs.String())
	}
}

// await waits for the command behind the script, which must succeed.
func (s *script) await(ts *testscript.TestScript, _ []string) {
	if s.behind == nil {
		ts.Fatalf("no command runs")
	}
	s.behind.end(ts)
	if s.behind.code != exitOK {
		ts.Fatalf("exit %d\n%s", s.behind.code, s.behind.errs.String())
	}
	s.behind = nil
}

// start starts a command in the script's folder, with its shop and clock.
func (s *script) start(ts *testscript.TestScript, args []string) *scripted {
	var stdin string
	if len(args) > 0 && strings.HasPrefix(args[0], "<") {
		stdin, args = ts.ReadFile(args[0][1:]), args[1:]
	}
	c := &scripted{args: append([]string{"--data", ts.Getenv("PSAR_DATA")}, args...), ended: make(chan struct{})}
	w := testEnvironment()
	w.streams, w.clock, w.dir = streams{strings.NewReader(stdin), &c.out, &c.errs}, &s.clock, ts.MkAbs(".")
	w.toolkit = func() (fyne.App, error) { return nil, errors.New("the till is opened by till") }
	ctx, cancel := context.WithCancel(context.Background())
	ts.Defer(func() { cancel(); <-c.ended })
	go func() {
		defer close(c.ended)
		c.code = run(ctx, c.args, w)
	}()
	return c
}

// end waits for a command's end. What it printed becomes the script's last output.
func (c *scripted) end(ts *testscript.TestScript) {
	select {
	case <-c.ended:
	case <-time.After(apptest.Patience):
		ts.Fatalf("psar %v has not ended", c.args)
	}
	fmt.Fprint(ts.Stdout(), c.out.String())
	fmt.Fprint(ts.Stderr(), c.errs.String())
}
