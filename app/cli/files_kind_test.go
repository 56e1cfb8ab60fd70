package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// Every command that writes a file where a person says writes it for its owner only, through
// no link, and over nothing but a file of its kind, or by --force.
func TestNamedFiles(t *testing.T) {
	t.Parallel()
	dir, gw := t.TempDir(), apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	receipt := apptest.Sales(t, psar, dir)[0].Receipt
	for name, command := range map[string][]string{
		"sell":    {"sell", "5.00", "USD", "--wait", "0s", "--qr-file"},
		"link":    {"link", "5.00", "USD", "--success-url", "https://shop.example/", "--qr-file"},
		"receipt": {"receipt", receipt, "--png"},
		"preview": {"printer", "preview"},
		"items":   {"items", "export"},
		"csv":     {"report", "--csv"},
		"xlsx":    {"report", "--xlsx"},
		"pdf":     {"report", "--pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			script, link, file := filepath.Join(out, "script"), filepath.Join(out, "link"), filepath.Join(out, "file")
			if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(script, link); err != nil {
				t.Skip(err) // on Windows only administrators may
			}
			run := func(fails string, args ...string) {
				t.Helper()
				_, said, exit := apptest.Run(t, psar, dir, "", append(command, args...)...)
				failed := exit == exitFailed
				if failed != (fails != "") || !strings.Contains(said, fails) {
					t.Errorf("%v: exit %d: %s", args, exit, said)
				}
			}
			run("holds something else", script)
			run("is a link", link)
			run("is a link", link, "--force")
			if data, err := os.ReadFile(script); err != nil || string(data) != "#!/bin/sh\n" {
				t.Errorf("the script holds %q, %v", data, err)
			}
			run("", file)
			if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
				t.Errorf("it has %v, %v", info.Mode(), err)
			}
			run("", file) // of the same kind now
			run("", script, "--force")
			want, err := os.ReadFile(file)
			if got, err2 := os.ReadFile(script); err != nil || err2 != nil || len(got) < 4 || string(got[:4]) != string(want[:4]) {
				t.Errorf("by --force it holds %.20q, %v, %v", got, err, err2)
			}
			left, err := os.ReadDir(out)
			if err != nil || len(left) != 3 {
				t.Errorf("the folder holds %v, %v", left, err)
			}
		})
	}
}
