package model

import (
	"slices"
	"strconv"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/ui/view"
)

// printer is the status line of the shop's printers: the first that needs a
// person, else how many jobs wait.
func (s Model) printer() view.Chip {
	printers := s.Snap.Printers
	switch {
	case len(printers) == 0:
		return view.Chip{Status: view.StatusNone, Text: s.word(words.PrinterNone)}
	case len(s.Snap.UnknownPrints) > 0:
		return view.Chip{Status: view.StatusAttention, Text: s.word(words.PrinterAsks)}
	}
	for _, p := range printers {
		if p.Problem != "" {
			return view.Chip{Status: view.StatusAttention, Text: s.word(problemWord(p.Problem), s.printerName(p))}
		}
	}
	for _, p := range printers {
		if p.PaperLow {
			return view.Chip{Status: view.StatusAttention, Text: s.word(words.PrinterPaperLow, s.printerName(p))}
		}
	}
	for _, p := range printers {
		if p.Waiting > 1 {
			return view.Chip{Status: view.StatusGood, Text: s.word(words.PrinterWaiting, s.printerName(p), strconv.Itoa(p.Waiting))}
		}
	}
	return view.Chip{Status: view.StatusGood, Text: s.word(words.Printer)}
}

// printerName tells a printer from the shop's others: that of receipts is just
// the printer.
func (s Model) printerName(p queue.PrinterStatus) string {
	switch {
	case slices.Contains(p.Roles, settings.RoleReceipt):
		return s.word(words.Printer)
	case slices.Contains(p.Roles, settings.RoleSlip):
		return s.word(words.PrinterSlips)
	}
	return s.word(words.PrinterReports)
}

func problemWord(c fault.Code) words.Key {
	switch c {
	case fault.PrinterPaperOut:
		return words.PrinterNoPaper
	case fault.PrinterCoverOpen:
		return words.PrinterCover
	case fault.PrinterUnreachable:
		return words.PrinterSilent
	}
	return words.PrinterDown
}

// hasPrinter reports that the shop has a printer for a role.
func (s Model) hasPrinter(role settings.PrintRole) bool {
	_, ok := s.Snap.Printer(role)
	return ok
}
