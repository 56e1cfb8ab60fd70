package app

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"psar/pos/money"
	"psar/printer/link"
)

// The virtual printer's pictures are listed in order, with their times.
func TestPaperSheetsOfTheVirtualPrinter(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "paper")
	sheets := paperSheets{dir}
	if list, err := sheets.Sheets(t.Context()); err != nil || len(list) != 0 {
		t.Fatalf("nothing printed: %v %v", list, err)
	}
	noon := time.Date(2026, 11, 22, 14, 32, 7, 250e6, money.PhnomPenh)
	for i, at := range []time.Time{noon.Add(time.Hour), noon, noon, noon.Add(-24 * time.Hour)} {
		l, err := link.Open(t.Context(), "paper:", link.Options{PaperDir: dir, Name: "receipt", WidthDots: 576, Now: at})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Write(t.Context(), append(bytes.Repeat([]byte{'\n'}, i+1), "Sokha\n"...)); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// These files are not sheets.
	for _, name := range []string{".paper-123", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "old.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	list, err := sheets.Sheets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []time.Time{noon.Add(-24 * time.Hour), noon, noon, noon.Add(time.Hour)}
	if len(list) != len(want) {
		t.Fatalf("%d sheets: %v", len(list), list)
	}
	lines := []int{4, 2, 3, 1} // empty lines before the name, to tell the jobs apart
	height := 0
	for i, s := range list {
		if !s.Printed.Equal(want[i]) {
			t.Errorf("%s: printed %v, want %v", s.Name, s.Printed, want[i])
		}
		picture, err := sheets.Sheet(t.Context(), s.Name)
		if err != nil {
			t.Fatal(err)
		}
		high := picture.Bounds().Dy()
		if i > 0 && (high > height) != (lines[i] > lines[i-1]) {
			t.Errorf("%s: %d rows after %d: another job's", s.Name, high, height)
		}
		height = high
	}
}

func TestPaperSheetsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var whole bytes.Buffer
	if err := png.Encode(&whole, image.NewGray(image.Rect(0, 0, 600, 900))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(whole.Bytes())
	copy(huge[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // width and height in IHDR: 4 billion pixels
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	files := map[string][]byte{"cut.png": whole.Bytes()[:whole.Len()/2], "empty.png": nil, "huge.png": huge, "words.png": []byte("no picture")}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sheets := paperSheets{dir}
	if list, err := sheets.Sheets(t.Context()); err != nil || len(list) != len(files) {
		t.Errorf("a name without a time: %v %v", list, err)
	}
	for _, name := range []string{"cut.png", "empty.png", "huge.png", "words.png", "gone.png", filepath.Join("..", "other.png")} {
		if picture, err := sheets.Sheet(t.Context(), name); err == nil {
			t.Errorf("%s: %v", name, picture.Bounds())
		}
	}
	file := paperSheets{filepath.Join(dir, "words.png")}
	if _, err := file.Sheets(t.Context()); err == nil {
		t.Error("a file is no folder")
	}
}
