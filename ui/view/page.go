package view

// Page is what a manager has open in place of the large panel.
type Page int

const (
	PageClosed   Page = iota
	PageList          // unmatched money, oldest first
	PageDetail        // one payment of it, and what can be done
	PageForm          // what has to be typed
	PageReview        // what will happen, before it does
	PageDone          // what came of it
	PagePrinter       // a printer, and what can be done with it
	PageSaw           // what came out of its test page
	PageDiscount      // a discount
	PageCash          // notes are taken
	PageChange        // and given back
	PagePart          // how the rest of a sale is paid
	PageDay           // the drawer, the shift
	PageCount         // the drawer is counted
	PageRefund        // what of a receipt goes back
	PageItems         // the catalogue
	PageLock          // who signs in
	PageStaff         // who works here
	PageHeld          // bills that were put aside
	PageHistory       // sales of the past
	PageDetails       // all that is stored of one
	PageReports       // which reports there are
	PageReport        // one of them
)
