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
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/pos/text"
)

// pinGuard slows down tries at a PIN.
type pinGuard struct {
	wrong int       // wrong tries in a row
	until time.Time // until then, no try is accepted
	wait  time.Duration
}

// left is how long no try is accepted. A wait longer than it was made is over: the clock was put
// back since, and nobody is kept away for as long as it was wrong.
func (g pinGuard) left(now time.Time) time.Duration {
	left := g.until.Sub(now)
	if left > g.wait {
		return 0
	}
	return max(left, 0)
}

// The throttle of a PIN: so many wrong tries are free, then each further one costs a wait
// that doubles.
const (
	pinTries     = 5
	pinWait      = 30 * time.Second
	pinWaitMost  = 15 * time.Minute
	pinWaitOwner = time.Minute // an owner is never kept away for longer
)

// tryPIN returns the person whose PIN an approval holds, and counts a wrong one.
func (a *authority) tryPIN(by string, checked checkedApproval, now time.Time) (staff.Person, error) {
	key := text.Fold(by)
	guard := a.guards[key]
	if wait := guard.left(now); wait > 0 {
		return staff.Person{}, lockedFor(wait)
	}
	person, known := a.roster.ByID(checked.person)
	right := known && person.Active
	if right {
		// Compared before the loop was entered: the PIN may have been replaced since.
		hash, err := a.people.PINHash(context.Background(), checked.person)
		if err == nil {
			err = a.checkPrint(person, hash, now)
		}
		if err != nil {
			return staff.Person{}, err
		}
		if checked.matches && hash != checked.hash { // the try does not count: it may have been right
			return staff.Person{}, fault.New(fault.PINWrong)
		}
		right = checked.matches
	}
	if !right {
		guard = guardAfter(guard.wrong+1, now, longestWait(person, known))
		a.guards[key] = guard
		return staff.Person{}, a.refuseTry(fault.PINWrong, by, guard.wrong, now)
	}
	if err := a.recordRightPIN(by, guard.wrong, now); err != nil {
		return staff.Person{}, err
	}
	delete(a.guards, key)
	return person, nil
}

// tryShopPIN compares the setting manager.pin, the one PIN of a shop without an owner.
func (a *authority) tryShopPIN(by string, checked checkedApproval, now time.Time) error {
	if checked.pinChanges != a.pinChanges {
		return fault.New(fault.PINWrong) // it may have been replaced since: the try does not count
	}
	if checked.shopPIN == "" {
		return nil
	}
	if wait := a.guard.left(now); wait > 0 {
		return lockedFor(wait)
	}
	// Hashes have one length, so that the time of comparing tells nothing about the PIN.
	want, got := sha256.Sum256([]byte(checked.shopPIN)), sha256.Sum256([]byte(strings.TrimSpace(checked.PIN)))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		a.guard = guardAfter(a.guard.wrong+1, now, pinWaitOwner) // it is the owner's
		return a.refuseTry(fault.PINWrong, by, a.guard.wrong, now)
	}
	if err := a.recordRightPIN(by, a.guard.wrong, now); err != nil {
		return err
	}
	a.guard = pinGuard{}
	return nil
}

// refuseTry is the answer to a wrong PIN or recovery code, once the journal has the try. Where it
// can't be told, as on a full disk, the answer is why, and that to a right one is the same: what
// is done by it can't be written either. So no try without a trace says whether it was right.
func (a *authority) refuseTry(code fault.Code, by string, wrong int, now time.Time) error {
	if err := a.recordWrong(by, wrong, now); err != nil {
		return err
	}
	return fault.New(code)
}

// recordWrong journals a wrong PIN, or a wrong recovery code.
// The try from which on each costs a wait is an alert too, once for a run of tries.
func (a *authority) recordWrong(by string, wrong int, now time.Time) error {
	fact := journal.Fact{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: by, SignedIn: a.signedIn().Name, Wrong: wrong}}
	if wrong == pinTries {
		return a.alarm(payment.Alert{Kind: payment.AlertWrongPINs, Expected: by, Raised: now, Last: now, Times: 1}, fact)
	}
	return a.record(now, fact)
}

// recordRightPIN journals the right PIN after wrong ones.
func (a *authority) recordRightPIN(by string, wrong int, now time.Time) error {
	if wrong == 0 {
		return nil
	}
	return a.record(now, journal.Fact{Kind: facts.ManagerKnown, Payload: facts.ManagerTries{By: by}})
}

func lockedFor(wait time.Duration) error {
	return fault.New(fault.PINLocked, int((wait+time.Second-1)/time.Second))
}

// longestWait is the longest wait for a person's PIN. An owner's is short: whoever types
// wrong PINs in the owner's name must not keep the owner away from the till.
func longestWait(person staff.Person, known bool) time.Duration {
	if known && person.Role == staff.Owner {
		return pinWaitOwner
	}
	return pinWaitMost
}

// guardAfter returns the throttle after so many wrong PINs in a row, the last one at now.
func guardAfter(wrong int, now time.Time, most time.Duration) pinGuard {
	g := pinGuard{wrong: wrong, until: now}
	if wrong < pinTries {
		return g
	}
	wait := pinWait
	for n := wrong; n > pinTries && wait < most; n-- {
		wait = min(2*wait, most)
	}
	g.until, g.wait = now.Add(wait), wait
	return g
}

// ManagerPINSet reports whether an approval needs a PIN: the shop has an owner, or the
// setting manager.pin is set.
func (t *Till) ManagerPINSet() (bool, error) {
	if t.Snapshot().Staffed {
		return true, nil
	}
	pin, err := t.authority.readShopPIN("")
	return pin != "", err
}
