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
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/printer/abandon"
)

// isTerminal reports whether a stream is a terminal, of this process or of the one that a
// command was typed in.
func isTerminal(stream any) bool {
	if far, ok := stream.(interface{ isTerminal() bool }); ok {
		return far.isTerminal()
	}
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// attended reports whether a person can be asked: both input and messages are on a
// terminal.
func (s *session) attended() bool { return isTerminal(s.in) && isTerminal(s.err) }

// maxLine is the longest typed line, in bytes.
const maxLine = 4 << 10

var errLineTooLong = errors.New("the line is too long")

// byMissing is the error of a command without the person that its action needs.
func byMissing(shop *app.Shop, action staff.Action) error {
	if !shop.Till.Snapshot().Staffed { // anybody who knows manager.pin
		return fault.New(fault.ManagerNeeded)
	}
	return staff.PermissionOf(action).Lacking()
}

// readLine reads one line and nothing after it. The end of the input also ends the
// line. Ctrl+C ends the wait, with the context's error.
func (s *session) readLine() (string, error) {
	return s.await(func() (string, error) { return readLine(s.in) })
}

// await waits for what is typed. Ctrl+C ends the wait; the read goes on in its goroutine.
func (s *session) await(read func() (string, error)) (string, error) {
	return abandon.Call(s.Context, read, func(string, error) {})
}

// readAll reads the input to its end, at most so many bytes of it.
func (s *session) readAll(most int64) (string, error) {
	return s.await(func() (string, error) {
		b, err := io.ReadAll(io.LimitReader(s.in, most))
		return string(b), err
	})
}

func readLine(r io.Reader) (string, error) {
	line, err := nextLine(r)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// nextLine is readLine, with io.EOF where the input ended before a line began.
func nextLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1) // what follows the line is for the next reader
	for len(line) < maxLine {
		n, err := r.Read(b)
		if n == 1 && b[0] != '\n' {
			line = append(line, b[0])
		}
		if n == 1 && b[0] == '\n' || errors.Is(err, io.EOF) && len(line) > 0 {
			return strings.TrimSpace(string(line)), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", errLineTooLong
}

// ask prints a question and reads the answer.
func (s *session) ask(key words.Key, args ...any) (string, error) {
	fmt.Fprint(s.err, words.Text(s.lang, key, args...), " ")
	return s.readLine()
}

// askYes asks a question until the answer is yes or no: whatever else was typed was meant for
// something else. The error is io.EOF where the input ends without an answer.
func (s *session) askYes(key words.Key, args ...any) (bool, error) {
	for {
		fmt.Fprint(s.err, words.Text(s.lang, key, args...), " ")
		said, err := s.await(func() (string, error) { return nextLine(s.in) })
		if err != nil {
			return false, err
		}
		switch strings.ToLower(said) {
		case "yes", "y":
			return true, nil
		case "no", "n":
			return false, nil
		}
	}
}

// hiddenReader is input of another process, which asks there and reads without echo.
type hiddenReader interface {
	readHidden(prompt string) (string, error)
}

// askSecret reads a line without echo on a terminal, and as it is from anything else.
func (s *session) askSecret(key words.Key, args ...any) (string, error) {
	prompt := words.Text(s.lang, key, args...)
	if far, ok := s.in.(hiddenReader); ok && s.attended() {
		return s.await(func() (string, error) { return far.readHidden(prompt) })
	}
	return s.askHidden(prompt)
}

// askHidden is askSecret for this process's own input.
func (s *session) askHidden(prompt string) (string, error) {
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
		_ = term.Restore(fd, shown) // a read that Ctrl+C left behind still has echo off
		fmt.Fprintln(s.err)
	}()
	return s.await(func() (string, error) {
		fmt.Fprint(s.err, prompt, " ")
		return readHidden(fd)
	})
}

// readHidden reads a line from a terminal without echo.
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

// signIn signs the person of --as in, if it is given. Where the keyring can't prove them, cash is
// taken in nobody's name: why is said, and in the audit.
func (s *session) signIn(shop *app.Shop) error {
	if s.flags.As == "" {
		return nil
	}
	who, err := s.proof(shop, s.flags.As, shown{})
	if err == nil {
		_, err = shop.Till.SignIn(s, who.By, who.PIN)
	}
	if err != nil && s.cash && shop.Till.SnapshotUnder(s).Unsigned {
		fmt.Fprint(s.err, s.sentence(err))
		return nil
	}
	return err
}

// approval is a person's approval of an action: of what is shown, "" if the arguments already
// say everything. Nobody is asked for the PIN of a name that was not given.
func (s *session) approval(shop *app.Shop, action staff.Action, by string, about shown) (staff.Approval, error) {
	needed, err := shop.Till.ManagerPINSet()
	if err == nil && needed && strings.TrimSpace(by) == "" {
		return staff.Approval{}, byMissing(shop, action)
	}
	return s.proof(shop, by, about)
}

// proof is the name of a flag and, if the shop has PINs, the PIN from standard input. A PIN is
// never an argument, which other programs could read.
func (s *session) proof(shop *app.Shop, by string, shown shown) (staff.Approval, error) {
	approval := staff.Approval{By: by, Shown: shown.figures}
	needed, err := shop.Till.ManagerPINSet()
	if err != nil || !needed {
		return approval, err
	}
	if shown.text != "" {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIApproves, shown.text))
	}
	approval.PIN, err = s.askPIN(by, shop.InTraining())
	return approval, err
}

// askPIN reads a person's PIN.
func (s *session) askPIN(of string, training bool) (string, error) {
	if training {
		fmt.Fprintln(s.err, words.Text(s.lang, words.TrainingStaff))
	}
	if !s.attended() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPINFromInput))
	}
	pin, err := s.askSecret(words.CLIAskOwnPIN, of)
	if err == nil && pin == "" {
		err = fault.New(fault.PINEmpty) // no try at it
	}
	return pin, err
}

// becomes stands between what is and what somebody is asked to approve instead.
const becomes = " → "

// shown is what a person is asked to approve: its text and its figures.
type shown struct {
	text    string
	figures staff.Figures
}
