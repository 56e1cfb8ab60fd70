package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/pos/text"
)

// keepRecovery remembers the code of a commit; nil is none.
func (a *authority) keepRecovery(hash *string) {
	if hash != nil {
		a.told.Recovery = facts.StoredPrint(*hash)
	}
}

// doubtRecovery holds the stored hash of the recovery code against the journal as
// doubtPeople does. One that was changed behind its back is void: nobody can say what it was. That stays
// as a fact and an alert; where it can't be written the hash counts for nothing all the same.
func (t *Till) doubtRecovery(ctx context.Context) error {
	hash, err := t.store.RecoveryHash(ctx)
	found := facts.StoredPrint(hash)
	if err != nil || found == t.authority.told.Recovery {
		return err
	}
	now, void := t.now(), ""
	alert := raised(payment.Alert{Kind: payment.AlertRecoveryRow}, now)
	_ = t.raiseWith(ctx, Batch{Recovery: &void}, alert, journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{Found: found}})
	t.authority.keepRecovery(&void)
	return nil
}

// tryRecovery decides about a try at the recovery code that was compared with the hash kept
// before the loop was entered, and counts a wrong one. A hash that is not the one of the
// journal's last fact is no code's.
func (a *authority) tryRecovery(ctx context.Context, kept string, matches bool, now time.Time) error {
	key := text.Fold(staff.RecoveryName)
	guard := a.guards[key]
	if wait := guard.left(now); wait > 0 {
		return lockedFor(wait)
	}
	stored, err := a.people.RecoveryHash(ctx)
	switch {
	case err != nil:
		return err
	case stored == "" || facts.StoredPrint(stored) != a.told.Recovery:
		return fault.New(fault.RecoveryNone)
	case !matches || stored != kept:
		guard = guardAfter(guard.wrong+1, now, pinWaitOwner)
		a.guards[key] = guard
		return a.refuseTry(fault.RecoveryWrong, staff.RecoveryName, guard.wrong, now)
	}
	if err := a.recordRightPIN(staff.RecoveryName, guard.wrong, now); err != nil {
		return err
	}
	delete(a.guards, key)
	return nil
}
