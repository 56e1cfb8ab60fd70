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

// approve checks a manager's word and returns the name for the journal. The
// error's code is CodeManagerNeeded, CodePINWrong, CodePINLocked or that of
// Secrets. A wrong PIN is journalled, as far as the disk takes it.
func (t *Till) approve(a Approval) (string, error) {
	by := strings.TrimSpace(a.By)
	if by == "" || utf8.RuneCountInString(by) > 40 || checkText(by) != nil {
		return "", Fault(CodeManagerNeeded)
	}
	pin, err := t.secrets.Secret(SettingManagerPIN)
	if err != nil {
		return "", err
	}
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
		t.pins = pinGuard{}
		return by, nil
	}
	if t.pins.wrong++; t.pins.wrong >= pinTries {
		wait := pinWait
		for range t.pins.wrong - pinTries {
			wait = min(2*wait, pinWaitMost)
		}
		t.pins.until = now.Add(wait)
	}
	refused := managerRefusedFact{by, t.pins.wrong}
	_, err = t.commit(context.Background(), Batch{At: now, Facts: []Fact{{FactManagerRefused, refused}}})
	return "", Fault(CodePINWrong).Because(err)
}

// managerRefusedFact is the payload of FactManagerRefused.
type managerRefusedFact struct {
	By    string `json:"by"`
	Tries int    `json:"tries"` // in a row
}

// ManagerPINSet reports that a manager's actions need a PIN.
func (t *Till) ManagerPINSet() (bool, error) {
	pin, err := t.secrets.Secret(SettingManagerPIN)
	return pin != "", err
}

// ReadAlarm takes a manager's word that an alarm was read: it leaves the
// screens. The error's code is CodeAlarmUnknown or one of approve's.
func (t *Till) ReadAlarm(ctx context.Context, id int64, approval Approval) error {
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
		by, err := t.approve(approval)
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
