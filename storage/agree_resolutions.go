package storage

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/payment"
)

// resolutionsAgree compares resolutions with their facts.
func resolutionsAgree(ctx context.Context, q *telling, found *findings) error {
	return rowsOf[payment.Resolution]{table: finding.Resolutions, kinds: []journal.Kind{facts.UnmatchedResolved, facts.UnmatchedNoted},
		read: func(ctx context.Context, q querier, id int64) ([]numbered[payment.Resolution], error) {
			rows, err := readResolutions(ctx, q, "id IN (SELECT id FROM settlements WHERE id > ? ORDER BY id LIMIT ?)", id, factPage)
			return numberedBy(rows, func(r payment.Resolution) int64 { return r.ID }), err
		},
		name: func(r payment.Resolution) string { return string(r.Payment) },
		same: func(r payment.Resolution) payment.Resolution {
			r.ID, r.At = 0, r.At.UTC() // the id was assigned after the fact was written
			return r
		}}.agree(ctx, q, found)
}

// alertsAgree compares the alerts with the last fact of each. The fact of a new alert has
// no id yet: such facts are in the order of the rows.
func alertsAgree(ctx context.Context, q *telling, found *findings) error {
	stored, err := readAlerts(ctx, q, "true")
	if err != nil {
		return err
	}
	var raised, rows []line[payment.Alert]
	last, at := map[int64]payment.Alert{}, map[int64]int64{} // by the alert's id
	err = q.each(ctx, q.told(0, facts.AlertRaised, facts.AlertRead), func(fact storedFact) error {
		var alert payment.Alert
		switch {
		case json.Unmarshal(fact.payload, &alert) != nil:
			found.unread(finding.Alerts, fact.seq)
		case alert.ID == 0:
			raised = append(raised, raisedLine(fact.seq, alert))
		default:
			last[alert.ID], at[alert.ID] = alert, fact.seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, row := range stored {
		rows = append(rows, raisedLine(row.ID, row))
	}
	for len(raised)+len(rows) > 0 {
		a, b := 1, 1
		if len(raised) == 0 || len(rows) == 0 || raised[0].text != rows[0].text {
			a, b = nextSame(raised, rows)
		}
		for i := range max(a, b) {
			var told, is *line[payment.Alert]
			if i < a {
				told = &raised[i]
			}
			if i < b {
				is = &rows[i]
			}
			alertAsTold(told, is, last, at, found)
		}
		raised, rows = raised[a:], rows[b:]
	}
	return nil
}

// raisedLine is an alert by what never changes of it.
func raisedLine(at int64, a payment.Alert) line[payment.Alert] {
	text, err := json.Marshal([]any{a.Kind, a.Currency, a.Money, a.Expected, a.Actual, a.Found, a.Differs, a.Raised.UTC()})
	if err != nil { // such as a year beyond 9999: like no other
		text = strconv.AppendInt(nil, at, 10)
	}
	return line[payment.Alert]{at: at, value: a, text: string(text)}
}

// alertAsTold compares an alert with the fact that raised it, one of which may be missing, and
// with what was told of it later.
func alertAsTold(raised, row *line[payment.Alert], last map[int64]payment.Alert, at map[int64]int64, found *findings) {
	if row == nil {
		found.add(finding.Finding{Kind: finding.Gone, Table: finding.Alerts, Row: raised.at}, nil, func() (string, string) {
			return fieldAs("kind", string(raised.value.Kind)), ""
		})
		return
	}
	id := strconv.FormatInt(row.at, 10)
	told, seq := last[row.at], at[row.at]
	switch {
	case seq == 0 && raised == nil:
		found.add(finding.Finding{Kind: finding.Untold, Table: finding.Alerts, ID: id}, row.value, nil)
		return
	case seq == 0:
		told, seq = raised.value, raised.at
	}
	told.ID = row.at
	if !sameAlert(row.value, told) || raised == nil {
		found.differs(finding.Alerts, id, seq, told, row.value)
	}
}

func sameAlert(a, told payment.Alert) bool { return alertAs(a, told) == told }

// alertAs is an alert with the instants that are equal as its fact tells them.
func alertAs(a, told payment.Alert) payment.Alert {
	for _, t := range [][2]*time.Time{{&a.Raised, &told.Raised}, {&a.Last, &told.Last}, {&a.Read, &told.Read}} {
		*t[0] = equalInstant(*t[0], *t[1])
	}
	return a
}
