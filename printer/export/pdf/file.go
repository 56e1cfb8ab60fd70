package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"
)

// file collects objects and their offsets.
type file struct {
	body    bytes.Buffer
	offsets []int // of object 1 and on; 0 for one that is reserved and not written
}

// reserve gives a number to an object that is referred to before it is written.
func (f *file) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

func (f *file) object(format string, args ...any) int {
	ref := f.reserve()
	f.fill(ref, format, args...)
	return ref
}

func (f *file) fill(ref int, format string, args ...any) {
	f.offsets[ref-1] = f.body.Len()
	fmt.Fprintf(&f.body, "%d 0 obj\n", ref)
	fmt.Fprintf(&f.body, format, args...)
	f.body.WriteString("\nendobj\n")
}

// stream writes compressed data with additional dictionary entries.
func (f *file) stream(entries string, data []byte) int {
	var small bytes.Buffer
	z := zlib.NewWriter(&small)
	// Writing to a bytes.Buffer never fails.
	_, _ = z.Write(data)
	_ = z.Close()
	return f.object("<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", entries, small.Len(), small.Bytes())
}

// end writes the cross-reference table and the trailer. The file identifier is a
// hash of the content.
func (f *file) end(catalog, info int) {
	sum := sha256.Sum256(f.body.Bytes())
	table := f.body.Len()
	fmt.Fprintf(&f.body, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, offset := range f.offsets {
		fmt.Fprintf(&f.body, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&f.body, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalog, info, sum[:16], sum[:16], table)
}

// unicodeText is a text string in UTF-16 with its byte order mark (section
// 7.9.2.2), written in hexadecimal digits.
func unicodeText(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

func utf16Hex(s string) string {
	var b bytes.Buffer
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}
