package look

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"fyne.io/fyne/v2"

	"psar/assets"
)

// Weight is a font's weight as CSS counts it.
type Weight int

const (
	Regular  Weight = 400
	Semibold Weight = 600
	Bold     Weight = 700
)

// face is one weight of the screens' font with the measures that texts are
// placed by, as parts of the text's size.
type face struct {
	resource fyne.Resource
	ascent   float32 // from a text's upper edge to its baseline
	height   float32 // from a text's upper edge to its lower one
	capital  float32 // height of a capital letter or a figure
}

// faces are loaded once: fyne caches glyphs by the resource's identity, so each
// weight has to stay the same resource for as long as the program runs.
var faces = sync.OnceValue(func() map[Weight]face {
	m := make(map[Weight]face, 3)
	for _, w := range []Weight{Regular, Semibold, Bold} {
		data, err := roomForKhmer(assets.KantumruyPro(int(w)))
		if err != nil {
			// The font is part of the program file, so this is a broken build.
			panic(fmt.Sprintf("embedded font of weight %d: %v", w, err))
		}
		f := measure(data)
		f.resource = fyne.NewStaticResource(fmt.Sprintf("KantumruyPro-%d.ttf", w), data)
		m[w] = f
	}
	return m
})

func faceOf(w Weight) face { return faces()[w] }

// Offsets into sfnt tables, from the OpenType specification.
const (
	headAdjustment = 8
	headUnits      = 18
	headYMin       = 38
	headYMax       = 42
	hheaAscender   = 4
	hheaDescender  = 6
	hheaLineGap    = 8
	os2Ascender    = 68
	os2Descender   = 70
	os2LineGap     = 72
	os2WinAscent   = 74
	os2WinDescent  = 76
	os2CapHeight   = 88
)

// roomForKhmer returns a copy of a TrueType font whose line is as tall as its
// bounding box. Fyne gives a text a picture as tall as the line that the font
// claims, and this font claims a Latin one: Khmer subscripts and the vowels
// above would be cut off, silently.
func roomForKhmer(font []byte) ([]byte, error) {
	out := append([]byte(nil), font...)
	tables, err := sfntTables(out)
	if err != nil {
		return nil, err
	}
	for _, t := range []struct {
		tag  string
		size int // bytes, at the least
	}{{"head", 54}, {"hhea", 36}, {"OS/2", 90}} {
		if len(tables[t.tag].data) < t.size {
			return nil, fmt.Errorf("table %q is missing or short", t.tag)
		}
	}
	be := binary.BigEndian
	head, hhea, os2 := tables["head"].data, tables["hhea"].data, tables["OS/2"].data
	top, bottom := be.Uint16(head[headYMax:]), be.Uint16(head[headYMin:])
	if int16(top) <= 0 || int16(bottom) >= 0 {
		return nil, errors.New("bounding box does not enclose the baseline")
	}
	be.PutUint16(hhea[hheaAscender:], top)
	be.PutUint16(hhea[hheaDescender:], bottom)
	be.PutUint16(hhea[hheaLineGap:], 0)
	be.PutUint16(os2[os2Ascender:], top)
	be.PutUint16(os2[os2Descender:], bottom)
	be.PutUint16(os2[os2LineGap:], 0)
	be.PutUint16(os2[os2WinAscent:], top)
	be.PutUint16(os2[os2WinDescent:], -bottom)

	be.PutUint32(head[headAdjustment:], 0)
	for _, t := range tables {
		be.PutUint32(t.record[4:], sfntSum(t.data))
	}
	be.PutUint32(head[headAdjustment:], sfntMagic-sfntSum(out))
	return out, nil
}

// sfntMagic is what a whole font file sums to.
const sfntMagic = 0xB1B0AFBA

type sfntTable struct{ record, data []byte }

// sfntTables returns the font's tables as windows into its bytes.
func sfntTables(font []byte) (map[string]sfntTable, error) {
	if len(font) < 12 {
		return nil, errors.New("not a font")
	}
	be := binary.BigEndian
	n := int(be.Uint16(font[4:]))
	if len(font) < 12+16*n {
		return nil, errors.New("table directory is cut off")
	}
	tables := make(map[string]sfntTable, n)
	for i := range n {
		record := font[12+16*i : 12+16*(i+1)]
		from, size := uint64(be.Uint32(record[8:])), uint64(be.Uint32(record[12:]))
		if from+size > uint64(len(font)) {
			return nil, fmt.Errorf("table %q is cut off", record[:4])
		}
		tables[string(record[:4])] = sfntTable{record, font[from : from+size]}
	}
	return tables, nil
}

// sfntSum adds up big-endian words, the last one padded with zeros.
func sfntSum(data []byte) uint32 {
	var sum uint32
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

// measure reads the measures of a font that roomForKhmer returned.
func measure(font []byte) face {
	tables, _ := sfntTables(font)
	be := binary.BigEndian
	units := float32(be.Uint16(tables["head"].data[headUnits:]))
	part := func(v uint16) float32 { return float32(int16(v)) / units }
	hhea := tables["hhea"].data
	ascent, descent := part(be.Uint16(hhea[hheaAscender:])), part(be.Uint16(hhea[hheaDescender:]))
	return face{
		ascent:  ascent,
		height:  ascent - descent,
		capital: part(be.Uint16(tables["OS/2"].data[os2CapHeight:])),
	}
}
