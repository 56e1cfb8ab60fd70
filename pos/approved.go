package pos

import (
	"slices"
	"strings"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/staff"
)

// approvals returns the rows of the approvals in grants. Actions that everybody may do,
// such as changing one's own PIN, leave no row.
func (t *Till) approvals(grants []*Grant) (rows []staff.Approved) {
	now := t.now()
	for _, g := range grants {
		if g.approved && staff.PermissionOf(g.action).Least != staff.Cashier {
			rows = append(rows, staff.Approved{
				Z: t.drawer.period(), Day: t.day(now), At: now, Action: g.action, By: g.by,
			})
		}
	}
	return rows
}

// withApprovals adds the approvals in grants to a batch, with their facts first: the
// approval that closes a shift belongs to that shift.
func (t *Till) withApprovals(b Batch, grants []*Grant) Batch {
	rows := t.approvals(grants)
	happened := make([]journal.Fact, 0, len(rows)+len(b.Facts))
	for _, a := range rows {
		happened = append(happened, journal.Fact{Kind: facts.Approved, Payload: a})
	}
	b.Facts, b.Approvals = append(happened, b.Facts...), rows
	return b
}

// countApprovals adds approvals to counts, which are sorted by name.
func countApprovals(counts []staff.ApprovalCount, more []staff.Approved) []staff.ApprovalCount {
	counts = slices.Clone(counts)
	for _, a := range more {
		i, known := slices.BinarySearchFunc(counts, a.By, func(c staff.ApprovalCount, by string) int { return strings.Compare(c.By, by) })
		if !known {
			counts = slices.Insert(counts, i, staff.ApprovalCount{By: a.By})
		}
		counts[i].Count++
	}
	return counts
}
