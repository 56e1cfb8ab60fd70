//go:build e2e

package e2e

import (
	"strconv"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"

	"psar/app/apptest"
)

// events are what the display tells the test: whether the watched window was painted, and the
// last ping that the till answered.
type events struct {
	conn            *xgb.Conn
	painted         bool
	sent, answered  uint32
	protocols, ping xproto.Atom
}

// listenTo asks for the events of a display.
func listenTo(t *testing.T, conn *xgb.Conn) *events {
	t.Helper()
	e := &events{conn: conn}
	for name, atom := range map[string]*xproto.Atom{"WM_PROTOCOLS": &e.protocols, "_NET_WM_PING": &e.ping} {
		reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			t.Fatal(err)
		}
		*atom = reply.Atom
	}
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	if err := xproto.ChangeWindowAttributesChecked(conn, root, xproto.CwEventMask, []uint32{xproto.EventMaskSubstructureNotify}).Check(); err != nil {
		t.Fatal(err)
	}
	return e
}

// take reads all events that have come.
func (e *events) take() {
	for {
		switch event, _ := e.conn.PollForEvent(); event := event.(type) {
		case nil:
			return
		case damage.NotifyEvent:
			e.painted = true
		case xproto.ClientMessageEvent:
			if data := event.Data.Data32; event.Type == e.protocols && xproto.Atom(data[0]) == e.ping {
				e.answered = data[1]
			}
		}
	}
}

// heard waits until the till has taken every key that was pressed. It answers a window manager's
// ping in the order of its keys: a till that is busy drawing hears both late.
func (st *stage) heard() {
	st.t.Helper()
	e := st.screen.events
	e.sent++
	window, err := strconv.ParseUint(st.cashier, 10, 32)
	if err != nil {
		st.t.Fatal(err)
	}
	ping := xproto.ClientMessageEvent{
		Format: 32, Window: xproto.Window(window), Type: e.protocols,
		Data: xproto.ClientMessageDataUnionData32New([]uint32{uint32(e.ping), e.sent, uint32(window), 0, 0}),
	}
	if err := xproto.SendEventChecked(e.conn, false, ping.Window, xproto.EventMaskNoEvent, string(ping.Bytes())).Check(); err != nil {
		st.t.Fatal(err)
	}
	apptest.Eventually(st.t, "the till's answer to a ping", func() bool {
		e.take()
		return e.answered == e.sent
	})
}
