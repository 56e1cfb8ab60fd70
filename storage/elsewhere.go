package storage

import (
	"context"
	"encoding/json"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
)

// elsewhereFacts selects what is told of training and other folders since the last Z report.
var elsewhereFacts = "SELECT kind, payload FROM journal INDEXED BY journal_traces WHERE " + traceKinds +
	" AND seq > ? AND kind IN ('training.begun', 'training.ended', 'folder.used') ORDER BY seq"

// Elsewhere returns what the journal tells, since the last Z report, of training and of other
// data folders.
func (db *DB) Elsewhere(ctx context.Context) (e pos.Elsewhere, err error) {
	e.Told = map[pos.PlaceUsed]time.Time{}
	err = db.reading(ctx, func(q querier) error {
		var seq, at int64 // of the last Z report, or since the shop began
		err := q.QueryRowContext(ctx, "SELECT coalesce((SELECT seq FROM journal WHERE "+journalPower+
			" AND kind = 'shift.closed' ORDER BY seq DESC LIMIT 1), 0)").Scan(&seq)
		if err != nil {
			return err
		}
		if err := q.QueryRowContext(ctx, "SELECT coalesce((SELECT at_ms FROM journal WHERE seq = max(1, ?)), 0)", seq).Scan(&at); err != nil {
			return err
		}
		if at > 0 {
			e.Since = time.UnixMilli(at).UTC()
		}
		rows, err := q.QueryContext(ctx, elsewhereFacts, seq)
		return each(rows, err, func(scan func(...any) error) error {
			var kind journal.Kind
			var payload []byte
			if err := scan(&kind, &payload); err != nil {
				return err
			}
			learnElsewhere(&e, kind, payload)
			return nil
		})
	})
	return e, failure(db.path, err)
}

// learnElsewhere takes what a fact tells; one that can't be read tells nothing.
func learnElsewhere(e *pos.Elsewhere, kind journal.Kind, payload []byte) {
	switch kind {
	case facts.TrainingBegun:
		e.Training = &facts.Training{}
		_ = json.Unmarshal(payload, e.Training) // its end is told, from an unknown time
	case facts.TrainingEnded:
		e.Training = nil
	case facts.FolderUsed:
		var f facts.Folder
		if json.Unmarshal(payload, &f) == nil {
			e.Told[pos.PlaceUsed{Folder: f.Folder, Training: f.Training}] = f.Until
		}
	}
}
