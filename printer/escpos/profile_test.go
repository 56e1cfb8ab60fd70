package escpos

import "testing"

// Widths and columns are the makers'; a column of font A is 12 dots wide.
func TestProfilesOfShopsPrinters(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                         string
		width, dots, columns         int
		nativeQR, cutter, answersIDs bool
	}{
		{"generic", 58, 384, 32, false, false, false},
		{"generic", 80, 576, 48, true, true, false},
		{"clone", 80, 576, 48, false, false, false},
		{"clone-58", 80, 384, 32, false, false, false},
		{"clone-80", 58, 576, 48, false, true, false},
		{"epson-tm-t20", 80, 576, 48, true, true, true},
		{"epson-tm-t88", 80, 512, 42, true, true, true},
		{"epson-tm-t88", 58, 360, 30, true, true, true},
		{"xprinter", 58, 384, 32, true, false, false},
		{"sunmi", 80, 576, 48, true, true, false},
		{"mute", 80, 576, 48, false, false, false},
	}
	for _, tt := range tests {
		p, ok := ProfileOf(tt.name, tt.width)
		if !ok {
			t.Errorf("%s is unknown", tt.name)
			continue
		}
		want := Profile{
			Name: tt.name, WidthDots: tt.dots, Columns: tt.columns,
			NativeQR: tt.nativeQR, Cutter: tt.cutter, ProcessID: tt.answersIDs, Mute: tt.name == "mute",
		}
		if p != want {
			t.Errorf("%s on %d mm: %+v, want %+v", tt.name, tt.width, p, want)
		}
	}
}

func TestEveryProfileHoldsItsLines(t *testing.T) {
	t.Parallel()
	for _, name := range ProfileNames() {
		for _, width := range []int{58, 80} {
			p, ok := ProfileOf(name, width)
			if !ok || p.Name != name {
				t.Fatalf("%s: %+v, %v", name, p, ok)
			}
			if p.WidthDots%8 != 0 || p.Columns != p.WidthDots/ColumnDots {
				t.Errorf("%s: %d columns of %d dots on %d", name, p.Columns, ColumnDots, p.WidthDots)
			}
			if p.Mute && p.ProcessID {
				t.Errorf("%s is mute and answers", name)
			}
		}
	}
	if p, ok := ProfileOf("laser", 80); ok {
		t.Errorf("laser is %+v", p)
	}
}
