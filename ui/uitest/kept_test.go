package uitest

import (
	"image"
	"image/color"
	"testing"
)

// shaded is a picture with two grounds, an edge of many shades between them, and a mark.
func shaded() *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 600, 100))
	for y := range 100 {
		for x := range 600 {
			c := color.NRGBA{245, 244, 240, 255}
			switch {
			case x >= 300 && x < 556:
				c = color.NRGBA{uint8(x - 300), uint8(y), 200, 255}
			case x >= 556:
				c = color.NRGBA{29, 78, 216, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func TestKeptPictureIsAsDrawn(t *testing.T) {
	t.Parallel()
	drawn := shaded()
	kept, err := reduced(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if len(kept.Palette) < 20 || len(kept.Palette) > 256 {
		t.Errorf("%d colours", len(kept.Palette))
	}
	if err := unlike(kept, drawn); err != nil {
		t.Errorf("a picture differs from itself: %v", err)
	}
	again, err := reduced(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept.Pix) != string(again.Pix) || len(kept.Palette) != len(again.Palette) {
		t.Error("reduced twice, the picture is another")
	}
}

func TestAnotherPictureIsTold(t *testing.T) {
	t.Parallel()
	kept, err := reduced(shaded())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(*image.NRGBA) *image.NRGBA
		want   string
	}{
		{"an edge rounded otherwise", func(m *image.NRGBA) *image.NRGBA { m.Pix[4*400] = 101; return m }, ""},
		{"one dot", func(m *image.NRGBA) *image.NRGBA {
			m.SetNRGBA(7, 3, color.NRGBA{0, 0, 0, 255})
			return m
		}, "the picture is another within (7,3)-(8,4)"},
		{"a ground by one shade", func(m *image.NRGBA) *image.NRGBA {
			for y := range 100 {
				for x := 556; x < 600; x++ {
					m.SetNRGBA(x, y, color.NRGBA{29, 78, 215, 255})
				}
			}
			return m
		}, "the picture is another within (556,0)-(600,100)"},
		{"the size", func(*image.NRGBA) *image.NRGBA { return image.NewNRGBA(image.Rect(0, 0, 10, 10)) }, "the size was (0,0)-(600,100), and is (0,0)-(10,10)"},
	} {
		got := ""
		if err := unlike(kept, tt.change(shaded())); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPictureOfTooManyColours(t *testing.T) {
	t.Parallel()
	m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		m.SetNRGBA(i%64, i/64, color.NRGBA{uint8(4 * i), uint8(i / 16), uint8(i * 7), 255})
	}
	if kept, err := reduced(m); err == nil {
		t.Errorf("%d colours were enough", len(kept.Palette))
	}
}
