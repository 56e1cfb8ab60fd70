//go:build e2e

package e2e

import (
	"flag"
	"image"
	"image/color"
	"path/filepath"
	"testing"
)

// keepLooks saves the pictures as they are now. Look at each before committing it.
var keepLooks = flag.Bool("keep-looks", false, "keep the windows' pictures in testdata/looks")

// TestWindowLooks changes the windows themselves, and compares their layout with the
// pictures in testdata/looks.
func TestWindowLooks(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.items("Jasmine rice 5 kg,អង្ករផ្កាម្លិះ ៥ គីឡូ,8847100010018,6.20,USD", "Fish sauce,ទឹកត្រី,8847100020017,9800,KHR")
		st.staff("Sokha", "owner", "471147", "Dara", "manager", "228814", "Srey", "cashier", "347182")
	})
	st.keys("Escape") // where the secret key is kept
	st.scene("a bill, as both sides of the counter see it", func(st *stage) {
		st.scan("8847100010018")
		st.scan("8847100020017")
		st.keys("3", "asterisk", "1", "5", "0", "plus", "1", "0", "minus")
		st.keys("2", "4", "2", "5")
		st.looks("bill-cashier", st.cashier)
		st.looks("bill-customer", st.customer)
	})
	st.scene("notes, and what goes back", func(st *stage) {
		st.keys("Escape", "F9", "2", "0", "0", "0")
		st.looks("notes-cashier", st.cashier)
		st.looks("notes-customer", st.customer)
		st.keys("Return")
		st.sold(0)
		st.keys("0")
	})
	st.scene("English and Khmer", func(st *stage) {
		st.changes("F11")
		st.until("the language", func() bool { return st.setting("till.language") == "km" })
		st.changes("ctrl+l")
		st.looks("lock-khmer", st.cashier)
		st.changes("1")
		st.write("471147")
		st.writes("Return")
		st.changes("F11")
		st.until("the language", func() bool { return st.setting("till.language") == "en" })
	})
	st.scene("light and dark", func(st *stage) {
		st.changes("F6")
		st.until("the theme", func() bool { return st.setting("till.theme") == "dark" })
		st.changes("F12")
		st.changes("1")
		st.keys("Down", "Down", "7")
		st.looks("count-dark", st.cashier)
		st.keys("Escape", "Escape")
		st.changes("F6")
	})
	st.scene("help with every key", func(st *stage) {
		st.changes("F1")
		st.looks("help", st.cashier)
		st.changes("Escape")
	})
	st.close()
}

// Windows are compared in pictures of this fraction of their size: small differences
// between fonts and graphics of machines disappear, a part that is missing, moved or cut
// off does not.
const (
	lookScale  = 6
	lookShade  = 40 // of 255; smaller differences are ignored
	lookStrays = 60 // pixels that may differ, such as those of a clock
)

// looks compares a window with its saved picture, without the top bar, which has the time.
func (st *stage) looks(name, window string) {
	st.t.Helper()
	kept := filepath.Join("testdata", "looks", name+".png")
	if *keepLooks {
		var last *image.Gray
		st.until("a picture that stays", func() bool {
			before := last
			last = smaller(st.picture(window).image())
			return before != nil && strays(before, last) == 0
		})
		st.save(last, kept)
		return
	}
	want := decode(st.t, kept)
	var got image.Image
	st.until("the layout of "+kept, func() bool {
		got = smaller(st.picture(window).image())
		return strays(got, want) <= lookStrays
	})
}

// smaller is a picture in grey, each pixel the mean of a square, without the window's top
// bar.
func smaller(p image.Image) *image.Gray {
	const bar = 60
	b := p.Bounds()
	small := image.NewGray(image.Rect(0, 0, b.Dx()/lookScale, (b.Dy()-bar)/lookScale))
	for y := range small.Bounds().Dy() {
		for x := range small.Bounds().Dx() {
			sum := 0
			for i := range lookScale * lookScale {
				sum += int(color.GrayModel.Convert(p.At(b.Min.X+x*lookScale+i%lookScale, b.Min.Y+bar+y*lookScale+i/lookScale)).(color.Gray).Y)
			}
			small.SetGray(x, y, color.Gray{Y: uint8(sum / (lookScale * lookScale))})
		}
	}
	return small
}

// strays is the number of pixels that differ; all if the sizes differ.
func strays(got, want image.Image) (n int) {
	if got.Bounds() != want.Bounds() {
		return got.Bounds().Dx() * got.Bounds().Dy()
	}
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			a, b := color.GrayModel.Convert(got.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(want.At(x, y)).(color.Gray).Y
			if max(a, b)-min(a, b) > lookShade {
				n++
			}
		}
	}
	return n
}
