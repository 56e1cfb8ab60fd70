package layout

import (
	"strings"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/printer/escpos"
)

// The samples of the test page.
const (
	testKhmer  = "សួស្តី ផ្សារ ក្បាលខ្ញុំ ៛"
	testLatin  = "Psar 0123456789 $ABC abc"
	testPage   = "Çüéâäàåçêëèïîì £¥ °·≈"
	testCode   = "PSAR TEST PAGE 1234567890"
	testModule = 4
)

// test lays out the test page, by which an owner sees what the printer can do. Each
// sample has a number, which psar printer test asks about; a sample that the printer
// can't print is missing or garbled.
func (l *layout) test(setup settings.PrinterSetup) {
	name := func(n string, key words.Key) {
		l.text(n+" "+words.Text(words.English, key), escpos.Left, bodySize)
		l.text(words.Text(words.Khmer, key), escpos.Left, bodySize)
	}
	l.text("Psar", escpos.Centre, titleSize)
	l.row(setup.Profile, setup.Link)
	l.page.Text(escpos.Text{Left: ruler(l.page.Profile().Columns)})
	l.page.Text(escpos.Text{Left: testLatin})
	l.text(testKhmer, escpos.Left, bodySize)
	l.rule()
	all := l.page.Profile()
	name("1", words.TestCodePage)
	all.NoPage437 = false
	l.as(all, func() { l.page.Text(escpos.Text{Left: testPage}) })
	name("2", words.TestNativeQR)
	all.NativeQR = true
	l.as(all, func() { l.code(testCode, testModule) })
	name("3", words.TestRaster)
	all.NativeQR, all.NoDoubling = false, false
	l.as(all, func() { l.code(testCode, testModule) })
	name("4", words.TestCutter)
	l.page.Feed(24)
	all.Cutter = true
	l.as(all, l.page.Cut)
}

// ruler numbers the columns of a line: its last visible one shows the paper's width.
func ruler(columns int) string {
	return strings.Repeat("1234567890", columns/10+1)[:columns]
}

// as prints something for another profile, in order to try an ability that the
// settings' profile does not use.
func (l *layout) as(p escpos.Profile, print func()) {
	own := l.page.Profile()
	l.page.SetProfile(p)
	print()
	l.page.SetProfile(own)
}

// drawer is the job that opens the cash drawer. It moves no paper.
func drawer(s settings.Values) []byte {
	var e escpos.Encoder
	e.Drawer(s.Int(settings.DrawerPin))
	return e.Bytes()
}

// DrawerNow opens the cash drawer of a printer that is offline because it has no paper.
func DrawerNow(s settings.Values) []byte {
	var e escpos.Encoder
	e.DrawerNow(s.Int(settings.DrawerPin))
	return e.Bytes()
}
