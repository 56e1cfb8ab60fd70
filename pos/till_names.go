package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/pos/staff"
)

// ShowAsNumber has somebody who left shown as a number in every list, report, export and copy,
// or by name again, by an owner's approval with the person's Figures. What is stored keeps the
// name. The error's code is fault.StaffUnknown, fault.StaffWorks with the name of somebody who
// works here, one of authorize's, or the Store's.
func (t *Till) ShowAsNumber(ctx context.Context, who id.Person, asNumber bool, approval staff.Approval) error {
	checked, err := t.checkApproval(ctx, staff.ActionStaff, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		person, known := t.authority.roster.ByID(who)
		switch {
		case !known:
			return fault.New(fault.StaffUnknown, staff.NumberName(who))
		case person.Active && asNumber:
			return fault.New(fault.StaffWorks, person.Name)
		}
		grant, err := t.authorize(staff.ActionStaff, checked, person.Figures())
		if err != nil || t.authority.told.Names.Of(person.Name) != person.Name == asNumber {
			return err
		}
		fact := journal.Fact{Kind: facts.StaffNamed, Payload: facts.Named{Staff: who, AsNumber: asNumber, By: grant.by}}
		if _, err := t.commit(ctx, Batch{At: t.now(), Facts: []journal.Fact{fact}}, grant); err != nil {
			return err
		}
		t.authority.readNames(ctx)
		t.publish()
		return nil
	})
}

// readNames learns who is shown as a number; where they can't be read it is as before.
func (a *authority) readNames(ctx context.Context) {
	if people, err := a.people.People(ctx); err == nil {
		a.told.Names = people.Names
	}
}

// left lists who worked here and is shown by name.
func (a *authority) left() (all []staff.Person) {
	for _, p := range a.roster {
		if !p.Active && a.told.Names.Of(p.Name) == p.Name {
			all = append(all, p)
		}
	}
	return all
}

// shown is a report as it is shown and printed.
func (t *Till) shown(r report.Report) report.Report { return r.WithNames(t.authority.told.Names) }
