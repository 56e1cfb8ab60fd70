package pos

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"
	"unicode/utf8"
)

// Approval is a person's word for an action: by their own PIN once the shop has
// an owner, before that by the setting manager.pin. By is journalled; the PIN is
// compared and forgotten.
type Approval struct {
	By  string // the person's name, 1 to 40 characters, in any case
	PIN string // 4 to 12 digits; needed where ManagerPINSet says so
}

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

// word is a person's word for an action with what it was held against. That is
// done before the till's loop is entered: a keyring may take its time, hashing
// does so on purpose, and the till must not wait for it.
type word struct {
	Approval
	action Action
	pin    string  // the setting manager.pin, while there is no owner; "": none is set
	read   uint64  // Till.pinSet when pin was read: it is good until that rises
	person StaffID // 0: nobody of that name
	hash   string  // what the PIN was held against
	right  bool
}

// wordOf holds an approval against the PIN that is kept. A name that nobody has
// costs as much time as one that somebody has.
func (t *Till) wordOf(ctx context.Context, action Action, a Approval) (word, error) {
	w := word{Approval: a, action: action}
	var staffed, waits bool
	err := t.do(ctx, func() error {
		staffed, w.read = t.staffed(), t.pinSet
		person, known := t.staff.named(a.By)
		if known && person.Active {
			w.person = person.ID
		}
		waits = t.guards[foldName(a.By)].until.After(t.now())
		return nil
	})
	if err != nil {
		return w, err
	}
	if !staffed {
		w.pin, err = t.secrets.Secret(SettingManagerPIN)
		return w, err
	}
	if _, err := a.name(); err != nil || waits {
		return w, nil // approve says so
	}
	if w.person != 0 {
		if w.hash, err = t.store.PINHash(ctx, w.person); err != nil {
			return w, err
		}
	}
	w.right, err = t.pins.Matches(w.hash, strings.TrimSpace(a.PIN))
	return w, err
}

// wordIfAny is wordOf for what mostly needs no word: nobody's costs nothing.
func (t *Till) wordIfAny(ctx context.Context, action Action, a Approval) (word, error) {
	if a == (Approval{}) {
		return word{action: action}, nil
	}
	return t.wordOf(ctx, action, a)
}

// name is the person's, for the journal. The error's code is CodeManagerNeeded.
func (a Approval) name() (string, error) {
	by := strings.TrimSpace(a.By)
	if by == "" || utf8.RuneCountInString(by) > maxStaffName || checkText(by) != nil {
		return "", Fault(CodeManagerNeeded)
	}
	return by, nil
}

// staffed reports that the shop has an owner: from then on every approval is a
// named person's, and the setting manager.pin means nothing.
func (t *Till) staffed() bool { return t.staff.owners() > 0 }

// approve checks a person's word and returns the name for the journal. The
// error's code is CodeManagerNeeded without a name, CodePINWrong, CodePINLocked,
// or CodePermissionMissing with the name where the PIN is right and the role is
// too small. A name that nobody has is a wrong PIN. Wrong PINs are journalled,
// and so is the right one after wrong ones: the count outlives a restart.
func (t *Till) approve(w word) (string, error) {
	by, err := w.name()
	if err != nil {
		return "", err
	}
	if !t.staffed() {
		if err := t.tryShopPIN(by, w); err != nil {
			return "", err
		}
		t.approved(w.action, by)
		return by, nil
	}
	person, err := t.tryPIN(by, w)
	switch {
	case err != nil:
		return "", err
	case !person.Role.Covers(PermissionOf(w.action).Least):
		return "", Fault(CodePermissionMissing, person.Name)
	}
	t.approved(w.action, person.Name)
	return person.Name, nil
}

// permit is approve for what whoever has signed in may do without more words. It
// returns who lets it be done, "" for nobody.
func (t *Till) permit(w word) (by string, err error) {
	if strings.TrimSpace(w.By) == "" && t.may(w.action) {
		return t.signedIn().Name, nil
	}
	return t.approve(w)
}

// may reports that an action needs no approval, see Snapshot.May.
func (t *Till) may(a Action) bool { return maySigned(a, t.staffed(), t.training, t.signedIn()) }

func maySigned(a Action, staffed, training bool, in SignedIn) bool {
	p := PermissionOf(a)
	switch {
	case !staffed, p.Least == RoleCashier:
		return true
	case p.PIN:
		return false
	case in.ID == 0:
		return training
	}
	return in.Role.Covers(p.Least)
}

// allow is permit for what takes no approval: who may do it signs in first. The
// error's code is CodeManagerNeeded where nobody has, or CodePermissionMissing.
func (t *Till) allow(a Action) error {
	switch in := t.signedIn(); {
	case t.may(a):
		return nil
	case in.ID == 0:
		return Fault(CodeManagerNeeded)
	default:
		return Fault(CodePermissionMissing, in.Name)
	}
}

// tryPIN finds who a word is of.
func (t *Till) tryPIN(by string, w word) (Staff, error) {
	key, now := foldName(by), t.now()
	guard := t.guards[key]
	if wait := guard.until.Sub(now); wait > 0 {
		return Staff{}, lockedFor(wait)
	}
	person, right := t.staff.byID(w.person)
	right = right && w.right && person.Active
	if right {
		// It was compared before the loop was entered: the PIN may be another now.
		hash, err := t.store.PINHash(context.Background(), w.person)
		if err != nil {
			return Staff{}, err
		}
		right = hash == w.hash
	}
	if !right {
		guard = guardAfter(guard.wrong+1, now)
		t.guards[key] = guard
		return Staff{}, t.refusePIN(by, guard.wrong, now)
	}
	if err := t.knowPIN(by, guard.wrong, now); err != nil {
		return Staff{}, err
	}
	delete(t.guards, key)
	return person, nil
}

// tryShopPIN compares the one PIN that a shop without an owner may have.
func (t *Till) tryShopPIN(by string, w word) error {
	if w.read != t.pinSet {
		return Fault(CodePINWrong) // it may be another one now: no try is counted
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
	_, err := t.commit(context.Background(), Batch{At: now, Facts: []Fact{{FactManagerRefused, ManagerTries{By: by, Wrong: wrong}}}})
	return Fault(CodePINWrong).Because(err)
}

// knowPIN journals the right PIN after wrong ones.
func (t *Till) knowPIN(by string, wrong int, now time.Time) error {
	if wrong == 0 {
		return nil
	}
	_, err := t.commit(context.Background(), Batch{At: now, Facts: []Fact{{FactManagerKnown, ManagerTries{By: by}}}})
	return err
}

// ManagerTries is the payload of FactManagerRefused and FactManagerKnown.
type ManagerTries struct {
	By    string    `json:"by"`
	Wrong int       `json:"wrong,omitempty"` // PINs in a row
	At    time.Time `json:"-"`               // the fact's
}

func lockedFor(wait time.Duration) error {
	return Fault(CodePINLocked, int((wait+time.Second-1)/time.Second))
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
		delete(t.guards, foldName(last.By))
		if last.Wrong > 0 {
			t.guard = guardAfter(last.Wrong, last.At)
			t.guards[foldName(last.By)] = t.guard
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
	pin, err := t.secrets.Secret(SettingManagerPIN)
	return pin != "", err
}
