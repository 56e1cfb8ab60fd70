package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"psar/app"
	"psar/app/control"
)

// delegate has the open till carry the command out. carried is false where no till is open:
// then the command opens the shop itself. An error of it is not refused yet.
func (s *session) delegate(args []string) (carried bool, err error) {
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return false, nil // the command says it itself
	}
	conn, err := control.Dial(s, dir)
	if errors.Is(err, control.ErrNoTill) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	folder, err := ownFiles{s.environment}.absolute(".")
	if err != nil {
		return true, err
	}
	out, near := &noticed{to: s.out}, &near{session: s, files: map[int]io.ReadSeekCloser{}}
	defer near.close()
	code, err := control.Caller{Out: out, Err: s.err, Answer: near.answer}.Carry(s, conn, control.Hello{
		Version: programVersion(), Args: args, Training: s.flags.Training, Language: string(s.lang), Folder: folder,
		Terminal: control.Terminal{In: isTerminal(s.in), Out: isTerminal(s.out), Err: isTerminal(s.err)},
	})
	s.wrote = out.wrote
	switch {
	case errors.Is(err, control.ErrNoTill):
		return false, nil
	case err != nil:
		return true, err
	case code != exitOK:
		return true, exit{code}
	}
	return true, nil
}

// programVersion names this build of the program.
func programVersion() string { return app.Version + " (" + app.Commit + ")" }

// noticed is a stream that remembers whether something was written.
type noticed struct {
	to    io.Writer
	wrote bool
}

func (n *noticed) Write(b []byte) (int, error) {
	n.wrote = n.wrote || len(b) > 0
	return n.to.Write(b)
}

// near answers the calls of the till for a command that was typed here: see far.go.
type near struct {
	session *session

	asking sync.WaitGroup // questions whose answers are hidden

	mu    sync.Mutex
	last  int
	files map[int]io.ReadSeekCloser
}

var errNoSuchCall = errors.New("no such call")

func (n *near) answer(ctx context.Context, method string, given json.RawMessage) (any, error) {
	switch method {
	case callRead:
		return answered(given, func(a readArgs) (readResult, error) { return readUpTo(n.session.in, a.Most) })
	case callHidden:
		n.asking.Add(1)
		defer n.asking.Done()
		asked := *n.session
		asked.Context = ctx
		return answered(given, asked.askHidden)
	case callOpen:
		return answered(given, func(path string) (int, error) { return n.open(ctx, path) })
	case callFile:
		return answered(given, func(a readArgs) (readResult, error) {
			f, err := n.file(a.File)
			if err != nil {
				return readResult{}, err
			}
			return readUpTo(f, a.Most)
		})
	case callSeek:
		return answered(given, func(a seekArgs) (int64, error) {
			f, err := n.file(a.File)
			if err != nil {
				return 0, err
			}
			return f.Seek(a.Offset, a.Whence)
		})
	case callClose:
		return answered(given, n.closeFile)
	case callCheck:
		return answered(given, func(a writeArgs) (any, error) { return nil, n.session.files().canWrite(a.File) })
	case callStands:
		return answered(given, func(a writeArgs) (bool, error) { return n.session.files().replaces(a.File), nil })
	case callWrite:
		return answered(given, func(a writeArgs) (any, error) {
			return nil, n.session.files().writeWhole(ctx, a.File, func(w io.Writer) error { _, err := w.Write(a.Data); return err })
		})
	}
	return nil, fmt.Errorf("%w: %s", errNoSuchCall, method)
}

// answered is the result of f for a call's arguments.
func answered[A, R any](given json.RawMessage, f func(A) (R, error)) (any, error) {
	var args A
	if err := json.Unmarshal(given, &args); err != nil {
		return nil, err
	}
	return f(args)
}

// readUpTo reads once.
func readUpTo(r io.Reader, most int) (readResult, error) {
	b := make([]byte, max(0, min(most, mostRead)))
	n, err := r.Read(b)
	switch {
	case errors.Is(err, io.EOF):
		return readResult{Data: b[:n], End: true}, nil
	case n > 0:
		err = nil // it comes again
	}
	return readResult{Data: b[:n]}, err
}

func (n *near) open(ctx context.Context, path string) (int, error) {
	f, err := n.session.files().open(ctx, path)
	if err != nil {
		return 0, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.last++
	n.files[n.last] = f
	return n.last, nil
}

func (n *near) file(number int) (io.ReadSeekCloser, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	f, ok := n.files[number]
	if !ok {
		return nil, os.ErrClosed
	}
	return f, nil
}

func (n *near) closeFile(number int) (any, error) {
	f, err := n.file(number)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	delete(n.files, number)
	n.mu.Unlock()
	return nil, f.Close()
}

// close ends the questions that the till no longer waits for, and closes what the command
// left open. They were only read.
func (n *near) close() {
	n.asking.Wait() // the terminal shows what is typed again
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, f := range n.files {
		_ = f.Close()
	}
}
