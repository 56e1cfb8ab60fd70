package cli

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// places are environments that programs run in. Cron and containers have the first ones.
var places = [][]string{
	nil, // no locale, no time zone
	{"LANG=C"}, {"LANG=POSIX"}, {"LANG=C.UTF-8"}, {"LC_ALL=C.UTF-8", "TZ=Pacific/Pago_Pago"},
	{"LANG=km_KH.UTF-8", "TZ=Asia/Phnom_Penh"}, {"LANG=km_KH.UTF-8@khmer"}, {"LANGUAGE=en_GB:C:xx", "LANG=en_US.UTF-8"},
	{"LANG=\xff"}, {"TZ=America/St_Johns"}, {"TZ=Pacific/Kiritimati"}, {"TZ=nowhere"},
}

// A command prints the same bytes in any locale and time zone, and nothing besides.
func TestCommandsAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	bin, dir, out := apptest.Program(t), t.TempDir(), t.TempDir()
	run := func(t *testing.T, place []string, at string, args ...string) string {
		t.Helper()
		cmd := exec.Command(bin, append([]string{"--data", dir}, args...)...)
		cmd.Env = append([]string{apptest.MainEnv + "=1", atEnv + "=" + at, "HOME=" + dir}, place...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
			t.Fatalf("psar %v: %v", args, err)
		}
		return "standard output:\n" + stdout.String() + "standard error:\n" + stderr.String()
	}
	// A time at which the business day, and the year, depend on the time zone.
	const at = "2026-12-31T20:30:00Z"
	for _, args := range [][]string{
		{"settings", "set", "shop.name", "Sokha Coffee House"},
		{"settings", "set", "rate.khr_per_usd", "4100"},
		{"shift", "open", "--count-usd", "50.00", "--count-khr", "0", "--by", "Dara"},
		{"sell", "3.50", "USD", "--cash"},
		{"close", "--count-usd", "53.50", "--count-khr", "0", "--by", "Dara"},
		{"sell", "5.00", "USD", "--cash"},
	} {
		if said := run(t, nil, at, args...); strings.Contains(said, "psar:") {
			t.Fatalf("psar %v\n%s", args, said)
		}
	}
	// None of these writes, so all use the same shop.
	commands := [][]string{
		{"version"}, {"--help"}, {"nonsense"}, {"sales", "--json"}, {"report"}, {"report", "--json"}, {"report", "--csv", "-"},
		{"report", "--pdf", "-"}, {"report", "--xlsx", "-"}, {"report", "--z", "1"}, {"report", "--z", "1", "--json"},
		{"--lang", "km", "report"}, {"journal", "verify", "--json"}, {"settings", "list"}, {"items", "export", "-"},
		{"--lang", "km", "sell", "0", "USD"}, {"receipt", "01/2027/000001", "--png", filepath.Join(out, "receipt.png")},
		{"report", "--z", "9"}, {"khqr", "check", "000201", "--json"},
		{"khqr", "make", "--account", "sok_dara@aclb", "--name", "Sok Dara", "--city", "Phnom Penh", "--currency", "USD", "--amount", "5.00", "--expires", "10m"},
		{"till"},
	}
	for _, args := range commands {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			want := run(t, places[0], at, args...)
			if strings.Contains(want, "Fyne") || !strings.Contains(strings.Join(args, " "), "version") && strings.Contains(want, "fyne") {
				t.Errorf("not its own words:\n%s", want)
			}
			for _, place := range places[1:] {
				if got := run(t, place, at, args...); got != want {
					t.Fatalf("in %q:\n%s\nin none:\n%s", place, got, want)
				}
			}
		})
	}
}
