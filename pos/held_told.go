package pos

import (
	"context"

	"psar/pos/payment"
	"psar/pos/sale"
)

// HeldTold are the bills that wait, held against the journal.
type HeldTold struct {
	Held  []sale.Held   // as they count, oldest first
	Gone  []sale.Held   // those of them that the table lacks
	Alert payment.Alert // names what the table has instead; none where it has the same
}

// doubtHeld holds the bills that wait against the journal when the till opens: one that somebody
// replaced waits as it was put aside, and one that was taken out of the table is there again.
func (t *Till) doubtHeld(ctx context.Context) error {
	found, err := t.store.HeldTold(ctx, t.sales.held)
	if err != nil || found.Alert.Kind == "" {
		return err
	}
	t.sales.held = found.Held
	if len(found.Gone) > 0 && t.raiseRecords(found.Alert, Batch{Held: found.Gone}) == nil {
		return nil
	}
	return t.raiseRecords(found.Alert, Batch{})
}
