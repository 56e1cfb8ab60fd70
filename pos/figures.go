package pos

import (
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// Figures are the drawer's, as the shift has it: whose it is, and what should be in
// it.
func (s Shift) Figures() staff.Figures {
	return staff.Shown("shift", s.Z, s.Open, text.Fold(s.By), money.MinorOf(s.Drawer, money.USD), money.MinorOf(s.Drawer, money.KHR))
}
