package paper

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/printer/escpos"
)

// A printer that runs out of paper stops at that byte, with the rows before on paper,
// and goes on there.
func TestGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	page := slices.Concat([]byte("Psar\n"), square(100), sample(t), []byte("end\n\x1dVB\x00"))
	whole := New(576)
	if _, err := whole.Write(page); err != nil {
		t.Fatal(err)
	}
	want := whole.Image()
	const head = 5 + 8
	stops := []int{1, 5, head - 1, head, head + 1, head + 70, head + 71, head + 71*60, head + 71*100 - 1, len(page) - 1, len(page)}
	for i := head + 71*100; i < len(page); i += 101 {
		stops = append(stops, i)
	}
	for _, stop := range stops {
		bubble(t, Behaviour{PaperOutAfter: stop}, func(t *testing.T, d *Device) {
			send(t, d, string(page))
			if got := d.Printed(); got != stop {
				t.Fatalf("%d bytes printed without paper, want %d", got, stop)
			}
			if row := (stop - head) / 71; stop >= head && row < 100 {
				if img := d.Image(); img.Bounds().Dy() != 2*margin+30+row || !isWhite(img, margin+30+row) {
					t.Errorf("stopped at byte %d: %v of paper, want %d rows of the picture", stop, img.Bounds(), row)
				}
			}
			time.Sleep(time.Hour)
			d.SetPaper(false)
			if got := d.Image(); d.Printed() != len(page) || !same(got, want) {
				t.Errorf("stopped at byte %d: %d bytes printed, the paper is another: %v, want %v", stop, d.Printed(), got.Bounds(), want.Bounds())
			}
			if len(d.Faults()) > 0 || d.Drawer() != 1 {
				t.Errorf("faults %q, drawer %d", d.Faults(), d.Drawer())
			}
		})
	}
}

// 9,600 bytes at once for a 4 KB buffer at 960 bytes per second: what does not fit is
// lost or held back.
func TestSpeedAndBuffer(t *testing.T) {
	t.Parallel()
	lines := strings.Repeat("123456789\n", 960)
	slow := Behaviour{BytesPerSecond: 960, Buffer: 4096}
	t.Run("drops", func(t *testing.T) {
		t.Parallel()
		b := slow
		b.Drops = true
		bubble(t, b, func(t *testing.T, d *Device) {
			began := time.Now()
			send(t, d, lines)
			if took := time.Since(began); took != 0 {
				t.Errorf("a line without flow control held the host for %v", took)
			}
			if want := []string{"5504 bytes lost: the buffer was full"}; !slices.Equal(d.Faults(), want) {
				t.Errorf("faults %q, want %q", d.Faults(), want)
			}
			time.Sleep(time.Second)
			if got := d.Printed(); got != 960 {
				t.Errorf("%d bytes printed after a second", got)
			}
			time.Sleep(time.Minute)
			if got := d.Printed(); got != 4096 {
				t.Errorf("%d bytes printed", got)
			}
		})
	})
	t.Run("holds", func(t *testing.T) {
		t.Parallel()
		bubble(t, slow, func(t *testing.T, d *Device) {
			began := time.Now()
			send(t, d, lines)
			free := time.Duration(9600-4096) * time.Second / 960
			if took := time.Since(began); took < free || took > free+step {
				t.Errorf("the host was held for %v, want %v", took, free)
			}
			time.Sleep(10*time.Second - time.Since(began) - time.Millisecond)
			if got := d.Printed(); got != 9599 {
				t.Errorf("%d bytes printed in 9.999 s", got)
			}
			time.Sleep(time.Millisecond)
			if got := d.Printed(); got != 9600 || len(d.Faults()) > 0 {
				t.Errorf("%d bytes printed in 10 s, faults %q", got, d.Faults())
			}
		})
	})
	t.Run("a host as slow as the printer", func(t *testing.T) {
		t.Parallel()
		b := slow
		b.Drops = true
		bubble(t, b, func(t *testing.T, d *Device) {
			for rest := lines; rest != ""; rest = rest[96:] {
				send(t, d, rest[:96])
				time.Sleep(100 * time.Millisecond)
			}
			if got := d.Printed(); got != 9600 || len(d.Faults()) > 0 {
				t.Errorf("%d bytes printed, faults %q", got, d.Faults())
			}
		})
	})
	t.Run("an odd speed", func(t *testing.T) {
		t.Parallel()
		bubble(t, Behaviour{BytesPerSecond: 7}, func(t *testing.T, d *Device) {
			send(t, d, strings.Repeat("x", 7*3600))
			time.Sleep(time.Hour - time.Nanosecond)
			if got := d.Printed(); got != 7*3600-1 {
				t.Errorf("%d bytes printed just before the hour", got)
			}
			time.Sleep(time.Nanosecond)
			if got := d.Printed(); got != 7*3600 {
				t.Errorf("%d bytes printed in an hour", got)
			}
		})
	})
}

// The process id is answered when the last byte is printed, and not while there is no
// paper.
func TestProcessIDWaitsForPaper(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{BytesPerSecond: 960, PaperOutAfter: 1000}, func(t *testing.T, d *Device) {
		var e escpos.Encoder
		e.AskPrinted([4]byte{'0', '0', '4', '2'})
		send(t, d, strings.Repeat("123456789\n", 192)+string(e.Bytes()))
		began := time.Now()
		time.AfterFunc(time.Hour, func() { d.SetPaper(false) })
		buf := make([]byte, 64)
		n, err := d.Read(t.Context(), buf)
		if err != nil {
			t.Fatal(err)
		}
		// 1,000 bytes, an hour without paper, then the other 920 and the command's 11.
		want := time.Hour + (920+11)*time.Second/960
		if took := time.Since(began); took < want || took > want+step || d.Printed() != 1931 {
			t.Errorf("answered after %v, want %v, with %d bytes printed", took, want, d.Printed())
		}
		var decoder escpos.Decoder
		if diff := cmp.Diff([]escpos.Answer{{Kind: escpos.Printed, ID: [4]byte{'0', '0', '4', '2'}}}, decoder.Decode(buf[:n])); diff != "" {
			t.Errorf("want -, got +\n%s", diff)
		}
	})
}

func TestDrawerIsCountedOnceEach(t *testing.T) {
	t.Parallel()
	var e escpos.Encoder
	e.Drawer(2)
	e.DrawerNow(5)
	kicks := string(e.Bytes())
	for name, tt := range map[string]struct {
		behaviour Behaviour
		prepare   func(d *Device)
		want      int
	}{
		"both":                       {want: 2},
		"one way":                    {behaviour: Behaviour{Mute: true}, want: 2},
		"out of paper, only at once": {prepare: func(d *Device) { d.SetPaper(true) }, want: 1},
		"failed, none":               {prepare: func(d *Device) { d.Fail(CutterJam) }, want: 0},
		"a clone, in turn":           {behaviour: Behaviour{NoRealTime: true}, want: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, tt.behaviour, func(t *testing.T, d *Device) {
				if tt.prepare != nil {
					tt.prepare(d)
				}
				for i := range kicks { // byte by byte, as on a slow line
					send(t, d, kicks[i:i+1])
				}
				if got := d.Drawer(); got != tt.want {
					t.Errorf("the drawer was opened %d times, want %d", got, tt.want)
				}
			})
		})
	}
}

func TestPowerCycleClears(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{InitKeepsPush: true}, func(t *testing.T, d *Device) {
		send(t, d, "\x1daf\x1ba\x02a\n\x1dv0\x00\x01\x00\x09\x00\x00") // push status, align right, and an image's first row
		d.Fail(HeadBroken)
		send(t, d, "never\n")
		heard(t, d)
		d.PowerCycle()
		if got := heard(t, d); len(got) > 0 {
			t.Errorf("it says % X", got)
		}
		d.SetPaper(true)
		d.SetPaper(false)
		if got := heard(t, d); len(got) > 0 {
			t.Errorf("it still tells changes: % X", got)
		}
		before := d.Image().Bounds().Dy()
		if want := 2*margin + 30 + 1; before != want {
			t.Errorf("%d rows of paper, want %d", before, want)
		}
		send(t, d, "b\n")
		img := d.Image()
		r := ink(img)
		if img.Bounds().Dy() != before+30 || r.Min.X > 12 || d.Drawer() != 0 || len(d.Faults()) > 0 {
			t.Errorf("ink at %v of %v, faults %q", r, img.Bounds(), d.Faults())
		}
	})
}

// A pulled cable ends both directions at that byte; what was received is printed.
func TestPulledCable(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{PulledAfter: 4}, func(t *testing.T, d *Device) {
		waiting := make(chan error)
		go func() {
			_, err := d.Read(context.Background(), make([]byte, 8))
			waiting <- err
		}()
		synctest.Wait()
		if n, err := d.Write(t.Context(), []byte("ab\ncd\n")); n != 4 || !errors.Is(err, ErrPulled) {
			t.Errorf("Write = %d, %v", n, err)
		}
		if err := <-waiting; !errors.Is(err, ErrPulled) {
			t.Errorf("Read ended with %v", err)
		}
		if n, err := d.Write(t.Context(), []byte("x")); n != 0 || !errors.Is(err, ErrPulled) {
			t.Errorf("Write = %d, %v", n, err)
		}
		d.Plug()
		send(t, d, "\n")
		if got := d.Printed(); got != 5 {
			t.Errorf("%d bytes printed, want 5", got)
		}
		d.Pull()
		d.Plug()
		send(t, d, "\n")
	})
}

// Close stops the print head: what is printed by then remains visible.
func TestCloseStopsTheHead(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{BytesPerSecond: 1000}, func(t *testing.T, d *Device) {
		send(t, d, "abc\ndef\n")
		time.Sleep(4 * time.Millisecond)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		if got := d.Image().Bounds().Dy() - 2*margin; got != 30 || d.Printed() != 4 {
			t.Errorf("%d rows of paper, %d bytes printed", got, d.Printed())
		}
	})
}

// Close unblocks every waiting call.
func TestCloseLetsGo(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{Buffer: 2, BytesPerSecond: 1}, func(t *testing.T, d *Device) {
		d.SetCover(true)
		ended := make(chan error)
		go func() {
			_, err := d.Write(context.Background(), []byte("four"))
			ended <- err
		}()
		go func() {
			_, err := d.Read(context.Background(), make([]byte, 8))
			ended <- err
		}()
		go func() {
			_, err := d.NextSheet(context.Background())
			ended <- err
		}()
		synctest.Wait()
		if err := errors.Join(d.Close(), d.Close()); err != nil {
			t.Error(err)
		}
		for range 3 {
			if err := <-ended; !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("ended with %v", err)
			}
		}
	})
}

func TestSheetsAreTakenOut(t *testing.T) {
	t.Parallel()
	bubble(t, Behaviour{}, func(t *testing.T, d *Device) {
		send(t, d, "a\n\x1dV\x01b\nc\n\x1dV\x01d\n")
		for _, want := range []int{30 + toKnife, toKnife + 60 + toKnife} {
			img, err := d.NextSheet(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := img.Bounds().Dy() - 2*margin; got != want || ink(img).Empty() {
				t.Errorf("a sheet of %d rows, want %d", got, want)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := d.NextSheet(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("an unfinished sheet: %v", err)
		}
		d.hangUp()
		d.hangUp() // a host that sent nothing finishes no sheet
		img, err := d.NextSheet(t.Context())
		if err != nil || img.Bounds().Dy() != 2*margin+toKnife+30 {
			t.Errorf("the last sheet: %v %v", img.Bounds(), err)
		}
		if left := d.Image().Bounds().Dy() - 2*margin; left != 0 {
			t.Errorf("%d rows left", left)
		}
		send(t, d, "\n\n")
		d.hangUp()
		if sheet, ok := d.printer.takeSheet(); ok {
			t.Errorf("white paper is a sheet of %d rows", sheet.rows)
		}
	})
}
