package report

import (
	"slices"
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
	Sum   money.Money `json:"sum,omitzero"` // zero of what is counted alone
}

// TenderTally is what was received by one kind of tender.
type TenderTally struct {
	Kind sale.TenderKind `json:"tender"`
	Tally
}

// Report is what the stored rows say about business days, or about a period. Of an open
// period it is an X report, which changes nothing; of a closed one a Z report, which is
// never changed.
type Report struct {
	First        money.Day             `json:"first_day"`
	Last         money.Day             `json:"last_day"`
	Made         time.Time             `json:"made"`
	Shop         settings.Shop         `json:"shop"`
	Till         int                   `json:"till"`
	Training     bool                  `json:"training,omitempty"`
	Copy         bool                  `json:"copy,omitempty"`
	Version      string                `json:"version,omitempty"` // of the program
	Z            *ZHead                `json:"z,omitempty"`       // for a period; nil for days
	Sales        []Tally               `json:"sales"`             // per currency, USD then KHR
	Totals       []Totals              `json:"totals"`            // the same sales in detail
	ByCashier    []Group               `json:"by_cashier,omitempty"`
	ByHour       []Group               `json:"by_hour,omitempty"` // "00" to "23", the hour by the shop's clock
	ByCategory   []Group               `json:"by_category,omitempty"`
	ByItem       []Group               `json:"by_item,omitempty"` // MaxItems and the others, the most money first
	ByDay        []Group               `json:"by_day,omitempty"`  // for several days
	Refunds      []Tally               `json:"refunds"`           // per currency, without voids
	Voids        []Tally               `json:"voids"`
	Corrections  Corrections           `json:"corrections"`
	Approvals    []staff.ApprovalCount `json:"approvals,omitempty"` // by name
	Tenders      []TenderTally         `json:"tenders"`             // in the order of sale.TenderKinds
	Others       []Group               `json:"other_tenders,omitempty"`
	PaidBack     []TenderTally         `json:"paid_back"` // refunds and voids, per kind
	Change       []Tally               `json:"change"`    // cash handed back, per currency
	Rounding     Tally                 `json:"rounding"`  // what rounding to notes brought in, in riel
	Rates        []RateUse             `json:"rates,omitempty"`
	Drawer       []Drawer              `json:"drawer,omitempty"` // for a period, USD then KHR
	FirstReceipt id.Receipt            `json:"first_receipt,omitzero"`
	LastReceipt  id.Receipt            `json:"last_receipt,omitzero"`
	QR           QRControl             `json:"qr"`
	OpenSales    int                   `json:"open_sales"` // charged, neither paid nor given up
	Journal      journal.Head          `json:"journal"`
	Traces       []TraceCount          `json:"traces,omitempty"` // without those that Corrections counts; Z reports have them from version 3 on
	Closed       []Spell               `json:"till_closed,omitempty"`
	Trained      []Trained             `json:"training_hours,omitempty"`
	Folders      []FolderUse           `json:"other_folders,omitempty"`
	Audit        *Audit                `json:"audit,omitempty"`                // of an audit, which has no sums of sales
	Differs      []Difference          `json:"differs_from_journal,omitempty"` // of a Z report: what its facts do not give
	OverShort    []drawer.Difference   `json:"over_or_short,omitempty"`        // by counts of the drawer; Z reports have it and Moves from version 4 on
	Moves        []drawer.Move         `json:"cash_moves,omitempty"`           // the first MaxMoves
	MoreMoves    int                   `json:"more_cash_moves,omitempty"`      // beyond those
}

// MaxItems is the most items that a report names, MaxDays the most days, MaxGroups the
// most of any other group. The others become one more row, see Group.More, so that each
// list adds up to the sales.
const (
	MaxItems  = 500
	MaxDays   = 3660
	MaxGroups = 200
)

// MaxMoves is the most cash movements that a report lists; its sums have all of them.
const MaxMoves = 500

// ZHead is what a report says about its period.
type ZHead struct {
	Number   int            `json:"z_number"`
	Opened   time.Time      `json:"opened,omitzero"` // zero: no float was counted
	OpenedBy string         `json:"opened_by,omitempty"`
	Closed   time.Time      `json:"closed,omitzero"` // zero: the period is open, this is an X report
	ClosedBy string         `json:"closed_by,omitempty"`
	Counts   []drawer.Count `json:"counts,omitempty"`
	Grand    []money.Money  `json:"grand_total"` // sales minus refunds and voids since the first sale, per currency
	PrevHash string         `json:"prev_hash,omitempty"`
	Hash     string         `json:"hash,omitempty"`
	Code     id.Code        `json:"code,omitzero"` // of the fact that closed the period: it is no part of the stored bytes
}

// Totals are the sales of one currency in detail.
type Totals struct {
	Currency  money.Currency `json:"currency"`
	Count     int            `json:"count"`
	Gross     money.Money    `json:"gross"`     // sum of quantity × price
	Discounts Tally          `json:"discounts"` // sales with a discount, and the sum of discounts
	Net       money.Money    `json:"net"`       // gross minus discounts
	Taxable   money.Money    `json:"taxable"`   // what the tax was computed on, without the tax
	Tax       money.Money    `json:"tax"`
	Total     money.Money    `json:"total"`    // what was paid
	Average   money.Money    `json:"average"`  // per sale, half rounded up
	TaxBack   money.Money    `json:"tax_back"` // the tax in refunds and voids
	After     money.Money    `json:"after"`    // total minus refunds and voids
}

// Group is a part of the sales: by item, hour, cashier and so on. Sums are USD then KHR.
type Group struct {
	Name  string        `json:"name"`
	Count int64         `json:"count"` // number of sales; of items, the quantity sold
	Sums  []money.Money `json:"sums"`
	More  int           `json:"more,omitempty"` // 0: a single group; otherwise the row stands for so many others
}

// RateUse is an exchange rate at which sales were made.
type RateUse struct {
	Rate  money.Rate `json:"rate_khr_per_usd"`
	Since time.Time  `json:"since"` // the first sale in the report at this rate
	Count int        `json:"count"`
}

// Corrections count what was not a plain sale.
type Corrections struct {
	Dropped   int `json:"dropped"` // sales given up before they were paid
	Reprints  int `json:"reprints"`
	NoSale    int `json:"no_sale"`   // openings of the drawer without a sale
	Overrides int `json:"overrides"` // lines at a price other than the catalogue's
	ByHand    int `json:"by_hand"`   // payments that a manager marked as paid
}

// CorrectionKind is the kind of a Correction.
type CorrectionKind string

// The corrections that have rows of their own.
const (
	CorrectionReprint CorrectionKind = "reprint"
	CorrectionNoSale  CorrectionKind = "no_sale"
)

// Correction is a reprint or a no sale, which reports count.
type Correction struct {
	Kind   CorrectionKind `json:"kind"`
	Z      int            `json:"z"`
	Day    money.Day      `json:"business_day"`
	At     time.Time      `json:"at"`
	By     string         `json:"by"`
	Reason string         `json:"reason"` // of a no sale; for a reprint the receipt number
}

// Drawer is the cash that passed through the drawer in a currency.
type Drawer struct {
	Currency money.Currency `json:"currency"`
	Float    money.Money    `json:"float"`
	Left     money.Money    `json:"left,omitzero"`         // by the last close, where no float was counted
	Before   money.Money    `json:"before_float,omitzero"` // cash of this period that was there when the float was counted, and is in it
	CashIn   money.Money    `json:"cash_in"`               // cash received for sales
	Change   money.Money    `json:"change"`
	Refunds  money.Money    `json:"refunds"`
	PayIns   money.Money    `json:"pay_ins"`
	PayOuts  money.Money    `json:"pay_outs"`
	Drops    money.Money    `json:"drops"`
	Expected money.Money    `json:"expected"`
	Counted  money.Money    `json:"counted,omitzero"` // in a Z report
	Over     money.Money    `json:"over,omitzero"`    // counted minus expected
}

// IsZ reports whether it is the report of a period that is closed.
func (r Report) IsZ() bool { return r.Z != nil && !r.Z.Closed.IsZero() }

// Empty reports whether nothing happened.
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

// QRControl counts the KHQR payments that were requested, and the outcomes of payments by
// when each happened: a payment that was cancelled, paid late and resolved counts as all
// three.
type QRControl struct {
	Asked     int     `json:"asked"`
	Paid      int     `json:"paid"`
	Cancelled int     `json:"cancelled"`
	Expired   int     `json:"expired"`
	Refused   int     `json:"refused"`
	Open      int     `json:"open"`
	Late      int     `json:"late"`    // money was received that belongs to no sale
	Resolved  int     `json:"settled"` // a manager resolved such money
	Unknown   int     `json:"unknown"`
	Unmatched []Tally `json:"unclaimed"`     // of the late money, what was unresolved at the end; per currency, USD then KHR
	Mismatch  int     `json:"mismatches"`    // the amount received was not the amount requested
	Wait      int     `json:"median_wait_s"` // median time from request to payment, in seconds
}

// WithNames is the report as it is shown, see staff.Names: what is stored and sealed keeps the
// names.
func (r Report) WithNames(n staff.Names) Report {
	if len(n) == 0 {
		return r
	}
	r.ByCashier = slices.Clone(r.ByCashier)
	for i := range r.ByCashier {
		r.ByCashier[i].Name = n.Of(r.ByCashier[i].Name)
	}
	r.Approvals = slices.Clone(r.Approvals)
	for i := range r.Approvals {
		r.Approvals[i].By = n.Of(r.Approvals[i].By)
	}
	if r.Z != nil {
		z := *r.Z
		z.OpenedBy, z.ClosedBy, z.Counts = n.Of(z.OpenedBy), n.Of(z.ClosedBy), slices.Clone(z.Counts)
		for i := range z.Counts {
			z.Counts[i].By, z.Counts[i].To = n.Of(z.Counts[i].By), n.Of(z.Counts[i].To)
		}
		r.Z = &z
	}
	r.OverShort, r.Moves = slices.Clone(r.OverShort), slices.Clone(r.Moves)
	for i := range r.OverShort {
		c := &r.OverShort[i]
		c.Drawer, c.By, c.To = n.Of(c.Drawer), n.Of(c.By), n.Of(c.To)
	}
	for i := range r.Moves {
		r.Moves[i].By = n.Of(r.Moves[i].By)
	}
	if r.Audit != nil {
		r.Audit = r.Audit.withNames(n)
	}
	return r
}
