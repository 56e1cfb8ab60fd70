package ui

import (
	"context"

	"psar/assets/words"
	"psar/pos/report"
	"psar/ui/model"
	"psar/ui/view"
)

// startReport makes or writes a report on a goroutine of its own: a year takes as
// long as it takes, and the shop sells on.
func (u *UI) startReport(c model.Command) {
	u.stopReport()
	ctx, stop := context.WithCancel(u.ctx)
	u.reportStop = stop
	reports := u.deps.Reports
	answer := func(f func(model.Model) model.Model) {
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
		case model.MakeReportCommand:
			made, err := reports.Make(ctx, c.Ask, func(done, of int) {
				answer(func(s model.Model) model.Model { return s.ReportStep(c.Turn, done, of) })
			})
			var outline [2]view.Outline
			if err == nil {
				outline = [2]view.Outline{reports.Outline(words.English, made), reports.Outline(words.Khmer, made)}
			} else if ctx.Err() == nil {
				u.deps.Log("report not made", "error", err)
			}
			answer(func(s model.Model) model.Model { return s.ReportMade(c.Turn, made, outline, err, u.now()) })
		case model.FileReportCommand:
			path, err := reports.Export(ctx, c.Lang, c.Report, c.Format)
			if err != nil && ctx.Err() == nil {
				u.deps.Log("report not written", "error", err)
			}
			answer(func(s model.Model) model.Model { return s.ReportFiled(c.Turn, path, err, u.now()) })
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

// Reports makes reports and writes them. Make and Export may take as long as they
// need, and end when their context does.
type Reports interface {
	// Make adds a report up, or finds it. It calls step with how many of its parts
	// are done; step does not wait.
	Make(ctx context.Context, ask model.ReportAsk, step func(done, of int)) (report.Report, error)
	// Outline says what a report holds, in a language. It does not wait.
	Outline(lang words.Language, r report.Report) view.Outline
	// Export writes a report into the shop's folder for them, and says where.
	Export(ctx context.Context, lang words.Language, r report.Report, f model.ExportFormat) (path string, err error)
}
