package pos

import (
	"slices"
	"strings"
	"time"

	"psar/pos/money"
)

// Approved is one row of who let be done what not everybody may do: also the
// payload of FactApproved.
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

// approvals are the rows of the words that grants are of. What everybody may do,
// such as to change one's own PIN, is no approval.
func (t *Till) approvals(grants []*Grant) (rows []Approved) {
	now := t.now()
	for _, g := range grants {
		if g.word && PermissionOf(g.action).Least != RoleCashier {
			rows = append(rows, Approved{
				Z: t.period(), Day: money.DayOf(now, t.settings.Int(SettingCutoffHour)), At: now, Action: g.action, By: g.by,
			})
		}
	}
	return rows
}

// withApprovals is a batch behind the words that it is made by: the one that
// closes a shift belongs to it.
func (t *Till) withApprovals(b Batch, grants []*Grant) Batch {
	rows := t.approvals(grants)
	facts := make([]Fact, 0, len(rows)+len(b.Facts))
	for _, a := range rows {
		facts = append(facts, Fact{FactApproved, a})
	}
	b.Facts, b.Approvals = append(facts, b.Facts...), rows
	return b
}

// counted adds approvals to counts by name, which stay in the order of names.
func counted(counts []ApprovalCount, more []Approved) []ApprovalCount {
	counts = slices.Clone(counts)
	for _, a := range more {
		i, known := slices.BinarySearchFunc(counts, a.By, func(c ApprovalCount, by string) int { return strings.Compare(c.By, by) })
		if !known {
			counts = slices.Insert(counts, i, ApprovalCount{By: a.By})
		}
		counts[i].Count++
	}
	return counts
}
