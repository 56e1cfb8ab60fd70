package model

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// Reports leave the screen with the right to see one.
func TestReportsGoWithTheRight(t *testing.T) {
	t.Parallel()
	signedIn := func() Model { return signInAs(staffed(capable(canned())), 1) }
	for name, open := range map[string]func(Model) Model{
		"the list":          func(s Model) Model { s, _ = s.openReports(uitest.Noon); return s },
		"which days":        func(s Model) Model { s, _ = s.openReports(uitest.Noon); return afterKeys(s, digit("5")) },
		"a report":          func(s Model) Model { return s.open(reportPage{report: dayReport()}) },
		"one that is added": func(s Model) Model { s, _ = s.openReports(uitest.Noon); return afterKeys(s, digit("1")) },
	} {
		for what, c := range map[string]struct {
			before Model
			change func(*pos.Snapshot)
			stays  bool
		}{
			"the manager stays":        {signedIn(), func(*pos.Snapshot) {}, true},
			"the manager is let go":    {signedIn(), func(snap *pos.Snapshot) { snap.SignedIn, snap.StaffList = staff.SignedIn{}, nil }, false},
			"the shop gets its people": {capable(canned()), func(snap *pos.Snapshot) { *snap = staffed(Model{Snap: *snap}).Snap }, false},
		} {
			s := open(c.before)
			if s.Page() == view.PageClosed {
				t.Fatalf("%s: no page", name)
			}
			snap := s.Snap
			snap.Version++
			c.change(&snap)
			if s, _ = s.Apply(snap, uitest.Noon.Add(time.Second)); s.Page() != view.PageClosed != c.stays {
				t.Errorf("%s, %s: page %d", name, what, s.Page())
			}
		}
	}
}
