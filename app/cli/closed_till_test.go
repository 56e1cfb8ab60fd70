package cli

import (
	"slices"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/postest"
	"psar/pos/report"
)

// Commands that are run while the till is closed don't make it look open: the spell stands on the
// Z, also of a shift that a command closes.
func TestCommandsBesideAClosedTill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	clock := postest.NewClock(time.Date(2026, 11, 30, 2, 0, 0, 0, time.UTC))
	at := psarAt(clock)
	apptest.Psar(t, at, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, at, dir, "shift", "open", "--count-usd", "50.00", "--by", "Sok")
	till := func() {
		t.Helper()
		shop, err := app.Open(t.Context(), testPlace(dir), false, clock)
		if err != nil {
			t.Fatal(err)
		}
		shop.Close()
	}
	till()
	since := clock.Now()
	for range 3 {
		clock.Add(25 * time.Minute)
		apptest.Psar(t, at, dir, "settings", "set", "shop.thanks", "See you")
	}
	apptest.Psar(t, at, dir, "close")
	z := apptest.ReadJSON[report.Report](t, at, dir, "report", "--z", "1")
	want := []report.Spell{{Since: since, Until: clock.Now()}}
	if !slices.EqualFunc(z.Closed, want, func(a, b report.Spell) bool { return a.Since.Equal(b.Since) && a.Until.Equal(b.Until) }) {
		t.Errorf("closed %+v, want %+v", z.Closed, want)
	}
}
