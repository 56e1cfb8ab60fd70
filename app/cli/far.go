package cli

import (
	"bytes"
	"context"
	"io"
	"path/filepath"

	"psar/app"
	"psar/app/control"
)

// A command that the till carries out has its input and its files in the process that it was
// typed in. These are the calls by which it reaches them; near.go answers.
const (
	callRead   = "read"   // standard input
	callHidden = "hidden" // a line of the terminal, without echo
	callOpen   = "open"
	callFile   = "file" // read on
	callSeek   = "seek"
	callClose  = "close"
	callCheck  = "check"  // whether a file can be written
	callStands = "stands" // whether there is one already
	callWrite  = "write"
)

// mostRead is how much is read in one call, in bytes.
const mostRead = 32 << 10

// The arguments and results of the calls.
type (
	readArgs struct {
		File int `json:"file,omitempty"`
		Most int `json:"most"`
	}
	readResult struct {
		Data []byte `json:"data,omitempty"`
		End  bool   `json:"end,omitempty"`
	}
	seekArgs struct {
		File   int   `json:"file"`
		Offset int64 `json:"offset"`
		Whence int   `json:"whence"`
	}
	writeArgs struct {
		File app.File `json:"file"`
		Data []byte   `json:"data,omitempty"`
	}
)

// farReader reads by calls.
type farReader struct {
	command *control.Command
	method  string
	file    int
}

func (r farReader) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	var got readResult
	if err := r.command.Call(r.method, readArgs{r.file, min(len(b), mostRead)}, &got); err != nil {
		return 0, err
	}
	n := copy(b, got.Data)
	if n == 0 && got.End {
		return 0, io.EOF
	}
	return n, nil
}

// farInput is a command's standard input.
type farInput struct{ farReader }

func (in farInput) isTerminal() bool { return in.command.Terminal.In }

func (in farInput) readHidden(prompt string) (line string, err error) {
	err = in.command.Call(callHidden, prompt, &line)
	return line, err
}

// farOutput is one of its other streams.
type farOutput struct {
	io.Writer
	terminal bool
}

func (out farOutput) isTerminal() bool { return out.terminal }

// farStreams are a command's streams.
func farStreams(c *control.Command) streams {
	return streams{
		in:  farInput{farReader{command: c, method: callRead}},
		out: farOutput{c.Out(), c.Terminal.Out},
		err: farOutput{c.Err(), c.Terminal.Err},
	}
}

// farFile is a file that is read.
type farFile struct{ farReader }

func (f farFile) Seek(offset int64, whence int) (at int64, err error) {
	err = f.command.Call(callSeek, seekArgs{f.file, offset, whence}, &at)
	return at, err
}

func (f farFile) Close() error { return f.command.Call(callClose, f.file, nil) }

// farFiles are the files that a command names.
type farFiles struct{ command *control.Command }

func (f farFiles) open(_ context.Context, path string) (io.ReadSeekCloser, error) {
	var file int
	if err := f.command.Call(callOpen, path, &file); err != nil {
		return nil, err
	}
	return farFile{farReader{f.command, callFile, file}}, nil
}

func (f farFiles) canWrite(to app.File) error {
	return f.command.Call(callCheck, writeArgs{File: to}, nil)
}

func (f farFiles) writeWhole(_ context.Context, to app.File, write func(io.Writer) error) error {
	var whole bytes.Buffer
	if err := write(&whole); err != nil {
		return err
	}
	return f.command.Call(callWrite, writeArgs{to, whole.Bytes()}, nil)
}

func (f farFiles) replaces(to app.File) (is bool) {
	return f.command.Call(callStands, writeArgs{File: to}, &is) == nil && is
}

// direct is false: nothing of another process is opened in this one.
func (f farFiles) direct(app.File) bool { return false }

func (f farFiles) absolute(path string) (string, error) {
	if filepath.IsAbs(path) {
		return path, nil
	}
	return filepath.Join(f.command.Folder, path), nil
}
