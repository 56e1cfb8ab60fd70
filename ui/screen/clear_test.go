package screen

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/view"
)

// A sentence at the panel's foot never covers the code that a customer may be
// scanning, not even under the banner and the printer's question.
func TestSentenceKeepsClearOfTheCard(t *testing.T) {
	test.NewTempApp(t)
	v := liveCode()
	v.Banner = "លំហាត់"
	v.Notices = []view.Notice{{Text: "តើក្រដាសចេញមកឬទេ?"}}
	v.Panel.Said = view.Chip{Status: view.StatusGood, Text: "បានបញ្ជូនទៅម៉ាស៊ីនបោះពុម្ព"}
	for name, size := range map[string]fyne.Size{"1024x768": fyne.NewSize(1024, 768), "1366x768": fyne.NewSize(1366, 768), "1920x1080": fyne.NewSize(1920, 1080)} {
		t.Run(name, func(t *testing.T) {
			screen := NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
			screen.Root.Resize(size)
			screen.Set(v)
			if !screen.payment.card.Visible() || !screen.said.Root.Visible() {
				t.Fatal("card and sentence are not both there")
			}
			card := screen.payment.root.Position().Y + screen.payment.card.Position().Y + screen.payment.card.Size().Height
			if said := screen.said.Root.Position().Y; card > said {
				t.Errorf("the card ends at %v, the sentence begins at %v", card, said)
			}
		})
	}
}

// liveCode is a window with a code to scan.
func liveCode() view.Cashier {
	var v view.Cashier
	v.Panel.Kind, v.Panel.Amount = view.PanelPayment, "$12.30"
	v.Panel.Card = view.Card{Name: "Sok Dara", Amount: "12.30", Payload: "00020101021229170013sok_dara@aclb6304A713"}
	return v
}
