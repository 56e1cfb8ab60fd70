package paper

import (
	"context"
	"encoding/binary"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// behaviourOf makes a Behaviour from bytes, and returns the remaining bytes.
func behaviourOf(data []byte) (Behaviour, []byte) {
	number := func() int {
		if len(data) < 2 {
			return 0
		}
		n := binary.LittleEndian.Uint16(data)
		data = data[2:]
		return int(n)
	}
	b := Behaviour{
		BytesPerSecond: number(), Buffer: number(), PaperOutAfter: number(), PaperLowAfter: number(),
		CoverOpenAfter: number(), PulledAfter: number(),
	}
	for flags, i := number(), 0; i < 10; i++ {
		on := flags>>i&1 != 0
		*[]*bool{
			&b.Drops, &b.XonXoff, &b.Mute, &b.NoRealTime, &b.NoProcessID, &b.NoGSr, &b.NoPush, &b.NoNativeQR, &b.NoCutter, &b.InitKeepsPush,
		}[i] = on
	}
	return b, data
}

// FuzzDevice sends any bytes to a printer of any Behaviour, while a person mends
// everything every minute. It must not panic or hang; every accepted byte is printed
// or lost; and memory is bounded by the paper.
func FuzzDevice(f *testing.F) {
	quick := make([]byte, 14)
	f.Add(append(quick, "\x1b@Psar\n\x1dv0\x03\x01\x00\x01\x00\xff\x1d(k\x03\x001Q0\x1dVB\x00"...))
	f.Add(append(quick, "\x1dv0\x00\xff\xff\xff\xff\x10\x04\x01\x10\x05\x02\x10\x14\x01\x00\x01"...))
	f.Add([]byte("\xc0\x03\x00\x10\x08\x00\x05\x00\x0c\x00\x00\x00\x02\x00\x1da\xffPsar\n\x1dr\x01\x1d(H\x06\x00000042"))
	f.Add([]byte("\x01\x00\x04\x00\x00\x00\x00\x00\x00\x00\x06\x00\x01\x00\x10\x04\x01\x1bp\x00\x19\xfa\x10\x14\x01\x01\x08"))
	f.Add(append(quick, "\x1b$\x10\x00a\x1b\\\xf0\xffb\x1dk\x04a\x00\x1d8L\x02\x00\x00\x00ab\x1b!\xb8c\n"...))
	f.Add([]byte("\xff\xff\x01\x00\x01\x00\x02\x00\x03\x00\xff\xff\xff\x03\x1d(H\xff\xff\x1b*\x21\xff\xff\x10\x10\x04\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, data := behaviourOf(data)
		synctest.Test(t, func(t *testing.T) {
			d := NewDevice(384, b)
			read := make(chan int)
			go func() {
				total := 0
				buf := make([]byte, 16)
				for {
					n, err := d.Read(context.Background(), buf)
					total += n
					if errors.Is(err, ErrPulled) {
						time.Sleep(time.Second)
					} else if err != nil {
						read <- total
						return
					}
				}
			}()
			sent := 0
			for sent < len(data) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				n, err := d.Write(ctx, data[sent:min(len(data), sent+97)])
				cancel()
				sent += n
				if err != nil && !errors.Is(err, ErrPulled) && !errors.Is(err, context.DeadlineExceeded) {
					t.Fatal(err)
				}
				if err != nil {
					d.Plug()
					d.SetPaper(false)
					d.SetCover(false)
				}
				if held := len(d.buffer); b.Buffer > 0 && held > b.Buffer+reserve {
					t.Fatalf("%d bytes in a buffer of %d", held, b.Buffer)
				}
			}
			d.SetPaper(false)
			d.SetCover(false)
			time.Sleep(time.Duration(len(data)+1) * time.Second)
			for range 3 { // faults that occurred meanwhile
				d.SetPaper(false)
				d.SetCover(false)
				time.Sleep(time.Duration(len(data)+1) * time.Second)
			}
			d.mu.Lock()
			if d.received != len(data) || d.printed+d.lost != len(data) || len(d.buffer) != 0 {
				t.Errorf("of %d bytes %d were received, %d printed and %d lost; %d wait", len(data), d.received, d.printed, d.lost, len(d.buffer))
			}
			if p := d.printer; p.sheet.rows > maxRows || len(p.sheet.dots) > maxRows*384 || len(p.sheet.ends) > maxRows || len(p.pending) > 3*(1<<16)+8 || len(p.line) > maxCells || len(p.faults) > maxFaults {
				t.Errorf("it remembers %d rows, %d dots, %d ends, %d bytes, %d faults", p.sheet.rows, len(p.sheet.dots), len(p.sheet.ends), len(p.pending), len(p.faults))
			}
			if len(d.out) > maxOut || len(d.recent) > 4 {
				t.Errorf("%d bytes wait for the host, %d are listened to", len(d.out), len(d.recent))
			}
			d.mu.Unlock()
			d.Image()
			if err := d.Close(); err != nil {
				t.Error(err)
			}
			if n := <-read; b.Mute && !b.XonXoff && n > 0 {
				t.Errorf("a mute printer said %d bytes", n)
			}
		})
	})
}
