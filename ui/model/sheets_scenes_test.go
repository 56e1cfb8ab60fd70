package model

import (
	"fmt"
	"image"
	"time"

	"psar/assets/words"
	"psar/ui/look"
	"psar/ui/uitest"
)

// withSheets is a shop whose paper lies in view.
func withSheets(s Model, list []SheetInfo, at int, picture image.Image) Model {
	s.CanSheets = true
	s = s.showSheets()
	s, q, _ := s.WantsSheets(uitest.Noon)
	a := SheetsAnswer{List: list}
	if at >= 0 {
		a.Name, a.Picture = list[at].Name, look.GrayOf(picture)
		q.At = a.Name
		s.Sheets.At = a.Name
		if at == len(list)-1 {
			s.Sheets.At, q.At = "", ""
		}
	}
	return s.SheetsRead(q, a)
}

func printedSheets(n int) []SheetInfo {
	var list []SheetInfo
	for i := range n {
		list = append(list, SheetInfo{fmt.Sprint("sheet ", i), uitest.Noon.Add(time.Duration(i+1-n) * 7 * time.Minute)})
	}
	return list
}

func sheetScenes() []scene {
	inTraining := func(s Model) Model {
		s.Snap.Training, s.canPay = true, true
		return s
	}
	return []scene{
		{"sheet", func(s Model) Model { // a code is live
			s = withFront(uitest.Shown("20", uitest.USD(1230), 108*time.Second))(inTraining(waitingTray(s)))
			return withSheets(s, printedSheets(12), 11, paperPicture("receipt-80.png"))
		}},
		{"sheet-older", func(s Model) Model {
			s.Entry.Digits = "350"
			list := printedSheets(3)
			list[0].Printed = uitest.Noon.Add(-26 * time.Hour)
			return withSheets(inTraining(s), list, 0, paperPicture("slip-58.png"))
		}},
		{"sheet-none", func(s Model) Model { return withSheets(inTraining(s), nil, -1, nil) }},
		{"sheet-unread", func(s Model) Model {
			s = withSheets(inTraining(s), printedSheets(3), 2, uitest.Blank(600, 100))
			s, q, _ := s.sheetsFollow().WantsSheets(uitest.Noon)
			return s.SheetsRead(q, SheetsAnswer{List: printedSheets(3), Name: "sheet 2", Fault: words.SheetUnread})
		}},
		{"sheet-help", func(s Model) Model {
			s.CanSheets, s.canPay, s.Help = true, true, true
			return s
		}},
	}
}
