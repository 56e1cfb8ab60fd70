package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"psar/pos/payment"
)

// resolutionsAgree compares resolutions with their facts: both are in the same order.
func resolutionsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	rows, err := readResolutions(ctx, q, "true")
	if err != nil {
		return 0, "", err
	}
	recorded := 0
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('unclaimed.settled', 'unclaimed.noted') AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		var parsed payment.Resolution
		if err := json.Unmarshal(fact.payload, &parsed); err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a settlement that can't be read", fact.seq)
			return false, nil
		}
		if recorded < len(rows) {
			parsed.ID = rows[recorded].ID // the id was assigned after the fact was written
		}
		if recorded >= len(rows) || !rows[recorded].At.Equal(parsed.At) || rows[recorded].At.IsZero() || !sameResolution(rows[recorded], parsed) {
			seq, reason = fact.seq, fmt.Sprintf("the settlement of payment %s is not as row %d tells", parsed.Payment, fact.seq)
		}
		recorded++
		return reason == "", nil
	})
	if err == nil && reason == "" && recorded != len(rows) {
		return head, fmt.Sprintf("%d settlements, but the journal tells of %d", len(rows), recorded), nil
	}
	return seq, reason, err
}

// sameResolution compares two resolutions that have equal instants.
func sameResolution(a, b payment.Resolution) bool {
	a.At = b.At
	return a == b
}

// alertsAgree compares the alerts with the last fact of each. The fact of a new alert has
// no id yet: such facts are in the order of the rows.
func alertsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	rows, err := readAlerts(ctx, q, "true")
	if err != nil {
		return 0, "", err
	}
	recorded, at := map[int64]payment.Alert{}, map[int64]int64{}
	raised := 0
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('alarm.raised', 'alarm.read') AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		var alert payment.Alert
		if err := json.Unmarshal(fact.payload, &alert); err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of an alarm that can't be read", fact.seq)
			return false, nil
		}
		if alert.ID == 0 {
			if raised < len(rows) {
				alert.ID = rows[raised].ID
			}
			raised++
		}
		recorded[alert.ID], at[alert.ID] = alert, fact.seq
		return true, nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	if raised != len(rows) {
		return head, fmt.Sprintf("%d alarms, but the journal tells of %d", len(rows), raised), nil
	}
	for _, row := range rows {
		if parsed, ok := recorded[row.ID]; !ok || !sameAlert(row, parsed) {
			return max(at[row.ID], 1), fmt.Sprintf("alarm %d is not as row %d tells", row.ID, at[row.ID]), nil
		}
	}
	return 0, "", nil
}

func sameAlert(a, b payment.Alert) bool {
	if !a.Raised.Equal(b.Raised) || !a.Last.Equal(b.Last) || !a.Read.Equal(b.Read) {
		return false
	}
	a.Raised, a.Last, a.Read = b.Raised, b.Last, b.Read
	return a == b
}
