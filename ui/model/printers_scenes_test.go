package model

import (
	"image"
	"image/png"
	"os"
	"path/filepath"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// paperPicture is a paper as the virtual printer drew it.
func paperPicture(name string) image.Image {
	f, err := os.Open(filepath.Join("..", "..", "printer", "layout", "testdata", name))
	if err != nil {
		panic(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		panic(err)
	}
	return picture
}

// atPrinterDesk is a shop with two printers whose desk is open.
func atPrinterDesk(s Model) Model {
	set := func(part settings.PrinterPart, value string) {
		s.Snap.Settings[settings.PrinterKey(settings.RoleReceipt, part)] = value
	}
	set(settings.PartLink, "tcp:192.168.1.50:9100")
	set(settings.PartProfile, "xprinter")
	set(settings.PartCodePage, "yes")
	set(settings.PartNativeQR, "yes")
	set(settings.PartRaster, "yes")
	set(settings.PartCutter, "no")
	s.Snap.Printers = []queue.PrinterStatus{{Link: "tcp:192.168.1.50:9100", Roles: settings.PrintRoles(), PrinterState: queue.PrinterState{Known: true}}}
	s = s.openPrinter(settings.RoleReceipt, uitest.Noon)
	s = edited(s, func(p *printerPage) { p.Picture = paperPicture("receipt-80.png") })
	return s
}

func printerScenes() []scene {
	return []scene{
		{"printer", atPrinterDesk},
		{"printer-out", func(s Model) Model {
			s = atPrinterDesk(waitingTray(s))
			s.Snap.Printers[0].Problem = fault.PrinterPaperOut
			for _, t := range testedParts {
				delete(s.Snap.Settings, settings.PrinterKey(settings.RoleReceipt, t.part))
			}
			return s
		}},
		{"printer-slips", func(s Model) Model {
			s, _ = atPrinterDesk(s).Act(view.Action{Verb: view.DoDown}, uitest.Noon)
			s = edited(s, func(p *printerPage) { p.Picture = paperPicture("slip-80.png") })
			s, _ = s.Act(view.Action{Verb: view.DoDigits, Text: "2"}, uitest.Noon)
			return s
		}},
		{"printer-chosen", func(s Model) Model {
			s.Snap.Settings[settings.PrinterKey(settings.RoleSlip, settings.PartLink)] = "cups:Bar"
			s.Snap.Settings[settings.ReceiptsOn] = string(settings.RoleSlip)
			return atPrinterDesk(s)
		}},
		{"printer-slips-own", func(s Model) Model {
			s.Snap.Settings[settings.PrinterKey(settings.RoleSlip, settings.PartLink)] = "cups:Bar"
			s, _ = atPrinterDesk(s).Act(view.Action{Verb: view.DoDown}, uitest.Noon)
			return s
		}},
		{"printer-none", func(s Model) Model {
			s = s.openPrinter(settings.RoleReceipt, uitest.Noon)
			delete(s.Snap.Settings, settings.PrinterLink)
			s.Snap.Printers = nil
			return s
		}},
		{"printer-saw", func(s Model) Model {
			return atPrinterDesk(s).open(sawPage{role: settings.RoleReceipt, asked: 1, preview: preview{Picture: paperPicture("test-80.png")}})
		}},
		{"printer-link", func(s Model) Model {
			s, _ = atPrinterDesk(s).Act(view.Action{Verb: view.DoDigits, Text: "4"}, uitest.Noon)
			s = s.withForm(s.Form().with(0, "192.168.1.50"))
			s, c := s.Act(ask(view.DoCharge), uitest.Noon)
			return done(s, c, told{}, fault.New(fault.SettingInvalid, settings.PrinterLink, "192.168.1.50"), uitest.Noon)
		}},
		{"printer-drawer", func(s Model) Model {
			s, _ = atPrinterDesk(s).Act(view.Action{Verb: view.DoDigits, Text: "5"}, uitest.Noon)
			return s.open(reviewPage{form: s.Form().withPIN().with(0, "ប្ដូរប្រាក់").with(1, "សុខា")})
		}},
	}
}
