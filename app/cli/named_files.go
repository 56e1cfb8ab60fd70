package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"psar/app"
)

// namedFiles are the files that a person names. They are those of the process in which the
// command was typed, with its folder, its rights and its streams, whoever carries it out.
type namedFiles interface {
	open(ctx context.Context, path string) (io.ReadSeekCloser, error)
	canWrite(app.File) error                                           // app.CanWrite
	writeWhole(context.Context, app.File, func(io.Writer) error) error // app.WriteWhole
	replaces(app.File) bool                                            // there is a file already
	direct(app.File) bool                                              // there is a pipe or a device of this process
	absolute(path string) (string, error)
}

// files are the files that the command's arguments name.
func (s *session) files() namedFiles {
	if s.named != nil {
		return s.named
	}
	return ownFiles{s.environment}
}

// ownFiles are those of this process.
type ownFiles struct{ environment }

func (f ownFiles) open(ctx context.Context, path string) (io.ReadSeekCloser, error) {
	return app.OpenNamed(ctx, f.from(path))
}

func (f ownFiles) canWrite(to app.File) error { return app.CanWrite(f.found(to)) }

func (f ownFiles) writeWhole(ctx context.Context, to app.File, write func(io.Writer) error) error {
	return app.WriteWhole(ctx, f.found(to), write)
}

func (f ownFiles) replaces(to app.File) bool {
	info, err := os.Lstat(f.found(to).Path)
	return err == nil && info.Mode().IsRegular()
}

func (f ownFiles) direct(to app.File) bool { return f.found(to).Direct() }

func (f ownFiles) absolute(path string) (string, error) { return filepath.Abs(f.from(path)) }

// found is a file with the path where it is.
func (f ownFiles) found(to app.File) app.File {
	to.Path = f.from(to.Path)
	return to
}
