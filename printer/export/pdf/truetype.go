package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// trueType holds the tables of a font that a PDF needs. Source: the OpenType
// specification, chapters “glyf”, “head”, “hhea”, “hmtx”, “loca” and “maxp”.
type trueType struct {
	tables          map[string][]byte
	upem            int
	box             [4]int // left, bottom, right, top
	ascent, descent int
	glyphs          int
	long            bool // loca holds 4-byte offsets, else halved 2-byte ones
	metrics         int  // number of glyphs with an advance of their own
}

var errFont = errors.New("a table is cut off or does not fit the others")

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func readTrueType(data []byte) (*trueType, error) {
	const directory, entry = 12, 16
	if len(data) < directory || u32(data, 0) != 0x00010000 {
		return nil, errors.New("no TrueType font")
	}
	f := &trueType{tables: map[string][]byte{}}
	for i := range u16(data, 4) {
		at := directory + entry*i
		if len(data) < at+entry {
			return nil, errFont
		}
		from, size := u32(data, at+8), u32(data, at+12)
		if from > len(data) || size > len(data)-from {
			return nil, errFont
		}
		f.tables[string(data[at:at+4])] = data[from : from+size]
	}
	for _, t := range []struct {
		tag   string
		least int // bytes
	}{{"head", 54}, {"hhea", 36}, {"maxp", 6}} {
		if len(f.tables[t.tag]) < t.least {
			return nil, fmt.Errorf("%s: %w", t.tag, errFont)
		}
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	f.upem = u16(head, 18)
	f.box = [4]int{i16(head, 36), i16(head, 38), i16(head, 40), i16(head, 42)}
	f.long = u16(head, 50) == 1
	f.ascent, f.descent = i16(hhea, 4), i16(hhea, 6)
	f.metrics = u16(hhea, 34)
	f.glyphs = u16(f.tables["maxp"], 4)
	width := 2
	if f.long {
		width = 4
	}
	if f.upem == 0 || f.metrics == 0 || len(f.tables["hmtx"]) < 4*f.metrics || len(f.tables["loca"]) < width*(f.glyphs+1) {
		return nil, errFont
	}
	return f, nil
}

// advance is a glyph's advance, in font units.
func (f *trueType) advance(id uint16) int {
	return u16(f.tables["hmtx"], 4*min(int(id), f.metrics-1))
}

// outline is a glyph's entry in glyf, empty if it has no ink.
func (f *trueType) outline(id uint16) ([]byte, error) {
	if int(id) >= f.glyphs {
		return nil, errFont
	}
	loca, at := f.tables["loca"], int(id)
	from, to := 0, 0
	if f.long {
		from, to = u32(loca, 4*at), u32(loca, 4*at+4)
	} else {
		from, to = 2*u16(loca, 2*at), 2*u16(loca, 2*at+2)
	}
	if from > to || to > len(f.tables["glyf"]) {
		return nil, errFont
	}
	return f.tables["glyf"][from:to], nil
}

// Flags of a component of a composite glyph.
const (
	partWords  = 1 << 0
	partScale  = 1 << 3
	partMore   = 1 << 5
	partScales = 1 << 6
	partMatrix = 1 << 7
)

// parts are the glyphs that a composite glyph consists of.
func parts(outline []byte) ([]uint16, error) {
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return nil, nil
	}
	var ids []uint16
	for at := 10; ; {
		if len(outline) < at+4 {
			return nil, errFont
		}
		flags := u16(outline, at)
		ids = append(ids, uint16(u16(outline, at+2)))
		at += 4 + 2
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return ids, nil
		}
	}
}

// subset is the font with only the outlines of ids and their parts. Glyphs keep their
// numbers.
func (f *trueType) subset(ids []uint16) ([]byte, error) {
	keep := map[uint16][]byte{}
	todo := append([]uint16{0}, ids...) // 0 is the glyph for missing characters, which is mandatory
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if _, ok := keep[id]; ok {
			continue
		}
		outline, err := f.outline(id)
		if err != nil {
			return nil, err
		}
		keep[id] = outline
		made, err := parts(outline)
		if err != nil {
			return nil, err
		}
		todo = append(todo, made...)
	}
	var glyf, loca []byte
	for id := range f.glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, keep[uint16(id)]...)
		glyf = padded(glyf)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head := slices.Clone(f.tables["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // 4-byte offsets in loca

	tables := map[string][]byte{"glyf": glyf, "loca": loca, "head": head}
	for _, tag := range []string{"hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"} {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t
		}
	}
	return assemble(tables), nil
}

func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// checksumMagic minus the checksum of the whole file is stored in head.
const checksumMagic = 0xB1B0AFBA

// assemble makes a font file of tables.
func assemble(tables map[string][]byte) []byte {
	const directory, entry, headSum = 12, 16, 8
	if head, ok := tables["head"]; ok {
		binary.BigEndian.PutUint32(head[headSum:], 0)
	}
	n := len(tables)
	power, exponent := 1, 0
	for power*2 <= n {
		power, exponent = power*2, exponent+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * entry, exponent, (n - power) * entry} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	var body []byte
	head := 0
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		at := directory + entry*n + len(body)
		if tag == "head" {
			head = at
		}
		out = append(out, tag...)
		for _, v := range []uint32{checksum(tables[tag]), uint32(at), uint32(len(tables[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = padded(append(body, tables[tag]...))
	}
	out = append(out, body...)
	if head > 0 {
		binary.BigEndian.PutUint32(out[head+headSum:], checksumMagic-checksum(out))
	}
	return out
}

// checksum is the sum of 4-byte words, the last one padded with zeros.
func checksum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
