//go:build e2e

package e2e

import "testing"

// TestWindowKilled kills the till with a code on the customer's screen. The
// customer pays while it is off; the next start finds the money by itself.
func TestWindowKilled(t *testing.T) {
	st := openStage(t, nil)
	xdo(t, "key", "--delay", "80", "4", "2", "0", "sleep", "0.3", "key", "Return")
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
