package uitest

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const (
	// closeBy is how far in a channel, of 255, a kept colour may be from the drawn one: an
	// edge's shade, which nobody can tell from the other.
	closeBy = 10
	// groundShare is which share of a picture a colour fills that is kept as it is: one dot
	// in so many. Nobody may change a ground by a shade unseen.
	groundShare = 500
)

// AssertPicture compares what is drawn with testdata/name, which keeps a picture in at most
// 256 of its own colours. A picture that differs is left in testdata/failed, to be looked
// at. With -update it is kept anew.
func AssertPicture(t *testing.T, name string, drawn image.Image) {
	t.Helper()
	path := filepath.Join("testdata", name)
	is := dots(drawn)
	if *update {
		few, err := reduced(is)
		if err != nil {
			t.Fatal(err)
		}
		writePicture(t, path, few)
		return
	}
	kept, err := readPicture(path)
	if err == nil {
		err = unlike(kept, is)
	}
	if err != nil {
		failed := filepath.Join("testdata", "failed", name)
		writePicture(t, failed, is)
		t.Errorf("%v: look at %s; is it meant? then -update", err, failed)
	}
}

// unlike says where a drawn picture differs from a kept one.
func unlike(kept image.Image, drawn *image.NRGBA) error {
	if kept.Bounds() != drawn.Bounds() {
		return fmt.Errorf("the size was %v, and is %v", kept.Bounds(), drawn.Bounds())
	}
	was, counts := dots(kept), colours(drawn)
	ground := len(drawn.Pix) / 4 / groundShare
	var where image.Rectangle
	for i := 0; i < len(drawn.Pix); i += 4 {
		is, kept := dot(drawn, i), dot(was, i)
		if is == kept {
			continue
		}
		if apart(is, kept) > closeBy || counts[is] >= ground {
			x, y := i%drawn.Stride/4, i/drawn.Stride
			where = where.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	if !where.Empty() {
		return fmt.Errorf("the picture is another within %v", where)
	}
	return nil
}

// reduced is a picture in at most 256 of its colours: all that fill a ground, and of the
// others as few as have one close to each.
func reduced(m *image.NRGBA) (*image.Paletted, error) {
	counts := colours(m)
	// The most frequent first; the order of a map must not show.
	all := slices.SortedFunc(maps.Keys(counts), func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var kept color.Palette
	far := make([]int, len(all)) // from each colour to the closest that is kept
	nearest := make([]uint8, len(all))
	keep := func(at int) {
		for i, c := range all {
			if d := apart(c, all[at]); len(kept) == 0 || d < far[i] {
				far[i], nearest[i] = d, uint8(len(kept))
			}
		}
		kept = append(kept, all[at])
	}
	ground := len(m.Pix) / 4 / groundShare
	for i, c := range all {
		if i == 0 || counts[c] >= ground {
			keep(i)
		}
	}
	for slices.Max(far) > closeBy {
		if len(kept) == 256 {
			return nil, fmt.Errorf("256 colours do not do for the picture: one is off by %d of 255", slices.Max(far))
		}
		keep(slices.Index(far, slices.Max(far)))
	}
	index := map[color.NRGBA]uint8{}
	for i, c := range all {
		index[c] = nearest[i]
	}
	out := image.NewPaletted(m.Bounds(), kept)
	for i := range out.Pix {
		out.Pix[i] = index[dot(m, 4*i)]
	}
	return out, nil
}

// dots are a picture's, from its upper left. The kinds that windows are painted and kept
// in are not left to the slow way of image/draw.
func dots(m image.Image) *image.NRGBA {
	whole := image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy())
	if m, ok := m.(*image.NRGBA); ok && m.Rect == whole && m.Stride == 4*whole.Dx() {
		return m
	}
	out := image.NewNRGBA(whole)
	if m, ok := m.(*image.Paletted); ok && m.Rect == whole && m.Stride == whole.Dx() {
		var palette [256]color.NRGBA
		for i, c := range m.Palette {
			palette[i] = color.NRGBAModel.Convert(c).(color.NRGBA)
		}
		for i, at := range m.Pix {
			c := palette[at]
			copy(out.Pix[4*i:], []uint8{c.R, c.G, c.B, c.A})
		}
		return out
	}
	draw.Draw(out, whole, m, m.Bounds().Min, draw.Src)
	return out
}

func dot(m *image.NRGBA, i int) color.NRGBA {
	return color.NRGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3]}
}

// colours counts a picture's dots by their colour.
func colours(m *image.NRGBA) map[color.NRGBA]int {
	counts := map[color.NRGBA]int{}
	for i := 0; i < len(m.Pix); {
		c, begin := dot(m, i), i
		for i < len(m.Pix) && dot(m, i) == c { // grounds are wide, and maps are slow
			i += 4
		}
		counts[c] += (i - begin) / 4
	}
	return counts
}

// apart is how far two colours are from each other in the channel where it is most.
func apart(a, b color.NRGBA) int {
	channel := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return max(channel(a.R, b.R), channel(a.G, b.G), channel(a.B, b.B), channel(a.A, b.A))
}

func writePicture(t *testing.T, path string, m image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := errors.Join(encoder.Encode(f, m), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func readPicture(path string) (image.Image, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not kept yet", path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}
