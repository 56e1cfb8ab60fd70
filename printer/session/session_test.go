package session

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"psar/printer/escpos"
	"psar/printer/paper"
)

// wire is a link to the virtual printer, which is never behind, with a line's faults.
type wire struct {
	mu      sync.Mutex
	printer *paper.Printer
	back    []byte
	came    chan struct{}
	hungUp  bool

	mute    func(data []byte) bool // the printer does not answer this write; nil: it always answers
	failAt  int                    // bytes after which every write fails; 0: never
	written int
	held    bool // the other side accepts nothing
	hangUp  []byte
	status  []byte // the four answers to DLE EOT, in place of the printer's own
}

func newWire() *wire { return &wire{printer: paper.New(576), came: make(chan struct{}, 1)} }

var errCable = errors.New("the cable was pulled")

func (w *wire) Write(ctx context.Context, data []byte) (int, error) {
	w.mu.Lock()
	held := w.held
	w.mu.Unlock()
	if held {
		<-ctx.Done()
		return len(data), ctx.Err() // it may have arrived or not
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failAt > 0 && w.written+len(data) > w.failAt {
		n := max(0, w.failAt-w.written)
		w.written = w.failAt
		_, _ = w.printer.Write(data[:n])
		return n, errCable
	}
	w.written += len(data)
	if w.hangUp != nil && bytes.Contains(data, w.hangUp) {
		w.hungUp = true
		w.tell()
		return len(data), nil
	}
	if _, err := w.printer.Write(data); err != nil {
		return 0, err
	}
	answers := w.printer.Answers()
	if w.status != nil && bytes.HasPrefix(data, []byte{0x10, 0x04}) {
		answers = w.status
	}
	if w.mute == nil || !w.mute(data) {
		w.back = append(w.back, answers...)
	}
	w.tell()
	return len(data), nil
}

func (w *wire) Urgent(ctx context.Context, data []byte) (int, error) { return w.Write(ctx, data) }

func (w *wire) tell() {
	select {
	case w.came <- struct{}{}:
	default:
	}
}

// says sends bytes as the printer by itself.
func (w *wire) says(b ...byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.back = append(w.back, b...)
	w.tell()
}

func (w *wire) Read(ctx context.Context, buf []byte) (int, error) {
	for {
		w.mu.Lock()
		n := copy(buf, w.back)
		w.back = slices.Delete(w.back, 0, n)
		gone := w.hungUp
		w.mu.Unlock()
		switch {
		case n > 0:
			return n, nil
		case gone:
			return 0, io.EOF
		}
		select {
		case <-w.came:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func (w *wire) Close() error { return nil }

func page(t *testing.T) []byte {
	t.Helper()
	p := escpos.NewPage(escpos.Profile80())
	p.Text(escpos.Text{Left: "Coffee", Right: "$1.50"})
	p.Cut()
	data, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var (
	knowsID = escpos.Profile{WidthDots: 576, Columns: 48, ProcessID: true}
	usual   = escpos.Profile80()
	mute    = escpos.Profile{WidthDots: 576, Columns: 48, Mute: true}
)

func pushed(data []byte) bool { return bytes.HasPrefix(data, []byte{0x1D, 'a'}) }

// The printer's answers decide a job's outcome; without an answer it is never Printed.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		profile escpos.Profile
		blind   bool
		line    func(w *wire)
		want    Outcome
		silent  bool
		within  time.Duration
	}{
		"tells when it is on paper":  {profile: knowsID, want: Printed},
		"tells when it is processed": {profile: usual, want: Printed},
		"known to be mute":           {profile: mute, want: Unverified},
		"mute":                       {profile: usual, line: func(w *wire) { w.mute = func([]byte) bool { return true } }, want: Unverified, within: time.Second},
		"one way":                    {profile: usual, line: func(w *wire) { w.hungUp = true }, want: Unverified},
		"does not know GS r":         {profile: usual, line: func(w *wire) { w.mute = func(b []byte) bool { return bytes.HasPrefix(b, []byte{0x1D, 'r'}) } }, want: Unverified, silent: true, within: 2 * time.Second},
		"known not to know it":       {profile: usual, blind: true, want: Unverified},
		"hangs up when asked":        {profile: usual, line: func(w *wire) { w.hangUp = []byte{0x1D, 'r'} }, want: NotSent, within: time.Second},
		"hangs up before its id":     {profile: knowsID, line: func(w *wire) { w.hangUp = []byte{0x1D, '(', 'H'} }, want: Unknown, within: time.Second},
		"stops to tell": {profile: usual, line: func(w *wire) {
			asked := 0
			w.mute = func(b []byte) bool {
				if bytes.HasPrefix(b, []byte{0x1D, 'r'}) {
					asked++
				}
				return asked > 1
			}
		}, want: Unknown, within: 16 * time.Second},
		"cable pulled before":         {profile: usual, line: func(w *wire) { w.failAt = 12 + 3 }, want: NotSent},
		"cable pulled in the middle":  {profile: usual, line: func(w *wire) { w.failAt = 12 + 3 + 10 }, want: Unknown},
		"cable pulled after the last": {profile: usual, line: func(w *wire) { w.failAt = 12 + 3 + len(page(t)) }, want: Unknown},
		"paper ended with it": {profile: usual, line: func(w *wire) {
			w.mute = func(b []byte) bool {
				if bytes.HasPrefix(b, []byte{0x1D, 'r'}) {
					w.back = append(w.back, 0x0C)
					return true
				}
				return false
			}
		}, want: Unknown, within: time.Second},
		"another job's answer": {profile: knowsID, line: func(w *wire) {
			w.mute = func(b []byte) bool {
				if bytes.HasPrefix(b, []byte{0x1D, '(', 'H'}) {
					w.back = append(w.back, 0x37, 0x22, '9', '9', '9', '9', 0)
					return true
				}
				return false
			}
		}, want: Unverified, silent: true, within: 17 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWire()
				if tt.line != nil {
					tt.line(w)
				}
				s := Open(w, Options{Profile: tt.profile, Blind: tt.blind})
				defer s.Close()
				began := time.Now()
				if _, _, err := s.Probe(t.Context()); err != nil {
					t.Fatal(err)
				}
				r := s.Print(t.Context(), Job{Data: page(t), ID: [4]byte{'0', '0', '4', '2'}})
				if r.Outcome != tt.want || r.Silent != tt.silent || (r.Err == nil) != (r.Outcome > Unknown || name == "paper ended with it") {
					t.Errorf("%+v, want %v", r, tt.want)
				}
				if took := time.Since(began); took > tt.within {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// A printer that runs out of paper in the middle is waited for, and goes on.
func TestWaitsForPaper(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		var heard []escpos.Status
		s := Open(w, Options{Profile: usual, Heard: func(st escpos.Status) { heard = append(heard, st) }})
		defer s.Close()
		if _, answers, err := s.Probe(t.Context()); err != nil || !answers {
			t.Fatal(answers, err)
		}
		w.mute = pushed
		w.says(0x18, 0, 0x0C, 0) // pushed: offline, no paper
		synctest.Wait()
		done := make(chan Result)
		go func() { done <- s.Print(t.Context(), Job{Data: page(t)}) }()
		time.Sleep(2 * time.Minute)
		select {
		case r := <-done:
			t.Fatalf("without paper: %+v", r)
		default:
		}
		w.says(0x10, 0, 0, 0)
		if r := <-done; r.Outcome != Printed {
			t.Errorf("%+v", r)
		}
		if want := (escpos.Status{Offline: true, PaperOut: true}); heard[0] != want || heard[len(heard)-1] != (escpos.Status{}) {
			t.Errorf("heard %+v", heard)
		}
	})
}

// A person who never comes, or a till that stops, ends the wait, and the outcome is
// unknown.
func TestWaitEnds(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		held   bool
		cancel time.Duration
		want   time.Duration
	}{
		"nobody comes":             {want: 3 * time.Minute},
		"cancelled":                {cancel: time.Minute, want: time.Minute},
		"cancelled while it holds": {held: true, cancel: time.Minute, want: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWire()
				s := Open(w, Options{Profile: usual})
				defer s.Close()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if _, _, err := s.Probe(ctx); err != nil {
					t.Fatal(err)
				}
				if tt.held {
					w.held = true
				} else {
					w.mute = func([]byte) bool { return true }
					w.says(0x18, 0, 0x0C, 0)
					synctest.Wait()
				}
				if tt.cancel > 0 {
					time.AfterFunc(tt.cancel, cancel)
				}
				began := time.Now()
				r := s.Print(ctx, Job{Data: page(t)})
				if r.Outcome > Unknown || r.Err == nil || time.Since(began) != tt.want {
					t.Errorf("%+v after %v", r, time.Since(began))
				}
			})
		})
	}
}

// An image that was broken off is ended before the next job, which is then printed
// without faults.
func TestRecovers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clean := paper.New(576)
		if _, err := clean.Write(page(t)); err != nil {
			t.Fatal(err)
		}
		var e escpos.Encoder
		black := escpos.NewBitmap(568, 113)
		for y := range black.Height {
			for x := range black.Width {
				black.Set(x, y)
			}
		}
		e.Raster(black, false)
		for _, left := range []int{1, len(e.Bytes()) / 2, len(e.Bytes()) - 9} {
			w := newWire()
			if _, err := w.printer.Write(e.Bytes()[:left]); err != nil {
				t.Fatal(err)
			}
			s := Open(w, Options{Profile: usual})
			if _, _, err := s.Probe(t.Context()); err != nil {
				t.Fatal(err)
			}
			if r := s.Print(t.Context(), Job{Data: page(t), Recover: true}); r.Outcome < Unverified {
				t.Errorf("after %d bytes: %+v", left, r)
			}
			if !endsWith(w.printer.Image(), clean.Image()) {
				t.Errorf("after %d bytes: the next job is not clean", left)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// endsWith reports whether a picture's lowest rows, above its margin, are those of tail.
func endsWith(img, tail image.Image) bool {
	a, b := img.Bounds(), tail.Bounds()
	for y := 1; y <= b.Dy()-tornEdge; y++ {
		for x := range b.Dx() {
			if img.At(a.Min.X+x, a.Max.Y-y) != tail.At(b.Min.X+x, b.Max.Y-y) {
				return false
			}
		}
	}
	return true
}

// tornEdge is the white above a picture's first line, in dots.
const tornEdge = 24

func TestProbeTellsTheState(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status []byte
		want   escpos.Status
	}{
		"ready":     {[]byte{0x12, 0x12, 0x12, 0x12}, escpos.Status{}},
		"cover":     {[]byte{0x1A, 0x16, 0x12, 0x12}, escpos.Status{Offline: true, CoverOpen: true}},
		"paper out": {[]byte{0x1A, 0x32, 0x12, 0x72}, escpos.Status{Offline: true, PaperOut: true}},
		"low":       {[]byte{0x12, 0x12, 0x12, 0x1E}, escpos.Status{PaperLow: true}},
		"cutter":    {[]byte{0x1A, 0x52, 0x1A, 0x12}, escpos.Status{Offline: true, Failed: true, CutterFailed: true}},
		"a part":    {[]byte{0x12, 0x16}, escpos.Status{CoverOpen: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWire()
				w.status = tt.status
				s := Open(w, Options{Profile: usual})
				defer s.Close()
				status, answers, err := s.Probe(t.Context())
				if err != nil || !answers || status != tt.want {
					t.Errorf("%+v %v %v, want %+v", status, answers, err, tt.want)
				}
			})
		})
	}
}
