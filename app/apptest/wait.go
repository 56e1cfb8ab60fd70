package apptest

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"psar/pos/postest"
)

// Patience bounds every wait of the tests. A passing test never waits that long.
const Patience = postest.Patience

// Eventually calls ok repeatedly until it is true. It rests as long as a call takes, to leave
// half of the machine to what is waited for.
func Eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(Patience); ; {
		start := time.Now()
		if ok() {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(fmt.Sprint("no sign of ", what))
		}
		time.Sleep(max(20*time.Millisecond, time.Since(start)))
	}
}

// Scan reads the QR code in a picture, "" if there is none.
func Scan(file string) string {
	out, _ := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	return strings.TrimSuffix(string(out), "\n")
}
