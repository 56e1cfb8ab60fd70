package control

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"

	"psar/pos/fault"
)

// Hello is what a command says of itself first.
type Hello struct {
	Version  string   `json:"version"` // of the program
	Args     []string `json:"args"`    // the command line without the program's name
	Training bool     `json:"training,omitempty"`
	Language string   `json:"language,omitempty"`
	Folder   string   `json:"folder"` // where relative paths start
	Terminal Terminal `json:"terminal"`
}

// Terminal says which of a command's streams are terminals.
type Terminal struct {
	In  bool `json:"in,omitempty"`
	Out bool `json:"out,omitempty"`
	Err bool `json:"err,omitempty"`
}

// message is a frame's value. One of its fields is set.
type message struct {
	Hello     *Hello `json:"hello,omitempty"`     // by the command, first
	Interrupt bool   `json:"interrupt,omitempty"` // by the command: it was asked to end
	Reply     *reply `json:"reply,omitempty"`     // by the command

	Refused *Failure `json:"refused,omitempty"` // by the till, last
	Welcome bool     `json:"welcome,omitempty"` // by the till: the command is carried out
	Output  *output  `json:"output,omitempty"`  // by the till
	Call    *call    `json:"call,omitempty"`    // by the till
	Beat    bool     `json:"beat,omitempty"`    // by the till, while it has nothing to say
	Exit    *int     `json:"exit,omitempty"`    // by the till, last
}

// output is what a command prints.
type output struct {
	Err  bool   `json:"err,omitempty"` // on standard error
	Data []byte `json:"data"`
}

// call asks the command for something. Its reply has the same number.
type call struct {
	Number int             `json:"number"`
	Method string          `json:"method"`
	Args   json.RawMessage `json:"args,omitempty"`
}

type reply struct {
	Number  int             `json:"number"`
	Result  json.RawMessage `json:"result,omitempty"`
	Failure *Failure        `json:"failure,omitempty"`
}

// Failure is an error on its way.
type Failure struct {
	Code  fault.Code `json:"code,omitempty"` // "" for an error that has none
	Args  []string   `json:"args,omitempty"`
	Cause string     `json:"cause,omitempty"`
}

func failureOf(err error) *Failure {
	var coded *fault.Error
	if !errors.As(err, &coded) {
		return &Failure{Cause: err.Error()}
	}
	f := &Failure{Code: coded.Code}
	for _, a := range coded.Args {
		f.Args = append(f.Args, fmt.Sprint(a))
	}
	if coded.Err != nil {
		f.Cause = coded.Err.Error()
	}
	return f
}

func (f Failure) err() error {
	if f.Code == "" {
		return errors.New(f.Cause)
	}
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
	}
	e := fault.New(f.Code, args...)
	if f.Cause != "" {
		e = e.Because(errors.New(f.Cause))
	}
	return e
}

const (
	// maxMessage is the length of the longest frame, in bytes. The longest command line of
	// any system, with every character escaped, is shorter.
	maxMessage = 16 << 20
	// chunk is how much of an output or a file goes into one frame.
	chunk = 32 << 10
)

var (
	errTooLong = errors.New("control: the message is too long")
	errUnclear = errors.New("control: the message is not understood")
)

// wire is one end of a connection. Any goroutine may send; one receives.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
	mu   sync.Mutex // of sending
}

func newWire(conn net.Conn) *wire { return &wire{conn: conn, in: bufio.NewReader(conn)} }

func (w *wire) send(m message) error {
	value, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if len(value) > maxMessage {
		return errTooLong
	}
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(value)), uint32(len(value)))
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err = w.conn.Write(append(frame, value...))
	return err
}

func (w *wire) receive() (message, error) { return readMessage(w.in) }

// readMessage reads a frame. What a length only claims takes no memory.
func readMessage(in io.Reader) (message, error) {
	var m message
	var head [4]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return m, err
	}
	size := binary.BigEndian.Uint32(head[:])
	if size > maxMessage {
		return m, errTooLong
	}
	var value bytes.Buffer
	if _, err := io.CopyN(&value, in, int64(size)); err != nil {
		return m, io.ErrUnexpectedEOF
	}
	if err := json.Unmarshal(value.Bytes(), &m); err != nil {
		return m, fmt.Errorf("%w: %w", errUnclear, err)
	}
	return m, nil
}
