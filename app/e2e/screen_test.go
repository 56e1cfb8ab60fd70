//go:build e2e

package e2e

import (
	"bufio"
	"encoding/binary"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"psar/app/apptest"
)

// screen is a virtual display with a window manager. Pictures of its windows are taken from
// the display itself: a program that saves files would take most of a test's time.
type screen struct {
	display string
	conn    *xgb.Conn
	last    *image.RGBA // of the cashier's window
	since   time.Time   // when last first differed from the one before
}

func openScreen(t *testing.T) *screen {
	t.Helper()
	// The display lives as long as its command, which ends with its input.
	cmd := exec.Command("../../packaging/virtual-display.sh", "sh", "-c", "echo $DISPLAY; exec cat")
	cmd.Stderr = os.Stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = input.Close(); _ = cmd.Wait() })
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	display := strings.TrimSpace(line)
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	return &screen{display: display, conn: conn}
}

// tool is a call of xdotool on this display.
func (s *screen) tool(args ...string) *exec.Cmd {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	return cmd
}

// root is the X id of the whole screen.
func (s *screen) root() string {
	return strconv.FormatUint(uint64(xproto.Setup(s.conn).DefaultScreen(s.conn).Root), 10)
}

// picture is what a window shows now.
func (st *stage) picture(window string) *image.RGBA {
	st.t.Helper()
	id, err := strconv.ParseUint(window, 10, 32)
	if err != nil {
		st.t.Fatal(err)
	}
	drawable := xproto.Drawable(id)
	size, err := xproto.GetGeometry(st.screen.conn, drawable).Reply()
	if err != nil {
		st.t.Fatal(err)
	}
	pixels, err := xproto.GetImage(st.screen.conn, xproto.ImageFormatZPixmap, drawable, 0, 0, size.Width, size.Height, ^uint32(0)).Reply()
	if err != nil {
		st.t.Fatal(err)
	}
	p := image.NewRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
	if len(pixels.Data) != len(p.Pix) {
		st.t.Fatalf("%d bytes for a window of %d × %d", len(pixels.Data), size.Width, size.Height)
	}
	for i := 0; i < len(p.Pix); i += 4 {
		blueGreenRed := binary.LittleEndian.Uint32(pixels.Data[i:])
		p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3] = uint8(blueGreenRed>>16), uint8(blueGreenRed>>8), uint8(blueGreenRed), 255
	}
	return p
}

// code reads the QR code that a window shows, "" if there is none.
func (st *stage) code(window string) string {
	st.t.Helper()
	file := filepath.Join(st.t.TempDir(), "window.png")
	st.save(st.picture(window), file)
	return apptest.Scan(file)
}

func (st *stage) save(p image.Image, file string) {
	st.t.Helper()
	out, err := os.Create(file)
	if err != nil {
		st.t.Fatal(err)
	}
	defer out.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(out, p); err != nil {
		st.t.Fatal(err)
	}
}

// settled waits until the cashier's window is unchanged for many turns of its event loop,
// which take long while the machine is busy.
func (st *stage) settled() {
	st.t.Helper()
	const many = 25 // a turn takes 10 ms, and 200 ms on a very busy machine
	from := -many
	apptest.Eventually(st.t, "a window that stays", func() bool {
		turns := st.till.turns(st.t)
		if turns < from+many {
			return false
		}
		still := !st.look()
		first := from < 0
		from = st.till.turns(st.t)
		return still && !first
	})
}

// rested waits until the window has shown the same for half a second, because that long the
// till ignores deciding keys on a page that came by itself; and, within limits, for a moment
// in which the till keeps up, because a key that it hears late decides nothing.
func (st *stage) rested() {
	st.t.Helper()
	st.settled()
	const tries, turn = 100, 40 * time.Millisecond
	for range tries {
		from, start := st.till.turns(st.t), time.Now()
		time.Sleep(max(2*turn, time.Until(st.screen.since.Add(550*time.Millisecond))))
		if st.till.turns(st.t)-from >= int(time.Since(start)/turn) {
			return
		}
	}
}

// answered waits until the window shows something else than before keys were pressed, or
// has had so many turns since that nothing is to come: a page may come by an answer.
func (st *stage) answered(from int) {
	st.t.Helper()
	const step, most = 5, 40
	next := from
	apptest.Eventually(st.t, "turns of the window", func() bool {
		now := st.till.turns(st.t)
		if now < next {
			return false
		}
		next = now + step
		return st.look() || now >= from+most
	})
}

// look takes a picture of the cashier's window and reports whether it differs from the last
// one.
func (st *stage) look() bool {
	st.t.Helper()
	now := st.picture(st.cashier)
	changed := st.screen.last == nil || differs(st.screen.last, now)
	if changed {
		st.screen.last, st.screen.since = now, time.Now()
	}
	return changed
}

// differs reports whether two pictures of a window differ by more than the digits of a
// clock.
func differs(a, b *image.RGBA) bool {
	if a.Rect != b.Rect {
		return true
	}
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		if [4]byte(a.Pix[i:]) != [4]byte(b.Pix[i:]) {
			n++
		}
	}
	return n > 2000
}
