package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"psar/assets"
)

func made(t *testing.T) []byte {
	t.Helper()
	d := New(Info{Title: "របាយការណ៍", Creator: "Psar", Language: "km", Made: time.Date(2026, 11, 22, 21, 5, 0, 0, time.FixedZone("", 7*60*60))})
	f, err := d.Font("KantumruyPro-Regular", assets.KantumruyPro(400))
	if err != nil {
		t.Fatal(err)
	}
	p := d.Page()
	p.Text(f, 9_500, 48_000, 700_250, 0, []Glyph{{ID: 5, Rune: 'a'}, {ID: 6, X: 700, Y: -20}}, "ab")
	p.Rectangle(1, -2_500, 100_000, 400, 850)
	var b bytes.Buffer
	if n, err := d.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d, %v", n, b.Len(), err)
	}
	return b.Bytes()
}

// The cross-reference table has the right offset of every object; readers rely on it.
func TestObjectsAreWhereTheTableSays(t *testing.T) {
	t.Parallel()
	data := made(t)
	end := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(data)
	if end == nil {
		t.Fatal("no end")
	}
	at, _ := strconv.Atoi(string(end[1]))
	if !bytes.HasPrefix(data[at:], []byte("xref\n0 ")) {
		t.Fatalf("no table at %d", at)
	}
	rows := regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(data[at:], -1)
	if len(rows) < 8 {
		t.Fatalf("%d objects", len(rows))
	}
	for i, row := range rows {
		offset, _ := strconv.Atoi(string(row[1]))
		if !bytes.HasPrefix(data[offset:], fmt.Appendf(nil, "%d 0 obj\n", i+1)) {
			t.Errorf("object %d is not at %d", i+1, offset)
		}
	}
	if !bytes.Contains(data, []byte("(D:20261122210500+07'00')")) {
		t.Error("it does not say when it was made")
	}
}

func TestNumbersAreExact(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 1: "0.001", -1: "-0.001", 1000: "1", 9500: "9.5", -2500: "-2.5", 595276: "595.276", 100: "0.1"} {
		if got := milli(n); got != want {
			t.Errorf("%d thousandths are %s, want %s", n, got, want)
		}
	}
}

// A subset has the requested glyphs and their parts and nothing else, and correct
// checksums.
func TestSubsetHoldsWhatItNeeds(t *testing.T) {
	t.Parallel()
	f, err := readTrueType(assets.KantumruyPro(400))
	if err != nil {
		t.Fatal(err)
	}
	composite, inner := uint16(0), []uint16(nil)
	for id := range f.glyphs {
		outline, err := f.outline(uint16(id))
		if err != nil {
			t.Fatal(err)
		}
		if made, err := parts(outline); err != nil {
			t.Fatal(err)
		} else if len(made) > 1 {
			composite, inner = uint16(id), made
		}
	}
	if composite == 0 {
		t.Fatal("the font has no composite glyph")
	}
	data, err := f.subset([]uint16{composite})
	if err != nil {
		t.Fatal(err)
	}
	if sum := checksum(data); sum != checksumMagic {
		t.Errorf("the file adds up to %X", sum)
	}
	small, err := readTrueType(data)
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]bool{0: true, int(composite): true}
	for _, id := range inner {
		want[int(id)] = true
	}
	for id := range f.glyphs {
		whole, _ := f.outline(uint16(id))
		kept, err := small.outline(uint16(id))
		if err != nil {
			t.Fatal(err)
		}
		if want[id] && !bytes.HasPrefix(kept, whole) {
			t.Errorf("glyph %d is not what it was", id)
		}
		if small.advance(uint16(id)) != f.advance(uint16(id)) {
			t.Errorf("glyph %d is %d wide", id, small.advance(uint16(id)))
		}
	}
	ink := 0
	for id := range f.glyphs {
		if kept, _ := small.outline(uint16(id)); len(kept) > 0 {
			ink++
		}
	}
	if ink > len(want)+3 { // parts of parts
		t.Errorf("%d outlines for one glyph", ink)
	}
}

// A font that is truncated or altered anywhere is an error, never a panic.
func FuzzFont(f *testing.F) {
	whole := assets.KantumruyPro(400)
	for n := 0; n < len(whole); n += len(whole) / 7 {
		f.Add(n, uint32(0))
		f.Add(len(whole), uint32(n))
	}
	f.Fuzz(func(t *testing.T, size int, bend uint32) {
		if size < 0 || size > len(whole) {
			return
		}
		data := bytes.Clone(whole[:size])
		if at := int(bend) % max(size-4, 1); bend != 0 && size > 4 {
			binary.BigEndian.PutUint32(data[at:], bend)
		}
		font, err := readTrueType(data)
		if err != nil {
			return
		}
		if _, err := font.subset([]uint16{1, 50, 300, 60_000}); err == nil {
			t.Error("a glyph that is not there was kept")
		}
		if _, err := font.subset([]uint16{1, 50}); err != nil {
			return
		}
	})
}
