package staff

import (
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/text"
)

// Approved is one row of the approvals given: also the payload of facts.Approved.
type Approved struct {
	Z      int       `json:"z"`
	Day    money.Day `json:"business_day"`
	At     time.Time `json:"at"`
	Action Action    `json:"action"`
	By     string    `json:"by"`
}

// ApprovalCount is how many approvals a person gave.
type ApprovalCount struct {
	By    string `json:"by"`
	Count int    `json:"count"`
}

// Name returns the approver's name for the journal, trimmed. The error's code is
// fault.ManagerNeeded for a name that is empty, too long or not one line of text; marks of direction in it don't
// count.
func (a Approval) Name() (string, error) {
	by := text.Name(a.By)
	if by == "" || text.CheckStored(strings.TrimSpace(a.By), maxStaffName) != nil {
		return "", fault.New(fault.ManagerNeeded)
	}
	return by, nil
}

// Approval is a person's consent to one action, given with their own PIN once the shop
// has an owner, before that with the setting manager.pin. By is journalled; the PIN is
// compared and discarded.
type Approval struct {
	By    string  // the person's name, 1 to 40 characters, in any case
	PIN   string  // 4 to 12 digits; needed where Till.ManagerPINSet says so
	Shown Figures // what the person was shown, see Figures
}
