package model

import (
	"encoding/json"
	"strconv"

	"psar/assets/words"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/ui/view"
)

// factSays is what the history tells of a row's payload, whatever kind it is of.
type factSays struct {
	By      string      `json:"by"`
	ReadBy  string      `json:"read_by"`
	Cashier string      `json:"cashier"`
	Total   money.Money `json:"total"`
	Money   money.Money `json:"money"`
	Receipt id.Receipt  `json:"receipt_number"`
	Payment id.Payment  `json:"transaction_id"`
	State   string      `json:"state"`
	Kind    string      `json:"kind"`
	Reason  string      `json:"reason"`
	Attempt *struct {
		State payment.State `json:"state"`
		ID    id.Payment    `json:"transaction_id"`
	} `json:"attempt"`
}

// factNames are the rows that need no more than a name.
var factNames = map[journal.Kind]words.Key{
	facts.SaleDropped: words.FactDropped, facts.SalePart: words.FactPart, facts.SaleReopened: words.FactReopened,
	facts.Unmatched: words.FactUnmatched, facts.UnmatchedResolved: words.FactResolved, facts.UnmatchedNoted: words.FactNoted,
	facts.AlertRaised: words.FactAlert, facts.AlertRead: words.FactAlertRead, facts.ReceiptReprinted: words.FactReprinted,
	facts.ReceiptViewed: words.FactViewed, facts.ReceiptCopied: words.FactCopied,
}

var movedNames = map[payment.State]words.Key{
	payment.Reserved: words.MovedReserved, payment.Requested: words.MovedRequested, payment.Shown: words.MovedShown,
	payment.Paid: words.MovedPaid, payment.Expired: words.MovedExpired, payment.Cancelled: words.MovedCancelled,
	payment.Refused: words.MovedRefused, payment.Unmatched: words.MovedUnmatched, payment.Resolved: words.MovedResolved,
	payment.Unknown: words.MovedUnknown,
}

func (s Model) movedText(st payment.State) string {
	if key, ok := movedNames[st]; ok {
		return s.word(key)
	}
	return string(st)
}

var printNames = map[queue.Kind]words.Key{
	queue.KindReceipt: words.PrintOfReceipt, queue.KindSlip: words.PrintOfSlip, queue.KindDrawer: words.PrintOfDrawer,
}

// journalRows are the journal's rows: what, when, in which place, by whom.
func (s Model) journalRows(all []journal.Entry) []view.LedgerRow {
	var rows []view.LedgerRow
	for _, e := range all {
		var said factSays
		_ = json.Unmarshal(e.Payload, &said) // a reprint's is a number alone; what can't be read is not told
		by := said.By
		for _, other := range []string{said.ReadBy, said.Cashier} {
			if by == "" {
				by = other
			}
		}
		row := s.word(words.PastRow, strconv.FormatInt(e.Seq, 10))
		if e.Kind == facts.SaleCompleted || e.Kind == facts.Refunded { // as their receipts have it
			row = e.Code().Grouped()
		}
		rows = append(rows, view.LedgerRow{
			Left: s.factText(e.Kind, said), Right: hourMinuteSecond(e.At),
			Sub: joined(row, dateTime(e.At)[:10], words.TriedName(s.Language, by), said.Reason),
		})
	}
	return rows
}

func (s Model) factText(kind journal.Kind, said factSays) string {
	switch kind {
	case facts.SaleOpened:
		return s.word(words.FactSaleOpened, said.Total.Display())
	case facts.SaleCompleted:
		return s.word(words.FactCompleted, said.Receipt.String())
	case facts.AttemptReserved:
		return s.word(words.FactReserved, string(said.Payment), said.Money.Display())
	case facts.AttemptMoved:
		st := payment.State(said.State)
		if said.Attempt != nil {
			st = said.Attempt.State
		}
		return s.word(words.FactMoved, s.movedText(st))
	case facts.Refunded:
		key := words.FactRefunded
		if sale.RefundKind(said.Kind) == sale.RefundVoid {
			key = words.FactVoided
		}
		return s.word(key, said.Total.Display(), said.Receipt.String())
	case facts.PrintQueued, facts.PrintEnded:
		key := words.FactPrintQueued
		switch {
		case kind == facts.PrintEnded:
			key = words.FactPrintEnded
		case queue.State(said.State) == queue.Printing:
			key = words.FactPrintBegun
		}
		if name, ok := printNames[queue.Kind(said.Kind)]; ok {
			return s.word(key, s.word(name))
		}
		return s.word(key, said.Kind)
	}
	if key, ok := factNames[kind]; ok {
		return s.word(key)
	}
	return string(kind)
}
