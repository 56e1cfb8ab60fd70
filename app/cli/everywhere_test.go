package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
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

// eachEnv is apptest.MainEnv's value for runEach.
const eachEnv = "each"

// endOfCommand stands after what each command of runEach printed and its exit code.
const endOfCommand = "\n-- end of a command\n"

// runEach is the program with its commands on standard input, as JSON: all in one process,
// because the place belongs to the process and its start takes longer than they do.
func runEach(w environment) int {
	var commands [][]string
	if err := json.NewDecoder(w.in).Decode(&commands); err != nil {
		fmt.Fprintln(w.err, err)
		return exitFailed
	}
	w.in = strings.NewReader("")
	for _, args := range commands {
		code := run(context.Background(), args, w)
		for _, to := range []io.Writer{w.out, w.err} {
			fmt.Fprintf(to, "\n-- exit code %d%s", code, endOfCommand)
		}
	}
	return exitOK
}

// runIn runs commands in a place and returns what each printed, the toolkit's words and
// the exit code included.
func runIn(t *testing.T, place []string, at, dir string, commands [][]string) []string {
	t.Helper()
	orders, err := json.Marshal(commands)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(string(apptest.Process(t)))
	cmd.Env = append([]string{apptest.MainEnv + "=" + eachEnv, atEnv + "=" + at, "HOME=" + dir, "PSAR_DATA=" + dir}, place...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(orders), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("in %q: %v\n%s", place, err, stderr.String())
	}
	outs, errs := strings.Split(stdout.String(), endOfCommand), strings.Split(stderr.String(), endOfCommand)
	if len(outs) != len(commands)+1 || len(errs) != len(outs) {
		t.Fatalf("in %q: %d and %d outputs of %d commands", place, len(outs)-1, len(errs)-1, len(commands))
	}
	for i := range outs {
		outs[i] = "standard output:\n" + outs[i] + "standard error:\n" + errs[i]
	}
	return outs[:len(commands)]
}

// A command prints the same bytes in any locale and time zone, and nothing besides.
func TestCommandsAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	// A time at which the business day, and the year, depend on the time zone.
	const at = "2026-12-31T20:30:00Z"
	for _, said := range runIn(t, nil, at, dir, [][]string{
		{"settings", "set", "shop.name", "Sokha Coffee House"},
		{"settings", "set", "rate.khr_per_usd", "4100"},
		{"shift", "open", "--count-usd", "50.00", "--count-khr", "0", "--by", "Dara"},
		{"sell", "3.50", "USD", "--cash"},
		{"close", "--count-usd", "53.50", "--count-khr", "0", "--by", "Dara"},
		{"sell", "5.00", "USD", "--cash"},
	}) {
		if strings.Contains(said, "psar:") {
			t.Fatal(said)
		}
	}
	// None of these writes in a copy of the folder, where a Z report that is read is not told of, so
	// all use the same one.
	copied := t.TempDir()
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	dir = copied
	commands := [][]string{
		{"version"}, {"--help"}, {"nonsense"}, {"sales", "--json"}, {"report"}, {"report", "--json"}, {"report", "--csv", "-"},
		{"report", "--pdf", "-"}, {"report", "--xlsx", "-"}, {"report", "--z", "1"}, {"report", "--z", "1", "--json"},
		{"--lang", "km", "report"}, {"journal", "verify", "--json"}, {"settings", "list"}, {"items", "export", "-"},
		{"--lang", "km", "sell", "0", "USD"}, {"receipt", "01/2027/000099", "--png", filepath.Join(out, "receipt.png")},
		{"report", "--z", "9"}, {"khqr", "check", "000201", "--json"},
		{"khqr", "make", "--account", "sok_dara@aclb", "--name", "Sok Dara", "--city", "Phnom Penh", "--currency", "USD", "--amount", "5.00", "--expires", "10m"},
		{"till"},
	}
	want := runIn(t, places[0], at, dir, commands)
	for i, args := range commands {
		if strings.Contains(want[i], "Fyne") || args[0] != "version" && strings.Contains(want[i], "fyne") {
			t.Errorf("psar %v: not its own words:\n%s", args, want[i])
		}
	}
	for _, place := range places[1:] {
		t.Run(strings.Join(place, " "), func(t *testing.T) {
			t.Parallel()
			got := runIn(t, place, at, dir, commands)
			for i := range got {
				if got[i] != want[i] {
					t.Errorf("%q:\n%s\nin no place:\n%s", commands[i], got[i], want[i])
				}
			}
		})
	}
}
