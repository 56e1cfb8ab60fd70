package model

import (
	"slices"
	"testing"
	"time"

	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// Its key does something, and stands in the help, only where there is such paper.
func TestKeyOfThePaper(t *testing.T) {
	t.Parallel()
	none := canned()
	none.CanSheets = false
	plugged := canned()
	plugged.CanSheets = true
	plugged.Snap.Settings[settings.PrinterLink] = "usb:/dev/usb/lp0"
	for name, s := range map[string]Model{"no paper": none, "a real printer": plugged} {
		s.Help = true
		if next, command := s.Act(view.Action{Verb: view.DoSheets}, uitest.Noon); command != nil || next.Sheets.Open || !next.Help {
			t.Errorf("%s: V does something", name)
		}
		if slices.ContainsFunc(s.helpRows(), func(r view.HelpRow) bool { return r.Key == "V" }) {
			t.Errorf("%s: the help names V", name)
		}
	}
	plugged.Snap.Settings[settings.PrinterLink] = "paper:"
	if !slices.ContainsFunc(plugged.helpRows(), func(r view.HelpRow) bool { return r.Key == "V" }) {
		t.Error("the help does not name V")
	}
	if rows := plugged.helpRows(); len(rows) > view.HelpRows {
		t.Errorf("%d keys have no room", len(rows))
	}
}

// An answer to an opening that is over changes nothing.
func TestLateAnswerIsLeft(t *testing.T) {
	s := canned()
	s.CanSheets = true
	s, q, ok := s.showSheets().WantsSheets(uitest.Noon)
	if !ok {
		t.Fatal("nothing asked")
	}
	if _, _, twice := s.WantsSheets(uitest.Noon.Add(time.Hour)); twice {
		t.Error("asked twice at once")
	}
	s = s.showSheets().showSheets() // closed, opened
	late := s.SheetsRead(q, SheetsAnswer{List: printedSheets(1), Name: "sheet 0", Picture: uitest.Blank(8, 8)})
	if late.Sheets.known || late.Sheets.picture != nil {
		t.Errorf("%+v", late.Sheets)
	}
}
