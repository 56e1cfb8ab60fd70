//go:build e2e

package e2e

import "testing"

// TestWindowKilled kills the till while a code is on the customer's screen, and the
// customer pays while it is off. After the next start the sale is paid.
func TestWindowKilled(t *testing.T) {
	st := openStage(t, nil)
	st.keys("4", "2", "0", "Return")
	code := st.shown("4.20")
	if err := st.till.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-st.till.done
	st.gw.Pay(t, code.TransactionID)

	st.open()
	st.sold(0)
	st.close()
}
