package assets_test

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"psar/assets"
)

func TestFontsAreTrueTypeWithTheirLicences(t *testing.T) {
	t.Parallel()
	fonts := map[string][]byte{
		"regular": assets.KantumruyPro(400), "semibold": assets.KantumruyPro(600),
		"bold": assets.KantumruyPro(700), "noto": assets.NotoSansKhmerBold(),
	}
	for name, data := range fonts {
		if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
			t.Errorf("%s: not a TrueType file", name)
		}
	}
	if bytes.Equal(fonts["regular"], fonts["semibold"]) || bytes.Equal(fonts["semibold"], fonts["bold"]) {
		t.Error("two weights are the same file")
	}
	for _, licence := range []string{"OFL-KantumruyPro.txt", "OFL-NotoSansKhmer.txt"} {
		text, err := os.ReadFile(filepath.Join("fonts", licence))
		if err != nil || !strings.Contains(string(text), "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("%s: %v, or not the licence", licence, err)
		}
	}
}

func TestSoundsAreShortMonoWaves(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"paid": assets.SoundPaid(), "failed": assets.SoundFailed()} {
		if string(data[:4]) != "RIFF" || string(data[8:16]) != "WAVEfmt " {
			t.Fatalf("%s: not a wave file", name)
		}
		le := binary.LittleEndian
		if got := int(le.Uint32(data[4:])); got != len(data)-8 {
			t.Errorf("%s: RIFF says %d bytes follow, %d do", name, got, len(data)-8)
		}
		channels, rate, size := le.Uint16(data[22:]), le.Uint32(data[24:]), int(le.Uint32(data[40:]))
		if channels != 1 || rate != 22050 || size != len(data)-44 {
			t.Errorf("%s: %d channels, %d samples a second, %d bytes of sound in %d", name, channels, rate, size, len(data))
		}
		if seconds := float64(size) / 2 / float64(rate); seconds > 1 {
			t.Errorf("%s: %.2f s, a queue would wait for it", name, seconds)
		}
		var peak, last int
		for i := 44; i < len(data); i += 2 {
			last = max(int(int16(le.Uint16(data[i:]))), -int(int16(le.Uint16(data[i:]))))
			peak = max(peak, last)
		}
		if peak < 8000 || peak > 32000 {
			t.Errorf("%s: peak %d of 32767: inaudible or clipped", name, peak)
		}
		if last > 300 {
			t.Errorf("%s: ends at %d, which clicks", name, last)
		}
	}
}

func TestIconIsASquareWithRoundCorners(t *testing.T) {
	t.Parallel()
	img, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != 512 || s.Y != 512 {
		t.Fatalf("size %v", s)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Error("the corner is not transparent")
	}
	if r, g, b, a := img.At(256, 40).RGBA(); r>>8 != 0x1F || g>>8 != 0x4F || b>>8 != 0xD8 || a != 0xFFFF {
		t.Error("the ground is not the primary blue")
	}
}

// The committed files are the output of their generators.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"run", "./sounds/gen", "-dir", dir},
		{"run", "./icon/gen", "-out", filepath.Join(dir, "icon.png")},
	} {
		if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, out)
		}
	}
	for file, want := range map[string][]byte{
		"paid.wav": assets.SoundPaid(), "failed.wav": assets.SoundFailed(), "icon.png": assets.Icon(),
	} {
		got, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs from what its generator writes (%v): run go generate ./assets", file, err)
		}
	}
}
