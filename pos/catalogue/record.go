package catalogue

import (
	"bytes"
	"errors"
	"io"
)

// MaxRecord bounds one item's line in a catalogue file, in bytes: the texts of an item are
// shorter by far.
const MaxRecord = 64 << 10

// errLong ends the reading of a file whose next item's line is longer than that. The reader of
// CSV holds all of a line, and of each cell where it begins: a line of commas takes forty times
// its length.
var errLong = errors.New("catalogue: a line is too long")

// bounded reads no further than MaxRecord behind the last item that was read. Empty lines are
// none of an item's.
type bounded struct {
	from  io.Reader
	since int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.since > MaxRecord {
		return 0, errLong
	}
	n, err := b.from.Read(p)
	b.since += n - bytes.Count(p[:n], []byte{'\n'}) - bytes.Count(p[:n], []byte{'\r'})
	return n, err
}

// next notes that an item was read.
func (b *bounded) next() { b.since = 0 }

// lineAt is the number of the first line behind an offset, from the byte order mark on, that is not
// empty.
func (f *File) lineAt(offset int64) (int, error) {
	in, line := f.rewound(), 1
	for at := int64(0); ; at++ {
		switch b, err := in.ReadByte(); {
		case err != nil:
			return 0, err
		case b == '\n':
			line++
		case at >= offset && b != '\r':
			return line, nil
		}
	}
}
