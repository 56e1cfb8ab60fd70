package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
	"psar/storage"
	"psar/ui/model"
	"psar/ui/view"
)

// windowReports makes and writes the reports of the till's window. It implements
// ui.Reports.
type windowReports struct {
	db       *storage.DB
	till     *pos.Till // says who may see reports
	clock    pos.Clock
	training bool
	folder   string // of the files; created with the first one
}

// reportFolder is the folder of the window's files: one for Psar in the user's documents
// or, if there are none, in the data folder.
func reportFolder(dir string) string {
	if home, err := os.UserHomeDir(); err == nil {
		documents := filepath.Join(home, "Documents")
		if info, err := os.Stat(documents); err == nil && info.IsDir() {
			return filepath.Join(documents, "Psar")
		}
	}
	return filepath.Join(dir, "reports")
}

// Make implements ui.Reports. A Z report that is looked at is told of.
func (w windowReports) Make(ctx context.Context, ask model.ReportAsk, step func(done, of int)) (r posreport.Report, err error) {
	if err := w.till.MayReport(ctx); err != nil {
		return posreport.Report{}, err
	}
	switch {
	case ask.Audit:
		if r, err = w.till.Audit(ctx, ask.First, ask.Last); err != nil {
			return posreport.Report{}, err
		}
	case ask.Z > 0:
		if err := w.till.ViewZ(ctx, ask.Z); err != nil {
			return posreport.Report{}, err
		}
		return w.db.Z(ctx, ask.Z)
	case ask.Shift:
		shift, err := w.db.Shift(ctx)
		if err != nil {
			return posreport.Report{}, err
		}
		if r, err = w.db.PeriodReport(ctx, shift.Z); err != nil {
			return posreport.Report{}, err
		}
		if r.First == "" { // nothing is recorded yet
			r.First, r.Last = shift.Day, shift.Day
		}
	default:
		if r, err = w.db.ReportSteps(ctx, ask.First, ask.Last, step); err != nil {
			return posreport.Report{}, err
		}
	}
	r.Made, r.Training = w.clock.Now().In(money.PhnomPenh).Truncate(time.Second), w.training
	return r, nil
}

// Outline implements ui.Reports: the report's document as rows.
func (windowReports) Outline(lang words.Language, r posreport.Report) view.Outline {
	doc := report.Of(lang, r)
	out := view.Outline{Title: doc.Title, Marks: doc.Marks}
	for _, section := range doc.Sections {
		part := view.OutlineSection{Title: section.Title}
		for _, row := range section.Rows {
			part.Rows = append(part.Rows, outlineRow(row))
		}
		out.Sections = append(out.Sections, part)
	}
	return out
}

// outlineRow is a row as a name, a count and values.
func outlineRow(row report.Row) view.OutlineRow {
	out := view.OutlineRow{Part: row.Part, Main: row.Main}
	var said []string
	for i, cell := range row.Cells {
		switch text := cell.String(); {
		case i == 0:
			out.Name = text
		case text == "":
		case cell.Kind == report.Count:
			out.Count = text
		default:
			said = append(said, text)
		}
	}
	out.Said = strings.Join(said, " · ")
	return out
}

// Export implements ui.Reports. A Z report's file is told of before it is made.
func (w windowReports) Export(ctx context.Context, lang words.Language, r posreport.Report, f model.ExportFormat) (string, error) {
	if err := w.till.MayReport(ctx); err != nil { // who had it made may be gone
		return "", err
	}
	to := File{Path: filepath.Join(w.folder, reportName(r)+"."+string(f))}
	doc := report.Of(lang, r)
	var write func(io.Writer) error
	switch f {
	case model.ExportCSV:
		to.Kind, write = Table, func(out io.Writer) error { return export.CSV(out, lang, doc) }
	case model.ExportXLSX:
		to.Kind, write = Workbook, func(out io.Writer) error { return export.XLSX(out, lang, doc) }
	case model.ExportPDF:
		to.Kind, write = Pages, func(out io.Writer) error { return export.PDF(out, lang, doc, r.Made) }
	}
	if err := os.MkdirAll(w.folder, 0o700); err != nil {
		return "", fault.New(fault.FileUnwritable, to.Path).Because(err)
	}
	if err := CanWrite(to); err != nil {
		return "", err // no copy is made
	}
	if r.IsZ() {
		if err := w.till.CopyZ(ctx, r.Z.Number, to.Path); err != nil {
			return "", err
		}
	}
	err := WriteWhole(ctx, to, func(out io.Writer) error {
		if err := write(out); err != nil {
			return err
		}
		return ctx.Err() // cancelled meanwhile: WriteWhole removes the file
	})
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", err
	}
	return to.Path, nil
}

// reportName is a report's file name without its extension: till and days. An X report's
// name has the time, so that it replaces no other.
func reportName(r posreport.Report) string {
	name := fmt.Sprintf("psar-%02d-", r.Till)
	if r.Training {
		name += "training-"
	}
	if r.Audit != nil {
		name += "audit-"
	}
	switch {
	case r.IsZ():
		return name + fmt.Sprintf("z-%06d", r.Z.Number)
	case r.Z != nil:
		return name + "x-" + r.Made.In(money.PhnomPenh).Format("2006-01-02-150405")
	case r.First == r.Last:
		return name + string(r.First)
	}
	return name + string(r.First) + "-to-" + string(r.Last)
}
