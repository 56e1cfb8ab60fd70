package paper

import (
	"slices"
	"strings"
	"testing"
)

// Commands of other hosts, with the lengths of Epson's command reference: none of
// their bytes is printed, and the next command is recognised.
func TestForeignCommandsArePassedOver(t *testing.T) {
	t.Parallel()
	for data, fault := range map[string]string{
		"\x1bc5A":                              "command 1B 63 is not obeyed",
		"\x1b(A\x02\x00AB":                     "command 1B 28 is not obeyed",
		"\x1c(A\x03\x00ABC":                    "command 1C 28 is not obeyed",
		"\x1dPAB":                              "command 1D 50 is not obeyed",
		"\x1dk\x04PSAR\x00":                    "command 1D 6B is not obeyed",
		"\x1dkE\x04PSAR":                       "command 1D 6B is not obeyed",
		"\x1d8L\x04\x00\x00\x00ABCD":           "command 1D 38 is not obeyed",
		"\x1d8M":                               "unknown command 1D 38 4D",
		"\x1dk\x04" + strings.Repeat("A", 256): "command 1D 6B is not obeyed",
	} {
		p := New(384)
		for i := range data { // byte by byte, as on a slow line
			if _, err := p.Write([]byte(data[i : i+1])); err != nil {
				t.Fatal(err)
			}
		}
		if r := ink(printedOn(t, p, "\x1ba\x02").Image()); !r.Empty() {
			t.Errorf("% X has ink at %v", data, r)
		}
		if p.lineDots() != 0 || len(p.pending) > 0 {
			t.Errorf("% X leaves %d dots and % X", data, p.lineDots(), p.pending)
		}
		if got := rows(printedOn(t, p, "x\n")); got != 30 {
			t.Errorf("% X: a line behind it moves the paper %d dots", data, got)
		}
		if got := p.Faults(); !slices.Equal(got, []string{fault}) {
			t.Errorf("% X: faults %q, want %q", data, got, fault)
		}
	}
}

// printedOn sends more data to a printer.
func printedOn(t *testing.T, p *Printer, data string) *Printer {
	t.Helper()
	if _, err := p.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	return p
}

// A command that announces 4 GB of data takes no memory.
func TestGraphicsAreNotKept(t *testing.T) {
	t.Parallel()
	p := printed(t, 384, "\x1d8L\xff\xff\xff\xff"+strings.Repeat("A", 1<<20))
	if len(p.pending) > 0 || rows(p) > 0 {
		t.Errorf("%d bytes are kept, %d rows printed", len(p.pending), rows(p))
	}
	p.forget()
	if got := rows(printedOn(t, p, "x\n")); got != 30 {
		t.Errorf("after it was cleared a line moves the paper %d dots", got)
	}
}

// ESC ! has the effect of the commands that it combines.
func TestPrintMode(t *testing.T) {
	t.Parallel()
	for mode, same := range map[string]string{
		"\x00": "\x1bE\x00", "\x08": "\x1bE\x01", "\x10": "\x1d!\x01", "\x20": "\x1d!\x10", "\x80": "\x1b-\x01", "\xb8": "\x1bE\x01\x1b-\x01\x1d!\x11",
	} {
		got, want := printed(t, 384, "\x1b!"+mode+"Mg\n"), printed(t, 384, same+"Mg\n")
		if !samePaper(got, want) {
			t.Errorf("ESC ! % X looks not like % X", mode, same)
		}
	}
}

func samePaper(a, b *Printer) bool { return same(a.Image(), b.Image()) }

// Letters that overprint each other without end do not fill the memory.
func TestALineIsBounded(t *testing.T) {
	t.Parallel()
	p := printed(t, 384, strings.Repeat("\x1b$\x00\x00x", 2*maxCells))
	if len(p.line) > maxCells || len(p.Faults()) == 0 {
		t.Errorf("%d letters are kept, faults %q", len(p.line), p.Faults())
	}
	if got := rows(printedOn(t, p, "\n")); got != 30 {
		t.Errorf("the line moves the paper %d dots", got)
	}
}

// A line that was begun and cleared does not indent the next one.
func TestForgetsWhereItStood(t *testing.T) {
	t.Parallel()
	p := printed(t, 384, "abc")
	p.forget()
	if r := ink(printedOn(t, p, "\x1b-\x01 \n").Image()); r.Min.X != 0 || r.Dx() != cellWidth {
		t.Errorf("ink at %v", r)
	}
}
