package storage

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/staff"
)

// changed is the newest fact that the till itself has written of a person: what they may do, wherever
// that fact is by now.
type changed struct {
	Code   id.Code    `json:"code"`
	Of     id.Person  `json:"staff_id"`
	Role   staff.Role `json:"role"`
	Active bool       `json:"active"`
}

// mostChanged bounds how many people these are kept of.
const mostChanged = 256

// wrote adds a fact of the till's own, which nobody else may have added.
func (v vouched) wrote(code id.Code, f journal.Fact) vouched {
	if person, is := powerKinds[f.Kind]; is {
		v = v.with(code, person)
	}
	switch told := f.Payload.(type) {
	case facts.Staff:
		v.Changed = slices.DeleteFunc(slices.Clone(v.Changed), func(c changed) bool { return c.Of == told.Staff.ID })
		v.Changed = append(v.Changed, changed{code, told.Staff.ID, told.Staff.Role, told.Staff.Active})
		v.Changed = v.Changed[max(0, len(v.Changed)-mostChanged):]
	case facts.Closed:
		v.LastZ = code
	}
	return v
}

// writtenTo leaves out what the till has written behind a row.
func (v vouched) writtenTo(last int64) vouched {
	v.Changed = slices.DeleteFunc(slices.Clone(v.Changed), func(c changed) bool { return c.Code.Seq > last })
	if v.LastZ.Seq > last {
		v.LastZ = id.Code{}
	}
	return v
}

// lowered takes rights away that the newest fact about somebody took, where that can't be read any more:
// they have those that it left and those that the facts before it gave, the fewer of each, until the
// owner says anew what they are. It never leaves a shop without an owner.
func (d *doubter) lowered(all told, void voided) told {
	for _, c := range d.vouched.Changed {
		one, known := all.people[c.Of]
		if _, isVoid := void[c.Code]; !known || isVoid || c.Code.Seq <= one.seq {
			continue
		}
		was := one
		one.staff.Active = one.staff.Active && c.Active
		if one.staff.Role.Covers(c.Role) {
			one.staff.Role = c.Role
		}
		owned := all.owned()
		if all.people[c.Of] = one; owned && !all.owned() {
			all.people[c.Of] = was
		}
	}
	return all
}

// vouchZ looks up the fact of a Z report: of these the last one alone is known.
func (o *outside) vouchZ(r signedRow) vouching {
	z := o.vouched.LastZ
	switch {
	case z.Seq == 0 || r.Seq < z.Seq || r.Seq > o.vouched.Seq:
		return vouchedUnknown
	case r.Seq > z.Seq:
		return vouchedForNone
	case z.Matches(r.Hash):
		return vouchedFor
	}
	return vouchedForOther
}

// lacksZ names the last fact of a Z report that is known where it is gone. last is the one that is there.
func (d *doubter) lacksZ(last int64) {
	if z := d.vouched.LastZ; z.Seq > last && z.Seq <= d.last {
		d.facts.names = append(d.facts.names, z.String()+" Z ?")
	}
}

// settleSum ends that the keyring's sum is of other facts, once the owner has cleared what is in doubt
// by that: from now on what is there is vouched for, but what was in doubt stays so.
func (c *custody) settleSum(ctx context.Context) {
	c.mu.Lock()
	differs, to := c.lastSum.known(), c.tip.Seq
	c.mu.Unlock()
	if !differs {
		return
	}
	all, err := vouched{}.readTo(ctx, c.read, to)
	if err != nil {
		return // with the next clearing
	}
	c.mu.Lock()
	all.Nobodys, all.Changed, all.LastZ, all.Parted = c.nobodys, c.vouched.Changed, c.vouched.LastZ, c.vouched.Parted
	c.vouched, c.lastSum = all, vouched{}
	c.mu.Unlock()
	_ = c.writeRecord(false, false) // where it can't be, the next one has it
}
