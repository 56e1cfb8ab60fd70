package pos

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"
	"unicode/utf8"
)

// Approval is a manager's word for an action. By is journalled; the PIN is
// compared and forgotten.
type Approval struct {
	By  string // the manager's name, 1 to 40 characters
	PIN string // needed when the setting manager.pin holds one
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

// word is a manager's word with the PIN that it is held against. The PIN is read
// before the till's loop is entered: a keyring may take its time, and the till
// must not wait for it.
type word struct {
	Approval
	pin string // "": none is set
}

func (t *Till) wordOf(a Approval) (word, error) {
	pin, err := t.secrets.Secret(SettingManagerPIN)
	return word{a, pin}, err
}

// name is the manager's, for the journal. The error's code is CodeManagerNeeded.
func (a Approval) name() (string, error) {
	by := strings.TrimSpace(a.By)
	if by == "" || utf8.RuneCountInString(by) > 40 || checkText(by) != nil {
		return "", Fault(CodeManagerNeeded)
	}
	return by, nil
}

// approve checks a manager's word and returns the name for the journal. The
// error's code is CodeManagerNeeded, CodePINWrong or CodePINLocked. A wrong PIN
// is journalled, and so is the right one after wrong ones: the count outlives a
// restart.
func (t *Till) approve(a word) (string, error) {
	by, err := a.name()
	if err != nil {
		return "", err
	}
	pin := a.pin
	if pin == "" {
		return by, nil
	}
	now := t.now()
	if wait := t.pins.until.Sub(now); wait > 0 {
		return "", Fault(CodePINLocked, int((wait+time.Second-1)/time.Second))
	}
	// Of equal length whatever was typed, so that the time tells nothing.
	want, got := sha256.Sum256([]byte(pin)), sha256.Sum256([]byte(strings.TrimSpace(a.PIN)))
	if subtle.ConstantTimeCompare(want[:], got[:]) == 1 {
		if t.pins.wrong > 0 {
			if _, err := t.commit(context.Background(), Batch{At: now, Facts: []Fact{{FactManagerKnown, ManagerTries{By: by}}}}); err != nil {
				return "", err
			}
		}
		t.pins = pinGuard{}
		return by, nil
	}
	t.pins = guardAfter(t.pins.wrong+1, now)
	refused := ManagerTries{By: by, Wrong: t.pins.wrong}
	_, err = t.commit(context.Background(), Batch{At: now, Facts: []Fact{{FactManagerRefused, refused}}})
	return "", Fault(CodePINWrong).Because(err)
}

// ManagerTries is the payload of FactManagerRefused and FactManagerKnown.
type ManagerTries struct {
	By    string `json:"by"`
	Wrong int    `json:"wrong,omitempty"` // PINs in a row
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

// ManagerPINSet reports that a manager's actions need a PIN.
func (t *Till) ManagerPINSet() (bool, error) {
	pin, err := t.secrets.Secret(SettingManagerPIN)
	return pin != "", err
}

// ReadAlarm takes a manager's word that an alarm was read: it leaves the
// screens. The error's code is CodeAlarmUnknown or one of approve's.
func (t *Till) ReadAlarm(ctx context.Context, id int64, approval Approval) error {
	word, err := t.wordOf(approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		i := -1
		for n, a := range t.alarms {
			if a.ID == id {
				i = n
			}
		}
		if i < 0 {
			return Fault(CodeAlarmUnknown, id)
		}
		by, err := t.approve(word)
		if err != nil {
			return err
		}
		alarm := t.alarms[i]
		alarm.Read, alarm.ReadBy = t.now(), by
		if _, err := t.commit(ctx, Batch{
			At: alarm.Read, Alarms: []Alarm{alarm}, Facts: []Fact{{FactAlarmRead, alarm}},
		}); err != nil {
			return err
		}
		t.keepAlarm(alarm)
		t.publish()
		return nil
	})
}

// keepAlarm takes a committed alarm into memory.
func (t *Till) keepAlarm(alarm Alarm) {
	kept := make([]Alarm, 0, len(t.alarms)+1) // a published snapshot holds the old one
	for _, a := range t.alarms {
		if a.ID != alarm.ID {
			kept = append(kept, a)
		}
	}
	if alarm.Unread() {
		kept = append(kept, alarm)
	}
	t.alarms = kept
}
