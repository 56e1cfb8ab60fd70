package pos

import (
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// Figures are what a manager sees of a payment of which they resolve the money, or
// which they mark as paid.
func (a Attempt) Figures() staff.Figures {
	return staff.Shown("payment", a.ID, a.Amount, a.Received, a.Unclaimed())
}

// Figures are what an alarm says, and how often it was raised.
func (a Alarm) Figures() staff.Figures {
	return staff.Shown("alarm", a.ID, a.Kind, a.Payment, a.Money, a.Expected, a.Found.Account, a.Found.Name, a.Times, a.Last.UnixMilli())
}

// Figures are the drawer's, as the shift has it: whose it is, and what should be in
// it.
func (s Shift) Figures() staff.Figures {
	return staff.Shown("shift", s.Z, s.Open, text.Fold(s.By), money.MinorOf(s.Drawer, money.USD), money.MinorOf(s.Drawer, money.KHR))
}
