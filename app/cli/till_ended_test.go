package cli

import (
	"context"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"

	"psar/app"
	"psar/app/apptest"
	"psar/app/control"
)

// A till that Ctrl+C or SIGTERM ends while it opens ends as one whose windows are open: without a
// word, and nothing is held. It is ended at each step at which the clock is asked, until its
// windows open; there it is ended for the last time.
func TestTillEndsWhileItOpens(t *testing.T) {
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	for _, flags := range [][]string{nil, {"--training"}} {
		steps, opened := int64(0), false
		for !opened {
			steps++
			var said apptest.Text
			var exit int
			opened, exit = endedAt(t, steps, &said, append([]string{"--data", dir}, flags...)...)
			lines := strings.ReplaceAll(said.String(), "\n", " ")
			if exit != exitOK || strings.Contains(lines, "psar:") || strings.Contains(lines, "context") {
				t.Errorf("%v, ended at step %d: exit %d %s", flags, steps, exit, lines)
			}
			if conn, err := control.Dial(t.Context(), dir); err == nil {
				t.Errorf("%v, ended at step %d: the socket is open", flags, steps)
				_ = conn.Close()
			}
			shop, err := app.Open(t.Context(), testPlace(dir), false, app.SystemClock{})
			if err != nil {
				t.Fatalf("%v, ended at step %d: %v", flags, steps, err)
			}
			shop.Close()
		}
		if steps < 3 {
			t.Errorf("%v: %d steps", flags, steps)
		}
	}
}

// endedAt opens a till that is ended when its clock is asked for the step-th time, or when its
// windows are open: which of both says opened.
func endedAt(t *testing.T, step int64, said *apptest.Text, args ...string) (opened bool, exit int) {
	ctx, end := context.WithCancel(t.Context())
	var asked atomic.Int64
	w := testEnvironment()
	w.clock = &askedClock{func() {
		if asked.Add(1) == step {
			end()
		}
	}}
	orders, keep := io.Pipe()
	defer keep.Close()
	w.toolkit = func() (fyne.App, error) {
		return openDesk(&shiftedClock{}, orders, runs(func() { opened = ctx.Err() == nil; end() })), nil
	}
	w.in, w.out, w.err = strings.NewReader(""), said, said
	exit = run(ctx, args, w)
	return opened, exit
}

// runs is called when the desk's loop begins, with its first answer.
type runs func()

func (f runs) Write(b []byte) (int, error) { f(); return len(b), nil }
