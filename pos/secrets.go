package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// secretPrint is how the journal tells a secret from others: hashed like an owner's PIN, so that a
// copy of the journal gives nothing away.
func (t *Till) secretPrint(value string) (string, error) {
	if value == "" {
		return facts.SecretNone, nil
	}
	return t.authority.pins.Hash(value, true)
}

// nobodysPIN is no PIN that can be typed.
const nobodysPIN = "\x00"

// readShopPIN reads the setting manager.pin. Where it is not there any more, or another one is kept in
// its place, the one that is typed is held against the journal.
func (a *authority) readShopPIN(typed string) (string, error) {
	pin, err := a.secrets.Secret(settings.ManagerPIN)
	held, ok := a.secrets.(HeldSecrets)
	if err == nil || !ok {
		return pin, err
	}
	switch proven, away := held.Proves(settings.ManagerPIN, typed); {
	case away != nil:
		return "", err
	case proven:
		return typed, nil
	}
	return nobodysPIN, nil
}

// doubtSecrets raises what is seen of the files of secrets at once, on the loop: no value is compared,
// for that takes time.
func (t *Till) doubtSecrets(ctx context.Context) error {
	held, ok := t.secrets.(HeldSecrets)
	if !ok {
		return nil
	}
	found, err := held.Doubts(ctx, false)
	if err != nil {
		return err
	}
	return t.raiseAll(found)
}

// raiseAll raises alerts about the shop's records, in their order.
func (t *Till) raiseAll(alerts []payment.Alert) error {
	for _, alert := range alerts {
		if err := t.raiseRecords(alert, Batch{}); err != nil {
			return err
		}
	}
	return nil
}

// KnowSecrets holds the secrets against the journal, and has it tell what it does not yet: an older
// program wrote only that they were changed. It asks the keyring, and waits for it.
func (t *Till) KnowSecrets(ctx context.Context) {
	var keys []settings.Key
	for _, spec := range settings.Specs() {
		if spec.Secret {
			keys = append(keys, spec.Key)
		}
	}
	t.lookAtSecrets(ctx, keys...)
}

// lookAtSecrets is KnowSecrets for some of them, never on the loop. What can't be told now is told
// the next time; selling waits for none of it.
func (t *Till) lookAtSecrets(ctx context.Context, keys ...settings.Key) {
	held, ok := t.secrets.(HeldSecrets)
	if !ok {
		return
	}
	if !t.secretTurn.TryLock() { // one is being changed, and a keyring may be slow
		return
	}
	defer t.secretTurn.Unlock()
	if found, err := held.Doubts(ctx, true); err == nil && len(found) > 0 {
		_ = t.do(ctx, func() error {
			defer t.publish()
			return t.raiseAll(found)
		})
	}
	unprinted, err := held.Unprinted(ctx)
	if err != nil {
		return
	}
	for _, key := range keys {
		if slices.Contains(unprinted, key) && ctx.Err() == nil {
			t.tellSecret(ctx, key)
		}
	}
}

// setSecretsAside puts aside what an alert told of that was cleared.
func (t *Till) setSecretsAside(ctx context.Context) error {
	held, ok := t.secrets.(HeldSecrets)
	if !ok {
		return nil
	}
	t.secretTurn.Lock()
	defer t.secretTurn.Unlock()
	return held.SetAside(ctx)
}

// tellSecret has the journal tell a secret as it is kept.
func (t *Till) tellSecret(ctx context.Context, key settings.Key) {
	value, err := t.secrets.Secret(key)
	if err != nil {
		return // it can't be read now
	}
	print, err := t.secretPrint(value)
	if err != nil {
		return
	}
	_ = t.do(ctx, func() error {
		fact := journal.Fact{Kind: facts.SecretKnown, Payload: facts.Setting{Key: key, Print: print}}
		_, err := t.commit(ctx, Batch{At: t.now(), Facts: []journal.Fact{fact}})
		return err
	})
}
