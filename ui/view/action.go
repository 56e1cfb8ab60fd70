package view

import (
	"time"

	"psar/pos/id"
)

// Verb is what a key, a button or a tap asks for.
type Verb int

const (
	DoNothing    Verb = iota
	DoDigits          // action.text holds them
	DoPoint           // the decimal key of a numpad
	DoBackspace       //
	DoFlip            // dollar or riel
	DoCharge          // KHQR for the amount; in a failed state, once more
	DoEscape          // clear, ask to cancel, or go back
	DoConfirm         // yes, cancel it
	DoHelp            //
	DoNextSale        // this payment goes to the tray
	DoBringFront      // action.payment, or the next of the tray
	DoCheckNow        //
	DoPay             // training: the customer pays
	DoPrint           // the slip of a live code, the receipt of a paid sale
	DoYes             // to the payee's question, or else the printer's
	DoNo              //
	DoCameOut         // the paper came out
	DoNotOut          // it did not
	DoOurs            // the account is the shop's
	DoNotOurs         // it is not
	DoAlert           // a manager reads the alert
	DoUnmatched       // the list of unmatched money
	DoPrinter         // the printers
	DoSheets          // what the virtual printer has printed, or no more of it
	DoOlder           // sheet
	DoNewer           //
	DoLink            // a payment link for the amount
	DoCopy            // the link, into the clipboard
	DoUp              // in a list or form
	DoDown            //
	DoPageUp          //
	DoPageDown        //
	DoFirst           //
	DoLast            //
	DoRow             // the list's row action.index
	DoTab             // the form's next line
	DoFocus           // the form's line action.index
	DoField           // action.text is what stands in the form's line action.index
	DoLanguage        //
	DoTheme           //
	DoDismiss         // the notice action.index
	DoQuantity        // what was typed is a quantity
	DoDiscount        // what was typed is taken off
	DoNextLine        // what was typed is a line of the bill
	DoCash            // notes for the bill
	DoSplit           // a part in notes, or the rest of what was paid in part
	DoNote            // one more note of action.index minor units
	DoChange          // the other way to give change
	DoRefund          // money goes back for a receipt
	DoItems           // the catalogue
	DoHold            // the bill is put aside, or taken up again
	DoRate            // today's rate is right
	DoMark            // the payment came, whatever the bank says
	DoStaff           // who works here
	DoLine            // the chosen line of the bill: a note, its price
	DoLock            // the till is left alone
	DoOwner           // the first owner
	DoOwnerLater      //
	DoApprover        // the name action.index into a form
	DoQuick           // the quick key action.index
	DoHistory         // sales of the past
	DoReports         // reports on the screen
	DoExport          // what is shown becomes a file
	DoDay             // the drawer, the shift and its reports
	DoScan            // a scanner read action.text
)

// Action is one thing that somebody asked for.
type Action struct {
	Verb    Verb
	Text    string
	Payment id.Payment
	Index   int
	Back    bool // of DoTab: with shift, to the one before
	Held    bool // the key is held down: it was done already

	At time.Time // when the key went down; the zero time is just now
}

// Step is how far Tab goes.
func (a Action) Step() int {
	if a.Back {
		return -1
	}
	return 1
}

// Anywhere reports that the verb does the same whatever is open.
func (v Verb) Anywhere() bool {
	switch v {
	case DoHelp, DoLanguage, DoTheme, DoDismiss, DoSheets, DoOlder, DoNewer:
		return true
	}
	return false
}

// Sells reports that the verb takes the bill as it stands.
func (v Verb) Sells() bool {
	switch v {
	case DoCharge, DoCash, DoSplit, DoLink, DoHold:
		return true
	}
	return false
}

// Begins reports that more keys are likely to follow which mean nothing without this
// one: a figure's, or those of a page that it opens.
func (v Verb) Begins() bool {
	switch v {
	case DoDigits, DoPoint, DoBackspace, DoFlip, DoQuantity, DoDiscount, DoNextLine, DoNote,
		DoCash, DoSplit, DoHold, DoItems, DoLine, DoRate, DoField:
		return true
	}
	return false
}
