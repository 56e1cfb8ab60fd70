package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/queue"
)

// A sentence at the panel's foot never covers the code that a customer may be
// scanning, not even under the banner and the printer's question.
func TestSentenceKeepsClearOfTheCard(t *testing.T) {
	test.NewTempApp(t)
	s := withFront(shownAttempt("20", usd(1230), 0))(newState(cannedSnapshot(), words.Khmer, nil, true))
	s.snap.Training = true
	s.snap.Asking = []queue.Job{{ID: 3}}
	s = s.say(noon, statusGood, words.PrintSent)
	for name, size := range map[string]fyne.Size{"1024x768": fyne.NewSize(1024, 768), "1366x768": fyne.NewSize(1366, 768), "1920x1080": fyne.NewSize(1920, 1080)} {
		t.Run(name, func(t *testing.T) {
			screen := newCashierScreen("", func(action) {}, func(err error) { t.Error(err) })
			screen.root.Resize(size)
			screen.set(s.cashier(noon))
			if !screen.payment.card.Visible() || !screen.said.root.Visible() {
				t.Fatal("card and sentence are not both there")
			}
			card := screen.payment.root.Position().Y + screen.payment.card.Position().Y + screen.payment.card.Size().Height
			if said := screen.said.root.Position().Y; card > said {
				t.Errorf("the card ends at %v, the sentence begins at %v", card, said)
			}
		})
	}
}
