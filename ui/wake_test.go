package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos"
)

// countedGround counts how often it is painted.
type countedGround struct {
	panel
	paints int
}

func (g *countedGround) CreateRenderer() fyne.WidgetRenderer {
	return &parts{min: func() fyne.Size { return fyne.Size{} }, place: func(fyne.Size) {}, paint: func() { g.paints++ }}
}

// What is shown for the first time has never been painted, so the toolkit does
// not know which window to paint: the ground, which is always painted, asks.
func TestWhatIsShownFirstIsPainted(t *testing.T) {
	test.NewTempApp(t)
	idle := newState(cannedSnapshot(), words.English, nil, false)
	asked := idle
	asked.snap.Asking = []pos.PrintJob{{ID: 3}}
	helped := idle
	helped.help = true
	scenes := map[string]state{
		"a sentence": idle.say(noon, statusAttention, words.NotNow),
		"the help":   helped,
		"a question": asked,
		"a payment":  withFront(shownAttempt("20", usd(1230), 0))(newState(cannedSnapshot(), words.English, nil, false)),
	}
	for name, next := range scenes {
		t.Run(name, func(t *testing.T) {
			ground := &countedGround{}
			ground.ExtendBaseWidget(ground)
			screen := newCashierScreen("", func(action) {}, func(err error) { t.Error(err) })
			screen.ground = &ground.panel
			screen.set(idle.cashier(noon))
			before := ground.paints
			screen.set(idle.cashier(noon))
			if ground.paints != before {
				t.Error("the window is painted although nothing has changed")
			}
			screen.set(next.cashier(noon))
			if ground.paints == before {
				t.Error("the window is not painted")
			}
		})
	}
}

// The customer's window needs the same.
func TestCustomerIsPaintedOnChange(t *testing.T) {
	test.NewTempApp(t)
	ground := &countedGround{}
	ground.ExtendBaseWidget(ground)
	screen := newCustomerScreen(func(err error) { t.Error(err) })
	screen.ground = &ground.panel
	idle := newState(cannedSnapshot(), words.English, nil, false)
	screen.set(idle.customer(noon))
	before := ground.paints
	screen.set(withFront(ended("20", pos.AttemptExpired, usd(1230), 0))(idle).customer(noon))
	if ground.paints == before {
		t.Error("the window is not painted")
	}
}
