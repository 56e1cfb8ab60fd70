package ui

import (
	"database/sql"
	"testing"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// Where somebody took every PIN out of the database the owner gets a new one by the recovery
// code, with keys alone: Ctrl+L, their name, PIN lost. Meanwhile cash sells.
func TestOwnerWhoseEveryPINIsAway(t *testing.T) {
	c := openCounter(t, Deps{})
	c.hire()
	code, err := c.till.MakeRecovery(t.Context(), staff.Approval{By: "Sokha", PIN: "114782"})
	if err != nil {
		t.Fatal(err)
	}
	file, err := sql.Open("sqlite", c.db.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"DROP TRIGGER staff_pins_stay", "DELETE FROM staff_pins"} {
		if _, err := file.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.till.SignIn(t.Context(), "Srey", "3471"); fault.CodeOf(err) != fault.PINDoubted || !c.till.Snapshot().NobodySignsIn {
		t.Fatalf("the first who tries does not tell the till: %v", err)
	}
	c.ui.apply(c.till.Snapshot())
	w := c.ui.cashier
	c.press(w, "1", "0", "0", "F9", "Return")
	c.settle()
	if sold := c.till.Snapshot().Recent; len(sold) != 1 {
		t.Fatalf("cash sells: %+v", sold)
	}
	c.press(w, "Escape")
	c.ui.do(view.Action{Verb: view.DoLock})
	c.settle()
	c.press(w, "1")
	c.tap(words.Text(words.English, words.PINLost))
	c.fill(code, "729418", "729418")
	c.enter(fyne.KeyReturn)
	c.settle()
	if c.ui.state.Page() != view.PageLock || c.ui.state.Snap.NobodySignsIn {
		t.Fatalf("page %d, %+v", c.ui.state.Page(), c.ui.state.Form().Problem)
	}
	if _, err := c.till.SignIn(t.Context(), "Sokha", "729418"); err != nil {
		t.Error(err)
	}
}
