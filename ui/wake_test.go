package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// What is shown says so, once: the window is then painted, whatever the toolkit
// still knows of the part that changed.
func TestWhatIsShownIsSaid(t *testing.T) {
	idle := cashierView{amount: amountView{amount: "$0.00"}}
	told, helped, asked := idle, idle, idle
	told.panel.said = chipView{status: statusAttention, text: "Not now"}
	helped.help = []helpRow{{key: "F1", text: "Keys"}}
	asked.notices = []noticeView{{status: statusAttention, text: "Did the paper come out?"}}
	test.NewTempApp(t)
	for name, next := range map[string]cashierView{"a sentence": told, "the help": helped, "a question": asked, "a payment": liveCode()} {
		t.Run(name, func(t *testing.T) {
			screen := newCashierScreen("", func(action) {}, func(err error) { t.Error(err) })
			screen.set(idle)
			if screen.set(idle) {
				t.Error("the window is painted although nothing has changed")
			}
			if !screen.set(next) {
				t.Error("the window is not painted")
			}
		})
	}
}

// The customer's window needs the same.
func TestCustomerIsPaintedOnChange(t *testing.T) {
	test.NewTempApp(t)
	screen := newCustomerScreen(func(err error) { t.Error(err) })
	idle := customerView{khmer: "សូមស្វាគមន៍", english: "Welcome"}
	screen.set(idle)
	if screen.set(idle) {
		t.Error("the window is painted although nothing has changed")
	}
	if !screen.set(customerView{kind: customerWait, khmer: "ផុតកំណត់", english: "Expired"}) {
		t.Error("the window is not painted")
	}
}
