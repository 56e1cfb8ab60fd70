package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/queue"
)

// What is shown says so, once: the window is then painted, whatever the toolkit
// still knows of the part that changed.
func TestWhatIsShownIsSaid(t *testing.T) {
	idle := newState(cannedSnapshot(), words.English, nil, false)
	asked := idle
	asked.snap.Asking = []queue.Job{{ID: 3}}
	helped := idle
	helped.help = true
	scenes := map[string]state{
		"a sentence": idle.say(noon, statusAttention, words.NotNow),
		"the help":   helped,
		"a question": asked,
		"a payment":  withFront(shownAttempt("20", usd(1230), 0))(newState(cannedSnapshot(), words.English, nil, false)),
	}
	test.NewTempApp(t)
	for name, next := range scenes {
		t.Run(name, func(t *testing.T) {
			screen := newCashierScreen("", func(action) {}, func(err error) { t.Error(err) })
			screen.set(idle.cashier(noon))
			if screen.set(idle.cashier(noon)) {
				t.Error("the window is painted although nothing has changed")
			}
			if !screen.set(next.cashier(noon)) {
				t.Error("the window is not painted")
			}
		})
	}
}

// The customer's window needs the same.
func TestCustomerIsPaintedOnChange(t *testing.T) {
	test.NewTempApp(t)
	screen := newCustomerScreen(func(err error) { t.Error(err) })
	idle := newState(cannedSnapshot(), words.English, nil, false)
	screen.set(idle.customer(noon))
	if screen.set(idle.customer(noon)) {
		t.Error("the window is painted although nothing has changed")
	}
	if !screen.set(withFront(ended("20", payment.Expired, usd(1230), 0))(idle).customer(noon)) {
		t.Error("the window is not painted")
	}
}
