package ui

import (
	"errors"
	"image"

	"fyne.io/fyne/v2/driver"
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xinerama"
	"github.com/jezek/xgb/xproto"
)

// CheckDisplay says why no window could open: there is no X server, or it takes
// nobody. The toolkit itself would panic.
func CheckDisplay() error {
	conn, err := connectX()
	if err != nil {
		return err
	}
	conn.Close()
	return nil
}

// x11 places windows through a connection of its own to the X server.
type x11 struct {
	conn *xgb.Conn
	root xproto.Window
}

func newPlacer() (placer, error) {
	conn, err := connectX()
	if err != nil {
		return nil, err
	}
	if err := xinerama.Init(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return &x11{conn, xproto.Setup(conn).DefaultScreen(conn).Root}, nil
}

func (x *x11) close() { x.conn.Close() }

func (x *x11) monitors() ([]image.Rectangle, error) {
	reply, err := xinerama.QueryScreens(x.conn).Reply()
	if err != nil {
		return nil, err
	}
	var all []image.Rectangle
	for _, s := range reply.ScreenInfo {
		left, top := int(s.XOrg), int(s.YOrg)
		all = append(all, image.Rect(left, top, left+int(s.Width), top+int(s.Height)))
	}
	if len(all) == 0 {
		return nil, errors.New("the X server names no monitor")
	}
	return all, nil
}

func (x *x11) frame(window uintptr) (image.Rectangle, error) {
	w := xproto.Window(window)
	size, err := xproto.GetGeometry(x.conn, xproto.Drawable(w)).Reply()
	if err != nil {
		return image.Rectangle{}, err
	}
	at, err := xproto.TranslateCoordinates(x.conn, w, x.root, 0, 0).Reply()
	if err != nil {
		return image.Rectangle{}, err
	}
	left, top := int(at.DstX), int(at.DstY)
	return image.Rect(left, top, left+int(size.Width), top+int(size.Height)), nil
}

func (x *x11) move(window uintptr, to image.Rectangle) error {
	const mask = xproto.ConfigWindowX | xproto.ConfigWindowY
	// Negative coordinates are allowed: the protocol takes them as 32 bits.
	at := []uint32{uint32(int32(to.Min.X)), uint32(int32(to.Min.Y))}
	return xproto.ConfigureWindowChecked(x.conn, xproto.Window(window), mask, at).Check()
}

// handleOf reads the window's handle from what the toolkit hands out, 0 while
// there is none.
func handleOf(context any) uintptr {
	if c, ok := context.(driver.X11WindowContext); ok {
		return c.WindowHandle
	}
	return 0
}
