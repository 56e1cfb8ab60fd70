package storage

import (
	"context"
	"encoding/json"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/pos/sale"
)

// periodFacts selects the facts of the period that is open: those behind the last Z report's.
const periodFacts = "SELECT seq, kind, payload FROM journal WHERE seq > " + periodFrom + " AND kind IN ('sale.completed', 'refund.given', 'cash.moved', 'sale.dropped', 'sale.reopened', 'sale.part_paid'," +
	" 'receipt.reprinted', 'drawer.opened', 'approval.given') ORDER BY seq"

// PeriodTold adds up the facts of the period that is open. A fact that can't be read adds
// nothing, so that it makes a difference.
func (db *DB) PeriodTold(ctx context.Context) (told report.Told, err error) {
	rowless, err := correctionsBefore(ctx, db.read)
	if err != nil {
		return told, failure(db.path, err)
	}
	rows, err := db.read.QueryContext(ctx, periodFacts)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		var kind journal.Kind
		var payload []byte
		if err := scan(&seq, &kind, &payload); err != nil {
			return err
		}
		if rowless[seq] {
			return nil
		}
		switch kind {
		case facts.SaleCompleted:
			addTold(payload, told.Sale)
		case facts.Refunded:
			addTold(payload, told.Refund)
		case facts.CashMoved:
			addTold(payload, told.Move)
		case facts.SaleDropped:
			addTold(payload, told.Dropped)
		case facts.SaleReopened, facts.SalePart:
			addTold(payload, told.TakenUp)
		default:
			told.Count(countedAlone[kind])
		}
		return nil
	})
	return told, failure(db.path, err)
}

// countedAlone are the figures of facts that are counted, whatever they say.
var countedAlone = map[journal.Kind]report.Figure{
	facts.ReceiptReprinted: report.FigureReprints, facts.DrawerOpened: report.FigureNoSale, facts.Approved: report.FigureApprovals,
}

func addTold[T sale.Sale | sale.Refund | drawer.Move](payload []byte, add func(T)) {
	var parsed T
	if json.Unmarshal(payload, &parsed) == nil {
		add(parsed)
	}
}
