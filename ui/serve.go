package ui

import "psar/ui/model"

// lanes are the commands that wait, each in its lane.
type lanes [model.Lanes]chan model.Command

// queueSize is how many commands wait in a lane: more than a person presses while one is
// done.
const queueSize = 64

func newLanes() (all lanes) {
	for i := range all {
		all[i] = make(chan model.Command, queueSize)
	}
	return all
}

// send hands a command over to its lane; it never waits.
func (u *UI) send(c model.Command) bool {
	select {
	case u.lanes[model.LaneOf(c)] <- c:
		return true
	default:
		return false
	}
}

// serve begins to do what is asked of the till, and of what stands beside it.
func (u *UI) serve() {
	for _, lane := range u.lanes {
		u.work.Add(1)
		go u.serveLane(lane)
	}
}

// serveLane does the commands of a lane, one after the other, and hands back what came of
// them. A command is taken to its end even while the windows close: the till would finish
// it anyway.
func (u *UI) serveLane(lane <-chan model.Command) {
	defer u.work.Done()
	for {
		select {
		case c := <-lane:
			u.run(c)
		case <-u.ctx.Done():
			return
		}
	}
}

func (u *UI) run(c model.Command) {
	answer := c.Run(u.ctx, port{u.deps.Till, u.deps})
	if answer.Err != nil && u.ctx.Err() == nil {
		u.deps.Log("command refused", "command", c.Name(), "error", answer.Err)
	}
	// The snapshot goes along: the windows must not judge the answer by an
	// older one.
	snap := u.deps.Till.Snapshot()
	later := u.later
	if _, unasked := c.(model.TraceCommand); unasked {
		later = u.aside
	}
	later(func() {
		u.apply(snap)
		u.guard("answer", func() {
			u.state = u.state.Done(answer, u.now())
			u.fetch()
			u.draw()
		})
	})
}
