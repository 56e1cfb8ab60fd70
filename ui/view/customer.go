package view

import "time"

// CustomerKind says which layout the customer's window has.
type CustomerKind int

const (
	CustomerIdle CustomerKind = iota
	CustomerPreparing
	CustomerCode
	CustomerPaid
	CustomerWait // something is not as it should be: one sentence
	CustomerBill // lines as they are rung up
	CustomerDue  // what is to be paid in notes
)

// Customer is the customer's window: Khmer first, then English.
type Customer struct {
	Dark        bool
	Kind        CustomerKind
	Banner      string
	Khmer       string
	English     string
	Amount      string
	Other       string
	Card        Card
	Left, Whole time.Duration
	GoodKhmer   string // how long the code is good
	GoodEnglish string
	Foot        string
	Strong      bool                // the foot has to be read
	Off         [2]string           // what was taken off: its name, and the amount in both currencies
	Lines       [BillLast][2]string // CustomerBill
}
