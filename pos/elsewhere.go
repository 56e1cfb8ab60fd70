package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
)

// Elsewhere is what the journal tells, since the last Z report, of what the shop's computer
// did beside the shop.
type Elsewhere struct {
	Training *facts.Training         // begun, and not ended
	Told     map[PlaceUsed]time.Time // until when the use of each other folder is told
	Since    time.Time               // what was before is told, or was before the shop
}

// PlaceUsed names a database in another data folder.
type PlaceUsed struct {
	Folder   string
	Training bool
}

func placeOf(f facts.Folder) PlaceUsed { return PlaceUsed{f.Folder, f.Training} }

// mostTold bounds what is told of other folders at a time.
const mostTold = 100

// elsewhere is the till's part for other data folders and for training.
type elsewhere struct {
	Elsewhere
	used func() []facts.Folder // reads files, off the loop; nil: not known
}

// look returns the uses of other folders, off the loop.
func (e *elsewhere) look() []facts.Folder {
	if e.used == nil {
		return nil
	}
	return e.used()
}

// untold are, of the uses of other folders, those that are not told.
func (e *elsewhere) untold(used []facts.Folder) (all []journal.Fact) {
	for _, f := range used {
		told, known := e.Told[placeOf(f)]
		if !known {
			told = e.Since
		}
		if !f.Until.After(told) || len(all) == mostTold {
			continue
		}
		if f.Since.Before(told) {
			f.Since = told
		}
		all = append(all, journal.Fact{Kind: facts.FolderUsed, Payload: f})
	}
	return all
}

// keep learns from a committed batch.
func (e *elsewhere) keep(b Batch) {
	for _, fact := range b.Facts {
		if f, ok := fact.Payload.(facts.Folder); ok {
			e.Told[placeOf(f)] = f.Until
		}
	}
}

// tellFolders records which other folders were used: before each Z report, which counts them.
func (t *Till) tellFolders(used []facts.Folder) error {
	found := t.elsewhere.untold(used)
	if len(found) == 0 {
		return nil
	}
	_, err := t.commit(context.Background(), Batch{At: t.now(), Facts: found})
	return err
}

// BeginTraining records that the training database is opened in place of the shop's, by an
// account of the system. The Till that is opened next records that it has ended. The error's
// code is the Store's.
func (t *Till) BeginTraining(ctx context.Context, account string) error {
	return t.do(ctx, func() error {
		now := t.now()
		return t.record(now, journal.Fact{Kind: facts.TrainingBegun, Payload: facts.Training{Account: account, Since: now}})
	})
}

// traceElsewhere adds to the first batch of a run that a training has ended, and which other
// folders were used. trained: the program that opens the till is the one that trained.
func (t *Till) traceElsewhere(b *Batch, trained bool) {
	if begun := t.elsewhere.Training; begun != nil {
		ended := *begun
		ended.Until, ended.Broken = b.At, !trained
		b.Facts = append(b.Facts, journal.Fact{Kind: facts.TrainingEnded, Payload: ended})
	}
	b.Facts = append(b.Facts, t.elsewhere.untold(t.elsewhere.look())...)
}
