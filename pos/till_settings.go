package pos

import (
	"context"
	"errors"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
)

// SetSetting checks and stores one setting; "" restores the default. A secret goes to
// Secrets, and the journal records only that it was changed. The error's code is
// fault.SettingUnknown; fault.SettingInvalid; fault.PrinterFile; fault.GatewayBusy for gateway settings that
// a payment in progress uses; fault.ManagerNeeded where it needs an approval; or the
// Store's.
func (t *Till) SetSetting(ctx context.Context, key settings.Key, value string) error {
	return t.SetSettingBy(ctx, key, value, staff.Approval{})
}

// SetSettingBy is SetSetting with an approval. Without one, a setting that needs more than
// a cashier can be changed by whoever of that role has signed in, except those of
// staff.ActionGuardedSettings. While the shop has no owner only these need an approval,
// and only once manager.pin is set. Its errors include authorize's.
func (t *Till) SetSettingBy(ctx context.Context, key settings.Key, value string, approval staff.Approval) error {
	spec, err := settings.SpecOf(key)
	if err != nil {
		return err
	}
	value = spec.Tidy(value)
	err = spec.CheckValue(value)
	if err == nil {
		err = spec.CheckBelow(t.folder, value)
	}
	if err != nil {
		return err
	}
	var checked checkedApproval
	if spec.Needs != "" {
		if checked, err = t.checkApproval(ctx, spec.Needs, approval); err != nil {
			return err
		}
	}
	if spec.Secret {
		return t.setSecret(ctx, spec, checked, value)
	}
	var today report.Report // by the new cutoff hour
	set := func() error { return t.storeSetting(ctx, key, value, today, spec.Needs, checked) }
	if key != settings.CutoffHour {
		return t.do(ctx, set)
	}
	var day money.Day
	return t.doAfter(ctx, longRead{
		prepare: func() error {
			day = money.DayOf(t.now(), t.settings.With(key, value).Int(key))
			return nil
		},
		mark: t.committed,
		read: func() (err error) {
			today, err = t.store.Report(ctx, day, day)
			return err
		},
	}, set)
}

// storeSetting stores a setting that is not a secret, with everything that follows from it.
func (t *Till) storeSetting(ctx context.Context, key settings.Key, value string, today report.Report, needs staff.Action, checked checkedApproval) error {
	if t.settings[key] == value {
		return nil
	}
	by, grants, err := t.authorizeSettings(needs, checked, key)
	if err != nil {
		return err
	}
	if err := t.checkGatewayIdle(key, value); err != nil {
		return err
	}
	// Back to their own printer always: nothing is to print on another one because theirs is gone.
	if role := settings.PrintRole(value); key == settings.ReceiptsOn && role != "" && role != settings.RoleReceipt && !t.settings.OwnPrinter(role) {
		return fault.New(fault.PrinterMissing)
	}
	now, next := t.now(), t.settings.With(key, value)
	last := t.attempts.last
	if key == settings.TillNumber {
		// Read before the change: with another till number's last id the till could
		// issue one of its own twice.
		if last, err = t.store.LastPaymentID(ctx, next.Int(settings.TillNumber)); err != nil {
			return err
		}
	}
	batch := Batch{
		At: now, Settings: settings.Values{key: value},
		Facts: append([]journal.Fact{{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, From: t.settings[key], To: value, By: by}}}, rateFacts(key, value, by)...),
	}
	if currency, ok := accountOf(key); ok {
		if len(t.payees.pins[currency].Fields) > 0 {
			batch.pin(facts.PayeePin{Pin: payment.Pin{Currency: currency}, Why: facts.PinForgotten, By: by})
		}
		if value != "" {
			return t.answerHeld(ctx, currency, batch, accountSet(value), grants...)
		}
	}
	if _, err := t.commit(ctx, batch, grants...); err != nil {
		return err
	}
	t.settings, t.attempts.last = next, last
	t.payees.keepFacts(batch.Facts)
	if key == settings.Rate {
		t.rateConfirmed = now
	}
	if key == settings.CutoffHour {
		t.sales.today = today
	}
	t.publish()
	t.prints.wake() // the printer may be another one now
	return nil
}

// setSecret changes a secret. A keyring may be slow, so it is called on the caller's
// goroutine, between two commits on the loop: one that the change is intended, one of how
// it ended. If the program stops in between, the journal says that the secret may have
// changed. A change that cannot be journalled is undone.
func (t *Till) setSecret(ctx context.Context, spec settings.Spec, checked checkedApproval, value string) error {
	t.secretTurn.Lock()
	defer t.secretTurn.Unlock()
	print, err := t.secretPrint(value)
	if err != nil {
		return err
	}
	fact := facts.Setting{Key: spec.Key, Print: print}
	journal := func(kind journal.Kind, grants ...*Grant) error {
		if _, err := t.commit(ctx, Batch{At: t.now(), Facts: []journal.Fact{{Kind: kind, Payload: fact}}}, grants...); err != nil {
			return err
		}
		if spec.Key == settings.ManagerPIN {
			t.authority.pinChanges++
		}
		t.publish()
		return nil
	}
	err = t.do(ctx, func() (err error) {
		var grants []*Grant
		if fact.By, grants, err = t.authorizeSettings(spec.Needs, checked, spec.Key); err != nil {
			return err
		}
		return journal(facts.SecretIntended, grants...)
	})
	if err != nil {
		return err
	}
	before, unread := t.secrets.Secret(spec.Key)
	stored, end := t.secrets.SetSecret(spec.Key, value), facts.SettingChanged
	if stored != nil {
		end = facts.SecretKept
	}
	// Not cancelled by a caller that goes away: the change has been made.
	err = t.do(context.WithoutCancel(ctx), func() error { return journal(end) })
	if err != nil && stored == nil && unread == nil { // where the old value could not be read, nothing can be undone: set it again
		stored = t.secrets.SetSecret(spec.Key, before)
	}
	return errors.Join(err, stored)
}

// authorizeSettings is authorize for settings that need an action; "" means that anybody
// may change them.
func (t *Till) authorizeSettings(needs staff.Action, checked checkedApproval, keys ...settings.Key) (by string, grants []*Grant, err error) {
	if needs == "" {
		return t.authority.signedIn().Name, nil, nil
	}
	grant, err := t.authorize(needs, checked, t.settings.Figures(keys...))
	if err != nil {
		return "", nil, err
	}
	return grant.by, []*Grant{grant}, nil
}

// checkGatewayIdle refuses to change gateway settings that a payment in progress was requested
// with. Gateways on this machine are exempt: they are for tests and training.
func (t *Till) checkGatewayIdle(key settings.Key, value string) error {
	moves := key == settings.BaseURL && !(settings.LoopbackURL(value) && settings.LoopbackURL(t.settings.Get(key)))
	for _, a := range t.attempts.watched() {
		id, _, _ := settings.ProfileKeys(a.Amount.Currency)
		if a.InProgress() && (moves || key == id) {
			return fault.New(fault.GatewayBusy, a.ID)
		}
	}
	return nil
}
