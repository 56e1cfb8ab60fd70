package look

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/uitest"
	"psar/ui/view"
)

// Codes of the lengths that banks write: 127, 233 and about 350 bytes, the
// last two with a Khmer name.
func cardViews() []view.Card {
	tail := "6010Phnom Penh" + "99340013176000000000001131760000600000" + "6304ABCD"
	head := "00020101021229" + "180014sokha@bank" + "520459995303840540510.215802KH"
	return []view.Card{
		{Payload: head + "5911Sokha Store" + tail, Name: "Sokha Store", Amount: "10.21", Currency: "USD", Sign: "$"},
		{
			Payload: head + "5911Sokha Store" + "6436" + "0002km0114ហាងកាហ្វេ សុខា0208ភ្នំពេញ" + tail,
			Name:    "ហាងកាហ្វេ សុខា", Amount: "14,000", Currency: "KHR", Sign: "៛",
		},
		{
			Payload: head + "5911Sokha Store" + "6299" + strings.Repeat("0125BILL-2026-0000000187-ABCD", 4) + "6436" + "0002km0114ហាងកាហ្វេ សុខា0208ភ្នំពេញ" + tail,
			Name:    "ហាងលក់គ្រឿងសំណង់ និងសម្ភារៈអគ្គិសនី សុខា ចម្រើន", Amount: "9,999,999.99", Currency: "USD", Sign: "$",
		},
	}
}

// What a phone reads off the card must be the checked string and nothing else.
// The reader is ZBar, whose program has to be there (Debian: zbar-tools).
func TestCardIsReadByAScanner(t *testing.T) {
	for _, v := range cardViews() {
		for _, size := range []fyne.Size{fyne.NewSize(290, 420), fyne.NewSize(500, 725)} {
			for _, th := range []Theme{{}, {Dark: true}} {
				test.NewTempApp(t).Settings().SetTheme(th)
				card := NewCard(420)
				if err := card.Set(v); err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(t.TempDir(), "card.png")
				f, err := os.Create(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, uitest.Paint(t, th, size, card)); err != nil {
					t.Fatal(err)
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				read, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
				if err != nil {
					t.Fatalf("%d bytes at %v: zbarimg: %v", len(v.Payload), size, err)
				}
				if got := strings.TrimSuffix(string(read), "\n"); got != v.Payload {
					t.Errorf("%d bytes at %v: read %q, shown %q", len(v.Payload), size, got, v.Payload)
				}
			}
		}
	}
}

func TestModulesAreWholePixels(t *testing.T) {
	t.Parallel()
	modules, err := NewQR(cardViews()[0].Payload)
	if err != nil {
		t.Fatal(err)
	}
	n := len(modules)
	if n < 21 || (n-17)%4 != 0 {
		t.Fatalf("%d modules: QR codes have 17 + 4 per version", n)
	}
	for _, side := range []int{n, n + 1, 206, 232, 400, 1000} {
		img := modules.draw(side, side)
		dark := func(x, y int) bool {
			r, _, _, _ := img.At(x, y).RGBA()
			return r == 0
		}
		// The upper left mark is seven modules wide.
		off, end := 0, 0
		for !dark(off, off) {
			off++
		}
		for end = off; dark(end, off); end++ {
		}
		px := (end - off) / 7
		if px == 0 || px*7 != end-off || off != (side-n*px)/2 {
			t.Fatalf("side %d: the mark is %d pixels wide and begins at %d", side, end-off, off)
		}
		for y := range n {
			for x := range n {
				// The badge lies on the middle; its half is less than 0.1.
				if dx, dy := x-n/2, y-n/2; dx*dx+dy*dy < n*n/64 {
					continue
				}
				for _, p := range [][2]int{{0, 0}, {px - 1, 0}, {0, px - 1}, {px - 1, px - 1}} {
					if got := dark(off+x*px+p[0], off+y*px+p[1]); got != modules[y][x] {
						t.Fatalf("side %d: module %d,%d: dark %v, want %v", side, x, y, got, modules[y][x])
					}
				}
			}
		}
	}
	if img := modules.draw(n-1, n-1); img.Bounds().Dx() != n-1 {
		t.Error("a picture without room for the code has another size")
	}
}

func TestCardRefusesWhatNoCodeCanHold(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	card := NewCard(420)
	if err := card.Set(cardViews()[0]); err != nil {
		t.Fatal(err)
	}
	if err := card.Set(view.Card{Payload: strings.Repeat("x", 3000), Amount: "5.00"}); err == nil {
		t.Error("3000 bytes fit into a QR code of ECC M, says the card")
	}
	if card.modules != nil || card.view != (view.Card{}) {
		t.Error("the card still shows the code before")
	}
}

func TestCardLooksAsDesigned(t *testing.T) {
	for i, name := range []string{"card-usd.png", "card-khr.png", "card-long.png"} {
		test.NewTempApp(t).Settings().SetTheme(Theme{})
		card := NewCard(420)
		if err := card.Set(cardViews()[i]); err != nil {
			t.Fatal(err)
		}
		uitest.AssertPicture(t, name, uitest.Paint(t, Theme{}, fyne.NewSize(320, 440), card))
	}
}
