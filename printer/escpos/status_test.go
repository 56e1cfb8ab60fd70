package escpos

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The bits are from Epson's command reference; 12 hex are the fixed bits of a
// real-time answer, 10 hex those of a pushed one.
func TestDecodeAnswers(t *testing.T) {
	t.Parallel()
	realTime := func(of int, s Status) []Answer { return []Answer{{Kind: RealTime, Of: of, Status: s}} }
	tests := []struct {
		name  string
		asked []int
		data  string
		want  []Answer
	}{
		{"nothing wrong", []int{1}, "12", realTime(1, Status{})},
		{"offline", []int{1}, "1A", realTime(1, Status{Offline: true})},
		{"drawer", []int{1}, "16", realTime(1, Status{DrawerSignal: true})},
		{"cover", []int{2}, "16", realTime(2, Status{CoverOpen: true})},
		{"feed button", []int{2}, "1A", realTime(2, Status{FeedButton: true})},
		{"stopped for paper", []int{2}, "32", realTime(2, Status{PaperOut: true})},
		{"error", []int{2}, "52", realTime(2, Status{Failed: true})},
		{"cutter", []int{3}, "1A", realTime(3, Status{CutterFailed: true})},
		{"fatal", []int{3}, "32", realTime(3, Status{Fatal: true})},
		{"hot head", []int{3}, "52", realTime(3, Status{Recovers: true})},
		{"paper low", []int{4}, "1E", realTime(4, Status{PaperLow: true})},
		{"paper out", []int{4}, "72", realTime(4, Status{PaperOut: true})},
		{"answers come in order", []int{1, 4}, "1A 72", append(realTime(1, Status{Offline: true}), realTime(4, Status{PaperOut: true})...)},
		{"an answer to no question", nil, "1A", realTime(0, Status{})},
		{"pushed, well", nil, "10 00 00 00", []Answer{{Kind: Pushed}}},
		{"pushed, cover open", nil, "38 00 00 0F", []Answer{{Kind: Pushed, Status: Status{Offline: true, CoverOpen: true}}}},
		{"pushed, cutter and fatal", nil, "10 28 00 00", []Answer{{Kind: Pushed, Status: Status{CutterFailed: true, Fatal: true}}}},
		{"pushed, paper low and out", nil, "10 00 0F 00", []Answer{{Kind: Pushed, Status: Status{PaperLow: true, PaperOut: true}}}},
		{"processed", nil, "00", []Answer{{Kind: Processed}}},
		{"processed, paper out", nil, "0C", []Answer{{Kind: Processed, Status: Status{PaperOut: true}}}},
		{"printed", nil, "37 22 30 30 34 32 00", []Answer{{Kind: Printed, ID: [4]byte{'0', '0', '4', '2'}}}},
		{"flow control", nil, "13 11", []Answer{{Kind: Hold}, {Kind: GoOn}}},
		{"flow control inside a block", nil, "37 22 30 30 13 34 32 00", []Answer{{Kind: Hold}, {Kind: Printed, ID: [4]byte{'0', '0', '4', '2'}}}},
		{"real-time inside a pushed status", []int{1}, "10 00 12 00 00", []Answer{{Kind: RealTime, Of: 1}, {Kind: Pushed}}},
		{"another block is passed over", nil, "3B 41 00 00", []Answer{{Kind: Processed}}},
		{"rubbish", nil, "FF 90", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data := unhex(t, tt.data)
			var whole, single Decoder
			for _, n := range tt.asked {
				whole.Asked(n)
				single.Asked(n)
			}
			if diff := cmp.Diff(tt.want, whole.Decode(data)); diff != "" {
				t.Errorf("whole: want -, got +\n%s", diff)
			}
			var got []Answer
			for i := range data {
				got = append(got, single.Decode(data[i:i+1])...)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("byte by byte: want -, got +\n%s", diff)
			}
		})
	}
}

func TestABlockWithoutEndIsForgotten(t *testing.T) {
	t.Parallel()
	var d Decoder
	block := append([]byte{0x5F}, make([]byte, maxBlock)...)
	for i := range block[1:] {
		block[i+1] = 'x'
	}
	d.Decode(block)
	if got := d.Decode([]byte{0x13}); len(got) != 1 || len(d.block) != 0 {
		t.Errorf("after %d bytes without an end the decoder holds %d, and answers %v", len(block), len(d.block), got)
	}
}

func TestReady(t *testing.T) {
	t.Parallel()
	for _, s := range []Status{{}, {PaperLow: true}, {FeedButton: true}, {DrawerSignal: true}} {
		if !s.Ready() {
			t.Errorf("%+v keeps a printer from printing", s)
		}
	}
	for _, s := range []Status{
		{Offline: true}, {CoverOpen: true}, {PaperOut: true}, {Failed: true}, {CutterFailed: true}, {Fatal: true}, {Recovers: true},
	} {
		if s.Ready() {
			t.Errorf("%+v is ready", s)
		}
	}
}
