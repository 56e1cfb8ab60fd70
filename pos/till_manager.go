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

// staffed reports that the shop has an owner: from then on every approval is a
// named person's, and the setting manager.pin means nothing.
func (t *Till) staffed() bool { return t.staff.Owners() > 0 }

// tryPIN finds who a word is of.
func (t *Till) tryPIN(by string, w word) (staff.Person, error) {
	key, now := text.Fold(by), t.now()
	guard := t.guards[key]
	if wait := guard.until.Sub(now); wait > 0 {
		return staff.Person{}, lockedFor(wait)
	}
	person, right := t.staff.ByID(w.person)
	right = right && w.right && person.Active
	if right {
		// It was compared before the loop was entered: the PIN may be another now.
		hash, err := t.store.PINHash(context.Background(), w.person)
		if err != nil {
			return staff.Person{}, err
		}
		right = hash == w.hash
	}
	if !right {
		guard = guardAfter(guard.wrong+1, now)
		t.guards[key] = guard
		return staff.Person{}, t.refusePIN(by, guard.wrong, now)
	}
	if err := t.knowPIN(by, guard.wrong, now); err != nil {
		return staff.Person{}, err
	}
	delete(t.guards, key)
	return person, nil
}

// tryShopPIN compares the one PIN that a shop without an owner may have.
func (t *Till) tryShopPIN(by string, w word) error {
	if w.read != t.pinSet {
		return fault.New(fault.PINWrong) // it may be another one now: no try is counted
	}
	if w.pin == "" {
		return nil
	}
	now := t.now()
	if wait := t.guard.until.Sub(now); wait > 0 {
		return lockedFor(wait)
	}
	// Of equal length whatever was typed, so that the time tells nothing.
	want, got := sha256.Sum256([]byte(w.pin)), sha256.Sum256([]byte(strings.TrimSpace(w.PIN)))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		t.guard = guardAfter(t.guard.wrong+1, now)
		return t.refusePIN(by, t.guard.wrong, now)
	}
	if err := t.knowPIN(by, t.guard.wrong, now); err != nil {
		return err
	}
	t.guard = pinGuard{}
	return nil
}

// refusePIN journals a wrong PIN, and returns the error that says so.
func (t *Till) refusePIN(by string, wrong int, now time.Time) error {
	_, err := t.commit(context.Background(), Batch{At: now, Facts: []journal.Fact{{Kind: facts.ManagerRefused, Payload: facts.ManagerTries{By: by, Wrong: wrong}}}})
	return fault.New(fault.PINWrong).Because(err)
}

// knowPIN journals the right PIN after wrong ones.
func (t *Till) knowPIN(by string, wrong int, now time.Time) error {
	if wrong == 0 {
		return nil
	}
	_, err := t.commit(context.Background(), Batch{At: now, Facts: []journal.Fact{{Kind: facts.ManagerKnown, Payload: facts.ManagerTries{By: by}}}})
	return err
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

// loadGuards takes the throttles of the run before out of the journal.
func (t *Till) loadGuards(ctx context.Context) error {
	tries, err := t.store.ManagerTries(ctx)
	if err != nil {
		return err
	}
	t.guards = make(map[string]pinGuard)
	for _, last := range tries {
		t.guard = pinGuard{}
		delete(t.guards, text.Fold(last.By))
		if last.Wrong > 0 {
			t.guard = guardAfter(last.Wrong, last.At)
			t.guards[text.Fold(last.By)] = t.guard
		}
	}
	return nil
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
