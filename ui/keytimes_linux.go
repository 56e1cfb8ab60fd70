package ui

import (
	"context"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// xKeys hears of keys through a connection of its own to the X server, which tells every
// client that wants to know of a window's keys, and when they were pressed.
type xKeys struct {
	conn *xgb.Conn
	own  xproto.Window // is changed to get a sign: the server tells of that in order
	asks chan struct{}

	mu    sync.Mutex
	notes []keyNote
	shut  bool
}

// newKeySource hears of the keys of some windows of the toolkit.
func newKeySource(windows []uintptr) (keySource, error) {
	conn, err := connectX()
	if err != nil {
		return nil, err
	}
	x := &xKeys{conn: conn, asks: make(chan struct{}, 1)}
	if err := x.subscribe(windows); err != nil {
		conn.Close()
		return nil, err
	}
	return x, nil
}

func (x *xKeys) subscribe(windows []uintptr) (err error) {
	if x.own, err = xproto.NewWindowId(x.conn); err != nil {
		return err
	}
	root := xproto.Setup(x.conn).DefaultScreen(x.conn).Root
	err = xproto.CreateWindowChecked(x.conn, 0, x.own, root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOnly, 0, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
	if err != nil {
		return err
	}
	for _, w := range windows {
		err := xproto.ChangeWindowAttributesChecked(x.conn, xproto.Window(w),
			xproto.CwEventMask, []uint32{xproto.EventMaskKeyPress}).Check()
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *xKeys) run(ctx context.Context) {
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		x.hear()
	}()
	for {
		select {
		case <-x.asks:
			xproto.ChangeProperty(x.conn, xproto.PropModeReplace, x.own, xproto.AtomInteger, xproto.AtomInteger, 8, 0, nil)
		case <-heard:
			return
		case <-ctx.Done():
			x.conn.Close()
			<-heard
			return
		}
	}
}

// hear notes what the server tells, until the connection ends.
func (x *xKeys) hear() {
	for {
		event, err := x.conn.WaitForEvent()
		if event == nil && err == nil {
			x.note(keyNote{}, true)
			return
		}
		switch e := event.(type) {
		case xproto.KeyPressEvent:
			x.note(keyNote{code: int(e.Detail), at: uint32(e.Time)}, false)
		case xproto.PropertyNotifyEvent:
			x.note(keyNote{sign: true, at: uint32(e.Time)}, false)
		}
	}
}

func (x *xKeys) note(n keyNote, last bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.shut = x.shut || last || len(x.notes) >= mostNotes
	if !x.shut {
		x.notes = append(x.notes, n)
	}
}

func (x *xKeys) pressed(int) {}

func (x *xKeys) ask() {
	select {
	case x.asks <- struct{}{}:
	default:
	}
}

func (x *xKeys) told() ([]keyNote, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	notes := x.notes
	x.notes = nil
	return notes, !x.shut
}
