package settings

import (
	"path/filepath"
	"runtime"
	"testing"

	"psar/pos/fault"
)

// A link's file is below the data folder, however its path is written, and none of Psar's own.
func TestLinkFile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the paths are of Unix")
	}
	const folder = "/home/till/psar"
	for link, want := range map[string]string{
		"file:printed.bin":                 "printed.bin",
		"file:out/printed.bin":             "out/printed.bin",
		"file:/home/till/psar/printed.bin": "printed.bin",
		"file:/home/till/psar//out/./a":    "out/a",
		"file:/home/till/x/../psar/a":      "a",
		"file:psarette":                    "psarette",
		"file:out/psar.db":                 "out/psar.db", // not one that is opened
		"tcp:192.0.2.10":                   "",
		"paper:":                           "",
		"usb:/dev/usb/lp0":                 "",
		"":                                 "",
	} {
		if got, err := LinkFile(link, folder); err != nil || got != filepath.FromSlash(want) {
			t.Errorf("%s: %q, %v; want %q", link, got, err, want)
		}
	}
	for _, link := range []string{
		"file:", "file:.", "file:/", "file:/home/till/psar", "file:/home/till/psar/", "file:..", "file:../psar2/a",
		"file:/home/till/.profile", "file:/home/till/psar-2/a", "file:/home/till/psar/../.profile", "file:a/../../b",
		"file:/dev/usb/lp0", "file:/etc/cron.d/psar", "file:~/a/../../../x",
		"file:psar.db", "file:psar.db-wal", "file:PSAR.DB-shm", "file:psar.lock", "file:/home/till/psar/secrets.json",
		"file:training.db", "file:keyring.json", "file:folder.id", "file:log/psar.log", "file:paper/a.png", "file:reports",
		"file:.hidden", "file:..psar", "file:a/../psar.db",
	} {
		if got, err := LinkFile(link, folder); fault.CodeOf(err) != fault.PrinterFile {
			t.Errorf("%s: %q, %v", link, got, err)
		}
	}
	if _, err := LinkFile("file:/a", ""); fault.CodeOf(err) != fault.PrinterFile {
		t.Errorf("without a folder: %v", err)
	}
}

// A shop with links of an older version names each that it no longer uses once.
func TestRefusedLinks(t *testing.T) {
	t.Parallel()
	v := Values{PrinterLink: "file:/tmp/a"}
	v = v.With(PrinterKey(RoleSlip, PartLink), "file:/tmp/a").With(PrinterKey(RoleReport, PartLink), "file:../b")
	got := v.RefusedLinks(filepath.FromSlash("/home/till/psar"))
	if len(got) != 2 || got[0].Code != fault.PrinterFile || got[0].Args[0] != "file:/tmp/a" || got[1].Args[0] != "file:../b" {
		t.Errorf("%v", got)
	}
	if got := (Values{PrinterLink: "tcp:192.0.2.10"}).RefusedLinks("/"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
