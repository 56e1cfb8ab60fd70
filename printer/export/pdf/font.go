package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

// Font is a TrueType font and its used glyphs.
type Font struct {
	key    string // its name in the pages' resources
	name   string
	source *trueType
	upem   int
	glyphs map[uint16]rune // the used glyphs, and the letter of each; 0 if it is not a single letter
}

// Font adds a TrueType font with its PostScript name. The error says which of its
// tables is missing or inconsistent.
func (d *Document) Font(name string, data []byte) (*Font, error) {
	source, err := readTrueType(data)
	if err != nil {
		return nil, fmt.Errorf("pdf: font %s: %w", name, err)
	}
	f := &Font{fmt.Sprintf("F%d", len(d.fonts)+1), name, source, source.upem, map[uint16]rune{}}
	d.fonts = append(d.fonts, f)
	return f, nil
}

func (f *Font) used() bool { return len(f.glyphs) > 0 }

// use records glyphs, and returns the text that a reader gets from their ToUnicode.
func (f *Font) use(glyphs []Glyph) string {
	var spelt []rune
	for _, g := range glyphs {
		if known := f.glyphs[g.ID]; known == 0 {
			f.glyphs[g.ID] = g.Rune
		}
		if r := f.glyphs[g.ID]; r != 0 {
			spelt = append(spelt, r)
		}
	}
	return string(spelt)
}

func (f *Font) advance(id uint16) int { return f.source.advance(id) }

// thousandths converts font units to the thousandths of an em in which PDF measures.
func (f *Font) thousandths(n int) int { return n * 1000 / f.upem }

// write writes the font into the file and returns its object number.
func (f *Font) write(to *file) (int, error) {
	ids := slices.Sorted(maps.Keys(f.glyphs))
	data, err := f.source.subset(ids)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", f.name, err)
	}
	// A subset font has a prefix of six letters (section 9.6.4), which differs between
	// subsets.
	sum := sha256.Sum256(data)
	name := ""
	for _, b := range sum[:6] {
		name += string(rune('A' + b%26))
	}
	name += "+" + f.name

	program := to.stream(fmt.Sprintf("/Length1 %d", len(data)), data)
	s := f.source
	const symbolic = 4 // flag: it has glyphs outside Latin
	descriptor := to.object("<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>",
		name, symbolic, f.thousandths(s.box[0]), f.thousandths(s.box[1]), f.thousandths(s.box[2]), f.thousandths(s.box[3]),
		f.thousandths(s.ascent), f.thousandths(s.descent), f.thousandths(s.ascent)*3/4, program)
	var widths bytes.Buffer
	for _, id := range ids {
		fmt.Fprintf(&widths, "%d [%d] ", id, f.thousandths(s.advance(id)))
	}
	descendant := to.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 0 /W [%s] >>",
		name, descriptor, widths.String())
	letters := to.stream("", f.letters(ids))
	return to.object("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>",
		name, descendant, letters), nil
}

// letters is the ToUnicode map from glyphs to letters (section 9.10.3).
func (f *Font) letters(ids []uint16) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	ids = slices.DeleteFunc(slices.Clone(ids), func(id uint16) bool { return f.glyphs[id] == 0 })
	const most = 100 // entries in one list, by the format
	for chunk := range slices.Chunk(ids, most) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, id := range chunk {
			fmt.Fprintf(&b, "<%04X> <%s>\n", id, utf16Hex(string(f.glyphs[id])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
