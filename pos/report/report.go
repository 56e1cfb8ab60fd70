package report

import (
	"time"

	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Tally is a count of things and the sum of their amounts.
type Tally struct {
	Count int         `json:"count"`
	Sum   money.Money `json:"sum"`
}

// TenderTally is what came in by one kind of tender.
type TenderTally struct {
	Kind sale.TenderKind `json:"tender"`
	Tally
}

// Report is what stored rows say of business days, or of a period from one Z
// report to the next. Live it is an X report, which changes nothing; closed it is
// a Z report, which is never changed.
type Report struct {
	First        money.Day             `json:"first_day"`
	Last         money.Day             `json:"last_day"`
	Made         time.Time             `json:"made"`
	Shop         settings.Shop         `json:"shop"`
	Till         int                   `json:"till"`
	Training     bool                  `json:"training,omitempty"`
	Copy         bool                  `json:"copy,omitempty"`
	Version      string                `json:"version,omitempty"` // of the program
	Z            *ZHead                `json:"z,omitempty"`       // of a period; nil of days
	Sales        []Tally               `json:"sales"`             // per currency, USD then KHR
	Totals       []Totals              `json:"totals"`            // the same, taken apart
	ByCashier    []Group               `json:"by_cashier,omitempty"`
	ByHour       []Group               `json:"by_hour,omitempty"` // "00" to "23", in the shop's time
	ByCategory   []Group               `json:"by_category,omitempty"`
	ByItem       []Group               `json:"by_item,omitempty"` // MaxItems and the others, the most money first
	ByDay        []Group               `json:"by_day,omitempty"`  // of several days
	Refunds      []Tally               `json:"refunds"`           // per currency, without voids
	Voids        []Tally               `json:"voids"`
	Corrections  Corrections           `json:"corrections"`
	Approvals    []staff.ApprovalCount `json:"approvals,omitempty"` // by name
	Tenders      []TenderTally         `json:"tenders"`             // per kind, in sale.TenderKinds' order
	Others       []Group               `json:"other_tenders,omitempty"`
	PaidBack     []TenderTally         `json:"paid_back"` // refunds and voids, per kind
	Change       []Tally               `json:"change"`    // notes that went back, per currency
	Rounding     Tally                 `json:"rounding"`  // what rounding to notes kept, in riel
	Rates        []RateUse             `json:"rates,omitempty"`
	Drawer       []Drawer              `json:"drawer,omitempty"` // of a period, USD then KHR
	FirstReceipt id.Receipt            `json:"first_receipt,omitzero"`
	LastReceipt  id.Receipt            `json:"last_receipt,omitzero"`
	QR           QRControl             `json:"qr"`
	OpenSales    int                   `json:"open_sales"` // charged, and neither paid nor given up yet
	Journal      journal.Head          `json:"journal"`
}

// MaxItems is how many items a report names, MaxDays how many days, and MaxGroups
// how many of anything else. What is left is one more row, see Group.More: each
// list adds up to what was sold.
const (
	MaxItems  = 500
	MaxDays   = 3660
	MaxGroups = 200
)

// ZHead is what a period's report says of the period.
type ZHead struct {
	Number   int            `json:"z_number"`
	Opened   time.Time      `json:"opened,omitzero"` // zero: no float was counted
	OpenedBy string         `json:"opened_by,omitempty"`
	Closed   time.Time      `json:"closed,omitzero"` // zero: it runs, this is an X report
	ClosedBy string         `json:"closed_by,omitempty"`
	Counts   []drawer.Count `json:"counts,omitempty"`
	Grand    []money.Money  `json:"grand_total"` // sales less what went back since the first sale, per currency
	PrevHash string         `json:"prev_hash,omitempty"`
	Hash     string         `json:"hash,omitempty"`
}

// Totals are the sales of a currency, taken apart.
type Totals struct {
	Currency  money.Currency `json:"currency"`
	Count     int            `json:"count"`
	Gross     money.Money    `json:"gross"`     // quantities by prices
	Discounts Tally          `json:"discounts"` // sales that had any, and how much
	Net       money.Money    `json:"net"`       // gross less discounts
	Taxable   money.Money    `json:"taxable"`   // the tax's base, without it
	Tax       money.Money    `json:"tax"`
	Total     money.Money    `json:"total"`    // what was paid
	Average   money.Money    `json:"average"`  // of a sale, half rounded up
	TaxBack   money.Money    `json:"tax_back"` // the tax in what went back
	After     money.Money    `json:"after"`    // total less refunds and voids
}

// Group is what belongs together in a report: sums per currency, USD then KHR.
type Group struct {
	Name  string        `json:"name"`
	Count int64         `json:"count"` // of sales; of items, how many were sold
	Sums  []money.Money `json:"sums"`
	More  int           `json:"more,omitempty"` // 0: one group; else the row stands for so many others
}

// RateUse is a rate at which sales were made.
type RateUse struct {
	Rate  money.Rate `json:"rate_khr_per_usd"`
	Since time.Time  `json:"since"` // the first sale of the report at it
	Count int        `json:"count"`
}

// Corrections count what was not sold as it was rung up.
type Corrections struct {
	Dropped   int `json:"dropped"` // sales given up before they were paid
	Reprints  int `json:"reprints"`
	NoSale    int `json:"no_sale"`   // the drawer opened without a sale
	Overrides int `json:"overrides"` // lines with another price than the catalogue's
	ByHand    int `json:"by_hand"`   // payments that a manager said had come
}

// CorrectionKind says what was done beside the selling.
type CorrectionKind string

// The corrections that have rows of their own.
const (
	CorrectionReprint CorrectionKind = "reprint"
	CorrectionNoSale  CorrectionKind = "no_sale"
)

// Correction is a row that a report counts: it was done, and when.
type Correction struct {
	Kind   CorrectionKind
	Z      int
	Day    money.Day
	At     time.Time
	By     string
	Reason string // of an opened drawer; the number of a reprinted receipt
}

// Drawer is what passed through the drawer in a currency.
type Drawer struct {
	Currency money.Currency `json:"currency"`
	Float    money.Money    `json:"float"`
	CashIn   money.Money    `json:"cash_in"` // notes that customers gave
	Change   money.Money    `json:"change"`
	Refunds  money.Money    `json:"refunds"`
	PayIns   money.Money    `json:"pay_ins"`
	PayOuts  money.Money    `json:"pay_outs"`
	Drops    money.Money    `json:"drops"`
	Expected money.Money    `json:"expected"`
	Counted  money.Money    `json:"counted,omitzero"` // of a Z
	Over     money.Money    `json:"over,omitzero"`    // counted less expected
}

// Empty reports that nothing happened.
func (r Report) Empty() bool {
	for i := range r.Sales {
		if r.Sales[i].Count+r.Refunds[i].Count+r.Voids[i].Count > 0 {
			return false
		}
	}
	for _, d := range r.Drawer {
		if money.SumIn(d.Currency, d.PayIns, d.PayOuts, d.Drops, d.CashIn).Minor > 0 {
			return false
		}
	}
	return r.QR.Asked == 0
}

// QRControl counts the payments that were asked for, and what became of payments, by
// when it happened: each outcome of a payment once in the days or the period, so that
// one which was cancelled, came late and was resolved is counted as all three.
type QRControl struct {
	Asked     int     `json:"asked"`
	Paid      int     `json:"paid"`
	Cancelled int     `json:"cancelled"`
	Expired   int     `json:"expired"`
	Refused   int     `json:"refused"`
	Open      int     `json:"open"`
	Late      int     `json:"late"`    // money came that no sale has
	Resolved  int     `json:"settled"` // a manager said what became of such money
	Unknown   int     `json:"unknown"`
	Unmatched []Tally `json:"unclaimed"`     // of the late, what nobody had resolved at the end; per currency, USD then KHR
	Mismatch  int     `json:"mismatches"`    // another amount came than was asked
	Wait      int     `json:"median_wait_s"` // from the question to the money, in seconds
}
