package export

import (
	"io"
	"strings"
	"time"

	"psar/assets/words"
	"psar/printer/export/pdf"
	"psar/printer/report"
)

// PDF writes a report on A4 pages: the shop's head, the parts of each sum in two
// columns, lists over the full width with their column heads on every page, and
// signature lines at the end. Khmer is shaped as on receipts. made is the file's
// creation time.
func PDF(w io.Writer, lang words.Language, doc report.Document, made time.Time) error {
	face, err := newTypeface()
	if err != nil {
		return err
	}
	var best *pdf.Document
	for _, room := range rooms {
		file := pdf.New(pdf.Info{
			Title: strings.Join(titles(doc), " · "), Author: first(doc.Shop), Creator: "Psar", Language: string(lang), Made: made,
		})
		if err := face.begin(file); err != nil {
			return err
		}
		s := &setter{file: file, face: face, lang: lang, doc: doc, room: room}
		s.set()
		if best == nil || len(file.Pages()) < len(best.Pages()) {
			best = file
		}
		if len(best.Pages()) == 1 {
			break
		}
	}
	_, err = best.WriteTo(w)
	return err
}

// set sets the report on pages.
func (s *setter) set() {
	s.firstPage()
	var sections []report.Section
	for _, section := range s.doc.Sections {
		if len(section.Rows) > 0 {
			sections = append(sections, section)
		}
	}
	for len(sections) > 0 {
		switch section := sections[0]; {
		case section.Columns == nil:
			s.facts(section)
			sections = sections[1:]
		case section.Table():
			s.table(section)
			sections = sections[1:]
		default:
			n := parts(sections)
			s.columns(sections[:n])
			sections = sections[n:]
		}
	}
	s.signatures()
	s.feet()
}

// parts counts the sections at the beginning that are set in two columns.
func parts(sections []report.Section) int {
	for i, s := range sections {
		if s.Columns == nil || s.Table() {
			return i
		}
	}
	return len(sections)
}

// titles are the report's title, the shop and the days.
func titles(doc report.Document) []string {
	all := []string{doc.Title}
	if len(doc.Shop) > 0 {
		all = append(all, doc.Shop[0])
	}
	if days := days(doc); days != "" {
		all = append(all, days)
	}
	return all
}

// days are the report's days: the first dates in it.
func days(doc report.Document) string {
	for _, s := range doc.Sections {
		for _, row := range s.Rows {
			var days []string
			for _, c := range row.Cells[1:] {
				if c.Kind == report.Date {
					days = append(days, c.String())
				}
			}
			if len(days) > 0 {
				return strings.Join(days, " – ")
			}
		}
	}
	return ""
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}
