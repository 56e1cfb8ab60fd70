package model

import "psar/ui/view"

// ActionOfRune reads a typed character. A Khmer keyboard layout types ០ to ៩
// on the digit keys, and other letters on the letter keys: below stands what the
// keyboard of the Cambodian standard (NiDA) has there, plain and with shift.
func ActionOfRune(r rune) (view.Action, bool) {
	switch {
	case r >= '0' && r <= '9':
		return view.Action{Verb: view.DoDigits, Text: string(r)}, true
	case r >= '០' && r <= '៩':
		return view.Action{Verb: view.DoDigits, Text: string('0' + r - '០')}, true
	}
	v, ok := map[rune]view.Verb{
		'.': view.DoPoint, ',': view.DoPoint, '។': view.DoPoint,
		'/': view.DoFlip, '៊': view.DoFlip,
		'*': view.DoQuantity, '×': view.DoQuantity, '+': view.DoNextLine, '-': view.DoDiscount,
		'៏': view.DoQuantity, '=': view.DoNextLine, 'ឥ': view.DoDiscount,
		'p': view.DoPrint, 'P': view.DoPrint, 'ផ': view.DoPrint, 'ភ': view.DoPrint,
		'y': view.DoYes, 'Y': view.DoYes, 'យ': view.DoYes, 'ួ': view.DoYes,
		'n': view.DoNo, 'N': view.DoNo, 'ន': view.DoNo, 'ណ': view.DoNo,
		'u': view.DoUnmatched, 'U': view.DoUnmatched, 'ុ': view.DoUnmatched, 'ូ': view.DoUnmatched,
		'r': view.DoPrinter, 'R': view.DoPrinter, 'រ': view.DoPrinter, 'ឬ': view.DoPrinter,
		'v': view.DoSheets, 'V': view.DoSheets, 'វ': view.DoSheets,
		'l': view.DoLink, 'L': view.DoLink, 'ល': view.DoLink, 'ឡ': view.DoLink,
		'c': view.DoCopy, 'C': view.DoCopy, 'ច': view.DoCopy, 'ជ': view.DoCopy,
		'o': view.DoOwner, 'O': view.DoOwner, 'ោ': view.DoOwner, 'ៅ': view.DoOwner,
		'k': view.DoRate, 'K': view.DoRate, 'ក': view.DoRate, 'គ': view.DoRate,
		'b': view.DoMark, 'B': view.DoMark, 'ប': view.DoMark, 'ព': view.DoMark,
		's': view.DoStaff, 'S': view.DoStaff, 'ស': view.DoStaff, 'ៃ': view.DoStaff,
		'm': view.DoLine, 'M': view.DoLine, 'ម': view.DoLine, 'ំ': view.DoLine,
		'h': view.DoHold, 'H': view.DoHold, 'ហ': view.DoHold, 'ះ': view.DoHold,
		'i': view.DoItems, 'I': view.DoItems, 'ិ': view.DoItems, 'ី': view.DoItems,
		't': view.DoHistory, 'T': view.DoHistory, 'ត': view.DoHistory, 'ទ': view.DoHistory,
		'x': view.DoReports, 'X': view.DoReports, 'ខ': view.DoReports, 'ឃ': view.DoReports,
		'e': view.DoExport, 'E': view.DoExport, 'េ': view.DoExport, 'ែ': view.DoExport,
		'a': view.DoAlert, 'A': view.DoAlert, 'ា': view.DoAlert,
	}[r]
	return view.Action{Verb: v}, ok
}
