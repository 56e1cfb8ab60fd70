package link

import (
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
)

// printInto prints two jobs on a stored link, and returns the error of the first that fails.
func printInto(t *testing.T, folder, spec string, jobs ...string) error {
	t.Helper()
	for _, job := range jobs {
		l, err := Open(t.Context(), spec, Options{Folder: folder})
		if err != nil {
			return err
		}
		if n, err := l.Write(t.Context(), []byte(job)); n != len(job) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return nil
}

// A stored link's file is made, with its folders, and begins so that Psar knows it again,
// whatever the first job was: the drawer's begins otherwise.
func TestOwnFile(t *testing.T) {
	noLeaks(t)
	for _, first := range []string{"\x1b@receipt", "\x1bp\x00\x19\xfa"} {
		folder := t.TempDir()
		path := filepath.Join(folder, "out", "of", "printed.bin")
		if err := printInto(t, folder, "file:out/of/printed.bin", first, "\x1bp\x00\x19\xfa"); err != nil {
			t.Fatal(err)
		}
		if err := printInto(t, folder, "file:"+path, "\x1b@second"); err != nil {
			t.Fatal(err)
		}
		want := first
		if first[1] != '@' {
			want = "\x1b@" + first
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want+"\x1bp\x00\x19\xfa\x1b@second" {
			t.Errorf("it holds %q, %v", got, err)
		}
		for of, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
			if info, err := os.Lstat(of); err != nil || info.Mode() != mode && filepath.Separator == '/' {
				t.Errorf("%s: %v, %v", of, info.Mode(), err)
			}
		}
	}
}

// A file that somebody else made empty may be printed into.
func TestOwnFileThatWasEmpty(t *testing.T) {
	noLeaks(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "printed")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := printInto(t, folder, "file:printed", "receipt"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "\x1b@receipt" {
		t.Errorf("it holds %q, %v", got, err)
	}
}

// Nothing is printed into a file that Psar did not make, or through a link on any level.
func TestFilesOfOthers(t *testing.T) {
	noLeaks(t)
	elsewhere := t.TempDir()
	const script = "#!/bin/sh\n"
	profile := filepath.Join(elsewhere, "profile")
	made := filepath.Join(elsewhere, "made") // as if Psar had made it
	for path, text := range map[string]string{profile: script, made: "\x1b@receipt", filepath.Join(elsewhere, "empty"): ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		spec string
		lay  func(folder string) error
		code fault.Code
	}{
		"a script": {"file:a", func(f string) error { return os.WriteFile(filepath.Join(f, "a"), []byte(script), 0o700) }, fault.PrinterFileOther},
		"one byte": {"file:a", func(f string) error { return os.WriteFile(filepath.Join(f, "a"), []byte("\x1b"), 0o700) }, fault.PrinterFileOther},
		"a folder": {"file:a", func(f string) error { return os.Mkdir(filepath.Join(f, "a"), 0o700) }, fault.PrinterFileOther},
		"a link out": {"file:a", func(f string) error { return os.Symlink(profile, filepath.Join(f, "a")) },
			fault.PrinterFileOther},
		"a link to nothing": {"file:a", func(f string) error { return os.Symlink(filepath.Join(elsewhere, "nothing"), filepath.Join(f, "a")) },
			fault.PrinterFileOther},
		"a link to an own file": {"file:a", func(f string) error {
			if err := os.WriteFile(filepath.Join(f, "b"), []byte("\x1b@"), 0o600); err != nil {
				return err
			}
			return os.Symlink("b", filepath.Join(f, "a"))
		}, fault.PrinterFileOther},
		"two names": {"file:a", func(f string) error { return os.Link(made, filepath.Join(f, "a")) }, fault.PrinterFileOther},
		"a folder that is a link": {"file:out/made", func(f string) error { return os.Symlink(elsewhere, filepath.Join(f, "out")) },
			fault.PrinterFileOther},
		"a folder within that is a link": {"file:out/in/a", func(f string) error {
			if err := os.MkdirAll(filepath.Join(f, "real"), 0o700); err != nil {
				return err
			}
			return os.Symlink("real", filepath.Join(f, "out"))
		}, fault.PrinterFileOther},
		"a file as a folder": {"file:out/a", func(f string) error { return os.WriteFile(filepath.Join(f, "out"), nil, 0o600) }, fault.PrinterFileOther},
		"elsewhere":          {"file:" + filepath.Join(elsewhere, "made"), func(string) error { return nil }, fault.PrinterFile},
		"new and elsewhere":  {"file:" + filepath.Join(elsewhere, "new"), func(string) error { return nil }, fault.PrinterFile},
		"above":              {"file:../a", func(string) error { return nil }, fault.PrinterFile},
		"the database":       {"file:psar.db-wal", func(string) error { return nil }, fault.PrinterFile},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := c.lay(folder); err != nil {
				t.Skip(err) // on Windows only administrators may make links
			}
			before := listed(t, folder)
			if err := printInto(t, folder, c.spec, "\x1b@receipt"); fault.CodeOf(err) != c.code {
				t.Errorf("%v, want %s", err, c.code)
			}
			if after := listed(t, folder); after != before {
				t.Errorf("before:\n%safter:\n%s", before, after)
			}
		})
	}
	if got := listed(t, elsewhere); got != "empty \"\"\nmade \"\\x1b@receipt\"\nprofile \"#!/bin/sh\\n\"\n" {
		t.Errorf("elsewhere is now\n%s", got)
	}
}

// A link that a person names is for what is no file; who asked writes that.
func TestNamedFileIsADevice(t *testing.T) {
	noLeaks(t)
	dir := t.TempDir()
	for _, path := range []string{filepath.Join(dir, "new"), dir} {
		if _, err := Open(t.Context(), "file:"+path, Options{}); fault.CodeOf(err) != fault.PrinterUnreachable {
			t.Errorf("%s: %v", path, err)
		}
	}
	path := filepath.Join(dir, "made")
	if err := os.WriteFile(path, []byte("\x1b@"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), "file:"+path, Options{}); fault.CodeOf(err) != fault.PrinterUnreachable {
		t.Error(err)
	}
}
