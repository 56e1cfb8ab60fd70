package storage

import (
	"context"
	"encoding/json"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
)

// trainingFacts selects what is told of training since the last Z report.
var trainingFacts = "SELECT kind, payload FROM journal INDEXED BY journal_traces WHERE " + traceKinds +
	" AND seq > ? AND kind IN ('training.begun', 'training.ended') ORDER BY seq"

// folderFacts selects what was ever told of other folders, the last first, by an index of it
// alone: see migration 30.
const folderFacts = "SELECT seq, payload FROM journal INDEXED BY journal_folders WHERE kind = 'folder.used' ORDER BY seq DESC LIMIT ?"

// mostFolderFacts bounds what is read of them: far more than the state folder keeps of a few folders.
const mostFolderFacts = 5000

// Elsewhere returns what the journal tells of training since the last Z report, and of other
// data folders.
func (db *DB) Elsewhere(ctx context.Context) (e pos.Elsewhere, err error) {
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
		if e.Training, err = trainingTold(ctx, q, seq); err != nil {
			return err
		}
		e.Told, err = foldersTold(ctx, q, seq)
		return err
	})
	return e, failure(db.path, err)
}

// trainingTold is the training that was begun after a row, and not ended.
func trainingTold(ctx context.Context, q querier, after int64) (begun *facts.Training, err error) {
	rows, err := q.QueryContext(ctx, trainingFacts, after)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind journal.Kind
		var payload []byte
		err := scan(&kind, &payload)
		if begun = nil; kind == facts.TrainingBegun {
			begun = &facts.Training{}
			_ = json.Unmarshal(payload, begun) // its end is told, from an unknown time
		}
		return err
	})
	return begun, err
}

// foldersTold is what was last told of each use of another folder; of those without an id what
// was told after a row. A fact that can't be read tells nothing.
func foldersTold(ctx context.Context, q querier, after int64) (map[pos.UseTold]facts.Folder, error) {
	told := map[pos.UseTold]facts.Folder{}
	rows, err := q.QueryContext(ctx, folderFacts, mostFolderFacts)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		var payload []byte
		if err := scan(&seq, &payload); err != nil {
			return err
		}
		var f facts.Folder
		if json.Unmarshal(payload, &f) != nil || f.Use == "" && seq <= after {
			return nil
		}
		if _, later := told[pos.UseOf(f)]; !later {
			told[pos.UseOf(f)] = f
		}
		return nil
	})
	return told, err
}
