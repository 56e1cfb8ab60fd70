package pos

import (
	"context"
	"crypto/rand"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/staff"
)

// newCode is a recovery code that is being made, and what is kept of it.
type newCode struct{ code, hash, key string }

// newRecovery makes a code, off the till's loop.
func (t *Till) newRecovery() (newCode, error) {
	code, err := staff.NewRecoveryCode(rand.Reader)
	if err != nil {
		return newCode{}, fault.New(fault.Internal).Because(err)
	}
	signs, err := staff.ParseRecoveryCode(code)
	if err != nil {
		return newCode{}, err
	}
	hash, err := t.authority.pins.Hash(signs, false) // it is for another machine, too
	return newCode{code, hash, staff.RecoveryKey(signs)}, err
}

// withRecovery adds a new code to a batch; the code of before is void.
func (b Batch) withRecovery(made newCode, by string) Batch {
	b.Recovery = &made.hash
	b.Facts = append(b.Facts, journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{Print: facts.PINPrint(made.hash), Key: made.key, By: by}})
	return b
}

// withoutRecovery adds to a batch that the code is void.
func (b Batch) withoutRecovery(by string) Batch {
	void := ""
	b.Recovery = &void
	b.Facts = append(b.Facts, journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{By: by}})
	return b
}

// MakeRecovery makes the owner's recovery code, by an owner's approval, and voids the one of
// before. The code is returned once, for paper; what is kept is its hash. The error's code
// is fault.StaffNone while the shop has no staff, one of authorize's, or the Store's.
func (t *Till) MakeRecovery(ctx context.Context, approval staff.Approval) (string, error) {
	checked, err := t.checkApproval(ctx, staff.ActionStaff, approval)
	if err != nil {
		return "", err
	}
	made, err := t.newRecovery()
	if err != nil {
		return "", err
	}
	err = t.do(ctx, func() error {
		if !t.authority.staffed() {
			return fault.New(fault.StaffNone)
		}
		grant, err := t.authorize(staff.ActionStaff, checked, "")
		if err != nil {
			return err
		}
		batch := Batch{At: t.now()}.withRecovery(made, grant.by)
		if _, err := t.commit(ctx, batch, grant); err != nil {
			return err
		}
		t.authority.keepRecovery(batch.Recovery)
		t.publish()
		return nil
	})
	if err != nil {
		return "", err
	}
	return made.code, nil
}

// UseRecovery gives an owner a new PIN by the recovery code, which is void from then on. The
// error's code is fault.RecoveryInvalid, one of staff.CheckNewPIN's, fault.StaffUnknown
// where the name is no owner's, fault.RecoveryNone where there is no valid code,
// fault.RecoveryWrong, fault.PINLocked, or the Store's.
func (t *Till) UseRecovery(ctx context.Context, name, code, pin string) error {
	signs, err := staff.ParseRecoveryCode(code)
	if err != nil {
		return err
	}
	if err := staff.CheckNewPIN(pin, staff.Owner); err != nil {
		return err
	}
	// Plain: the code is void now, and the keyring may be the reason why it was used.
	hash, err := t.authority.pins.Hash(pin, false)
	if err != nil {
		return err
	}
	kept, err := t.store.RecoveryHash(ctx)
	if err != nil {
		return err
	}
	matches, err := t.authority.pins.Matches(ctx, kept, signs)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		owner, known := t.authority.roster.Named(name)
		if !known || !owner.Owns() {
			return fault.New(fault.StaffUnknown, name)
		}
		if err := t.authority.tryRecovery(ctx, kept, matches, t.now()); err != nil {
			return err
		}
		void := ""
		batch := t.withPIN(Batch{At: t.now(), Staff: []staff.Person{owner}, Recovery: &void, Facts: []journal.Fact{
			{Kind: facts.RecoverySet, Payload: facts.Recovery{Used: true, By: owner.Name, Proof: staff.ProveRecovery(signs, owner.ID, facts.PINPrint(hash))}},
		}}, owner, hash, owner.Name)
		if _, err := t.commit(ctx, batch); err != nil {
			return err
		}
		t.authority.keepRecovery(batch.Recovery)
		t.authority.keepPrints(batch.PINs)
		t.authority.forgetTries(owner.Name)
		t.publish()
		return nil
	})
}
