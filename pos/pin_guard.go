package pos

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// pinGuard slows down whoever tries PINs.
type pinGuard struct {
	wrong int       // tries in a row
	until time.Time // no try is looked at before
}

// The PIN's throttle: so many wrong tries are free, then each one costs a wait
// that doubles.
const (
	pinTries    = 5
	pinWait     = 30 * time.Second
	pinWaitMost = 15 * time.Minute
)

// tryPIN finds who a word is of.
func (a *authority) tryPIN(by string, w word, now time.Time) (staff.Person, error) {
	key := text.Fold(by)
	guard := a.guards[key]
	if wait := guard.until.Sub(now); wait > 0 {
		return staff.Person{}, lockedFor(wait)
	}
	person, right := a.roster.ByID(w.person)
	right = right && w.right && person.Active
	if right {
		// It was compared before the loop was entered: the PIN may be another now.
		hash, err := a.people.PINHash(context.Background(), w.person)
		if err != nil {
			return staff.Person{}, err
		}
		right = hash == w.hash
	}
	if !right {
		guard = guardAfter(guard.wrong+1, now)
		a.guards[key] = guard
		return staff.Person{}, a.refusePIN(by, guard.wrong, now)
	}
	if err := a.knowPIN(by, guard.wrong, now); err != nil {
		return staff.Person{}, err
	}
	delete(a.guards, key)
	return person, nil
}

// tryShopPIN compares the one PIN that a shop without an owner may have.
func (a *authority) tryShopPIN(by string, w word, now time.Time) error {
	if w.read != a.pinSet {
		return fault.New(fault.PINWrong) // it may be another one now: no try is counted
	}
	if w.pin == "" {
		return nil
	}
	if wait := a.guard.until.Sub(now); wait > 0 {
		return lockedFor(wait)
	}
	// Of equal length whatever was typed, so that the time tells nothing.
	want, got := sha256.Sum256([]byte(w.pin)), sha256.Sum256([]byte(strings.TrimSpace(w.PIN)))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		a.guard = guardAfter(a.guard.wrong+1, now)
		return a.refusePIN(by, a.guard.wrong, now)
	}
	if err := a.knowPIN(by, a.guard.wrong, now); err != nil {
		return err
	}
	a.guard = pinGuard{}
	return nil
}

// refusePIN journals a wrong PIN, and returns the error that says so.
func (a *authority) refusePIN(by string, wrong int, now time.Time) error {
	err := a.record(now, journal.Fact{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: by, Wrong: wrong}})
	return fault.New(fault.PINWrong).Because(err)
}

// knowPIN journals the right PIN after wrong ones.
func (a *authority) knowPIN(by string, wrong int, now time.Time) error {
	if wrong == 0 {
		return nil
	}
	return a.record(now, journal.Fact{Kind: facts.ManagerKnown, Payload: facts.ManagerTries{By: by}})
}

func lockedFor(wait time.Duration) error {
	return fault.New(fault.PINLocked, int((wait+time.Second-1)/time.Second))
}

// guardAfter is the throttle after so many wrong PINs in a row, the last at now.
func guardAfter(wrong int, now time.Time) pinGuard {
	g := pinGuard{wrong: wrong, until: now}
	if wrong < pinTries {
		return g
	}
	wait := pinWait
	for n := wrong; n > pinTries && wait < pinWaitMost; n-- {
		wait = min(2*wait, pinWaitMost)
	}
	g.until = now.Add(wait)
	return g
}

// ManagerPINSet reports that an approval needs a PIN: the shop has an owner, or
// the setting manager.pin holds one.
func (t *Till) ManagerPINSet() (bool, error) {
	if t.Snapshot().Staffed {
		return true, nil
	}
	pin, err := t.secrets.Secret(settings.ManagerPIN)
	return pin != "", err
}
