package ui

import (
	"context"

	"psar/assets/words"
	"psar/pos/report"
	"psar/ui/model"
	"psar/ui/view"
)

// hands do what the model's effects ask of the windows.
type hands struct{ u *UI }

var _ model.Windows = hands{}

func (h hands) Copy(text string) { h.u.deps.App.Clipboard().SetContent(text) }
func (h hands) Scroll(steps int) { h.u.screen.Scroll(steps) }
func (h hands) Roll(steps int)   { h.u.screen.Roll(steps) }

func (h hands) MakeReport(turn int, ask model.ReportAsk) {
	h.u.beside(func(ctx context.Context, answer func(func(model.Model) model.Model)) {
		reports := h.u.deps.Reports
		made, err := reports.Make(ctx, ask, func(done, of int) {
			answer(func(s model.Model) model.Model { return s.ReportStep(turn, done, of) })
		})
		var outline [2]view.Outline
		if err == nil {
			outline = [2]view.Outline{reports.Outline(words.English, made), reports.Outline(words.Khmer, made)}
		} else if ctx.Err() == nil {
			h.u.deps.Log("report not made", "error", err)
		}
		answer(func(s model.Model) model.Model { return s.ReportMade(turn, made, outline, err, h.u.now()) })
	})
}

func (h hands) FileReport(turn int, r report.Report, f model.ExportFormat, lang words.Language) {
	h.u.beside(func(ctx context.Context, answer func(func(model.Model) model.Model)) {
		path, err := h.u.deps.Reports.Export(ctx, lang, r, f)
		if err != nil && ctx.Err() == nil {
			h.u.deps.Log("report not written", "error", err)
		}
		answer(func(s model.Model) model.Model { return s.ReportFiled(turn, path, err, h.u.now()) })
	})
}

// beside makes or writes a report on a goroutine of its own: a year takes as long as it
// takes, and the shop sells on. The one before it ends.
func (u *UI) beside(work func(context.Context, func(func(model.Model) model.Model))) {
	u.stopReport()
	ctx, stop := context.WithCancel(u.ctx)
	u.reportStop = stop
	u.work.Add(1)
	go func() {
		defer u.work.Done()
		work(ctx, func(f func(model.Model) model.Model) {
			u.later(func() {
				u.guard("report", func() {
					u.state = f(u.state)
					u.draw()
				})
			})
		})
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
