package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A sentence at the panel's foot never covers the code that a customer may be
// scanning, not even under the banner and the printer's question.
func TestSentenceKeepsClearOfTheCard(t *testing.T) {
	test.NewTempApp(t)
	v := liveCode()
	v.banner = "លំហាត់"
	v.notices = []noticeView{{text: "តើក្រដាសចេញមកឬទេ?"}}
	v.panel.said = chipView{status: statusGood, text: "បានបញ្ជូនទៅម៉ាស៊ីនបោះពុម្ព"}
	for name, size := range map[string]fyne.Size{"1024x768": fyne.NewSize(1024, 768), "1366x768": fyne.NewSize(1366, 768), "1920x1080": fyne.NewSize(1920, 1080)} {
		t.Run(name, func(t *testing.T) {
			screen := newCashierScreen("", func(action) {}, func(err error) { t.Error(err) })
			screen.root.Resize(size)
			screen.set(v)
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

// liveCode is a window with a code to scan.
func liveCode() cashierView {
	var v cashierView
	v.panel.kind, v.panel.amount = panelPayment, "$12.30"
	v.panel.card = cardView{name: "Sok Dara", amount: "12.30", payload: "00020101021229170013sok_dara@aclb6304A713"}
	return v
}
