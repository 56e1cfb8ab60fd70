package storage

import (
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/queue"
)

// A job is held against its fact by what its row says, byte by byte: an older program may have written
// less or more than this one would, and its waiting jobs are printed after an upgrade all the same.
func TestJobsAreToldByTheirStoredTexts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stored string // the start of the text in the table
		told   string // that of which the fact has the sum
		want   queue.State
	}{
		"as it is":                 {"{", "{", queue.Queued},
		"with a field of before":   {`{"of_before":true,`, `{"of_before":true,`, queue.Queued},
		"written in another way":   {"{ ", "{ ", queue.Queued},
		"a field was put into it":  {`{"of_before":true,`, "{", ""},
		"a field was taken out":    {"{", `{"of_before":true,`, ""},
		"no more than other blank": {"{ ", "{", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			b := paid(1, 1, usd(100), noon)
			texts, err := b.Prints[0].Texts()
			if err != nil {
				t.Fatal(err)
			}
			as := func(start string) string { return start + strings.TrimPrefix(texts.Receipt, "{") }
			fact := facts.PrintOf(b.Prints[0])
			fact.Content = queue.Content(queue.KindReceipt, b.Prints[0].On, as(c.told), "", "", "")
			b.Facts[2].Payload = fact
			mustCommit(t, db, b)
			execRaw(t, db, "UPDATE prints SET receipt = '"+as(c.stored)+"'")
			jobs, err := db.PrintJobs(t.Context(), queue.Queued)
			if err != nil || len(jobs) != 1 {
				t.Fatalf("%+v, %v", jobs, err)
			}
			told, err := db.PrintsTold(t.Context(), jobs)
			if err != nil || told[0].State != c.want {
				t.Errorf("told %+v, %v; want %q", told, err, c.want)
			}
		})
	}
}

// Later facts of a job count only while their rows are not in doubt, and one in doubt may have told of
// its end: then nothing is printed. The key is at hand, and signs what the program itself commits.
func TestLaterFactsOfAJobInDoubt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		states []queue.State // of the later facts
		sql    string
		want   queue.State
	}{
		"none":                   {nil, "SELECT 1", queue.Queued},
		"it ended":               {[]queue.State{queue.Printed}, "SELECT 1", queue.Printed},
		"queued again":           {[]queue.State{queue.Unknown, queue.Queued}, "SELECT 1", queue.Queued},
		"queued by a forger":     {[]queue.State{queue.Printed, queue.Queued}, "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = 5", queue.Printed},
		"the end is damaged":     {[]queue.State{queue.Printed}, "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = 4", ""},
		"the end says otherwise": {[]queue.State{queue.Printed}, "UPDATE journal SET payload = replace(payload, 'printed', 'queued') WHERE seq = 4", ""},
		"the question is forged": {[]queue.State{queue.Unknown}, "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = 4", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			done := mustCommit(t, db, paid(1, 1, usd(100), noon))
			job := done.Prints[0]
			for _, state := range c.states {
				job.State = state
				mustCommit(t, db, pos.Batch{At: noon, Till: 1, Facts: []journal.Fact{{Kind: facts.PrintEnded, Payload: facts.PrintOf(job)}}})
			}
			execRaw(t, db, c.sql)
			told, err := db.PrintsTold(t.Context(), done.Prints)
			if err != nil || told[0].State != c.want {
				t.Errorf("told %+v, %v; want %q", told, err, c.want)
			}
		})
	}
}
