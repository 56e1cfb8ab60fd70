package escpos

import "iter"

// Groups splits what an Encoder wrote, between commands, into pieces of at most most
// bytes; a longer command is a piece by itself. Between two pieces the printer is at
// the start of a command, so that it can be asked for its status.
func Groups(data []byte, most int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from, to := 0, 0
		for to < len(data) {
			next := to + commandLen(data[to:])
			if next-from > most && to > from {
				if !yield(data[from:to]) {
					return
				}
				from = to
			}
			to = next
		}
		if to > from {
			yield(data[from:to])
		}
	}
}

// commandLen is the length of the command at the start of data. A text character is
// a command of length 1; an unknown command is taken for text.
func commandLen(data []byte) int {
	n := 1
	switch at := func(i int) int {
		if i < len(data) {
			return int(data[i])
		}
		return 0
	}; data[0] {
	case 0x10: // DLE
		if n = 3; at(1) == 0x14 {
			n = 5
		}
	case 0x1B: // ESC
		switch n = 3; at(1) {
		case '@', '2':
			n = 2
		case 'p':
			n = 5
		}
	case 0x1C: // FS
		n = 2
	case 0x1D: // GS
		switch n = 3; at(1) {
		case '(':
			n = 5 + at(3) + at(4)<<8
		case 'v':
			n = 8 + (at(4)+at(5)<<8)*(at(6)+at(7)<<8)
		case 'V':
			if at(2) >= 65 {
				n = 4
			}
		}
	}
	return min(n, len(data))
}
