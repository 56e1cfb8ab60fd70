package screen

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"psar/ui/view"
)

// What is shown says so, once: the window is then painted, whatever the toolkit
// still knows of the part that changed.
func TestWhatIsShownIsSaid(t *testing.T) {
	idle := view.Cashier{Amount: view.Amount{Amount: "$0.00"}}
	told, helped, asked := idle, idle, idle
	told.Panel.Said = view.Chip{Status: view.StatusAttention, Text: "Not now"}
	helped.Help = []view.HelpRow{{Key: "F1", Text: "Keys"}}
	asked.Notices = []view.Notice{{Status: view.StatusAttention, Text: "Did the paper come out?"}}
	test.NewTempApp(t)
	for name, next := range map[string]view.Cashier{"a sentence": told, "the help": helped, "a question": asked, "a payment": liveCode()} {
		t.Run(name, func(t *testing.T) {
			screen := NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
			screen.Set(idle)
			if screen.Set(idle) {
				t.Error("the window is painted although nothing has changed")
			}
			if !screen.Set(next) {
				t.Error("the window is not painted")
			}
		})
	}
}

// The customer's window needs the same.
func TestCustomerIsPaintedOnChange(t *testing.T) {
	test.NewTempApp(t)
	screen := NewCustomer(func(err error) { t.Error(err) })
	idle := view.Customer{Khmer: "សូមស្វាគមន៍", English: "Welcome"}
	screen.Set(idle)
	if screen.Set(idle) {
		t.Error("the window is painted although nothing has changed")
	}
	if !screen.Set(view.Customer{Kind: view.CustomerWait, Khmer: "ផុតកំណត់", English: "Expired"}) {
		t.Error("the window is not painted")
	}
}
