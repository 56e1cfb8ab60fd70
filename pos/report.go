package pos

import "time"

// Tally is a count of things and the sum of their amounts.
type Tally struct {
	Count int   `json:"count"`
	Sum   Money `json:"sum"`
}

// TenderTally is what came in by one kind of tender.
type TenderTally struct {
	Kind TenderKind `json:"tender"`
	Tally
}

// Report is an X report: what stored rows say of one business day or several,
// as of now. It has no number and changes nothing.
type Report struct {
	First        Day           `json:"first_day"`
	Last         Day           `json:"last_day"`
	Made         time.Time     `json:"made"`
	Shop         Shop          `json:"shop"`
	Till         int           `json:"till"`
	Training     bool          `json:"training,omitempty"`
	Sales        []Tally       `json:"sales"`    // per currency, USD then KHR
	Tenders      []TenderTally `json:"tenders"`  // per kind, in TenderKinds' order
	Change       []Tally       `json:"change"`   // notes that went back, per currency
	Rounding     Tally         `json:"rounding"` // what rounding to notes kept, in riel
	FirstReceipt ReceiptNumber `json:"first_receipt,omitzero"`
	LastReceipt  ReceiptNumber `json:"last_receipt,omitzero"`
	QR           QRControl     `json:"qr"`
	Journal      JournalHead   `json:"journal"`
}

// QRControl counts what became of the attempts that were made on the days.
type QRControl struct {
	Asked     int     `json:"asked"`
	Paid      int     `json:"paid"`
	Cancelled int     `json:"cancelled"`
	Expired   int     `json:"expired"`
	Refused   int     `json:"refused"`
	Open      int     `json:"open"`
	Unclaimed []Tally `json:"unclaimed"` // per currency, USD then KHR
	Settled   int     `json:"settled"`
	Unknown   int     `json:"unknown"`
}
