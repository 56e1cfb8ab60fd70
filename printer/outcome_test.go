package printer

import (
	"errors"
	"fmt"
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/printer/link"
)

// What a printer said of a job outlives a bad end of its line; what nobody
// confirmed does not, and a job that was refused as a whole waits again.
func TestWhenClosed(t *testing.T) {
	t.Parallel()
	bad, refused := errors.New("reset"), fmt.Errorf("cups: %w", link.ErrNotTaken)
	for _, tt := range []struct {
		before   pos.PrintState
		confirms bool
		err      error
		want     pos.PrintState
	}{
		{pos.PrintPrinted, false, nil, pos.PrintPrinted},
		{pos.PrintPrinted, false, bad, pos.PrintPrinted},
		{pos.PrintUnknown, false, nil, pos.PrintUnknown},
		{pos.PrintUnknown, false, refused, pos.PrintUnknown},
		{pos.PrintQueued, false, bad, pos.PrintQueued},
		{pos.PrintUnverified, false, nil, pos.PrintUnverified},
		{pos.PrintUnverified, true, nil, pos.PrintPrinted},
		{pos.PrintUnverified, true, bad, pos.PrintUnknown},
		{pos.PrintUnverified, false, bad, pos.PrintUnknown},
		{pos.PrintUnverified, false, refused, pos.PrintQueued},
	} {
		got := whenClosed(pos.PrintResult{State: tt.before}, tt.confirms, tt.err)
		if got.State != tt.want || (got.State == pos.PrintUnknown && tt.before != pos.PrintUnknown && got.Problem != fault.PrinterUnknown) {
			t.Errorf("%s, confirms %v, %v: %+v, want %s", tt.before, tt.confirms, tt.err, got, tt.want)
		}
	}
}
