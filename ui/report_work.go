package ui

import (
	"context"

	"psar/assets/words"
)

// startReport makes or writes a report on a goroutine of its own: a year takes as
// long as it takes, and the shop sells on.
func (u *UI) startReport(c command) {
	u.stopReport()
	ctx, stop := context.WithCancel(u.ctx)
	u.reportStop = stop
	reports := u.deps.Reports
	answer := func(f func(state) state) {
		u.later(func() {
			u.guard("report", func() {
				u.state = f(u.state)
				u.draw()
			})
		})
	}
	u.work.Add(1)
	go func() {
		defer u.work.Done()
		switch c := c.(type) {
		case makeReportCommand:
			made, err := reports.Make(ctx, c.ask, func(done, of int) {
				answer(func(s state) state { return s.reportStep(c.turn, done, of) })
			})
			var outline [2]ReportOutline
			if err == nil {
				outline = [2]ReportOutline{reports.Outline(words.English, made), reports.Outline(words.Khmer, made)}
			} else if ctx.Err() == nil {
				u.deps.Log("report not made", "error", err)
			}
			answer(func(s state) state { return s.reportMade(c.turn, made, outline, err, u.now()) })
		case fileReportCommand:
			path, err := reports.Export(ctx, c.lang, c.report, c.format)
			if err != nil && ctx.Err() == nil {
				u.deps.Log("report not written", "error", err)
			}
			answer(func(s state) state { return s.reportFiled(c.turn, path, err, u.now()) })
		}
	}()
}

// stopReport ends what nobody waits for any more.
func (u *UI) stopReport() {
	if u.reportStop != nil {
		u.reportStop()
		u.reportStop = nil
	}
}
