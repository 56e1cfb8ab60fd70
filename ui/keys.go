package ui

import (
	"fyne.io/fyne/v2"

	"psar/pos/id"
)

// verb is what a key, a button or a tap asks for.
type verb int

const (
	doNothing    verb = iota
	doDigits          // action.text holds them
	doPoint           // the decimal key of a numpad
	doBackspace       //
	doFlip            // dollar or riel
	doCharge          // KHQR for the amount; in a failed state, once more
	doEscape          // clear, ask to cancel, or go back
	doConfirm         // yes, cancel it
	doHelp            //
	doNextSale        // this payment goes to the tray
	doBringFront      // action.payment, or the next of the tray
	doCheckNow        //
	doPay             // training: the customer pays
	doPrint           // the slip of a live code, the receipt of a paid sale
	doYes             // to the payee's question, or else the printer's
	doNo              //
	doCameOut         // the paper came out
	doNotOut          // it did not
	doOurs            // the account is the shop's
	doNotOurs         // it is not
	doAlarm           // a manager reads the alarm
	doUnclaimed       // the list of unclaimed money
	doPrinter         // the printers
	doSheets          // what the virtual printer has printed, or no more of it
	doOlder           // sheet
	doNewer           //
	doLink            // a payment link for the amount
	doCopy            // the link, into the clipboard
	doUp              // in a list or form
	doDown            //
	doPageUp          //
	doPageDown        //
	doFirst           //
	doLast            //
	doRow             // the list's row action.index
	doTab             // the form's next line
	doFocus           // the form's line action.index
	doField           // action.text is what stands in the form's line action.index
	doLanguage        //
	doTheme           //
	doDismiss         // the notice action.index
	doQuantity        // what was typed is a quantity
	doDiscount        // what was typed is taken off
	doNextLine        // what was typed is a line of the bill
	doCash            // notes for the bill
	doSplit           // a part in notes, or the rest of what was paid in part
	doNote            // one more note of action.index minor units
	doChange          // the other way to give change
	doRefund          // money goes back for a receipt
	doItems           // the catalogue
	doHold            // the bill is put aside, or taken up again
	doRate            // today's rate is right
	doMark            // the payment came, whatever the bank says
	doStaff           // who works here
	doLine            // the chosen line of the bill: a note, its price
	doLock            // the till is left alone
	doOwner           // the first owner
	doOwnerLater      //
	doApprover        // the name action.index into a form
	doQuick           // the quick key action.index
	doHistory         // sales of the past
	doReports         // reports on the screen
	doExport          // what is shown becomes a file
	doDay             // the drawer, the shift and its reports
	doScan            // a scanner read action.text
	doLater           // belongs to a later version
)

// action is one thing that somebody asked for.
type action struct {
	verb    verb
	text    string
	payment id.Payment
	index   int
	held    bool // the key is held down: it was done already
}

// anywhere reports that the verb does the same whatever is open.
func (v verb) anywhere() bool {
	switch v {
	case doHelp, doLanguage, doTheme, doDismiss, doSheets, doOlder, doNewer:
		return true
	}
	return false
}

// sells reports that the verb takes the bill as it stands.
func (v verb) sells() bool {
	switch v {
	case doCharge, doCash, doSplit, doLink, doHold:
		return true
	}
	return false
}

// actionOfKey reads a key that types no character. Digits and signs come as
// runes only: fyne reports such a key twice, once as a key and once as a rune.
func actionOfKey(name fyne.KeyName) (action, bool) {
	v, ok := map[fyne.KeyName]verb{
		fyne.KeyReturn:    doCharge,
		fyne.KeyEnter:     doCharge, // the numpad's
		fyne.KeyEscape:    doEscape,
		fyne.KeyBackspace: doBackspace,
		fyne.KeyDelete:    doBackspace,
		fyne.KeyF1:        doHelp,
		fyne.KeyF2:        doNextSale,
		fyne.KeyF3:        doBringFront,
		fyne.KeyF4:        doConfirm,
		fyne.KeyF5:        doCheckNow,
		fyne.KeyF6:        doTheme,
		fyne.KeyF7:        doRefund,
		fyne.KeyF8:        doPay,
		fyne.KeyF9:        doCash,
		fyne.KeyF10:       doSplit,
		fyne.KeyF11:       doLanguage,
		fyne.KeyF12:       doDay,
		fyne.KeyUp:        doUp,
		fyne.KeyDown:      doDown,
		fyne.KeyPageUp:    doPageUp,
		fyne.KeyPageDown:  doPageDown,
		fyne.KeyHome:      doFirst,
		fyne.KeyEnd:       doLast,
		fyne.KeyTab:       doTab,
	}[name]
	return action{verb: v}, ok
}

// actionOfRune reads a typed character. A Khmer keyboard layout types ០ to ៩
// on the digit keys, and other letters on the letter keys: below stands what the
// keyboard of the Cambodian standard (NiDA) has there, plain and with shift.
func actionOfRune(r rune) (action, bool) {
	switch {
	case r >= '0' && r <= '9':
		return action{verb: doDigits, text: string(r)}, true
	case r >= '០' && r <= '៩':
		return action{verb: doDigits, text: string('0' + r - '០')}, true
	}
	v, ok := map[rune]verb{
		'.': doPoint, ',': doPoint, '។': doPoint,
		'/': doFlip, '៊': doFlip,
		'*': doQuantity, '×': doQuantity, '+': doNextLine, '-': doDiscount,
		'៏': doQuantity, '=': doNextLine, 'ឥ': doDiscount,
		'p': doPrint, 'P': doPrint, 'ផ': doPrint, 'ភ': doPrint,
		'y': doYes, 'Y': doYes, 'យ': doYes, 'ួ': doYes,
		'n': doNo, 'N': doNo, 'ន': doNo, 'ណ': doNo,
		'u': doUnclaimed, 'U': doUnclaimed, 'ុ': doUnclaimed, 'ូ': doUnclaimed,
		'r': doPrinter, 'R': doPrinter, 'រ': doPrinter, 'ឬ': doPrinter,
		'v': doSheets, 'V': doSheets, 'វ': doSheets,
		'l': doLink, 'L': doLink, 'ល': doLink, 'ឡ': doLink,
		'c': doCopy, 'C': doCopy, 'ច': doCopy, 'ជ': doCopy,
		'o': doOwner, 'O': doOwner, 'ោ': doOwner, 'ៅ': doOwner,
		'k': doRate, 'K': doRate, 'ក': doRate, 'គ': doRate,
		'b': doMark, 'B': doMark, 'ប': doMark, 'ព': doMark,
		's': doStaff, 'S': doStaff, 'ស': doStaff, 'ៃ': doStaff,
		'm': doLine, 'M': doLine, 'ម': doLine, 'ំ': doLine,
		'h': doHold, 'H': doHold, 'ហ': doHold, 'ះ': doHold,
		'i': doItems, 'I': doItems, 'ិ': doItems, 'ី': doItems,
		't': doHistory, 'T': doHistory, 'ត': doHistory, 'ទ': doHistory,
		'x': doReports, 'X': doReports, 'ខ': doReports, 'ឃ': doReports,
		'e': doExport, 'E': doExport, 'េ': doExport, 'ែ': doExport,
		'a': doAlarm, 'A': doAlarm, 'ា': doAlarm,
	}[r]
	return action{verb: v}, ok
}
