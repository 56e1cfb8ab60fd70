package drawer

import (
	"slices"
	"time"

	"psar/pos/money"
)

// Difference is what a count was over or short by in one currency. That of a handover or a
// close is its own: what an earlier count of the shift was over or short by is not in it, so
// that it stands with whose drawer it was.
type Difference struct {
	Z        int         `json:"z"`
	Kind     CountKind   `json:"kind"`
	Day      money.Day   `json:"business_day"`
	At       time.Time   `json:"at"`
	Drawer   string      `json:"drawer_of,omitempty"` // who had it until then; before CountOpen nobody
	By       string      `json:"by,omitempty"`        // who counted
	To       string      `json:"to,omitempty"`        // CountHandover: who took it over
	Expected money.Money `json:"expected"`            // by the count before, and the cash since
	Counted  money.Money `json:"counted"`
	Over     money.Money `json:"over"` // below zero it is short
	Reason   string      `json:"reason,omitempty"`
}

// Differences returns what the counts of a period, in their order, were over or short by.
// Before the first period nothing was left that a float could be over: there it can only be
// short of the cash received before it.
func Differences(counts []Count) (all []Difference) {
	has := ""
	known := map[money.Currency]money.Money{} // over or short by earlier counts of the shift
	for _, c := range counts {
		for _, in := range money.Currencies() {
			over := c.Over(in)
			own := money.SumIn(in, over, known[in].Negative())
			if c.Kind == CountOpen {
				own = over
			} else {
				known[in] = over
			}
			if own.Minor == 0 || c.Kind == CountOpen && c.Z == 1 && own.Minor > 0 {
				continue
			}
			counted := money.SumIn(in, c.Counted...)
			all = append(all, Difference{
				Z: c.Z, Kind: c.Kind, Day: c.Day, At: c.At, Drawer: has, By: c.By, To: c.To,
				Expected: money.SumIn(in, counted, own.Negative()), Counted: counted, Over: own, Reason: c.Reason,
			})
		}
		has = c.holder()
	}
	return slices.Clip(all)
}

// holder is whose drawer it is after a count.
func (c Count) holder() string {
	if c.Kind == CountHandover {
		return c.To
	}
	return c.By
}
