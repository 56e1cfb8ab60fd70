package staff

import (
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/text"
)

// Approved is one row of who let be done what not everybody may do: also the
// payload of facts.Approved.
type Approved struct {
	Z      int       `json:"z"`
	Day    money.Day `json:"business_day"`
	At     time.Time `json:"at"`
	Action Action    `json:"action"`
	By     string    `json:"by"`
}

// ApprovalCount is how often a person approved.
type ApprovalCount struct {
	By    string `json:"by"`
	Count int    `json:"count"`
}

// Name is the person's, for the journal. The error's code is fault.ManagerNeeded.
func (a Approval) Name() (string, error) {
	by := strings.TrimSpace(a.By)
	if by == "" || len([]rune(by)) > maxStaffName || text.Check(by) != nil {
		return "", fault.New(fault.ManagerNeeded)
	}
	return by, nil
}

// Approval is a person's word for an action: by their own PIN once the shop has
// an owner, before that by the setting manager.pin. By is journalled; the PIN is
// compared and forgotten.
type Approval struct {
	By    string  // the person's name, 1 to 40 characters, in any case
	PIN   string  // 4 to 12 digits; needed where ManagerPINSet says so
	Shown Figures // what they were shown, see Figures
}
