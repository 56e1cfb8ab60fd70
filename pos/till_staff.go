package pos

import (
	"context"
	"strings"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// AddStaff adds a person, with a PIN that staff.CheckNewPIN accepts, by an owner's approval. The first
// person must be an owner, and needs manager.pin where that is set, otherwise no approval;
// from then on manager.pin means nothing, and nobody sells without signing in, unless
// till.sign_in was set before. The error's code is fault.StaffName,
// fault.RoleUnknown, one of CheckNewPIN's, fault.OwnerFirst, fault.StaffNameTaken with the
// name (people who left keep theirs), one of authorize's, or the Store's.
func (t *Till) AddStaff(ctx context.Context, name string, role staff.Role, pin string, approval staff.Approval) (staff.Person, error) {
	made, _, err := t.addStaff(ctx, name, role, pin, approval, newCode{})
	return made, err
}

// AddOwner adds an owner as AddStaff does. The first one gets the recovery code, made in the
// same commit and returned once, for paper; "" for others, and in training. The errors are
// those of AddStaff.
func (t *Till) AddOwner(ctx context.Context, name, pin string, approval staff.Approval) (staff.Person, string, error) {
	var recovery newCode
	if !t.training {
		var err error
		if recovery, err = t.newRecovery(); err != nil {
			return staff.Person{}, "", err
		}
	}
	made, first, err := t.addStaff(ctx, name, staff.Owner, pin, approval, recovery)
	if err != nil || !first {
		recovery.code = ""
	}
	return made, recovery.code, err
}

// addStaff adds a person, with a recovery code where they are the first one.
func (t *Till) addStaff(ctx context.Context, name string, role staff.Role, pin string, approval staff.Approval, recovery newCode) (_ staff.Person, first bool, err error) {
	made, err := staff.Person{Name: name, Role: role, Active: true}.Check()
	if err != nil {
		return staff.Person{}, false, err
	}
	hash, err := t.hashPIN(ctx, pin, made.Role)
	if err != nil {
		return staff.Person{}, false, err
	}
	checked, err := t.checkApproval(ctx, staff.ActionStaff, approval)
	if err != nil {
		return staff.Person{}, false, err
	}
	err = t.do(ctx, func() error {
		first = !t.authority.staffed()
		if first && made.Role != staff.Owner {
			return fault.New(fault.OwnerFirst)
		}
		if err := t.authority.newName(staff.Person{}, made); err != nil {
			return err
		}
		if first && checked.shopPIN == "" {
			checked = checkedApproval{pinChanges: checked.pinChanges} // there is nobody who could approve it
		}
		grant, err := t.authorize(staff.ActionStaff, checked, "")
		if err != nil {
			return err
		}
		by := grant.by
		made.ID = t.authority.roster.NextID()
		batch := Batch{
			PINs: []staff.PIN{{Staff: made.ID, Hash: hash}},
			Facts: []journal.Fact{
				{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: made, By: by}},
				{Kind: facts.PINSet, Payload: facts.PIN{Staff: made.ID, Name: made.Name, Print: facts.PINPrint(hash), By: by}},
			},
		}
		if first && recovery.hash != "" {
			batch = batch.withRecovery(recovery, made.Name)
		}
		if first && !t.training && t.settings[settings.SignIn] == "" {
			batch.Settings = settings.Values{settings.SignIn: "true"}
			batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.SignIn, To: "true", By: by}})
		}
		return t.commitStaff(ctx, made, batch, grant)
	})
	if err != nil {
		return staff.Person{}, false, err
	}
	return made, first, nil
}

// ChangeStaff changes a person's name, role or PIN ("" keeps it), or makes them active or
// inactive, by an owner's approval with the person's Figures before the change: all in one
// commit, or nothing. A signed-in person who becomes inactive is signed out. The error's
// code is fault.StaffUnknown, fault.StaffName, fault.RoleUnknown, one of CheckNewPIN's,
// fault.StaffNameTaken, fault.OwnerLast where no owner would be left, one of authorize's,
// or the Store's.
func (t *Till) ChangeStaff(ctx context.Context, changed staff.Person, pin string, approval staff.Approval) (staff.Person, error) {
	after, err := changed.Check()
	if err != nil {
		return staff.Person{}, err
	}
	hash := ""
	if pin != "" {
		if hash, err = t.hashPIN(ctx, pin, after.Role); err != nil {
			return staff.Person{}, err
		}
	}
	checked, err := t.checkApproval(ctx, staff.ActionStaff, approval)
	if err != nil {
		return staff.Person{}, err
	}
	err = t.do(ctx, func() error {
		before, known := t.authority.roster.ByID(after.ID)
		if !known {
			return fault.New(fault.StaffUnknown, after.Name)
		}
		if err := t.authority.newName(before, after); err != nil {
			return err
		}
		grant, err := t.authorize(staff.ActionStaff, checked, before.Figures())
		if err != nil || after == before && hash == "" {
			return err
		}
		if t.authority.roster.With(after).Owners() == 0 {
			return fault.New(fault.OwnerLast)
		}
		var batch Batch
		if after != before {
			batch.Facts = []journal.Fact{{Kind: facts.StaffChanged, Payload: facts.Staff{Before: &before, Staff: after, By: grant.by}}}
		}
		if hash != "" {
			batch = t.withPIN(batch, after, hash, grant.by)
		}
		if left := before.Owns() && !after.Owns(); left && t.authority.told.Recovery != "" {
			batch = batch.withoutRecovery(grant.by) // who left may have its paper
		}
		if t.authority.signed == after.ID && !after.Active {
			batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.SignedOut, Payload: t.authority.atWindows()})
		}
		return t.commitStaff(ctx, after, batch, grant)
	})
	if err != nil {
		return staff.Person{}, err
	}
	return after, nil
}

// newName refuses the name that somebody gets, where it is not the one that they have: one like
// another's, or one of staff.CheckNewName.
func (a *authority) newName(before, after staff.Person) error {
	if after.Name == before.Name {
		return nil
	}
	if other, taken := a.roster.Alike(after.Name, after.ID); taken {
		return fault.New(fault.StaffNameTaken, other.Name)
	}
	return after.CheckNewName()
}

// StaffNamed returns a person by name, active or not, compared by text.Fold, or by the number
// that stands in its place. The error's
// code is fault.StaffUnknown with the name.
func (t *Till) StaffNamed(ctx context.Context, name string) (found staff.Person, err error) {
	err = t.do(ctx, func() error {
		var known bool
		if number, ok := staff.ParseNumberName(name); ok {
			found, known = t.authority.roster.ByID(number)
		} else {
			found, known = t.authority.roster.Named(name)
		}
		if !known {
			return fault.New(fault.StaffUnknown, strings.TrimSpace(name))
		}
		return nil
	})
	return found, err
}

// commitStaff commits a person together with the rest of a batch.
func (t *Till) commitStaff(ctx context.Context, s staff.Person, batch Batch, grant *Grant) error {
	batch.At, batch.Staff = t.now(), []staff.Person{s}
	if _, err := t.commit(ctx, batch, grant); err != nil {
		return err
	}
	if len(batch.PINs) > 0 {
		t.authority.forgetTries(s.Name)
	}
	t.authority.keepPrints(batch.PINs)
	t.authority.keepRecovery(batch.Recovery)
	t.authority.keep(s)
	t.authority.readNames(ctx)
	for key, value := range batch.Settings {
		t.settings = t.settings.With(key, value)
	}
	t.publish()
	return nil
}

// SetPIN replaces a person's PIN: by their own approval, with the old PIN, or by an owner's
// with the person's Figures. The error's code is one of CheckNewPIN's, fault.OwnerFirst while
// the shop has no staff, fault.StaffUnknown with the name, one of authorize's, or the
// Store's.
func (t *Till) SetPIN(ctx context.Context, name, pin string, approval staff.Approval) error {
	var role staff.Role // an unknown name is treated like a cashier's
	err := t.do(ctx, func() error {
		person, _ := t.authority.roster.Named(name)
		role = person.Role
		return nil
	})
	if err != nil {
		return err
	}
	hash, err := t.hashPIN(ctx, pin, role)
	if err != nil {
		return err
	}
	action := staff.ActionStaff
	if text.Fold(name) == text.Fold(approval.By) {
		action = staff.ActionOwnPIN
	}
	checked, err := t.checkApproval(ctx, action, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		if !t.authority.staffed() {
			return fault.New(fault.OwnerFirst)
		}
		person, known := t.authority.roster.Named(name)
		figures := person.Figures()
		if action == staff.ActionOwnPIN || !known {
			figures = checked.Shown // for one's own PIN nothing is shown; an unknown name must not be found out by guessing
		}
		grant, err := t.authorize(action, checked, figures)
		if err != nil {
			return err
		}
		if !known {
			return fault.New(fault.StaffUnknown, strings.TrimSpace(name))
		}
		// The row too: it may have been taken away behind the till's back.
		batch := t.withPIN(Batch{At: t.now(), Staff: []staff.Person{person}}, person, hash, grant.by)
		if _, err := t.commit(ctx, batch, grant); err != nil {
			return err
		}
		t.authority.keepPrints(batch.PINs)
		t.authority.forgetTries(person.Name)
		return nil
	})
}

// withPIN adds a person's new PIN to a batch, and forgets wrong tries at the old one.
func (t *Till) withPIN(b Batch, s staff.Person, hash, by string) Batch {
	b.PINs = append(b.PINs, staff.PIN{Staff: s.ID, Hash: hash})
	b.Facts = append(b.Facts, journal.Fact{Kind: facts.PINSet, Payload: facts.PIN{Staff: s.ID, Name: s.Name, Print: facts.PINPrint(hash), By: by}})
	if t.authority.lastTryWrong(s.Name) {
		b.Facts = append(b.Facts, journal.Fact{Kind: facts.ManagerKnown, Payload: facts.ManagerTries{By: s.Name}})
	}
	return b
}

// hashPIN checks and hashes a new PIN, off the till's loop. Training has PINs that everybody
// may know.
func (t *Till) hashPIN(ctx context.Context, pin string, role staff.Role) (string, error) {
	err := staff.CheckNewPIN(pin, role)
	if t.training {
		err = staff.CheckPIN(pin)
	}
	if err != nil {
		return "", err
	}
	var key pinKey
	err = t.do(ctx, func() error {
		key = t.authority.pinKeyOf(role)
		return nil
	})
	if err != nil {
		return "", err
	}
	return t.authority.pins.Hash(pin, key == pinKeyed)
}

// SignIn signs a person in at the till, and whoever was signed in before, out: at the windows,
// or for the commands of a context of WithOwnSignIn. Sales carry the name. The error's code is fault.StaffNone while the shop has no staff,
// fault.ManagerNeeded without a name, fault.PINWrong, fault.PINLocked, or the Store's.
func (t *Till) SignIn(ctx context.Context, name, pin string) (staff.SignedIn, error) {
	checked, err := t.checkApproval(ctx, staff.ActionSell, staff.Approval{By: name, PIN: pin})
	if err != nil {
		return staff.SignedIn{}, t.unchecked(ctx, name, err)
	}
	var in staff.SignedIn
	err = t.do(ctx, func() error {
		if !t.authority.staffed() {
			return fault.New(fault.StaffNone)
		}
		by, err := checked.Name()
		if err != nil {
			return err
		}
		person, err := t.authority.tryPIN(by, checked, t.now())
		if err != nil {
			return err
		}
		t.authority.renew(person, checked, t.now())
		in = signedInAs(person)
		before := t.authority.signedIn()
		if before.ID == person.ID {
			return nil
		}
		var rows []journal.Fact
		if before.ID != 0 {
			rows = append(rows, journal.Fact{Kind: facts.SignedOut, Payload: before})
		}
		if _, err := t.commit(ctx, Batch{At: t.now(), Facts: append(rows, journal.Fact{Kind: facts.SignedIn, Payload: in})}); err != nil {
			return err
		}
		t.authority.sign(person.ID)
		t.publish()
		return nil
	})
	if err != nil {
		return staff.SignedIn{}, err
	}
	return in, nil
}

// SignOut signs out whoever is signed in. Payments stay watched. The error is the Store's.
func (t *Till) SignOut(ctx context.Context) error {
	return t.do(ctx, func() error {
		in := t.authority.signedIn()
		if in.ID == 0 {
			t.authority.sign(0)
			t.publish()
			return nil
		}
		if _, err := t.commit(ctx, Batch{At: t.now(), Facts: []journal.Fact{{Kind: facts.SignedOut, Payload: in}}}); err != nil {
			return err
		}
		t.authority.sign(0)
		t.publish()
		return nil
	})
}
