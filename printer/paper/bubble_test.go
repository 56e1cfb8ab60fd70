package paper

import (
	"bytes"
	"context"
	"errors"
	"image"
	"testing"
	"testing/synctest"
	"time"
)

// bubble runs a test in bubble time (testing/synctest) with a Device that is closed at
// the end. A goroutine that the Device leaves behind fails the test.
func bubble(t *testing.T, b Behaviour, test func(t *testing.T, d *Device)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := NewDevice(576, b)
		defer d.Close()
		test(t, d)
	})
}

// send writes data, all of which the Device must accept.
func send(t *testing.T, d *Device, data string) {
	t.Helper()
	if n, err := d.Write(t.Context(), []byte(data)); n != len(data) || err != nil {
		t.Fatalf("Write = %d, %v of %d bytes", n, err, len(data))
	}
}

// offer writes data that the Device may be unable to accept, for a second, and returns
// how many bytes it took.
func offer(t *testing.T, d *Device, data string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	n, err := d.Write(ctx, []byte(data))
	if (err != nil) != (n < len(data)) || err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("Write = %d, %v", n, err)
	}
	return n
}

// heard is what a Device has sent by now.
func heard(t *testing.T, d *Device) []byte {
	t.Helper()
	var all []byte
	buf := make([]byte, 64)
	for {
		ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
		n, err := d.Read(ctx, buf)
		cancel()
		all = append(all, buf[:n]...)
		if errors.Is(err, context.DeadlineExceeded) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func same(a, b image.Image) bool {
	x, y := a.(*image.Paletted), b.(*image.Paletted)
	return x.Rect == y.Rect && bytes.Equal(x.Pix, y.Pix)
}

func isWhite(img image.Image, from int) bool {
	for y := from; y < img.Bounds().Dy(); y++ {
		for x := range img.Bounds().Dx() {
			if isBlack(img, x, y) {
				return false
			}
		}
	}
	return true
}

// square is an image of n black rows, 568 dots wide.
func square(rows int) []byte {
	return append([]byte{gs, 'v', '0', 0, 71, 0, byte(rows), byte(rows >> 8)}, bytes.Repeat([]byte{0xFF}, 71*rows)...)
}
