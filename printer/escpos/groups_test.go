package escpos_test

import (
	"bytes"
	"slices"
	"testing"

	"psar/printer/escpos"
	"psar/printer/paper"
)

// everyCommand holds every command that an Encoder writes, pictures and codes included.
func everyCommand(t *testing.T) []byte {
	t.Helper()
	var e escpos.Encoder
	e.Init()
	e.Align(escpos.Centre)
	e.Bold(true)
	e.Size(2, 2)
	e.Line("PSAR r( v0 @")
	e.Size(1, 1)
	e.Drawer(2)
	e.FeedLines(2)
	e.FeedDots(30)
	e.QR(string(bytes.Repeat([]byte("KHQR"), 60)), 4)
	black := escpos.NewBitmap(560, 300)
	for i := range 300 {
		black.Set(i, i)
	}
	e.Raster(black, false)
	e.PushStatus()
	e.AskProcessed()
	e.AskPrinted([4]byte{'0', '0', '0', '1'})
	e.Line("thank you")
	e.Cut()
	return e.Bytes()
}

// Between two pieces of a job the printer answers a question, and never takes it for
// a part of a picture, a code or a command.
func TestGroupsAreCutBetweenCommands(t *testing.T) {
	t.Parallel()
	data := everyCommand(t)
	for _, most := range []int{1, 40, 1536, 1 << 20} {
		var joined []byte
		groups, longest := 0, 0
		printer, alone := paper.New(576), paper.New(576)
		for group := range escpos.Groups(data, most) {
			groups++
			longest = max(longest, len(group))
			joined = append(joined, group...)
			for _, p := range []*paper.Printer{printer, alone} {
				if _, err := p.Write(group); err != nil {
					t.Fatal(err)
				}
			}
			printer.Answers()
			var e escpos.Encoder
			e.AskProcessed()
			if _, err := printer.Write(e.Bytes()); err != nil {
				t.Fatal(err)
			}
			if answers := printer.Answers(); !bytes.Equal(answers, []byte{0}) {
				t.Errorf("by %d: after %d bytes the answer is % X", most, len(joined), answers)
			}
		}
		if !bytes.Equal(joined, data) {
			t.Errorf("by %d: %d bytes of %d", most, len(joined), len(data))
		}
		if most == 1536 && (longest > most || groups < 4) {
			t.Errorf("%d groups, the longest %d bytes", groups, longest)
		}
		if faults := slices.Concat(printer.Faults(), alone.Faults()); len(faults) > 0 {
			t.Errorf("by %d: %q", most, faults)
		}
	}
	for range escpos.Groups(data, 40) {
		break // the caller may stop early
	}
}

func FuzzGroups(f *testing.F) {
	f.Add([]byte("\x1b@\x1dv0\x00\x01\x00\x01\x00\xffA"), 3)
	f.Add([]byte("\x1d(k\xff\xff"), 1)
	f.Fuzz(func(t *testing.T, data []byte, most int) {
		var joined []byte
		for group := range escpos.Groups(data, most) {
			if len(group) == 0 {
				t.Fatal("an empty group")
			}
			joined = append(joined, group...)
		}
		if !bytes.Equal(joined, data) {
			t.Fatal("bytes were lost")
		}
	})
}
