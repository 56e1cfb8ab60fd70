package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/sale"
)

// A refused command leaves an existing file as it is.
func TestRefusedCommandsKeepTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	sold := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "5.00", "USD", "--cash")
	path := filepath.Join(t.TempDir(), "file.png")
	if err := os.WriteFile(path, []byte("the last one"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"sell", "5.00", "USD", "--qr-file", path}, // refused: there is no profile
		{"link", "5.00", "USD", "--success-url", "https://shop.example/", "--qr-file", path},
		{"receipt", sold.Receipt.String(), "--png", path}, // it is no picture
		{"report", "--z", "1", "--csv", path},
		{"report", "--z", "1", "--xlsx", path},
		{"report", "--z", "1", "--pdf", path},
		{"--data", filepath.Join(path, "x"), "items", "export", path},
		{"--data", filepath.Join(path, "x"), "printer", "preview", path},
	} {
		if _, said, exit := apptest.Run(t, psar, dir, "", args...); exit == exitOK {
			t.Errorf("%s: %s", strings.Join(args, " "), said)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != "the last one" {
			t.Errorf("%s: the file holds %q, %v", strings.Join(args, " "), data, err)
		}
	}
}
