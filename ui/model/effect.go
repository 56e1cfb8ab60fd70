package model

import (
	"psar/assets/words"
	"psar/pos/report"
)

// Effect is what the windows do by themselves, at once: the till has no part in it. Like
// a command it is a value that can be compared.
type Effect interface{ Do(Windows) }

// Windows is what the effects ask of the windows. Nothing of it waits.
type Windows interface {
	Copy(text string) // into the clipboard
	Scroll(steps int) // the sheet of the paper panel
	Roll(steps int)   // a sale's details, or a report
	// MakeReport and FileReport begin what goes on beside the windows, for as long as the
	// page waits for it; the answers come by ReportStep, ReportMade and ReportFiled.
	MakeReport(turn int, ask ReportAsk)
	FileReport(turn int, r report.Report, f ExportFormat, lang words.Language)
}

// CopyLink puts the link of a payment into the clipboard.
type CopyLink struct{ Link string }

func (e CopyLink) Do(w Windows) { w.Copy(e.Link) }

// ScrollSheet moves the sheet of the paper panel by steps.
type ScrollSheet struct{ Steps int }

func (e ScrollSheet) Do(w Windows) { w.Scroll(e.Steps) }

// Roll moves a sale's details, or a report, by steps.
type Roll struct{ Steps int }

func (e Roll) Do(w Windows) { w.Roll(e.Steps) }

// MakeReport has a report made.
type MakeReport struct {
	Turn int
	Ask  ReportAsk
}

func (e MakeReport) Do(w Windows) { w.MakeReport(e.Turn, e.Ask) }

// FileReport has the report that is on the screen written into a file. Its turn says
// which one: the report itself is too large to be compared.
type FileReport struct {
	Turn   int
	Report *report.Report
	Format ExportFormat
	Lang   words.Language
}

func (e FileReport) Do(w Windows) { w.FileReport(e.Turn, *e.Report, e.Format, e.Lang) }

// does leaves an effect to the windows: see Effect.
func does[E interface {
	comparable
	Effect
}](s Model, e E,
) Model {
	s.effect = e
	return s
}

// Effect is what the windows have to do of what was asked for last, nil for nothing.
// Whoever takes it does it.
func (s Model) Effect() (Model, Effect) {
	e := s.effect
	s.effect = nil
	return s, e
}
