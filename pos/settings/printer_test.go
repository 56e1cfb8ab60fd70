package settings

import "testing"

func TestPrinterOfARole(t *testing.T) {
	t.Parallel()
	s := Values{
		"printer.link": "usb:/dev/usb/lp0", "printer.width_mm": "58", "printer.cutter": "yes",
		"printer.report.link": "tcp:192.0.2.10", "printer.report.profile": "epson-tm-t20",
		"printer.slip.profile": "clone", // ignored: there is no slip printer without a link
	}
	receipts := s.Printer(RoleReceipt)
	if receipts.Link != "usb:/dev/usb/lp0" || receipts.WidthMM != 58 || receipts.Profile != "generic" ||
		!receipts.Cutter.Or(false) || receipts.NativeQR.Or(false) || !receipts.NativeQR.Or(true) {
		t.Errorf("%+v", receipts)
	}
	if slips := s.Printer(RoleSlip); slips != receipts {
		t.Errorf("slips %+v, want the receipts' %+v", slips, receipts)
	}
	if reports := s.Printer(RoleReport); reports.Link != "tcp:192.0.2.10" || reports.Profile != "epson-tm-t20" || reports.WidthMM != 80 {
		t.Errorf("%+v", reports)
	}
	if Unable.Or(true) {
		t.Error("the owner saw that it can't")
	}
}
