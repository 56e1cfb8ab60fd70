package link

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"psar/printer/paper"
)

// paperLink prints on the virtual printer, whose picture Close saves in a folder.
type paperLink struct {
	noAnswers
	printer *paper.Printer
	options Options
	wrote   bool
	closed  bool
}

func parsePaper(rest string, o Options) (opener, error) {
	switch {
	case rest != "":
		return nil, errors.New("link: paper: takes no address")
	case o.WidthDots <= 0:
		return nil, fmt.Errorf("link: a paper %d dots wide", o.WidthDots)
	}
	return func(context.Context) (Link, error) {
		if err := os.MkdirAll(o.PaperDir, 0o700); err != nil {
			return nil, fmt.Errorf("link: folder of the pictures: %w", err)
		}
		return &paperLink{printer: paper.New(o.WidthDots), options: o}, nil
	}, nil
}

// Write implements Link.
func (l *paperLink) Write(ctx context.Context, data []byte) (int, error) {
	if l.closed {
		return 0, errBroken
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	l.wrote = l.wrote || len(data) > 0
	return l.printer.Write(data)
}

// Urgent implements Link: the virtual printer never blocks.
func (l *paperLink) Urgent(ctx context.Context, data []byte) (int, error) { return l.Write(ctx, data) }

// Close implements Link. An empty job leaves no picture.
func (l *paperLink) Close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	if !l.wrote {
		return nil
	}
	if err := l.save(l.printer.Image()); err != nil {
		return fmt.Errorf("link: picture of the paper: %w", err)
	}
	return nil
}

// UnfinishedSheet begins the name of a picture that is being written.
const UnfinishedSheet = ".paper-"

// save writes the picture under a temporary name first, so that nobody who watches
// the folder sees half of it.
func (l *paperLink) save(img image.Image) (err error) {
	f, err := os.CreateTemp(l.options.PaperDir, UnfinishedSheet+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(png.Encode(f, img), f.Close()); err != nil {
		return err
	}
	name, err := l.free()
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// free is the first unused file name: two jobs may end in the same millisecond.
func (l *paperLink) free() (string, error) {
	stem := filepath.Join(l.options.PaperDir, l.options.Now.Format("20060102-150405.000")+"-"+plainName(l.options.Name))
	for n := 1; ; n++ {
		name := stem + ".png"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.png", stem, n)
		}
		switch _, err := os.Lstat(name); {
		case errors.Is(err, os.ErrNotExist):
			return name, nil
		case err != nil:
			return "", err
		}
	}
}

// plainName keeps the characters of a job's name that every file system accepts.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, s)
	if s == "" {
		return "paper"
	}
	return s
}

// Confirms implements Link: the picture is the paper.
func (l *paperLink) Confirms() bool { return true }
