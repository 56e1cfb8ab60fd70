package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"psar/pos/fault"
)

// patience bounds what must not hang; nothing here takes so long.
const patience = time.Minute

// served is an open till in this process, and the folder of its socket.
type served struct {
	dir   string
	close func() // and wait
	logs  *log
}

// log takes what a server logs.
type log struct {
	mu   sync.Mutex
	said []string
}

func (l *log) add(message string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.said = append(l.said, fmt.Sprint(append([]any{message}, args...)...))
}

// serve opens a till until the test ends. s's fields that are not set accept everything, do
// nothing and log.
func serve(t *testing.T, dir string, s Server) served {
	t.Helper()
	logs := &log{}
	if s.Accept == nil {
		s.Accept = func(context.Context, Hello) error { return nil }
	}
	if s.Run == nil {
		s.Run = func(context.Context, *Command) int { return 0 }
	}
	s.Log = logs.add
	l, err := Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Serve(ctx, l)
	}()
	stop := func() {
		cancel()
		awaitEnd(t, "the server", ended)
	}
	t.Cleanup(stop)
	return served{dir, stop, logs}
}

func awaitEnd(t *testing.T, what string, ended <-chan struct{}) {
	t.Helper()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatalf("%s has not ended", what)
	}
}

// said is what a command printed, and how it ended.
type said struct {
	out, errs string
	code      int
	err       error
}

// carry has the till carry a command out.
func carry(ctx context.Context, t *testing.T, dir string, answer func(context.Context, string, json.RawMessage) (any, error), args ...string) said {
	t.Helper()
	conn, err := Dial(ctx, dir)
	if err != nil {
		return said{err: err}
	}
	var out, errs bytes.Buffer
	code, err := Caller{Out: &out, Err: &errs, Answer: answer}.Carry(ctx, conn, Hello{Version: "1", Args: args})
	return said{out.String(), errs.String(), code, err}
}

func TestCarry(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ខ្មែរ", chunk)
	s := serve(t, t.TempDir(), Server{Run: func(_ context.Context, c *Command) int {
		var twice string
		err := c.Call("twice", c.Args[0], &twice)
		fmt.Fprint(c.Out(), twice, long)
		fmt.Fprint(c.Err(), err)
		err = c.Call("fails", 5, nil)
		fmt.Fprint(c.Err(), " ", fault.CodeOf(err), " ", err)
		fmt.Fprint(c.Err(), " ", c.Call("breaks", 5, nil))
		return 7
	}})
	answer := func(_ context.Context, method string, args json.RawMessage) (any, error) {
		switch method {
		case "twice":
			var word string
			err := json.Unmarshal(args, &word)
			return word + word, err
		case "fails":
			return nil, fault.New(fault.FileLink, "a.png").Because(errors.New("why"))
		}
		return nil, io.ErrUnexpectedEOF
	}
	got := carry(t.Context(), t, s.dir, answer, "ជ")
	want := said{"ជជ" + long, "<nil> file_link file link a.png: why unexpected EOF", 7, nil}
	if got != want {
		t.Errorf("said %.80q %q, %d, %v", got.out, got.errs, got.code, got.err)
	}
}

// An interrupt ends the command's context; what it says of its end is heard.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	runs := make(chan struct{})
	s := serve(t, t.TempDir(), Server{Run: func(ctx context.Context, c *Command) int {
		close(runs)
		err := c.Call("hangs", nil, nil)
		<-ctx.Done()
		fmt.Fprint(c.Out(), "not paid ", errors.Is(err, context.Canceled))
		return 3
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-runs
		cancel()
	}()
	hangs := func(ctx context.Context, _ string, _ json.RawMessage) (any, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if got := carry(ctx, t, s.dir, hangs); got.code != 3 || got.out != "not paid true" || got.err != nil {
		t.Errorf("%+v", got)
	}
}

// A command whose process is gone is ended, and so is one when the till closes.
func TestEndsWithEitherSide(t *testing.T) {
	t.Parallel()
	runs, ended := make(chan struct{}), make(chan struct{})
	s := serve(t, t.TempDir(), Server{Run: func(ctx context.Context, _ *Command) int {
		runs <- struct{}{}
		<-ctx.Done()
		ended <- struct{}{}
		return 3
	}})
	conn, err := Dial(t.Context(), s.dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := newWire(conn).send(message{Hello: &Hello{}}); err != nil {
		t.Fatal(err)
	}
	<-runs
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	<-ended
	got := make(chan said)
	go func() { got <- carry(context.Background(), t, s.dir, nil) }()
	<-runs
	go s.close()
	<-ended
	if got := <-got; got.code != 3 || got.err != nil {
		t.Errorf("%+v", got)
	}
	s.close()
	if got := carry(t.Context(), t, s.dir, nil); !errors.Is(got.err, ErrNoTill) {
		t.Errorf("after the end: %+v", got)
	}
}

// A command that does not read what it is told does not keep the till from closing.
func TestClosesBesideAFullPipe(t *testing.T) {
	t.Parallel()
	runs := make(chan struct{})
	s := serve(t, t.TempDir(), Server{Run: func(_ context.Context, c *Command) int {
		close(runs)
		for {
			if _, err := c.Out().Write(make([]byte, chunk)); err != nil {
				return 1
			}
		}
	}})
	conn, err := Dial(t.Context(), s.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := newWire(conn).send(message{Hello: &Hello{}}); err != nil {
		t.Fatal(err)
	}
	<-runs
	s.close()
}

// Why a command is refused is what it says.
func TestRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir(), Server{
		Accept: func(_ context.Context, h Hello) error { return fault.New(fault.TillVersion, "2", h.Version) },
		Run:    func(context.Context, *Command) int { t.Error("it ran"); return 0 },
	})
	got := carry(t.Context(), t, s.dir, nil)
	var refused *fault.Error
	if !errors.As(got.err, &refused) || refused.Code != fault.TillVersion || fmt.Sprintln(refused.Args...) != "2 1\n" {
		t.Errorf("%+v", got)
	}
}

// A defect of one command ends that command alone.
func TestDefect(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir(), Server{Run: func(_ context.Context, c *Command) int {
		if c.Args[0] == "bad" {
			panic("a defect")
		}
		return 0
	}})
	if got := carry(t.Context(), t, s.dir, nil, "bad"); got.code != 1 || got.err != nil {
		t.Errorf("%+v", got)
	}
	if got := carry(t.Context(), t, s.dir, nil, "good"); got.code != 0 || got.err != nil {
		t.Errorf("the next one: %+v", got)
	}
	s.close()
	if len(s.logs.said) != 1 || !strings.Contains(s.logs.said[0], "a defect") {
		t.Errorf("logged %q", s.logs.said)
	}
}

// More commands than a till has places for are refused, until one ends.
func TestBusy(t *testing.T) {
	t.Parallel()
	runs, end := make(chan struct{}), make(chan struct{})
	s := serve(t, t.TempDir(), Server{Run: func(context.Context, *Command) int {
		runs <- struct{}{}
		<-end
		return 0
	}})
	var all sync.WaitGroup
	for range maxCommands {
		all.Go(func() {
			if got := carry(context.Background(), t, s.dir, nil); got.err != nil {
				t.Error(got.err)
			}
		})
	}
	for range maxCommands {
		<-runs
	}
	if got := carry(t.Context(), t, s.dir, nil); fault.CodeOf(got.err) != fault.TillBusy {
		t.Errorf("%+v", got)
	}
	close(end)
	all.Wait()
}

// tillThat is a till whose one connection is in a test's hands.
func tillThat(t *testing.T, does func(*wire)) (dir string) {
	t.Helper()
	dir = t.TempDir()
	l, err := Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		does(newWire(conn))
	}()
	return dir
}

// A till that hangs or goes away ends a command: without having begun it, or in between.
func TestTillThatHangs(t *testing.T) {
	t.Parallel()
	over := t.Context().Done()
	hang := func(w *wire) {
		<-over
		_ = w.conn.Close()
	}
	for _, c := range []struct {
		name string
		till func(*wire)
		want func(error) bool
	}{
		{"SaysNothing", hang, coded(fault.TillSilent)},
		{"StopsThen", func(w *wire) { _ = w.send(message{Welcome: true}); hang(w) }, coded(fault.TillLost)},
		{"GoesAwayThen", func(w *wire) {
			_, _ = w.receive()
			_ = w.send(message{Welcome: true})
			_ = w.conn.Close()
		}, coded(fault.TillLost)},
		{"GoesAway", func(w *wire) {
			_, _ = w.receive()
			_ = w.conn.Close()
		}, func(err error) bool { return errors.Is(err, ErrNoTill) }},
		{"SpeaksOtherwise", func(w *wire) { _, _ = w.conn.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n")) },
			func(err error) bool { return errors.Is(err, ErrNoTill) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn, err := Dial(t.Context(), tillThat(t, c.till))
			if err != nil {
				t.Fatal(err)
			}
			caller := Caller{Out: io.Discard, Err: io.Discard, Welcome: 100 * time.Millisecond, Silence: 100 * time.Millisecond}
			if c.name == "GoesAway" || c.name == "GoesAwayThen" || c.name == "SpeaksOtherwise" {
				caller.Welcome, caller.Silence = patience, patience
			}
			if _, err := caller.Carry(t.Context(), conn, Hello{}); !c.want(err) {
				t.Errorf("%v", err)
			}
		})
	}
}

func coded(code fault.Code) func(error) bool {
	return func(err error) bool { return fault.CodeOf(err) == code }
}

// A till that has nothing to say tells that it is there.
func TestBeats(t *testing.T) {
	t.Parallel()
	end := make(chan struct{})
	s := serve(t, t.TempDir(), Server{Beat: time.Millisecond, Run: func(context.Context, *Command) int {
		<-end
		return 4
	}})
	conn, err := Dial(t.Context(), s.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	w := newWire(conn)
	err = w.send(message{Hello: &Hello{}})
	for n := 0; err == nil; n++ {
		var m message
		switch m, err = w.receive(); {
		case n == 0 && m.Welcome:
		case n == 3:
			close(end)
		case m.Exit != nil:
			if *m.Exit != 4 {
				t.Errorf("%d", *m.Exit)
			}
			return
		case n > 0 && !m.Beat:
			t.Fatalf("%+v", m)
		}
	}
	t.Error(err)
}
