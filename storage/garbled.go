package storage

import (
	"context"

	"psar/pos"
	"psar/pos/finding"
	"psar/pos/payment"
)

// garbled adds that a row of a table can't be read, and is passed over. A nil receiver keeps
// nothing: whoever only reads can't tell.
func (c *findings) garbled(table finding.Table, id string, row any) {
	if c != nil {
		c.add(finding.Finding{Kind: finding.Garbled, Table: table, ID: id}, row, nil)
	}
}

// PassedOver has the till raise an alert of a row that is read, but that nothing can be done with.
func (db *DB) PassedOver(ctx context.Context, table finding.Table, id string, row any) {
	var found findings
	found.garbled(table, id, row)
	db.tellGarbled(ctx, &found)
}

// tellGarbled has the till raise an alert of each row that was passed over, unless the owner
// has cleared that one: most can't be taken out of their table again.
func (db *DB) tellGarbled(ctx context.Context, found *findings) {
	all := found.all()
	if len(all) == 0 || db.custody == nil {
		return
	}
	if db.tell(ctx, all) != nil { // the alert itself says more than why it can't be compared
		for _, one := range all {
			if text, err := one.Text(); err == nil {
				db.custody.alert(payment.AlertJournalBroken, one.Cause(), text)
			}
		}
	}
}

// tell has the till raise an alert of each finding that the owner has not cleared.
func (db *DB) tell(ctx context.Context, all []finding.Finding) error {
	return db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		for _, one := range all {
			text, err := one.Text()
			if err != nil {
				return err
			}
			d.alert(payment.AlertJournalBroken, one.Cause(), text)
		}
		open, err := d.uncleared(ctx)
		for _, a := range open {
			db.custody.report(pos.CustodyReport{Alert: a})
		}
		return err
	})
}
