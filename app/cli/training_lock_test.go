package cli

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/report"
)

// askedClock is the machine's clock, at each question to which something is tried.
type askedClock struct{ try func() }

func (c *askedClock) Now() time.Time { c.try(); return time.Now() }

// No other process comes between the shop and its training, nor between training and the shop,
// which then tells of the training's end as of a whole one. A process tries at each step at which
// the clock is asked.
func TestNobodyComesBetweenTrainingAndTheShop(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), apptest.Process(t)
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	var tries, trying atomic.Int64
	try := func() {
		if trying.Add(1) == 1 { // one at a time is enough
			tries.Add(1)
			_, errs, exit := apptest.Run(t, other, dir, "", "sell", "1.00", "USD", "--cash")
			if exit != exitFailed || !strings.Contains(errs, "this data") {
				t.Errorf("try %d: exit %d: %s", tries.Load(), exit, errs)
			}
		}
		trying.Add(-1)
	}
	clock := &askedClock{func() {}}
	shop, err := app.Open(t.Context(), testPlace(dir), true, clock)
	if err != nil {
		t.Fatal(err)
	}
	clock.try = try
	shop.Close()
	clock.try = func() {}
	if tries.Load() < 3 {
		t.Errorf("%d tries", tries.Load())
	}
	apptest.Psar(t, psar, dir, "sell", "1.00", "USD", "--cash")
	apptest.Psar(t, psar, dir, "close")
	z := apptest.ReadJSON[report.Report](t, psar, dir, "report", "--z", "1")
	if len(z.Trained) != 1 || z.Trained[0].Broken {
		t.Errorf("training %+v", z.Trained)
	}
}
