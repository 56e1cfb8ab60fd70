package pos_test

import (
	"testing"

	"psar/pos/payment"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
)

// What the file of certificates holds is the owner's: another one is an alert, once in each run, until
// it is put back or set again.
func TestOtherCertificatesAreAnAlert(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	office, thief := settings.NewFile("/etc/psar/office.pem", []byte("office")), settings.NewFile("/etc/psar/office.pem", []byte("thief"))
	s.set(settings.GatewayCAFile, office.Value())
	doubt := func(now settings.File) {
		t.Helper()
		if err := s.till.DoubtCertificates(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	doubt(office)
	doubt(settings.NewFile("/etc/psar/before.pem", nil)) // it was read before another one was set
	if found := s.records(); len(found) != 0 {
		t.Fatalf("%+v", found)
	}
	doubt(thief)
	doubt(thief)
	alert := s.wantAlert(payment.AlertCertificates)
	if alert.Expected != office.String() || alert.Actual != thief.String() || alert.Times != 1 {
		t.Errorf("%+v", alert)
	}
	if err := s.till.ReadAlert(t.Context(), alert.ID, "asked Sok", dara); err != nil {
		t.Fatal(err)
	}
	doubt(thief)
	if found := s.records(); len(found) != 0 {
		t.Errorf("cleared, and raised again: %+v", found)
	}
	s.close()
	s.open()
	doubt(thief)
	s.wantAlert(payment.AlertCertificates)
}

// A file that an older program set has no sum: what it holds at the first opening counts.
func TestOlderCertificatesArePinned(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.close()
	office, thief := settings.NewFile("/etc/psar/office.pem", []byte("office")), settings.NewFile("/etc/psar/office.pem", []byte("thief"))
	if err := storagetest.Set(t.Context(), storage.Options{Dir: s.dir, Clock: s.clock, State: s.outside}, settings.GatewayCAFile, office.Path); err != nil {
		t.Fatal(err)
	}
	s.open()
	for _, c := range []struct {
		now    settings.File
		pinned bool
	}{{settings.NewFile("/etc/psar/other.pem", nil), false}, {office, true}, {thief, false}, {office, false}} {
		pinned, err := s.till.PinCertificates(t.Context(), c.now)
		if err != nil || pinned != c.pinned {
			t.Errorf("%s: %t, %v", c.now, pinned, err)
		}
	}
	s.close()
	s.open()
	if got := s.till.Snapshot().Settings.Get(settings.GatewayCAFile); got != office.Value() {
		t.Errorf("kept %q", got)
	}
	if found := s.records(); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
