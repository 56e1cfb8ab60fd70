package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
)

// Elsewhere is what the journal tells of what the shop's computer did beside the shop.
type Elsewhere struct {
	Training *facts.Training          // begun, and not ended since the last Z report
	Told     map[UseTold]facts.Folder // what was last told of each use of another folder
	Since    time.Time                // what an older program noted before is told, or was before the shop
}

// UseTold names a use of a database in another data folder. Those by an older program have no
// id: of them it is told until when the folder was used.
type UseTold struct {
	Folder   string
	Training bool
	ID       string
}

// UseOf names the use that a fact tells of.
func UseOf(f facts.Folder) UseTold { return UseTold{f.Folder, f.Training, f.Use} }

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

// untold are, of the uses of other folders, those that are not told: by their notes and not by
// the clock, which may have been set back meanwhile.
func (e *elsewhere) untold(used []facts.Folder) (all []journal.Fact) {
	for _, f := range used {
		told, known := e.Told[UseOf(f)]
		over := known && f.Note == told.Note
		if f.Use == "" {
			if !known {
				told.Until = e.Since
			}
			over = !f.Until.After(told.Until)
		}
		if over || len(all) == mostTold {
			continue
		}
		if f.Since.Before(told.Until) { // it goes on
			f.Since = told.Until
		}
		all = append(all, journal.Fact{Kind: facts.FolderUsed, Payload: f})
	}
	return all
}

// keep learns from a committed batch.
func (e *elsewhere) keep(b Batch) {
	for _, fact := range b.Facts {
		if f, ok := fact.Payload.(facts.Folder); ok {
			e.Told[UseOf(f)] = f
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
