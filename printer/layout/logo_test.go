package layout_test

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/layout"
)

// drawing is a dark disc on a transparent background, as many logos are.
func drawing(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			dx, dy := 2*x-width, 2*y-height
			if dx*dx*height*height+dy*dy*width*width < width*width*height*height {
				img.Set(x, y, color.NRGBA{30, 40, 90, 255})
			}
		}
	}
	return img
}

// The shop's file becomes a setting, and is printed at the head of receipts only.
func TestLogoOnReceipts(t *testing.T) {
	t.Parallel()
	spec, err := settings.SpecOf(settings.ShopLogo)
	if err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]image.Point{"usual": {600, 240}, "a dot": {1, 1}, "wide": {10_000, 40}, "high": {40, 10_000}} {
		kept, err := layout.KeepLogo(pngOf(t, drawing(size.X, size.Y)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := spec.CheckValue(kept); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, width := range []string{"58", "80"} {
			plain, branded := setUp(width, "generic"), with(setUp(width, "generic"), settings.ShopLogo, kept)
			for kind, job := range map[string]queue.Job{"receipt": receiptJob(), "slip": slipJob()} {
				before, err := layout.Encode(plain, job)
				if err != nil {
					t.Fatal(err)
				}
				after, err := layout.Encode(branded, job)
				if err != nil {
					t.Fatal(err)
				}
				if got := bytes.Equal(before, after); got != (kind == "slip") && name != "a dot" {
					t.Errorf("%s, %s mm: the %s without its logo is the same: %v", name, width, kind, got)
				}
			}
		}
	}
	kept, err := layout.KeepLogo(pngOf(t, drawing(600, 240)))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := layout.Picture(with(setUp("80", "generic"), settings.ShopLogo, kept), receiptJob())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/receipt-80-logo.png", picture)
}

func TestLogosThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"nothing": nil, "text": []byte("logo.png"), "half": pngOf(t, drawing(300, 300))[:200],
	} {
		if _, err := layout.KeepLogo(file); fault.CodeOf(err) != fault.LogoInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	spec, err := settings.SpecOf(settings.ShopLogo)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"logo.png", "aGVsbG8="} {
		if err := spec.CheckValue(value); fault.CodeOf(err) != fault.SettingInvalid {
			t.Errorf("%s: %v", value, err)
		}
	}
	// A damaged setting does not prevent receipts.
	if _, err := layout.Encode(with(setUp("80", "generic"), settings.ShopLogo, "aGVsbG8="), receiptJob()); err != nil {
		t.Error(err)
	}
}
