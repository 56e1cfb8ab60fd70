package escpos

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

// unhex reads bytes in the notation of printers' manuals.
func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The expected bytes are from Epson's command reference.
func TestEncoderWritesTheCommandsOfTheReference(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		write func(e *Encoder)
		want  string
	}{
		{"init", (*Encoder).Init, "1B 40 1C 2E 1B 74 00"},
		{"align left", func(e *Encoder) { e.Align(Left) }, "1B 61 00"},
		{"align centre", func(e *Encoder) { e.Align(Centre) }, "1B 61 01"},
		{"align right", func(e *Encoder) { e.Align(Right) }, "1B 61 02"},
		{"bold", func(e *Encoder) { e.Bold(true); e.Bold(false) }, "1B 45 01 1B 45 00"},
		{"size 1x1", func(e *Encoder) { e.Size(1, 1) }, "1D 21 00"},
		{"size 2 wide, 3 high", func(e *Encoder) { e.Size(2, 3) }, "1D 21 12"},
		{"size beyond the largest", func(e *Encoder) { e.Size(99, 0) }, "1D 21 70"},
		{"line", func(e *Encoder) { e.Line("Psar 1.50") }, "50 73 61 72 20 31 2E 35 30 0A"},
		{"western letters", func(e *Encoder) { e.Text("Café ñ") }, "43 61 66 82 20 A4"},
		{"feed 3 lines", func(e *Encoder) { e.FeedLines(3) }, "1B 64 03"},
		{"feed 24 dots", func(e *Encoder) { e.FeedDots(24) }, "1B 4A 18"},
		{"feed beyond a byte", func(e *Encoder) { e.FeedDots(300) }, "1B 4A FF"},
		{"cut", (*Encoder).Cut, "1D 56 42 00"},
		{"drawer pin 2", func(e *Encoder) { e.Drawer(2) }, "1B 70 00 19 FA"},
		{"drawer pin 5", func(e *Encoder) { e.Drawer(5) }, "1B 70 01 19 FA"},
		{
			"QR of 3 bytes in modules of 6", func(e *Encoder) { e.QR("abc", 6) },
			"1D 28 6B 04 00 31 41 32 00  1D 28 6B 03 00 31 43 06  1D 28 6B 03 00 31 45 31" +
				"1D 28 6B 06 00 31 50 30 61 62 63  1D 28 6B 03 00 31 51 30",
		},
		{"real-time status", func(e *Encoder) { e.AskRealTime(4) }, "10 04 04"},
		{"pushed status", (*Encoder).PushStatus, "1D 61 FF"},
		{"status in order", (*Encoder).AskProcessed, "1D 72 01"},
		{"process ID", func(e *Encoder) { e.AskPrinted([4]byte{'0', '0', '4', '2'}) }, "1D 28 48 06 00 30 30 30 30 34 32"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var e Encoder
			tt.write(&e)
			if want := unhex(t, tt.want); !bytes.Equal(e.Bytes(), want) {
				t.Errorf("wrote % X\nwant  % X", e.Bytes(), want)
			}
			if e.Len() != len(e.Bytes()) {
				t.Errorf("Len is %d of %d bytes", e.Len(), len(e.Bytes()))
			}
		})
	}
}

func TestQRLengthHasTwoBytes(t *testing.T) {
	t.Parallel()
	var e Encoder
	e.QR(strings.Repeat("9", 300), 4)
	// p = 303 = 12F hex, low byte first.
	if want := unhex(t, "1D 28 6B 2F 01 31 50 30 39"); !bytes.Contains(e.Bytes(), want) {
		t.Errorf("no % X in % X", want, e.Bytes())
	}
}

func TestRasterHeaderAndBands(t *testing.T) {
	t.Parallel()
	b := NewBitmap(12, 300)
	b.Set(0, 0)
	b.Set(11, 299)
	var e Encoder
	e.Raster(b, false)
	want := unhex(t, "1D 76 30 00 02 00 00 01 80 00") // 2 bytes wide, 256 rows, top left dot
	want = append(want, make([]byte, 255*2)...)
	want = append(want, unhex(t, "1D 76 30 00 02 00 2C 00")...) // 44 rows
	want = append(want, make([]byte, 43*2)...)
	want = append(want, 0x00, 0x10) // bottom right: the twelfth dot
	if !bytes.Equal(e.Bytes(), want) {
		t.Errorf("raster is not as the reference has it: % X …", e.Bytes()[:16])
	}

	var doubled Encoder
	doubled.Raster(NewBitmap(8, 1), true)
	if want := unhex(t, "1D 76 30 03 01 00 01 00 00"); !bytes.Equal(doubled.Bytes(), want) {
		t.Errorf("doubled raster % X, want % X", doubled.Bytes(), want)
	}
}

func TestRasterOfNothingWritesNothing(t *testing.T) {
	t.Parallel()
	for _, b := range []Bitmap{{}, NewBitmap(0, 5), NewBitmap(5, 0)} {
		var e Encoder
		e.Raster(b, false)
		if e.Len() != 0 {
			t.Errorf("a picture of %d by %d dots wrote % X", b.Width, b.Height, e.Bytes())
		}
	}
}

// A picture moves as a whole when it contains a real-time sequence: bands that moved
// separately would tear a code that crosses their border.
func TestRasterMovesAllBandsAlike(t *testing.T) {
	t.Parallel()
	b := NewBitmap(20, 2*maxBand)
	b.Set(3, 0)
	b.Set(13, 0) // first row: 10 04
	b.Set(0, maxBand)
	var e Encoder
	e.Raster(b, false)
	head := 8
	first := e.Bytes()[head]
	second := e.Bytes()[head+maxBand*3+head]
	if first != 0x08 || second != 0x40 {
		t.Errorf("the bands begin with %02X and %02X, want both moved by one dot: 08 and 40", first, second)
	}
}

func TestPrintable(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"": true, "Coca-Cola 330 ml": true, "50 % — ok?": true, "Crème brûlée": true,
		"កាហ្វេ": false, "5 ៛": false, "a\x1bb": false, "a\nb": false, "\u200b": false, "€": false,
	} {
		if Printable(s) != want {
			t.Errorf("Printable(%q) = %v", s, !want)
		}
	}
}

func TestModuleSize(t *testing.T) {
	t.Parallel()
	tests := []struct {
		modules, width, dots int
		fits                 bool
	}{
		{49, 384, 6, true}, // a KHQR of 200 bytes on 58 mm: (49+8) x 6 = 342
		{49, 576, 8, true}, // no larger than 8, though 10 would fit
		{85, 384, 4, true}, // 93 x 4 = 372
		{89, 384, 3, false},
		{21, 576, 8, true},
	}
	for _, tt := range tests {
		dots, fits := ModuleSize(tt.modules, tt.width)
		if fits != tt.fits || (fits && dots != tt.dots) {
			t.Errorf("ModuleSize(%d, %d) = %d, %v, want %d, %v", tt.modules, tt.width, dots, fits, tt.dots, tt.fits)
		}
	}
}
