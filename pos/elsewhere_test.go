package pos_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
)

// Training is in the shop's own journal from its beginning to its end, and its hours are on
// the Z report; also where it broke off.
func TestTrainingIsOnTheZ(t *testing.T) {
	t.Parallel()
	for name, ended := range map[string]bool{"ended": true, "killed": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			since := s.clock.Now()
			if err := s.till.BeginTraining(t.Context(), "till"); err != nil {
				t.Fatal(err)
			}
			s.close()
			s.clock.Add(80 * time.Minute)
			until := s.clock.Now()
			s.trained = ended
			s.open()
			s.close() // told once
			s.trained = false
			s.open()
			z := s.closeShift()
			want := []report.Trained{{Spell: report.Spell{Since: since, Until: until}, Account: "till", Broken: !ended}}
			if text(z.Trained) != text(want) || countOf(z, facts.TrainingEnded) != 1 || countOf(z, facts.TrainingBegun) != 0 {
				t.Errorf("training %+v, %+v, want %+v", z.Trained, z.Traces, want)
			}
			s.sellFor(money.Cents(100))
			if next := s.closeShift(); len(next.Trained) > 0 {
				t.Errorf("again on the next Z: %+v", next.Trained)
			}
			s.wantJournal()
		})
	}
}

// The use of another data folder is on the Z report of the period in which it was, once, as
// far as it is later than what was told, and than the shop itself.
func TestOtherFoldersAreOnTheZ(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	began := s.clock.Now()
	use := func(folder string, training bool, since, until time.Duration) facts.Folder {
		return facts.Folder{Folder: folder, Training: training, Since: began.Add(since), Until: began.Add(until)}
	}
	line := func(f facts.Folder) report.FolderUse {
		return report.FolderUse{Spell: report.Spell{Since: f.Since, Until: f.Until}, Folder: f.Folder, Training: f.Training}
	}
	want := func(z report.Report, all ...facts.Folder) {
		t.Helper()
		var lines []report.FolderUse
		for _, f := range all {
			lines = append(lines, line(f))
		}
		if text(z.Folders) != text(lines) || countOf(z, facts.FolderUsed) != len(all) {
			t.Errorf("Z %d: %+v, %+v, want %+v", z.Z.Number, z.Folders, z.Traces, lines)
		}
	}
	s.used = []facts.Folder{use("/before", false, -3*time.Hour, -2*time.Hour), use("/second", false, time.Minute, 2*time.Minute)}
	s.clock.Add(10 * time.Minute)
	s.sellFor(money.Cents(100))
	s.close()
	s.open() // tells of the second folder
	open := use("/second", false, time.Minute, 12*time.Minute)
	s.used = append(s.used[:1], open, use("/try", true, 5*time.Minute, 6*time.Minute))
	s.clock.Add(10 * time.Minute)
	want(s.closeShift(), use("/second", false, time.Minute, 2*time.Minute), use("/second", false, 2*time.Minute, 12*time.Minute), use("/try", true, 5*time.Minute, 6*time.Minute))
	s.close()
	s.open()
	s.sellFor(money.Cents(100))
	want(s.closeShift())
	s.used = append(s.used, use("/second", false, 19*time.Minute, 25*time.Minute)) // over the Z at 20 minutes
	s.clock.Add(10 * time.Minute)
	s.sellFor(money.Cents(100))
	want(s.closeShift(), use("/second", false, 20*time.Minute, 25*time.Minute))
	s.wantJournal()
}

// Each use is told once, on the next Z report, whatever the clock said in it: over later Zs and
// starts, and what follows in one that goes on.
func TestOtherFoldersAreToldWhateverTheClock(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	began := s.clock.Now()
	use := func(id string, note int64, since, until int) facts.Folder {
		at := func(minutes int) time.Time { return began.Add(time.Duration(minutes) * time.Minute) }
		return facts.Folder{Folder: "/second", Since: at(since), Until: at(until), Use: id, Note: note}
	}
	want := func(when string, all ...facts.Folder) {
		t.Helper()
		s.sellFor(money.Cents(100))
		var lines []report.FolderUse
		for _, f := range all {
			lines = append(lines, report.FolderUse{Spell: report.Spell{Since: f.Since, Until: f.Until}, Folder: f.Folder})
		}
		if z := s.closeShift(); text(z.Folders) != text(lines) {
			t.Errorf("%s: Z %d tells of %+v, want %+v", when, z.Z.Number, z.Folders, lines)
		}
	}
	s.clock.Add(time.Hour)
	s.used = []facts.Folder{use("a", 4, 10, 20)}
	want("used", s.used...)
	back := use("b", 7, -300, -290) // before the shop began, by its clock
	s.used = append(s.used, back)
	want("the clock set back", back)
	s.close()
	s.open()
	want("told")
	s.used = []facts.Folder{use("a", 4, 10, 20), use("b", 9, -300, -200), use("c", 10, -300, -290)}
	want("one goes on, one is like an old one", use("b", 9, -290, -200), use("c", 10, -300, -290))
	s.close()
	s.open()
	want("told again")
	s.used = append([]facts.Folder{{Folder: "/second", Since: began, Until: began.Add(time.Minute)}}, s.used...)
	want("an older program's, long before the last Z")
	s.wantJournal()
}

// The till sells while a Z report looks for other folders.
func TestFoldersAreLookedForOffTheLoop(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sellFor(money.Cents(100))
	s.look = func() {
		within, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		done := make(chan error, 1)
		go func() { done <- s.till.Ping(within) }()
		select {
		case <-done:
		case <-within.Done():
			t.Error("the till waits for what is read")
		}
	}
	s.closeShift()
}

func (s *testShop) closeShift() report.Report {
	s.t.Helper()
	z, err := s.till.CloseShift(s.t.Context(), drawer.CountRequest{})
	if err != nil {
		s.t.Fatal(err)
	}
	stored, err := s.disk.ZReport(s.t.Context(), z.Z.Number)
	if err != nil {
		s.t.Fatal(err)
	}
	again, err := s.disk.RemakeZ(s.t.Context(), z.Z.Number)
	if err != nil || string(again.Text) != string(stored.Text) {
		s.t.Errorf("Z %d is made again as %s (%v), not %s", z.Z.Number, again.Text, err, stored.Text)
	}
	var read report.Report
	if err := json.Unmarshal(stored.Text, &read); err != nil {
		s.t.Fatal(err)
	}
	return read
}

func countOf(r report.Report, kind journal.Kind) int {
	for _, c := range r.Traces {
		if c.Kind == kind {
			return c.Count
		}
	}
	return 0
}
