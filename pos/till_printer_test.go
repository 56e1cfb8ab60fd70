package pos_test

import (
	"path/filepath"
	"testing"

	"psar/pos/fault"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A printer's link may only name a file below the shop's data folder, of every role and by
// both ways to set it.
func TestPrinterFilesAreBelowTheFolder(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for link, want := range map[string]fault.Code{
		"file:" + filepath.Join(s.dir, "printed.bin"):    "",
		"file:out/printed.bin":                           "",
		"file:" + filepath.Join(t.TempDir(), ".profile"): fault.PrinterFile,
		"file:../.profile":                               fault.PrinterFile,
		"file:psar.db":                                   fault.PrinterFile,
		"":                                               "",
	} {
		for _, role := range settings.PrintRoles() {
			key := settings.PrinterKey(role, settings.PartLink)
			s.set(key, "paper:")
			kept := link
			if want != "" {
				kept = "paper:"
			}
			if err := s.till.SetSetting(t.Context(), key, link); fault.CodeOf(err) != want || s.till.Snapshot().Settings[key] != kept {
				t.Errorf("%s=%s: %v", key, link, err)
			}
			s.set(key, "paper:")
			err := s.till.ChangePrinter(t.Context(), role, map[settings.PrinterPart]string{settings.PartLink: link}, staff.Approval{})
			if fault.CodeOf(err) != want || s.till.Snapshot().Settings[key] != kept {
				t.Errorf("ChangePrinter %s=%s: %v", key, link, err)
			}
		}
	}
	s.set(settings.ShopName, "file:/etc") // no link
}
