package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/text"
)

// tryRecovery decides about a try at the recovery code that was compared with the hash kept
// before the loop was entered, and counts a wrong one. A hash that is not the one of the
// journal's last fact is no code's.
func (a *authority) tryRecovery(ctx context.Context, kept string, matches bool, now time.Time) error {
	key := text.Fold(recoveryName)
	guard := a.guards[key]
	if wait := guard.until.Sub(now); wait > 0 {
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
		_ = a.recordWrongPIN(recoveryName, guard.wrong, now)
		return fault.New(fault.RecoveryWrong)
	}
	if err := a.recordRightPIN(recoveryName, guard.wrong, now); err != nil {
		return err
	}
	delete(a.guards, key)
	return nil
}
