package app

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/printer/export"
	"psar/printer/report"
)

// header is that of a report's table in a file.
const header = "\uFEFFSection,Name,Count,Amount,Currency,Value\r\n"

// says writes a text.
func says(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// put writes a file beside Psar.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// kept fails if a file has other content, or if its folder has a half-written one.
func kept(t *testing.T, path, want string) {
	t.Helper()
	if data, err := os.ReadFile(path); err != nil || string(data) != want {
		t.Errorf("%s holds %q, %v; want %q", path, data, err, want)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".psar-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// refused fails unless a file is refused by a code, by CanWrite too.
func refused(t *testing.T, to File, code fault.Code) {
	t.Helper()
	wrote := false
	err := WriteWhole(t.Context(), to, func(io.Writer) error { wrote = true; return nil })
	if fault.CodeOf(err) != code || wrote {
		t.Errorf("%v: %v, wrote %v; want %s", to, err, wrote, code)
	}
	if err := CanWrite(to); fault.CodeOf(err) != code {
		t.Errorf("CanWrite(%v) = %v, want %s", to, err, code)
	}
}

// If the new file can't be finished, the existing one stays.
func TestWriteWholeKeepsWhatStoodThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "day.csv")
	put(t, path, header+"yesterday")
	full := errors.New("the disk is full")
	err := WriteWhole(t.Context(), File{Path: path, Kind: Table}, func(w io.Writer) error {
		return errors.Join(says("half")(w), full)
	})
	if !errors.Is(err, full) || fault.CodeOf(err) != fault.FileUnwritable {
		t.Error(err)
	}
	kept(t, path, header+"yesterday")
	if err := CanWrite(File{Path: path, Kind: Table}); err != nil {
		t.Error(err)
	}
	kept(t, path, header+"yesterday")
	refused(t, File{Path: filepath.Join(path, "below a file"), Kind: Table}, fault.FileUnwritable)
	refused(t, File{Path: filepath.Dir(path), Kind: Table, Force: true}, fault.FileUnwritable)
}

// A new file is for its owner only; a replaced one keeps its mode, except that others may no
// longer write it. Other files in the folder are not touched.
func TestWriteWholeModes(t *testing.T) {
	t.Parallel()
	for before, want := range map[os.FileMode]os.FileMode{0: 0o600, 0o600: 0o600, 0o644: 0o644, 0o666: 0o644, 0o400: 0o400} {
		dir := t.TempDir()
		path := filepath.Join(dir, "day.csv")
		put(t, path+".part", "yesterday")
		if before != 0 {
			put(t, path, header+"yesterday")
			if err := os.Chmod(path, before); err != nil {
				t.Fatal(err)
			}
		}
		if err := WriteWhole(t.Context(), File{Path: path, Kind: Table}, says("today")); err != nil {
			t.Fatal(err)
		}
		kept(t, path, "today")
		kept(t, path+".part", "yesterday")
		if info, err := os.Lstat(path); err != nil || info.Mode() != want && filepath.Separator == '/' {
			t.Errorf("%v became %v, %v; want %v", before, info.Mode(), err, want)
		}
	}
}

// Nothing is written through a link, forced or not, wherever it leads.
func TestWriteWholeFollowsNoLink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target := filepath.Join(dir, "profile")
	put(t, target, header+"yesterday")
	for name, to := range map[string]string{"link.csv": target, "circle.csv": "circle.csv", "nowhere.csv": filepath.Join(dir, "nowhere"), "folder.csv": dir} {
		link := filepath.Join(dir, name)
		if err := os.Symlink(to, link); err != nil {
			t.Skip(err) // on Windows only administrators may
		}
		for _, force := range []bool{false, true} {
			refused(t, File{Path: link, Kind: Table, Force: force}, fault.FileLink)
		}
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link now, %v", name, err)
		}
	}
	kept(t, target, header+"yesterday")
	if _, err := os.Lstat(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a link to nothing made something")
	}
}

// examples are files of each kind, as Psar itself or the library of the format writes them.
func examples(t *testing.T) map[FileKind]string {
	t.Helper()
	var picture, table, items bytes.Buffer
	book := excelize.NewFile()
	workbook, err := book.WriteToBuffer()
	err = errors.Join(err, book.Close(),
		png.Encode(&picture, image.NewGray(image.Rect(0, 0, 1, 1))),
		export.CSV(&table, words.Khmer, report.Document{Title: "X"}),
		catalogue.Write(&items, nil))
	if err != nil {
		t.Fatal(err)
	}
	return map[FileKind]string{
		Picture: picture.String(), Pages: "%PDF-1.7\n", Workbook: workbook.String(),
		Table: table.String(), Catalogue: items.String(), Print: "\x1b@\x1c.Psar\n",
	}
}

// A file is replaced by one of its kind only, by its content and not by its name; an empty
// one by any; any one where that is forced.
func TestWriteWholeReplacesItsKind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	for kind, example := range examples(t) {
		for held, other := range examples(t) {
			put(t, path, other)
			to := File{Path: path, Kind: kind}
			if held != kind {
				refused(t, to, fault.FileOther)
				kept(t, path, other)
				to.Force = true
			}
			if err := CanWrite(to); err != nil {
				t.Error(kind, held, err)
			}
			if err := WriteWhole(t.Context(), to, says(example)); err != nil {
				t.Error(kind, held, err)
			}
			kept(t, path, example)
		}
		put(t, path, "")
		if err := WriteWhole(t.Context(), File{Path: path, Kind: kind}, says(example)); err != nil {
			t.Error(kind, err)
		}
		for _, other := range []string{
			"#!/bin/sh\nrm -r /\n", "\x89PNG", "PK\x03\x04", "%PD", "\x1b", "Section", "name\n1", "\xff\xfe", "name,price of what\n", "a,b\n", ",\n",
		} {
			put(t, path, other)
			refused(t, File{Path: path, Kind: kind}, fault.FileOther)
			kept(t, path, other)
		}
	}
}

// A table that a spreadsheet has saved is a table yet.
func TestTablesOfSpreadsheets(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "items.csv")
	for kind, heads := range map[FileKind][]string{
		Catalogue: {"name;name_km;barcode\r\nTea;;1", "\uFEFF\"name\"\t\"price\"\t\"currency\"\n", "barcode,name"},
		Table:     {"Section;Name;Count;Amount;Currency;Value\r\n", "\"Section\",\"Name\",\"Count\",\"Amount\",\"Currency\",\"Value\"\n"},
	} {
		for _, head := range heads {
			put(t, path, head)
			if err := CanWrite(File{Path: path, Kind: kind}); err != nil {
				t.Errorf("%q: %v", head, err)
			}
		}
	}
}

// What is added goes behind what a file of the kind holds; another is replaced where that is
// forced.
func TestWriteWholeAppends(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "printed")
	to := File{Path: path, Kind: Print, Append: true}
	for _, text := range []string{"\x1b@one ", "\x1b@two "} {
		if err := WriteWhole(t.Context(), to, says(text)); err != nil {
			t.Fatal(err)
		}
	}
	kept(t, path, "\x1b@one \x1b@two ")
	put(t, path, "#!/bin/sh\n")
	refused(t, to, fault.FileOther)
	to.Force = true
	if err := WriteWhole(t.Context(), to, says("\x1b@three")); err != nil {
		t.Fatal(err)
	}
	kept(t, path, "\x1b@three")
}

// A file of Psar's own in a data folder is replaced by no export, forced or not, and none is made.
func TestWriteWholeSparesPsarsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	openShop(t, dir).Close()
	ways := []string{dir + "/"}
	if err := os.Mkdir(filepath.Join(dir, "paper"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(dir, "paper"), link); err == nil && filepath.Separator == '/' { // on Windows only administrators may
		ways = append(ways, link+"/../")
	}
	for _, path := range allOf(ways, "psar.db", "secrets.json", "keyring.json") {
		before, _ := os.ReadFile(path)
		for _, force := range []bool{false, true} {
			to := File{Path: path, Kind: Picture, Force: force}
			if err := CanWrite(to); fault.CodeOf(err) != fault.FileOwn {
				t.Errorf("%s: can it be written: %v", path, err)
			}
			err := WriteWhole(t.Context(), to, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err })
			if after, _ := os.ReadFile(path); fault.CodeOf(err) != fault.FileOwn || !bytes.Equal(before, after) {
				t.Errorf("%s: %v, %d bytes", path, err, len(after))
			}
		}
	}
	if len(ways) > 1 {
		if err := WriteWhole(t.Context(), File{Path: ways[1] + "mine.png", Kind: Picture}, says("x")); err != nil {
			t.Error(err)
		}
		kept(t, filepath.Join(dir, "mine.png"), "x")
	}
}

// allOf puts each name behind each of the beginnings, as texts.
func allOf(begins []string, names ...string) (all []string) {
	for _, begin := range begins {
		for _, name := range names {
			all = append(all, begin+name)
		}
	}
	return all
}
