package ui

import "psar/ui/model"

// serve does the till's work for the windows, one command after the other, and
// hands back what came of it. A command is taken to its end even while the
// windows close: the till would finish it anyway.
func (u *UI) serve() {
	defer u.work.Done()
	for {
		select {
		case c := <-u.commands:
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
	u.later(func() {
		u.apply(snap)
		u.guard("answer", func() {
			u.state = u.state.Done(answer, u.now())
			u.fetch()
			u.draw()
		})
	})
}
