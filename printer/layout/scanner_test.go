package layout_test

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"psar/pos/money"
	"psar/pos/postest"
	"psar/printer/layout"
)

// tag is a field of a KHQR: tag number, length in characters, value.
func tag(number int, value string) string {
	return fmt.Sprintf("%02d%02d%s", number, len([]rune(value)), value)
}

// randomKHQR makes a random payload of 60 to 350 bytes with the structure of a KHQR.
// Its CRC is random too: scanners do not check it.
func randomKHQR(random *rand.Rand, size int) string {
	names := []string{"PHSAR THMEY", "Sok Dara", "ហាងកាហ្វេ", "Mean Chey Mart", "ផ្សារ"}
	letters := func(n int) string {
		const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_. -/:"
		b := make([]byte, n)
		for i := range b {
			b[i] = signs[random.IntN(len(signs))]
		}
		return string(b)
	}
	head := tag(0, "01") + tag(1, "12") + tag(29, tag(0, letters(4+random.IntN(8))+"@aclb"))
	if size > 180 {
		head += tag(52, "5999") + tag(53, "840") + tag(54, fmt.Sprint(random.IntN(100_000))) + tag(58, "KH") + tag(59, names[random.IntN(len(names))])
	}
	for rest := size - len(head) - 8; rest > 0; rest = size - len(head) - 8 {
		head += tag(62+random.IntN(30), letters(min(max(rest-4, 1), 95)))
	}
	return head + "6304" + fmt.Sprintf("%04X", random.IntN(1<<16))
}

// TestScannersReadEveryCode: an independent scanner reads the code from the page of
// every slip, whether the printer drew it or it was sent as a picture.
func TestScannersReadEveryCode(t *testing.T) {
	t.Parallel()
	scanner, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("this test reads codes with zbarimg, of the package zbar-tools: ", err)
	}
	random := rand.New(rand.NewPCG(384, 576))
	payloads := make([]string, postest.Depth(160, 1000))
	for i := range payloads {
		payloads[i] = randomKHQR(random, 60+i*290/(len(payloads)-1))
		if n := len(payloads[i]); n < 60 || n > 365 {
			t.Fatalf("a payload of %d bytes", n)
		}
	}
	for _, width := range []string{"58", "80"} {
		t.Run(width, func(t *testing.T) {
			t.Parallel()
			var both sync.WaitGroup
			batch := len(payloads) / 4
			for from := 0; from < len(payloads); from += batch {
				both.Go(func() { readBack(t, scanner, width, payloads[from:from+batch]) })
			}
			both.Wait()
		})
	}
}

// readBack prints codes, reads them with the scanner, and compares. The printer draws
// one in four itself.
func readBack(t *testing.T, scanner, width string, payloads []string) {
	dir := t.TempDir()
	// The scanner looks at every second row and column, as a phone sees less detail.
	arguments := []string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sbinary", "-Sx-density=2", "-Sy-density=2"}
	var want bytes.Buffer
	for i, payload := range payloads {
		profile := "clone"
		if i%4 == 0 {
			profile = "sunmi"
		}
		job := slipJob()
		job.Slip.QR = payload
		// Optional lines are left out, because they only slow the scanner down.
		job.Slip.Training, job.Slip.Other, job.Slip.Expires = false, money.Money{}, time.Time{}
		picture, err := layout.Picture(setUp(width, profile), job)
		if err != nil {
			t.Errorf("%d bytes: %v", len(payload), err)
			return
		}
		file := filepath.Join(dir, fmt.Sprintf("%03d.pbm", i))
		if err := writePBM(file, picture.(*image.Paletted)); err != nil {
			t.Error(err)
			return
		}
		arguments = append(arguments, file)
		want.WriteString(payload)
	}
	got, err := exec.CommandContext(t.Context(), scanner, arguments...).Output()
	if err != nil {
		t.Errorf("zbarimg: %v", err)
	}
	if bytes.Equal(got, want.Bytes()) {
		return
	}
	read := string(got)
	for _, payload := range payloads {
		if !strings.Contains(read, payload) {
			t.Errorf("on %s mm, a code of %d bytes is not read: %q", width, len(payload), payload)
		}
	}
	t.Errorf("the scanner reads %d bytes, want %d", len(got), want.Len())
}

// writePBM writes a picture as a portable bitmap, which scanners read and needs no
// compression.
func writePBM(name string, img *image.Paletted) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	r := img.Bounds()
	black := byte(img.Palette.Index(color.Black))
	fmt.Fprintf(w, "P4\n%d %d\n", r.Dx(), r.Dy())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := make([]byte, (r.Dx()+7)/8)
		for x := range r.Dx() {
			if img.ColorIndexAt(r.Min.X+x, y) == black {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		if _, err := w.Write(row); err != nil {
			return err
		}
	}
	return w.Flush()
}
