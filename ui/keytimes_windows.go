package ui

import (
	"context"

	"golang.org/x/sys/windows"
)

// messageKeys asks the Windows API for the time of the message that the toolkit is
// handing on. It belongs to the thread of the windows' messages, which is the toolkit's.
type messageKeys struct {
	getMessageTime, getQueueStatus, getTickCount *windows.LazyProc

	notes []keyNote
	asked bool
}

func newKeySource([]uintptr) (keySource, error) {
	user, kernel := windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll")
	m := &messageKeys{
		getMessageTime: user.NewProc("GetMessageTime"),
		getQueueStatus: user.NewProc("GetQueueStatus"),
		getTickCount:   kernel.NewProc("GetTickCount"),
	}
	for _, p := range []*windows.LazyProc{m.getMessageTime, m.getQueueStatus, m.getTickCount} {
		if err := p.Find(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *messageKeys) run(ctx context.Context) { <-ctx.Done() }

func (m *messageKeys) pressed(code int) {
	at, _, _ := m.getMessageTime.Call()
	m.notes = append(m.notes, keyNote{code: code, at: uint32(at)})
}

func (m *messageKeys) ask() { m.asked = true }

// told gives the sign once no key waits in the thread's queue.
func (m *messageKeys) told() ([]keyNote, bool) {
	const key = 0x0001 // QS_KEY; what waits stands in the upper half
	if m.asked {
		now, _, _ := m.getTickCount.Call()
		if status, _, _ := m.getQueueStatus.Call(key); status>>16&key == 0 {
			m.asked = false
			m.notes = append(m.notes, keyNote{sign: true, at: uint32(now)})
		}
	}
	notes := m.notes
	m.notes = nil
	return notes, true
}
