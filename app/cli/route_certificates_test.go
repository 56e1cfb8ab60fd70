package cli

import (
	"os"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/settings"
	"psar/storage/storagetest"
)

// puts has one file hold what another holds.
func puts(t *testing.T, into, from string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(into, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// shopByWayOf is a shop whose way to the bank leads to a middle, and sells by KHQR there.
func shopByWayOf(t *testing.T, m *middle) (dir string, sell func() (string, int)) {
	t.Helper()
	dir = shopFarAway(t)
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.proxy", m.proxy, "--by", "Srey")
	return dir, func() (string, int) {
		t.Helper()
		out, errs, exit := apptest.Run(t, psar, dir, "", "sell", "--json", "--wait", "1s", "3.50", "USD")
		return out + errs, exit
	}
}

// The owner has set a file, and what it held. The attack that this ends: the thief's authority is
// written into it, and every code is "Paid".
func TestReplacedCertificatesAreNotBelieved(t *testing.T) {
	t.Parallel()
	thief, office := newMiddle(t), newMiddle(t)
	dir, sell := shopByWayOf(t, thief)
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.ca_file", office.ca, "--by", "Srey")
	puts(t, office.ca, thief.ca)
	if said, exit := sell(); exit == exitOK || !strings.Contains(said, "ca_file_changed") || thief.requests.Load() != 0 {
		t.Errorf("exit %d, %d requests believed\n%s", exit, thief.requests.Load(), said)
	}
	for _, lang := range []string{"en", "km"} {
		out := apptest.Psar(t, psar, dir, "--lang", lang, "alarms")
		if strings.Count(out, office.ca) != 2 || strings.Contains(out, "certificates is not the one") != (lang == "en") {
			t.Errorf("the alarms:\n%s", out)
		}
	}
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	if out, _, _ := apptest.Run(t, psar, dir, "", "doctor"); !strings.Contains(out, "! Way to the bank") || !strings.Contains(out, "gateway.ca_file again") {
		t.Errorf("doctor:\n%s", out)
	}
	// The owner takes it as it is now: they have looked, and it is theirs.
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.ca_file", office.ca, "--by", "Srey")
	if said, exit := sell(); exit != exitNotPaid || thief.requests.Load() == 0 {
		t.Errorf("exit %d, %d requests\n%s", exit, thief.requests.Load(), said)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// An older program kept the path alone: what the file holds at the first opening counts, and the
// command that found it says so, once.
func TestOlderCertificatesArePinned(t *testing.T) {
	t.Parallel()
	thief, office := newMiddle(t), newMiddle(t)
	dir, sell := shopByWayOf(t, office)
	err := storagetest.Set(t.Context(), testPlace(dir).Options(false, app.SystemClock{}), settings.GatewayCAFile, office.ca)
	if err != nil {
		t.Fatal(err)
	}
	for _, times := range []int{1, 0} {
		if said, exit := sell(); exit != exitNotPaid || strings.Count(said, "certificates count as they are") != times {
			t.Errorf("exit %d, said not %d times\n%s", exit, times, said)
		}
	}
	puts(t, office.ca, thief.ca)
	if said, exit := sell(); exit == exitOK || !strings.Contains(said, "ca_file_changed") {
		t.Errorf("exit %d\n%s", exit, said)
	}
	if got := apptest.Psar(t, psar, dir, "settings", "get", "gateway.ca_file"); strings.TrimSpace(got) != office.ca {
		t.Errorf("shown as %q", got)
	}
}
