package cli

import (
	"os"
	"strings"
	"testing"

	"psar/app/apptest"
)

// A device is written to and stays a device; a device that refuses is reported.
func TestReportIntoADevice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	if out := apptest.Psar(t, apptest.Process(t), dir, "report", "--csv", "/dev/stdout"); !strings.Contains(out, "Sokha Coffee House") {
		t.Errorf("standard output as a file: %q", out)
	}
	for _, flag := range []string{"--csv", "--xlsx", "--pdf"} {
		_, said, exit := apptest.Run(t, psar, dir, "", "report", flag, "/dev/full")
		if exit != exitFailed || !strings.Contains(said, "/dev/full") {
			t.Errorf("report %s: exit %d: %s", flag, exit, said)
		}
	}
	if info, err := os.Stat("/dev/full"); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device is a file now: %v", err)
	}
}
