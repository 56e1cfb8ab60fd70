package paper

import (
	"bytes"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"psar/assets/qr"
	"psar/printer/escpos"
)

// payloads are like KHQR: digits and capitals of tags and lengths, names in Latin and
// Khmer, 60 to 350 bytes.
func payloads() []string {
	random := rand.New(rand.NewPCG(58, 80))
	names := []string{"PHSAR THMEY", "Kafé Kampot", "ហាងកាហ្វេ", "Mean Chey Mart"}
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef@_ "
	all := make([]string, 50)
	for i := range all {
		size := 60 + i*290/49
		var b strings.Builder
		fmt.Fprintf(&b, "00020101021229%02d0016shop%03d@bank5802KH59%s", i, i, names[i%len(names)])
		for b.Len() < size-8 {
			b.WriteByte(signs[random.IntN(len(signs))])
		}
		fmt.Fprintf(&b, "6304%04X", random.IntN(1<<16))
		all[i] = b.String()
	}
	return all
}

// An independent scanner reads every code, drawn by the printer or sent as a picture,
// byte for byte.
func TestScannersReadEveryCode(t *testing.T) {
	t.Parallel()
	scanner, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("this test reads codes with zbarimg, of the package zbar-tools: ", err)
	}
	for _, width := range []int{384, 576} {
		for _, native := range []bool{true, false} {
			t.Run(fmt.Sprintf("%d dots, native %v", width, native), func(t *testing.T) {
				t.Parallel()
				profile := escpos.Profile{WidthDots: width, Columns: width / 12, NativeQR: native}
				dir := t.TempDir()
				arguments := []string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sbinary"}
				var want bytes.Buffer
				for i, payload := range payloads() {
					file := filepath.Join(dir, fmt.Sprintf("%02d.png", i))
					printCode(t, profile, payload, file)
					arguments = append(arguments, file)
					want.WriteString(payload)
				}
				got, err := exec.CommandContext(t.Context(), scanner, arguments...).Output()
				if err != nil {
					t.Fatalf("zbarimg: %v", err)
				}
				if !bytes.Equal(got, want.Bytes()) {
					t.Errorf("the scanner reads %d bytes, want %d; they differ from byte %d on", len(got), want.Len(), differ(got, want.Bytes()))
				}
			})
		}
	}
}

// printCode prints a code between two lines of text, as on a payment slip.
func printCode(t *testing.T, profile escpos.Profile, payload, file string) {
	t.Helper()
	q, err := qr.New(payload, qr.Medium)
	if err != nil {
		t.Fatal(err)
	}
	line := escpos.Text{Left: strings.Repeat("#", profile.Columns)}
	data, err := escpos.Encode(escpos.Document{line, escpos.QR{Content: payload, Modules: q.Modules()}, line}, profile)
	if err != nil {
		t.Fatalf("%d bytes: %v", len(payload), err)
	}
	p := New(profile.WidthDots)
	if _, err := p.Write(data); err != nil {
		t.Fatal(err)
	}
	if len(p.Faults()) > 0 {
		t.Errorf("%d bytes: faults %q", len(payload), p.Faults())
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, p.Image()); err != nil {
		t.Fatal(err)
	}
}

// differ is the first position at which a and b differ.
func differ(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
