package layout_test

import (
	"image"
	"strings"
	"testing"
	"time"

	"psar/pos/settings"
	"psar/printer/layout"
)

// The preview has the shop's own head and the printer's width, and nothing payable.
func TestPreview(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC)
	for width, dots := range map[string]int{"58": 384, "80": 576} {
		s := setUp(width, "clone")
		s[settings.ShopName] = "Sokha Coffee House"
		s[settings.Rate] = "4100"
		var before image.Image
		for _, role := range settings.PrintRoles() {
			picture, err := layout.Preview(s, role, now)
			if err != nil {
				t.Fatal(role, err)
			}
			if got := picture.Bounds().Dx(); got < dots || got > dots+48 {
				t.Errorf("%s on %s mm: %d dots wide", role, width, got)
			}
			if before != nil && before.Bounds() == picture.Bounds() {
				t.Errorf("%s looks like the one before", role)
			}
			before = picture
		}
		code, err := layout.Preview(s, settings.RoleSlip, now)
		if err != nil {
			t.Fatal(err)
		}
		if text := scanPicture(t, code); !strings.HasPrefix(text, "PSAR SAMPLE") {
			t.Errorf("the sample's code says %q", text)
		}
	}
}
