package pos

import (
	"context"
	"maps"
	"strings"
)

// settingFact is the payload of FactSettingChanged. A secret's values are left
// out.
type settingFact struct {
	Key  SettingKey `json:"key"`
	From string     `json:"from,omitempty"`
	To   string     `json:"to,omitempty"`
}

// SetSetting checks and stores one setting; "" brings the default back. A
// secret goes to Secrets, and the journal says only that it was changed. The
// error's code is CodeSettingUnknown, CodeSettingInvalid, or the Store's.
func (t *Till) SetSetting(ctx context.Context, key SettingKey, value string) error {
	spec, err := SpecOf(key)
	if err != nil {
		return err
	}
	value = strings.TrimSpace(value)
	if err := spec.CheckValue(value); err != nil {
		return err
	}
	return t.do(ctx, func() error {
		if spec.Secret {
			return t.setSecret(ctx, key, value)
		}
		if t.settings[key] == value {
			return nil
		}
		now, next := t.now(), t.settings.with(key, value)
		last := t.lastPayment
		if key == SettingTillNumber {
			// Read before the change: a till that went on with another
			// number's last id could issue one of its own twice.
			var err error
			if last, err = t.store.LastPaymentID(ctx, next.Int(SettingTillNumber)); err != nil {
				return err
			}
		}
		batch := Batch{
			At: now, Settings: Settings{key: value},
			Facts: []Fact{{FactSettingChanged, settingFact{key, t.settings[key], value}}},
		}
		if currency, ok := accountOf(key); ok && value != "" {
			return t.answerHeld(ctx, currency, batch, func(a Attempt) Event { return answerOf(a, value) })
		}
		if _, err := t.commit(ctx, batch); err != nil {
			return err
		}
		t.settings, t.lastPayment = next, last
		if key == SettingCutoffHour {
			if err := t.loadDay(ctx); err != nil {
				return err
			}
		}
		t.publish()
		return nil
	})
}

func (t *Till) setSecret(ctx context.Context, key SettingKey, value string) error {
	if err := t.secrets.SetSecret(key, value); err != nil {
		return err
	}
	if _, err := t.commit(ctx, Batch{
		At: t.now(), Facts: []Fact{{FactSettingChanged, settingFact{Key: key}}},
	}); err != nil {
		return err
	}
	t.publish()
	return nil
}

// with returns the settings with one value changed, leaving s as it was: a
// published snapshot may hold it.
func (s Settings) with(key SettingKey, value string) Settings {
	next := maps.Clone(s)
	if next == nil {
		next = Settings{}
	}
	next[key] = value
	return next
}
