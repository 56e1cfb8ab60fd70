package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"psar/app"
	"psar/assets/words"
	"psar/pos/staff"
)

// isTerminal reports that a stream is one that a person types at or looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// attended reports that a person can be asked: what is written is seen, and
// what is typed is read.
func (s *session) attended() bool { return isTerminal(s.in) && isTerminal(s.err) }

// maxLine bounds a typed line, in bytes.
const maxLine = 4 << 10

var errLineTooLong = errors.New("the line is too long")

// errByMissing says which flag names who lets it be done.
var errByMissing = errors.New("--by NAME")

// readLine reads one line and nothing behind it. The end of the input ends the
// line too; Ctrl+C ends the wait.
func (s *session) readLine() (string, error) {
	return s.await(func() (string, error) { return readLine(s.in) })
}

// await waits for a line; Ctrl+C ends the wait, though not the reading.
func (s *session) await(line func() (string, error)) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := line()
		read <- result{line, err}
	}()
	select {
	case r := <-read:
		return r.line, r.err
	case <-s.Done():
		return "", s.Err()
	}
}

func readLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1) // what follows the line is the next reader's
	for len(line) < maxLine {
		n, err := r.Read(b)
		if n == 1 && b[0] != '\n' {
			line = append(line, b[0])
		}
		if n == 1 && b[0] == '\n' || errors.Is(err, io.EOF) {
			return strings.TrimSpace(string(line)), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", errLineTooLong
}

// ask writes a question and reads the answer.
func (s *session) ask(key words.Key, args ...any) (string, error) {
	fmt.Fprint(s.err, words.Text(s.lang, key, args...), " ")
	return s.readLine()
}

// askSecret reads a line that nobody may see: without echo on a terminal, as it
// comes from anything else.
func (s *session) askSecret(key words.Key, args ...any) (string, error) {
	f, ok := s.in.(*os.File)
	if !ok || !s.attended() {
		return s.readLine()
	}
	fd := int(f.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	defer func() {
		_ = term.Restore(fd, shown) // a read that Ctrl+C has left behind still hides
		fmt.Fprintln(s.err)
	}()
	return s.await(func() (string, error) {
		fmt.Fprint(s.err, words.Text(s.lang, key, args...), " ")
		return readHidden(fd)
	})
}

// readHidden is readLine at a terminal, of what is not shown.
func readHidden(fd int) (string, error) {
	line, err := term.ReadPassword(fd)
	switch {
	case errors.Is(err, io.EOF):
		return "", nil
	case len(line) > maxLine:
		return "", errLineTooLong
	}
	return strings.TrimSpace(string(line)), err
}

// signIn says who runs a command, where --as names somebody.
func (s *session) signIn(shop *app.Shop) error {
	if s.flags.As == "" {
		return nil
	}
	who, err := s.approval(shop, s.flags.As, shown{})
	if err == nil {
		_, err = shop.Till.SignIn(s, who.By, who.PIN)
	}
	return err
}

// approval is a person's word for what is shown, "" where that is all in the
// arguments: the name of a flag and, where the shop has PINs, theirs from standard
// input. A PIN never stands in an argument, where
// other programs could read it.
func (s *session) approval(shop *app.Shop, by string, shown shown) (staff.Approval, error) {
	word := staff.Approval{By: by, Shown: shown.figures}
	needed, err := shop.Till.ManagerPINSet()
	if err != nil || !needed {
		return word, err
	}
	if shown.text != "" {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIApproves, shown.text))
	}
	if shop.InTraining() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.TrainingStaff))
	}
	if !s.attended() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPINFromInput))
	}
	word.PIN, err = s.askSecret(words.CLIAskOwnPIN, by)
	return word, err
}

// shown is what a person is asked to approve: as they read it, and its figures.
type shown struct {
	text    string
	figures staff.Figures
}
