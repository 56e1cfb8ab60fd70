package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/printer/escpos"
)

// states are all states of a Device, with the status that the decoder must give.
func states() map[state]escpos.Status {
	all := map[state]escpos.Status{}
	for n := range 1 << 4 {
		for failure := Working; failure <= HeadBroken; failure++ {
			s := state{coverOpen: n&1 != 0, paperOut: n&2 != 0, paperLow: n&4 != 0, drawerHigh: n&8 != 0, failure: failure}
			all[s] = escpos.Status{
				Offline: s.coverOpen || s.paperOut || failure != Working, DrawerSignal: s.drawerHigh,
				CoverOpen: s.coverOpen, PaperLow: s.paperLow, PaperOut: s.paperOut,
				Failed: failure != Working, CutterFailed: failure == CutterJam, Fatal: failure == HeadBroken, Recovers: failure == HeadHot,
			}
		}
	}
	return all
}

// into sets a Device to a state by hand.
func into(d *Device, s state) {
	d.SetCover(s.coverOpen)
	d.SetPaper(s.paperOut)
	d.SetPaperLow(s.paperLow)
	d.SetDrawerSignal(s.drawerHigh)
	d.Fail(s.failure)
}

// A host reads a Device's true state by each way to ask. The decoder reads no drawer
// and hot head bits of the pushed status, because there are none.
func TestTheDecoderReadsEveryState(t *testing.T) {
	t.Parallel()
	for s, want := range states() {
		t.Run(fmt.Sprintf("%+v", s), func(t *testing.T) {
			t.Parallel()
			bubble(t, Behaviour{}, func(t *testing.T, d *Device) {
				into(d, s)
				var asked escpos.Decoder
				var got escpos.Status
				for n := 1; n <= 4; n++ {
					var e escpos.Encoder
					e.AskRealTime(n)
					asked.Asked(n)
					send(t, d, string(e.Bytes()))
				}
				for _, a := range asked.Decode(heard(t, d)) {
					got = got.With(a)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("asked in real time: want -, got +\n%s", diff)
				}

				into(d, state{})
				send(t, d, "\x1da\xff")
				into(d, s)
				var pushed escpos.Decoder
				got = escpos.Status{}
				for _, a := range pushed.Decode(heard(t, d)) {
					if a.Kind != escpos.Pushed {
						t.Errorf("%+v was not pushed", a)
					}
					got = got.With(a)
				}
				want := want
				want.DrawerSignal, want.Failed, want.Recovers = false, false, false
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("pushed: want -, got +\n%s", diff)
				}

				send(t, d, "\x1da\x00\x1dr\x01")
				answers := new(escpos.Decoder).Decode(heard(t, d))
				if want.Offline {
					if len(answers) > 0 {
						t.Errorf("a question in its turn is answered offline: %+v", answers)
					}
					return
				}
				if diff := cmp.Diff([]escpos.Answer{{Kind: escpos.Processed, Status: escpos.Status{PaperLow: want.PaperLow}}}, answers); diff != "" {
					t.Errorf("in turn: want -, got +\n%s", diff)
				}
			})
		})
	}
}

// GS a pushes the changes that it asked for, and none after ESC @.
func TestPushes(t *testing.T) {
	t.Parallel()
	const online, low = "\x10\x00\x00\x00", "\x10\x00\x03\x00"
	for name, tt := range map[string]struct {
		behaviour Behaviour
		ask       string
		want      string
	}{
		"not asked":                {},
		"all":                      {ask: "\x1da\xff", want: online + low + "\x18\x00\x0f\x00" + low + online},
		"off again":                {ask: "\x1da\xff\x1da\x00", want: online},
		"online and offline":       {ask: "\x1da\x02", want: online + "\x18\x00\x0f\x00" + low},
		"errors, of which is none": {ask: "\x1da\x04", want: online},
		"reset":                    {ask: "\x1da\xff\x1b@", want: online},
		"kept":                     {behaviour: Behaviour{InitKeepsPush: true}, ask: "\x1da\xff\x1b@", want: online + low + "\x18\x00\x0f\x00" + low + online},
		"mute":                     {behaviour: Behaviour{Mute: true}, ask: "\x1da\xff"},
		"a clone":                  {behaviour: Behaviour{NoPush: true}, ask: "\x1da\xff"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, tt.behaviour, func(t *testing.T, d *Device) {
				send(t, d, tt.ask)
				d.SetPaperLow(true)
				d.SetPaper(true)
				d.SetPaper(true) // no change: nothing is pushed
				d.SetPaper(false)
				d.SetPaperLow(false)
				if got := string(heard(t, d)); got != tt.want {
					t.Errorf("it said % X, want % X", got, tt.want)
				}
			})
		})
	}
}

// A roll that nears its end and ends while printing is pushed, each at its byte.
func TestPushesWhatHappens(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{PaperLowAfter: 5, PaperOutAfter: 9, CoverOpenAfter: 12}, func(t *testing.T, d *Device) {
		send(t, d, "\x1da\xffA\n\x1dr\x01\x1dr\x01")
		want := "\x10\x00\x00\x00" + "\x10\x00\x03\x00" + "\x03" + "\x18\x00\x0f\x00"
		if got := string(heard(t, d)); got != want {
			t.Errorf("it said % X, want % X", got, want)
		}
		d.SetPaper(false)
		send(t, d, "B\n")
		want = "\x10\x00\x03\x00" + "\x03" + "\x38\x00\x03\x00"
		if got := string(heard(t, d)); got != want || d.Printed() != 12 {
			t.Errorf("with paper it said % X, want % X; %d bytes printed", got, want, d.Printed())
		}
		d.SetCover(false)
		if got := string(heard(t, d)); got != "\x10\x00\x03\x00" || d.Printed() != 13 {
			t.Errorf("with its cover shut it said % X; %d bytes printed", got, d.Printed())
		}
	})
}

// Real-time questions are answered with a full buffer and without paper; other writes
// are held.
func TestAnswersAtOnceWhileFullAndOutOfPaper(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{Buffer: 100, PaperOutAfter: 30}, func(t *testing.T, d *Device) {
		if n := offer(t, d, strings.Repeat("123456789\n", 20)); n != 130 {
			t.Fatalf("it took %d bytes with a buffer of 100 behind 30 printed", n)
		}
		for range 200 { // more than the reserve keeps
			send(t, d, "\x10\x04\x01\x10\x04\x04")
			if got := heard(t, d); !bytes.Equal(got, []byte{0x1A, 0x72}) {
				t.Fatalf("it answers % X", got)
			}
		}
		if n := offer(t, d, "\x10\x04\x01x\x10\x04\x01"); n != 3 {
			t.Errorf("a full printer took %d bytes", n)
		}
		if n := offer(t, d, "\x10\x04"); n != 0 {
			t.Errorf("a full printer took %d bytes of half a command", n)
		}
		d.SetPaper(false)
		send(t, d, strings.Repeat("123456789\n", 7))
		// 200 characters in lines of 9, whatever questions came between.
		if got := d.Image().Bounds().Dy() - 2*margin; got != 20*30 {
			t.Errorf("%d rows of paper, want %d", got, 20*30)
		}
	})
}

// A question inside an image is answered, and is part of the image.
func TestRealTimeInsideAPicture(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{}, func(t *testing.T, d *Device) {
		send(t, d, "\x1dv0\x00\x04\x00\x02\x00\x00\x00\x00\x10\x04\x01\x00\xffA\n")
		if got := heard(t, d); !bytes.Equal(got, []byte{0x12}) {
			t.Errorf("it answers % X", got)
		}
		if want := []string{"real-time command 10 04 inside a picture"}; !slices.Equal(d.Faults(), want) {
			t.Errorf("faults %q, want %q", d.Faults(), want)
		}
		if got := d.Image().Bounds().Dy() - 2*margin; got != 2+30 {
			t.Errorf("%d rows of paper, want 32", got)
		}
		// A pulse that arrives inside an image opens the drawer once.
		send(t, d, "\x1dv0\x00\x05\x00\x01\x00\x10\x14\x01\x00\x01")
		if d.Drawer() != 1 {
			t.Errorf("the drawer was opened %d times", d.Drawer())
		}
	})
}

// The same with a buffer smaller than the image and a held line: no byte of the image
// is lost.
func TestRealTimeInsideAHeldPicture(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{BytesPerSecond: 1000, Buffer: 8}, func(t *testing.T, d *Device) {
		send(t, d, "\x1dv0\x00\x04\x00\x04\x00\x00\x00\x00\x10\x04\x01\x00\xff\x00\x10\x04\x01\xff\xff\xff\xffA\n")
		time.Sleep(time.Second)
		if got := heard(t, d); !bytes.Equal(got, []byte{0x12, 0x12}) {
			t.Errorf("it answers % X", got)
		}
		if got := d.Image().Bounds().Dy() - 2*margin; got != 4+30 || d.Printed() != 26 {
			t.Errorf("%d rows of paper, want 34; %d bytes printed, faults %q", got, d.Printed(), d.Faults())
		}
	})
}

// The beginning of a command is found in any stream, and a printer that is never
// behind answers for what it has printed.
func TestFindsRealTimeCommands(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		behaviour Behaviour
		data      string
		want      string
	}{
		"behind a lone DLE":         {data: "\x10\x10\x04\x01", want: "\x12"},
		"behind half a pulse":       {data: "\x10\x14\x01\x10\x04\x01", want: "\x12"},
		"no such question":          {data: "\x10\x04\x05\x10\x04\x00"},
		"two":                       {data: "\x10\x04\x01\x10\x04\x04", want: "\x12\x12"},
		"of the paper printed upon": {behaviour: Behaviour{PaperOutAfter: 4}, data: "abc\n\x10\x04\x04", want: "\x72"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, tt.behaviour, func(t *testing.T, d *Device) {
				send(t, d, tt.data)
				if got := string(heard(t, d)); got != tt.want {
					t.Errorf("it answers % X, want % X", got, tt.want)
				}
			})
		})
	}
}

// Unread answers are bounded, and not kept for the next host.
func TestUnreadAnswers(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{}, func(t *testing.T, d *Device) {
		send(t, d, strings.Repeat("\x10\x04\x01", maxOut)+"\x1dr\x01")
		if got := heard(t, d); len(got) != maxOut || got[maxOut-1] != 0 {
			t.Errorf("%d answers wait, the last %X", len(got), got[len(got)-1])
		}
		send(t, d, "\x10\x04\x01\x10")
		if err := d.connect(); err != nil {
			t.Fatal(err)
		}
		send(t, d, "\x04\x01") // must not complete a command of the previous host
		if got := heard(t, d); len(got) > 0 {
			t.Errorf("the next host is told % X", got)
		}
	})
}

// DLE ENQ ends an error that a host can end; with 2 it also clears the buffers.
func TestRecovery(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state state
		ask   string
		want  int // rows of paper
		after byte
	}{
		"goes on":                  {state{failure: CutterJam}, "\x10\x05\x01", 30, 0x12},
		"clears":                   {state{failure: CutterJam}, "\x10\x05\x02", 0, 0x12},
		"a hot head is waited for": {state{failure: HeadHot}, "\x10\x05\x02", 0, 0x1A},
		"broken for good":          {state{failure: HeadBroken}, "\x10\x05\x01", 0, 0x1A},
		"no paper":                 {state{paperOut: true}, "\x10\x05\x02", 0, 0x1A},
		"no such request":          {state{failure: CutterJam}, "\x10\x05\x07", 0, 0x1A},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, Behaviour{}, func(t *testing.T, d *Device) {
				into(d, tt.state)
				send(t, d, "job\n"+tt.ask+"\x10\x04\x01")
				if got := d.Image().Bounds().Dy() - 2*margin; got != tt.want {
					t.Errorf("%d rows of paper, want %d", got, tt.want)
				}
				if got := heard(t, d); !bytes.Equal(got, []byte{tt.after}) {
					t.Errorf("it answers % X, want %X", got, tt.after)
				}
			})
		})
	}
}

// Clones execute what they know, skip the rest correctly, and do not answer it.
func TestClones(t *testing.T) {
	t.Parallel()
	qr := "\x1d(k\x03\x001E1\x1d(k\x04\x001P0a\x1d(k\x03\x001Q0"
	for name, tt := range map[string]struct {
		behaviour Behaviour
		data      string
		answers   string
		rows      int // beyond the text line's
		faults    int
	}{
		"process id":     {Behaviour{NoProcessID: true}, "\x1d(H\x06\x00000042", "", 0, 1},
		"real time":      {Behaviour{NoRealTime: true}, "\x10\x04\x01", "", 0, 1},
		"GS r":           {Behaviour{NoGSr: true}, "\x1dr\x01", "", 0, 1},
		"codes":          {Behaviour{NoNativeQR: true}, qr, "", 0, 3},
		"with codes":     {Behaviour{}, qr, "", 3 * 21, 0},
		"knife":          {Behaviour{NoCutter: true}, "\x1dVB\x10", "", 0, 0},
		"mute":           {Behaviour{Mute: true}, "\x10\x04\x01\x1dr\x01\x1d(H\x06\x00000042\x1da\xff", "", 0, 0},
		"drawer's level": {Behaviour{}, "\x1dr\x02", "\x00", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, tt.behaviour, func(t *testing.T, d *Device) {
				send(t, d, tt.data+"a\n")
				if got := d.Image().Bounds().Dy() - 2*margin; got != tt.rows+30 {
					t.Errorf("%d rows of paper, want %d", got, tt.rows+30)
				}
				if got := heard(t, d); string(got) != tt.answers {
					t.Errorf("it answers % X, want % X", got, tt.answers)
				}
				if f := d.Faults(); len(f) != tt.faults {
					t.Errorf("faults %q, want %d", f, tt.faults)
				}
			})
		})
	}
}

// XOFF at three quarters or offline, XON at half and online, also when mute.
func TestXonXoff(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{BytesPerSecond: 10, Buffer: 100, XonXoff: true, Mute: true}, func(t *testing.T, d *Device) {
		says := func(when, want string) {
			t.Helper()
			if got := string(heard(t, d)); got != want {
				t.Errorf("%s: % X, want % X", when, got, want)
			}
		}
		send(t, d, strings.Repeat("x", 74))
		says("74 bytes", "")
		send(t, d, "x")
		says("75 bytes", "\x13")
		send(t, d, "xxxxx") // bytes that were already on the line
		time.Sleep(2900 * time.Millisecond)
		says("51 bytes", "")
		time.Sleep(100 * time.Millisecond)
		says("50 bytes", "\x11")
		d.SetCover(true)
		says("open", "\x13")
		time.Sleep(time.Minute)
		d.SetCover(false)
		says("shut", "\x11")
		d.SetPaper(true)
		send(t, d, strings.Repeat("x", 30))
		d.SetPaper(false)
		says("80 bytes and paper", "\x13")
		d.PowerCycle()
		says("switched on", "\x11")
	})
}
