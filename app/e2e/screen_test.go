//go:build e2e

package e2e

import (
	"bufio"
	"bytes"
	"errors"
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
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"

	"psar/app/apptest"
)

// screen is a virtual display with a window manager. Pictures of its windows are taken from
// the display itself: a program that saves files would take most of a test's time.
type screen struct {
	display string
	conn    *xgb.Conn
	events  *events
	paint   damage.Damage // of the cashier's window
	last    picture       // of the cashier's window
	since   time.Time     // when last first differed from the one before
	still   bool          // settled, and no key pressed since
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
	if err := damage.Init(conn); err != nil {
		t.Fatal(err)
	}
	if _, err := damage.QueryVersion(conn, 1, 1).Reply(); err != nil {
		t.Fatal(err)
	}
	return &screen{display: display, conn: conn, events: listenTo(t, conn)}
}

// tool is a call of xdotool on this display.
func (s *screen) tool(args ...string) *exec.Cmd {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display, "XAUTHORITY=")
	return cmd
}

// watch makes the display report when a window is painted.
func (st *stage) watch(window string) {
	st.t.Helper()
	var err error
	if st.screen.paint, err = damage.NewDamageId(st.screen.conn); err != nil {
		st.t.Fatal(err)
	}
	if err := damage.CreateChecked(st.screen.conn, st.screen.paint, st.drawable(window), damage.ReportLevelNonEmpty).Check(); err != nil {
		st.t.Fatal(err)
	}
}

// painted reports whether the watched window was painted since the last call.
func (s *screen) painted() bool {
	s.events.take()
	painted := s.events.painted
	if s.events.painted = false; painted {
		damage.Subtract(s.conn, s.paint, 0, 0)
	}
	return painted
}

// root is the X id of the whole screen.
func (s *screen) root() string {
	return strconv.FormatUint(uint64(xproto.Setup(s.conn).DefaultScreen(s.conn).Root), 10)
}

// picture is what a window showed: the dots of its rows, four bytes each, blue, green and red
// first.
type picture struct {
	width, height int
	dots          []byte
}

func (st *stage) drawable(window string) xproto.Drawable {
	st.t.Helper()
	id, err := strconv.ParseUint(window, 10, 32)
	if err != nil {
		st.t.Fatal(err)
	}
	return xproto.Drawable(id)
}

// picture is what a window shows now.
func (st *stage) picture(window string) picture {
	st.t.Helper()
	drawable := st.drawable(window)
	size, err := xproto.GetGeometry(st.screen.conn, drawable).Reply()
	if err != nil {
		st.t.Fatal(err)
	}
	pixels, err := xproto.GetImage(st.screen.conn, xproto.ImageFormatZPixmap, drawable, 0, 0, size.Width, size.Height, ^uint32(0)).Reply()
	if err != nil {
		st.t.Fatal(err)
	}
	p := picture{int(size.Width), int(size.Height), pixels.Data}
	if len(p.dots) != 4*p.width*p.height {
		st.t.Fatalf("%d bytes for a window of %d × %d", len(p.dots), p.width, p.height)
	}
	return p
}

func (p picture) image() *image.RGBA {
	drawn := image.NewRGBA(image.Rect(0, 0, p.width, p.height))
	for i := 0; i < len(p.dots); i += 4 {
		drawn.Pix[i], drawn.Pix[i+1], drawn.Pix[i+2], drawn.Pix[i+3] = p.dots[i+2], p.dots[i+1], p.dots[i], 255
	}
	return drawn
}

// differs reports whether two pictures of a window differ by more than the digits of a
// clock.
func differs(a, b picture) bool {
	if a.width != b.width || a.height != b.height {
		return true
	}
	n, row := 0, 4*a.width
	for at := 0; at < len(a.dots); at += row {
		left, right := a.dots[at:at+row], b.dots[at:at+row]
		if bytes.Equal(left, right) {
			continue
		}
		for i := 0; i < row; i += 4 {
			if [3]byte(left[i:]) != [3]byte(right[i:]) {
				n++
			}
		}
	}
	return n > 2000
}

// code reads the QR code that a window shows, "" if there is none.
func (st *stage) code(window string) string {
	st.t.Helper()
	file := filepath.Join(st.t.TempDir(), "window.png")
	st.save(st.picture(window).image(), file)
	return apptest.Scan(file)
}

func (st *stage) save(p image.Image, file string) {
	st.t.Helper()
	out, err := os.Create(file)
	if err != nil {
		st.t.Fatal(err)
	}
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(out, p)
	if err = errors.Join(err, out.Close()); err != nil {
		st.t.Fatal(err)
	}
}

// settled waits until the cashier's window is unchanged for many turns of its event loop,
// which take long while the machine is busy.
func (st *stage) settled() {
	st.t.Helper()
	if st.screen.still && !st.look() {
		return
	}
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
	st.screen.still = true
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
	if !st.screen.painted() {
		return false
	}
	now := st.picture(st.cashier)
	changed := differs(st.screen.last, now)
	if changed {
		st.screen.last, st.screen.since = now, time.Now()
	}
	return changed
}
